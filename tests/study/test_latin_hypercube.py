"""Latin hypercube points in plain numbers: where they lie, and how they move together."""

from __future__ import annotations

from itertools import combinations
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patriot_cost.study.latin_hypercube import correlated, points


@given(st.lists(st.text(max_size=5), min_size=1, max_size=3, unique=True), st.integers(1, 60), st.integers(0, 2**70))
def test_each_part_of_the_range_holds_one_point(names: list[str], count: int, seed: int) -> None:
    """Whatever the name, the number of points and the seed; the same call gives the same points."""
    found = points(names, count, seed)
    assert list(found) == names
    for column in found.values():
        assert sorted(int(at * count) for at in column) == list(range(count))
    assert points(names, count, seed) == found


def test_the_points_of_a_name_are_its_own() -> None:
    """They do not depend on the other names, but on the seed, of which 0 is one; two names are independent."""
    alone = points(["a"], 2000, 7)["a"]
    both = points(["b", "a"], 2000, 7)
    assert both["a"] == alone
    assert abs(np.corrcoef(both["a"], both["b"])[0, 1]) < 3 / 2000**0.5
    assert len({tuple(points(["a"], 5, seed)["a"]) for seed in range(4)}) == 4


def test_the_points_are_the_same_on_every_python() -> None:
    """What is printed for a seed today is printed for it tomorrow: these are of Python 3.6, and of each since."""
    expected = [0.07717955362805473, 0.9754100676248108, 0.5909749776981574]
    assert points(["battery.system_cost"], 3, 2025) == {"battery.system_cost": expected}


def test_normal_scores_have_the_correlations_asked_for() -> None:
    """The coefficient is recovered within its sampling error; each margin stays uniform, and others unchanged."""
    at = points(["a", "b", "c", "alone"], 4000, 1)
    wanted = {("a", "b"): 0.6, ("c", "b"): -0.3}
    found = correlated(at, ["a", "b", "c"], wanted)
    assert found is not None
    assert found["alone"] == at["alone"]
    scores = {name: [NormalDist().inv_cdf(one) for one in column] for name, column in found.items()}
    for left, right in combinations(scores, 2):
        number = wanted.get((left, right), wanted.get((right, left), 0.0))
        assert np.corrcoef(scores[left], scores[right])[0, 1] == pytest.approx(number, abs=3 / 4000**0.5)
    for column in found.values():
        assert np.abs(np.sort(column) - (np.arange(4000) + 0.5) / 4000).max() < 1.4 / 4000**0.5


def test_a_correlation_of_one_moves_inputs_as_one() -> None:
    """A matrix without an inverse is possible: 1 for the same points, -1 for those mirrored."""
    at = points(["a", "b", "c"], 50, 1)
    found = correlated(at, ["a", "b", "c"], {("a", "b"): 1.0, ("a", "c"): -1.0, ("b", "c"): -1.0})
    assert found is not None
    assert found["a"] == found["b"] == pytest.approx(at["a"], abs=1e-9)
    assert found["c"] == pytest.approx([1 - one for one in found["a"]], abs=2e-9)


@pytest.mark.parametrize(("coefficient", "possible"), [(-0.5, True), (-0.51, False), (-1.0, False), (1.0, True)])
def test_what_no_quantities_can_have_is_refused(coefficient: float, possible: bool) -> None:  # noqa: FBT001 - a verdict
    """Three quantities cannot each be correlated with the others by less than -1/2, drawn or not."""
    pairs = dict.fromkeys(combinations("abc", 2), coefficient)
    assert (correlated(points(["a"], 5, 1), ["b", "a", "c"], pairs) is not None) == possible
