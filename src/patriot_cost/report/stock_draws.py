"""The stock of interceptors in draws: months resampled, and every assumption with a range."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from patriot_cost.engine.keys import Key, key_of
from patriot_cost.engine.registry import FIGURES
from patriot_cost.model.record_shape import ABSENT
from patriot_cost.report.resampling_notes import resampled_months
from patriot_cost.report.simulation_result import statistics
from patriot_cost.report.stock_chances import EMPTY, OF_PATH
from patriot_cost.report.study_records import MonthChances, PathChances, StockChances
from patriot_cost.study.blocks import blocks_in_order
from patriot_cost.study.draws import Collector
from patriot_cost.study.random_points import size_of
from patriot_cost.study.simulate import start

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.drawing import Drawing
    from patriot_cost.study.month_spreads import MonthSpreads
    from patriot_cost.study.simulate import Started


def draw_stock(evaluation: Evaluation, drawing: Drawing) -> StockChances:
    """Draw the stock of each month ahead, and return its chances.

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
    chances, sampled = _chances(evaluation, started, passing)
    resampled = started.months
    return StockChances(
        draws=started.simulation.draws,
        seed=drawing.seed,
        drawn=sampled,
        chances=chances,
        resampled=resampled_months(evaluation.loaded, resampled.months) if resampled else ABSENT,
        months_alone=_chances(evaluation, _months_alone(started, resampled), passing)[0] if resampled else ABSENT,
    )


def _months_alone(started: Started, months: MonthSpreads) -> Started:
    """Return a simulation whose assumptions are at their points, with the months as drawn before."""
    simulation = replace(started.simulation, spreads=months.spreads, correlated=(), matrix=None)
    units = {key: FIGURES[key].unit for key in started.collector.draws}
    return started._replace(simulation=simulation, collector=Collector(simulation, units, {}))


def _chances(evaluation: Evaluation, started: Started, monthly: list[str]) -> tuple[PathChances, tuple[str, ...]]:
    """Return the chances of a simulation, and the assumptions that it drew."""
    means = {key: _Mean() for key in monthly}
    for number, (_, figures) in enumerate(started.collector.passing(blocks_in_order(started.simulation))):
        size = size_of(number, started.simulation.draws)
        for key, mean in means.items():
            column = np.broadcast_to(figures.get(key, np.nan), size)
            mean.add(column <= 0 if Key.of(key).name == "stock" else column)
    done, months = started.finished(keep_order=False), evaluation.loaded.index_sets.axes["month"]
    ahead = {month: [key_of(name, month) for name in ("stock", "launches_not_hit")] for month in months}
    chances = PathChances(
        never_empty=float(np.mean(np.isinf(done.samples[EMPTY].values))),
        figures={key: statistics(evaluation, done, key) for key in done.samples},
        months={
            month: MonthChances(means[stock].value or 0.0, means[missed].value if missed in means else None)
            for month, (stock, missed) in ahead.items()
        },
    )
    return chances, done.sampled


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
