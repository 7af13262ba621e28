"""Statistics of the draws of a figure: mean, spread, percentiles, and the sampling error of each."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.study.array_model import Column

_PART = 65_536
_ROUNDING = 1e-9
LEVELS = (5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95)


class Sample(NamedTuple):
    """The known draws of a figure in ascending order, and the number of unknown ones."""

    values: Column
    unknown: int

    @classmethod
    def of(cls, draws: Column) -> Sample:
        """Return draws as a sample, sorted in place; unknown draws, which are not a number, go to the end."""
        draws.sort()
        known = int(np.searchsorted(draws, np.nan))
        return cls(draws[:known], draws.size - known)

    @property
    def moves(self) -> bool:
        """Whether two of the draws differ."""
        return self.values.size > 0 and bool(self.values[0] != self.values[-1])

    @property
    def mean(self) -> float | None:
        """The mean; None if some draws never happen."""
        return None if self._never_happens else float(np.mean(self.values))

    @property
    def deviation(self) -> float | None:
        """The standard deviation of the draws."""
        mean, count = self.mean, self.values.size
        if mean is None or count < 2:
            return None
        # Part by part: a copy of all draws less their mean would take as much memory again.
        parts = (self.values[start : start + _PART] - mean for start in range(0, count, _PART))
        return math.sqrt(sum(float(np.einsum("i,i", part, part)) for part in parts) / (count - 1))

    @property
    def mean_error(self) -> float | None:
        """The standard error of the mean, for plain random draws."""
        return None if self.deviation is None else self.deviation / math.sqrt(self.values.size)

    @property
    def _never_happens(self) -> bool:
        return self.values.size == 0 or bool(np.isinf(self.values[-1]))

    def percentile(self, level: float) -> float | None:
        """Return the least draw that is not below `level` per cent of the draws."""
        return self._at(self.values.size * level / 100)

    def percentile_error(self, level: float) -> float | None:
        """Return the standard error of a percentile, for plain random draws.

        Half the distance between the draws at one standard deviation of the binomial count to each side, which needs
        no assumption about the distribution (David and Nagaraja 2003, doi:10.1002/0471722162, section 7.1).
        """
        part, count = level / 100, self.values.size
        deviation = math.sqrt(count * part * (1 - part))
        low, high = self._at(count * part - deviation), self._at(count * part + deviation)
        if low is None or high is None or math.isinf(high):
            return None
        return (high - low) / 2

    def chance_up_to(self, value: float) -> float | None:
        """Return the share of the draws that are not above a value."""
        count = self.values.size
        return int(np.searchsorted(self.values, value, side="right")) / count if count else None

    def share_outside(self, low: float, high: float) -> float | None:
        """Return the share of the draws below low or above high, by more than rounding."""
        count = self.values.size
        below = np.searchsorted(self.values, low - _ROUNDING * abs(low), side="left")
        above = count - np.searchsorted(self.values, high + _ROUNDING * abs(high), side="right")
        return int(below + above) / count if count else None

    def curve(self, count: int) -> list[tuple[float, float]]:
        """Return the S-curve at about `count` round amounts: each with the share of the draws not above it."""
        chances = ((amount, self.chance_up_to(amount)) for amount in steps(self, count))
        return [(amount, chance) for amount, chance in chances if chance is not None]

    def _at(self, rank: float) -> float | None:
        count = self.values.size
        # A rank that is an integer but for rounding is that draw and not the next.
        place = math.ceil(rank - 1e-9)
        return float(self.values[min(max(place, 1), count) - 1]) if count else None


def steps(sample: Sample, count: int) -> Sequence[float]:
    """Return about `count` round amounts, from the 1st to the 99th percentile.

    A figure that does not move has none; one whose percentiles are equal has that amount alone.
    """
    low, high = sample.percentile(1), sample.percentile(99)
    if low is None or high is None or math.isinf(high) or not sample.moves:
        return []
    if low == high:
        return [low]
    width = _round_width((high - low) / count)
    first, last = math.floor(low / width), math.ceil(high / width)
    return [place * width for place in range(first, last + 1)]


def _round_width(width: float) -> float:
    power = 10.0 ** math.floor(math.log10(width))
    return next(factor for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if factor * power >= width) * power
