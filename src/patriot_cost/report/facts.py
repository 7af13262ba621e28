"""Published facts: lists and single facts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.case.provenance import reference
from patriot_cost.ledger.grades import weak_grade
from patriot_cost.ledger.query import publishers
from patriot_cost.ledger.restate import Restated
from patriot_cost.ledger.roots import roots_of, statements
from patriot_cost.model.record_shape import as_object
from patriot_cost.report.cells import dated, range_cell, text_of
from patriot_cost.report.document import Column, Heading, Number, Phrase, Text
from patriot_cost.report.fact_records import ListedFact, Publication, RestatedFact
from patriot_cost.report.listing import listing
from patriot_cost.report.restating_note import restating_note
from patriot_cost.report.tables import Field, field, records_down, values_down
from patriot_cost.report.wording import bound_sign, facts_of_roots, period_words
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.ledger.open_ledger import OpenLedger
    from patriot_cost.ledger.query import Query
    from patriot_cost.ledger.restate import Restater
    from patriot_cost.model.ledger import Fact, Source
    from patriot_cost.model.upkeep import Correction
    from patriot_cost.report.document import Block, Cell, Response, Span, Style

_ON_SCREEN = 50
"""The number of facts in a table without a limit; CSV and JSON have them all."""


class SourcedFact(NamedTuple):
    """A fact with the source that published it, and its amounts in other dollars if asked and possible.

    `weak` is the grade of its page if it rests only on the weakest.
    """

    fact: Fact
    source: Source
    restated: Restated | None = None
    weak: str = ""


_EXCHANGED = "#"
"""The mark of an amount that was converted at an exchange rate."""


def facts_answer(
    opened: OpenLedger,
    query: Query,
    facts: Sequence[Fact],
    restater: Restater | None,
    year: int | None,
    limit: int | None,
) -> Response:
    """Answer `facts`.

    A limit cuts all forms of the answer, 0 none; without one only the table is cut.
    """
    found, roots, weak = len(facts), roots_of(opened.ledger.facts), opened.ledger.weak_facts()
    every = [
        SourcedFact(
            fact,
            opened.ledger.sources[fact.source],
            restater.restate(fact) if restater else None,
            weak.get(fact.id, ""),
        )
        for fact in (facts[:limit] if limit else facts)
    ]
    items = [_item(one) if year is None else _restated_item(one, year) for one in every]
    cut = every[:_ON_SCREEN] if limit is None else every
    more = f"{len(cut)} of {found} shown; --limit 0 shows all · " if len(cut) < found else ""
    marks = ", ".join(sorted({one.weak for one in cut if one.weak}))
    only = f"{marks}: no better page has it · " if marks else ""
    footer = f"{more}{only}data {opened.version} · patriot-cost facts show ID prints one with its address"
    asked = " ".join(filter(None, (query.about, query.measure)))
    title = f"Published facts{f' on {asked}' if asked else ''}: {facts_of_roots(found, len(statements(facts, roots)))}"
    table = records_down(cut, [*_fields(query, year, cut), *repeats_field(one.fact for one in cut)])
    kind = ListedFact if year is None else RestatedFact
    blocks: list[Block] = [table, *([restating_note(restater, facts)] if restater else [])]
    if any(map(_exchanged, cut)):
        blocks.append(Text(f"{_EXCHANGED} converted to dollars at an exchange rate."))
    return listing("facts", title, kind, items, blocks, footer=footer, of=opened.version)


def _fields(query: Query, year: int | None, shown: Sequence[SourcedFact]) -> list[Field[SourcedFact]]:
    """Return the columns of the list, without those that the query fixes, and without newer ones that are empty."""
    no_period = all(one.fact.for_ is None for one in shown)
    no_dollars = all(one.fact.dollars is None for one in shown)
    fields: list[tuple[object, Field[SourcedFact]]] = [
        (None, Field(Column("fact", key=True, no_wrap=True), lambda one: one.fact.id)),
        (None, Field(Column("date", no_wrap=True), lambda one: dated(one.fact.as_of))),
        (query.about, Field(Column("about", key=True), lambda one: _words(one.fact.subject))),
        (query.measure, Field(Column("measure", key=True), lambda one: _words(one.fact.measure))),
        (None, Field(Column("value", "right"), lambda one: as_published(one.fact, short=True))),
        (year is None, Field(Column(f"{year} dollars", "right"), lambda one: _restated(one, year))),
        (query.scope, Field(Column("scope", optional=True), lambda one: _words(one.fact.scope or ""))),
        (query.quality, Field(Column("quality", no_wrap=True, optional=True), lambda one: one.fact.quality)),
        (no_period, Field(Column("for", no_wrap=True, optional=True), lambda one: period_words(one.fact.for_ or ""))),
        (
            query.dollars or no_dollars,
            Field(Column("dollars", optional=True), lambda one: _words(one.fact.dollars or "")),
        ),
        (None, Field(Column("who"), lambda one: publishers(one.fact, one.source, one.weak))),
    ]
    return [field for fixed, field in fields if not fixed]


def repeats_field(facts: Iterable[Fact]) -> list[Field[Any]]:
    """Return the column of repeated facts, if there are any; the records of its table have their fact as `fact`."""
    column = field("fact.repeats", Column("repeats", no_wrap=True))
    return [column] if any(fact.repeats for fact in facts) else []


def fact_answer(opened: OpenLedger, fact: Fact, corrections: Sequence[Correction]) -> Response:
    """Answer `facts show ID`; of the corrections its own are shown."""
    source = opened.ledger.sources[fact.source]
    exact = partial(Number, unit=fact.unit, bound=fact.bound, year=fact.price_year, style="exact", bare=True)
    made = dict.fromkeys(("value", "low", "high"), exact) | dict.fromkeys(("price_year", "as_of"), dated)
    blocks: list[Block] = [values_down(as_object(fact), made), Heading("Source"), Text(reference(source))]
    if source.note:
        blocks.append(Text(source.note))
    if weak := opened.ledger.weak_facts().get(fact.id):
        blocks.append(Text(f"It rests only on {_WEAK_PAGES[weak]}: no better page in the ledger has it."))
    same = _same_estimate(opened, fact)
    if len(same) > 1:
        others = [one for one in same if one.fact != fact]
        blocks += [Heading("Reports of the same estimate"), records_down(others, _SAME_FIELDS)]
    own = [one for one in corrections if one.fact == fact.id]
    if own:
        blocks += [Heading("Corrections"), records_down(own, _CORRECTION_FIELDS)]
    items, version = [_item(SourcedFact(fact, source))], opened.version
    title = f"Fact {fact.id}: {amount(fact)}"
    return listing(
        "facts show",
        title,
        ListedFact,
        items,
        blocks,
        footer=f"data {version}",
        of=version,
        corrections=own,
        root=same[0].fact.id,
        same_estimate=[one.fact.id for one in same],
    )


_WEAK_PAGES = {"aggregator": "an aggregator", "blog": "a blog or forum", "state media": "state-controlled media"}


def _same_estimate(opened: OpenLedger, fact: Fact) -> list[SourcedFact]:
    """Return the facts of the root of a fact, the root first."""
    ledger = opened.ledger
    every = statements(ledger.facts.values(), roots_of(ledger.facts))
    return [SourcedFact(each, ledger.sources[each.source]) for one in every if fact in one.facts for each in one.facts]


_SAME_FIELDS: tuple[Field[SourcedFact], ...] = (
    Field(Column("fact", key=True, no_wrap=True), lambda one: one.fact.id),
    Field(Column("date", no_wrap=True), lambda one: dated(one.fact.as_of)),
    Field(Column("value", "right"), lambda one: as_published(one.fact)),
    Field(Column("who"), lambda one: publishers(one.fact, one.source, weak_grade(one.source))),
    Field(Column("repeats", no_wrap=True), lambda one: one.fact.repeats or "root"),
)
_CORRECTION_FIELDS = (
    field("date", Column("date", no_wrap=True), dated),
    field("column", Column("column", no_wrap=True)),
    field("old", Column("old")),
    field("new", Column("new")),
    field("reason", Column("reason")),
)


def as_published(fact: Fact, *, short: bool = False) -> Phrase:
    """Return the number of a fact with its side and unit; in `short`, money has the year of its dollars for a unit."""
    if fact.unit == "event":
        return Phrase(("event",))
    money = short and currency(fact.unit)
    style: Style = "alone" if money else "exact" if fact.unit == "index" else "quantity"
    number_bounds = range_cell(fact.low, fact.high, fact.unit, style, year=fact.price_year)
    points = [value for value in (fact.value, fact.low, fact.high) if value is not None]
    parts: list[str | Number | Span]
    if fact.value is None and len(points) == 2:
        parts = [bound_sign(fact.bound), number_bounds]
    elif points:
        parts = [Number(points[0], fact.unit, fact.bound, fact.price_year, style=style)]
        parts += [" (", number_bounds, ")"] if len(points) == 3 else []
    else:
        parts = [bound_sign(fact.bound), "no number"]
    parts += [" (", Number(fact.price_year, "year"), ")"] if money and fact.price_year else []
    return Phrase(parts)


def amount(fact: Fact) -> str:
    """Return the number of a fact as text."""
    return text_of(as_published(fact))


def _item(one: SourcedFact) -> ListedFact:
    source = one.source
    return ListedFact(one.fact, Publication(*(getattr(source, name) for name in Publication._fields)))


def _restated_item(one: SourcedFact, year: int) -> RestatedFact:
    amounts = one.restated or (None,) * len(Restated._fields)
    return RestatedFact(_item(one), year, *amounts)


def _words(name: str) -> str:
    # With blanks for underscores these wrap at words; `facts words` has them as they are typed.
    return name.replace("_", " ")


def _restated(one: SourcedFact, year: int | None) -> Cell:
    """Return an amount in other dollars; one converted at an exchange rate is marked."""
    found = one.restated
    if found is None:
        return ""
    mark = _EXCHANGED if _exchanged(one) else ""
    if found.value is not None:
        return Number(found.value, found.unit, year=year, mark=mark, style="alone")
    return Phrase((range_cell(found.low, found.high, found.unit, year=year), f" {mark}".rstrip()))


def _exchanged(one: SourcedFact) -> bool:
    """Tell whether the amount of a fact in other dollars was converted at an exchange rate."""
    return one.restated is not None and currency(one.fact.unit) != "USD"
