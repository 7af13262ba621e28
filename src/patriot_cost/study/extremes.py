"""What blocks of a study show as they pass: lowest and highest, where unknown, where a limit is passed."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from patriot_cost.errors import CannotCompute
from patriot_cost.study.sweep import said
from patriot_cost.units import MAY_BE_NEVER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from patriot_cost.study.sweep import Columns, Point, Sweep

    Holds = Callable[[NDArray[np.float64], float], NDArray[np.bool_]]


class At(NamedTuple):
    """A value of a figure, and the first point at which it has it."""

    value: float
    point: Point


class Limit(NamedTuple):
    """A figure compared with a value."""

    figure: str
    holds: Holds
    value: float


class Seen:
    """What has been seen of the figures of a sweep so far; each in the order of the points."""

    def __init__(self, job: Sweep, limits: Mapping[str, Limit]) -> None:
        self.job = job
        self.limits = limits
        self.lowest: dict[str, At] = {}
        self.highest: dict[str, At] = {}
        self.unknown: dict[str, int] = {}
        self.first_unknown: dict[str, Point] = {}
        self.passed: dict[str, At] = {}

    def see(self, columns: Columns) -> None:
        """Take note of a block.

        Raises:
            CannotCompute: a figure is infinite that is no date.
        """
        points = prod(np.broadcast_shapes(*(values.shape for values in columns.values())))
        for name in self.job.figures:
            values = columns[name]
            unknown = np.isnan(values)
            if not unknown.any():
                self._see_ends(columns, name, int(values.argmin()), int(values.argmax()))
                continue
            self.unknown[name] = self.unknown.get(name, 0) + int(unknown.sum()) * (points // values.size)
            self.first_unknown.setdefault(name, self.job.point(columns, name, int(unknown.argmax())))
            if not unknown.all():
                self._see_ends(columns, name, int(np.nanargmin(values)), int(np.nanargmax(values)))
        for gate, limit in self.limits.items():
            holds = limit.holds(columns[limit.figure], limit.value) & ~np.isnan(columns[limit.figure])
            if gate not in self.passed and holds.any():
                self.passed[gate] = self._at(columns, limit.figure, int(holds.argmax()))

    def _see_ends(self, columns: Columns, name: str, low: int, high: int) -> None:
        values = columns[name].ravel()
        for place in (low, high):
            if np.isinf(values[place]) and self.job.units[name] not in MAY_BE_NEVER:
                raise CannotCompute(f"{name} is infinite at {said(self.job.point(columns, name, place))}")
        if name not in self.lowest or values[low] < self.lowest[name].value:
            self.lowest[name] = self._at(columns, name, low)
        if name not in self.highest or values[high] > self.highest[name].value:
            self.highest[name] = self._at(columns, name, high)

    def _at(self, columns: Columns, name: str, place: int) -> At:
        return At(float(columns[name].ravel()[place]), self.job.point(columns, name, place))
