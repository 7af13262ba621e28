"""Comparison of two facts: the periods, the parts of totals, the bounds of their numbers."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple, Protocol

from patriot_cost.model.ledger import NOT_STATED, PARTS_OF_TOTALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.model.ledger import Fact


class Total(NamedTuple):
    """The parts of a total price, in the order of the vocabulary, and its number of missiles; None of other facts."""

    includes: str | None
    load: str | None

    @property
    def divides(self) -> bool:
        """Whether two totals like this can be divided by one another: nothing about them is left open."""
        return NOT_STATED not in self


def total_of(fact: Fact) -> Total:
    """Return the parts of the total that a fact states."""
    parts = (fact.includes or "").split(", ")
    ordered = ", ".join(part for part in PARTS_OF_TOTALS if part in parts)
    return Total(ordered or fact.includes, fact.load)


def period_of(fact: Fact) -> str | None:
    """Return the period that a number is about; without one the day on which it was true or said."""
    return fact.for_ or fact.as_of


def first_date(fact: Fact) -> str:
    """Return the first date of the period of a fact, an empty text if it has none; a lot has the day of its fact."""
    period = period_of(fact) or ""
    return (fact.as_of or "") if period.startswith("lot") else period.partition("/")[0].removeprefix("FY")


class Ranged(Protocol):
    """A value with a range: of a fact, or of a fact in other dollars."""

    @property
    def value(self) -> float | None:
        """The value, None if only a range is stated."""

    @property
    def low(self) -> float | None:
        """The lower bound."""

    @property
    def high(self) -> float | None:
        """The upper bound."""


def middle(fact: Ranged) -> float | None:
    """Return the value, or the middle of the range, for ordering and summing up."""
    if fact.value is not None:
        return fact.value
    bounds = [end for end in (fact.low, fact.high) if end is not None]
    return sum(bounds) / len(bounds) if bounds else None


def number_bounds(fact: Fact) -> tuple[float, float]:
    """Return the least and the greatest number a fact allows; a one-sided fact has only one limit."""
    numbers = [end for end in (fact.low, fact.value, fact.high) if end is not None]
    low, high = min(numbers), max(numbers)
    return (low, inf) if fact.bound == "floor" else (0.0, high) if fact.bound == "ceiling" else (low, high)


def apart(facts: Sequence[Fact]) -> bool:
    """Tell whether some facts have numbers that contradict each other."""
    bounds = [number_bounds(fact) for fact in facts]
    return max(low for low, _ in bounds) > min(high for _, high in bounds)


def contradicts(fact: Fact, other: Fact) -> bool:
    """Tell whether two facts of one measure and unit have numbers that contradict each other."""
    alike = (fact.measure, fact.unit) == (other.measure, other.unit)
    return alike and middle(fact) is not None and middle(other) is not None and apart([fact, other])
