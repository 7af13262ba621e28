"""The answer of `review`: how far the estimate of a case follows the practices of the profession."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report.answer_sentences import answered, with_legend
from patriot_cost.report.document import Column, Heading, Text
from patriot_cost.report.evidence import NEED, Evidence
from patriot_cost.report.listing import listing
from patriot_cost.report.practices import PRACTICES
from patriot_cost.report.reference_list import with_references
from patriot_cost.report.request import first_line, sources_behind
from patriot_cost.report.review_items import ReviewedPractice
from patriot_cost.report.tables import Field, field, records_down

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.published_examples import PublishedExample
    from patriot_cost.report.document import Block, Response

_FIELDS: tuple[Field[ReviewedPractice], ...] = (
    field("practice", Column("practice", key=True)),
    field("verdict", Column("verdict", no_wrap=True)),
    field("evidence", Column("evidence")),
    Field(Column("missing"), lambda one: one.missing or "-"),
    field("command", Column("see", optional=True)),
)
_STEPS = "The twelve steps"
_GUIDE = (
    "The steps and practices are those of the Cost Estimating and Assessment Guide (GAO-20-195G, March 2020). The "
    "verdicts are this program's own, on what this case holds; they are not a person's review."
)


def review_answer(evaluation: Evaluation, examples: Sequence[PublishedExample]) -> Response:
    """Answer `review`: each practice with its verdict, the evidence in this case, and the parts that are missing."""
    evidence = Evidence(evaluation, examples)
    items = [
        ReviewedPractice(one.part, one.what, judged.verdict, judged.evidence, judged.missing, judged.look)
        for one in PRACTICES
        for judged in (one.judge(evidence),)
    ]
    groups: dict[str, list[ReviewedPractice]] = {}
    for item in items:
        groups.setdefault(_STEPS if item.part.startswith("step") else item.part.capitalize(), []).append(item)
    blocks: list[Block] = []
    summary = answered(evaluation.loaded, f"The verdicts are, for {_summary(groups)}.")
    for name, own in groups.items():
        blocks += [Heading(name), records_down(own, _FIELDS)]
    title = first_line(evaluation, "Review of the estimate")
    answer = listing(
        "review", title, ReviewedPractice, items, [*blocks, Text(_GUIDE)], of=evaluation.loaded, answer=summary
    )
    document = with_legend(answer.document._replace(answer=summary))
    document = with_references(document, evaluation.loaded.sources, sources_behind(evaluation, [NEED]))
    return answer._replace(document=document, evaluation=evaluation)


def _summary(groups: dict[str, list[ReviewedPractice]]) -> str:
    """Count the verdicts of the steps and of each characteristic."""
    return "; ".join(f"{name[0].lower()}{name[1:]}: {_counts(own)}" for name, own in groups.items())


def _counts(items: Sequence[ReviewedPractice]) -> str:
    found = [item.verdict for item in items]
    return ", ".join(f"{found.count(verdict)} {verdict}" for verdict in ("yes", "partly", "no") if verdict in found)
