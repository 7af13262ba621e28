"""Facts in groups: those that disagree, and many summed up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from patriot_cost.ledger.conflicts import conflicts
from patriot_cost.ledger.query import middle
from patriot_cost.ledger.summary import summaries
from patriot_cost.views.cells import Cell, alike, texts
from patriot_cost.views.document import Answer, Block, Column, Table, Text
from patriot_cost.views.facts import amount
from patriot_cost.views.listing import listing
from patriot_cost.views.rounding import fixed
from patriot_cost.views.wording import counted, number, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.ledger.conflicts import Conflict
    from patriot_cost.ledger.summary import Summary
    from patriot_cost.model.ledger import Fact
    from patriot_cost.shelf import Shelf
    from patriot_cost.store.restate import Restater

_WIDEST = 40
"""Characters of a line from 0 to the largest number."""


def conflicts_answer(shelf: Shelf, facts: Sequence[Fact]) -> Answer:
    """Answer `facts conflicts`: the widest disagreement first."""
    found = conflicts(facts, shelf.ledger.words)
    items = [_conflict_item(shelf, conflict) for conflict in found]
    shown = [
        [
            f"{conflict.subject} {conflict.measure}",
            conflict.period,
            span(conflict.low, conflict.high, conflict.unit),
            fixed(conflict.ratio, 2) if conflict.ratio else "-",
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
    return listing("facts conflicts", title, columns, items, shown=shown, footer=footer, of=shelf.library.version)


def summary_answer(shelf: Shelf, facts: Sequence[Fact], restater: Restater | None, year: int | None) -> Answer:
    """Answer `facts summary`: count, low, median, high and newest by scope, and the numbers over time."""
    values: dict[str, tuple[float, str]] = {}
    for fact in facts:
        plain = middle(fact)
        restated = restater.restate(fact) if restater else None
        if restated and (value := middle(restated)) is not None:
            values[fact.id] = (value, restated.unit)
        elif plain is not None and not restater:
            values[fact.id] = (plain, fact.unit)
    found = summaries(facts, values)
    items = [
        {
            "scope": summary.scope or None,
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
    shown = texts(
        [
            [
                summary.scope or "-",
                summary.unit,
                str(summary.number) + (f" (+{summary.doubtful} doubtful)" if summary.doubtful else ""),
                *(Cell(value, summary.unit) for value in (summary.low, summary.median, summary.high)),
                _newest(summary, values[summary.newest.id][0]),
            ]
            for summary in found
        ]
    )
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
        of=shelf.library.version,
    )
    plot = _plot(facts, values)
    left = len(facts) - len(values)
    if left:
        plot.insert(
            0, Text(f"{counted(left, 'fact')} left out: no number, or no index or rate for its year or currency.")
        )
    return given._replace(document=given.document._replace(blocks=[*given.document.blocks, *plot]))


def _conflict_item(shelf: Shelf, conflict: Conflict) -> dict[str, Any]:
    item = conflict._asdict() | {"facts": [fact.id for fact in conflict.facts]}
    return item | {"publishers": [shelf.ledger.sources[fact.source].publisher for fact in conflict.facts]}


def _newest(summary: Summary, value: float) -> str:
    return f"{number(value, summary.unit)} {summary.newest.as_of or ''} ({summary.newest.id})"


def _plot(facts: Sequence[Fact], values: dict[str, tuple[float, str]]) -> list[Block]:
    """Draw the numbers over time, a line a fact, a dot where its value lies between 0 and the largest."""
    tables: list[Block] = []
    for unit in dict.fromkeys(unit for _, unit in values.values()):
        dated = sorted(
            (fact for fact in facts if fact.id in values and values[fact.id][1] == unit),
            key=lambda fact: (fact.as_of or "", fact.id),
        )
        largest = max(values[fact.id][0] for fact in dated)
        if len(dated) < 2 or largest <= 0:
            continue
        shown = alike(Cell(values[fact.id][0], unit) for fact in dated)
        rows = [
            [
                fact.as_of or "undated",
                " " * round(_WIDEST * values[fact.id][0] / largest) + ("?" if fact.quality == "doubtful" else "o"),
                text,
                fact.scope or "",
                fact.id,
            ]
            for fact, text in zip(dated, shown, strict=True)
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
