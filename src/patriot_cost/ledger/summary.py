"""Summaries of facts by scope: count, low, median, high, newest."""

from __future__ import annotations

from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.ledger.query import middle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.ledger.restate import Restater
    from patriot_cost.model.ledger import Fact


class NumberedFact(NamedTuple):
    """A fact with its number, the middle of a range, in the unit of the summary."""

    fact: Fact
    value: float
    unit: str


class Summary(NamedTuple):
    """The facts of one unit and scope, which may be empty. Doubtful facts are counted apart and enter nothing else."""

    scope: str
    unit: str
    number: int
    doubtful: int
    low: float
    median: float
    high: float
    newest: NumberedFact


def numbered(facts: Iterable[Fact], restater: Restater | None = None) -> list[NumberedFact]:
    """Return the facts that have a number; with a restater, those that it can restate, in its dollars."""
    found = []
    for fact in facts:
        amounts = restater.restate(fact) if restater else fact
        value = middle(amounts) if amounts else None
        if amounts and value is not None:
            found.append(NumberedFact(fact, value, amounts.unit))
    return found


def summaries(facts: Iterable[NumberedFact]) -> list[Summary]:
    """Sum facts up by scope and unit."""
    groups: dict[tuple[str, str], list[NumberedFact]] = defaultdict(list)
    for one in facts:
        groups[one.fact.scope or "", one.unit].append(one)
    return [
        _summary(scope, unit, group)
        for (scope, unit), group in sorted(groups.items())
        if any(one.fact.quality != "doubtful" for one in group)
    ]


def _summary(scope: str, unit: str, group: Sequence[NumberedFact]) -> Summary:
    sound = [one for one in group if one.fact.quality != "doubtful"]
    numbers = sorted(one.value for one in sound)
    newest = max(sound, key=lambda one: (one.fact.as_of or "", one.fact.id))
    return Summary(scope, unit, len(sound), len(group) - len(sound), numbers[0], median(numbers), numbers[-1], newest)
