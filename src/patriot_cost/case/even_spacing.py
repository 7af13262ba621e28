"""Evenly spaced numbers, for `--vary PATH=low:high:points`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import overload


class EvenlySpaced(Sequence[float]):
    """Evenly spaced numbers with both limits, each the float nearest to its exact decimal value; computed on access."""

    def __init__(self, first: float, last: float, count: int) -> None:
        limits = Fraction(repr(first)), Fraction(repr(last))
        parts = max(count - 1, 1)
        scale = lcm(*(end.denominator for end in limits))
        self._first, self._last = (int(end * scale) for end in limits)
        self._parts, self._scale, self._count = parts, scale * parts, count

    def __len__(self) -> int:
        """Return the number of numbers."""
        return self._count

    @overload
    def __getitem__(self, place: int) -> float: ...
    @overload
    def __getitem__(self, place: slice) -> list[float]: ...
    def __getitem__(self, place: int | slice) -> float | list[float]:
        """Return one number, or some."""
        if isinstance(place, slice):
            return [self._at(step) for step in range(self._count)[place]]
        return self._at(range(self._count)[place])

    def _at(self, step: int) -> float:
        return (self._first * (self._parts - step) + self._last * step) / self._scale
