"""Estimates: the values the formulas use, with range, dollars, basis and facts."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple

from patriot_cost.distributions.distribution import Distribution
from patriot_cost.distributions.readings import READINGS, Interval, RangeReading
from patriot_cost.distributions.registry import DEFAULT, DISTRIBUTIONS, OF_OUTCOMES, Shape
from patriot_cost.errors import UsageFault
from patriot_cost.model.elements import Element
from patriot_cost.model.fields import Before, Identifier, PartialDate, Scope, Sentence, Year
from patriot_cost.model.ledger import Dollars
from patriot_cost.model.range_faults import LARGEST, range_faults
from patriot_cost.units import currency, greatest, parse

Basis = Literal["reported", "derived", "assumed"]
Status = Literal["announced", "pledged", "contracted", "delivered"]


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
Elements = tuple[Element, ...]
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
    covers: Elements = ()

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
    return [*range_faults(estimate, least, most), *_money_faults(estimate), *_basis_faults(estimate)]


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
