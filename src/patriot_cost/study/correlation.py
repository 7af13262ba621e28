"""Correlation of uncertain inputs: a Gaussian copula with a checked matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr, ndtri

from patriot_cost.study.stated_correlation import coefficients

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from patriot_cost.model.case import Correlation
    from patriot_cost.study.array_model import Column

    Matrix = NDArray[np.float64]

_ROUNDING = 1e-9
_DIGITS = 9
"""Decimal digits of a root that are kept: libraries for eigenvectors differ in the last, by processor."""


def matrix_of(paths: Sequence[str], correlations: Iterable[Correlation], coefficient: float | None = None) -> Matrix:
    """Return the correlations of some assumptions; 0 if none is stated.

    `coefficient` replaces every one that is stated, for comparison.
    """
    matrix = np.eye(len(paths))
    place = {path: position for position, path in enumerate(paths)}
    for (left, right), number in coefficients(paths, correlations, coefficient).items():
        matrix[place[left], place[right]] = matrix[place[right], place[left]] = number
    return matrix


def nearest_possible(matrix: Matrix) -> Matrix | None:
    """Return None for a possible correlation matrix, else the nearest possible one.

    Alternating projections (Higham 2002, doi:10.1093/imanum/22.3.329).
    """
    if np.linalg.eigvalsh(matrix)[0] >= -_ROUNDING:
        return None
    found, correction = matrix, np.zeros_like(matrix)
    for _ in range(1000):
        shifted = found - correction
        sizes, axes = np.linalg.eigh(shifted)
        positive = (axes * np.maximum(sizes, 0.0)) @ axes.T
        correction = positive - shifted
        before, found = found, positive.copy()
        np.fill_diagonal(found, 1.0)
        if np.abs(found - before).max() < _ROUNDING / 10:
            break
    return found


def root_of(matrix: Matrix) -> Matrix:
    """Return the symmetric square root, which is unique, also if a matrix has no inverse."""
    sizes, axes = np.linalg.eigh(matrix)
    root: Matrix = np.einsum("ij,kj->ik", axes * np.sqrt(np.maximum(sizes, 0.0)), axes).round(_DIGITS)
    return root


def correlated(points: Mapping[str, Column], names: Sequence[str], root: Matrix) -> dict[str, Column]:
    """Return the points with those of some names correlated, each still uniform from 0 to 1."""
    within = np.clip([points[name] for name in names], 2.0**-53, 1 - 2.0**-53)
    scores = np.einsum("ij,jk->ik", root, ndtri(within))
    return {**points, **dict(zip(names, ndtr(scores), strict=True))}
