"""Why a number changes: the cause that each assumption belongs to, and the group of causes.

The groups are the cost variance categories of the Selected Acquisition Reports of the US Department of Defense,
in their order, adapted to an estimate: `price` stands for engineering, which changes what a unit costs.
"""

from __future__ import annotations

from typing import NamedTuple

from patriot_cost.model.paths import pattern_of

GROUPS = {
    "economic": "price levels: indices, discount rates, dollars of another year",
    "quantity": "what is required, there, promised, fired",
    "price": "what a unit costs",
    "schedule": "when it is ordered, made, delivered, paid",
    "estimating": "by which rules the estimate counts, and who pays",
    "support": "operation, upkeep, training",
}
"""The groups in the order in which causes are taken, and what is in each."""

_GROUP_OF = {
    "battery.system_cost": "price",
    "battery.missile_package_cost": "price",
    "battery.missiles": "quantity",
    "battery.launchers": "quantity",
    "battery.personnel": "support",
    "battery.annual_support_cost": "support",
    "battery.package_rule": "estimating",
    "support": "support",
    "interceptors.*.share": "quantity",
    "interceptors.*.unit_cost": "price",
    "interceptors.*.per_launcher": "quantity",
    "force": "quantity",
    "requirement": "quantity",
    "pledges": "quantity",
    "supply": "schedule",
    "supply.available_share": "quantity",
    "supply.monthly_transfers": "quantity",
    "funding": "estimating",
    "funding.committed": "quantity",
    "donors": "economic",
    "production": "schedule",
    "production.*.learning_slope": "price",
    "production.*.rate_slope": "price",
    "production.*.cumulative_quantity": "price",
    "production.*.anchor_unit": "price",
    "orders": "schedule",
    "payment": "schedule",
    "prices": "economic",
    "prices.multiyear_saving": "price",
    "prices.quantity_effect": "price",
    "discount": "economic",
    "demand": "quantity",
    "demand.rule": "estimating",
    "engagement": "quantity",
    "stock": "quantity",
    "stock.last_month": "schedule",
    "budget": "estimating",
    "budget.amount": "quantity",
    "budget.by": "schedule",
    "targets": "price",
    "risks": "estimating",
    "plan": "schedule",
    "scenario": "economic",
    "scenario.as_of": "schedule",
}
"""The group of a pattern, or of all patterns of a section that are not named themselves."""

_AS_ONE = {
    "requirement": "requirement",
    "interceptors.*.share": "interceptors.*.share",
    "pledges": "pledges.{}",
    "risks": "risks.{}",
    "funding.shares": "funding.shares",
    "donors.*.gdp": "donors.*.gdp",
    "donors.*.population": "donors.*.population",
    "production.*.rate": "production.{}.rate",
    "payment.outlay_rates": "payment.outlay_rates",
    "prices.procurement_index": "prices.procurement_index",
    "prices.support_index": "prices.support_index",
    "demand.observed": "demand.observed",
}
"""What changes as one, by the beginning of its pattern: a statement, a mix, a series. `{}` is its item."""

NOTHING_IF_ABSENT = frozenset(
    {
        "interceptors.*.share",
        "pledges.*.batteries",
        "pledges.*.interceptors",
        "funding.shares.*",
        "funding.committed.*",
        "risks.*.occurs",
        "risks.*.probability",
    }
)
"""What counts 0 in a case that does not have the item: nothing of it is bought, promised or paid."""


class Cause(NamedTuple):
    """What may have changed: a group, and within it the assumption, or those that change as one."""

    group: str
    name: str


def cause_of(path: str) -> Cause:
    """Return the cause that the path of an assumption or a setting belongs to."""
    pattern = pattern_of(path) or path
    parts = pattern.split(".")
    beginnings = [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
    group = next(_GROUP_OF[part] for part in beginnings if part in _GROUP_OF)
    form = next((_AS_ONE[part] for part in beginnings if part in _AS_ONE), None)
    return Cause(group, form.format(path.split(".")[1]) if form else path)
