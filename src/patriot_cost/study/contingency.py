"""Contingency: the budget less the point estimate, divided among the addends and over the years of payment."""

from __future__ import annotations

from itertools import accumulate, pairwise
from math import ulp
from typing import TYPE_CHECKING

from patriot_cost.study.results import Contingency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.study.draw_statistics import Sample
    from patriot_cost.study.draws import Moments


def contingency(
    sample: Sample, addends: Mapping[str, Moments], years: Mapping[str, Moments], confidence: float, point: float
) -> Contingency:
    """Return the budget at a confidence level, in per cent, and its distance above the point estimate.

    An addend receives the distance of its mean from its point estimate, and a share of the distance from the mean of
    the total to the budget in proportion to its covariance with the total (Euler allocation; Tasche 1999, Risk
    contributions and performance measurement); one that would give up money receives none, and the others share the
    whole. A year receives a share in proportion to its mean payments.
    """
    budget = sample.percentile(confidence)
    if budget is None:
        return Contingency(confidence, None, None, {}, {})
    amount = max(budget - point, 0.0)
    by_year = {key: moments.mean for key, moments in years.items()}
    return Contingency(confidence, budget, amount, divided(amount, _euler(addends, budget)), divided(amount, by_year))


def divided(amount: float, weights: Mapping[str, float]) -> dict[str, float]:
    """Divide an amount in proportion to weights; one below 0 counts as 0.

    Each part runs from one running total to the next, all of them integers of the last place of the amount: so the
    parts add up to it with no rounding, in any order. There are none of an amount that is not above 0.
    """
    running = [0.0, *accumulate(max(weight, 0.0) for weight in weights.values())]
    if not (amount > 0 and running[-1] > 0):
        return {}
    place = ulp(amount)
    totals = (round(amount * (part / running[-1]) / place) * place for part in running)
    return {name: total - before for name, (before, total) in zip(weights, pairwise(totals), strict=True)}


def _euler(addends: Mapping[str, Moments], budget: float) -> dict[str, float]:
    variance = sum(part.covariance for part in addends.values())
    if not variance > 0:
        return {}
    total = next(iter(addends.values()))
    above_mean = budget - total.total - total.sum_total / total.draws
    return {name: part.mean_shift + above_mean * part.covariance / variance for name, part in addends.items()}
