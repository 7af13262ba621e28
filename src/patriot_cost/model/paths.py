"""The assumptions by path: what can be set, in which unit.

Kept free of the validator, so that help and completion stay fast; a test holds it equal to the records.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple


class Assumption(NamedTuple):
    """Unit and meaning of an assumption, and its least value; an empty unit is stated by each record itself."""

    unit: str
    label: str
    least: float = 0.0

    @property
    def most(self) -> float:
        """The greatest value."""
        return 1.0 if self.unit == "share" else float("inf")


_LEAST_SLOPE = 0.5 + 1e-6
"""A curve that halves the cost of a unit with each doubling has no finite sum."""
_LEAST_RATE = -0.5
"""Real rates have been negative (OMB Circular A-94, 2021), but nobody halves money in a year."""


ASSUMPTIONS = {
    "battery.system_cost": Assumption("USD/battery", "Ground system of one battery, without missiles"),
    "battery.missile_package_cost": Assumption("USD/battery", "Missile package of one battery, published total"),
    "battery.missiles": Assumption("interceptor/battery", "Missiles bought with one battery"),
    "battery.launchers": Assumption("launcher/battery", "Launchers of one battery"),
    "battery.personnel": Assumption("person/battery", "Soldiers to operate and sustain one battery"),
    "battery.annual_support_cost": Assumption("USD/battery/year", "Operation and support of one battery"),
    "support.missile_upkeep": Assumption("USD/interceptor/year", "Upkeep of one missile"),
    "support.training_cost": Assumption("USD/person", "Training of one soldier"),
    "support.replaced_share": Assumption("share", "Share of the missiles fired that the plan replaces"),
    "interceptors.*.share": Assumption("share", "Share of the missiles bought"),
    "interceptors.*.unit_cost": Assumption("USD/interceptor", "Cost of one missile"),
    "interceptors.*.per_launcher": Assumption("interceptor/launcher", "Missiles on one launcher"),
    "force.operational": Assumption("battery", "Batteries operational"),
    "requirement.batteries": Assumption("battery", "Batteries required, as stated"),
    "requirement.held_then": Assumption("battery", "Batteries held when the requirement was stated"),
    "requirement.cases.*.batteries": Assumption("battery", "Batteries required, as stated in a published case"),
    "requirement.cases.*.held_then": Assumption("battery", "Batteries held when a published case was stated"),
    "pledges.*.batteries": Assumption("battery", "Batteries pledged in kind"),
    "pledges.*.interceptors": Assumption("interceptor", "Interceptors pledged in kind"),
    "supply.available_share": Assumption("share", "Share of required interceptors available for transfer"),
    "supply.halt_start": Assumption("year", "Start of a supply halt, 2027.5 is July 2027"),
    "supply.halt_months": Assumption("month", "Length of the supply halt"),
    "supply.transfer_year": Assumption("year", "First year in which pledges arrive from stock"),
    "supply.monthly_transfers": Assumption("interceptor/month", "Interceptors from stocks of others, beyond pledges"),
    "funding.credit_share": Assumption("share", "Share of pledges in kind credited against the need"),
    "funding.shares.*": Assumption("share", "Share of the need a donor pays"),
    "funding.committed.*": Assumption("USD", "Money a donor has committed"),
    "donors.*.gdp": Assumption("USD", "Gross domestic product of one year"),
    "donors.*.population": Assumption("person", "Population"),
    "production.*.rate.*": Assumption("", "Deliveries of a line in one year"),
    "production.*.lead_time": Assumption("month", "Order to delivery"),
    "production.*.open_share": Assumption("share", "Share of the output open to this customer"),
    "production.*.order_book": Assumption("", "Ordered by others and not delivered when the plan starts"),
    "production.*.learning_slope": Assumption(
        "share", "Cost of a unit after a doubling of the number built", _LEAST_SLOPE
    ),
    "production.*.rate_slope": Assumption("share", "Cost of a unit after a doubling of the yearly rate", _LEAST_SLOPE),
    "production.*.cumulative_quantity": Assumption("", "Built before the first order of the plan"),
    "production.*.anchor_unit": Assumption(
        "", "Number of the unit that costs the stated unit cost: the lot midpoint", 1.0
    ),
    "orders.annual_cap": Assumption("USD/year", "Money for orders in one year"),
    "orders.years": Assumption("year", "Years over which level orders are spread"),
    "payment.outlay_rates.*": Assumption("share", "Part of an appropriation paid in its n-th year, 0 is the first"),
    "payment.at_order": Assumption("share", "Part paid at order, the rest at delivery"),
    "payment.deposit": Assumption("share", "Deposit at order, the rest in even parts up to delivery"),
    "prices.multiyear_saving": Assumption("share", "Saving of a multiyear contract on all orders"),
    "prices.procurement_index.*": Assumption("index", "Level of the procurement index"),
    "prices.support_index.*": Assumption("index", "Level of the index for operation and support"),
    "discount.real_rate": Assumption("share", "Yearly rate for constant dollars", _LEAST_RATE),
    "discount.nominal_rate": Assumption("share", "Yearly rate for then-year dollars", _LEAST_RATE),
    "demand.observed.*": Assumption("launch/month", "Ballistic missiles launched in one month"),
    "demand.launches": Assumption("launch/month", "Ballistic missiles expected a month, as stated"),
    "demand.scale": Assumption("index", "Official counts over those of the observed series"),
    "engagement.share_engaged": Assumption("share", "Share of the launches that Patriot is to engage"),
    "engagement.interceptors_per_target": Assumption("interceptor/target", "Interceptors fired at one target"),
    "engagement.hit_probability": Assumption("share", "Probability that one interceptor hits"),
    "stock.on_hand": Assumption("interceptor", "Interceptors on hand when the path starts"),
    "stock.target": Assumption("interceptor", "Stock to be held"),
    "budget.amount": Assumption("USD", "Money to be spent"),
    "budget.by": Assumption("year", "Last year of deliveries that count"),
    "risks.*.probability": Assumption("share", "Probability that a risk occurs"),
    "risks.*.impact": Assumption("USD", "Cost of a risk that occurs"),
    "risks.*.occurs": Assumption("share", "Whether the point estimate holds a risk, 0 or 1"),
    "targets.*.unit_cost": Assumption("USD/target", "Reported price of what is shot at"),
}
"""Numbers, by pattern; `*` stands for an item such as a variant, a donor, a line or a year."""

KEEPING = frozenset({"battery.annual_support_cost", "support.missile_upkeep", "support.training_cost"})
"""Costs of keeping a force, which move with the index of support; all other money moves with that of procurement."""

SETTINGS = {
    "battery.package_rule": ("priced", "counted"),
    "requirement.kind": ("total", "additional", "order"),
    "supply.rule": ("share", "queue"),
    "orders.profile": ("fast", "level", "capped"),
    "payment.profile": ("appropriation", "milestone", "deposit"),
    "prices.quantity_effect": ("none", "learning"),
    "prices.procurement_deflator": ("dod_procurement", "gdp", "gdp_cbo", "cpi_u"),
    "prices.support_deflator": ("cpi_u", "gdp", "gdp_cbo", "dod_procurement"),
    "funding.rule": ("stated", "nato_gdp", "nato_population", "nato_without_us_gdp", "nato_without_us_population"),
    "demand.rule": ("observed_mean", "observed_peak", "last_12_months", "own"),
    "budget.buys": ("batteries", "interceptors", "split"),
    "budget.rest": ("spend", "keep"),
    "budget.limit": ("none", "lines"),
}
"""Words that formulas read, with the words allowed; the first is what holds where a case says nothing."""

PERIODS = {"plan.first_year": "year", "plan.last_year": "year", "stock.last_month": "month"}
"""Years (2035) and months (2035-06) that bound the paths in time."""

SELECTION = "requirement.case"
"""The path whose value is the id of a published requirement case."""


def assumption(path: str) -> Assumption | None:
    """Return what stands at a path, or None."""
    pattern = pattern_of(path)
    return ASSUMPTIONS[pattern] if pattern else None


@cache
def pattern_of(path: str) -> str | None:
    """Return the pattern that a path has the form of, or None."""
    given = path.split(".")
    for pattern, expected in _ALIKE.get((given[0], len(given)), ()):
        if all(want in {"*", have} for want, have in zip(expected, given, strict=True)):
            return pattern
    return None


def _alike() -> dict[tuple[str, int], list[tuple[str, list[str]]]]:
    """Return the patterns by section and number of parts, so that few are compared with a path."""
    found: dict[tuple[str, int], list[tuple[str, list[str]]]] = {}
    for pattern in ASSUMPTIONS:
        parts = pattern.split(".")
        found.setdefault((parts[0], len(parts)), []).append((pattern, parts))
    return found


_ALIKE = _alike()
