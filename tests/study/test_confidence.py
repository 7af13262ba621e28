"""Confidence in plain numbers: the same as `simulate` within its sampling error, and the same twice."""

from __future__ import annotations

import shlex
from math import hypot
from typing import TYPE_CHECKING

import pytest

from patriot_cost import Drawing, evaluate, load, simulate
from patriot_cost.dataset.library import library_at
from patriot_cost.errors import CannotCompute
from patriot_cost.study.confidence import ScalarDrawing, confidence
from patriot_cost.study.random_points import BLOCK

if TYPE_CHECKING:
    from collections.abc import Callable

FIGURES = ("funding_need", "funding_unmet")
MORE = (*FIGURES, "pledged_share_of_need")
"""The share is unknown where nothing is needed."""
OWN = """
[estimates."battery.system_cost"]
value = 450e6
low = 400e6
high = 600e6
price_year = 2025
scope = "contract"
shape = "pert"
interval = "p5p95"
basis = "assumed"
rationale = "Tests."

[estimates."battery.missiles"]
value = 84
outcomes = [60, 84, 120]
weights = [1, 2, 1]
shape = "discrete"
basis = "assumed"
rationale = "Tests."

[risks.late]
name = "Late"
probability = { value = 0.3, basis = "assumed", rationale = "Tests." }
impact = { value = 2e9, low = 1e9, high = 4e9, price_year = 2026, basis = "assumed", rationale = "Tests." }
"""
SETTINGS = (
    "",
    "--set interceptors.patriot.unit_cost='2M to 6M' --set battery.package_rule=counted",
    "--set battery.system_cost=400M..500M --set force.operational=2..3..9 --set funding.credit_share=20%..60%",
    "--set requirement.batteries=20..30 --set force.operational=2..40",
)


def typed(line: str) -> list[str]:
    """Return the settings of a line."""
    return [word for word in shlex.split(line) if word != "--set"]


def assert_alike(case: object, figures: tuple[str, ...]) -> None:
    """Hold the statistics of a few plain draws against those of many in arrays: within 4 standard errors."""
    evaluation = evaluate(case)
    known = tuple(key for key in figures if evaluation[key].value is not None)
    plain, arrays = confidence(evaluation, known, ScalarDrawing(1500, 11)), simulate(evaluation, known, Drawing(BLOCK))
    assert (plain.sampled, plain.draws.keys()) == (arrays.sampled, arrays.samples.keys())
    assert {*plain.held} <= {*arrays.held}
    for key, ours in plain.draws.items():
        theirs, point = arrays.samples[key], evaluation[key].value
        assert ours.moves == theirs.moves or not plain.sampled
        if not ours.moves:
            continue
        assert len(ours.values) + ours.unknown == 1500
        unknown = theirs.unknown / BLOCK
        assert ours.unknown / 1500 == pytest.approx(unknown, abs=4 * (unknown * (1 - unknown) / 1500) ** 0.5)
        near = 4 * hypot(ours.mean_error, theirs.mean_error)
        assert ours.mean == pytest.approx(theirs.mean, abs=near), key
        for level in (50, 80):
            near = 4 * hypot(ours.percentile_error(level), theirs.percentile_error(level))
            assert ours.percentile(level) == pytest.approx(theirs.percentile(level), abs=near), (key, level)
        near = 4 * hypot(ours.chance_error(point), theirs.chance_error(point))
        assert ours.chance_up_to(point) == pytest.approx(theirs.chance_up_to(point), abs=near), key


@pytest.mark.parametrize("line", SETTINGS)
def test_every_case_has_the_confidence_of_its_simulation(line: str) -> None:
    """Means, percentiles and the share in which the point is enough, drawn the same assumptions, in every case."""
    for name in library_at().scenario_ids:
        assert_alike(load(name, set=typed(line)), MORE)


