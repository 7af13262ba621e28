"""From a number down to its sources: formula, numbers, assumption, rationale, facts, address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.explanation import explain
from patriot_cost.report.document import Answer, Block, Heading, Lines, Text
from patriot_cost.report.explanation import ExplanationTree, explained, full_source, source_lines, sources_of
from patriot_cost.report.request import answer

if TYPE_CHECKING:
    from patriot_cost.report.request import Question


def explain_answer(question: Question, key: str) -> Answer:
    """Answer `explain` for a figure or for the path of an assumption.

    Raises:
        UsageFault: it is neither; the message names the nearest.
    """
    asked = [key] if key in question.evaluation else []
    question.need(asked)
    evaluation = question.evaluation if asked else question.evaluation.every()
    explanation = explain(question.evaluation, key)
    sources = sources_of(explanation)
    blocks: list[Block] = [
        ExplanationTree(evaluation, explanation).tree,
        *([Text(f"Enters {', '.join(explanation.enters)}.")] if explanation.enters else []),
        Heading("Sources"),
        Lines(source_lines([*sources.values()]) or ["none: every number here is assumed"]),
    ]
    given = answer(
        question,
        asked,
        f"Explanation of {key}",
        blocks,
        explanation=explained(evaluation, explanation),
        sources={name: full_source(source) for name, source in sources.items()},
    )
    document = given.document
    if not asked:
        document = document._replace(footer=document.footer.split(" · sources")[0])
    return given._replace(document=document)
