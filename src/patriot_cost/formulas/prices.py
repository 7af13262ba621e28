"""Dollars of one year in dollars of another."""

from patriot_cost.engine.registry import Value


def constant_dollars(amount: Value, index_to: Value, index_from: Value) -> Value:
    """Bring an amount to the prices of another year: amount times index(to) over index(from)."""
    return amount * index_to / index_from


def linked_level(level: Value, link_new: Value, link_old: Value) -> Value:
    """Bring a level of an earlier edition of an index to the base of a later one, at their link year."""
    return level * link_new / link_old
