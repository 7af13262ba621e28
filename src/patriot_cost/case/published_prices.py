"""Published prices of a battery with all in it, beside the computed price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.long_series import deflator_of
from patriot_cost.errors import FileFaults
from patriot_cost.ledger.comparable import middle, number_bounds, total_of
from patriot_cost.ledger.deflators import PROCUREMENT
from patriot_cost.ledger.doubts import Doubt
from patriot_cost.ledger.roots import statements
from patriot_cost.units import written_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.ledger.deflators import Deflator
    from patriot_cost.ledger.roots import Statement
    from patriot_cost.model.ledger import Fact

UNIT_COST = "battery_unit_cost"
_CONTENTS = "system, missiles"
"""The parts of the computed price, as facts name them."""
_PARTS = ("battery.system_cost", "battery.missiles", "battery.fills", "battery.missile_package_cost")
"""The assumptions that the computed price rests on most."""


def published_prices(case: LoadedCase) -> list[Statement]:
    """Return the published prices of a battery by root, in the order of their dates."""
    facts = [case.facts[name] for name in case.case.battery.published]
    return sorted(statements(facts, case.roots), key=lambda one: (one.fact.as_of or "", one.fact.id))


def in_dollars_of(case: LoadedCase, found: Iterable[Statement]) -> list[tuple[float, float] | None]:
    """Return the least and the greatest price of each statement, in dollars of the case; None if not brought there."""
    deflator = deflator_of(case, PROCUREMENT)
    return [_brought(deflator, one.fact, case.case.price_year) for one in found]


def _brought(deflator: Deflator, fact: Fact, year: int) -> tuple[float, float] | None:
    if middle(fact) is None or fact.price_year is None:
        return None
    try:
        escalation = deflator.escalation(fact.dollars, fact.price_year, year)
    except FileFaults:
        return None
    low, high = number_bounds(fact)
    return escalation.apply(low), escalation.apply(high)


def like_the_computed(fact: Fact, missiles: float) -> bool:
    """Tell whether a price is known to have the contents of the computed one: the system and as many missiles."""
    total = total_of(fact)
    return total.includes == _CONTENTS and total.load == f"{missiles:.0f}"


def price_doubts(case: LoadedCase, computed: float | None) -> Iterator[Doubt]:
    """Yield the doubt about a computed price of a battery that is outside of all published ones, in the same dollars.

    A scenario that states none of the parts of the price is not doubted for that of another.
    """
    own = [path for path in _PARTS if case.origins.get(path) == case.top[-1].id]
    found = published_prices(case)
    if computed is None or not own or not found:
        return
    prices = [price for price in in_dollars_of(case, found) if price]
    low, high = min((low for low, _ in prices), default=computed), max((high for _, high in prices), default=computed)
    if not low <= computed <= high:
        span = f"${written_out(round(low))} to ${written_out(round(high))}"
        year = case.case.price_year
        text = f"a battery costs ${written_out(round(computed))}, published prices are {span}, in {year} dollars"
        names = tuple(one.fact.id for one in found)
        yield Doubt("unlike_published", case.files[own[0]].where(own[0]), UNIT_COST, text, text, names, case.top[-1].id)
