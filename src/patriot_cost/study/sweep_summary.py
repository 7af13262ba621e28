"""Summary of a sweep, block by block: extremes, unknown points, points past a limit, and the points themselves."""

from __future__ import annotations

from math import prod
from operator import le, lt
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from patriot_cost.units import MAY_BE_NEVER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from patriot_cost.study.sweep import Point, PointColumns, Sweep

    Holds = Callable[[Any, float], Any]
    """A comparison of the operator module, of numbers or of arrays."""


class Extreme(NamedTuple):
    """A value of a figure, and the first point at which it has it."""

    value: float
    point: Point


class Limit(NamedTuple):
    """A figure compared with a value: `operator.lt` for `funding_need < 15e9`."""

    figure: str
    holds: Holds
    value: float


class SweepSummary:
    """The figures of a sweep at the points added so far, in order; `limits` are compared by name.

    `points` holds the columns in `kept` as lists.
    """

    def __init__(self, job: Sweep, limits: Mapping[str, Limit], kept: Sequence[str] = ()) -> None:
        self.job = job
        self.limits = limits
        self.points: dict[str, list[float | str]] = {name: [] for name in kept}
        self.lowest: dict[str, Extreme] = {}
        self.highest: dict[str, Extreme] = {}
        self.unknown: dict[str, int] = {}
        self.first_unknown: dict[str, Point] = {}
        self.passed: dict[str, Extreme] = {}

    def nearest(self, name: str) -> Extreme | None:
        """Return the first point past a limit, else the nearest one; None if all are unknown."""
        limit = self.limits[name]
        extremes = self.lowest if limit.holds in {lt, le} else self.highest
        return self.passed.get(name) or extremes.get(limit.figure)

    def add(self, columns: PointColumns) -> None:
        """Add a block.

        Raises:
            CannotCompute: a figure that is not a date is infinite.
        """
        points = prod(np.broadcast_shapes(*(values.shape for values in columns.values())))
        if self.points:
            every = np.broadcast_arrays(*(columns[name] for name in self.points))
            for name, values in zip(self.points, every, strict=True):
                self.points[name] += values.ravel().tolist()
        for name in self.job.figures:
            values = columns[name]
            unknown = np.isnan(values)
            if not unknown.any():
                self._add_extremes(columns, name, int(values.argmin()), int(values.argmax()))
                continue
            self.unknown[name] = self.unknown.get(name, 0) + int(unknown.sum()) * (points // values.size)
            self.first_unknown.setdefault(name, self.job.point(columns, name, int(unknown.argmax())))
            if not unknown.all():
                self._add_extremes(columns, name, int(np.nanargmin(values)), int(np.nanargmax(values)))
        for gate, limit in self.limits.items():
            holds = limit.holds(columns[limit.figure], limit.value) & ~np.isnan(columns[limit.figure])
            if gate not in self.passed and holds.any():
                self.passed[gate] = self._extreme(columns, limit.figure, int(holds.argmax()))

    def _add_extremes(self, columns: PointColumns, name: str, low: int, high: int) -> None:
        values = columns[name].ravel()
        for place in (low, high):
            if np.isinf(values[place]) and self.job.units[name] not in MAY_BE_NEVER:
                raise self.job.infinite(columns, name, place)
        if name not in self.lowest or values[low] < self.lowest[name].value:
            self.lowest[name] = self._extreme(columns, name, low)
        if name not in self.highest or values[high] > self.highest[name].value:
            self.highest[name] = self._extreme(columns, name, high)

    def _extreme(self, columns: PointColumns, name: str, place: int) -> Extreme:
        return Extreme(float(columns[name].ravel()[place]), self.job.point(columns, name, place))
