"""Latin hypercube points of a few inputs, correlated by a Gaussian copula, in plain numbers.

The design and the copula are those of `random_points` and `correlation`, for thousands of points and not millions.
"""

from __future__ import annotations

from math import erfc, fsum, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    Column = list[float]
    Pairs = Mapping[tuple[str, str], float]

DEFAULT_SEED = 2025
_ROUNDING = 1e-9
_DIGITS = 9
"""Decimal digits of a correlated probability that are kept: C libraries differ in the last of an error function."""
_LEAST, _MOST = 2.0**-53, 1 - 2.0**-53
"""The probabilities between which a normal score has a value."""


def points(names: Sequence[str], count: int, seed: int) -> dict[str, Column]:
    """Return probabilities from 0 to 1 for each name: each of `count` equal parts of the range holds one.

    The points of a name do not depend on the other names. They rest on `Random.random` alone, whose sequence is the
    same in every version of Python (McKay, Beckman and Conover 1979, doi:10.1080/00401706.1979.10489755).
    """
    from random import Random  # noqa: PLC0415 - most answers draw nothing

    return {name: _column(Random(f"{seed} {name}"), count) for name in names}  # noqa: S311 - no secret


def _column(generator: Random, count: int) -> Column:
    keys = [generator.random() for _ in range(count)]
    return [(part + generator.random()) / count for part in sorted(range(count), key=keys.__getitem__)]


def correlated(points: Mapping[str, Column], names: Sequence[str], pairs: Pairs) -> dict[str, Column] | None:
    """Return the points with those of some names correlated, each still uniform from 0 to 1.

    `pairs` are the correlations of their normal scores; those of names without points are held against each other
    too. None if no quantities can have them.
    """
    moving = [name for name in names if name in points]
    order = [*moving, *(name for name in names if name not in points)]
    root = _root([[1.0 if a == b else pairs.get((a, b), pairs.get((b, a), 0.0)) for b in order] for a in order])
    if root is None:
        return None
    from statistics import NormalDist  # noqa: PLC0415 - only correlated inputs need it

    score = NormalDist().inv_cdf
    scores = list(zip(*([score(min(max(at, _LEAST), _MOST)) for at in points[name]] for name in moving), strict=True))
    return {**points, **{name: _mixed(scores, row) for name, row in zip(moving, root, strict=False)}}


def _mixed(scores: Sequence[tuple[float, ...]], weights: Sequence[float]) -> Column:
    """Return the probabilities of weighted sums of normal scores."""
    parts = [(weight / sqrt(2), place) for place, weight in enumerate(weights) if weight]
    return [round(erfc(-fsum([weight * score[place] for weight, place in parts])) / 2, _DIGITS) for score in scores]


def _root(matrix: Sequence[Sequence[float]]) -> list[list[float]] | None:
    """Return the Cholesky root of a matrix of correlations, which may lack an inverse; None if it is impossible."""
    root = [[0.0] * len(matrix) for _ in matrix]
    for row, wanted in enumerate(matrix):
        for column in range(row + 1):
            rest = wanted[column] - fsum(root[row][n] * root[column][n] for n in range(column))
            if column == row:
                if rest < -_ROUNDING:
                    return None
                root[row][row] = sqrt(rest) if rest > _ROUNDING else 0.0
            elif root[column][column]:
                root[row][column] = rest / root[column][column]
            elif abs(rest) > sqrt(_ROUNDING):
                return None
    return root
