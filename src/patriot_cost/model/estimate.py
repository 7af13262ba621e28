"""Estimates: the values the formulas use, with range, dollars, basis and facts."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple

from patriot_cost.distributions.curve import reaches_beyond
from patriot_cost.distributions.distribution import Distribution
from patriot_cost.distributions.readings import READINGS, Interval, RangeReading
from patriot_cost.distributions.registry import DEFAULT, DISTRIBUTIONS, OF_OUTCOMES, Shape
from patriot_cost.errors import UsageFault
from patriot_cost.model.fields import Before, Identifier, PartialDate, Scope, Sentence, Year
from patriot_cost.model.ledger import Dollars
from patriot_cost.units import compact, currency, greatest, parse

Basis = Literal["reported", "derived", "assumed"]
Status = Literal["announced", "pledged", "contracted", "delivered"]
LARGEST, SMALLEST = 1e18, 1e-9
"""Numbers beyond these are mistakes; within them no product of a formula leaves the range of floats."""


def _number(raw: object) -> object:
    """Read text in the notation of the command line; `unknown` is None."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        # An integer of hundreds of digits is not a float; any of that size is refused below.
        raw = str(raw) if abs(raw) < LARGEST else str(LARGEST * 10)
    if not isinstance(raw, str):
        return raw
    if raw == "unknown":
        return None
    try:
        reading = parse(raw)
    except UsageFault as fault:
        raise ValueError(fault.message) from None
    if reading.shape:
        raise ValueError(f"'{raw}' is a range; needed: one number here, and low and high beside it")
    return reading.value


Number = Annotated[float | None, Before(_number)]
FactIds = tuple[Identifier, ...]
Numbers = tuple[Annotated[float, Before(_number)], ...]


class Estimate(NamedTuple):
    """A value the model uses, 0 or more unless the table of assumptions has another least value.

    Attributes:
        value: the point estimate in `unit`; None is unknown, which is never 0.
        low, high: the ends of its range, read by `interval`, spread by `shape` (triangular if absent).
        interval_reason: the reason for that reading.
        outcomes, weights: its possible values and their weights, in place of a range of the shape `discrete`.
        bound: the truth may lie above (`floor`) or below (`ceiling`) the value.
        choice: a choice of policy, never varied unless asked.
        price_year: the year of its dollars; `price_year_assumed` if the source does not state it.
        dollars: the kind of its dollars; None is unstated.
        bridge: the reason for facts of another price scope, if it rests on any.
        covers: the elements of the work breakdown that a price includes, if not those of its kind.
        facts: the facts it rests on; `crosschecks` are others about the same, also if they disagree.
    """

    value: Number
    unit: str
    basis: Basis
    low: Number = None
    high: Number = None
    shape: Shape | None = None
    interval: Interval = "bounds"
    outcomes: Numbers = ()
    weights: Numbers = ()
    bound: Literal["floor", "ceiling"] | None = None
    choice: bool = False
    price_year: Year | None = None
    price_year_assumed: bool = False
    scope: Scope | None = None
    bridge: Sentence | None = None
    facts: FactIds = ()
    crosschecks: FactIds = ()
    rationale: Sentence | None = None
    dollars: Dollars | None = None
    interval_reason: Sentence | None = None
    covers: FactIds = ()

    @property
    def distribution(self) -> Distribution:
        """The distribution of its range."""
        return DISTRIBUTIONS[self.shape] if self.shape else DEFAULT

    @property
    def reading(self) -> RangeReading:
        """The reading of its ends."""
        return READINGS[self.interval]


