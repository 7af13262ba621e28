"""The table of assumptions: one row for each number, word and date that a case states.

Known paths, records, units, labels, causes, names of inputs, bounds and words all derive from it (`model.paths`). It
is kept free of the validator, so that help and completion stay fast.
"""

from __future__ import annotations

from patriot_cost.model.assumption_kinds import (
    BATTERIES,
    BUDGET,
    COMMITMENTS,
    DEMAND,
    DONORS,
    ENGAGE,
    ESCALATION,
    LEARNING,
    LOAD,
    MISSILE,
    RISKS,
    SCHEDULE,
    STOCK,
    SUPPORT,
    SYSTEM,
    TARGET,
    Assumption,
)

_LEAST_SLOPE, _MOST_SLOPE = 0.01, 2.0
"""From a hundredth to twice the cost of a unit with each doubling."""
_LEAST_RATE = -0.5
"""Real rates have been negative (OMB Circular A-94, 2021), but nobody halves money in a year."""

_ANY = -1e18
"""Money that may also be saved: as far below 0 as any number may lie."""
_MOST_EARLY = -120.0
"""Deliveries may also come earlier, by up to the longest lead time."""

ASSUMPTIONS = {
    "battery.system_cost": Assumption("USD/battery", "Ground system of one battery, without missiles", SYSTEM),
    "battery.missile_package_cost": Assumption("USD/battery", "Missile package of one battery, published total", LOAD),
    "battery.missiles": Assumption("interceptor/battery", "Missiles bought with one battery", LOAD),
    "battery.fills": Assumption("index", "Launcher loads bought with one battery", LOAD),
    "battery.launchers": Assumption("launcher/battery", "Launchers of one battery", LOAD),
    "battery.personnel": Assumption("person/battery", "Soldiers to operate and sustain one battery", SUPPORT),
    "battery.annual_support_cost": Assumption("USD/battery/year", "Operation and support of one battery", SUPPORT),
    "support.missile_upkeep": Assumption("USD/interceptor/year", "Upkeep of one missile", SUPPORT),
    "support.training_cost": Assumption("USD/person", "Training of one soldier", SUPPORT),
    "support.replaced_share": Assumption("share", "Share of the missiles fired that the plan replaces", SUPPORT),
    "elements.*.cost": Assumption("USD/battery", "Element of one battery with its own price", SYSTEM),
    "elements.*.unit_cost": Assumption("USD/launcher", "One launcher, without missiles", SYSTEM),
    "interceptors.*.share": Assumption(
        "share",
        "Share of the missiles bought",
        MISSILE,
        as_one="interceptors.*.share",
        zero_if_absent=True,
        part=True,
    ),
    "interceptors.*.unit_cost": Assumption("USD/interceptor", "Cost of one missile", MISSILE),
    "interceptors.*.per_launcher": Assumption("interceptor/launcher", "Missiles on one launcher", LOAD),
    "interceptors.*.launcher_share": Assumption(
        "share",
        "Share of the launchers that carry the variant",
        LOAD,
        as_one="interceptors.*.launcher_share",
        part=True,
    ),
    "force.operational": Assumption("battery", "Batteries operational", BATTERIES),
    "force.in_repair": Assumption("battery", "Batteries held and in repair", BATTERIES, zero_if_absent=True),
    "requirement.batteries": Assumption("battery", "Batteries asked for", BATTERIES, as_one="requirement"),
    "requirement.held_then": Assumption(
        "battery", "Batteries held when the requirement was stated", BATTERIES, as_one="requirement"
    ),
    "requirement.delivered_since": Assumption(
        "battery", "Batteries delivered since the requirement was stated", BATTERIES, as_one="requirement"
    ),
    "requirement.cases.*.batteries": Assumption(
        "battery", "Batteries asked for in a published case", BATTERIES, as_one="requirement"
    ),
    "requirement.cases.*.held_then": Assumption(
        "battery", "Batteries held when a published case was stated", BATTERIES, as_one="requirement"
    ),
    "requirement.cases.*.delivered_since": Assumption(
        "battery", "Batteries delivered since a published case was stated", BATTERIES, as_one="requirement"
    ),
    "pledges.*.batteries": Assumption(
        "battery", "Batteries pledged in kind", BATTERIES, as_one="pledges.{}", zero_if_absent=True
    ),
    "pledges.*.interceptors": Assumption(
        "interceptor", "Interceptors pledged in kind", COMMITMENTS, as_one="pledges.{}", zero_if_absent=True
    ),
    "supply.available_share": Assumption("share", "Share of required interceptors available for transfer", STOCK),
    "supply.halt_start": Assumption("year", "Start of a supply halt (2027.5 is July 2027)", SCHEDULE),
    "supply.halt_months": Assumption("month", "Length of the supply halt", SCHEDULE),
    "supply.transfer_year": Assumption("year", "First year in which pledges arrive from stock", SCHEDULE),
    "supply.monthly_transfers": Assumption(
        "interceptor/month", "Interceptors from others' stocks, beyond pledges", STOCK
    ),
    "supply.first_load_share": Assumption("share", "Share of the open output that first loads may take", SCHEDULE),
    "funding.credit_share": Assumption("share", "Share of pledges in kind credited against the need", COMMITMENTS),
    "funding.shares.*": Assumption(
        "share", "Share of the need a donor pays", DONORS, as_one="funding.shares", zero_if_absent=True, part=True
    ),
    "funding.committed.*": Assumption("USD", "Money a donor has committed", COMMITMENTS, zero_if_absent=True),
    "donors.*.gdp": Assumption("USD", "Gross domestic product of one year", DONORS, as_one="donors.*.gdp"),
    "donors.*.population": Assumption("person", "Population", DONORS, as_one="donors.*.population"),
    "production.*.rate.*": Assumption(
        "", "Deliveries of a production line in one year", SCHEDULE, as_one="production.{}.rate"
    ),
    "production.*.lead_time": Assumption("month", "Time from order to delivery", SCHEDULE),
    "production.*.open_share": Assumption("share", "Share of the output open to this customer", SCHEDULE),
    "production.*.order_book": Assumption("", "Ordered by others and undelivered when the plan starts", SCHEDULE),
    "production.*.learning_slope": Assumption(
        "share",
        "Cost of a unit after a doubling of the number built",
        LEARNING,
        least=_LEAST_SLOPE,
        highest=_MOST_SLOPE,
    ),
    "production.*.rate_slope": Assumption(
        "share", "Cost of a unit after a doubling of the yearly rate", LEARNING, least=_LEAST_SLOPE, highest=_MOST_SLOPE
    ),
    "production.*.cumulative_quantity": Assumption("", "Built before the first order of the plan", LEARNING),
    "production.*.anchor_unit": Assumption(
        "",
        "Number of the unit that costs the stated unit cost: the lot midpoint",
        LEARNING,
        as_one="production.{}.anchor_unit",
        least=1.0,
    ),
    "production.*.priced_lot_first": Assumption(
        "",
        "Number of the first unit of the lot whose average is the stated unit cost",
        LEARNING,
        as_one="production.{}.anchor_unit",
        least=1.0,
    ),
    "production.*.priced_lot_last": Assumption(
        "",
        "Number of the last unit of the lot whose average is the stated unit cost",
        LEARNING,
        as_one="production.{}.anchor_unit",
        least=1.0,
    ),
    "orders.annual_cap": Assumption("USD/year", "Money for orders in one year", SCHEDULE),
    "orders.years": Assumption("year", "Years over which level orders are spread", SCHEDULE),
    "payment.outlay_rates.*": Assumption(
        "share",
        "Part of an appropriation paid in its n-th year (0 is the first)",
        SCHEDULE,
        as_one="payment.outlay_rates",
        part=True,
    ),
    "payment.at_order": Assumption("share", "Part paid at order, the rest at delivery", SCHEDULE),
    "payment.deposit": Assumption("share", "Deposit at order, the rest in equal parts up to delivery", SCHEDULE),
    "prices.multiyear_saving": Assumption("share", "Saving of a multiyear contract on all orders", LEARNING),
    "prices.procurement_index.*": Assumption(
        "index", "Level of the procurement index", ESCALATION, as_one="prices.procurement_index"
    ),
    "prices.support_index.*": Assumption(
        "index", "Level of the index for operation and support", ESCALATION, as_one="prices.support_index"
    ),
    "discount.real_rate": Assumption("share", "Yearly rate for constant dollars", ESCALATION, least=_LEAST_RATE),
    "discount.nominal_rate": Assumption("share", "Yearly rate for then-year dollars", ESCALATION, least=_LEAST_RATE),
    "demand.observed.*": Assumption(
        "launch/month", "Ballistic missiles launched in one month", DEMAND, as_one="demand.observed"
    ),
    "demand.launches": Assumption("launch/month", "Ballistic missiles expected in a month", DEMAND),
    "demand.annual_total": Assumption(
        "launch/year", "Ballistic missiles launched in a year, newest published total", DEMAND
    ),
    "demand.scale": Assumption("index", "Factor on the launches counted", DEMAND),
    "demand.block_months": Assumption("month", "Consecutive months drawn as one block", DEMAND, least=1.0),
    "engagement.share_engaged": Assumption("share", "Share of the launches that Patriot is to engage", ENGAGE),
    "engagement.interceptors_per_target": Assumption("interceptor/target", "Interceptors fired at one target", ENGAGE),
    "engagement.looks": Assumption("index", "Most looks at one target, each after a miss", ENGAGE, least=1.0),
    "engagement.interceptors_per_look": Assumption("interceptor/target", "Interceptors fired after one look", ENGAGE),
    "engagement.second_look_share": Assumption(
        "share", "Share of the targets that leave time for a second look", ENGAGE
    ),
    "engagement.hit_probability": Assumption("share", "Probability that one interceptor hits", ENGAGE),
    "stock.on_hand": Assumption("interceptor", "Interceptors on hand when the path starts", STOCK),
    "stock.target": Assumption("interceptor", "Stock to be held", STOCK),
    "budget.amount": Assumption("USD", "Money to be spent", BUDGET),
    "budget.by": Assumption("year", "Last year of deliveries that count", SCHEDULE),
    "risks.*.probability": Assumption(
        "share", "Probability that a risk occurs", RISKS, as_one="risks.{}", needed=True, zero_if_absent=True, mean=True
    ),
    "risks.*.impact": Assumption(
        "USD", "Cost of a risk that occurs, a saving if negative", RISKS, as_one="risks.{}", least=_ANY, mean=True
    ),
    "risks.*.factor": Assumption(
        "index", "Factor on the cost of its element if a risk occurs", RISKS, as_one="risks.{}", mean=True
    ),
    "risks.*.delay": Assumption(
        "month", "Delay of deliveries if a risk occurs", RISKS, as_one="risks.{}", least=_MOST_EARLY, mean=True
    ),
    "risks.*.occurs": Assumption(
        "share", "Whether the point estimate includes a risk, 0 or 1", RISKS, as_one="risks.{}", zero_if_absent=True
    ),
    "targets.*.unit_cost": Assumption("USD/target", "Reported price of what is shot at", TARGET),
}
"""Numbers, by pattern; `*` is an item such as a variant, a donor, a line or a year."""
