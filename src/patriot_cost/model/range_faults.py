"""Faults of the range of an estimate: its numbers, its shape and the reading of low and high."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from patriot_cost.distributions.curve import reaches_beyond
from patriot_cost.distributions.readings import READINGS
from patriot_cost.distributions.registry import OF_OUTCOMES
from patriot_cost.units import compact

if TYPE_CHECKING:
    from patriot_cost.distributions.distribution import Distribution
    from patriot_cost.distributions.readings import RangeReading

LARGEST, SMALLEST = 1e18, 1e-9
"""Numbers beyond these are mistakes; within them no product of a formula leaves the range of floats."""


class StatedRange(Protocol):
    """The part of an estimate that is its range."""

    @property
    def low(self) -> float | None:
        """The low end, None without a range."""

    @property
    def value(self) -> float | None:
        """The point estimate, None if it is unknown."""

    @property
    def high(self) -> float | None:
        """The high end, None without a range."""

    @property
    def shape(self) -> str | None:
        """The name of its distribution, if it is stated."""

    @property
    def distribution(self) -> Distribution:
        """Its distribution."""

    @property
    def reading(self) -> RangeReading:
        """The reading of its ends."""

    @property
    def interval_reason(self) -> str | None:
        """The reason for that reading, if it is stated."""

    @property
    def outcomes(self) -> tuple[float, ...]:
        """Its possible values in place of a range."""

    @property
    def weights(self) -> tuple[float, ...]:
        """The weights of these."""


def range_faults(stated: StatedRange, least: float, most: float) -> list[str]:
    """Return the faults of a range between the least and the greatest value."""
    faults = [*_number_faults(stated, least, most), *_shape_faults(stated)]
    return faults or _interval_faults(stated, least, most)


def _number_faults(stated: StatedRange, least: float, most: float) -> list[str]:
    low, value, high = stated.low, stated.value, stated.high
    if (low is None) != (high is None):
        return ["a range needs both low and high"]
    if low is None and (not stated.reading.bounded or stated.interval_reason):
        word = "interval" if not stated.reading.bounded else "interval_reason"
        return [f"{word} without low and high; needed: both, or no {word}"]
    if value is None:
        return []
    faults = []
    if low is not None and low > value:
        faults.append(f"low {compact(low)} is above value {compact(value)}; needed: low <= value <= high")
    if high is not None and high < value:
        faults.append(f"high {compact(high)} is below value {compact(value)}; needed: low <= value <= high")
    amounts = [end for end in (low, value, high) if end is not None]
    strange = [end for end in amounts if abs(end) > LARGEST or 0 < abs(end) < SMALLEST]
    if strange:
        faults.append(f"{strange[0]:g} is out of all proportion; needed: 0, or {SMALLEST:g} to {LARGEST:g}")
    elif min(amounts) < least:
        faults.append(
            f"{compact(min(amounts))} is {'too low' if least else 'negative'}; needed: {compact(least)} or more"
        )
    if max(amounts) > most:
        needed = f"{compact(least)} to {compact(most)}, or {compact(100 * least)}% to {compact(100 * most)}%"
        faults.append(f"a share of {compact(max(amounts))} is above {compact(most)}; needed: {needed}")
    return faults


def _shape_faults(stated: StatedRange) -> list[str]:
    """Refuse a range that its distribution does not take; the default of `interval` is `bounds`."""
    distribution, low, high = stated.distribution, stated.low, stated.high
    if (stated.outcomes or stated.weights) and (faults := _outcome_faults(stated)):
        return faults
    if not distribution.takes(stated.reading.name) and (low is not None or not stated.reading.bounded):
        found = "has no bounds" if stated.reading.bounded else "is read between bounds"
        others = " or ".join(f'"{name}"' for name in READINGS if distribution.takes(name))
        return [f"shape '{distribution.name}' {found}; needed: interval = {others}"]
    least, most = distribution.limits
    if low is not None and low <= least:
        return [f"low {compact(low)} of {distribution} range; needed: above {compact(least)}"]
    if high is not None and high >= most:
        return [f"high {compact(high)} of {distribution} range; needed: below {compact(most)}"]
    return []


def _interval_faults(stated: StatedRange, least: float, most: float) -> list[str]:
    """Refuse percentiles that are one number, and those that would be others where the curve is cut off."""
    low, value, high, reading = stated.low, stated.value, stated.high, stated.reading
    if reading.bounded or value is None or low is None or high is None:
        return []
    if low == high:
        both = f"low and high are both {compact(low)}, which no curve has as its {reading.words}"
        return [f'{both}; needed: interval = "bounds", or low below high']
    distribution = stated.distribution
    parameters = distribution.parameters(reading.name, low, value, high)
    side = "" if reading.judged else reaches_beyond(distribution, parameters, least, most)
    if not side:
        return []
    end, limit = ("low", compact(least)) if side == "below" else ("high", compact(most))
    curve = f"{distribution} curve with the {reading.words} {compact(low)} to {compact(high)} goes {side} {limit}"
    needed = f"bounds, {compact(low)}..{compact(high)}, or a {end} end farther from {limit}"
    return [f"{curve}; cut off there it would have another interval; needed: {needed}"]


def _outcome_faults(stated: StatedRange) -> list[str]:
    outcomes, weights = stated.outcomes, stated.weights
    if len(outcomes) != len(weights):
        return [f"{len(outcomes)} outcomes with {len(weights)} weights; needed: one weight for each outcome"]
    if min(weights) < 0 or sum(weights) <= 0:
        return ["weights must be 0 or more, and not all 0"]
    if stated.distribution is not OF_OUTCOMES:
        return [f"outcomes with shape '{stated.shape}'; needed: shape = \"{OF_OUTCOMES.name}\""]
    if (stated.low, stated.high) != (min(outcomes), max(outcomes)):
        return ["low and high are not the least and the greatest outcome; leave them out"]
    return []
