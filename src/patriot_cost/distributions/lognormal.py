"""The lognormal curve: the logarithm is normal."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

from patriot_cost.distributions import normal

if TYPE_CHECKING:
    from patriot_cost.distributions.distribution import Inverse, Parameters, Quantile


def cumulative(low: float, value: float, high: float, at: float) -> float:
    """Return the cumulative probability at a place."""
    return normal.cumulative(log(low), value, log(high), log(at)) if at > 0 else 0.0


def mean_below(low: float, value: float, high: float, at: float) -> float:
    """Return the share of the mean that lies below a place: the value times the density, added up to there."""
    if at <= 0:
        return 0.0
    center, deviation = normal.moments(log(low), log(high))
    part = normal.cumulative(log(low), value, log(high), log(at) - deviation**2)
    return exp(center + deviation**2 / 2) * part


def inverse(low: float, value: float, high: float) -> Inverse:
    """Return the quantile of one probability."""
    logarithm = normal.inverse(log(low), value, log(high))
    return lambda probability: exp(logarithm(probability))


def from_percentiles(low: float, value: float, high: float, lower: float, upper: float) -> Parameters:
    """Return the 5th and the 95th percentile of the curve that has low and high as others."""
    least, _, most = normal.from_percentiles(log(low), value, log(high), lower, upper)
    return exp(least), value, exp(most)


def quantile(low: float, value: float, high: float) -> Quantile:
    """Return the quantiles of the curve."""
    import numpy as np

    logarithm = normal.quantile(log(low), value, log(high))
    return lambda probability: np.exp(logarithm(probability))
