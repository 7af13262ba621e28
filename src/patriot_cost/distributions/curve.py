"""The curve that is drawn of a range: read by its ends, cut where nothing can be, in integers where these are counted.

Arrays and single numbers alike; only arrays need numpy.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from math import ceil, floor, inf
from typing import TYPE_CHECKING, NamedTuple, Protocol

from patriot_cost.distributions.registry import DISTRIBUTIONS

if TYPE_CHECKING:
    from patriot_cost.distributions.distribution import Distribution, Inverse, Parameters, Quantile
    from patriot_cost.distributions.readings import Interval
    from patriot_cost.distributions.registry import Shape

_COUNTED_OUT = 2**14
"""Integers up to which the mean is a sum over all; of more, rounding changes it by less than its ten-billionth part."""
_UNSEEN = 1e-4
"""A part of a curve that may be cut off: the percentiles of a hundred thousand draws do not show it."""


class Spread(NamedTuple):
    """A range that is drawn, of a shape, with its ends read as `interval` says.

    Only integers are drawn if `integer` is true. `outcomes` with `weights` replace the range. Nothing is drawn below
    `least` or above `most`.
    """

    shape: Shape
    low: float
    value: float
    high: float
    interval: Interval = "bounds"
    integer: bool = False
    least: float = 0.0
    most: float = inf
    outcomes: tuple[float, ...] = ()
    weights: tuple[float, ...] = ()


class RangeCurve(Protocol):
    """The distribution of one number."""

    @property
    def mean(self) -> float:
        """The mean."""

    def below(self, place: float) -> float:
        """Return the part that lies below a place, itself left out."""

    def up_to(self, place: float) -> float:
        """Return the part that lies below or at a place."""

    def inverse(self) -> Inverse:
        """Return the function from one probability, 0 to 1, to its quantile."""

    def quantile(self) -> Quantile:
        """Return the function from an array of probabilities to their quantiles."""


def curve_of(spread: Spread) -> RangeCurve:
    """Return the curve of a range."""
    if spread.outcomes:
        return _Outcomes(spread.outcomes, spread.weights)
    if spread.low == spread.high:
        return _Outcomes((spread.value,), (1.0,))
    distribution, half = DISTRIBUTIONS[spread.shape], 0.5 if spread.integer else 0.0
    parameters = distribution.parameters(spread.interval, spread.low, spread.value, spread.high, apart=half)
    curve = _Cut.of(distribution, parameters, spread.least - half, spread.most + half)
    return _Integers(curve) if spread.integer else curve


def outside(spread: Spread) -> float:
    """Return the part of the draws that lies outside of low and high."""
    curve = curve_of(spread)
    return curve.below(spread.low) + (1 - curve.up_to(spread.high))


def reaches_beyond(distribution: Distribution, parameters: Parameters, least: float, most: float) -> str:
    """Tell on which side, `below` or `above`, a curve goes so far beyond limits that a cut there would show."""
    below = distribution.cumulative
    if below(*parameters, least) > _UNSEEN:
        return "below"
    return "above" if 1 - below(*parameters, most) > _UNSEEN else ""


class _Cut(NamedTuple):
    """A curve cut at `least` and `most`: the rest, from its part `first` to `last`, is all."""

    distribution: Distribution
    parameters: Parameters
    least: float
    most: float
    first: float
    last: float

    @classmethod
    def of(cls, distribution: Distribution, parameters: Parameters, least: float, most: float) -> _Cut:
        first, last = (distribution.cumulative(*parameters, limit) for limit in (least, most))
        return cls(distribution, parameters, least, most, first, last)

    @property
    def mean(self) -> float:
        least, most = (self.distribution.mean_below(*self.parameters, limit) for limit in (self.least, self.most))
        return (most - least) / (self.last - self.first)

    def below(self, place: float) -> float:
        part = self.distribution.cumulative(*self.parameters, place)
        return min(max((part - self.first) / (self.last - self.first), 0.0), 1.0)

    def up_to(self, place: float) -> float:
        return self.below(place)

    def inverse(self) -> Inverse:
        curve, (least, most, first, last) = self.distribution.inverse(*self.parameters), self[2:]
        if (first, last) == (0, 1):
            return curve
        kept = last - first
        return lambda probability: min(max(curve(first + probability * kept), least), most)

    def quantile(self) -> Quantile:
        curve, (least, most, first, last) = self.distribution.quantile(*self.parameters), self[2:]
        if (first, last) == (0, 1):
            return curve
        import numpy as np

        kept = last - first
        return lambda probability: np.clip(curve(first + probability * kept), least, most)


class _Integers(NamedTuple):
    """Integers, each of which stands for the part of a curve within 0.5 of it."""

    curve: _Cut

    @property
    def _limits(self) -> tuple[float, float]:
        """The least and the greatest integer, which a half rounded to even must not miss."""
        value = self.curve.inverse()
        return floor(value(0.0) + 0.5), ceil(value(1.0) - 0.5)

    @property
    def mean(self) -> float:
        least, most = map(int, self._limits)
        if most - least > _COUNTED_OUT:
            return self.curve.mean
        return most - sum(self.curve.below(number + 0.5) for number in range(least, most))

    def below(self, place: float) -> float:
        return self.curve.below(ceil(place) - 0.5)

    def up_to(self, place: float) -> float:
        return self.curve.below(floor(place) + 0.5)

    def inverse(self) -> Inverse:
        curve, (least, most) = self.curve.inverse(), self._limits
        return lambda probability: float(min(max(round(curve(probability)), least), most))

    def quantile(self) -> Quantile:
        import numpy as np

        curve, (least, most) = self.curve.quantile(), self._limits
        return lambda probability: np.clip(np.rint(curve(probability)), least, most)


class _Outcomes(NamedTuple):
    """Some numbers, with their weights."""

    outcomes: tuple[float, ...]
    weights: tuple[float, ...]

    @property
    def _steps(self) -> list[float]:
        total = sum(self.weights)
        return [step / total for step in accumulate(self.weights)]

    @property
    def mean(self) -> float:
        pairs = zip(self.outcomes, self.weights, strict=True)
        return sum(outcome * weight for outcome, weight in pairs) / sum(self.weights)

    def below(self, place: float) -> float:
        pairs = zip(self.outcomes, self.weights, strict=True)
        return sum(weight for outcome, weight in pairs if outcome < place) / sum(self.weights)

    def up_to(self, place: float) -> float:
        pairs = zip(self.outcomes, self.weights, strict=True)
        return sum(weight for outcome, weight in pairs if outcome <= place) / sum(self.weights)

    def inverse(self) -> Inverse:
        steps, last = self._steps, len(self.outcomes) - 1
        return lambda probability: self.outcomes[min(bisect_right(steps, probability), last)]

    def quantile(self) -> Quantile:
        import numpy as np

        values, steps = np.array(self.outcomes), np.array(self._steps)
        last = len(values) - 1
        return lambda probability: values[np.minimum(np.searchsorted(steps, probability, side="right"), last)]
