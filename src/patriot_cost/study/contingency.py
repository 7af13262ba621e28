"""Contingency: what a budget needs above the point estimate, and whose uncertainty asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.study.collect import Collected


def contingency(collected: Collected, figure: str, level: float, point: float) -> float | None:
    """Return the budget at a confidence level less the point estimate; below 0 where the estimate is ample."""
    budget = collected.samples[figure].percentile(level)
    return None if budget is None else budget - point


def shares(collected: Collected, figure: str, level: float) -> Mapping[str, float]:
    """Return the contingency of each part of a figure; together they are that of the whole.

    A part gets how far its mean lies above its own point estimate, and of the distance between the mean of the
    whole and the budget as much as it has of the variance of the whole: its covariance with it (Euler allocation;
    Tasche 1999). Nothing where the figure does not vary.
    """
    moments = collected.moments.get(figure, {})
    budget = collected.samples[figure].percentile(level)
    variance = sum(part.covariance for part in moments.values())
    if budget is None or not variance > 0:
        return {}
    whole = next(iter(moments.values()))
    above_mean = budget - whole.whole - whole.sum_whole / whole.draws
    return {name: part.mean_shift + above_mean * part.covariance / variance for name, part in moments.items()}
