"""Statistics of ordered draws: by hand, and the same of a list and of an array."""

from __future__ import annotations

import math

import numpy as np
import pytest

from patriot_cost.study.draw_statistics import LEVELS, Sample
from patriot_cost.study.ordered_draws import OrderedDraws


def test_the_statistics_of_ten_numbers_are_those_by_hand() -> None:
    """Of 1 to 10: mean 5.5, variance 82.5 / 9; P80 is the 8th, and one deviation of its rank is 1.265 draws."""
    draws = OrderedDraws([float(n) for n in range(1, 11)], 2)
    assert (draws.mean, draws.percentile(50), draws.percentile(80), draws.unknown) == (5.5, 5.0, 8.0, 2)
    assert draws.deviation == pytest.approx(math.sqrt(82.5 / 9), rel=1e-15)
    assert draws.mean_error == pytest.approx(math.sqrt(82.5 / 9 / 10), rel=1e-15)
    # sqrt(10 x 0.8 x 0.2) = 1.265: the 7th draw, and the 10th, at ranks 6.74 and 9.26.
    assert draws.percentile_error(80) == (10 - 7) / 2
    assert [draws.chance_up_to(value) for value in (0.5, 3, 3.5, 11)] == [0.0, 0.3, 0.3, 1.0]
    assert draws.chance_error(3) == pytest.approx(math.sqrt(0.3 * 0.7 / 10), rel=1e-15)
    assert draws.moves
    assert not OrderedDraws([2.0, 2.0], 0).moves


def test_no_draws_have_no_statistics() -> None:
    """Where all draws are unknown, so is all that rests on them; a date that never comes has no mean."""
    none = OrderedDraws[list[float]]([], 5)
    assert not none.moves
    assert (none.mean, none.deviation, none.mean_error, none.percentile(80), none.percentile_error(80)) == (None,) * 5
    assert (none.chance_up_to(1.0), none.chance_error(1.0)) == (None, None)
    assert OrderedDraws([2030.0, math.inf], 0).mean is None
    assert OrderedDraws([3.0], 0).deviation is None


def test_a_list_and_an_array_have_the_same_statistics() -> None:
    """The numbers are the same but for the order of additions; percentiles and shares to the bit."""
    values = np.random.default_rng(4).lognormal(size=999)
    array, plain = Sample.of(values.copy()), OrderedDraws(sorted(values.tolist()), 0)
    assert plain.mean == pytest.approx(array.mean, rel=1e-12)
    assert plain.deviation == pytest.approx(array.deviation, rel=1e-12)
    for level in LEVELS:
        at = array.percentile(level)
        assert at is not None
        assert (plain.percentile(level), plain.percentile_error(level)) == (at, array.percentile_error(level))
        assert plain.chance_up_to(at) == array.chance_up_to(at) >= level / 100
