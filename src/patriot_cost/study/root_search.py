"""The roots of a figure along one input: all values of the input at which the figure takes a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import brentq

from patriot_cost.study.results import Jump, Roots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from patriot_cost.study.array_model import Column, Model

    Line = Callable[[Column], Column]
    """A figure along one input; NaN where it is unknown."""

POINTS = 4_001
"""The size of the grid. A change that is undone between two neighbours of the grid is missed."""
_LEAST = 4 * float(np.finfo(float).eps)
_SAME = 8 * float(np.finfo(float).eps)
"""Relative difference, to the largest value, that is rounding."""
_JUMP = 1e-9
"""A figure that stays this far from the target on both sides of a crossing, as part of the largest, jumps over it."""
_POINT = 1e-6
"""An interval narrower than this, as part of the bracket, is one value."""
_HALVINGS = 100


def along(model: Model, name: str) -> Line:
    """Return the one figure of a model along one input."""
    function, (figure,) = model.varying([name]), model.figures

    def line(inputs: Column) -> Column:
        return np.full(inputs.shape, function({name: inputs}).get(figure, np.nan), dtype=float)

    return line


def roots(line: Line, target: float, low: float, high: float) -> Roots:
    """Find all values of an input from `low` to `high` at which a figure is `target`, to rounding.

    Crossings are found on a grid and refined by Brent's method (Algorithms for Minimization without Derivatives,
    1973, chapter 4); a crossing without equality is a jump, equality along a stretch is an interval.
    """
    grid = np.linspace(low, high, POINTS)
    figures = line(grid)
    search = _Search(line, target, _largest(figures, target))
    values, intervals, jumps = [], [], []
    for first, left, right in sorted(search.hits(grid, figures)):
        if not search.near(first):
            jumps.append(search.jump(first, left, right))
            continue
        start, end = search.edge(first, left), search.edge(first, right)
        if end - start > _POINT * (high - low):
            intervals.append((start, end))
        else:
            values.append(search.shortest(first))
    at_bounds = (float(figures[0]), float(figures[-1]))
    return Roots(tuple(values), tuple(intervals), tuple(jumps), at_bounds, _nearest(grid, figures, target))


class _Search(NamedTuple):
    """A figure along an input, its target, and the largest of its values."""

    line: Line
    target: float
    size: float

    def apart(self, at: float) -> float:
        """Return the figure less the target; infinite where it is unknown or never happens."""
        return float(np.nan_to_num(self.line(np.array([at])) - self.target, nan=np.inf, posinf=np.inf)[0])

    def near(self, at: float) -> bool:
        return abs(self.apart(at)) <= _JUMP * self.size

    def same(self, at: float) -> bool:
        return abs(self.apart(at)) <= _SAME * self.size

    def hits(self, grid: Column, figures: Column) -> Iterator[tuple[float, float, float]]:
        """Yield the inputs that hit the target or cross it, each with its neighbours on the grid."""
        apart = figures - self.target
        same, side = np.abs(apart) <= _SAME * self.size, np.sign(apart)
        for place in np.flatnonzero((side[:-1] * side[1:] < 0) & ~same[:-1] & ~same[1:]):
            left, right = float(grid[place]), float(grid[place + 1])
            yield float(brentq(self.apart, left, right, xtol=_LEAST * abs(right), rtol=_LEAST)), left, right
        hit = np.flatnonzero(same)
        for run in np.split(hit, np.flatnonzero(np.diff(hit) > 1) + 1):
            if run.size:
                before, after = max(run[0] - 1, 0), min(run[-1] + 1, len(grid) - 1)
                yield float(grid[run[0]]), float(grid[before]), float(grid[after])

    def edge(self, inside: float, outside: float) -> float:
        """Return the last input, from `inside` to `outside`, at which the figure is the target."""
        for _ in range(_HALVINGS):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if self.same(middle) else (inside, middle)
        return outside if self.same(outside) else self.shortest(inside)

    def jump(self, at: float, left: float, right: float) -> Jump:
        """Return a jump with the figure a little below and above it."""
        step = _JUMP * (right - left)
        before, after = (float(self.line(np.array([at + side]))[0]) for side in (-step, step))
        return Jump(self.shortest(at), before, after)

    def shortest(self, value: float) -> float:
        """Return the value with as few digits, 12 or more, as keep the figure unchanged."""
        best = abs(self.apart(value))
        short = (float(f"{value:.{digits}g}") for digits in (12, 13, 14, 15, 16))
        return next((number for number in short if abs(self.apart(number)) <= best), value)


def _largest(figures: NDArray[np.float64], target: float) -> float:
    known = np.abs(figures[np.isfinite(figures)])
    return max(abs(target), float(known.max()) if known.size else 0.0)


def _nearest(grid: Column, figures: Column, target: float) -> tuple[float, float] | None:
    known = np.isfinite(figures)
    if not known.any():
        return None
    place = int(np.argmin(np.abs(np.where(known, figures, np.inf) - target)))
    return float(grid[place]), float(figures[place])
