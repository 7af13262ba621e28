"""The normal curve, by its 5th and 95th percentiles."""

from __future__ import annotations

from math import erfc, exp, pi, sqrt
from typing import TYPE_CHECKING

from patriot_cost.distributions.distribution import scaled

if TYPE_CHECKING:
    from patriot_cost.distributions.distribution import Inverse, Parameters, Quantile

_TAIL_BEGINS = 1.6448536269514722
"""The 95th percentile of the standard normal distribution."""
_TINY, _ALMOST_ONE = 2.0**-60, 1 - 2.0**-53
"""The probabilities at which an unbounded curve is cut off: it has no value at 0 and at 1."""


def moments(low: float, high: float) -> tuple[float, float]:
    """Return mean and standard deviation."""
    return (low + high) / 2, (high - low) / 2 / _TAIL_BEGINS


def cumulative(low: float, _: float, high: float, at: float) -> float:
    """Return the cumulative probability at a place."""
    return erfc(_TAIL_BEGINS * (low + high - 2 * at) / (high - low) / sqrt(2)) / 2


def mean_below(low: float, value: float, high: float, at: float) -> float:
    """Return the share of the mean that lies below a place: the value times the density, added up to there."""
    center, deviation = moments(low, high)
    density = exp(-(((at - center) / deviation) ** 2) / 2) / sqrt(2 * pi)
    return center * cumulative(low, value, high, at) - deviation * density


def inverse(low: float, _: float, high: float) -> Inverse:
    """Return the quantile of one probability."""
    from statistics import NormalDist

    center, deviation = moments(low, high)
    standard = NormalDist().inv_cdf
    return lambda probability: center + deviation * standard(min(max(probability, _TINY), _ALMOST_ONE))


def from_percentiles(low: float, value: float, high: float, lower: float, upper: float) -> Parameters:
    """Return the 5th and the 95th percentile of the curve that has low and high as others."""
    return scaled(inverse)(low, value, high, lower, upper)


def quantile(low: float, _: float, high: float) -> Quantile:
    """Return the quantiles of the curve."""
    import numpy as np
    from scipy.special import ndtri

    center, deviation = moments(low, high)
    return lambda probability: center + deviation * ndtri(np.clip(probability, _TINY, _ALMOST_ONE))
