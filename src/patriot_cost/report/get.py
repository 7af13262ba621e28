"""Bare values for scripts, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report.document import Answer, Code
from patriot_cost.report.envelope import notice
from patriot_cost.report.range_case import case_note
from patriot_cost.report.request import Question, answer
from patriot_cost.report.words import plain, shown

if TYPE_CHECKING:
    from collections.abc import Sequence


def get_answer(question: Question, keys: Sequence[str], *, human: bool) -> Answer:
    """Answer `get`.

    Raises:
        UsageFault: there is no such figure.
        CannotCompute: a figure asked for is unknown.
    """
    lines = [shown(result) if human else plain(result.value, result.figure.unit) for result in question.known(keys)]
    text = "\n".join(lines) + "\n"
    given = answer(question, list(keys), "Figures", [Code(text)])
    document = given.document._replace(bare=text)
    case = question.evaluation.loaded
    notes = filter(None, (notice(case), case_note(case)))
    talk = (*(f"note: {note}" for note in notes), *given.talk)
    return given._replace(document=document, talk=talk)
