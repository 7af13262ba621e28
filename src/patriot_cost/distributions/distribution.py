"""One record a distribution, from which everything else that is known of it derives."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Literal, NamedTuple

from patriot_cost.distributions.readings import READINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from patriot_cost.distributions.readings import Interval

    Parameters = tuple[float, float, float]
    """The low, the value and the high of a range."""
    Below = Callable[[float, float, float, float], float]
    """From low, value and high of a curve, and a place, to something of the part of the curve below the place."""
    Inverse = Callable[[float], float]
    """From a probability, 0 to 1, to a value."""
    Quantile = Callable[[NDArray[np.float64]], NDArray[np.float64]]
    """From probabilities, 0 to 1, to values."""
    FromPercentiles = Callable[[float, float, float, float, float], Parameters]
    """From low, value and high of a range, and the parts of a curve below low and high, to those of the curve."""

Form = Literal["low..high", "low..likely..high", "low to high"]

_STEPS, _NOTHING = 100, 1e-15
"""Steps of a search, of which mostly some ten are taken, and the greatest miss."""


class RangeForm(NamedTuple):
    """The notation of the range of a distribution, and the value of that range by the numbers typed."""

    form: Form
    value: Callable[..., float]


class Distribution(NamedTuple):
    """All that is known of a distribution. No part has a default: one that lacks a part does not start.

    Only `quantile`, of arrays, may import numpy and scipy.

    Attributes:
        name: its name, which `shape` takes.
        support: the bounds of its values, whatever its range, whose low and high can then be percentiles only; None if
            low and high can be its bounds.
        integer: it gives integers only, whose percentiles nobody can choose.
        middle: the name of the value of its range.
        range_form: the notation of its range, if it has one; of two alike, the first whose support holds it is meant.
        cumulative: the part of its curve below a place, 0 to 1 at any place.
        mean_below: the share of the mean that lies below a place; infinitely far out, the mean.
        from_percentiles: low, value and high of the curve that has low and high as percentiles.
        inverse: the inverse of `cumulative`.
        quantile: the same, of arrays.
    """

    name: str
    support: tuple[float, float] | None
    integer: bool
    middle: str
    range_form: RangeForm | None
    cumulative: Below
    mean_below: Below
    from_percentiles: FromPercentiles
    inverse: Callable[[float, float, float], Inverse]
    quantile: Callable[[float, float, float], Quantile]

    def takes(self, interval: Interval) -> bool:
        """Tell whether low and high can be read so."""
        return self.support is None if READINGS[interval].bounded else not self.integer

    def parameters(
        self, interval: Interval, low: float, value: float, high: float, *, apart: float = 0.0
    ) -> Parameters:
        """Return low, value and high of the curve of a range, whose ends are first moved `apart`.

        Where ends are judged, one that is the value is a bound.
        """
        reading = READINGS[interval]
        lower, upper = reading.lower, reading.upper
        if reading.judged and self.support is None:
            lower, upper = 0.0 if low == value else lower, 1.0 if high == value else upper
        return self.from_percentiles(low - apart, value, high + apart, lower, upper)

    @property
    def limits(self) -> tuple[float, float]:
        """The limits between which low and high of its range must lie."""
        return self.support or (-inf, inf)

    def __str__(self) -> str:
        """Return its name with the article, `a uniform`."""
        return f"{'an' if self.name[0] in 'aeio' else 'a'} {self.name}"


def scaled(inverse: Callable[[float, float, float], Inverse]) -> FromPercentiles:
    """Return `from_percentiles` of a curve whose form depends on its ends alone."""
    standard = inverse(0.0, 0.5, 1.0)

    def from_percentiles(low: float, value: float, high: float, lower: float, upper: float) -> Parameters:
        first, last = standard(lower), standard(upper)
        width = (high - low) / (last - first)
        return low - first * width, value, high + (1 - last) * width

    return from_percentiles


def searched(inverse: Callable[[float, float, float], Inverse]) -> FromPercentiles:
    """Return `from_percentiles` of a bounded curve with a mode.

    It searches where the mode lies between the bounds: the farther up, the farther up it also lies between the
    percentiles.
    """

    def from_percentiles(low: float, value: float, high: float, lower: float, upper: float) -> Parameters:
        if (lower, upper) == (0, 1):
            return low, value, high
        place = (value - low) / (high - low)

        def missed(mode: float) -> float:
            first, last = map(inverse(0.0, mode, 1.0), (lower, upper))
            return mode - first - place * (last - first)

        first, last = map(inverse(0.0, _root(missed), 1.0), (lower, upper))
        width = (high - low) / (last - first)
        return low - first * width, value, high + (1 - last) * width

    return from_percentiles


def _root(rising: Callable[[float], float]) -> float:
    """Return where between 0 and 1 a rising function is 0, by the Illinois method (doi:10.1007/BF01934364)."""
    least, most = 0.0, 1.0
    below, above = rising(least), rising(most)
    for _ in range(_STEPS):
        at = (least * above - most * below) / (above - below)
        found = rising(at)
        if abs(found) < _NOTHING:
            return at
        if found < 0:
            least, below, above = at, found, above / 2
        else:
            most, above, below = at, found, below / 2
    return at
