"""What has been published: facts as lists, one fact, the words they are found by."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.case.provenance import reference
from patriot_cost.errors import UsageFault, unknown
from patriot_cost.ledger.restate import Restated
from patriot_cost.model.ledger import Fact
from patriot_cost.report.cells import between, dated, text_of
from patriot_cost.report.document import Column, Heading, Number, Phrase, Text
from patriot_cost.report.listing import listing
from patriot_cost.report.tables import Field, item_field, records_down, values_down
from patriot_cost.report.words import counted, sided
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.ledger.open import OpenLedger
    from patriot_cost.ledger.query import Query
    from patriot_cost.ledger.restate import Restater
    from patriot_cost.model.ledger import Source
    from patriot_cost.report.document import Answer, Block, Cell, Span, Style

_ON_SCREEN = 50
"""Facts a table shows unless told; CSV and JSON have them all."""


class Published(NamedTuple):
    """A fact with the source that published it, and its amounts in other dollars where asked and possible."""

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
) -> Answer:
    """Answer `facts`.

    A limit cuts all forms of the answer, 0 none; without one only the table is cut.
    """
    found = len(facts)
    every = [
        Published(fact, opened.ledger.sources[fact.source], restater.restate(fact) if restater else None)
        for fact in (facts[:limit] if limit else facts)
    ]
    items = [_item(one, year) for one in every]
    cut = every[:_ON_SCREEN] if limit is None else every
    more = f"{len(cut)} of {found} shown, --limit 0 shows all · " if len(cut) < found else ""
    footer = f"{more}data {opened.library.version} · patriot-cost facts show ID prints one with its address"
    asked = " ".join(filter(None, (query.about, query.measure)))
    title = f"Published facts{f' on {asked}' if asked else ''}: {counted(found, 'fact')}"
    table = records_down(cut, _fields(query, year))
    return listing("facts", title, items, [table], columns=_columns(year), footer=footer, of=opened.library.version)


def _fields(query: Query, year: int | None) -> list[Field[Published]]:
    """Return the columns of the list; what the query fixes is not repeated in every line."""
    fields: list[tuple[object, Field[Published]]] = [
        (None, Field(Column("fact", key=True, whole=True), lambda one: one.fact.id)),
        (None, Field(Column("date", whole=True), lambda one: dated(one.fact.as_of))),
        (query.about, Field(Column("about", key=True), lambda one: _words(one.fact.subject))),
        (query.measure, Field(Column("measure", key=True), lambda one: _words(one.fact.measure))),
        (None, Field(Column("value", "right"), lambda one: as_published(one.fact, short=True))),
        (year is None, Field(Column(f"{year} dollars", "right"), lambda one: _restated(one, year))),
        (query.scope, Field(Column("scope", optional=True), lambda one: _words(one.fact.scope or ""))),
        (query.quality, Field(Column("quality", whole=True, optional=True), lambda one: one.fact.quality)),
        (None, Field(Column("who"), lambda one: one.source.publisher)),
    ]
    return [field for fixed, field in fields if not fixed]


def fact_answer(opened: OpenLedger, name: str) -> Answer:
    """Answer `facts show ID`.

    Raises:
        UsageFault: there is no such fact.
    """
    facts = opened.ledger.facts
    if name not in facts:
        raise UsageFault(unknown("fact", name, facts), "patriot-cost facts --text WORD finds facts by their words")
    fact = facts[name]
    source = opened.ledger.sources[fact.source]
    exact = partial(Number, unit=fact.unit, bound=fact.bound, year=fact.price_year, style="exact", bare=True)
    made = dict.fromkeys(("value", "low", "high"), exact) | dict.fromkeys(("price_year", "as_of"), dated)
    blocks: list[Block] = [values_down(fact._asdict(), made), Heading("Source"), Text(reference(source))]
    if source.note:
        blocks.append(Text(source.note))
    items, version = [_item(Published(fact, source), None)], opened.library.version
    return listing("facts show", f"Fact {name}: {amount(fact)}", items, blocks, footer=f"data {version}", of=version)


_WORD_FIELDS = (
    item_field("word", Column("word", whole=True)),
    item_field("kind", Column("kind", whole=True)),
    item_field("facts", Column("facts", "right"), partial(Number, unit="fact")),
    item_field("description", Column("meaning")),
)


def words_answer(opened: OpenLedger, kind: str | None) -> Answer:
    """Answer `facts words`: the subjects and measures, with how many facts each has.

    Raises:
        UsageFault: there is no such kind of word.
    """
    kinds = ("subject", "measure")
    if kind is not None and kind not in kinds:
        raise UsageFault(f"--kind: {unknown('kind of word', kind, kinds)}")
    counts: dict[tuple[str, str], int] = {}
    for fact in opened.ledger.facts.values():
        for key in (("subject", fact.subject), ("measure", fact.measure)):
            counts[key] = counts.get(key, 0) + 1
    items = [
        {
            "word": word.word,
            "kind": word.kind,
            "facts": counts.get((word.kind, word.word), 0),
            "label": word.label,
            "description": word.description,
        }
        for word in opened.ledger.words.values()
        if kind in {None, word.kind}
    ]
    title = f"Words of the ledger: {counted(len(items), 'word')}"
    return listing("facts words", title, items, [records_down(items, _WORD_FIELDS)], of=opened.library.version)


def as_published(fact: Fact, *, short: bool = False) -> Phrase:
    """Return what a fact says, with its side and its unit; in `short`, money has the year of its dollars for a unit."""
    if fact.unit == "event":
        return Phrase(("event",))
    money = short and currency(fact.unit)
    style: Style = "alone" if money else "quantity"
    span = between(fact.low, fact.high, fact.unit, style, year=fact.price_year)
    points = [value for value in (fact.value, fact.low, fact.high) if value is not None]
    said: list[str | Number | Span]
    if fact.value is None and len(points) == 2:
        said = [sided(fact.bound), span]
    elif points:
        said = [Number(points[0], fact.unit, fact.bound, fact.price_year, style=style)]
        said += [" (", span, ")"] if len(points) == 3 else []
    else:
        said = [sided(fact.bound), "no number"]
    said += [" (", Number(fact.price_year, "year"), ")"] if money and fact.scope else []
    return Phrase(said)


def amount(fact: Fact) -> str:
    """Return what a fact says as text."""
    return text_of(as_published(fact))


def _item(one: Published, year: int | None) -> dict[str, Any]:
    """Return a fact with who said it and where, and in other dollars where asked."""
    fact, source, restated = one
    item = fact._asdict() | {name: getattr(source, name) for name in _OF_SOURCE}
    if year is not None:
        amounts = restated._asdict() if restated else dict.fromkeys(Restated._fields)
        item |= {"restated_year": year, **{f"restated_{name}": value for name, value in amounts.items()}}
    return item


_OF_SOURCE = ("publisher", "title", "url", "published", "kind", "via")


def _columns(year: int | None) -> list[str]:
    """Return the columns of the CSV, which are the same when nothing is found."""
    own = [*Fact._fields, *_OF_SOURCE]
    return own if year is None else [*own, "restated_year", *(f"restated_{name}" for name in Restated._fields)]


def _words(name: str) -> str:
    # With blanks for underscores these wrap at words; `facts words` has them as they are typed.
    return name.replace("_", " ")


def _restated(one: Published, year: int | None) -> Cell:
    """Return an amount in other dollars; one that took a rate of exchange is marked."""
    found = one.restated
    if found is None:
        return ""
    mark = "" if currency(one.fact.unit) == "USD" else "*"
    if found.value is not None:
        return Number(found.value, found.unit, year=year, mark=mark, style="alone")
    return Phrase((between(found.low, found.high, found.unit, year=year), f" {mark}" if mark else ""))
