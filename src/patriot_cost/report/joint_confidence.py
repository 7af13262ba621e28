"""Joint confidence of acquisition to closure and closing year: the sentence, and the columns and rows of its pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report.document import Column, Number, Rows
from patriot_cost.report.identity_words import COLUMNS
from patriot_cost.report.rounding import short
from patriot_cost.report.tables import Field
from patriot_cost.report.wording import number
from patriot_cost.units import compact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.horizon import Calendar
    from patriot_cost.study.results import JointConfidence

NOT_REACHED = "not reached"


def joint_sentence(evaluation: Evaluation, joints: Sequence[JointConfidence]) -> str:
    """State the pair of equal percentiles of each level, or why there is none; the last says how often it closes."""
    without = " The cost of risks is not in it, as it has no year." if evaluation.loaded.case.risks else ""
    pairs = [_pair(evaluation.loaded.calendar, joint, last=joint is joints[-1]) for joint in joints]
    return " ".join(pairs) + without


def _pair(calendar: Calendar, joint: JointConfidence, *, last: bool) -> str:
    level, closes = compact(joint.confidence), f"the battery gap closes by {calendar.named(calendar.last_year)}"
    chance = f"{closes} in {number(joint.chance_closed, 'share')} of the draws"
    if joint.equal is not None:
        percentile, cost, year, kept = joint.equal
        return (
            f"Joint confidence of {level} %: acquisition to closure of {number(cost, 'USD')} in then-year dollars and "
            f"the battery gap closed by {calendar.named(year)}, each at percentile {short(percentile, 4)}, hold "
            f"together in {number(kept, 'share')} of the draws{f'; {chance}' if last else ''}."
        )
    if 100 * joint.chance_closed < joint.confidence:
        return f"Joint confidence of {level} % is {NOT_REACHED}: {chance}, whatever is paid."
    return (
        f"Joint confidence of {level} % is {NOT_REACHED} by cost and date at one percentile; {chance}, and with "
        f"acquisition to closure of {number(joint.frontier[-1].cost, 'USD')} in {level} %."
    )


def frontier_note(joints: Sequence[JointConfidence]) -> str:
    """Define the pairs of cost and year."""
    level = f"{compact(joints[0].confidence)} %" if len(joints) == 1 else "so many per cent"
    return (
        f"Jointly: in {level} of the draws the gap is closed by the end of the year, for no more than the cost in its "
        "row."
    )


def frontier_field(joint: JointConfidence) -> Field[str]:
    """Return the cost that is kept together with each year, as a column."""
    costs = {point.year: point.cost for point in joint.frontier}
    return Field(
        Column(f"cost for\n{compact(joint.confidence)} % jointly", "right"),
        lambda year: Number(costs[year], "USD", missing=NOT_REACHED) if year in costs else "",
    )


def with_frontier(rows: Rows, joint: JointConfidence) -> Rows:
    """Return tidy rows with one for the pair of equal percentiles, and one for each year of the frontier."""
    cost = next(row for row in rows.rows if row[0] == joint.cost)
    kept = dict(zip(rows.columns, cost, strict=True))
    kept = {
        name: kept[name]
        for name in ("key", "unit", "currency", "label", "scenario", "data_version", "sources", *COLUMNS)
    }
    pairs: list[tuple[str, float | None, float | None]] = [(year, amount, None) for year, amount in joint.frontier]
    if joint.equal is not None:
        pairs.insert(0, (joint.equal.year, joint.equal.cost, joint.equal.percentile))
    columns = [*rows.columns, "joint_confidence", "closed_by", "percentile"]
    more = [
        {
            **kept,
            "value": amount,
            "never": "value" if amount is None else "",
            "joint_confidence": joint.confidence,
            "closed_by": year,
            "percentile": percentile,
        }
        for year, amount, percentile in pairs
    ]
    before = [[*row, None, None, None] for row in rows.rows]
    return Rows(columns, [*before, *([record.get(name) for name in columns] for record in more)])
