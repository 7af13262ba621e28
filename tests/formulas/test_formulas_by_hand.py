"""Formulas alone, on small numbers whose outcome is worked out in the head."""

from __future__ import annotations

import pytest

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost.engine.registry import FIGURES

PRICED, COUNTED = 0, 1
FAST, LEVEL, CAPPED = 0, 1, 2
MILESTONE, DEPOSIT = 1, 2
BATTERIES, INTERCEPTORS, SPLIT = 0, 1, 2

BY_HAND: list[tuple[str, tuple[object, ...], float]] = [
    # 20 less a half of 8 are 16, a quarter of them 4; pledges beyond the need order nothing
    ("interceptors_to_order", (20, 8, 0.5, 0.25), 4),
    ("interceptors_to_order", (20, 60, 0.5, 0.25), 0),
    ("capped_orders", (20, 100, 400), 5),
    # wanted 20, ordered 15: 5 are left; the line can 3, the money 2, the level of 10 years is 2
    ("line_orders", (20, 15, FAST, 3, 2, 10), 3),
    ("line_orders", (20, 15, CAPPED, 3, 2, 10), 2),
    ("line_orders", (20, 15, CAPPED, 2, 3, 10), 2),
    ("line_orders", (20, 15, LEVEL, 1, 1, 10), 2),
    ("line_orders", (20, 19, FAST, 3, 2, 10), 1),
    ("line_orders", (20, 20, FAST, 3, 2, 10), 0),
    ("line_orders", (20, 21, FAST, 3, 2, 10), 0),
    ("line_ordered", (4, 3), 7),
    ("line_deliveries", (9, 5, 3), 3),
    ("line_deliveries", (9, 7, 3), 2),
    ("line_deliveries", (9, 11, 3), 0),
    ("line_capacity", (10, 0.25), 7.5),
    ("line_unsold", (30, 10, 25), 5),
    ("line_unsold", (40, 10, 25), 10),
    ("line_unsold", (20, 10, 25), 0),
    # 30 months are two years and a half
    ("arrival_share", (2, 30), 0.5),
    ("arrival_share", (3, 30), 0.5),
    ("arrival_share", (1, 30), 0),
    ("arrival_share", (4, 30), 0),
    ("payment_share", (MILESTONE, 0, 9, 0.2, 9, 0.5, 9), 0.6),
    ("payment_share", (MILESTONE, 1, 9, 0.2, 9, 0.5, 9), 0.4),
    ("payment_share", (DEPOSIT, 0, 9, 9, 0.1, 9, 36), 0.4),
    ("payment_share", (DEPOSIT, 2, 9, 9, 0.1, 9, 36), 0.3),
    ("payment_share", (DEPOSIT, 3, 9, 9, 0.1, 9, 36), 0),
    ("payment_share", (0, 3, 0.15, 9, 9, 9, 9), 0.15),
    ("transferred_share", (0, 2027, 2028, 0), 0),
    ("transferred_share", (0, 2028, 2028, 0.5), 1),
    ("transferred_share", (0, 2028, 2028, 1), 0),
    ("transferred_share", (1, 2030, 2028, 1), 1),
    ("batteries_in_service", (3, 2, 0.5, 4), 8),
    ("batteries_required", (10, 0, 5, 3, 2), 10),
    ("batteries_required", (10, 1, 5, 3, 2), 15),
    ("batteries_required", (10, 2, 5, 3, 2), 15),
    ("battery_gap", (10, 3, 2), 5),
    ("battery_gap", (4, 3, 2), 0),
    ("missile_package_cost", (COUNTED, 10, 3, 99), 30),
    ("missile_package_cost", (PRICED, 10, 3, 99), 99),
    ("interceptors_per_battery", (COUNTED, 10, 99, 3), 10),
    ("interceptors_per_battery", (PRICED, 10, 99, 3), 33),
    ("funding_unmet", (100, 20, 0.5, 30), 60),
    ("funding_unmet", (100, 20, 0.5, 95), 0),
    ("donor_share", (0, 0.3, 1, 4), 0.3),
    ("donor_share", (1, 0.3, 1, 4), 0.25),
    ("donor_credit", (10, 4, 3, 0.5, 20, 5), 24),
    ("donor_bill", (0.5, 100, 20), 30),
    ("donor_bill", (0.5, 100, 60), 0),
    ("donor_surplus", (0.5, 100, 60), 10),
    ("donor_surplus", (0.5, 100, 20), 0),
    # half of 100 so far, 40 of them this year; of its 35 credited, 20 are others': 35 to date, 15 before
    ("donor_bill_in_year", (0.5, 100, 40, 35, 20), 20),
    ("donor_bill_in_year", (0.5, 100, 80, 35, 20), 35),
    ("money_for_batteries", (BATTERIES, 100, 30, 20), 100),
    ("money_for_batteries", (INTERCEPTORS, 100, 30, 20), 0),
    ("money_for_batteries", (SPLIT, 100, 30, 20), 60),
    # the line makes 8 a year; orders of 2027 arrive after 18 months: half of 2028 and all of 2029
    ("deliverable_in_year", (8, 2027, 2030, 2027, 18), 0),
    ("deliverable_in_year", (8, 2028, 2030, 2027, 18), 4),
    ("deliverable_in_year", (8, 2029, 2030, 2027, 18), 8),
    ("deliverable_in_year", (8, 2031, 2030, 2027, 18), 0),
    ("batteries_deliverable", (7.5, 100, 20), 5),
    ("batteries_deliverable", (4.5, 100, 20), 4),
    ("batteries_affordable", (100, 30, 0, 2), 3),
    ("batteries_affordable", (100, 30, 1, 2), 2),
    ("money_for_interceptors", (BATTERIES, 100, 90, 0), 10),
    ("money_for_interceptors", (BATTERIES, 100, 90, 1), 0),
    ("money_for_interceptors", (SPLIT, 100, 60, 1), 40),
    ("interceptors_affordable", (10, 3, 0, 50, 2, 20), 3),
    ("interceptors_affordable", (100, 3, 1, 50, 2, 20), 10),
    ("interceptors_affordable", (10, 3, 1, 50, 2, 20), 3),
    ("budget_left", (100, 90, 3, 3), 1),
    ("real_discount_factor", (2028, 2026, 0.25), 0.64),
    ("nominal_discount_factor", (2028, 2026, 0.25), 0.64),
    ("present_value", ((100, 50), (1, 0.5)), 125),
    ("engagement_success", (0.5, 2), 0.75),
    ("engagement_miss", (0.75,), 0.25),
    ("cost_per_kill", (12, 0.75), 16),
    ("risk_expected_cost", (0.25, 100), 25),
    ("risk_cost", (1, 100), 100),
    ("replacement_cost", (0, 10, 3), 0),
    ("replacement_cost", (0.5, 10, 3), 15),
    ("upkeep_cost", (10, 4, 0.5, 3), 36),
    ("line_budget", (10, 3, 0.1), 27),
    ("spend_then_year", (100, 120, 100, 50, 110, 100), 175),
    ("unmet_to_date", (100, 30), 70),
    ("unmet_to_date", (20, 30), 0),
    ("launches_ahead", (0, 5, 6, 7, 8, 2), 10),
    ("launches_ahead", (1, 5, 6, 7, 8, 2), 12),
    ("launches_ahead", (2, 5, 6, 7, 8, 2), 14),
    ("launches_ahead", (3, 5, 6, 7, 8, 2), 16),
    ("stock_arrivals", (3, 4, 5, 0.25), 9),
    ("stock_fired", (10, 3, 20), 13),
    ("stock_fired", (10, 3, 5), 5),
    ("stock", (10, 3, 5), 8),
    ("launches_not_hit", (10, 8, 0.75), 4),
    ("stock_shortfall", (30, 10), 20),
    ("stock_shortfall", (10, 30), 0),
    ("first_empty_month", ((4, 0, 0), (24324, 24325, 24326)), 24325 / 12),
    ("years_of_world_output", (900, 300), 3),
    ("order_book_years", (900, 300), 3),
]
"""A figure, what its formula is given in the order of its parameters, and what comes out."""


def agrees(name: str, given: tuple[object, ...], outcome: float) -> bool:
    """Tell whether a formula gives what was worked out."""
    return bool(FIGURES[name].function(*given) == pytest.approx(outcome, rel=1e-12, abs=1e-12))


@pytest.mark.parametrize(("name", "given", "outcome"), BY_HAND)
def test_a_formula_gives_what_was_worked_out(name: str, given: tuple[object, ...], outcome: float) -> None:
    """Each branch and each side of a kink of a formula gives the number of a calculation in the head."""
    assert agrees(name, given, outcome)
