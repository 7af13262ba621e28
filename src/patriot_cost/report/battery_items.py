"""The items of lists about a battery: variants of its missile, elements of the work breakdown."""

from __future__ import annotations

from typing import NamedTuple

from patriot_cost.engine.bounds import Bound
from patriot_cost.model.record_shape import record


@record()
class ListedInterceptor(NamedTuple):
    """A variant of the interceptor: its share of the mix, its unit cost in the dollars of the case."""

    variant: str
    name: str
    share: float | None
    unit_cost: float | None
    per_launcher: float | None
    note: str | None


@record()
class ListedElement(NamedTuple):
    """An element of the work breakdown structure, under its number, with its dictionary entry.

    `number_in_battery` is null where no number is meant, and where it is unknown; `price` is of each, in `price_unit`,
    money in dollars of the case; `total` is of all missing batteries. `status` is total, priced, covered, unknown
    (then so is the whole), unknown_outside (of every figure but all_in_cost), by_year or not_applicable; `held_by` are
    the paths of the price that covers it, or of its own.
    """

    number: str
    element: str
    label: str
    number_in_battery: float | None
    price: float | None
    price_unit: str
    total: float | None
    bound: Bound | None
    status: str
    held_by: str
    facts: tuple[str, ...]
    dictionary: str
