"""The headline figures of every shipped scenario, by plain arithmetic on the published numbers: the other route."""

from __future__ import annotations

import pytest

from patriot_cost import evaluate, load

DOD = {2022: 93.13, 2024: 97.92, 2025: 100.0, 2026: 102.1}
"""DoD procurement deflator, FY2025 edition (facts f061, f063, f064, f065)."""
SYSTEM = 1.7e9 / 4 * DOD[2026] / DOD[2025]
"""Spain, four fire units for $1.7B (c039), in 2026 dollars."""
MSE = 4_974_619 * DOD[2026] / DOD[2025]
"""$9.8B for 1,970 rounds (c018, c019) to the dollar, in 2026 dollars."""
GEM_T = (4.78e6 + 5.6e6) / 2 * DOD[2026] / DOD[2024]
"""Middle of $478M for 100 (c017, V001) and $5.6B for 1,000 (c014), in 2026 dollars."""
ROUND = 0.857 * MSE + 0.143 * GEM_T
BATTERY = SYSTEM + 84 * ROUND

BY_HAND = {
    "baseline": {
        "battery_gap": 23 - 3,
        "battery_coverage": 3 / 23,
        "interceptors_per_battery": 650 / 3.8,
        "interceptors_required": 20 * 650 / 3.8,
        "interceptor_gap": 20 * 650 / 3.8 - 132,
        "interceptors_available_now": 0.2 * 20 * 650 / 3.8,
        "interceptors_to_produce": 0.8 * 20 * 650 / 3.8,
        "pledged_packages": 132 * 3.8 / 650,
        "systems_cost": 9.0e9,
        "missiles_cost": 13.0e9,
        "funding_need": 22.0e9,
        "pledged_interceptors_value": 501.6e6,
        "funding_unmet": 21.4984e9,
        "donor_bill[nato]": 21.4984e9,
        "personnel_required": 1800,
    },
    "halt": {
        "battery_gap": 20,
        "funding_need": 22.0e9,
        "interceptors_pledged": 0,
        "interceptors_available_now": 0,
        "interceptors_to_produce": 20 * 650 / 3.8,
        "funding_unmet": 22.0e9,
    },
    "mid-2026": {
        "battery_gap": 25 - 8,
        "interceptor_cost": ROUND,
        "battery_unit_cost": BATTERY,
        "systems_cost": 17 * SYSTEM,
        "missiles_cost": 17 * 84 * ROUND,
        "funding_need": 17 * BATTERY,
        "interceptors_pledged": 35,
        "pledged_interceptors_value": 35 * ROUND,
        "funding_unmet": 17 * BATTERY,
    },
    "price-rise": {"battery_gap": 17, "battery_unit_cost": 1.5 * BATTERY, "funding_need": 17 * 1.5 * BATTERY},
    "additional-10": {
        "batteries_required": 18,
        "battery_gap": 10 - 2,  # the two from Germany came since
        "battery_coverage": 8 / 18,
        "funding_need": (10 - 2) * BATTERY,
    },
    "order-25": {"battery_gap": 25, "funding_need": 25 * BATTERY},
    "order-27": {"battery_gap": 27, "funding_need": 27 * BATTERY},
}


@pytest.mark.parametrize("scenario", BY_HAND)
def test_the_figures_follow_from_the_published_numbers(scenario: str) -> None:
    """The program gives what a calculator gives from the published numbers."""
    result = evaluate(load(scenario))
    assert {key: result[key].value for key in BY_HAND[scenario]} == pytest.approx(BY_HAND[scenario], rel=1e-12)


def test_the_range_of_mid_2026_has_its_ends_by_hand() -> None:
    """Low and high of the need are all uncertain inputs at their own ends: batteries, system, missiles, prices."""
    need = evaluate(load("mid-2026"))["funding_need"]
    low_round = 0.857 * 4.8723e6 * 1.021 + 0.143 * 4.78e6 * DOD[2026] / DOD[2024]
    high_round = 0.857 * 6_245_098 * 1.021 + 0.143 * 6.492e6 * DOD[2026] / DOD[2024]
    low = (25 - 11) * (306.37e6 * 1.021 + 41 * low_round)
    high = (25 - 6) * (529e6 * 1.021 + 171 * high_round)
    assert (need.low, need.high) == pytest.approx((low, high), rel=1e-12)
    assert 5 < need.low / 1e9 < need.value / 1e9 < need.high / 1e9 < 35


def test_the_proposed_figures_of_mid_2026_are_met() -> None:
    """Battery $865M and need $14.7B for 17, $21.6B for an order of 25, as the published ranges were worked out."""
    assert pytest.approx(865, abs=0.5) == BATTERY / 1e6
    assert evaluate(load("mid-2026"))["funding_need"].value / 1e9 == pytest.approx(14.7, abs=0.05)
    assert evaluate(load("order-25"))["funding_need"].value / 1e9 == pytest.approx(21.6, abs=0.05)


SHORT = {
    "president-2023-03": (20 - 3, 20 - 8),
    "president-2023-06": (50 - 3, 50 - 8),
    "minister-2024-04": (6, 0),  # eight came since, more than were asked for
    "president-2024-04": (7, 0),
    "air-force-2024-07": (25 - 3, 25 - 8),
    "president-2024-12": (11, 11 - 3),  # one from Israel, two from Germany
    "president-2025-04": (10, 10 - 3),
    "experts-2025-07": (23 - 3, 23 - 8),
    "minister-2025-09": (10, 10 - 2),
    "order-2025-10": (25, 25),
    "order-2025-11": (27, 27),
}
"""Short today by requirement case: a total less 3 (baseline) or 8 (mid-2026) operational; what was asked for on top,
or ordered, less what came since, of which the baseline knows nothing."""


@pytest.mark.parametrize("case", SHORT)
@pytest.mark.parametrize(("scenario", "place", "price"), [("baseline", 0, 1.1e9), ("mid-2026", 1, BATTERY)])
def test_the_ladder_follows_from_what_was_asked(case: str, scenario: str, place: int, price: float) -> None:
    """Each rung is short of what its kind is short of; its price is that many batteries."""
    result = evaluate(load(scenario, set=[f"requirement.case={case}"]))
    short = SHORT[case][place]
    assert result["battery_gap"].value == short
    need = result["funding_need"].value
    assert need is None if short is None else need == pytest.approx(short * price, rel=1e-12)
