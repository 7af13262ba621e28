"""Doubts about how rows were entered: cells that are empty but should not be, days that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.ledger.doubts import Doubt
from patriot_cost.ledger.roots import completed, roots_of
from patriot_cost.model.fields import allowed_words
from patriot_cost.model.ledger import NOT_STATED, Fact, Source
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from patriot_cost.model.upkeep import Topic


class _Needed(NamedTuple):
    """A column that some rows should fill: the topic of the doubt about an empty cell, the rows, the message."""

    topic: Topic
    column: str
    rows: Callable[[Fact], bool]
    text: str


_PRICES_OF_BATTERIES = frozenset({"battery_cost", "system_cost", "missile_package_cost"})
"""The measures whose prices are totals of several things."""
_OF_FACTS = (
    _Needed(
        "no_kind_of_dollars",
        "dollars",
        lambda fact: bool(currency(fact.unit)),
        f"money without a kind of dollars; needed: one of {', '.join(allowed_words(Fact, 'dollars'))}",
    ),
    _Needed(
        "no_load",
        "load",
        lambda fact: bool(currency(fact.unit)) and fact.measure in _PRICES_OF_BATTERIES,
        f"a total without its parts; needed: includes and load, '{NOT_STATED}' where not known",
    ),
)


def entry_doubts(
    facts: Mapping[str, Fact],
    sources: Mapping[str, Source],
    places: Mapping[str, str],
    pages: Mapping[str, str],
    headers: Mapping[str, Collection[str]],
) -> Iterator[Doubt]:
    """Yield the doubts about entries; nothing is missed that the root of a fact states, or that its table has not.

    `places` and `pages` are the file and line of facts and of sources, `headers` the columns of each file.
    """
    roots = roots_of(facts)
    for fact in (completed(one, roots) for one in facts.values()):
        where = places[fact.id]
        columns = headers[where.rpartition(":")[0]]
        for topic, column, rows, text in _OF_FACTS:
            if column in columns and getattr(fact, column) is None and rows(fact):
                yield Doubt(topic, where, fact.id, text)
        if source := sources.get(fact.source):
            yield from _read_too_early(fact, source, where)
    for source in sources.values():
        where = pages[source.id]
        if source.grade is None and "grade" in headers[where.rpartition(":")[0]]:
            yield Doubt(
                "no_grade", where, source.id, f"needed: a grade, one of {', '.join(allowed_words(Source, 'grade'))}"
            )


def _read_too_early(fact: Fact, source: Source, where: str) -> Iterator[Doubt]:
    """Yield the doubt about a page that was read or checked before it was published."""
    for column in ("read_on", "checked_on"):
        day = getattr(fact, column)
        if day and source.published and ended_before(day, source.published):
            text = f"{column} {day} is before {source.id} was published, {source.published}"
            yield Doubt("read_too_early", where, fact.id, text, facts=(fact.id,))


def ended_before(day: str, other: str) -> bool:
    """Tell whether a day, month or year ended before another began."""
    shared = min(len(day), len(other))
    return day[:shared] < other[:shared]
