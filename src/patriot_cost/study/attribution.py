"""A change divided among its causes: each alone, one after another, and averaged over all orders.

A game is an array of one axis of length 2 for each player: what comes of any combination of changes, where 0 is
the old state of a player and 1 the new. Averaged over all orders, the part of a player is its Shapley value
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

    Game = NDArray[np.float64]


def column(old: float, new: float, player: int, players: int) -> Game:
    """Return what an input of a player is in each combination: the two values, along the axis of the player."""
    return np.array([old, new]).reshape([2 if place == player else 1 for place in range(players)])


def alone(game: Game) -> list[float]:
    """Return what each player changes when it is the only one to change."""
    start = (0,) * game.ndim
    return [float(game[_with(start, player)] - game[start]) for player in range(game.ndim)]


def in_order(game: Game) -> list[float]:
    """Return what each player changes when they change one after another, the first axis first."""
    steps = [game[(1,) * done + (0,) * (game.ndim - done)] for done in range(game.ndim + 1)]
    return [float(after - before) for before, after in pairwise(steps)]


def averaged(game: Game) -> list[float]:
    """Return the Shapley value of each player: its part averaged over all orders in which players may change."""
    weights = order_weights(max(0, game.ndim - 1))
    parts = (np.take(game, 1, player) - np.take(game, 0, player) for player in range(game.ndim))
    return [float(np.sum(weights * part)) for part in parts]


def within(game: Game, players: int) -> Game:
    """Return the game of the first players, averaged over all orders in which the other axes may change around them.

    The others are whole groups, which have changed before or will change after all of these players.
    """
    others = game.ndim - players
    weights = order_weights(others)
    return np.asarray(np.sum(game * weights, axis=tuple(range(players, game.ndim))))


def order_weights(others: int) -> Game:
    """Return, for each set of the other players, the part of all orders in which just they come before a player."""
    before = np.indices((2,) * others).sum(axis=0) if others else np.zeros(())
    shares = [factorial(count) * factorial(others - count) / factorial(others + 1) for count in range(others + 1)]
    return np.array(shares).take(before.astype(int))


def _with(corner: tuple[int, ...], player: int) -> tuple[int, ...]:
    return (*corner[:player], 1, *corner[player + 1 :])
