"""Present values, outlays and then-year dollars; `selftest` has the printed examples of present values."""

from __future__ import annotations

import pytest

from patriot_cost import evaluate, load
from patriot_cost.formulas.budget import payment_share
from patriot_cost.formulas.discounting import nominal_discount_factor, real_discount_factor
from patriot_cost.formulas.then_year import support_then_year

OUTLAY_RATES = (0.06, 0.34, 0.276, 0.18, 0.096, 0.037, 0.006, 0.005)
"""Missile Procurement, Army, as published; they add up to 100 %."""


def test_real_and_nominal_agree_by_fisher() -> None:
    """Constant dollars at the real rate are then-year dollars at (1 + real) x (1 + inflation) - 1."""
    real, inflation = 0.02, 0.021
    nominal = (1 + real) * (1 + inflation) - 1
    constant, index = 1e9, (1 + inflation) ** 7
    then_year = support_then_year(constant, index)
    assert then_year * nominal_discount_factor(2033, 2026, nominal) == pytest.approx(
        constant * real_discount_factor(2033, 2026, real), rel=1e-12
    )


def test_an_appropriation_is_paid_by_the_published_rates() -> None:
    """The data hold the rates of Missile Procurement, Army: 6 / 34 / 27.6 / 18 / 9.6 / 3.7 / 0.6 / 0.5 %."""
    case = evaluate(load("mid-2026", set=["payment.profile=appropriation"]))
    keys = [f"payment_share[pac3_mse,{age}]" for age in range(8)]
    assert [case[key].value for key in keys] == list(OUTLAY_RATES)
    assert sum(OUTLAY_RATES) == pytest.approx(1.0)


@pytest.mark.parametrize("profile", [0.0, 1.0, 2.0])
def test_every_profile_pays_the_whole_order(profile: float) -> None:
    """Appropriation, milestone and deposit each pay 100 % in the end; a deposit of 25 % is paid at order."""
    lead, whole = 48.0, 0.0
    for age in range(12):
        rate = OUTLAY_RATES[age] if age < 8 else 0.0
        whole += payment_share(profile, age, rate, 0.3, 0.25, float(age == 4), lead)
    assert whole == pytest.approx(1.0)
    assert payment_share(2.0, 0, 0.0, 0.3, 0.25, 0.0, lead) == pytest.approx(0.25 + 0.75 / 4)


def test_discounting_is_off_unless_asked_for() -> None:
    """Without a rate there is no present value; with one, it is less than the sum."""
    assert evaluate(load("mid-2026"))["present_value"].value is None
    case = evaluate(load("mid-2026", set=["discount.real_rate=2%"]))
    case.need(["present_value", "spend_total"], ())
    value, whole = case["present_value"].value, case["spend_total"].value
    assert value is not None
    assert whole is not None
    assert 0.7 * whole < value < whole
    years = case.loaded.calendar.years
    by_hand = sum((case[f"spend[{year}]"].value or 0) / 1.02 ** (int(year) - 2026) for year in years)
    assert value == pytest.approx(by_hand, rel=1e-12)


def test_an_index_is_carried_on_at_its_last_growth() -> None:
    """The procurement deflator ends in 2029; two years later it has grown twice by what it grew in its last year."""
    case = evaluate(load("mid-2026"))
    case.need(["spend_then_year[2031]", "spend_then_year[2029]", "spend_then_year[2028]"], ())
    level = {year: case.values[f"procurement_index[{year}]"] or 0.0 for year in (2028, 2029, 2031)}
    assert level[2031] == pytest.approx(level[2029] * (level[2029] / level[2028]) ** 2, rel=1e-12)
    assert case.loaded.estimates["prices.procurement_index.2031"].basis == "assumed"
    # The edition is of 2024: 2029 is its own assumption.
    assert case.loaded.estimates["prices.procurement_index.2029"].basis == "assumed"
