"""Months resampled in draws: the launches of each month ahead are those of a month observed, with replacement.

Each month alone is the bootstrap (Efron 1979, doi:10.1214/aos/1176344552). Blocks of consecutive months, each as likely
as any other, are the moving-block bootstrap (Kuensch 1989, doi:10.1214/aos/1176347265).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.resampling import BLOCK, LAUNCHES, months_behind, resampling
from patriot_cost.distributions.curve import Spread
from patriot_cost.distributions.registry import OF_OUTCOMES
from patriot_cost.engine.keys import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.resampling import Resampling


class MonthSpreads(NamedTuple):
    """The outcomes of each month ahead, by the key of its launches, and the `months` that are resampled.

    The months of a block share the point of the first, which `same_point` names.
    """

    months: Resampling
    spreads: Mapping[str, Spread]
    same_point: Mapping[str, str]


def month_spreads(evaluation: Evaluation) -> MonthSpreads | None:
    """Return the outcomes of the months ahead; None if none are resampled, or no figure of the plan takes them."""
    behind, months = months_behind(evaluation), resampling(evaluation.loaded)
    if months is None or not behind:
        return None
    evaluation.need(behind, ())
    values = evaluation.values
    counts = [values[key_of("demand_observed", month)] or 0.0 for month in months.observed]
    starts = [months.observed.index(month) for month in months.starts]
    spreads: dict[str, Spread] = {}
    same_point: dict[str, str] = {}
    first: dict[float | None, tuple[str, int]] = {}
    for place, month in enumerate(evaluation.loaded.index_sets.axes["month"]):
        key = key_of(LAUNCHES, month)
        beginning, since = first.setdefault(values[key_of(BLOCK, month)], (key, place))
        outcomes = tuple(counts[start + place - since] for start in starts)
        point = values[key] or 0.0
        weights = (1.0,) * len(outcomes)
        spreads[key] = Spread(OF_OUTCOMES.name, min(outcomes), point, max(outcomes), outcomes=outcomes, weights=weights)
        same_point[key] = beginning
    return MonthSpreads(months, spreads, same_point)
