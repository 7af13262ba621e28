"""The triangle: rising straight to its mode, and falling straight from it."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from patriot_cost.distributions.distribution import searched

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from patriot_cost.distributions.distribution import Inverse, Quantile


def cumulative(low: float, mode: float, high: float, at: float) -> float:
    """Return the cumulative probability at a place."""
    if not low < at < high:
        return float(at >= high)
    if at <= mode:
        return (at - low) ** 2 / ((high - low) * (mode - low))
    return 1 - (high - at) ** 2 / ((high - low) * (high - mode))


def mean_below(low: float, mode: float, high: float, at: float) -> float:
    """Return the share of the mean that lies below a place: the value times the density, added up to there."""
    part = cumulative(low, mode, high, at)
    if at <= mode:
        return part * (low + 2 * max(at, low)) / 3
    return (low + mode + high) / 3 - (1 - part) * (high + 2 * min(at, high)) / 3


def inverse(low: float, mode: float, high: float) -> Inverse:
    """Return the quantile of one probability."""
    width = high - low
    turn = (mode - low) / width
    rising, falling = width * (mode - low), width * (high - mode)

    def value(probability: float) -> float:
        if probability < turn:
            return low + sqrt(probability * rising)
        return high - sqrt((1 - probability) * falling)

    return value


from_percentiles = searched(inverse)


def quantile(low: float, mode: float, high: float) -> Quantile:
    """Return the quantiles of the curve."""
    import numpy as np

    width = high - low
    turn = (mode - low) / width
    rising, falling = width * (mode - low), width * (high - mode)

    def value(probability: NDArray[np.float64]) -> NDArray[np.float64]:
        # In place: three columns in all, which the processor's cache holds.
        left, right = probability * rising, 1 - probability
        np.sqrt(left, out=left)
        left += low
        right *= falling
        np.sqrt(right, out=right)
        np.subtract(high, right, out=right)
        return np.where(probability < turn, left, right)

    return value
