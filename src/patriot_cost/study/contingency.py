"""Contingency: the budget less the point estimate, divided among the addends by their uncertainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.study.results import Contingency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.study.draws import Moments
    from patriot_cost.study.summary import Sample


def contingency(sample: Sample, moments: Mapping[str, Moments], confidence: float, point: float) -> Contingency:
    """Return the budget at a confidence level, in per cent, and how far it lies above the point estimate.

    A part gets how far its mean lies above its own point estimate, and of the distance between the mean of the
    total and the budget as much as it has of the variance of the total: its covariance with it (Euler allocation;
    Tasche 1999, Risk contributions and performance measurement).
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