def test_every_shape_has_the_confidence_of_its_simulation(scenario_file: Callable[..., str]) -> None:
    """Curves by their percentiles, outcomes with weights, and a risk that occurs or not, correlated with the rest."""
    case = load(scenario_file(OWN, extends="mid-2026"))
    assert_alike(case, ("funding_need_with_risks", "risks_cost", *FIGURES))


def test_the_same_seed_gives_the_same_draws() -> None:
    """The draws of a figure do not depend on the other figures either; another seed gives others."""
    case = evaluate(load("mid-2026"))
    first = confidence(case, FIGURES, ScalarDrawing(50, 1)).draws
    assert confidence(evaluate(load("mid-2026")), FIGURES, ScalarDrawing(50, 1)).draws == first
    assert confidence(case, FIGURES[:1], ScalarDrawing(50, 1)).draws["funding_need"] == first["funding_need"]
    assert confidence(case, FIGURES, ScalarDrawing(50, 2)).draws["funding_need"] != first["funding_need"]


def test_the_sampling_error_covers_what_many_draws_give() -> None:
    """Of 60 seeds, 19 in 20 are within two standard errors: hypercube points lie nearer than the error promises."""
    case = evaluate(load("mid-2026"))
    sample = simulate(case, FIGURES[:1], Drawing(8 * BLOCK)).samples["funding_need"]
    for level in (50, 80):
        wide = 0
        for seed in range(60):
            draws = confidence(case, FIGURES[:1], ScalarDrawing(100, seed)).draws["funding_need"]
            wide += abs(draws.percentile(level) - sample.percentile(level)) > 2 * draws.percentile_error(level)
        assert wide <= 60 / 20 + 2, level


def test_nothing_is_drawn_where_nothing_has_a_range() -> None:
    """The reference case, and a low, mid or high case, have no draws; nor has a figure that ranges do not reach."""
    case = evaluate(load("mid-2026"))
    for one in (evaluate(load()), case.at("mid", "funding_need"), case.at("high", "funding_need")):
        found = confidence(one, FIGURES, ScalarDrawing(10, 1))
        assert found.sampled == ()
        assert not any(draws.moves or draws.unknown for draws in found.draws.values())
    assert not confidence(case, ("batteries_required",), ScalarDrawing(10, 1)).draws["batteries_required"].moves


@pytest.mark.parametrize(
    ("coefficient", "p80"), [(1.0, 23.2e9), (0.0, 22 * 1e9 + 4e9 * (0.5 - 0.1**0.5)), (-1.0, 22e9)]
)
def test_prices_move_together_as_the_case_states(
    scenario_file: Callable[..., str], coefficient: float, p80: float
) -> None:
    """20 batteries of 400M to 500M and 600M to 700M: both at their 80 % point, independently, or one against the other.

    The mean of two independent uniform numbers is above 1 - sqrt(0.1) with a chance of 20 %.
    """
    body = f"""
[correlation.prices]
paths = ["battery.system_cost", "battery.missile_package_cost"]
coefficient = {coefficient}
basis = "assumed"
rationale = "Tests."
"""
    settings = ["battery.system_cost=400M..500M", "battery.missile_package_cost=600M..700M"]
    result = confidence(evaluate(load(scenario_file(body), set=settings)), FIGURES, ScalarDrawing(1000, 1))
    draws = result.draws["funding_need"]
    assert draws.percentile(80) == pytest.approx(
        p80, abs=4 * (draws.percentile_error(80) or 0) * (coefficient == 0) + 2e6
    )


def test_correlations_that_contradict_each_other_are_refused(scenario_file: Callable[..., str]) -> None:
    """Three prices cannot each fall as the two others rise; the message leads to the nearest that can be."""
    body = """
[correlation.prices]
paths = ["battery.system_cost", "battery.missile_package_cost", "interceptors.*.unit_cost"]
coefficient = -0.9
basis = "assumed"
rationale = "Tests."
"""
    case = evaluate(load(scenario_file(body, extends="mid-2026")))
    with pytest.raises(CannotCompute, match="contradict each other; simulate names the nearest"):
        confidence(case, FIGURES, ScalarDrawing(10, 1))
