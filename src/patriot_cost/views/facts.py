"""What has been published: facts as lists, one fact, conflicts, summaries, the words they are found by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from patriot_cost.errors import UsageFault, blamed_on, unknown
from patriot_cost.model.ledger import Fact
from patriot_cost.store.restate import Restated
from patriot_cost.units import currency
from patriot_cost.views.document import Answer, Block, Column, Heading, Rows, Table, Text
from patriot_cost.views.listing import listing
from patriot_cost.views.provenance import reference
from patriot_cost.views.wording import counted, number, quantity, sided, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.ledger.query import Query
    from patriot_cost.shelf import Shelf
    from patriot_cost.store.restate import Restater

ON_SCREEN = 50
"""Facts a table shows unless told; CSV and JSON have them all."""


def facts_answer(
    shelf: Shelf, query: Query, facts: Sequence[Fact], restater: Restater | None, year: int | None, limit: int | None
) -> Answer:
    """Answer `facts`.

    A limit cuts all forms of the answer, 0 none; without one only the table is cut. What the query fixes is
    not repeated in every line of the table.
    """
    found = len(facts)
    facts = facts[:limit] if limit else facts
    restated = {fact.id: restater.restate(fact) for fact in facts} if restater else {}
    items = [fact_item(shelf, fact, restated.get(fact.id), year) for fact in facts]
    cut = facts[:ON_SCREEN] if limit is None else facts
    texts = {fact.id: _texts(shelf, fact, restated.get(fact.id)) for fact in cut}
    columns = {"id": "fact", "as_of": "date", "subject": "about", "measure": "measure", "value>": "value"}
    columns |= {"restated_value>": f"{year} dollars", "scope": "scope", "quality": "quality", "publisher": "who"}
    fixed = {"subject": query.about, "measure": query.measure, "scope": query.scope, "quality": query.quality}
    hidden = {name for name, given in fixed.items() if given} | (set() if restater else {"restated_value>"})
    kept = {key: title for key, title in columns.items() if key not in hidden}
    shown = [[texts[fact.id][key.rstrip(">")] for key in kept] for fact in cut]
    more = f"{len(cut)} of {found} shown, --limit 0 shows all · " if len(cut) < found else ""
    footer = f"{more}data {shelf.library.version} · patriot-cost facts show ID prints one with its address"
    asked = " ".join(filter(None, (query.about, query.measure)))
    title = f"Published facts{f' on {asked}' if asked else ''}: {counted(found, 'fact')}"
    given = listing("facts", title, kept, items, shown=shown, footer=footer, of=shelf.library.version)
    return given if items else given._replace(rows=Rows(_columns(year), []))


def fact_answer(shelf: Shelf, name: str) -> Answer:
    """Answer `facts show ID`.

    Raises:
        UsageFault: there is no such fact.
    """
    facts = shelf.ledger.facts
    if name not in facts:
        raise UsageFault(unknown("fact", name, facts), "patriot-cost facts --text WORD finds facts by their words")
    fact = facts[name]
    source = shelf.ledger.sources[fact.source]
    rows = [[key, str(value)] for key, value in fact.model_dump().items() if value is not None]
    above: list[Block] = [Table([Column(), Column()], rows), Heading("Source"), Text(reference(source))]
    if source.note:
        above.append(Text(source.note))
    item = fact_item(shelf, fact, None, None)
    given = listing("facts show", f"Fact {name}: {amount(fact)}", {}, [item], shown=[], of=shelf.library.version)
    document = given.document._replace(blocks=above, footer=f"data {shelf.library.version}")
    return given._replace(document=document)


def words_answer(shelf: Shelf, kind: str | None) -> Answer:
    """Answer `facts words`: the subjects and measures, with how many facts each has."""
    kinds = ("subject", "measure")
    if kind is not None and kind not in kinds:
        with blamed_on("--kind"):
            raise UsageFault(unknown("kind of word", kind, kinds))
    counts: dict[tuple[str, str], int] = {}
    for fact in shelf.ledger.facts.values():
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
        for word in shelf.ledger.words.values()
        if kind in {None, word.kind}
    ]
    columns = {"word": "word", "kind": "kind", "facts>": "facts", "description": "meaning"}
    title = f"Words of the ledger: {counted(len(items), 'word')}"
    return listing("facts words", title, columns, items, of=shelf.library.version)


def amount(fact: Fact) -> str:
    """Return what a fact says, with its side, unit and dollars."""
    if fact.unit == "event":
        return "event"
    value = "" if fact.value is None else quantity(fact.value, fact.unit, fact.bound)
    ends = [end for end in (fact.low, fact.high) if end is not None]
    if fact.value is None and len(ends) == 1:
        value = quantity(ends[0], fact.unit, fact.bound)
    elif len(ends) == 2:
        between = span(fact.low, fact.high, fact.unit, noun=True)
        value = f"{value} ({between})" if value else between
    return sided(fact.bound) + (value or "no number")


def fact_item(shelf: Shelf, fact: Fact, restated: Restated | None, year: int | None) -> dict[str, Any]:
    """Return a fact with who said it and where, and in other dollars where asked."""
    source = shelf.ledger.sources[fact.source]
    item = fact.model_dump() | {
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published": source.published,
        "kind": source.kind,
        "via": source.via,
    }
    if year is not None:
        blank = {"value": None, "low": None, "high": None, "unit": None, "how": None}
        amounts = restated._asdict() if restated else blank
        item |= {"restated_year": year, **{f"restated_{name}": value for name, value in amounts.items()}}
    return item


def _columns(year: int | None) -> list[str]:
    """Return the columns of the CSV, which are the same when nothing is found."""
    own = [*Fact.model_fields, "publisher", "title", "url", "published", "kind", "via"]
    return own if year is None else [*own, "restated_year", *(f"restated_{name}" for name in Restated._fields)]


def _texts(shelf: Shelf, fact: Fact, restated: Restated | None) -> dict[str, str]:
    dollars = f" ({fact.price_year})" if fact.price_year and fact.scope else ""
    return {
        "id": fact.id,
        "as_of": fact.as_of or "",
        # With blanks for underscores these wrap at words; `facts words` has them as they are typed.
        "subject": fact.subject.replace("_", " "),
        "measure": fact.measure.replace("_", " "),
        "value": amount(fact).split(" a")[0] + dollars if currency(fact.unit) else amount(fact),
        "restated_value": _restated_text(restated),
        "scope": (fact.scope or "").replace("_", " "),
        "quality": fact.quality,
        "publisher": shelf.ledger.sources[fact.source].publisher,
    }


def _restated_text(restated: Restated | None) -> str:
    if restated is None:
        return ""
    if restated.value is not None:
        text = number(restated.value, restated.unit)
    else:
        text = span(restated.low, restated.high, restated.unit)
    return text + (" *" if " at " in restated.how else "")
