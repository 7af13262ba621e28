"""The stock of interceptors in draws: months resampled, and every assumption with a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.simulate import Drawing


def draw_stock(evaluation: Evaluation, drawing: Drawing) -> StockChances:
    """Draw the stock of each month ahead, and return its chances.

    Raises:
        UsageFault: an option of the drawing is out of its limits.
        CannotCompute: the first month that ends empty is unknown.
    """
    evaluation.need(OF_PATH, ())
    keys = [key for key in OF_PATH if key == EMPTY or evaluation[key].value is not None]
    stocks = {month: key_of("stock", month) for month in evaluation.loaded.index_sets.axes["month"]}
    missed = {month: key_of("launches_not_hit", month) for month in stocks}
    started = start(evaluation, keys, drawing, (*stocks.values(), *missed.values()))
    empty, not_hit = dict.fromkeys(stocks, 0), dict.fromkeys(stocks, 0.0)
    draws = started.simulation.draws
    for number, (_, figures) in enumerate(started.collector.passing(blocks_in_order(started.simulation))):
        size = size_of(number, draws)
        for month in stocks:
            empty[month] += int(np.sum(np.broadcast_to(figures[stocks[month]] <= 0, size)))
            not_hit[month] += float(np.sum(np.broadcast_to(figures[missed[month]], size)))
    done = started.finished(keep_order=False)
    return StockChances(
        draws=draws,
        seed=drawing.seed,
        drawn=done.sampled,
        never_empty=float(np.mean(np.isinf(done.samples[EMPTY].values))),
        figures={key: statistics(evaluation, done, key) for key in keys},
        months={month: MonthChances(empty[month] / draws, not_hit[month] / draws) for month in stocks},
        resampled=resampled_months(evaluation.loaded, done.months.months) if done.months else ABSENT,
    )
