"""The stock of interceptors in draws: months resampled, and every assumption with a range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from patriot_cost.engine.keys import key_of
from patriot_cost.model.record_shape import ABSENT
from patriot_cost.report.resampling_notes import resampled_months
from patriot_cost.report.simulation_result import statistics
from patriot_cost.report.stock_chances import EMPTY, OF_PATH
from patriot_cost.report.study_records import MonthChances, StockChances
from patriot_cost.study.blocks import blocks_in_order
from patriot_cost.study.random_points import size_of
from patriot_cost.study.simulate import start

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.drawing import Drawing


def draw_stock(evaluation: Evaluation, drawing: Drawing) -> StockChances:
    """Draw the stock of each month ahead, and return its chances.

    Raises:
        UsageFault: an option of the drawing is out of its limits.
        CannotCompute: the first month that ends empty is unknown.
    """
    evaluation.need(OF_PATH, ())
    keys = [key for key in OF_PATH if key == EMPTY or evaluation[key].value is not None]
    months = evaluation.loaded.index_sets.axes["month"]
    stocks = [key_of("stock", month) for month in months]
    missed = [key for month in months if evaluation[key := key_of("launches_not_hit", month)].value is not None]
    started = start(evaluation, keys, drawing, (*stocks, *missed))
    draws = started.simulation.draws
    means = {key: _Mean() for key in (*stocks, *missed)}
    for number, (_, figures) in enumerate(started.collector.passing(blocks_in_order(started.simulation))):
        size = size_of(number, draws)
        for key in stocks:
            means[key].add(np.broadcast_to(figures[key] <= 0, size))
        for key in missed:
            means[key].add(np.broadcast_to(figures.get(key, np.nan), size))
    done = started.finished(keep_order=False)
    return StockChances(
        draws=draws,
        seed=drawing.seed,
        drawn=done.sampled,
        never_empty=float(np.mean(np.isinf(done.samples[EMPTY].values))),
        figures={key: statistics(evaluation, done, key) for key in keys},
        months={
            month: MonthChances(means[stock].value or 0.0, means[key].value if key in means else None)
            for month, stock in zip(months, stocks, strict=True)
            for key in [key_of("launches_not_hit", month)]
        },
        resampled=resampled_months(evaluation.loaded, done.months.months) if done.months else ABSENT,
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
