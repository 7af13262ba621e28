"""Dollars of one year in dollars of another."""

from patriot_cost.engine.ops import dot, ratio, total
from patriot_cost.engine.registry import Value, Values


def constant_dollars(amount: Value, index_to: Value, index_from: Value) -> Value:
    """Bring an amount to the prices of another year: amount times index(to) over index(from)."""
    return amount * index_to / index_from


def linked_level(level: Value, link_new: Value, link_old: Value) -> Value:
    """Bring a level of an earlier edition of an index to the base of a later one, at their link year."""
    return level * link_new / link_old


def weighted_level(outlay_rates: Values, purchasing_power: Values) -> Value:
    """Return the outlay-weighted level of a year of authority, from 1 over the raw level of each year of payment.

    Outlay rates are shares of then-year authority, each of which is paid at the level of its own year: the weighted
    level is the harmonic mean of the raw ones (DoD Inflation Handbook, 2006, weighted indices).
    """
    return ratio(total(outlay_rates), dot(outlay_rates, purchasing_power))
