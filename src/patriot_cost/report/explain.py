"""From a number down to its sources: formula, numbers, assumption, rationale, facts, address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.bind import input_key
from patriot_cost.case.provenance import entered_by
from patriot_cost.errors import UsageFault, unknown
from patriot_cost.model.assumptions import CHOICES
from patriot_cost.model.paths import assumption
from patriot_cost.report.document import Answer, Block, Heading, Lines, Text
from patriot_cost.report.explanation import Story
from patriot_cost.report.request import Question, answer

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation


def explain_answer(question: Question, key: str) -> Answer:
    """Answer `explain` for a figure or for the path of an assumption.

    Raises:
        UsageFault: it is neither; the message names the nearest.
    """
    evaluation = question.evaluation
    entered: list[str] = []
    asked = [key] if key in evaluation else []
    if asked:
        question.need(asked)
        story = Story(evaluation)
        tree, data = story.figure(key), story.figure_data(key)
    else:
        every = evaluation.every()
        if key not in CHOICES and not _used(every, key):
            raise UsageFault(*_nothing(every, key))
        story = Story(every)
        tree, data = story.assumption(key), story.assumption_data(key)
        entered = entered_by(every, input_key(key))
    blocks: list[Block] = [
        tree,
        *([Text(f"Enters {', '.join(entered)}.")] if entered else []),
        Heading("Sources"),
        Lines(story.sources() or ["none: every number here is assumed"]),
    ]
    given = answer(question, asked, f"Explanation of {key}", blocks)
    document = given.document
    if not asked:
        document = document._replace(footer=document.footer.split(" · sources")[0])
    return given._replace(document=document, data=given.data | {"explanation": data, "sources": story.source_data()})


def _used(evaluation: Evaluation, path: str) -> bool:
    """Tell whether a case has a value at the path of an assumption: a stated one, or one that stands for it."""
    key = input_key(path)
    return (
        path in evaluation.loaded.estimates or evaluation.loaded.index_sets.aliases.get(key, key) in evaluation.values
    )


def _nothing(evaluation: Evaluation, key: str) -> tuple[str, str]:
    known = [*evaluation, *evaluation.loaded.estimates, *CHOICES]
    if assumption(key):
        return (
            f"'{key}' has no value in this case, so there is nothing to explain",
            "set it with --set, or choose a scenario",
        )
    return (
        unknown("figure or assumption", key, known),
        "patriot-cost show figures and show assumptions list them",
    )