def with_range(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the raw record of an estimate with the bounds of its range, if these follow from its outcomes."""
    try:
        numbers: Any = [_number(outcome) for outcome in raw["outcomes"]]
        amounts = {"low": min(numbers), "high": max(numbers)}
    except (KeyError, TypeError, ValueError):
        # The validator reports outcomes that are not numbers.
        return dict(raw)
    return {"shape": OF_OUTCOMES.name, **amounts, **raw}


def estimate_faults(estimate: Estimate, least: float = 0.0, most: float | None = None) -> list[str]:
    """Return the faults between the fields of an estimate, each of which is valid by itself.

    Args:
        estimate: the estimate.
        least: the least value.
        most: the greatest value, if not that of the unit.
    """
    most = greatest(estimate.unit) if most is None else most
    faults = [*_range_faults(estimate, least, most), *_shape_faults(estimate)]
    faults = faults or _interval_faults(estimate, least, most)
    return [*faults, *_money_faults(estimate), *_basis_faults(estimate)]


def _range_faults(estimate: Estimate, least: float, most: float) -> list[str]:
    low, value, high = estimate.low, estimate.value, estimate.high
    if (low is None) != (high is None):
        return ["a range needs both low and high"]
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


def _shape_faults(estimate: Estimate) -> list[str]:
    """Refuse a range that its distribution does not take; the default of `interval` is `bounds`."""
    distribution, low, high = estimate.distribution, estimate.low, estimate.high
    if (estimate.outcomes or estimate.weights) and (faults := _outcome_faults(estimate)):
        return faults
    if not distribution.takes(estimate.interval) and (low is not None or not estimate.reading.bounded):
        found = "has no bounds" if estimate.reading.bounded else "is read between bounds"
        others = " or ".join(f'"{name}"' for name in READINGS if distribution.takes(name))
        return [f"shape '{distribution.name}' {found}; needed: interval = {others}"]
    least, most = distribution.limits
    if low is not None and low <= least:
        return [f"low {compact(low)} of {distribution} range; needed: above {compact(least)}"]
    if high is not None and high >= most:
        return [f"high {compact(high)} of {distribution} range; needed: below {compact(most)}"]
    return []


def _interval_faults(estimate: Estimate, least: float, most: float) -> list[str]:
    """Refuse percentiles that are one number, and those that would be others where the curve is cut off."""
    low, value, high, reading = estimate.low, estimate.value, estimate.high, estimate.reading
    if reading.bounded or value is None or low is None or high is None:
        return []
    if low == high:
        both = f"low and high are both {compact(low)}, which no curve has as its {reading.words}"
        return [f'{both}; needed: interval = "bounds", or low below high']
    distribution = estimate.distribution
    parameters = distribution.parameters(reading.name, low, value, high)
    side = "" if reading.judged else reaches_beyond(distribution, parameters, least, most)
    if not side:
        return []
    end, limit = ("low", compact(least)) if side == "below" else ("high", compact(most))
    curve = f"{distribution} curve with the {reading.words} {compact(low)} to {compact(high)} goes {side} {limit}"
    needed = f"bounds, {compact(low)}..{compact(high)}, or a {end} end farther from {limit}"
    return [f"{curve}; cut off there it would have another interval; needed: {needed}"]


def _outcome_faults(estimate: Estimate) -> list[str]:
    outcomes, weights = estimate.outcomes, estimate.weights
    if len(outcomes) != len(weights):
        return [f"{len(outcomes)} outcomes with {len(weights)} weights; needed: one weight for each outcome"]
    if min(weights) < 0 or sum(weights) <= 0:
        return ["weights must be 0 or more, and not all 0"]
    if estimate.distribution is not OF_OUTCOMES:
        return [f"outcomes with shape '{estimate.shape}'; needed: shape = \"{OF_OUTCOMES.name}\""]
    if (estimate.low, estimate.high) != (min(outcomes), max(outcomes)):
        return ["low and high are not the least and the greatest outcome; leave them out"]
    return []


def _money_faults(estimate: Estimate) -> list[str]:
    if currency(estimate.unit) and estimate.value is not None and estimate.price_year is None:
        return ["a money value without price_year; needed: the year of its dollars"]
    if estimate.dollars is not None and not currency(estimate.unit):
        return [f"dollars '{estimate.dollars}' of {estimate.unit}; only money has a kind of dollars"]
    return []


def _basis_faults(estimate: Estimate) -> list[str]:
    if estimate.basis in {"reported", "derived"} and not estimate.facts:
        return [f"basis '{estimate.basis}' without facts; needed: the ids of the facts it rests on"]
    if estimate.basis in {"derived", "assumed"} and not estimate.rationale:
        return [f"basis '{estimate.basis}' without rationale; needed: why this value"]
    return []


def below(estimates: Mapping[str, Estimate], path: str) -> dict[str, Estimate]:
    """Return the estimates of a series or of items directly below a path, by their last name."""
    return {
        name.rpartition(".")[2]: estimate for name, estimate in estimates.items() if name.rpartition(".")[0] == path
    }


class Promise(NamedTuple):
    """A pledge in kind, of whole batteries, interceptors or both.

    `donor` gives it, if the entry's name is not itself a donor; `part_of` is the path of the package
    that already contains this one, which is then shown but not counted again. `for_gap` is the reason for which the
    goods of a budget are for this gap, and not for the stock of its country.
    """

    status: Status | None = None
    donor: Identifier | None = None
    stated_by: str | None = None
    stated_on: PartialDate | None = None
    authorised_by: str | None = None
    part_of: str | None = None
    remark: Sentence | None = None
    for_gap: Sentence | None = None


class Commitment(NamedTuple):
    """A promise of money with its estimate: the fields of a pledge, and how it counts.

    `credited` is false for money that cannot be counted against the need, because it buys something else
    or because its part for this need is not published; the remark says which. `from_year` is the first year in
    which it can be spent, None from the start.
    """

    status: Status | None = None
    donor: Identifier | None = None
    stated_by: str | None = None
    stated_on: PartialDate | None = None
    authorised_by: str | None = None
    part_of: str | None = None
    remark: Sentence | None = None
    credited: bool = True
    from_year: Year | None = None
    for_gap: Sentence | None = None


Promised = Promise | Commitment
"""A promise of a donor, in kind or in money."""
