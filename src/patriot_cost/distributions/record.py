"""What a distribution is: one record, from which everything that is known of it elsewhere derives."""

from __future__ import annotations

from math import inf, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Ends = tuple[float, float, float]
    """The low end, the value and the high end of a range."""
    Cumulative = Callable[[float, float, float, float], float]
    """Low, value and high of a curve, and a place, to the part of the curve that lies below the place."""
    Quantile = Callable[[NDArray[np.float64]], NDArray[np.float64]]
    """Probabilities from 0 to 1 to values."""

Interval = Literal["bounds", "p5p95"]
Form = Literal["low..high", "low..likely..high", "low to high"]

P5, P95 = 0.05, 0.95
_LOGARITHMS = (-20.0, 20.0)
"""Where to search: the logarithm of how far a bound lies beyond an interval, in widths of that interval."""
_UNSEEN = 1e-4
"""A part of a curve that may be cut off: the percentiles of a hundred thousand draws do not show it."""
_HALVINGS = 40


class Typed(NamedTuple):
    """How the range of a distribution is typed, and which value it has then, from the numbers typed."""

    form: Form
    value: Callable[..., float]


class Distribution(NamedTuple):
    """All that is known of a distribution. No part has a default: one that lacks a part does not start.

    Reading a range takes neither numpy nor scipy: only `from_percentiles` and `quantile` may import them.

    Attributes:
        name: the word for it, which `shape` takes.
        support: the ends of what it gives, whatever its range, which can then be a 90 % interval only; None where low
            and high can be its bounds.
        whole: it gives whole numbers only, whose 5th and 95th percentiles nobody can choose.
        middle: what the value of its range is called.
        typed: how its range is typed, if it can be; of two typed alike, the first whose support holds it is meant.
        cumulative: the part of its curve that lies below a place, 0 to 1 at any place.
        from_percentiles: low, value and high of the curve that has low and high as 5th and 95th percentiles.
        quantile: the inverse of `cumulative`, of arrays.
    """

    name: str
    support: tuple[float, float] | None
    whole: bool
    middle: str
    typed: Typed | None
    cumulative: Cumulative
    from_percentiles: Callable[[float, float, float], Ends]
    quantile: Callable[[float, float, float], Quantile]

    def takes(self, interval: Interval) -> bool:
        """Tell whether low and high can be read as this kind of interval."""
        return self.support is None if interval == "bounds" else not self.whole

    @property
    def limits(self) -> tuple[float, float]:
        """The limits between which the ends of its range must lie."""
        return self.support or (-inf, inf)

    def __str__(self) -> str:
        """Return its name with the article, `a uniform`."""
        return f"{'an' if self.name[0] in 'aeio' else 'a'} {self.name}"


def unchanged(low: float, value: float, high: float) -> Ends:
    """Return the ends of a curve that is described by its 5th and 95th percentiles."""
    return low, value, high


def stretched(part: float) -> Callable[[float, float, float], Ends]:
    """Return how to find the bounds of a symmetric curve whose 5th percentile lies at a part of its width."""

    def bounds(low: float, value: float, high: float) -> Ends:
        beyond = (high - low) * part / ((1 - part) - part)
        return low - beyond, value, high + beyond

    return bounds


def searched(below: Cumulative) -> Callable[[float, float, float], Ends]:
    """Return how to find the bounds of any curve from its value and its 5th and 95th percentiles.

    For each low there is one high that leaves a twentieth above; the lower that low, the more lies below.
    """

    def bounds(low: float, value: float, high: float) -> Ends:
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

    return bounds


def reaches_beyond(
    distribution: Distribution, low: float, value: float, high: float, least: float = 0.0, most: float = inf
) -> Literal["below", "above"] | None:
    """Tell on which side the curve with these 5th and 95th percentiles goes beyond the least or greatest value.

    A curve that is cut off there has other percentiles than those stated.
    """
    below, width = distribution.cumulative, high - low
    if distribution.support:
        ends = distribution.from_percentiles(low, value, high)
        cut = below(*ends, least), 1 - below(*ends, most)
    else:
        mode = (value - low) / width
        cut = _lacking(below, mode, (low - least) / width), _lacking(_mirrored(below), 1 - mode, (most - high) / width)
    return "below" if cut[0] > _UNSEEN else "above" if cut[1] > _UNSEEN else None


def _mirrored(below: Cumulative) -> Cumulative:
    return lambda low, value, high, at: 1 - below(-high, -value, -low, -at)


def _lacking(below: Cumulative, mode: float, room: float) -> float:
    """Return how much less than 5 % of a curve lies below 0 where it begins only `room` below, with 5 % above 1."""
    if room in {0.0, inf}:
        return 0.0 if room else P5
    near, far = 1.0, 1e9
    for _ in range(_HALVINGS):
        end = sqrt(near * far)
        near, far = (end, far) if below(-room, mode, end, 1.0) > P95 else (near, end)
    return max(0.0, P5 - below(-room, mode, far, 0.0))
