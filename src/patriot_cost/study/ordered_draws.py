"""The draws of a figure in ascending order: mean, percentiles and shares, each with its sampling error."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import ceil, fsum, isinf, sqrt
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROUNDING = 1e-9


class Ascending(Protocol):
    """Numbers in ascending order: a list of them or an array."""

    def __len__(self) -> int: ...  # noqa: D105 - of any container

    def __getitem__(self, place: int, /) -> Any: ...  # noqa: ANN401, D105 - a number of Python or of a library


Numbers = TypeVar("Numbers", bound=Ascending)


class OrderedDraws(NamedTuple, Generic[Numbers]):
    """The known draws of a figure in ascending order, and the number of unknown ones."""

    values: Numbers
    unknown: int

    @property
    def moves(self) -> bool:
        """Whether two of the draws differ."""
        return len(self.values) > 0 and bool(self.values[0] != self.values[-1])

    @property
    def mean(self) -> float | None:
        """The mean; None if some draws never happen."""
        return None if self._never_happens else self._sum() / len(self.values)

    @property
    def deviation(self) -> float | None:
        """The standard deviation of the draws."""
        mean, count = self.mean, len(self.values)
        return None if mean is None or count < 2 else sqrt(self._squares(mean) / (count - 1))

    @property
    def mean_error(self) -> float | None:
        """The standard error of the mean, for plain random draws."""
        deviation = self.deviation
        return None if deviation is None else deviation / sqrt(len(self.values))

    @property
    def _never_happens(self) -> bool:
        return len(self.values) == 0 or isinf(self.values[-1])

    def _sum(self) -> float:
        return fsum(self._each())

    def _squares(self, center: float) -> float:
        """Return the sum of the squares of the distances from a center."""
        return fsum((value - center) ** 2 for value in self._each())

    def _each(self) -> Iterator[float]:
        return map(self.values.__getitem__, range(len(self.values)))

    def percentile(self, level: float) -> float | None:
        """Return the least draw that is not below `level` per cent of the draws."""
        return self._at(len(self.values) * level / 100)

    def percentile_error(self, level: float) -> float | None:
        """Return the standard error of a percentile, for plain random draws.

        Half the distance between the draws at one standard deviation of the binomial count to each side, which needs
        no assumption about the distribution (David and Nagaraja 2003, doi:10.1002/0471722162, section 7.1).
        """
        part, count = level / 100, len(self.values)
        deviation = sqrt(count * part * (1 - part))
        low, high = self._at(count * part - deviation), self._at(count * part + deviation)
        if low is None or high is None or isinf(high):
            return None
        return (high - low) / 2

    def chance_up_to(self, value: float) -> float | None:
        """Return the share of the draws that are not above a value."""
        count = len(self.values)
        return bisect_right(self.values, value) / count if count else None

    def share_outside(self, low: float | None, high: float | None) -> float | None:
        """Return the share of the draws below low or above high, by more than rounding; None without these."""
        count = len(self.values)
        if low is None or high is None:
            return None
        below = bisect_left(self.values, low - _ROUNDING * abs(low))
        above = count - bisect_right(self.values, high + _ROUNDING * abs(high))
        return (below + above) / count if count else None

    def chance_error(self, value: float) -> float | None:
        """Return the standard error of the share of draws not above a value, for plain random draws."""
        chance = self.chance_up_to(value)
        return None if chance is None else sqrt(chance * (1 - chance) / len(self.values))

    def _at(self, rank: float) -> float | None:
        count = len(self.values)
        # A rank that is an integer but for rounding is that draw and not the next.
        place = ceil(rank - 1e-9)
        return float(self.values[min(max(place, 1), count) - 1]) if count else None
