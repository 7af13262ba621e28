"""Learning curves, unit theory: long blocks, a slope of 100 %, and the switch; `selftest` has the printed tables."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import evaluate, load
from patriot_cost.engine.ops import block_sum, doubling_exponent
from patriot_cost.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.case.evaluation import Evaluation


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


THEORIES = ("learning", "cumulative_average")


def lot_case(theory: str, slope: str, *given: str) -> Evaluation:
    """Load mid-2026 with the lot of its missile price, units 2048 to 4017, and no effect of the rate."""
    lot = ("production.pac3_mse.priced_lot_first=2048", "production.pac3_mse.priced_lot_last=4017")
    curve = (f"production.pac3_mse.learning_slope={slope}", "production.pac3_mse.rate_slope=100%")
    return evaluate(load("mid-2026", set=[f"prices.quantity_effect={theory}", *curve, *lot, *given]))


@pytest.mark.parametrize("slope", ["60%", "95%", "100%", "115%"])
@pytest.mark.parametrize("theory", THEORIES)
def test_the_lot_that_was_paid_for_costs_what_was_paid(theory: str, slope: str) -> None:
    """Built anew as the lot of a year, it has the stated unit cost on average, by either theory at any slope."""
    again = ("production.pac3_mse.cumulative_quantity=2047", "production.pac3_mse.rate.2027=1970")
    rates = [f"production.pac3_mse.rate.{year}=1970" for year in (2024, 2025, 2026, 2028, 2029, 2030)]
    case = lot_case(theory, slope, *again, *rates)
    assert case["lot_price[pac3_mse,2027]"].value == pytest.approx(1.0, rel=1e-12)


def test_a_lot_has_the_midpoint_of_its_units() -> None:
    """The unit that costs the average of units 2048 to 4017 at 95 %, unit by unit; at 100 % it is the middle."""
    exponent = log2(0.95)
    average = sum(number**exponent for number in range(2048, 4018)) / 1970
    found = lot_case("learning", "95%")["lot_midpoint[pac3_mse]"].value
    assert found == pytest.approx(average ** (1 / exponent), rel=1e-9)
    assert found == pytest.approx(2973.8, abs=0.05)
    assert lot_case("learning", "100%")["lot_midpoint[pac3_mse]"].value == 3032.5


@pytest.mark.parametrize("theory", THEORIES)
def test_a_unit_is_a_lot_of_one(theory: str) -> None:
    """A lot of one unit prices orders as that unit as an anchor does."""
    one = ("production.pac3_mse.priced_lot_first=3032", "production.pac3_mse.priced_lot_last=3032")
    of_lot = evaluate(load("mid-2026", set=[f"prices.quantity_effect={theory}", *one]))["funding_need"].value
    of_unit = evaluate(load("mid-2026", set=[f"prices.quantity_effect={theory}"]))["funding_need"].value
    assert of_lot == of_unit


def test_the_last_statement_of_what_was_paid_for_holds(scenario_file: Callable[..., str]) -> None:
    """A lot takes the place of the anchor unit of the data, and a set anchor unit that of the lot of a file."""
    lot = '[set]\n"production.pac3_mse.priced_lot_first" = 2048\n"production.pac3_mse.priced_lot_last" = 4017\n'
    path = scenario_file(lot, extends="mid-2026")
    of_lot = load(path).estimates
    assert "production.pac3_mse.anchor_unit" not in of_lot
    assert of_lot["production.pac3_mse.priced_lot_last"].unit == "interceptor"
    of_unit = load(path, set=["production.pac3_mse.anchor_unit=3000"])
    assert of_unit.estimates.keys().isdisjoint({f"production.pac3_mse.priced_lot_{end}" for end in ("first", "last")})
    midpoint = evaluate(of_unit)["lot_midpoint[pac3_mse]"]
    assert midpoint.value == 3000


FIRST, LAST, ANCHOR = (f"production.gem_t.{name}" for name in ("priced_lot_first", "priced_lot_last", "anchor_unit"))


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ((f"{FIRST}=9", f"{LAST}=5"), (FIRST, LAST, "starts at unit 9 and ends at unit 5")),
        ((f"{FIRST}=3..9", f"{LAST}=8..20"), (FIRST, LAST, "starts at unit 9 and ends at unit 8")),
        ((f"{FIRST}=0", f"{LAST}=5"), (FIRST, "0 is too low; needed: 1 or more")),
        ((f"{FIRST}=1", f"{LAST}=5", f"{ANCHOR}=3"), (FIRST, LAST, ANCHOR, "needed: one of them")),
    ],
)
def test_an_impossible_lot_is_refused(settings: tuple[str, ...], told: tuple[str, ...]) -> None:
    """The message names the paths, what was found and what is allowed."""
    with pytest.raises(UsageFault) as fault:
        load("mid-2026", set=settings)
    assert all(part in fault.value.message for part in told)


@pytest.mark.parametrize(("stated", "missing"), [(FIRST, LAST), (LAST, FIRST)])
def test_half_a_lot_is_unknown(cli: Callable[..., Any], stated: str, missing: str) -> None:
    """A lot of which one end is not stated has no price, and the answer names that end."""
    case = ("-s", "mid-2026", "--set", "prices.quantity_effect=learning")
    outcome = cli("get", "funding_need", *case, "--set", f"{stated}=5")
    assert (outcome.code, outcome.out) == (4, "")
    assert missing in outcome.err
