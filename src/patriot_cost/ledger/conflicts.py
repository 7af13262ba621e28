"""Conflicts: facts about the same thing with different numbers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.ledger.query import middle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patriot_cost.model.ledger import Fact, Word


class Conflict(NamedTuple):
    """One subject, measure, unit, scope and period with several numbers; `ratio` is high over low."""

    subject: str
    measure: str
    unit: str
    scope: str | None
    period: str
    low: float
    high: float
    ratio: float | None
    facts: tuple[Fact, ...]


def conflicts(facts: Iterable[Fact], words: Mapping[tuple[str, str], Word]) -> list[Conflict]:
    """Return the groups of facts that disagree, the widest ratio first.

    `words` have the period of each measure over which its numbers must agree. Facts whose intervals meet do
    not disagree: "at least 3" and 6, or 5 to 7 and 6. Doubtful facts are left out.
    """
    groups: dict[tuple[str, str, str, str | None, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        compare = words["measure", fact.measure].compare
        if compare != "never" and middle(fact) is not None and fact.quality != "doubtful":
            date = fact.as_of or "undated"
            year = date[:4] if fact.as_of else date
            period = date if compare == "date" else str(fact.price_year or year)
            groups[fact.subject, fact.measure, fact.unit, fact.scope, period].append(fact)
    found = [_conflict(key, group) for key, group in groups.items() if _apart(group)]
    return sorted(found, key=lambda conflict: (-(conflict.ratio or float("inf")), conflict.subject, conflict.measure))


def number_bounds(fact: Fact) -> tuple[float, float]:
    """Return the least and the greatest number a fact allows; a one-sided fact has only one limit."""
    numbers = [end for end in (fact.low, fact.value, fact.high) if end is not None]
    low, high = min(numbers), max(numbers)
    return (low, float("inf")) if fact.bound == "floor" else (0.0, high) if fact.bound == "ceiling" else (low, high)


def _apart(group: list[Fact]) -> bool:
    bounds = [number_bounds(fact) for fact in group]
    return max(low for low, _ in bounds) > min(high for _, high in bounds)


def _conflict(key: tuple[str, str, str, str | None, str], group: list[Fact]) -> Conflict:
    values = [value for fact in group if (value := middle(fact)) is not None]
    low, high = min(values), max(values)
    ratio = high / low if low > 0 else None
    return Conflict(*key, low, high, ratio, tuple(sorted(group, key=lambda fact: middle(fact) or 0.0)))
