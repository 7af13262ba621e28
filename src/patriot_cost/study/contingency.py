"""Contingency: the budget less the point estimate, divided among the addends by their uncertainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.study.results import Contingency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.study.draw_statistics import Sample
    from patriot_cost.study.draws import Moments


def contingency(sample: Sample, moments: Mapping[str, Moments], confidence: float, point: float) -> Contingency:
    """Return the budget at a confidence level, in per cent, and its distance above the point estimate.

    A part receives the distance of its mean from its point estimate, and a share of the distance from the mean of the
    total to the budget in proportion to its covariance with the total (Euler allocation; Tasche 1999, Risk
    contributions and performance measurement).
    """
    budget = sample.percentile(confidence)
    if budget is None:
        return Contingency(confidence, None, None, {})
    variance = sum(part.covariance for part in moments.values())
    parts: dict[str, float] = {}
    if variance > 0:
        total = next(iter(moments.values()))
        above_mean = budget - total.total - total.sum_total / total.draws
        parts = {name: part.mean_shift + above_mean * part.covariance / variance for name, part in moments.items()}
    return Contingency(confidence, budget, budget - point, parts)
