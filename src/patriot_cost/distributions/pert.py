"""The PERT curve: a beta curve with weight 4 on its mode."""

from __future__ import annotations

from math import gamma
from typing import TYPE_CHECKING

from patriot_cost.distributions.distribution import searched

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from patriot_cost.distributions.distribution import Inverse, Quantile

_WEIGHT = 4.0
_TERMS, _NOTHING = 60, 1e-18
"""Terms of a series, in the end each at most half the one before, and one that adds nothing."""
_STEPS, _CLOSE = 100, 1e-15
"""Steps to a quantile, of which mostly some five are taken, and the last, as a part of the place."""
_CELLS, _STEEP = 4096, 32
"""Cells of a table of quantiles, and those at each bound, where the curve is too steep for a cubic."""


def _exponents(low: float, mode: float, high: float) -> tuple[float, float]:
    share = (mode - low) / (high - low)
    return 1 + _WEIGHT * share, 1 + _WEIGHT * (1 - share)


def _part(low: float, high: float, at: float) -> float:
    """Return the place as a part of the width, 0 below it and 1 above."""
    return min(max((at - low) / (high - low), 0.0), 1.0)


def cumulative(low: float, mode: float, high: float, at: float) -> float:
    """Return the cumulative probability at a place."""
    return _beta_cumulative(*_exponents(low, mode, high), _part(low, high, at))


def mean_below(low: float, mode: float, high: float, at: float) -> float:
    """Return the share of the mean that lies below a place: the value times the density, added up to there."""
    left, right = _exponents(low, mode, high)
    part = _part(low, high, at)
    rest = left / (left + right) * _beta_cumulative(left + 1, right, part)
    return low * _beta_cumulative(left, right, part) + (high - low) * rest


def _beta_cumulative(left: float, right: float, part: float) -> float:
    """Return the regularised incomplete beta function of a part of the width, by its power series."""
    if part > 1 / 2:
        return 1 - _beta_cumulative(right, left, 1 - part)
    total, term = 0.0, 1.0
    for place in range(_TERMS):
        total += term / (left + place)
        term *= (place + 1 - right) * part / (place + 1)
        if abs(term) < _NOTHING:
            break
    return float(part**left) * total * _steepness(left, right)


def _steepness(left: float, right: float) -> float:
    """Return the factor that makes the area of a beta curve 1."""
    return gamma(left + right) / (gamma(left) * gamma(right))


def inverse(low: float, mode: float, high: float) -> Inverse:
    """Return the quantile of one probability, by Halley's steps, halved where they would leave the bracket."""
    left, right = _exponents(low, mode, high)
    steepness = _steepness(left, right)

    def value(probability: float) -> float:
        if probability > 1 / 2:
            return high - (high - low) * _quantile(right, left, steepness, 1 - probability)
        return low + (high - low) * _quantile(left, right, steepness, probability)

    return value


def _quantile(left: float, right: float, steepness: float, probability: float) -> float:
    """Return the part of the width below which the probability lies."""
    if probability <= 0:
        return 0.0
    least, most = 0.0, 1.0
    place = left / (left + right)
    for _ in range(_STEPS):
        missed = _beta_cumulative(left, right, place) - probability
        if missed < 0:
            least = place
        else:
            most = place
        step = missed / (steepness * place ** (left - 1) * (1 - place) ** (right - 1))
        step /= 1 - min(1.0, step * ((left - 1) / place - (right - 1) / (1 - place))) / 2
        before, place = place, place - step if least < place - step < most else (least + most) / 2
        if abs(place - before) <= _CLOSE * place:
            break
    return place


from_percentiles = searched(inverse)


def quantile(low: float, mode: float, high: float) -> Quantile:
    """Return the quantiles of the curve, from a table.

    Cubic between exact points, and exact in the cells where the curve is steep: to within 1e-9 of the range. The exact
    curve takes ten times as long.
    """
    import numpy as np
    from scipy.special import betaincinv, betaln

    left, right = _exponents(low, mode, high)
    grid = np.linspace(0.0, 1.0, _CELLS + 1)
    knots = betaincinv(left, right, grid)
    inner = knots[1:-1]
    density = np.exp((left - 1) * np.log(inner) + (right - 1) * np.log1p(-inner) - betaln(left, right))
    slopes = np.concatenate([[0.0], 1 / (density * _CELLS), [0.0]])

    def value(probability: NDArray[np.float64]) -> NDArray[np.float64]:
        place = probability * _CELLS
        cell = np.minimum(place.astype(np.intp), _CELLS - 1)
        part = place - cell
        start, end = knots[cell], knots[cell + 1]
        rise, first, last = end - start, slopes[cell], slopes[cell + 1]
        bend = first + last - 2 * rise
        x: NDArray[np.float64] = start + part * (first + part * (rise - first - bend + part * bend))
        steep = (cell < _STEEP) | (cell >= _CELLS - _STEEP)
        x[steep] = betaincinv(left, right, probability[steep])
        return low + (high - low) * x

    return value
