"""Acquisition to closure: the same for every horizon and lead time, so that a slip is no saving."""

from __future__ import annotations

import pytest

from patriot_cost import evaluate, load
from patriot_cost.dataset import library

SCENARIOS = sorted(path.stem for path in (library.find_data() / "scenarios").glob("*.toml"))
KEYS = ("acquisition_to_closure", "acquisition_to_closure_then_year", "orders_left_cost", "acquisition_budget_total")


def computed(scenario: str, *settings: str) -> list[float]:
    """Return the figures of a case."""
    case = evaluate(load(scenario, set=settings))
    case.need(KEYS, ())
    found = [case.values[key] for key in KEYS]
    return [value for value in found if value is not None]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_neither_a_slip_nor_the_horizon_changes_the_cost_of_closure(scenario: str) -> None:
    """In constant dollars it is that of all orders; a shorter plan prices late orders by its last year, a floor."""
    slips = (12, 48, 90)
    given = [
        computed(scenario, f"production.fire_unit.lead_time={months}", f"plan.last_year={last}")
        for months in slips
        for last in (2029, 2040)
    ]
    assert {len(values) for values in given} == {len(KEYS)}
    whole = given[0][0]
    assert whole > 0
    for to_closure, _, left, within in given:
        assert to_closure == pytest.approx(whole, rel=1e-12)
        assert within == pytest.approx(whole - left, rel=1e-12)
    for short, long in zip(given[::2], given[1::2], strict=True):
        assert short[1] <= long[1] * (1 + 1e-12)
        assert short[2] > 0 or short[1] == pytest.approx(long[1], rel=1e-12)


def test_the_need_of_the_best_figures_is_their_acquisition_to_closure() -> None:
    """The need counts batteries and no years: that is the second route, also where the plan stops at once."""
    case = evaluate(load("mid-2026", set=["plan.last_year=2028"]))
    case.need([*KEYS, "funding_need"], ())
    need, left = case.values["funding_need"], case.values["orders_left_cost"]
    assert need is not None
    assert left is not None
    assert case.values["acquisition_to_closure"] == pytest.approx(need, rel=1e-12)
    assert 0.5 * need < left < need


def test_late_orders_have_the_prices_of_the_last_year() -> None:
    """Orders of 2027 to 2029 are voted in their years; the rest at the level of 2029, three years of growth up."""
    case = evaluate(load("mid-2026", set=["plan.last_year=2029"]))
    voted, factor = "acquisition_budget_then_year_total", "procurement_factor[2029]"
    case.need([*KEYS, voted, factor], ())
    found = {key: case.values[key] or 0.0 for key in (*KEYS, voted, factor)}
    # The index grows by 2.1 % a year.
    assert found[factor] == pytest.approx(1.021**3, rel=0.01)
    assert found["acquisition_to_closure_then_year"] == pytest.approx(
        found[voted] + found["orders_left_cost"] * found[factor], rel=1e-12
    )
