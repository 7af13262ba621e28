"""The uniform curve: every place between its bounds alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.distributions.distribution import scaled

if TYPE_CHECKING:
    from patriot_cost.distributions.distribution import Inverse, Quantile


def cumulative(low: float, _: float, high: float, at: float) -> float:
    """Return the cumulative probability at a place."""
    return min(max((at - low) / (high - low), 0.0), 1.0)


def mean_below(low: float, value: float, high: float, at: float) -> float:
    """Return the share of the mean that lies below a place: the value times the density, added up to there."""
    return cumulative(low, value, high, at) * (low + min(max(at, low), high)) / 2


def inverse(low: float, _: float, high: float) -> Inverse:
    """Return the quantile of one probability."""
    return lambda probability: low + (high - low) * probability


from_percentiles = scaled(inverse)


def quantile(low: float, _: float, high: float) -> Quantile:
    """Return the quantiles of the curve."""
    return lambda probability: low + (high - low) * probability
