"""Learning curves, unit theory: long blocks, a slope of 100 %, and the switch; `selftest` has the printed tables."""

from __future__ import annotations

from math import log2

import pytest

from patriot_cost import evaluate, load
from patriot_cost.engine.ops import block_sum, doubling_exponent


def test_long_blocks_are_exact() -> None:
    """At 80 % a block of two thousand units is what they add up to one by one."""
    exponent = doubling_exponent(0.8)
    one_by_one = sum(number**exponent for number in range(1001, 3001))
    assert block_sum(1000, 3000, exponent) == pytest.approx(one_by_one, rel=1e-13)


def test_without_learning_a_unit_is_a_unit() -> None:
    """At a slope of 100 % twice as many cost twice as much."""
    assert block_sum(1000, 1200, doubling_exponent(1.0)) == pytest.approx(200, rel=1e-12)
    assert block_sum(1000, 1400, doubling_exponent(1.0)) == pytest.approx(400, rel=1e-12)


def test_learning_is_off_unless_asked_for() -> None:
    """The plan buys at the stated unit cost; with the curve of the data it buys for less, never at a slope of 100 %."""
    plain = evaluate(load("mid-2026"))["acquisition_budget_total"].value
    none = evaluate(load("mid-2026"))["funding_need"].value
    assert plain == pytest.approx(none, rel=1e-9)
    flat = ["prices.quantity_effect=learning", "production.pac3_mse.learning_slope=100%"]
    flat += ["production.gem_t.learning_slope=100%"]
    assert evaluate(load("mid-2026", set=flat))["acquisition_budget_total"].value == pytest.approx(plain, rel=1e-9)
    learned = evaluate(load("mid-2026", set=["prices.quantity_effect=learning"]))["acquisition_budget_total"].value
    assert learned is not None
    assert plain is not None
    assert 0.8 * plain < learned < plain


@pytest.mark.parametrize("exponent", [-6.64, -1.5, -1.0, -0.9999999, -0.322, 0.5, 1.0])
def test_a_block_is_its_units_at_any_exponent(exponent: float) -> None:
    """Also where the integral is a logarithm, or nearly: units 101 to 400 against adding one by one."""
    one_by_one = sum(number**exponent for number in range(101, 401))
    assert block_sum(100, 400, exponent) == pytest.approx(one_by_one, rel=1e-12)


def test_the_whole_line_learns() -> None:
    """The missiles of a year cost the mean of all that the line makes in it, whoever buys them.

    By hand, unit by unit, for the years in which the plan orders: the lot after all earlier output, over its number.
    """
    settings = ["prices.quantity_effect=learning", "production.pac3_mse.learning_slope=95%"]
    settings += ["production.pac3_mse.rate_slope=100%"]
    case = evaluate(load("mid-2026", set=settings))
    years = case.loaded.calendar.years[:5]
    keys = [f"{name}[pac3_mse,{year}]" for year in years for name in ("lot_price", "learned_orders", "line_orders")]
    case.need(keys, ())
    values = case.values
    built = values["production_cumulative_quantity[pac3_mse]"] or 0.0
    anchor = (values["production_anchor_unit[pac3_mse]"] or 0.0) ** log2(0.95)
    before = 0
    for year in years:
        made = round(case[f"line_output[pac3_mse,{year}]"].value or 0.0) - before
        units = range(int(built) + 1, int(built) + made + 1)
        price = sum(number ** log2(0.95) for number in units) / made / anchor
        assert case[f"lot_price[pac3_mse,{year}]"].value == pytest.approx(price, rel=1e-9)
        orders = case[f"line_orders[pac3_mse,{year}]"].value or 0.0
        assert case[f"learned_orders[pac3_mse,{year}]"].value == pytest.approx(orders * price, rel=1e-9)
        built, before = built + made, before + made
