"""Many facts in few words: count, low, median, high, newest, by scope."""

from __future__ import annotations

from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patriot_cost.model.ledger import Fact


class Summary(NamedTuple):
    """The facts of one scope, which may be empty, and unit. Doubtful facts are counted apart and move nothing."""

    scope: str
    unit: str
    number: int
    doubtful: int
    low: float
    median: float
    high: float
    newest: Fact


def summaries(facts: Iterable[Fact], values: Mapping[str, tuple[float, str]]) -> list[Summary]:
    """Sum facts up by scope and unit; `values` are the number and unit to use, by fact id."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.id in values:
            groups[fact.scope or "", values[fact.id][1]].append(fact)
    return [
        _summary(scope, unit, group, values)
        for (scope, unit), group in sorted(groups.items())
        if any(fact.quality != "doubtful" for fact in group)
    ]


def _summary(scope: str, unit: str, group: list[Fact], values: Mapping[str, tuple[float, str]]) -> Summary:
    sound = [fact for fact in group if fact.quality != "doubtful"]
    numbers = sorted(values[fact.id][0] for fact in sound)
    newest = max(sound, key=lambda fact: (fact.as_of or "", fact.id))
    return Summary(scope, unit, len(sound), len(group) - len(sound), numbers[0], median(numbers), numbers[-1], newest)
