"""The spread of an estimate: the range that is drawn of it, and the mean of the draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.distributions.curve import Spread, curve_of
from patriot_cost.units import greatest

if TYPE_CHECKING:
    from patriot_cost.engine.step import Input
    from patriot_cost.model.assumption_kinds import Assumption
    from patriot_cost.model.estimate import Estimate

_COUNTED = frozenset({"battery", "interceptor"})
"""Units that are counted in integers."""


def spread_of(estimate: Estimate, entry: Input, least: float = 0.0, most: float | None = None) -> Spread | None:
    """Return the range of an estimate in the dollars of its input; None if it has no range or no value.

    Nothing is drawn below `least`, nor above `most`, which is 1 for a share unless it is stated.
    """
    if estimate.value is None or estimate.low is None or estimate.high is None or entry.value is None:
        return None
    scale = entry.value / estimate.value if estimate.value else 1.0
    if entry.low is not None and entry.high is not None:
        low, high = entry.low, entry.high
    else:
        low, high = estimate.low * scale, estimate.high * scale
    return Spread(
        shape=estimate.distribution.name,
        low=low,
        value=entry.value,
        high=high,
        interval=estimate.interval,
        integer=in_integers(estimate),
        least=least,
        most=greatest(estimate.unit) if most is None else most,
        outcomes=tuple(outcome * scale for outcome in estimate.outcomes),
        weights=estimate.weights,
    )


def in_integers(estimate: Estimate) -> bool:
    """Tell whether integers are drawn: of a discrete distribution, and in counted units between integers."""
    amounts = (estimate.low, estimate.value, estimate.high)
    counted = estimate.unit in _COUNTED and all(amount is not None and amount == int(amount) for amount in amounts)
    return not estimate.outcomes and (counted or estimate.distribution.integer)


def mean_of(estimate: Estimate, entry: Input, row: Assumption) -> float | None:
    """Return the mean of the draws of an estimate, in the dollars of its input; None if it is unknown.

    A choice of policy is not drawn, nor is an estimate without a range: their mean is their value.
    """
    spread = None if estimate.choice else spread_of(estimate, entry, row.least, row.most)
    return curve_of(spread).mean if spread else entry.value
