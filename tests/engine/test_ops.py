"""The named operations: for arrays as for numbers, with the same bits."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patriot_cost.engine.ops import (
    choose,
    dot,
    first_without,
    greater,
    left_over,
    lesser,
    positive_part,
    profile_sum,
    round_down,
    total,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBER = st.one_of(st.floats(-1e100, 1e100), st.sampled_from([0.0, -0.0, 1.0, -1.0, 0.1, 5e-324]))
PAIRS = st.lists(st.tuples(NUMBER, NUMBER), min_size=1, max_size=6)
TABLE = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(NUMBER, min_size=width, max_size=width), max_size=4))


def bits(values: Any) -> list[str]:  # noqa: ANN401 - an array or a list of numbers
    """Spell out every bit, also the sign of zero."""
    return [float(value).hex() for value in values]


def columns(rows: Sequence[Sequence[float]]) -> list[tuple[float, ...]]:
    """Turn rows of draws, one an item, into one tuple of items a draw."""
    return list(zip(*rows, strict=True))


@given(PAIRS)
@settings(deadline=None)
def test_choices_on_arrays_are_those_on_numbers(pairs: list[tuple[float, float]]) -> None:
    """Choosing, the positive part and the greater of two give each element the bits of the plain number."""
    left, right = (np.array(side) for side in zip(*pairs, strict=True))
    assert bits(positive_part(left)) == bits(positive_part(value) for value, _ in pairs)
    assert bits(greater(left, right)) == bits(greater(*pair) for pair in pairs)
    assert bits(choose(left > right, left, 1.5)) == bits(choose(a > b, a, 1.5) for a, b in pairs)
    assert bits(choose(left == right, 2.5, right)) == bits(choose(a == b, 2.5, b) for a, b in pairs)


@given(TABLE)
@settings(deadline=None)
def test_sums_over_arrays_are_those_over_numbers(rows: list[list[float]]) -> None:
    """A total and a dot product of arrays give each element the bits of the plain sum."""
    arrays = [np.array(row) for row in rows]
    width = len(rows[0]) if rows else 0
    assert bits(np.broadcast_to(total(arrays), width)) == bits(total(column) for column in columns(rows))
    weights = [0.1 * position - 0.2 for position in range(len(rows))]
    assert bits(np.broadcast_to(dot(weights, arrays), width)) == bits(dot(weights, column) for column in columns(rows))


def test_nothing_adds_up_to_zero() -> None:
    """The total of nothing is the number 0.0, and so is the dot product of nothing."""
    assert total([]) == 0.0
    assert isinstance(total([]), float)
    assert dot([], []) == 0.0


def test_a_total_adds_from_left_to_right() -> None:
    """A total rounds after each addition from the left, as arrays do, where an exact sum would give 1."""
    values = [1e16, 1.0, -1e16]  # 1e16 + 1 rounds back to 1e16
    assert total(values) == 0.0
    assert math.fsum(values) == 1.0
    assert total([1e16, -1e16, 1.0]) == 1.0


def test_numbers_choose_by_their_condition() -> None:
    """For plain numbers a choice is the branch its condition names, and zero is not positive."""
    assert [choose(condition, 1.0, 2.0) for condition in (True, False)] == [1.0, 2.0]
    assert [positive_part(value) for value in (-2.0, 0.0, 3.0)] == [0.0, 0.0, 3.0]
    assert [greater(2.0, 3.0), greater(3.0, 2.0), greater(-3.0, -2.0)] == [3.0, 3.0, -2.0]


def test_what_is_not_a_number_stays_so() -> None:
    """The lesser, the greater and the positive part of an unknown are unknown, on either side, as in arrays."""
    nan = float("nan")
    for function in (lesser, greater):
        assert all(math.isnan(function(*pair)) for pair in ((nan, 1.0), (1.0, nan), (nan, nan)))
        assert all(np.isnan(function(np.array(left), right)) for left, right in ((nan, 1.0), (1.0, nan)))
    assert math.isnan(positive_part(nan))
    assert lesser(-0.0, 0.0) == greater(-0.0, 0.0) == 0.0


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        (2.999999999999999, 3.0),  # 2.9 / 0.97 and its like: a few units in the last place below
        (3.0, 3.0),
        (3.0000000000000004, 3.0),
        (0.0, 0.0),
        (19.99999999909, 19.0),  # a dollar short of 22 billion at 1.1 billion each
        (3 - 1e-12, 2.0),
        (999_999_999.999, 999_999_999.0),
    ],
)
def test_only_rounding_is_forgiven(value: float, whole: float) -> None:
    """What is whole but for a few units in the last place is whole; what is a little less is not, on arrays too."""
    assert round_down(value) == whole
    assert bits(round_down(np.array([value, value]))) == bits([whole, whole])


@pytest.mark.parametrize(
    ("whole", "taken", "rest"),
    [(3.0, 1.0, 2.0), (3.0, 3.0, 0.0), (3.0, 3 - 4e-16, 0.0), (3.0, 4.0, 0.0), (0.0, 0.0, 0.0), (3.0, 3 - 1e-9, 1e-9)],
)
def test_what_is_left_forgives_rounding_and_nothing_else(whole: float, taken: float, rest: float) -> None:
    """What is left of a whole is never negative, and nothing where only sums of parts fall short of it."""
    assert left_over(whole, taken) == pytest.approx(rest, rel=1e-6, abs=0)
    assert math.copysign(1, left_over(whole, taken)) == 1
    assert bits(left_over(np.array([whole]), taken)) == bits([left_over(whole, taken)])
    assert math.isnan(left_over(float("nan"), 1.0))
    parts = total([0.1 * whole] * 10)
    assert left_over(whole, parts) == 0.0


def test_nothing_is_left_at_the_first_zero() -> None:
    """The first item with nothing left is the one, however little the others have, and never where all have some."""
    assert first_without([2.0, 1e-9, 0.0, 0.0], [1.0, 2.0, 3.0, 4.0]) == 3.0
    assert first_without([2.0, 1e-9], [1.0, 2.0]) == math.inf
    assert first_without([], []) == math.inf


def test_a_dot_product_needs_equal_lengths() -> None:
    """Sequences that are not aligned are refused instead of cut to the shorter."""
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        dot([1.0, 2.0], [1.0])
    assert dot([1.0, 2.0], [3.0, 4.0]) == 11.0  # 3 + 8


def test_a_profile_reaches_as_far_as_the_path() -> None:
    """At the start of a path there are fewer earlier years than a profile has ages."""
    assert profile_sum([10.0], [0.1, 0.9]) == 1.0
    assert profile_sum([20.0, 10.0], [0.1, 0.9]) == 11.0  # 2 + 9
    assert profile_sum([30.0, 20.0, 10.0], [0.1, 0.9]) == 21.0  # 3 + 18
