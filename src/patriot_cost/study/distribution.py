"""How an uncertain input is spread: from a range and its shape to the value at any probability."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, assert_never

import numpy as np
from scipy.optimize import brentq
from scipy.special import betainc, betaincinv, betaln, ndtri

from patriot_cost.model.interval import triangle_below

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.engine.result import Input
    from patriot_cost.model.estimate import Estimate, Shape
    from patriot_cost.model.interval import Below
    from patriot_cost.study.model import Column

    Quantile = Callable[[Column], Column]

_P5, _P95 = 0.05, 0.95
_TINY, _ALMOST_ONE = 2.0**-60, 1 - 2.0**-53
"""Where a curve without ends is cut: it has no value at 0 and at 1."""
_COUNTED = frozenset({"battery", "interceptor"})
"""Units of what there is only whole of."""
_CELLS, _STEEP = 4096, 16
"""Cells of a table of quantiles, and those at each end where the curve is too steep for a cubic."""
_PERT_WEIGHT = 4.0
_LOGARITHMS = (-20.0, 20.0)
"""Between which the logarithm of how far a bound lies beyond an interval is looked for, in widths of that interval."""


class Spread(NamedTuple):
    """A range as read: `low` and `high` are bounds, or the ends of a 90 % interval where `inner`.

    `whole` says that only whole numbers are drawn. `outcomes` with `weights` replace the range. Nothing is drawn
    below `least` or above `most`.
    """

    shape: Shape
    low: float
    value: float
    high: float
    inner: bool = False
    whole: bool = False
    least: float = 0.0
    most: float = np.inf
    outcomes: tuple[float, ...] = ()
    weights: tuple[float, ...] = ()


def spread_of(estimate: Estimate, entry: Input, least: float = 0.0) -> Spread | None:
    """Return how an estimate is spread in the dollars its input is in; None where it has no range or no value.

    Nothing is drawn below `least`, and no share above 1.

    A range without a shape is triangular. Ranges of things that there is only whole of, with whole ends, and those
    whose shape is `discrete`, give whole numbers.
    """
    if estimate.value is None or estimate.low is None or estimate.high is None or entry.value is None:
        return None
    scale = entry.value / estimate.value if estimate.value else 1.0
    if entry.low is not None and entry.high is not None:
        low, high = entry.low, entry.high
    else:
        low, high = estimate.low * scale, estimate.high * scale
    ends = (estimate.low, estimate.value, estimate.high)
    counted = estimate.unit in _COUNTED and all(end == int(end) for end in ends)
    return Spread(
        shape=estimate.shape or "triangular",
        low=low,
        value=entry.value,
        high=high,
        inner=estimate.interval == "p5p95",
        whole=not estimate.outcomes and (counted or estimate.shape == "discrete"),
        least=least,
        most=1.0 if estimate.unit == "share" else np.inf,
        outcomes=tuple(outcome * scale for outcome in estimate.outcomes),
        weights=estimate.weights,
    )


def quantile(spread: Spread) -> Quantile:
    """Return the inverse of the cumulative distribution: probabilities from 0 to 1 to values."""
    if spread.outcomes:
        return _outcomes(spread)
    if spread.low == spread.high:
        return lambda probability: np.full_like(probability, spread.value)
    if not spread.whole:
        return _bounded(_curve(spread), spread.least, spread.most)
    # Each whole number stands for what lies within a half of it.
    wide = spread._replace(low=spread.low - 0.5, high=spread.high + 0.5)
    curve = _curve(wide)
    least, most = (spread.least, spread.most) if spread.inner else (spread.low, spread.high)
    return lambda probability: np.clip(np.rint(curve(probability)), least, most)


def _ends(spread: Spread) -> tuple[float, float, float]:
    """Return low, value and high as the curve takes them: bounds, but a 90 % interval for curves without ends."""
    if not spread.inner:
        return spread.low, spread.value, spread.high
    match spread.shape:
        case "normal" | "lognormal":
            return spread.low, spread.value, spread.high
        case "uniform":
            beyond = (spread.high - spread.low) * _P5 / (_P95 - _P5)
            return spread.low - beyond, spread.value, spread.high + beyond
        case "triangular" | "discrete":
            return _outer(spread, triangle_below)
        case "pert":
            return _outer(spread, _pert_below)
        case _:
            assert_never(spread.shape)


def _outer(spread: Spread, below: Below) -> tuple[float, float, float]:
    """Find the bounds of a curve from its mode and its 5th and 95th percentiles.

    For each low there is one high that leaves a twentieth above; the lower that low, the more lies below.
    """
    width = spread.high - spread.low
    mode = (spread.value - spread.low) / width

    def high_for(low: float) -> float:
        return 1 + float(np.exp(brentq(lambda x: below(low, mode, 1 + float(np.exp(x)), 1.0) - _P95, *_LOGARITHMS)))

    def missed(beyond: float) -> float:
        low = -float(np.exp(beyond))
        return below(low, mode, high_for(low), 0.0) - _P5

    low = -float(np.exp(brentq(missed, *_LOGARITHMS)))
    return spread.low + width * low, spread.value, spread.low + width * high_for(low)


def _pert_below(low: float, mode: float, high: float, at: float) -> float:
    left, right = _pert_exponents(low, mode, high)
    return float(betainc(left, right, (at - low) / (high - low)))


def _bounded(curve: Quantile, least: float, most: float) -> Quantile:
    """Leave out what a curve holds below `least` or above `most`, and spread the rest."""
    at = partial(_at, curve)
    first = brentq(lambda p: at(p) - least, _TINY, 1 - 1e-12, xtol=1e-15) if at(_TINY) < least else 0.0
    last = brentq(lambda p: at(p) - most, 1e-12, 1 - 1e-15, xtol=1e-15) if at(1 - 1e-15) > most else 1.0
    if (first, last) == (0.0, 1.0):
        return curve
    return lambda probability: np.clip(curve(first + probability * (last - first)), least, most)


def _at(curve: Quantile, probability: float) -> float:
    return float(curve(np.array([probability]))[0])


def _curve(spread: Spread) -> Quantile:
    ends = _ends(spread)
    match spread.shape:
        case "uniform":
            return _uniform(*ends)
        case "triangular" | "discrete":
            return _triangular(*ends)
        case "pert":
            return _pert(*ends)
        case "normal":
            return _normal(*ends)
        case "lognormal":
            return _lognormal(*ends)
        case _:
            assert_never(spread.shape)


def _uniform(low: float, _: float, high: float) -> Quantile:
    return lambda probability: low + (high - low) * probability


def _triangular(low: float, mode: float, high: float) -> Quantile:
    width = high - low
    turn = (mode - low) / width
    rising, falling = width * (mode - low), width * (high - mode)

    def value(probability: Column) -> Column:
        # In place: three columns in all, which the processor's cache holds.
        left, right = probability * rising, 1 - probability
        np.sqrt(left, out=left)
        left += low
        right *= falling
        np.sqrt(right, out=right)
        np.subtract(high, right, out=right)
        return np.where(probability < turn, left, right)

    return value


def _pert(low: float, mode: float, high: float) -> Quantile:
    """Return the quantiles of the PERT curve (a beta curve with weight 4 on the mode), from a table.

    Cubic between exact points, and exact itself where the curve is steep: to within 1e-8 of the range. The exact
    curve takes ten times as long.
    """
    left, right = _pert_exponents(low, mode, high)
    grid = np.linspace(0.0, 1.0, _CELLS + 1)
    knots = betaincinv(left, right, grid)
    inner = knots[1:-1]
    density = np.exp((left - 1) * np.log(inner) + (right - 1) * np.log1p(-inner) - betaln(left, right))
    slopes = np.concatenate([[0.0], 1 / (density * _CELLS), [0.0]])

    def value(probability: Column) -> Column:
        place = probability * _CELLS
        cell = np.minimum(place.astype(np.intp), _CELLS - 1)
        part = place - cell
        start, end = knots[cell], knots[cell + 1]
        rise, first, last = end - start, slopes[cell], slopes[cell + 1]
        bend = first + last - 2 * rise
        x: Column = start + part * (first + part * (rise - first - bend + part * bend))
        steep = (cell < _STEEP) | (cell >= _CELLS - _STEEP)
        x[steep] = betaincinv(left, right, probability[steep])
        return low + (high - low) * x

    return value


def _pert_exponents(low: float, mode: float, high: float) -> tuple[float, float]:
    share = (mode - low) / (high - low)
    return 1 + _PERT_WEIGHT * share, 1 + _PERT_WEIGHT * (1 - share)


def _normal(low: float, _: float, high: float) -> Quantile:
    center, width = (low + high) / 2, (high - low) / 2 / float(ndtri(_P95))
    return lambda probability: center + width * ndtri(np.clip(probability, _TINY, _ALMOST_ONE))


def _lognormal(low: float, value: float, high: float) -> Quantile:
    logarithm = _normal(float(np.log(low)), value, float(np.log(high)))
    return lambda probability: np.exp(logarithm(probability))


def _outcomes(spread: Spread) -> Quantile:
    values = np.array(spread.outcomes)
    steps = np.cumsum(spread.weights) / np.sum(spread.weights)
    return lambda probability: values[np.minimum(np.searchsorted(steps, probability, side="right"), len(values) - 1)]
