"""The stock of interceptors in draws: months resampled, and every assumption with a range."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from patriot_cost.case.resampling import EMPTY, OF_PATH
from patriot_cost.engine.keys import Key, key_of
from patriot_cost.engine.registry import FIGURES
from patriot_cost.study.blocks import blocks_in_order
from patriot_cost.study.draws import Collector
from patriot_cost.study.random_points import size_of
from patriot_cost.study.simulate import start

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.drawing import Drawing
    from patriot_cost.study.month_spreads import MonthSpreads
    from patriot_cost.study.simulate import SimulationResult, Started


class PathDraws(NamedTuple):
    """Draws of the path: those of its figures, the share of them in which no month ends empty, and means by month.

    `empty` is the share of the draws in which a month ends without interceptors, `not_hit` the mean of its launches
    not hit, None if unknown; both by month.
    """

    done: SimulationResult
    never_empty: float
    empty: Mapping[str, float]
    not_hit: Mapping[str, float | None]


class StockDraws(NamedTuple):
    """The stock in draws; `months_alone` has all assumptions at their points, None if no months are resampled."""

    draws: int
    path: PathDraws
    months: MonthSpreads | None
    months_alone: PathDraws | None


def draw_stock(evaluation: Evaluation, drawing: Drawing) -> StockDraws:
    """Draw the stock of each month ahead.

    Raises:
        UsageFault: an option of the drawing is out of its limits.
        CannotCompute: the first month that ends empty is unknown.
    """
    evaluation.need(OF_PATH, ())
    keys = [key for key in OF_PATH if key == EMPTY or evaluation[key].value is not None]
    months = evaluation.loaded.index_sets.axes["month"]
    monthly = [key_of(name, month) for name in ("stock", "launches_not_hit") for month in months]
    passing = [key for key in monthly if evaluation[key].value is not None]
    started = start(evaluation, keys, drawing, passing)
    path, resampled = _path(started, months, passing), started.months
    alone = _path(_months_alone(started, resampled), months, passing) if resampled else None
    return StockDraws(started.simulation.draws, path, resampled, alone)


def _months_alone(started: Started, months: MonthSpreads) -> Started:
    """Return a simulation whose assumptions are at their points, with the months as drawn before."""
    simulation = replace(started.simulation, spreads=months.spreads, correlated=(), matrix=None)
    units = {key: FIGURES[key].unit for key in started.collector.draws}
    return started._replace(simulation=simulation, collector=Collector(simulation, units, {}))


def _path(started: Started, months: Sequence[str], monthly: Sequence[str]) -> PathDraws:
    means = {key: _Mean() for key in monthly}
    for number, (_, figures) in enumerate(started.collector.passing(blocks_in_order(started.simulation))):
        size = size_of(number, started.simulation.draws)
        for key, mean in means.items():
            column = np.broadcast_to(figures.get(key, np.nan), size)
            mean.add(column <= 0 if Key.of(key).name == "stock" else column)
    done = started.finished(keep_order=False)
    found = {key: mean.value for key, mean in means.items()}
    return PathDraws(
        done,
        float(np.mean(np.isinf(done.samples[EMPTY].values))),
        {month: found[key_of("stock", month)] or 0.0 for month in months},
        {month: found.get(key_of("launches_not_hit", month)) for month in months},
    )


class _Mean:
    """The mean of the known draws of a column, block by block."""

    def __init__(self) -> None:
        self._total, self._known = 0.0, 0

    def add(self, column: NDArray[Any]) -> None:
        """Add the draws of a block; those that are not a number are unknown."""
        self._total += float(np.nansum(column))
        self._known += int(column.size - np.isnan(column).sum())

    @property
    def value(self) -> float | None:
        """The mean; None if no draw is known."""
        return self._total / self._known if self._known else None
