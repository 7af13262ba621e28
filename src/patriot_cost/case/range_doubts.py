"""Doubts about the ranges of a case and their dollars: facts outside, facts with one side, facts of other years."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from patriot_cost.case.long_series import deflator_of
from patriot_cost.errors import FileFaults
from patriot_cost.ledger.comparable import middle, number_bounds
from patriot_cost.ledger.deflators import PROCUREMENT
from patriot_cost.units import currency, written_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.model.ledger import Fact
    from patriot_cost.model.upkeep import Topic

_ROUNDING = 0.001
"""The part by which a published number may be rounded."""


def range_doubts(case: LoadedCase, path: str) -> Iterator[tuple[Topic, str, list[str]]]:
    """Yield topic and text of each doubt about an assumption, and the facts that raise it, with their numbers."""
    estimate = case.estimates[path]
    if estimate.value is None:
        return
    if not estimate.reading.bounded and estimate.interval_reason is None:
        yield (
            "no_interval_reason",
            f"low and high are read as {estimate.reading.words}; needed: interval_reason, which says why",
            [],
        )
    if missed := list(_uncovered(case, estimate)):
        needed = "widen it to them, or explain in explained.csv why they are not it"
        yield "not_covered", f"its range does not cover the facts it cites: {', '.join(missed)}; {needed}", missed
    if sides := list(_one_sided(case, estimate)):
        needed = 'state bound = "floor" or "ceiling", or explain in explained.csv why it has two sides'
        yield "one_sided", f"has two sides, but rests on {', '.join(sides)}; {needed}", sides
    if years := list(_of_other_years(case, estimate)):
        needed = "state the year of a fact as price_year, or explain in explained.csv how it was brought there"
        yield "other_dollars", f"is in {estimate.price_year} dollars, but rests on {', '.join(years)}; {needed}", years


def _uncovered(case: LoadedCase, estimate: Estimate) -> Iterator[str]:
    """Yield the facts of the unit and the scope of an estimate that allow more than its range, in its dollars."""
    if estimate.basis != "reported" and estimate.low is None:
        return
    amounts = [end for end in (estimate.low, estimate.value, estimate.high) if end is not None]
    least = 0.0 if estimate.bound == "ceiling" else min(amounts) * (1 - _ROUNDING)
    most = inf if estimate.bound == "floor" else max(amounts) * (1 + _ROUNDING)
    for fact in _alike(case, estimate):
        bounds = _in_dollars(case, fact, estimate)
        if bounds is None:
            continue
        low, high = bounds
        if low > most or high < least if fact.bound else low < least or high > most:
            numbers = " to ".join(written_out(float(f"{end:.6g}")) for end in dict.fromkeys(bounds) if 0 < end < inf)
            brought = f" in {estimate.price_year} dollars" if fact.price_year != estimate.price_year else ""
            yield f"{fact.id} {numbers}{brought}"


def _one_sided(case: LoadedCase, estimate: Estimate) -> Iterator[str]:
    """Yield the facts with one side, of any unit, under an estimate that has two."""
    for fact in map(case.facts.__getitem__, estimate.facts):
        if estimate.bound is None and fact.bound:
            yield f"{fact.id} {written_out(middle(fact) or 0.0)}, a {fact.bound}"


def _of_other_years(case: LoadedCase, estimate: Estimate) -> Iterator[str]:
    """Yield the amounts of money under an estimate, if all are in dollars of another year."""
    if not currency(estimate.unit):
        return
    facts = [fact for fact in map(case.facts.__getitem__, estimate.facts) if currency(fact.unit) and fact.price_year]
    if all(fact.price_year != estimate.price_year for fact in facts):
        yield from (f"{fact.id} of {fact.price_year}" for fact in facts)


def _alike(case: LoadedCase, estimate: Estimate) -> Iterator[Fact]:
    """Yield the facts with a number that an estimate rests on and that are of its unit and scope."""
    for fact in map(case.facts.__getitem__, estimate.facts):
        if (fact.unit, fact.scope) == (estimate.unit, estimate.scope) and middle(fact) is not None:
            yield fact


def _in_dollars(case: LoadedCase, fact: Fact, estimate: Estimate) -> tuple[float, float] | None:
    """Return the least and the greatest number of a fact in the dollars of an estimate; None if not brought there."""
    if fact.price_year == estimate.price_year:
        return number_bounds(fact)
    if fact.price_year is None or estimate.price_year is None:
        return None
    try:
        escalation = deflator_of(case, PROCUREMENT).escalation(fact.dollars, fact.price_year, estimate.price_year)
    except FileFaults:
        return None
    low, high = number_bounds(fact)
    return escalation.apply(low), escalation.apply(high)
