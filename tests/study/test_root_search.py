"""Goal seek finds every value, to rounding, and says what is between."""

from __future__ import annotations

from functools import cache
from math import inf, isnan
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patriot_cost import evaluate, load
from patriot_cost.engine.step import Input
from patriot_cost.study.array_model import Model
from patriot_cost.study.root_search import along, roots
from patriot_cost.study.solve import bracket

if TYPE_CHECKING:
    from patriot_cost.study.array_model import Column
    from patriot_cost.study.root_search import Line


def test_roots_of_a_cubic_are_found_in_order() -> None:
    """Three crossings give three values, smallest first, clean to the last digit."""
    found = roots(lambda x: (x - 1) * (x - 2) * (x - 2.5), 0.0, 0.0, np.pi)
    assert found.values == (1.0, 2.0, 2.5)
    assert (found.intervals, found.jumps) == ((), ())


def test_values_that_the_search_meets_and_that_it_crosses_are_in_order() -> None:
    """A root on the grid stands before a later one between two of its points."""
    found = roots(lambda x: (x - 1) * (x - 5**0.5), 0.0, 0.0, 4.0)
    assert found.values == pytest.approx((1.0, 5**0.5), rel=1e-15)


@given(st.floats(0.1, 5e8), st.floats(1e-3, 1e6), st.floats(0, 1e9))
def test_a_straight_line_is_solved_to_twelve_digits(root: float, slope: float, height: float) -> None:
    """The value found is the root of the line to twelve significant digits."""
    found = roots(lambda x: height + slope * x, height + slope * root, 0.0, 1e9)
    assert len(found.values) == 1
    reached = height + slope * found.values[0]
    assert reached == pytest.approx(height + slope * root, rel=1e-13)


@given(st.floats(1.0, 1e12))
def test_a_power_is_solved_to_twelve_digits(target: float) -> None:
    """The cube root is exact to twelve digits over twelve orders of magnitude."""
    found = roots(lambda x: x**3, target, 0.0, 2e4)
    assert found.values == pytest.approx([np.cbrt(target)], rel=1e-12)


def test_a_plateau_is_an_interval() -> None:
    """Where the figure equals the target along a stretch, the ends of the stretch are given, both inside."""
    found = roots(lambda x: np.clip(x, 1.0, 2.3), 2.3, 0.0, 5.0)
    assert found.intervals == ((2.3, 5.0),)
    assert found.values == ()


def test_an_interval_narrower_than_the_grid_is_found_where_it_is_crossed() -> None:
    """Whole numbers that last for less than the distance between two points are not taken for a jump."""
    found = roots(lambda x: np.floor(10_000 * x), 1234.0, 0.0, 1.0)
    ((low, high),) = found.intervals
    assert (low, high) == pytest.approx((0.1234, 0.1235), abs=1e-15)
    assert np.floor(10_000 * low) == np.floor(10_000 * high) == 1234.0
    assert found.jumps == ()


def test_a_jump_over_the_target_is_no_solution() -> None:
    """A step from 1 to 2 does not make 1.5; where it is and both sides are said."""
    found = roots(lambda x: np.where(x < 0.3, 1.0, 2.0), 1.5, 0.0, 1.0)
    assert found.values == found.intervals == ()
    assert [(jump.before, jump.after) for jump in found.jumps] == [(1.0, 2.0)]
    assert found.jumps[0].at == pytest.approx(0.3, rel=1e-12)


def test_what_never_happens_is_beyond_every_date() -> None:
    """A crossing from a date to never is a jump, not a fault of the arithmetic."""
    found = roots(lambda x: np.where(x < 0.5, 2030.0, inf), 2031.0, 0.0, 1.0)
    assert found.values == ()
    assert (found.jumps[0].before, found.jumps[0].after) == (2030.0, inf)


def test_unknown_stretches_are_passed_over() -> None:
    """Where the figure is unknown nothing is found, and beyond it the search goes on."""

    def figure(x: Column) -> Column:
        return np.where((x > 1) & (x < 2), np.nan, x)

    assert roots(figure, 2.5, 0.0, 3.0).values == (2.5,)
    assert roots(figure, 1.5, 0.0, 3.0).values == ()
    nowhere = roots(lambda x: x * np.nan, 1.0, 0.0, 1.0)
    assert nowhere.nearest is None
    assert isnan(nowhere.at_bounds[0])


def test_a_crossing_over_an_unknown_stretch_is_a_jump() -> None:
    """Between 1 and 2 lies a stretch too narrow for the grid where the figure is unknown: that is no solution."""
    found = roots(lambda x: np.where(x < 0.3001, 1.0, np.where(x > 0.3002, 2.0, np.nan)), 1.5, 0.0, 1.0)
    assert found.values == found.intervals == ()
    ((at, before, after),) = found.jumps
    assert (at, before) == (pytest.approx(0.3001, rel=1e-12), 1.0)
    assert isnan(after)


def test_the_nearest_is_given_where_there_is_none() -> None:
    """The ends of the bracket and the nearest point say how far off the target is."""
    found = roots(lambda x: (x - 1) ** 2 + 3, 2.0, 0.0, 4.0)
    assert found.values == ()
    assert found.at_bounds == (4.0, 12.0)
    assert found.nearest == pytest.approx((1.0, 3.0))


def test_where_to_look_by_default() -> None:
    """The own range, else all shares, else 0 to 10 times the value; nothing for 0 or unknown."""
    assert bracket(Input(5.0, "battery", 4.0, 7.0)) == (4.0, 7.0)
    assert bracket(Input(0.2, "share")) == (0.0, 1.0)
    assert bracket(Input(450e6, "USD/battery")) == (0.0, 4.5e9)
    assert bracket(Input(0.0, "battery")) is bracket(Input(None, "battery")) is bracket(None) is None


@cache
def need_by_system_cost() -> Line:
    """Return the need of the reference case along the system cost."""
    case = load("baseline")
    return along(Model.of(case.index_sets, ["funding_need"], case.inputs), "battery_system_cost")


@given(st.floats(13.1e9, 100e9))
def test_the_reference_case_is_inverted(target: float) -> None:
    """Need = 20 x (system cost + 650M), so the system cost is need / 20 - 650M."""
    found = roots(need_by_system_cost(), target, 0.0, 4.5e9)
    assert found.values == pytest.approx([target / 20 - 650e6], rel=1e-12, abs=1e-4)


def test_an_input_without_value_can_be_solved_for() -> None:
    """What is unknown in the case is known along the search."""
    case = load("mid-2026")
    model = Model.of(case.index_sets, ["interceptors_available_now"], case.inputs)
    assert case.inputs.get("supply_available_share", Input(None, "share")).value is None
    found = roots(along(model, "supply_available_share"), 500.0, 0.0, 1.0)
    total = evaluate(load("mid-2026", set={"supply.available_share": 1}))["interceptors_available_now"].value
    assert total is not None
    assert found.values == pytest.approx([500 / total], rel=1e-12)
