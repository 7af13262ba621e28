"""Every assumption has a cause, and every cause a group."""

from __future__ import annotations

import pytest

from patriot_cost.model.causes import _AS_ONE, _GROUP_OF, GROUPS, NOTHING_IF_ABSENT, Cause, cause_of
from patriot_cost.model.paths import ASSUMPTIONS, PERIODS, SELECTION, SETTINGS
from patriot_cost.store.bind import _FIXED

EVERY = [*ASSUMPTIONS, *SETTINGS, *PERIODS, SELECTION, *_FIXED.values()]
AS_ONE = {
    "interceptors.pac3_mse.share": Cause("quantity", "interceptors.*.share"),
    "interceptors.pac3_mse.unit_cost": Cause("price", "interceptors.pac3_mse.unit_cost"),
    "pledges.germany.batteries": Cause("quantity", "pledges.germany"),
    "pledges.germany.interceptors": Cause("quantity", "pledges.germany"),
    "production.gem_t.rate.2028": Cause("schedule", "production.gem_t.rate"),
    "production.gem_t.learning_slope": Cause("price", "production.gem_t.learning_slope"),
    "prices.procurement_index.2030": Cause("economic", "prices.procurement_index"),
    "funding.shares.nato": Cause("estimating", "funding.shares"),
    "funding.committed.nato": Cause("quantity", "funding.committed.nato"),
    "requirement.kind": Cause("quantity", "requirement"),
    "requirement.batteries": Cause("quantity", "requirement"),
    "battery.annual_support_cost": Cause("support", "battery.annual_support_cost"),
    "battery.package_rule": Cause("estimating", "battery.package_rule"),
    "orders.profile": Cause("schedule", "orders.profile"),
}

GROUPED = {
    "economic": """
        donors.*.gdp donors.*.population prices.procurement_index.* prices.support_index.* discount.real_rate
        discount.nominal_rate prices.procurement_deflator prices.support_deflator scenario.price_year
    """,
    "quantity": """
        battery.missiles battery.launchers interceptors.*.share interceptors.*.per_launcher force.operational
        requirement.batteries requirement.held_then requirement.cases.*.batteries requirement.cases.*.held_then
        pledges.*.batteries pledges.*.interceptors supply.available_share supply.monthly_transfers
        funding.committed.* demand.observed.* demand.launches demand.scale engagement.share_engaged
        engagement.interceptors_per_target engagement.hit_probability stock.on_hand stock.target budget.amount
        requirement.kind requirement.case
    """,
    "price": """
        battery.system_cost battery.missile_package_cost interceptors.*.unit_cost production.*.learning_slope
        production.*.rate_slope production.*.cumulative_quantity production.*.anchor_unit prices.multiyear_saving
        targets.*.unit_cost prices.quantity_effect
    """,
    "schedule": """
        supply.halt_start supply.halt_months supply.transfer_year production.*.rate.* production.*.lead_time
        production.*.open_share production.*.order_book orders.annual_cap orders.years payment.outlay_rates.*
        payment.at_order payment.deposit budget.by supply.rule orders.profile payment.profile plan.first_year
        plan.last_year stock.last_month scenario.as_of
    """,
    "estimating": """
        funding.credit_share funding.shares.* risks.*.probability risks.*.impact risks.*.occurs battery.package_rule
        funding.rule demand.rule budget.buys budget.rest budget.limit
    """,
    "support": """
        battery.personnel battery.annual_support_cost support.missile_upkeep support.training_cost
        support.replaced_share
    """,
}
"""The groups of all paths, read against their descriptions: a path that changes its group changes an attribution."""


def test_no_path_changes_its_group_unseen() -> None:
    """Each path is in the group it was put into for a reason, and in no other."""
    found: dict[str, set[str]] = {}
    for path in EVERY:
        found.setdefault(cause_of(path.replace("*", "item")).group, set()).add(path)
    assert found == {group: set(paths.split()) for group, paths in GROUPED.items()}


@pytest.mark.parametrize("path", EVERY)
def test_every_path_has_a_group(path: str) -> None:
    """Nothing that can be set, and no date of a case, is without a cause."""
    assert cause_of(path.replace("*", "item")).group in GROUPS


@pytest.mark.parametrize(("path", "cause"), AS_ONE.items())
def test_what_changes_as_one_is_one_cause(path: str, cause: Cause) -> None:
    """A mix, a pledge, a series, a statement is one cause; other assumptions are each their own."""
    assert cause_of(path) == cause


def test_the_table_names_nothing_that_does_not_exist() -> None:
    """Each entry is a pattern or the beginning of one, so that a renamed assumption does not lose its group."""
    beginnings = {".".join(path.split(".")[:length]) for path in EVERY for length in range(1, 5)}
    assert set(_GROUP_OF) | set(_AS_ONE) <= beginnings
    assert set(ASSUMPTIONS) >= NOTHING_IF_ABSENT
