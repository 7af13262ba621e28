"""Sobol indices against closed forms, and against another program on the same points."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
import pytest
from SALib.analyze import sobol as analyze
from SALib.sample import sobol as sample

from patriot_cost.study.sobol_indices import Index, UndefinedIndices, estimates, indices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.study.array_model import Column
    from patriot_cost.study.sobol_indices import Columns, UncertainSource

A, B = 7.0, 0.1


def uniform(name: str, low: float, high: float) -> UncertainSource:
    """Return a source that is uniform between two ends."""
    return lambda probability: {name: low + (high - low) * probability}


def ishigami(at: Mapping[str, Column]) -> Column:
    """Return the test function of Ishigami and Homma (1990), doi:10.1109/ISUMA.1990.151285."""
    x, y, z = (at[name] for name in "xyz")
    return np.asarray(np.sin(x) + A * np.sin(y) ** 2 + B * z**4 * np.sin(x))


CIRCLE = {name: uniform(name, -np.pi, np.pi) for name in "xyz"}


def test_ishigami_is_known_in_closed_form() -> None:
    """First .3139, .4424, 0 and total .5576, .4424, .2437 lie within the intervals, which are narrow."""
    found = indices(ishigami, CIRCLE, 4096, 1)
    v1, v2 = B * np.pi**4 / 5 + B**2 * np.pi**8 / 50 + 0.5, A**2 / 8
    v13 = B**2 * np.pi**8 * (1 / 18 - 1 / 50)
    variance = v1 + v2 + v13
    wanted = {"x": (v1, v1 + v13), "y": (v2, v2), "z": (0.0, v13)}
    assert [v / variance for v in (v1, v2, v1 + v13, v13)] == pytest.approx([0.3139, 0.4424, 0.5576, 0.2437], abs=1e-4)
    for name, (first, total) in wanted.items():
        index = found[name]
        assert abs(index.first - first / variance) < index.first_within < 0.05
        assert abs(index.total - total / variance) < index.total_within < 0.05


def test_a_sum_has_no_interactions() -> None:
    """For 3x + 2y + z of uniform inputs the indices are 9, 4, 1 of 14, alone as in all."""
    sources = {name: uniform(name, 0.0, 1.0) for name in "xyz"}
    found = indices(lambda at: 3 * at["x"] + 2 * at["y"] + at["z"], sources, 4096, 2)
    for index, share in zip(found.values(), (9 / 14, 4 / 14, 1 / 14), strict=True):
        assert index.first == pytest.approx(share, abs=1e-3)
        assert index.total == pytest.approx(share, abs=1e-3)


def test_what_moves_together_is_one_source() -> None:
    """Two inputs of one source act as their sum: (1 + 2)x against y is 9 to 1."""
    both: UncertainSource = lambda probability: {"a": probability, "b": probability}  # noqa: E731 - a source in a line
    found = indices(lambda at: at["a"] + 2 * at["b"] + at["y"], {"both": both, "y": uniform("y", 0, 1)}, 4096, 3)
    assert [found["both"].first, found["y"].total] == pytest.approx([0.9, 0.1], abs=1e-3)


@pytest.mark.parametrize("seed", [1, 7])
def test_the_same_points_give_what_salib_gives(seed: int) -> None:
    """First and total indices agree to 1e-9, and the half-widths of 100 resamples within a quarter."""
    problem = {"num_vars": 3, "names": list("xyz"), "bounds": [[-np.pi, np.pi]] * 3}
    points = sample.sample(problem, 1024, calc_second_order=False, seed=seed)
    values = ishigami(dict(zip("xyz", points.T, strict=True)))
    theirs = analyze.analyze(problem, values, calc_second_order=False, seed=seed)
    ours = estimates(values[::5], values[4::5], np.array([values[1::5], values[2::5], values[3::5]]), seed)
    assert [index.first for index in ours] == pytest.approx(list(theirs["S1"]), abs=1e-9)
    assert [index.total for index in ours] == pytest.approx(list(theirs["ST"]), abs=1e-9)
    assert [index.first_within for index in ours] == pytest.approx(list(theirs["S1_conf"]), rel=0.25)
    assert [index.total_within for index in ours] == pytest.approx(list(theirs["ST_conf"]), rel=0.25)


def test_a_shift_and_a_scale_change_nothing() -> None:
    """Indices are parts of the variance: dollars or billions, from zero or from a trillion."""
    plain = indices(ishigami, CIRCLE, 512, 4)
    moved = indices(lambda at: 1e12 + 1e9 * ishigami(at), CIRCLE, 512, 4)
    for name, index in plain.items():
        assert moved[name] == pytest.approx(index, abs=1e-9)


def test_a_seed_is_kept_and_zero_is_one() -> None:
    """The same seed gives the same bits, another seed others, and 0 is a seed."""
    first, again, other = (indices(ishigami, CIRCLE, 256, seed) for seed in (0, 0, 1))
    assert first == again
    assert first != other


def test_blocks_change_nothing() -> None:
    """More points than a block holds are evaluated piece by piece, to the same indices as whole."""
    sizes = set()

    def watched(at: Columns) -> Column:
        sizes.add(len(at["x"]))
        return ishigami(at)

    indices(watched, CIRCLE, 16_384, 5)
    assert sizes == {8192}


def test_a_point_without_value_is_named() -> None:
    """A function that is not finite somewhere is refused with the point."""
    with pytest.raises(UndefinedIndices) as caught:
        indices(lambda at: np.where(at["x"] > 0.5, np.inf, at["x"]), {"x": uniform("x", 0.0, 1.0)}, 64, 0)
    assert caught.value.at is not None
    assert caught.value.at["x"] > 0.5


@pytest.mark.parametrize("value", [0.0, 0.1, 22e9])
def test_a_constant_has_no_indices(value: float) -> None:
    """What does not vary has no variance to explain."""
    with pytest.raises(UndefinedIndices) as caught:
        indices(lambda at: 0 * at["x"] + value, {"x": uniform("x", 0.0, 1.0)}, 64, 0)
    assert caught.value.at is None


def test_an_index_is_four_plain_numbers() -> None:
    """What is printed as JSON is no array scalar."""
    index = indices(ishigami, CIRCLE, 64, 0)["x"]
    assert isinstance(index, Index)
    assert {type(part) for part in index} == {float}


@pytest.mark.parametrize("rare", [0.9, 0.97, 0.99, 0.997, 0.9999])
def test_what_seldom_varies_has_finite_indices_or_none(rare: float) -> None:
    """Where few points differ, many resamples hold none of them; what is said is a number all the same."""
    sources = {"x": uniform("x", 0.0, 1.0), "y": uniform("y", 0.0, 1.0)}
    said = 0
    for seed in range(8):
        with suppress(UndefinedIndices):
            found = indices(lambda at: np.where(at["x"] > rare, at["y"], 0.0), sources, 64, seed)
            assert np.isfinite([*found["x"], *found["y"]]).all()
            said += 1
    assert said or rare > 0.99
