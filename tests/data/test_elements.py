"""The shipped prices cover the elements that the facts they rest on say they include."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patriot_cost import load
from patriot_cost.dataset.library import Library, find_data
from patriot_cost.model.elements import OF_TOTALS, PACKAGES, PRICED
from patriot_cost.model.ledger import NOT_STATED
from patriot_cost.model.paths import pattern_of

if TYPE_CHECKING:
    from patriot_cost.case.loaded_case import LoadedCase

pytestmark = pytest.mark.usefixtures("shipped_data")


def _cases() -> list[LoadedCase]:
    library = Library(find_data())
    return [
        *(load(name) for name in library.scenario_ids),
        *(load("mid-2026", system=name) for name in library.system_ids),
    ]


def test_covers_are_by_the_facts_of_their_price() -> None:
    """A price that says more than its kind covers has each element in a fact that it rests on; Spain's has training."""
    stated = 0
    for case in _cases():
        for path, estimate in case.estimates.items():
            if not estimate.covers:
                continue
            stated += 1
            # A price that a scenario scales keeps its facts as cross-checks.
            cited = estimate.facts or estimate.crosschecks
            words = ", ".join(case.facts[name].includes or NOT_STATED for name in cited).split(", ")
            inside = {element for word in words for element in OF_TOTALS.get(word, ())}
            assert set(estimate.covers) <= inside | set(PACKAGES[pattern_of(path) or path]), path
    assert stated
    assert "training" in load("mid-2026").estimates["battery.system_cost"].covers


def test_the_system_is_one_package_in_all_shipped_cases() -> None:
    """No shipped case prices a system by its parts, and the published price of a launcher is added to none."""
    for case in _cases():
        assert case.case.words["battery.priced_by"] == "package"
        assert "launchers" not in case.index_sets.axes["element, added"]
    assert {path.split(".")[1] for path in load("mid-2026").estimates if path.startswith("elements.")} == set(PRICED)


def test_the_missiles_of_mid_2026_follow_from_its_launchers() -> None:
    """84 = 6 x (2/3 x 12 + 1/3 x 4) x 1.5, from 41 to 171, as the packages of other buyers have it."""
    inputs = load("mid-2026").inputs
    fills, launchers = inputs["battery_fills"], inputs["battery_launchers"].value
    assert (fills.low, fills.value, fills.high) == pytest.approx((41 / 56, 1.5, 171 / 56), rel=1e-15)
    assert launchers == 6
    shares = {name: inputs[f"interceptor_launcher_share[{name}]"].value for name in ("pac3_mse", "gem_t")}
    assert shares == pytest.approx({"pac3_mse": 2 / 3, "gem_t": 1 / 3}, rel=1e-15)
