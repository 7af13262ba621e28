"""Groups of facts: conflicts and summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.ledger.conflicts import conflicts
from patriot_cost.ledger.query import publishers
from patriot_cost.ledger.summary import numbered, summaries
from patriot_cost.report.cells import dated, range_cell
from patriot_cost.report.document import Axis, Column, Dot, Number, Phrase, Table, Text
from patriot_cost.report.facts import as_published
from patriot_cost.report.list_items import ListedConflict, SummarizedFacts
from patriot_cost.report.listing import listing
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import counted, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.ledger.conflicts import Conflict
    from patriot_cost.ledger.open_ledger import OpenLedger
    from patriot_cost.ledger.restate import Restater
    from patriot_cost.ledger.summary import NumberedFact
    from patriot_cost.model.ledger import Fact
    from patriot_cost.report.document import Cell, Response, Span


def conflicts_answer(opened: OpenLedger, facts: Sequence[Fact]) -> Response:
    """Answer `facts conflicts`: the widest disagreement first."""
    found = conflicts(facts, opened.ledger.words)

    def publisher(fact: Fact) -> str:
        return publishers(fact, opened.ledger.sources[fact.source])

    def item(conflict: Conflict) -> ListedConflict:
        return ListedConflict(
            *conflict[:-1], tuple(fact.id for fact in conflict.facts), tuple(map(publisher, conflict.facts))
        )

    def statements(conflict: Conflict) -> Phrase:
        parts: list[str | Number | Span] = []
        for fact in conflict.facts:
            parts += [*as_published(fact).parts, f" {publisher(fact)} ({fact.id})", "; "]
        return Phrase(parts[:-1])

    fields: tuple[Field[Conflict], ...] = (
        Field(Column("about", key=True), lambda one: f"{one.subject} {one.measure}"),
        Field(Column("when", key=True, no_wrap=True), lambda one: dated(one.period)),
        Field(Column("from to", "right"), lambda one: range_cell(one.low, one.high, one.unit)),
        Field(Column("ratio", "right"), lambda one: Number(one.ratio, decimals=2) if one.ratio else "-"),
        Field(Column("who says what"), statements),
    )
    version = opened.version
    return listing(
        "facts conflicts",
        f"Conflicts: {counted(len(found), 'group')} of facts",
        ListedConflict,
        [item(conflict) for conflict in found],
        [records_down(found, fields)],
        footer=f"same subject, measure, unit, scope and period, numbers that exclude each other · data {version}",
        of=version,
    )


def summary_answer(opened: OpenLedger, facts: Sequence[Fact], restater: Restater | None, year: int | None) -> Response:
    """Answer `facts summary`: count, low, median, high and newest by scope, and the numbers over time."""
    numbers = numbered(facts, restater)
    found = [
        SummarizedFacts(
            scope=summary.scope or None,
            unit=summary.unit,
            count=summary.number,
            doubtful=summary.doubtful,
            low=summary.low,
            median=summary.median,
            high=summary.high,
            newest=summary.newest.fact.id,
            newest_value=summary.newest.value,
            newest_as_of=summary.newest.fact.as_of,
        )
        for summary in summaries(numbers)
    ]
    dollars = ""
    if year:
        dollars = f" · {year} dollars"
    elif any("USD" in one.unit for one in numbers):
        dollars = " · each in dollars of its own year"
    left = len(facts) - len(numbers)
    reason = f"{counted(left, 'fact')} left out: no number, or no index or rate for its year or currency."
    version = opened.version
    return listing(
        "facts summary",
        f"Summary of {counted(len(facts), 'fact')}{dollars}",
        SummarizedFacts,
        found,
        [
            records_down(found, _summed_fields(year)),
            *([Text(reason)] if left else []),
            *_plots(numbers, year),
        ],
        footer=f"data {version}",
        of=version,
    )


def _summed_fields(year: int | None) -> list[Field[SummarizedFacts]]:
    def count(one: SummarizedFacts) -> Cell:
        doubtful = (" (+", Number(one.doubtful, "fact"), " doubtful)") if one.doubtful else ()
        return Phrase((Number(one.count, "fact"), *doubtful))

    def newest(one: SummarizedFacts) -> Cell:
        value = Number(one.newest_value, one.unit, year=year)
        return Phrase((value, f" {one.newest_as_of or ''} ({one.newest})"))

    return [
        Field(Column("scope", key=True, no_wrap=True), lambda one: one.scope or "-"),
        Field(Column("unit", key=True, no_wrap=True), lambda one: one.unit),
        Field(Column("facts", "right"), count),
        Field(Column("low", "right"), lambda one: Number(one.low, one.unit, year=year)),
        Field(Column("median", "right"), lambda one: Number(one.median, one.unit, year=year)),
        Field(Column("high", "right"), lambda one: Number(one.high, one.unit, year=year)),
        Field(Column("newest"), newest),
    ]


def _plots(every: Sequence[NumberedFact], year: int | None) -> Iterator[Table]:
    """Yield plots of the numbers over time, a line a fact, its dot between 0 and the largest value."""
    for unit in dict.fromkeys(one.unit for one in every):
        dots = sorted((one for one in every if one.unit == unit), key=lambda one: (one.fact.as_of or "", one.fact.id))
        largest = max(one.value for one in dots)
        if len(dots) < 2 or largest <= 0:
            continue
        axis = Axis("value", unit, 0.0, largest)
        fields: tuple[Field[NumberedFact], ...] = (
            Field(Column("date", no_wrap=True), lambda one: dated(one.fact.as_of, "undated")),
            Field(Column(f"0 to {number(largest, unit)}", axis=axis), _dot),
            Field(Column(align="right"), lambda one: Number(one.value, one.unit, year=year or one.fact.price_year)),
            Field(Column(), lambda one: one.fact.scope or ""),
            Field(Column(no_wrap=True), lambda one: one.fact.id),
        )
        yield records_down(dots, fields)


def _dot(one: NumberedFact) -> Cell:
    return Dot(one.value, doubtful=one.fact.quality == "doubtful")
