"""Published facts: lists, single facts, and the words of the ledger."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.case.provenance import reference
from patriot_cost.errors import UsageFault, unknown
from patriot_cost.ledger.query import publishers
from patriot_cost.ledger.restate import Restated
from patriot_cost.ledger.roots import roots_of, statements
from patriot_cost.model.record_shape import as_object
from patriot_cost.report.cells import dated, range_cell, text_of
from patriot_cost.report.document import Column, Heading, Number, Phrase, Text
from patriot_cost.report.fact_records import ListedFact, Publication, RestatedFact
from patriot_cost.report.list_items import ListedWord
from patriot_cost.report.listing import listing
from patriot_cost.report.tables import Field, field, records_down, values_down
from patriot_cost.report.wording import bound_sign, counted, facts_of_roots
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.ledger.open_ledger import OpenLedger
    from patriot_cost.ledger.query import Query
    from patriot_cost.ledger.restate import Restater
    from patriot_cost.model.ledger import Correction, Fact, Source
    from patriot_cost.report.document import Block, Cell, Response, Span, Style

_ON_SCREEN = 50
"""The number of facts in a table without a limit; CSV and JSON have them all."""


class SourcedFact(NamedTuple):
    """A fact with the source that published it, and its amounts in other dollars if asked and possible."""

    fact: Fact
    source: Source
    restated: Restated | None = None


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
    found, roots = len(facts), roots_of(opened.ledger.facts)
    every = [
        SourcedFact(fact, opened.ledger.sources[fact.source], restater.restate(fact) if restater else None)
        for fact in (facts[:limit] if limit else facts)
    ]
    items = [_item(one) if year is None else _restated_item(one, year) for one in every]
    cut = every[:_ON_SCREEN] if limit is None else every
    more = f"{len(cut)} of {found} shown, --limit 0 shows all · " if len(cut) < found else ""
    footer = f"{more}data {opened.version} · patriot-cost facts show ID prints one with its address"
    asked = " ".join(filter(None, (query.about, query.measure)))
    title = f"Published facts{f' on {asked}' if asked else ''}: {facts_of_roots(found, len(statements(facts, roots)))}"
    table = records_down(cut, [*_fields(query, year), *repeats_field(one.fact for one in cut)])
    kind = ListedFact if year is None else RestatedFact
    return listing("facts", title, kind, items, [table], footer=footer, of=opened.version)


def _fields(query: Query, year: int | None) -> list[Field[SourcedFact]]:
    """Return the columns of the list, without those that the query fixes."""
    fields: list[tuple[object, Field[SourcedFact]]] = [
        (None, Field(Column("fact", key=True, no_wrap=True), lambda one: one.fact.id)),
        (None, Field(Column("date", no_wrap=True), lambda one: dated(one.fact.as_of))),
        (query.about, Field(Column("about", key=True), lambda one: _words(one.fact.subject))),
        (query.measure, Field(Column("measure", key=True), lambda one: _words(one.fact.measure))),
        (None, Field(Column("value", "right"), lambda one: as_published(one.fact, short=True))),
        (year is None, Field(Column(f"{year} dollars", "right"), lambda one: _restated(one, year))),
        (query.scope, Field(Column("scope", optional=True), lambda one: _words(one.fact.scope or ""))),
        (query.quality, Field(Column("quality", no_wrap=True, optional=True), lambda one: one.fact.quality)),
        (None, Field(Column("who"), lambda one: publishers(one.fact, one.source))),
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


def _same_estimate(opened: OpenLedger, fact: Fact) -> list[SourcedFact]:
    """Return the facts of the root of a fact, the root first."""
    ledger = opened.ledger
    every = statements(ledger.facts.values(), roots_of(ledger.facts))
    return [SourcedFact(each, ledger.sources[each.source]) for one in every if fact in one.facts for each in one.facts]


def _meaning(word: ListedWord) -> str:
    once = f" Once called {', '.join(word.aliases)}." if word.aliases else ""
    return f"{word.description}{once}"


_SAME_FIELDS: tuple[Field[SourcedFact], ...] = (
    Field(Column("fact", key=True, no_wrap=True), lambda one: one.fact.id),
    Field(Column("date", no_wrap=True), lambda one: dated(one.fact.as_of)),
    Field(Column("value", "right"), lambda one: as_published(one.fact)),
    Field(Column("who"), lambda one: publishers(one.fact, one.source)),
    Field(Column("repeats", no_wrap=True), lambda one: one.fact.repeats or "root"),
)
_CORRECTION_FIELDS = (
    field("date", Column("date", no_wrap=True), dated),
    field("column", Column("column", no_wrap=True)),
    field("old", Column("old")),
    field("new", Column("new")),
    field("reason", Column("reason")),
)
_WORD_FIELDS = (
    field("word", Column("word", no_wrap=True)),
    field("kind", Column("kind", no_wrap=True)),
    field("facts", Column("facts", "right"), partial(Number, unit="fact")),
    Field(Column("meaning"), _meaning),
)


def words_answer(opened: OpenLedger, kind: str | None) -> Response:
    """Answer `facts words`: the subjects and measures, with how many facts each has.

    Raises:
        UsageFault: there is no such kind of word.
    """
    kinds = ("subject", "measure")
    if kind is not None and kind not in kinds:
        raise UsageFault(f"--kind: {unknown('kind of word', kind, kinds)}")
    counts = opened.ledger.facts_by_word()
    items = [
        ListedWord(word.word, word.kind, counts[word.kind, word.word], word.label, word.description, word.aliases)
        for word in opened.ledger.words.values()
        if kind in {None, word.kind}
    ]
    title = f"Words of the ledger: {counted(len(items), 'word')}"
    table = records_down(items, _WORD_FIELDS)
    return listing("facts words", title, ListedWord, items, [table], of=opened.version)


def as_published(fact: Fact, *, short: bool = False) -> Phrase:
    """Return the number of a fact with its side and unit; in `short`, money has the year of its dollars for a unit."""
    if fact.unit == "event":
        return Phrase(("event",))
    money = short and currency(fact.unit)
    style: Style = "alone" if money else "quantity"
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
    mark = "" if currency(one.fact.unit) == "USD" else "*"
    if found.value is not None:
        return Number(found.value, found.unit, year=year, mark=mark, style="alone")
    return Phrase((range_cell(found.low, found.high, found.unit, year=year), f" {mark}" if mark else ""))
