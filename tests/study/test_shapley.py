"""The parts of a change, against numbers worked by hand and against all orders gone through one by one."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from patriot_cost.study.shapley import alone, averaged, column, in_order, within

if TYPE_CHECKING:
    from collections.abc import Sequence

    CoalitionValues = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

SIZES = st.floats(-1e3, 1e3)
GAMES = st.integers(1, 4).flatmap(lambda players: arrays(np.float64, (2,) * players, elements=SIZES))


def product(*ends: tuple[float, float]) -> CoalitionValues:
    """Return the game of a product of numbers that change from one value to another."""
    game = np.ones((2,) * len(ends))
    for place, (old, new) in enumerate(ends):
        game = game * column(old, new, place, len(ends))
    return game


def by_orders(game: CoalitionValues, orders: Sequence[tuple[int, ...]]) -> list[float]:
    """Return each player's mean part over some orders, gone through one by one."""
    parts = [0.0] * game.ndim
    for order in orders:
        corner = [0] * game.ndim
        for player in order:
            before = game[tuple(corner)]
            corner[player] = 1
            parts[player] += (game[tuple(corner)] - before) / len(orders)
    return parts


def test_two_factors_by_hand() -> None:
    """2 x 3 becomes 5 x 7: alone +9 and +8 of +29; the 12 of both together are halved."""
    game = product((2, 5), (3, 7))
    assert alone(game) == [9, 8]
    assert in_order(game) == [9, 20]
    assert averaged(game) == [15, 14]


def test_three_factors_by_hand() -> None:
    """1 x 1 x 1 becomes 2 x 3 x 5: +29.

    The first adds 1 at first, 3 after the second, 5 after the third and 15 as the last; these have a third, a sixth,
    a sixth and a third of all orders. The second adds 2, 4, 10 and 20, the third 4, 8, 12 and 24.
    """
    game = product((1, 2), (1, 3), (1, 5))
    assert alone(game) == [1, 2, 4]
    assert in_order(game) == [1, 4, 24]
    assert averaged(game) == pytest.approx([(2 + 3 + 5 + 30) / 6, (4 + 4 + 10 + 40) / 6, (8 + 8 + 12 + 48) / 6])


@given(GAMES)
def test_averaged_is_the_mean_over_all_orders(game: CoalitionValues) -> None:
    """The weights by number of players before are those of going through every order."""
    orders = list(permutations(range(game.ndim)))
    assert averaged(game) == pytest.approx(by_orders(game, orders), abs=1e-9)


@given(GAMES)
def test_parts_add_up(game: CoalitionValues) -> None:
    """Averaged and in order, the parts are the whole change."""
    total = game[(1,) * game.ndim] - game[(0,) * game.ndim]
    assert sum(averaged(game)) == pytest.approx(total, abs=1e-9)
    assert sum(in_order(game)) == pytest.approx(total, abs=1e-9)


@given(GAMES)
def test_who_changes_nothing_has_no_part(game: CoalitionValues) -> None:
    """A player without effect gets 0, and the parts of the others do not notice it."""
    more = np.stack([game, game], axis=-1)
    assert averaged(more) == pytest.approx([*averaged(game), 0], abs=1e-9)


@given(GAMES)
def test_the_names_of_players_do_not_matter(game: CoalitionValues) -> None:
    """Players that trade places trade their averaged parts."""
    assert averaged(game.T) == pytest.approx(averaged(game)[::-1], abs=1e-9)


@given(arrays(np.float64, (2,) * 4, elements=SIZES))
def test_within_a_group_the_mean_is_over_orders_that_keep_it_together(game: CoalitionValues) -> None:
    """Two players of one group and two other groups: all orders in which the two follow each other."""
    orders = [order for order in permutations(range(4)) if abs(order.index(0) - order.index(1)) == 1]
    parts = averaged(within(game, 2))
    assert parts == pytest.approx(by_orders(game, orders)[:2], abs=1e-9)
    as_one = np.stack([game[0, 0], game[1, 1]])
    assert sum(parts) == pytest.approx(averaged(as_one)[0], abs=1e-9)
