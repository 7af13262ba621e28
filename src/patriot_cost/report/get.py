"""Bare values for scripts, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report.document import Code, Response
from patriot_cost.report.identity_words import notice, system_caution
from patriot_cost.report.range_case import case_note
from patriot_cost.report.request import Request, response
from patriot_cost.report.wording import number_with_sign, parts, plain

if TYPE_CHECKING:
    from collections.abc import Sequence


def get_answer(request: Request, keys: Sequence[str], *, human: bool) -> Response:
    """Answer `get`.

    Raises:
        UsageFault: there is no such figure.
        CannotCompute: a figure asked for is unknown.
    """
    keys = [request.evaluation.own_key(key) for key in keys]
    lines = [
        number_with_sign(*parts(result)) if human else plain(result.value, result.figure.unit)
        for result in request.known(keys)
    ]
    text = "\n".join(lines) + "\n"
    base = response(request, list(keys), "Figures", [Code(text)])
    document = base.document if request.cite else base.document._replace(bare=text)
    case = request.evaluation.loaded
    notes = filter(None, (notice(case), case_note(case), system_caution(case)))
    messages = (*(f"note: {note}" for note in notes), *base.messages)
    return base._replace(document=document, messages=messages)
