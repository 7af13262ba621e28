"""A note on the prices of orders, where a saving sets them apart from the stated unit costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report.notes import note
from patriot_cost.report.rounding import percent

if TYPE_CHECKING:
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result

_SAME = 1e-9
"""Prices that differ by less differ by the rounding of arithmetic."""
_WHY = {
    "none": "the saving of a multiyear contract",
    "learning": "the average of the lots that plan orders, by unit theory",
    "cumulative_average": "the average of the lots that plan orders, by cumulative-average theory",
}
"""The reason for another price, by quantity effect."""


@note("price_adjustment[fire_unit]", "interceptor_price", "interceptor_cost")
def order_price_note(loaded: LoadedCase, systems: Result, price: Result, cost: Result) -> str:
    """Say how far the prices of all orders are from the stated unit costs, and why; nothing where they are equal."""
    if systems.value is None or price.value is None or not cost.value:
        return ""
    system, missile = systems.value - 1, price.value / cost.value - 1
    why = _WHY[loaded.case.words["prices.quantity_effect"]]
    if abs(system - missile) >= _SAME:
        return (
            f"Prices of all orders against the stated unit costs: ground systems {_against(system)}, interceptors "
            f"{_against(missile)}; {why}."
        )
    return f"Prices of all orders are {_against(system)} the stated unit costs: {why}." if abs(system) >= _SAME else ""


def _against(change: float) -> str:
    if abs(change) < _SAME:
        return "the same"
    return f"{percent(abs(change))} {'below' if change < 0 else 'above'}"
