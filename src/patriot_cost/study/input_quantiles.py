"""Quantiles of an uncertain input, from its range and shape."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import brentq

from patriot_cost.distributions.registry import DISTRIBUTIONS
from patriot_cost.units import greatest

if TYPE_CHECKING:
    from patriot_cost.distributions.distribution import Quantile
    from patriot_cost.distributions.registry import Shape
    from patriot_cost.engine.step import Input
    from patriot_cost.model.estimate import Estimate

_TINY = 2.0**-60
"""The least probability at which an unbounded distribution has a value."""
_COUNTED = frozenset({"battery", "interceptor"})
"""Units that are counted in integers."""


class Spread(NamedTuple):
    """The distribution of an input: `low` and `high` are bounds, or 5th and 95th percentiles if `percentiles` is true.

    Only integers are drawn if `integer` is true. `outcomes` with `weights` replace the range. Nothing is drawn below
    `least` or above `most`.
    """

    shape: Shape
    low: float
    value: float
    high: float
    percentiles: bool = False
    integer: bool = False
    least: float = 0.0
    most: float = np.inf
    outcomes: tuple[float, ...] = ()
    weights: tuple[float, ...] = ()


def spread_of(estimate: Estimate, entry: Input, least: float = 0.0, most: float | None = None) -> Spread | None:
    """Return the distribution of an estimate in the dollars of its input; None if it has no range or no value.

    Nothing is drawn below `least`, nor above `most`, which is 1 for a share unless it is stated.

    Ranges in counted units with integer bounds give integers, as do discrete distributions.
    """
    if estimate.value is None or estimate.low is None or estimate.high is None or entry.value is None:
        return None
    scale = entry.value / estimate.value if estimate.value else 1.0
    if entry.low is not None and entry.high is not None:
        low, high = entry.low, entry.high
    else:
        low, high = estimate.low * scale, estimate.high * scale
    amounts = (estimate.low, estimate.value, estimate.high)
    counted = estimate.unit in _COUNTED and all(amount == int(amount) for amount in amounts)
    return Spread(
        shape=estimate.distribution.name,
        low=low,
        value=entry.value,
        high=high,
        percentiles=estimate.interval == "p5p95",
        integer=not estimate.outcomes and (counted or estimate.distribution.integer),
        least=least,
        most=greatest(estimate.unit) if most is None else most,
        outcomes=tuple(outcome * scale for outcome in estimate.outcomes),
        weights=estimate.weights,
    )


def quantile(spread: Spread) -> Quantile:
    """Return the quantile function, which takes probabilities from 0 to 1."""
    if spread.outcomes:
        return _outcomes(spread)
    if spread.low == spread.high:
        return lambda probability: np.full_like(probability, spread.value)
    if not spread.integer:
        return _bounded(_curve(spread), spread.least, spread.most)
    # Each integer covers the values within 0.5 of it.
    wide = spread._replace(low=spread.low - 0.5, high=spread.high + 0.5)
    curve = _curve(wide)
    least, most = (spread.least, spread.most) if spread.percentiles else (spread.low, spread.high)
    return lambda probability: np.clip(np.rint(curve(probability)), least, most)


def _bounded(curve: Quantile, least: float, most: float) -> Quantile:
    """Truncate a curve below `least` and above `most`, and rescale the rest."""
    at = partial(_at, curve)
    first = brentq(lambda p: at(p) - least, _TINY, 1 - 1e-12, xtol=1e-15) if at(_TINY) < least else 0.0
    last = brentq(lambda p: at(p) - most, 1e-12, 1 - 1e-15, xtol=1e-15) if at(1 - 1e-15) > most else 1.0
    if (first, last) == (0.0, 1.0):
        return curve
    return lambda probability: np.clip(curve(first + probability * (last - first)), least, most)


def _at(curve: Quantile, probability: float) -> float:
    return float(curve(np.array([probability]))[0])


def _curve(spread: Spread) -> Quantile:
    distribution, parameters = DISTRIBUTIONS[spread.shape], (spread.low, spread.value, spread.high)
    return distribution.quantile(*(distribution.from_percentiles(*parameters) if spread.percentiles else parameters))


def _outcomes(spread: Spread) -> Quantile:
    values = np.array(spread.outcomes)
    steps = np.cumsum(spread.weights) / np.sum(spread.weights)
    return lambda probability: values[np.minimum(np.searchsorted(steps, probability, side="right"), len(values) - 1)]


def inverse(spread: Spread):
    q = quantile(spread)
    return lambda p: float(q(np.array([p]))[0])
