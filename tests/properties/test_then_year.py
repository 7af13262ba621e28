"""Outlays of orders are shares of the budget authority voted for them: no dollar is paid that was not voted."""

from __future__ import annotations

from itertools import accumulate

import pytest

from patriot_cost import evaluate, load
from patriot_cost.dataset.library import Library, find_data

SCENARIOS = Library(find_data()).scenario_ids
PROFILES = ("appropriation", "milestone", "deposit")
ACQUISITION = "acquisition_budget_then_year_total"
PAID, LATER = "order_outlays_then_year_total", "order_outlays_then_year_later"


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_is_voted_is_paid_to_the_cent(scenario: str, profile: str) -> None:
    """Within and after the horizon the outlays of orders add up to their authority, in both kinds of dollars."""
    for last in (2029, 2041):
        case = evaluate(load(scenario, set=[f"payment.profile={profile}", f"plan.last_year={last}"]))
        years = case.loaded.index_sets.axes["year"]
        voted, paid = (
            [f"{name}[{year}]" for year in years]
            for name in ("acquisition_budget_then_year", "order_outlays_then_year")
        )
        totals = [ACQUISITION, PAID, LATER, "acquisition_budget_total", "order_outlays_total", "order_outlays_later"]
        case.need([*voted, *paid, *totals], ())
        then_year, paid_then_year, later, constant, paid_constant, later_constant = (
            case[key].value or 0.0 for key in totals
        )
        assert paid_then_year + later == pytest.approx(then_year, abs=0.005)
        assert paid_constant + later_constant == pytest.approx(constant, abs=0.005)
        running = [accumulate(case[key].value or 0.0 for key in keys) for keys in (voted, paid)]
        assert all(spent <= granted + 0.005 for granted, spent in zip(*running, strict=True))


def test_authority_and_outlays_by_hand() -> None:
    """The plan of mid-2026 from its orders by line and year: times the level of the year, then spread by the rates."""
    case = evaluate(load("mid-2026", set=["plan.last_year=2032", "payment.profile=appropriation"]))
    years = [int(year) for year in case.loaded.index_sets.axes["year"]]
    lines = case.loaded.index_sets.axes["line"]
    orders = {year: [f"line_budget[{line},{year}]" for line in lines] for year in years}
    case.need([*(key for keys in orders.values() for key in keys), ACQUISITION, PAID, LATER], ())
    # Green Book FY2025, procurement, FY2025 = 100; from 2029 on it goes on as from 2028 to 2029.
    level = {2026: 102.1, 2027: 104.24, 2028: 106.43, 2029: 108.67}
    for year in range(2030, 2041):
        level[year] = level[year - 1] * 108.67 / 106.43
    voted = {
        # A calendar year has three quarters of its fiscal year, and one of the next.
        year: sum(case[key].value or 0 for key in keys) * (0.75 * level[year] + 0.25 * level[year + 1]) / level[2026]
        for year, keys in orders.items()
    }
    rates = (0.06, 0.34, 0.276, 0.18, 0.096, 0.037, 0.006, 0.005)
    within = sum(
        amount * rate for year, amount in voted.items() for age, rate in enumerate(rates) if year + age <= years[-1]
    )
    assert case[ACQUISITION].value == pytest.approx(sum(voted.values()), rel=1e-12)
    assert case[PAID].value == pytest.approx(within, rel=1e-12)
    assert case[LATER].value == pytest.approx(sum(voted.values()) - within, rel=1e-9)
