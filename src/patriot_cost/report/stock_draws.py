"""The record of the stock in draws: its design, and the chances of its months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.model.record_shape import ABSENT
from patriot_cost.report.resampling_notes import resampled_months
from patriot_cost.report.simulation_result import statistics
from patriot_cost.report.study_records import MonthChances, PathChances, StockChances
from patriot_cost.study.stock_draws import draw_stock

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.drawing import Drawing
    from patriot_cost.study.stock_draws import PathDraws


def stock_chances(evaluation: Evaluation, drawing: Drawing) -> StockChances:
    """Draw the stock of each month ahead, and return its chances; see `draw_stock` for the errors."""
    drawn = draw_stock(evaluation, drawing)
    return StockChances(
        draws=drawn.draws,
        seed=drawing.seed,
        drawn=drawn.path.done.sampled,
        chances=_chances(evaluation, drawn.path),
        resampled=resampled_months(evaluation.loaded, drawn.months.months) if drawn.months else ABSENT,
        months_alone=_chances(evaluation, drawn.months_alone) if drawn.months_alone else ABSENT,
    )


def _chances(evaluation: Evaluation, path: PathDraws) -> PathChances:
    return PathChances(
        never_empty=path.never_empty,
        figures={key: statistics(evaluation, path.done, key) for key in path.done.samples},
        months={month: MonthChances(chance, path.not_hit[month]) for month, chance in path.empty.items()},
    )
