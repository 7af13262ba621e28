"""Shapley and Owen values: a change divided among players, each alone, in order, and averaged over all orders.

Coalition values are an array with an axis of length 2 for each player: the figure for any combination of changes, where
0 is the old state of a player and 1 the new. Averaged over all orders, the part of a player is its Shapley value
(Shapley 1953, A value for n-person games, doi:10.1515/9781400881970-018); over the orders in which players of a
group follow each other, its Owen value (Owen 1977, doi:10.1007/978-3-642-45494-3_7), and then the parts of a group's
players add up to the Shapley value of the group. As a decomposition of figures: Shorrocks 2013,
doi:10.1007/s10888-011-9214-z.
"""

from __future__ import annotations

from itertools import pairwise
from math import factorial
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    CoalitionValues = NDArray[np.float64]


_ROUNDING = 1e-12


def column(old: float, new: float, player: int, players: int) -> CoalitionValues:
    """Return an input of a player in each combination: its two values along the axis of the player."""
    return np.array([old, new]).reshape([2 if place == player else 1 for place in range(players)])


def alone(values: CoalitionValues) -> list[float]:
    """Return the change that each player makes when it is the only one to change."""
    start = (0,) * values.ndim
    return [float(values[_with(start, player)] - values[start]) for player in range(values.ndim)]


def in_order(values: CoalitionValues) -> list[float]:
    """Return the change that each player makes when they change one after another, the first axis first."""
    steps = [values[(1,) * done + (0,) * (values.ndim - done)] for done in range(values.ndim + 1)]
    return [float(after - before) for before, after in pairwise(steps)]


def averaged(values: CoalitionValues) -> list[float]:
    """Return the Shapley value of each player: its part averaged over all orders in which players may change."""
    weights = order_weights(max(0, values.ndim - 1))
    parts = (np.take(values, 1, player) - np.take(values, 0, player) for player in range(values.ndim))
    return [float(np.sum(weights * part)) for part in parts]


def within(values: CoalitionValues, players: int) -> CoalitionValues:
    """Return the coalition values of the first players, averaged over all orders in which the others may change.

    The others are whole groups, which change before or after all of these players.
    """
    others = values.ndim - players
    weights = order_weights(others)
    return np.asarray(np.sum(values * weights, axis=tuple(range(players, values.ndim))))


def sizes(values: CoalitionValues) -> list[tuple[float, float, float]]:
    """Return the change that each player makes: alone, in order, averaged."""
    return list(zip(alone(values), in_order(values), averaged(values), strict=True))


def sizes_within(values: CoalitionValues, players: int, before: int) -> list[tuple[float, float, float]]:
    """Return the sizes of the first players, which are one group; `before` of the others change ahead of it."""
    others = values.ndim - players
    around = values.reshape((*(2,) * players, -1))
    none, earlier = around[..., 0], around[..., 2**others - 2 ** (others - before)]
    return list(zip(alone(none), in_order(earlier), averaged(within(values, players)), strict=True))


def moving(values: CoalitionValues) -> list[bool]:
    """Tell for each player whether it moves the values in any combination, beyond rounding."""
    least = _ROUNDING * float(np.abs(values).max())
    return [bool((np.abs(np.diff(values, axis=player)) > least).any()) for player in range(values.ndim)]


def without_idle(values: CoalitionValues) -> CoalitionValues:
    """Return the values without the axes of the players that move nothing."""
    return values[tuple(slice(None) if moves else 0 for moves in moving(values))]


def order_weights(others: int) -> CoalitionValues:
    """Return, for each set of the other players, the part of all orders in which just they come before a player."""
    before = np.indices((2,) * others).sum(axis=0) if others else np.zeros(())
    shares = [factorial(count) * factorial(others - count) / factorial(others + 1) for count in range(others + 1)]
    return np.array(shares).take(before.astype(int))


def _with(corner: tuple[int, ...], player: int) -> tuple[int, ...]:
    return (*corner[:player], 1, *corner[player + 1 :])
