"""Learning curves, unit theory, against the tables that textbooks and agencies print."""

from __future__ import annotations

import pytest

from patriot_cost import evaluate, load
from patriot_cost.engine.ops import block_sum, doubling_exponent


def unit(number: int, slope: float, first: float = 100_000) -> float:
    """Return the cost of one unit: what the sum grows by."""
    exponent = doubling_exponent(slope)
    return first * (block_sum(0, number, exponent) - block_sum(0, number - 1, exponent))


@pytest.mark.parametrize(("number", "cost"), [(2, 80_000), (4, 64_000), (8, 51_200), (16, 40_960), (64, 26_214)])
def test_a_unit_costs_what_the_80_per_cent_table_prints(number: int, cost: float) -> None:
    """Each doubling multiplies by 80 %; rounded as printed (80 % curve, first unit 100,000)."""
    assert unit(number, 0.8) == pytest.approx(cost, abs=0.5)


@pytest.mark.parametrize(
    ("number", "total"), [(2, 180_000), (4, 314_210), (8, 534_591), (16, 892_014), (64, 2_392_447)]
)
def test_units_add_up_to_the_cumulative_table(number: int, total: float) -> None:
    """The cumulative column of the same table."""
    assert 100_000 * block_sum(0, number, doubling_exponent(0.8)) == pytest.approx(total, abs=1)


@pytest.mark.parametrize(
    ("slope", "factor"),
    [
        (0.6, 0.4450),
        (0.65, 0.5052),
        (0.7, 0.5682),
        (0.75, 0.6338),
        (0.8, 0.7021),
        (0.85, 0.7729),
        (0.9, 0.8462),
        (0.95, 0.9219),
    ],
)
def test_the_third_unit_has_the_printed_factor(slope: float, factor: float) -> None:
    """Factors of unit 3 for slopes from 60 to 95 %."""
    assert unit(3, slope, 1.0) == pytest.approx(factor, abs=5e-5)


@pytest.mark.parametrize(("slope", "exponent"), [(0.8, -0.3219281), (0.85, -0.2344653), (0.9, -0.1520031)])
def test_a_slope_has_the_printed_exponent(slope: float, exponent: float) -> None:
    """Exponents of the curves of 80, 85 and 90 %."""
    assert doubling_exponent(slope) == pytest.approx(exponent, abs=5e-8)


def test_long_blocks_are_exact() -> None:
    """First unit 10 at 80 %: units 50 and 1000 and the sums up to them, and a block against adding one by one."""
    exponent = doubling_exponent(0.8)
    assert unit(50, 0.8, 10) == pytest.approx(2.8383, abs=5e-5)
    assert 10 * block_sum(0, 50, exponent) == pytest.approx(201.2171, abs=5e-5)
    assert unit(1000, 0.8, 10) == pytest.approx(1.0820, abs=5e-5)
    assert 10 * block_sum(0, 1000, exponent) == pytest.approx(1586.7092, abs=5e-5)
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
