"""Contingency of a total: divided among its parts and over its years, exactly, and never below 0."""

from __future__ import annotations

from math import fsum

import numpy as np
import pytest

from patriot_cost import Drawing, evaluate, load, simulate
from patriot_cost.dataset import library
from patriot_cost.study.contingency import divided

SCENARIOS = sorted(path.stem for path in (library.find_data() / "scenarios").glob("*.toml"))
FIGURES = ("funding_need", "spend_total", "acquisition_to_closure_then_year", "budget_authority_then_year_total")
LEVELS = range(50, 96, 5)


def test_an_amount_is_divided_by_weight_to_the_last_bit() -> None:
    """Ten to one, one part has no weight and another less than none; the parts add up in any order."""
    found = divided(1.1e9, {"a": 10.0, "b": 0.0, "c": 1.0, "d": -4.0})
    assert found == {"a": 1e9, "b": 0.0, "c": 1e8, "d": 0.0}
    uneven = divided(0.1, {str(number): 1 / (number + 3) for number in range(40)})
    parts = list(uneven.values())
    assert sum(parts) == sum(reversed(parts)) == fsum(parts) == 0.1
    whole = fsum(1 / (number + 3) for number in range(40))
    assert uneven["7"] == pytest.approx(0.1 * (1 / 10) / whole, rel=1e-12)
    assert divided(0.0, {"a": 1.0}) == divided(-5.0, {"a": 1.0}) == divided(1.0, {"a": 0.0}) == divided(1.0, {}) == {}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_contingency_is_negative_and_all_add_up(scenario: str) -> None:
    """In every case, at every level: parts and years are all of it; where the point is enough there is none."""
    done = simulate(evaluate(load(scenario)), FIGURES, Drawing(400))
    for figure in FIGURES:
        for level in LEVELS:
            found = done.contingency(figure, level)
            assert found.budget is not None
            assert found.contingency == max(found.budget - done.point[figure], 0.0)
            divisions = [part for part in (found.parts, found.by_year) if part]
            assert len(divisions) == (found.contingency > 0), (figure, level)
            for amounts in divisions:
                assert min(amounts.values()) >= 0
                assert sum(amounts.values()) == sum(sorted(amounts.values())) == found.contingency


def test_years_share_by_their_mean_outlays() -> None:
    """The means of the outlays are drawn by themselves, and the contingency of the authority is spread like them."""
    case = evaluate(load("mid-2026"))
    paid = [f"order_outlays_then_year[{year}]" for year in case.loaded.index_sets.axes["year"]]
    done = simulate(case, ["acquisition_to_closure_then_year", *paid], Drawing(1000))
    found = done.contingency("acquisition_to_closure_then_year", 80)
    means = {key: float(np.mean(done.draws[key])) for key in paid}
    for key, mean in means.items():
        assert found.by_year[key] == pytest.approx((found.contingency or 0) * mean / sum(means.values()), rel=1e-9)
    assert found.parts == {}


def test_a_part_whose_mean_falls_short_gives_nothing_up() -> None:
    """Systems cost less on average than at the point, and missiles more: half the draws need more for missiles only."""
    done = simulate(evaluate(load("mid-2026")), ["funding_need"], Drawing(2000))
    half, most = (done.contingency("funding_need", level) for level in (50, 95))
    assert half.parts == {"systems_cost": 0.0, "missiles_cost": half.contingency}
    assert most.parts["systems_cost"] > 0
