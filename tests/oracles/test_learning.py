"""Learning curves, unit theory: long blocks, a slope of 100 %, and the switch; `selftest` has the printed tables."""

from __future__ import annotations

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
