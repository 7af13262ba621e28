"""One record a distribution, from which everything else that is known of it derives."""

from __future__ import annotations

from math import inf, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Parameters = tuple[float, float, float]
    """The low, the value and the high of a range."""
    Cumulative = Callable[[float, float, float, float], float]
    """From low, value and high of a curve, and a place, to the part of the curve below the place."""
    Quantile = Callable[[NDArray[np.float64]], NDArray[np.float64]]
    """From probabilities, 0 to 1, to values."""

Interval = Literal["bounds", "p5p95"]
Form = Literal["low..high", "low..likely..high", "low to high"]

P5, P95 = 0.05, 0.95
_LOGARITHMS = (-20.0, 20.0)
"""Limits of the search: logarithms of the distance of a bound beyond an interval, in widths of that interval."""
_UNSEEN = 1e-4
"""A part of a curve that may be cut off: the percentiles of a hundred thousand draws do not show it."""
_HALVINGS = 40


class RangeForm(NamedTuple):
    """The notation of the range of a distribution, and the value of that range by the numbers typed."""

    form: Form
    value: Callable[..., float]


class Distribution(NamedTuple):
    """All that is known of a distribution. No part has a default: one that lacks a part does not start.

    Reading a range takes neither numpy nor scipy: only `from_percentiles` and `quantile` may import them.

    Attributes:
        name: its name, which `shape` takes.
        support: the bounds of its values, whatever its range, which can then be a 90 % interval only; None if low
            and high can be its bounds.
        integer: it gives integers only, whose 5th and 95th percentiles nobody can choose.
        middle: the name of the value of its range.
        range_form: the notation of its range, if it has one; of two alike, the first whose support holds it is meant.
        cumulative: the part of its curve below a place, 0 to 1 at any place.
        from_percentiles: low, value and high of the curve that has low and high as 5th and 95th percentiles.
        quantile: the inverse of `cumulative`, of arrays.
    """

    name: str
    support: tuple[float, float] | None
    integer: bool
    middle: str
    range_form: RangeForm | None
    cumulative: Cumulative
    from_percentiles: Callable[[float, float, float], Parameters]
    quantile: Callable[[float, float, float], Quantile]

    def takes(self, interval: Interval) -> bool:
        """Tell whether low and high can be read as this kind of interval."""
        return self.support is None if interval == "bounds" else not self.integer

    @property
    def limits(self) -> tuple[float, float]:
        """The limits between which low and high of its range must lie."""
        return self.support or (-inf, inf)

    def __str__(self) -> str:
        """Return its name with the article, `a uniform`."""
        return f"{'an' if self.name[0] in 'aeio' else 'a'} {self.name}"


def unchanged(low: float, value: float, high: float) -> Parameters:
    """Return the parameters of a curve that are its 5th and 95th percentiles."""
    return low, value, high


def stretched(part: float) -> Callable[[float, float, float], Parameters]:
    """Return `from_percentiles` of a symmetric curve whose 5th percentile lies at a part of its width."""

    def from_percentiles(low: float, value: float, high: float) -> Parameters:
        beyond = (high - low) * part / ((1 - part) - part)
        return low - beyond, value, high + beyond

    return from_percentiles


def searched(below: Cumulative) -> Callable[[float, float, float], Parameters]:
    """Return `from_percentiles` of any bounded curve, which searches its bounds.

    For each low there is one high that leaves a twentieth above; the lower that low, the more lies below.
    """

    def from_percentiles(low: float, value: float, high: float) -> Parameters:
        import numpy as np
        from scipy.optimize import brentq

        width = high - low
        mode = (value - low) / width

        def high_for(least: float) -> float:
            beyond = brentq(lambda x: below(least, mode, 1 + float(np.exp(x)), 1.0) - P95, *_LOGARITHMS)
            return 1 + float(np.exp(beyond))

        def missed(beyond: float) -> float:
            least = -float(np.exp(beyond))
            return below(least, mode, high_for(least), 0.0) - P5

        least = -float(np.exp(brentq(missed, *_LOGARITHMS)))
        return low + width * least, value, low + width * high_for(least)

    return from_percentiles


def reaches_beyond(
    distribution: Distribution, low: float, value: float, high: float, least: float = 0.0, most: float = inf
) -> Literal["below", "above"] | None:
    """Tell on which side the curve with these 5th and 95th percentiles goes beyond the least or greatest value.

    A curve that is cut off there has other 5th and 95th percentiles.
    """
    below, width = distribution.cumulative, high - low
    if distribution.support:
        parameters = distribution.from_percentiles(low, value, high)
        cut = below(*parameters, least), 1 - below(*parameters, most)
    else:
        mode = (value - low) / width
        cut = _lacking(below, mode, (low - least) / width), _lacking(_mirrored(below), 1 - mode, (most - high) / width)
    return "below" if cut[0] > _UNSEEN else "above" if cut[1] > _UNSEEN else None


def _mirrored(below: Cumulative) -> Cumulative:
    return lambda low, value, high, at: 1 - below(-high, -value, -low, -at)


def _lacking(below: Cumulative, mode: float, room: float) -> float:
    """Return by how much less than 5 % of a curve lies below 0 if it begins only `room` below, with 5 % above 1."""
    if room in {0.0, inf}:
        return 0.0 if room else P5
    near, far = 1.0, 1e9
    for _ in range(_HALVINGS):
        high = sqrt(near * far)
        near, far = (high, far) if below(-room, mode, high, 1.0) > P95 else (near, high)
    return max(0.0, P5 - below(-room, mode, far, 0.0))
