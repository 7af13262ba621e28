"""Statistics of the draws of a figure: mean, spread, percentiles, and the sampling error of each."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from patriot_cost.study.ordered_draws import OrderedDraws

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.study.array_model import Column

_PART = 65_536
LEVELS = (5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95)


class Sample(OrderedDraws["Column"]):
    """The known draws of a figure, an array in ascending order, and the number of unknown ones."""

    __slots__ = ()

    @classmethod
    def of(cls, draws: Column) -> Sample:
        """Return draws as a sample, sorted in place; unknown draws, which are not a number, go to the end."""
        draws.sort()
        known = int(np.searchsorted(draws, np.nan))
        return cls(draws[:known], draws.size - known)

    def _sum(self) -> float:
        return float(np.sum(self.values))

    def _squares(self, center: float) -> float:
        # Part by part: a copy of all draws less their mean would take as much memory again.
        parts = (self.values[start : start + _PART] - center for start in range(0, self.values.size, _PART))
        return sum(float(np.einsum("i,i", part, part)) for part in parts)

    def curve(self, count: int) -> list[tuple[float, float]]:
        """Return the S-curve at about `count` round amounts: each with the share of the draws not above it."""
        chances = ((amount, self.chance_up_to(amount)) for amount in steps(self, count))
        return [(amount, chance) for amount, chance in chances if chance is not None]


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
