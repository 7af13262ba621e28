"""Contingency as tables: the contingency of each part of a total."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.input_binding import input_key
from patriot_cost.report.document import Block, Column, Heading, Number, Text
from patriot_cost.report.plan_years import years_of_plan
from patriot_cost.report.rounding import fixed
from patriot_cost.report.simulation_result import is_money
from patriot_cost.report.tables import Field, records_down
from patriot_cost.units import compact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.document import Cell
    from patriot_cost.study.simulate import SimulationResult

_IN_ALL = "In all"
_LEAST_SHOWN = 0.0005
"""Parts of less than this of the total are left out of the table."""


def contingency_blocks(
    evaluation: Evaluation, done: SimulationResult, keys: Sequence[str], confidence: float
) -> list[Block]:
    """Return a table for each figure that is a sum: the contingency of each of its parts."""
    blocks: list[Block] = []
    for key in keys:
        if not is_money(evaluation, key):
            continue
        _, _, total, parts = done.contingency(key, confidence)
        if not parts or not total:
            continue
        result = evaluation[key]
        shown = {part: amount for part, amount in parts.items() if abs(amount) >= _LEAST_SHOWN * abs(total)}
        rows = [
            _Part(_label(evaluation, part), _point(evaluation, part), amount, total) for part, amount in shown.items()
        ]
        rows.append(_Part(_IN_ALL, result.value, total, total))
        table = records_down(rows, _fields(evaluation.loaded.case.price_year), lambda part: part.label == _IN_ALL)
        blocks.append(Heading(f"Contingency at {compact(confidence)} %: {result.figure.label}"))
        blocks.append(table)
        printed = sum(round(100 * amount / total, 1) for amount in shown.values())
        if not isclose(printed, 100):
            blocks.append(Text(f"The shares are rounded and add up to {fixed(printed, 1)} %."))
        if min(parts.values()) < 0:
            blocks.append(Text("Below 0: what the uncertainty moves away from, to other parts."))
    return blocks


class _Part(NamedTuple):
    """A part of a total: its point estimate, and its share of the contingency."""

    label: Cell
    point: float | None
    amount: float
    total: float


def _fields(year: int) -> list[Field[_Part]]:
    return [
        Field(Column(no_wrap=True), lambda part: part.label),
        Field(Column("point", "right"), lambda part: Number(part.point, "USD", year=year)),
        Field(Column("contingency", "right"), lambda part: Number(part.amount, "USD", year=year)),
        Field(Column("share", "right"), lambda part: Number(part.amount / part.total, "share")),
    ]


def _point(evaluation: Evaluation, part: str) -> float | None:
    return evaluation.values.get(part if part in evaluation.plan.steps else input_key(part))


def _label(evaluation: Evaluation, part: str) -> Cell:
    """Return the name of a part: a path, the year of a total over years, else its label."""
    step = evaluation.plan.steps.get(part)
    if step is None:
        return part
    if step.figure.per == ("year",):
        return years_of_plan(evaluation)[step.items[0]]
    return ", ".join(step.items) or step.figure.label
