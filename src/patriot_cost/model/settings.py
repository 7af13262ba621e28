"""The table of settings: one row for each word and date that a case states, which choose between rules or set a period.

It is kept free of the validator, as the table of assumptions is.
"""

from __future__ import annotations

from patriot_cost.model.assumption_kinds import (
    BATTERIES,
    BUDGET,
    DEMAND,
    DONORS,
    ENGAGE,
    ESCALATION,
    LEARNING,
    LOAD,
    SCHEDULE,
    SYSTEM,
    Date,
    Words,
)


def _without_phrases(*words: str) -> dict[str, str]:
    return dict.fromkeys(words, "")


WORDS = {
    "battery.package_rule": Words(_without_phrases("priced", "counted"), LOAD),
    "battery.priced_by": Words(_without_phrases("package", "parts"), SYSTEM),
    "battery.sale": Words(_without_phrases("unstated", "direct", "foreign_military_sale"), SYSTEM),
    "battery.load_rule": Words(_without_phrases("stated", "launchers"), LOAD),
    "requirement.kind": Words(
        {
            "total": "a total states the requirement in all",
            "additional": "an addition states the requirement in all with the batteries held then",
            "order": "an order states no requirement in all",
        },
        BATTERIES,
        as_one="requirement",
    ),
    "requirement.counts": Words(_without_phrases("unstated", "operational", "held"), BATTERIES, as_one="requirement"),
    "force.repair": Words(_without_phrases("returns", "bought_anew"), BATTERIES),
    "supply.rule": Words(_without_phrases("share", "queue"), SCHEDULE),
    "supply.allocation": Words(
        {
            "first_loads": "to the first loads ordered for the missing batteries, and what these leave to the stock",
            "stock": "to the stock alone; first loads get none",
            "share": "up to {} to the first loads of the missing batteries, and what these leave to the stock",
        },
        SCHEDULE,
    ),
    "plan.years": Words({"calendar": "calendar years", "fiscal": "US fiscal years, October to September"}, SCHEDULE),
    "orders.profile": Words(
        {
            "fast": "as fast as the lines allow",
            "level": "in even yearly parts, whether or not the lines can follow",
            "capped": "up to an amount of money a year",
        },
        SCHEDULE,
    ),
    "payment.profile": Words(
        {
            "appropriation": "the outlay rates of Missile Procurement, Army",
            "milestone": "a part at order and the rest at delivery",
            "deposit": "a deposit at order and even parts up to delivery, as in foreign sales",
        },
        SCHEDULE,
    ),
    "prices.quantity_effect": Words(_without_phrases("none", "learning", "cumulative_average"), LEARNING),
    "prices.procurement_deflator": Words(_without_phrases("dod_procurement", "gdp", "gdp_cbo", "cpi_u"), ESCALATION),
    "prices.support_deflator": Words(_without_phrases("cpi_u", "gdp", "gdp_cbo", "dod_procurement"), ESCALATION),
    "funding.rule": Words(
        {
            "stated": "",
            "nato_gdp": "gross domestic product among the {} members of NATO",
            "nato_population": "population among the {} members of NATO",
            "nato_without_us_gdp": "gross domestic product among the {} members of NATO without the United States",
            "nato_without_us_population": "population among the {} members of NATO without the United States",
        },
        DONORS,
    ),
    "demand.rule": Words(
        {
            "annual_total": "a twelfth of the newest published total of a year",
            "observed_mean": "the mean of all complete months",
            "observed_peak": "the worst complete month",
            "last_12_months": "the mean of the last 12 complete months",
            "own": "as set",
        },
        DEMAND,
    ),
    "demand.resampling": Words(_without_phrases("by_rule", "last_12", "all", "blocks"), DEMAND),
    "engagement.rule": Words(
        {
            "salvo": "all at once",
            "shoot_look_shoot": "one at a time, the next only after a miss",
            "mix": "one at a time where a second look is possible, else all at once",
        },
        ENGAGE,
    ),
    "budget.buys": Words(
        {
            "batteries": "Batteries with their missiles first; what they leave over buys interceptors.",
            "interceptors": "Interceptors alone.",
            "split": "Split so that the same part of the missing batteries and of the interceptors missing from the "
            "chosen stock is bought, before whole batteries are counted.",
        },
        BUDGET,
    ),
    "budget.rest": Words(_without_phrases("spend", "keep"), BUDGET),
    "budget.limit": Words(_without_phrases("none", "lines"), BUDGET),
}
"""Words that formulas read, by path."""

PERIODS = {
    "plan.first_year": Date("year", SCHEDULE, "plan_first_year", horizon=True),
    "plan.last_year": Date("year", SCHEDULE, "", horizon=True),
    "stock.last_month": Date("month", SCHEDULE, "", horizon=True),
}
"""Years and months that can be set."""

HEADER = {
    "scenario.price_year": Date("year", ESCALATION, "scenario_price_year"),
    "scenario.as_of": Date("month", SCHEDULE, "stock_first_month"),
}
"""Dates of the header of a scenario that enter the formulas."""

SELECTION = "requirement.case"
"""The path whose value is the id of a published requirement case."""

SETTINGS = {path: tuple(row.words) for path, row in WORDS.items()}
"""The words allowed, by path."""

CHOICES = (*WORDS, *PERIODS, SELECTION)
"""The paths that can be set whose value is a word or a date, not a number."""
CHOICE_LABELS = {
    "battery.package_rule": "Rule for the price of the missiles of a battery",
    "battery.priced_by": "Rule for the price of a system",
    "battery.sale": "Kind of sale",
    "battery.load_rule": "Rule for the missiles of a battery",
    "requirement.kind": "Kind of the requirement",
    "requirement.counts": "Batteries that the requirement counts",
    "requirement.case": "Published requirement",
    "force.repair": "Rule for damaged batteries",
    "supply.rule": "Rule for the output that is open",
    "supply.allocation": "Rule for new missiles",
    "plan.years": "Kind of years",
    "plan.first_year": "First year of the plan",
    "plan.last_year": "Last year of the plan",
    "stock.last_month": "Last month of the stock",
    "orders.profile": "Profile of the orders",
    "payment.profile": "Profile of the payments",
    "prices.quantity_effect": "Effect of the quantity on prices",
    "prices.procurement_deflator": "Deflator of procurement",
    "prices.support_deflator": "Deflator of operation and support",
    "funding.rule": "Rule by which donors share",
    "demand.rule": "Rule for the launches ahead",
    "demand.resampling": "Rule for the months that are resampled",
    "engagement.rule": "Firing doctrine",
    "budget.buys": "Purchases of the budget",
    "budget.rest": "Rule for what the budget leaves over",
    "budget.limit": "Limit of the purchases",
    "scenario.price_year": "Price year",
    "scenario.as_of": "Day of the case",
}
"""Words and dates that a case states."""
