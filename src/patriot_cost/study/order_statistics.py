"""Order statistics of draws in ascending order, arrays or not: percentiles, shares, and their sampling errors."""

from __future__ import annotations

import math
from bisect import bisect_right
from typing import Any, Protocol


class Ascending(Protocol):
    """Known draws in ascending order."""

    def __len__(self) -> int:
        """Return the number of draws."""

    def __getitem__(self, place: int, /) -> Any:  # noqa: ANN401 - a number of Python or of a library of arrays
        """Return the draw at a place."""


def percentile(draws: Ascending, level: float) -> float | None:
    """Return the least draw that is not below `level` per cent of the draws."""
    return _at(draws, len(draws) * level / 100)


def percentile_error(draws: Ascending, level: float) -> float | None:
    """Return the standard error of a percentile, for plain random draws.

    Half the distance between the draws at one standard deviation of the binomial count to each side, which needs
    no assumption about the distribution (David and Nagaraja 2003, doi:10.1002/0471722162, section 7.1).
    """
    part, count = level / 100, len(draws)
    deviation = math.sqrt(count * part * (1 - part))
    low, high = _at(draws, count * part - deviation), _at(draws, count * part + deviation)
    if low is None or high is None or math.isinf(high):
        return None
    return (high - low) / 2


def chance_up_to(draws: Ascending, value: float) -> float | None:
    """Return the share of the draws that are not above a value."""
    count = len(draws)
    return bisect_right(draws, value) / count if count else None


def chance_error(chance: float | None, count: int) -> float | None:
    """Return the standard error of a share of so many plain random draws."""
    return None if chance is None else math.sqrt(chance * (1 - chance) / count)


def _at(draws: Ascending, rank: float) -> float | None:
    count = len(draws)
    # A rank that is an integer but for rounding is that draw and not the next.
    place = math.ceil(rank - 1e-9)
    return float(draws[min(max(place, 1), count) - 1]) if count else None
