"""The whole model on arrays of draws, against the same draws one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from patriot_cost import evaluate, load

if TYPE_CHECKING:
    from patriot_cost.api import Evaluation

DRAWS = 60
WORDS = ("battery_package_rule", "requirement_kind")


def whole(scenario: str, **given: Any) -> Evaluation:  # noqa: ANN401 - settings
    """Load a case and compute all its figures, those of a path in time too."""
    evaluation = evaluate(load(scenario, **given))
    evaluation.need(evaluation, ())
    return evaluation


def drawn(evaluation: Evaluation, seed: int) -> dict[str, Any]:
    """Draw every known input around its value, zeros a little above it, so that the gap stays open."""
    chance = np.random.default_rng(seed)
    return {
        name: entry.value
        if entry.value is None or name in WORDS
        else entry.value * chance.uniform(0.7, 1.3, DRAWS) + (entry.value == 0) * chance.uniform(0, 0.5, DRAWS)
        for name, entry in evaluation.loaded.inputs.items()
    }


def one(inputs: dict[str, Any], draw: int) -> dict[str, float | None]:
    """Return the inputs of a single draw as plain numbers."""
    return {name: float(value[draw]) if isinstance(value, np.ndarray) else value for name, value in inputs.items()}


def differences(evaluation: Evaluation, inputs: dict[str, Any]) -> list[tuple[str, int]]:
    """List the figures and draws at which an array's element has other bits than the number."""
    together = evaluation.plan.run(inputs)
    found = []
    for draw in range(DRAWS):
        alone = evaluation.plan.run(one(inputs, draw))
        for name in evaluation.plan.steps:
            number, array = alone[name], together[name]
            element = None if array is None else float(np.broadcast_to(array, DRAWS)[draw])
            same = element is None if number is None else element is not None and element.hex() == float(number).hex()
            if not same:
                found.append((name, draw))
    return found


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("scenario", ["baseline", "mid-2026", "additional-10", "order-27", "halt"])
def test_draws_together_are_draws_one_by_one(scenario: str, seed: int) -> None:
    """A run over arrays gives every figure of every draw the bits of that draw alone, and unknown where it is."""
    evaluation = whole(scenario)
    inputs = drawn(evaluation, seed)
    assert sum(isinstance(value, np.ndarray) for value in inputs.values()) > 10
    assert differences(evaluation, inputs) == []


def test_draws_on_both_sides_of_a_kink_agree() -> None:
    """Where some draws have enough missiles pledged and some not, each is as computed alone."""
    evaluation = whole("mid-2026", set=["pledges.germany.interceptors=1400", "supply.available_share=95%"])
    inputs = drawn(evaluation, 7)
    gaps = evaluation.plan.run(inputs)["interceptor_gap"]
    assert isinstance(gaps, np.ndarray)
    assert 0 < np.count_nonzero(gaps) < DRAWS
    assert differences(evaluation, inputs) == []


def test_a_rule_may_differ_between_draws() -> None:
    """A setting that is an array takes each draw's own branch."""
    evaluation = whole("mid-2026")
    inputs = drawn(evaluation, 11)
    inputs["battery_package_rule"] = np.tile([0.0, 1.0], DRAWS // 2)
    inputs["requirement_kind"] = np.tile([0.0, 2.0, 2.0], DRAWS // 3)
    inputs["requirement_held_then"] = np.full(DRAWS, 8.0)
    assert differences(evaluation, inputs) == []
    costs = evaluation.plan.run(inputs)["missile_package_cost"]
    assert isinstance(costs, np.ndarray)
    assert costs[0] == inputs["battery_missile_package_cost"][0]
    assert costs[1] != inputs["battery_missile_package_cost"][1]


def test_unknown_is_unknown_for_arrays_too() -> None:
    """A figure whose branch needs an unknown input is None for arrays as for numbers."""
    case = whole("baseline", set=["battery.package_rule=counted"])
    inputs = {name: entry.value for name, entry in case.loaded.inputs.items()}
    assert case.plan.run(inputs)["missile_package_cost"] is None
    drawn = inputs | {"interceptor_unit_cost[patriot]": np.array([3.8e6, 4e6])}
    assert case.plan.run(drawn)["missile_package_cost"] is None


def test_a_closed_gap_in_one_draw_spoils_no_other() -> None:
    """A draw without a gap leaves the coverage of the other draws as it is and raises no error."""
    case = whole("baseline")
    inputs = {name: entry.value for name, entry in case.loaded.inputs.items()}
    assert case.plan.run(inputs | {"force_operational": 30.0})["interceptor_coverage"] is None
    drawn = case.plan.run(inputs | {"force_operational": np.array([3.0, 30.0])})["interceptor_coverage"]
    assert np.isfinite(drawn[0])
    assert not np.isfinite(drawn[1])
