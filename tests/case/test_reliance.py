"""Reliance of figures on their inputs: movements and grades by hand, and settings that are neither."""

from __future__ import annotations

import pytest

from patriot_cost import evaluate, load
from patriot_cost.case.provenance import input_grades, standing_of

NEED = "funding_need"


def test_each_input_moves_alone_over_its_range_or_by_a_tenth() -> None:
    """25 batteries less 6 to 10 in operation move the gap by 4, 22.5 to 27.5 less 8 by 5: four ninths are assumed."""
    case = evaluate("mid-2026")
    assert case.loaded.as_used("force.operational").value == 8
    case.need(["battery_gap"], ())
    moved = case.reliance.movements("battery_gap")
    assert moved == pytest.approx({"requirement.batteries": 5.0, "force.operational": 4.0})
    assert case["battery_gap"].assumed_share == pytest.approx(4 / 9, abs=5e-4)


def test_a_published_number_without_range_moves_by_a_tenth_too() -> None:
    """23 batteries and 3 in operation, both published: 4.6 and 0.6, and nothing is assumed."""
    case = evaluate("baseline")
    case.need(["battery_gap"], ())
    moved = case.reliance.movements("battery_gap")
    assert list(moved) == ["requirement.batteries", "force.operational"]
    assert moved == pytest.approx({"requirement.batteries": 4.6, "force.operational": 0.6})
    assert case["battery_gap"].assumed_share == 0.0


def test_a_setting_is_neither_published_nor_assumed() -> None:
    """The number of batteries in operation, assumed in the case, no longer is when the user has set it."""
    assert standing_of(load("mid-2026"), "force.operational") == "assumed"
    case = evaluate(load("mid-2026", set={"force.operational": "8"}))
    assert standing_of(case.loaded, "force.operational") == "setting"
    case.need(["battery_gap"], ())
    assert case["battery_gap"].assumed_share == 0.0
    assert standing_of(case.loaded, "requirement.batteries") == "published"


def test_a_figure_that_nothing_moves_has_no_share() -> None:
    """No part of no movement: money committed is none in the reference case, whatever else changes."""
    assert evaluate("baseline")["funding_committed"].assumed_share is None


@pytest.mark.parametrize(
    ("settings", "money"),
    [
        ({}, {"relayed": 1.0}),
        ({"battery.system_cost": "450M"}, {"relayed": 650 / 1100, "setting": 450 / 1100}),
        ({"battery.system_cost": "450M", "battery.missile_package_cost": "650M"}, {"setting": 1.0}),
    ],
)
def test_money_is_parted_by_the_grades_of_its_prices(settings: dict[str, str], money: dict[str, float]) -> None:
    """Of 1,100 million a battery 450 are the system and 650 its missiles, each of the grade of its price."""
    case = evaluate(load("baseline", set=settings))
    case.need([NEED], ())
    assert input_grades(case, NEED).money == pytest.approx(money, abs=2e-6)


def test_a_count_has_grades_but_no_money() -> None:
    """Two relayed numbers of July 2025 are behind the shortfall of batteries."""
    case = evaluate("baseline")
    case.need(["battery_gap"], ())
    grades = input_grades(case, "battery_gap")
    assert grades.money == {}
    assert grades.oldest_fact == "2025-07"
    assert sum(grades.inputs.values()) == grades.inputs["relayed"] > 0
