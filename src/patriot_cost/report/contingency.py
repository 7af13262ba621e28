"""Contingency as tables: that of each part of a total, and that of each year of its payments."""

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
        found = done.contingency(key, confidence)
        if not found.parts or not found.contingency:
            continue
        result, total = evaluation[key], found.contingency
        shown = {part: amount for part, amount in found.parts.items() if amount >= _LEAST_SHOWN * total}
        rows = [
            _Part(_label(evaluation, part), _point(evaluation, part), amount, total) for part, amount in shown.items()
        ]
        rows.append(_Part(_IN_ALL, result.value, total, total))
        table = records_down(rows, _fields(result.price_year), lambda part: part.label == _IN_ALL)
        blocks.append(Heading(f"Contingency at {compact(confidence)} %: {result.figure.label}"))
        blocks.append(table)
        printed = sum(round(100 * amount / total, 1) for amount in shown.values())
        if not isclose(printed, 100):
            blocks.append(Text(f"The shares are rounded and add up to {fixed(printed, 1)} %."))
    return blocks


def contingency_by_year(
    evaluation: Evaluation, done: SimulationResult, key: str, confidence: float, more: Sequence[Field[str]] = ()
) -> list[Block]:
    """Return a table by year of a total over the years: `more` columns, then mean payments and contingency.

    There is none of a total without contingency or payments by year, unless there are more columns.
    """
    total, dollars = done.contingency(key, confidence), evaluation[key].price_year
    moments = done.moments.get(key, {})
    paid = {evaluation.plan.steps[part].items[0]: part for part in done.payments.get(key, ()) if part in moments}
    amounts = {year: (moments[part].mean, total.by_year.get(part, 0.0)) for year, part in paid.items()}
    amounts[_IN_ALL] = (sum(mean for mean, _ in amounts.values()), total.contingency or 0.0)

    def field(title: str, place: int) -> Field[str]:
        def cell(year: str) -> Cell:
            # A payment in then-year dollars is in those of its year, and their sum in those of no one year.
            return Number(amounts[year][place], "USD", year=dollars or (int(year) if year in paid else None))

        return Field(Column(title, "right"), cell)

    if not (total.by_year or more):
        return []
    fields = [field("mean\npayments", 0), field("contingency", 1)] if total.by_year else []
    titles: dict[str, Cell] = {**years_of_plan(evaluation), **({_IN_ALL: _IN_ALL} if fields else {})}
    level = f"{'' if fields else 'no '}contingency at {compact(confidence)} %"
    return [
        Heading(f"{evaluation[key].figure.label} by year, {level}"),
        records_down(titles, [Field(Column("year", no_wrap=True), titles.__getitem__), *more, *fields], _IN_ALL.__eq__),
        *([Text("The contingency is spread over the years by their mean payments.")] if fields else ()),
    ]


class _Part(NamedTuple):
    """A part of a total: its point estimate, and its share of the contingency."""

    label: Cell
    point: float | None
    amount: float
    total: float


def _fields(year: int | None) -> list[Field[_Part]]:
    return [
        Field(Column(no_wrap=True), lambda part: part.label),
        Field(Column("point", "right"), lambda part: Number(part.point, "USD", year=year)),
        Field(Column("contingency", "right"), lambda part: Number(part.amount, "USD", year=year)),
        Field(Column("share", "right"), lambda part: Number(part.amount / part.total, "share")),
    ]


def _point(evaluation: Evaluation, part: str) -> float | None:
    return evaluation.values.get(part if part in evaluation.plan.steps else input_key(part))


def _label(evaluation: Evaluation, part: str) -> Cell:
    """Return the name of a part: a path, or its items, else its label."""
    step = evaluation.plan.steps.get(part)
    if step is None:
        return part
    return ", ".join(step.items) or step.figure.label
