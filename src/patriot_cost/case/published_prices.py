"""Published prices of a battery with all in it, beside the computed price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.errors import FileFaults
from patriot_cost.ledger.comparable import middle
from patriot_cost.ledger.doubts import Doubt
from patriot_cost.ledger.price_indices import PROCUREMENT, read_deflator
from patriot_cost.ledger.roots import statements
from patriot_cost.units import written_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.ledger.roots import Statement

UNIT_COST = "battery_unit_cost"
_PARTS = ("battery.system_cost", "battery.missiles", "battery.missile_package_cost")
"""The assumptions that the computed price rests on most."""


def published_prices(case: LoadedCase) -> list[Statement]:
    """Return the published prices of a battery by root, in the order of their dates."""
    facts = [case.facts[name] for name in case.case.battery.published]
    return sorted(statements(facts, case.roots), key=lambda one: (one.fact.as_of or "", one.fact.id))


def price_doubts(case: LoadedCase, computed: float | None) -> Iterator[Doubt]:
    """Yield the doubt about a computed price of a battery that is outside of all published ones, in the same dollars.

    A scenario that states none of the parts of the price is not doubted for that of another.
    """
    own = [path for path in _PARTS if case.origins.get(path) == case.top[-1].id]
    found = published_prices(case)
    if computed is None or not own or not found:
        return
    year = case.case.price_year
    levels = read_deflator(case.library, PROCUREMENT, case.case.words[PROCUREMENT])
    prices = []
    for one in found:
        number, from_year = middle(one.fact), one.fact.price_year
        if number is not None and from_year is not None:
            try:
                prices.append(levels.escalation(from_year, year).apply(number))
            except FileFaults:
                continue
    if prices and not min(prices) <= computed <= max(prices):
        span = f"${written_out(round(min(prices)))} to ${written_out(round(max(prices)))}"
        text = f"a battery costs ${written_out(round(computed))}, published prices are {span}, in {year} dollars"
        names = tuple(one.fact.id for one in found)
        yield Doubt("unlike_published", case.files[own[0]].where(own[0]), UNIT_COST, text, text, names, case.top[-1].id)
