"""The figures of the reference article of July 2025, as it and the publishers it names printed them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation

LAUNCHERS, MISSILES_ON_ONE = 8, 12
"""A full load of one battery, as the reference states it."""


@cache
def reference() -> Evaluation:
    """Load the reference case."""
    return evaluate(load("baseline"))


def value(figure: str) -> float:
    """Return a figure of the reference case, which must be known."""
    found = reference()[figure].value
    assert found is not None
    return found


def test_twenty_batteries_are_missing() -> None:
    """Reference, July 2025: at least 3 batteries active, 23 in all needed, so 20 more."""
    assert [value(name) for name in ("batteries_operational", "batteries_required", "battery_gap")] == [3, 23, 20]
    assert value("battery_coverage") == 3 / 23
    assert round(100 * value("battery_coverage"), 2) == 13.04


def test_at_least_and_up_to_are_kept() -> None:
    """Reference, July 2025: "at least 3" and "up to 20 more" make the gap a ceiling and the coverage a floor."""
    assert reference()["batteries_operational"].bound == "floor"
    assert reference()["battery_gap"].bound == "ceiling"
    assert reference()["funding_need"].bound == "ceiling"
    assert reference()["battery_coverage"].bound == "floor"


def test_a_battery_costs_its_system_and_its_missiles() -> None:
    """Reuters in the reference, July 2025: about $1.1B a battery, $450M for the system and $650M for the missiles."""
    assert value("battery_unit_cost") == 1.1e9
    assert value("missile_package_cost") == 650e6


def test_the_shortfall_costs_22_billion() -> None:
    """Derived from the reference, July 2025: 20 batteries at $1.1B are $22.0B, $9.0B of systems, $13.0B of missiles."""
    found = [value(name) for name in ("funding_need", "systems_cost", "missiles_cost")]
    assert found == [22.0e9, 9.0e9, 13.0e9]


def test_the_package_price_implies_171_missiles() -> None:
    """Derived from the reference, July 2025: $650M at $3.8M a missile are 171.05 missiles, 1.78 full loads."""
    assert value("interceptors_per_battery") == pytest.approx(650 / 3.8, rel=1e-15)
    assert round(value("interceptors_per_battery"), 2) == 171.05
    assert round(value("interceptors_per_battery") / (LAUNCHERS * MISSILES_ON_ONE), 2) == 1.78
    assert value("interceptors_required") == pytest.approx(20 * 650 / 3.8, rel=1e-15)


def test_the_pledged_missiles_are_three_quarters_of_one_package() -> None:
    """Reference, July 2025: 12 and 120 missiles pledged, $501.6M at $3.8M, 77.2 % of one battery's package."""
    assert value("interceptors_pledged") == 132
    assert value("pledged_interceptors_value") == 501.6e6
    assert value("pledged_packages") == pytest.approx(501.6 / 650, rel=1e-15)
    assert round(100 * value("pledged_packages"), 1) == 77.2


def test_the_alliance_pays_what_is_left() -> None:
    """Reference, July 2025: NATO pays all, which is $22.0B less the $501.6M given in kind."""
    assert value("donor_bill[nato]") == 22.0e9 - 501.6e6
    assert value("funding_unmet") == 22.0e9 - 501.6e6
    assert value("donor_surplus[nato]") == 0


def test_a_fifth_of_the_missiles_is_available() -> None:
    """Guardian in the reference, July 2025: 20 % of the required interceptors are available for transfer."""
    required = 20 * 650 / 3.8
    assert value("interceptors_available_now") == pytest.approx(0.2 * required, rel=1e-12)
    assert value("interceptors_to_produce") == pytest.approx(0.8 * required, rel=1e-12)  # 684 are more than 132


def test_a_halt_leaves_everything_to_be_produced() -> None:
    """Reference, July 2025, deliveries halted: nothing is available or pledged, and the need stays $22.0B."""
    halted = evaluate(load("halt"))
    assert halted["funding_need"].value == 22.0e9
    assert halted["interceptors_pledged"].value == 0
    assert halted["interceptors_to_produce"].value == halted["interceptors_required"].value
    assert halted["funding_unmet"].value == 22.0e9
