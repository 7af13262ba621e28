"""The mean of an estimate over its range."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from patriot_cost.model.estimate import Estimate


def mean_of(estimate: Estimate) -> float | None:
    """Return the mean of the draws of an estimate; None if it is unknown."""
    if estimate.value is None or estimate.low is None or estimate.high is None or estimate.choice:
        return estimate.value
    if estimate.outcomes:
        weighed = zip(estimate.outcomes, estimate.weights, strict=True)
        return sum(outcome * weight for outcome, weight in weighed) / sum(estimate.weights)
    return (estimate.low + estimate.value + estimate.high) / 3
