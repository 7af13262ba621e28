"""Groups of facts: conflicts and summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.ledger.comparable import first_date, period_of
from patriot_cost.ledger.conflicts import conflicts
from patriot_cost.ledger.query import publishers
from patriot_cost.ledger.roots import completed, roots_of, statements
from patriot_cost.ledger.summary import numbered, summaries
from patriot_cost.report.cells import dated, range_cell
from patriot_cost.report.document import Axis, Column, Dot, Number, Phrase, Table, Text
from patriot_cost.report.facts import as_published, repeats_field
from patriot_cost.report.list_items import ListedConflict, SummarizedFacts
from patriot_cost.report.listing import listing
from patriot_cost.report.restating_note import restating_note
from patriot_cost.report.tables import Field, field, records_down
from patriot_cost.report.wording import counted, facts_of_roots, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from patriot_cost.ledger.comparable import Total
    from patriot_cost.ledger.conflicts import Conflict, Question
    from patriot_cost.ledger.open_ledger import OpenLedger
    from patriot_cost.ledger.restate import Restater
    from patriot_cost.ledger.summary import NumberedFact
    from patriot_cost.model.ledger import Fact
    from patriot_cost.report.document import Cell, Response, Span
    from patriot_cost.report.reference import Cited


def conflicts_answer(opened: OpenLedger, facts: Sequence[Fact]) -> Response:
    """Answer `facts conflicts`: the widest disagreement first."""
    roots = roots_of(opened.ledger.facts)
    found, weak = conflicts(facts, opened.ledger.words, roots), opened.ledger.weak_facts()

    def publisher(fact: Fact) -> str:
        return publishers(fact, opened.ledger.sources[fact.source])

    def publisher_and_id(fact: Fact) -> str:
        repeats = f", repeats {fact.repeats}" if fact.repeats else ""
        who = publishers(fact, opened.ledger.sources[fact.source], weak.get(fact.id, ""))
        return f"{who} ({fact.id}{repeats})"

    def stated(conflict: Conflict) -> Phrase:
        parts: list[str | Number | Span | Cited] = []
        for one in conflict.statements:
            parts += [*as_published(one.fact).parts, f" {', also '.join(map(publisher_and_id, one.facts))}", "; "]
        return Phrase(parts[:-1])

    fields: list[Field[Conflict]] = [
        Field(Column("about", key=True), lambda one: _about(one.question)),
        Field(Column("when", key=True, no_wrap=True), lambda one: dated(one.question.period)),
        Field(Column("lowest to highest", "right"), lambda one: range_cell(one.low, one.high, one.question.unit)),
        Field(Column("ratio", "right"), lambda one: Number(one.ratio, decimals=2) if one.ratio else "-"),
        *([Field(Column("count"), _count)] if any(one.roots < len(one.facts) for one in found) else []),
        Field(Column("who says what"), stated),
    ]
    version = opened.version
    return listing(
        "facts conflicts",
        f"Conflicts: {counted(len(found), 'group')} of facts",
        ListedConflict,
        [_conflict_item(one, tuple(map(publisher, one.facts))) for one in found],
        [records_down(found, fields)],
        footer=f"same subject, measure, unit, scope and period, numbers that contradict each other · data {version}",
        of=version,
    )


def _about(question: Question) -> str:
    """Return the subject and measure of a conflict, with the money and the parts of totals that its numbers share."""
    constant = "constant " if question.constant else ""
    year = f"{question.price_year} " if question.price_year and question.period != str(question.price_year) else ""
    shared = [f"{constant}{year}dollars"] if constant or year else []
    shared += _parts(question.total)
    return f"{question.subject} {question.measure}" + (f" ({'; '.join(shared)})" if shared else "")


def _parts(total: Total) -> list[str]:
    """Return the parts of a total and its missiles, in words; nothing of other numbers."""
    if total.includes is None or total.load is None:
        return []
    return [f"includes {total.includes}", f"load {total.load}"]


def _count(conflict: Conflict) -> str:
    return f"{counted(conflict.roots, 'root')}, {counted(len(conflict.facts), 'fact')}"


def _conflict_item(conflict: Conflict, names: tuple[str, ...]) -> ListedConflict:
    question, facts = conflict.question, conflict.facts
    return ListedConflict(
        subject=question.subject,
        measure=question.measure,
        unit=question.unit,
        scope=question.scope,
        period=question.period,
        low=conflict.low,
        high=conflict.high,
        ratio=conflict.ratio,
        facts=tuple(fact.id for fact in facts),
        publishers=names,
        roots=conflict.roots,
        for_=question.for_,
        price_year=question.price_year,
        dollars=tuple(dict.fromkeys(fact.dollars for fact in facts if fact.dollars)),
        includes=question.total.includes,
        load=question.total.load,
    )


def summary_answer(opened: OpenLedger, facts: Sequence[Fact], restater: Restater | None, year: int | None) -> Response:
    """Answer `facts summary`: count, low, median, high and newest by scope, and the numbers over time."""
    numbers, roots = numbered(facts, restater), roots_of(opened.ledger.facts)
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
            roots=summary.roots,
            includes=summary.total.includes,
            load=summary.total.load,
        )
        for summary in summaries(numbers, roots)
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
        f"Summary of {facts_of_roots(len(facts), len(statements(facts, roots)))}{dollars}",
        SummarizedFacts,
        found,
        [
            records_down(found, _summed_fields(found, year)),
            *([restating_note(restater, facts)] if restater else []),
            *([Text(reason)] if left else []),
            *_plots(numbers, roots, year, opened.ledger.weak_facts()),
        ],
        footer=f"data {version}",
        of=version,
    )


def _summed_fields(found: Sequence[SummarizedFacts], year: int | None) -> list[Field[SummarizedFacts]]:
    def count(one: SummarizedFacts) -> Cell:
        roots = (f" of {counted(one.roots, 'root')}",) if one.roots < one.count else ()
        doubtful = (" (+", Number(one.doubtful, "fact"), " doubtful)") if one.doubtful else ()
        return Phrase((Number(one.count, "fact"), *roots, *doubtful))

    def newest(one: SummarizedFacts) -> Cell:
        value = Number(one.newest_value, one.unit, year=year)
        return Phrase((value, f" {one.newest_as_of or ''} ({one.newest})"))

    return [
        Field(Column("scope", key=True, no_wrap=True), lambda one: one.scope or "-"),
        Field(Column("unit", key=True, no_wrap=True), lambda one: one.unit),
        *(
            [field("includes", Column("includes")), field("load", Column("load"))]
            if any(one.load for one in found)
            else []
        ),
        Field(Column("facts", "right"), count),
        Field(Column("low", "right"), lambda one: Number(one.low, one.unit, year=year)),
        Field(Column("median", "right"), lambda one: Number(one.median, one.unit, year=year)),
        Field(Column("high", "right"), lambda one: Number(one.high, one.unit, year=year)),
        Field(Column("newest"), newest),
    ]


def _plots(
    every: Sequence[NumberedFact], roots: Mapping[str, Fact], year: int | None, weak: Mapping[str, str]
) -> Iterator[Table]:
    """Yield plots of the numbers over time, a line a fact, its dot between 0 and the largest value."""
    for unit in dict.fromkeys(one.unit for one in every):
        dots = sorted(
            (one for one in every if one.unit == unit),
            key=lambda one: (first_date(completed(one.fact, roots)), one.fact.id),
        )
        largest = max(one.value for one in dots)
        if len(dots) < 2 or largest <= 0:
            continue
        axis = Axis("value", unit, 0.0, largest)
        fields: list[Field[NumberedFact]] = [
            Field(Column("date", no_wrap=True), lambda one: dated(period_of(completed(one.fact, roots)), "undated")),
            Field(Column(f"0 to {number(largest, unit)}", axis=axis), _dot),
            Field(Column(align="right"), lambda one: Number(one.value, one.unit, year=year or one.fact.price_year)),
            Field(Column(), lambda one: one.fact.scope or ""),
            Field(Column(no_wrap=True), lambda one: one.fact.id),
            *repeats_field(one.fact for one in dots),
        ]
        if any(one.fact.id in weak for one in dots):
            fields.append(Field(Column("rests on"), lambda one: weak.get(one.fact.id, "")))
        yield records_down(dots, fields)


def _dot(one: NumberedFact) -> Cell:
    return Dot(one.value, doubtful=one.fact.quality == "doubtful", repeated=one.fact.repeats is not None)
