"""Summaries of facts by scope: count, low, median, high, newest, one number a root."""

from __future__ import annotations

from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.ledger.comparable import Total, middle, total_of
from patriot_cost.ledger.roots import completed, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.ledger.restate import Restater
    from patriot_cost.model.ledger import Fact


class NumberedFact(NamedTuple):
    """A fact with its number, the middle of a range, in the unit of the summary."""

    fact: Fact
    value: float
    unit: str


class Summary(NamedTuple):
    """The facts of one unit and scope, which may be empty, and of totals of the same parts; each root has one number.

    `number` facts are of so many `roots`. Doubtful facts are counted apart and enter nothing else.
    """

    scope: str
    unit: str
    number: int
    doubtful: int
    low: float
    median: float
    high: float
    newest: NumberedFact
    roots: int
    total: Total


def numbered(facts: Iterable[Fact], restater: Restater | None = None) -> list[NumberedFact]:
    """Return the facts that have a number; with a restater, those that it can restate, in its dollars."""
    found = []
    for fact in facts:
        amounts = restater.restate(fact) if restater else fact
        value = middle(amounts) if amounts else None
        if amounts and value is not None:
            found.append(NumberedFact(fact, value, amounts.unit))
    return found


def summaries(facts: Iterable[NumberedFact], roots: Mapping[str, Fact]) -> list[Summary]:
    """Sum facts up by scope and unit, and totals by their parts."""
    groups: dict[tuple[str, str, Total], list[NumberedFact]] = defaultdict(list)
    for one in facts:
        groups[one.fact.scope or "", one.unit, total_of(completed(one.fact, roots))].append(one)
    ordered = sorted(groups.items(), key=lambda item: (*item[0][:2], *(part or "" for part in item[0][2])))
    return [
        _summary(scope, unit, total, group, roots)
        for (scope, unit, total), group in ordered
        if any(one.fact.quality != "doubtful" for one in group)
    ]


def _summary(scope: str, unit: str, total: Total, group: Sequence[NumberedFact], roots: Mapping[str, Fact]) -> Summary:
    sound = {one.fact.id: one for one in group if one.fact.quality != "doubtful"}
    stated = [sound[one.fact.id] for one in statements((one.fact for one in sound.values()), roots)]
    numbers = sorted(one.value for one in stated)
    newest = max(stated, key=lambda one: (one.fact.as_of or "", one.fact.id))
    return Summary(
        scope=scope,
        unit=unit,
        number=len(sound),
        doubtful=len(group) - len(sound),
        low=numbers[0],
        median=median(numbers),
        high=numbers[-1],
        newest=newest,
        roots=len(stated),
        total=total,
    )
