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
