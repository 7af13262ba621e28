"""What has been published: facts as lists, one fact, conflicts, summaries, the words they are found by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from patriot_cost.errors import UsageFault, nearest
from patriot_cost.ledger.conflicts import conflicts
from patriot_cost.ledger.query import middle
from patriot_cost.ledger.summary import summaries
from patriot_cost.views.document import Answer, Block, Column, Heading, Table, Text
from patriot_cost.views.listing import listing
from patriot_cost.views.provenance import reference
from patriot_cost.views.wording import counted, number, quantity, sided, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.ledger.conflicts import Conflict
    from patriot_cost.model.ledger import Fact
    from patriot_cost.shelf import Shelf
    from patriot_cost.store.restate import Restated, Restater

ON_SCREEN = 50
"""Facts a table shows unless told; CSV and JSON have them all."""
_WIDEST = 40


def facts_answer(
    shelf: Shelf, facts: Sequence[Fact], restater: Restater | None, year: int | None, limit: int
) -> Answer:
    """Answer `facts`; `limit` 0 shows all."""
    restated = {fact.id: restater.restate(fact) for fact in facts} if restater else {}
    items = [fact_item(shelf, fact, restated.get(fact.id), year) for fact in facts]
    cut = facts[:limit] if limit else facts
    columns = {"id": "fact", "as_of": "date", "subject": "about", "measure": "measure", "value>": "value"}
    if restater:
        columns["restated_value>"] = f"{year} dollars"
    columns |= {"scope": "scope", "quality": "quality", "publisher": "who"}
    shown = [_row(shelf, fact, restated.get(fact.id), restating=bool(restater)) for fact in cut]
    more = f"{len(cut)} of {len(facts)} shown, --limit 0 shows all · " if len(cut) < len(facts) else ""
    footer = f"{more}data {shelf.library.version} · patriot-cost facts show ID prints one with its address"
    title = f"Published facts: {counted(len(facts), 'fact')}"
    return listing("facts", title, columns, items, shown=shown, footer=footer, data_version=shelf.library.version)


def fact_answer(shelf: Shelf, name: str) -> Answer:
    """Answer `facts show ID`.

    Raises:
        UsageFault: there is no such fact.
    """
    facts = shelf.ledger.facts
    if name not in facts:
        raise UsageFault(
            f"no fact '{name}'{nearest(name, facts)}", "patriot-cost facts --text WORD finds facts by their words"
        )
    fact = facts[name]
    source = shelf.ledger.sources[fact.source]
    rows = [[key, str(value)] for key, value in fact.model_dump().items() if value is not None]
    above: list[Block] = [Table([Column(), Column()], rows), Heading("Source"), Text(reference(source))]
    if source.note:
        above.append(Text(source.note))
    given = listing("facts show", f"Fact {name}: {amount(fact)}", {}, [fact_item(shelf, fact, None, None)], shown=[])
    document = given.document._replace(blocks=above, footer=f"data {shelf.library.version}")
    return given._replace(document=document, data=given.data | {"data_version": shelf.library.version})


def conflicts_answer(shelf: Shelf, facts: Sequence[Fact]) -> Answer:
    """Answer `facts conflicts`: the widest disagreement first."""
    found = conflicts(facts, shelf.ledger.words)
    items = [_conflict_item(shelf, conflict) for conflict in found]
    shown = [
        [
            f"{conflict.subject} {conflict.measure}",
            conflict.period,
            span(conflict.low, conflict.high, conflict.unit),
            f"{conflict.ratio:.2f}" if conflict.ratio else "-",
            "; ".join(
                f"{amount(fact)} {shelf.ledger.sources[fact.source].publisher} ({fact.id})" for fact in conflict.facts
            ),
        ]
        for conflict in found
    ]
    columns = {"subject": "about", "period": "when", "low>": "from to", "ratio>": "ratio", "facts": "who says what"}
    footer = (
        f"same subject, measure, unit, scope and period, numbers that exclude each other · data {shelf.library.version}"
    )
    title = f"Conflicts: {counted(len(found), 'group')} of facts"
    return listing(
        "facts conflicts", title, columns, items, shown=shown, footer=footer, data_version=shelf.library.version
    )


def summary_answer(shelf: Shelf, facts: Sequence[Fact], restater: Restater | None, year: int | None) -> Answer:
    """Answer `facts summary`: count, low, median, high and newest by scope, and the numbers over time."""
    values: dict[str, tuple[float, str]] = {}
    for fact in facts:
        plain = middle(fact)
        restated = restater.restate(fact) if restater else None
        if restated and restated.value is not None:
            values[fact.id] = (restated.value, restated.unit)
        elif plain is not None and not restater:
            values[fact.id] = (plain, fact.unit)
    found = summaries(facts, values)
    items = [
        {
            "scope": summary.scope,
            "unit": summary.unit,
            "count": summary.number,
            "doubtful": summary.doubtful,
            "low": summary.low,
            "median": summary.median,
            "high": summary.high,
            "newest": summary.newest.id,
            "newest_value": values[summary.newest.id][0],
            "newest_as_of": summary.newest.as_of,
        }
        for summary in found
    ]
    shown = [
        [
            summary.scope,
            summary.unit,
            str(summary.number) + (f" (+{summary.doubtful} doubtful)" if summary.doubtful else ""),
            *(number(value, summary.unit) for value in (summary.low, summary.median, summary.high)),
            f"{number(values[summary.newest.id][0], summary.unit)} {summary.newest.as_of or ''} ({summary.newest.id})",
        ]
        for summary in found
    ]
    columns = {"scope": "scope", "unit": "unit", "count>": "facts", "low>": "low", "median>": "median"}
    columns |= {"high>": "high", "newest": "newest"}
    dollars = (
        f" · {year} dollars"
        if year
        else " · each in dollars of its own year"
        if any("USD" in unit for _, unit in values.values())
        else ""
    )
    given = listing(
        "facts summary",
        f"Summary of {counted(len(facts), 'fact')}{dollars}",
        columns,
        items,
        shown=shown,
        footer=f"data {shelf.library.version}",
        data_version=shelf.library.version,
    )
    plot = _plot(facts, values)
    return given._replace(document=given.document._replace(blocks=[*given.document.blocks, *plot]))


def words_answer(shelf: Shelf, kind: str | None) -> Answer:
    """Answer `facts words`: the subjects and measures, with how many facts each has."""
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
    return listing("facts words", title, columns, items, data_version=shelf.library.version)


def amount(fact: Fact) -> str:
    """Return what a fact says, with its side, unit and dollars."""
    if fact.unit == "event":
        return "event"
    value = quantity(fact.value, fact.unit) if fact.value is not None else ""
    ends = [end for end in (fact.low, fact.high) if end is not None]
    if fact.value is None and len(ends) == 1:
        value = quantity(ends[0], fact.unit)
    elif fact.low is not None and fact.high is not None:
        between = f"{number(fact.low, fact.unit)} to {quantity(fact.high, fact.unit)}"
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


def _row(shelf: Shelf, fact: Fact, restated: Restated | None, *, restating: bool) -> list[str]:
    dollars = f" ({fact.price_year})" if fact.price_year and fact.scope else ""
    source = shelf.ledger.sources[fact.source]
    row = [fact.id, fact.as_of or "", fact.subject, fact.measure, amount(fact) + dollars]
    if restating:
        row.append(_restated_text(restated))
    return [*row, fact.scope or "", fact.quality, source.publisher]


def _restated_text(restated: Restated | None) -> str:
    if restated is None:
        return ""
    if restated.value is not None:
        text = number(restated.value, restated.unit)
    else:
        text = span(restated.low, restated.high, restated.unit)
    return text + (" *" if " at " in restated.how else "")


def _conflict_item(shelf: Shelf, conflict: Conflict) -> dict[str, Any]:
    item = conflict._asdict() | {"facts": [fact.id for fact in conflict.facts]}
    return item | {"publishers": [shelf.ledger.sources[fact.source].publisher for fact in conflict.facts]}


def _plot(facts: Sequence[Fact], values: dict[str, tuple[float, str]]) -> list[Table]:
    """Draw the numbers over time, a line a fact, a dot where its value lies between 0 and the largest."""
    tables = []
    for unit in dict.fromkeys(unit for _, unit in values.values()):
        dated = sorted(
            (fact for fact in facts if fact.id in values and values[fact.id][1] == unit),
            key=lambda fact: (fact.as_of or "", fact.id),
        )
        largest = max(values[fact.id][0] for fact in dated)
        if len(dated) < 2 or largest <= 0:
            continue
        rows = [
            [
                fact.as_of or "undated",
                " " * round(_WIDEST * values[fact.id][0] / largest) + ("?" if fact.quality == "doubtful" else "o"),
                number(values[fact.id][0], unit),
                fact.scope or "",
                fact.id,
            ]
            for fact in dated
        ]
        tables.append(
            Table(
                [
                    Column("date"),
                    Column(f"0 to {number(largest, unit)}", plain_only=True, whole=True),
                    Column("", "right"),
                    Column(),
                    Column(),
                ],
                rows,
            )
        )
    return tables
