"""Aliases of the lines: the output open of each and to whom, and the prices of its orders, by the rules of a case."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from patriot_cost.engine.evaluation_plan import NOTHING
from patriot_cost.engine.keys import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.case.horizon import Calendar
    from patriot_cost.model.case import Case
    from patriot_cost.model.estimate import Estimate

FIRE_UNITS = "fire_unit"
"""The line of the ground systems."""
_OPENED = {"share": "line_shared", "queue": "line_unsold"}
_LEARNED = {"cumulative_average": "lot_by_average_theory"}
"""The figures that the words of a rule choose."""


def line_aliases(
    case: Case, estimates: Mapping[str, Estimate], calendar: Calendar, mix: tuple[str, ...]
) -> dict[str, str]:
    """Return the aliases of the output, the orders and the prices of each line."""
    found: dict[str, str] = {}
    for name in (FIRE_UNITS, *mix):
        found |= _priced_lot(name, estimates)
    found |= _supply(_OPENED[case.words["supply.rule"]], calendar, mix)
    found |= _needs(mix)
    return found | _order_prices(case.words["prices.quantity_effect"], (FIRE_UNITS, *mix), calendar)


def _priced_lot(line: str, estimates: Mapping[str, Estimate]) -> dict[str, str]:
    """Return the lot that the unit cost of a line was paid for: as stated, or the anchor unit as a lot of one."""
    lot = any(f"production.{line}.priced_lot_{end}" in estimates for end in ("first", "last"))
    return {
        key_of(f"priced_{end}", line): key_of(f"production_priced_lot_{end}" if lot else "production_anchor_unit", line)
        for end in ("first", "last")
    }


def _order_prices(effect: str, lines: tuple[str, ...], calendar: Calendar) -> dict[str, str]:
    """Return the savings on all orders of each line and the prices of its orders by year: by contract, or by lots."""
    by_lots, learned = effect != "none", _LEARNED.get(effect, "lot_by_unit_theory")
    found = {"missile_saving": "mix_saving" if by_lots else "prices_multiyear_saving"}
    for name in lines:
        found[key_of("order_saving", name)] = key_of("lot_saving", name) if by_lots else "prices_multiyear_saving"
        for year in calendar.years_ordered:
            of_lot, of_all = key_of("lot_order_price", name, year), key_of("price_adjustment", name)
            found[key_of("order_price", name, year)] = of_lot if by_lots else of_all
            found[key_of("learned_lot", name, year)] = key_of(learned, name, year)
    return found


def _needs(mix: tuple[str, ...]) -> dict[str, str]:
    """Return the part of each line in the acquisition cost, and in the pledges in kind, which are of missiles alone."""
    found = {key_of("need_of_line", FIRE_UNITS): "systems_cost", key_of("pledges_to_line", FIRE_UNITS): NOTHING}
    for name in mix:
        # A package of one variant has its price also where that of a missile is unknown.
        found[key_of("need_of_line", name)] = "missiles_cost" if mix == (name,) else key_of("variant_need", name)
        found[key_of("pledges_to_line", name)] = key_of("pledges_to_variant", name)
    return found


def _supply(opened: str, calendar: Calendar, mix: tuple[str, ...]) -> dict[str, str]:
    """Return the open output of each line, the part that the plan can have, and that of missile lines for the stock."""
    found = {}
    for name in (FIRE_UNITS, *mix):
        for year in calendar.years_open:
            # By the queue all that a line makes before the plan is of orders that are delivered when it starts.
            sold = opened == "line_unsold" and int(year) < calendar.first_year
            found[key_of("line_open", name, year)] = NOTHING if sold else key_of(opened, name, year)
        planned = "line_capacity" if name == FIRE_UNITS else "first_load_capacity"
        found |= {key_of("plan_capacity", name, year): key_of(planned, name, year) for year in calendar.years_ahead}
    for name, year in product(mix, calendar.years_supplied):
        # Before the plan nothing is ordered for first loads, so all that is open is the stock's.
        left = "line_left" if int(year) >= calendar.first_year else "line_capacity"
        found[key_of("line_to_stock", name, year)] = key_of(left, name, year)
    return found
