"""The records that studies return: numbers in base units, paths and keys as they are typed."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - a schema reads the hints when it runs
from typing import TYPE_CHECKING, Literal, NamedTuple

from patriot_cost.model.record_shape import record

if TYPE_CHECKING:
    from patriot_cost.study.uncertain_inputs import UncertainInputs

BracketOrigin = Literal["as asked", "its own range", "by default"]
"""The origin of the bracket of a goal seek."""


class Swing(NamedTuple):
    """A figure with one uncertain input at its low and at its high, all else at the point; None is unknown.

    `at_low` and `at_high` are in the unit of the figure, infinite if it never happens. `swing` is the distance
    between the two: infinite if the figure never happens at one of them, None if it is unknown at one, 0 if they
    differ by rounding only.
    """

    path: str
    at_low: float | None
    at_high: float | None
    swing: float | None


class Sensitivity(NamedTuple):
    """The swings of each figure, the widest first, after those that are unknown at an end."""

    inputs: UncertainInputs
    swings: Mapping[str, tuple[Swing, ...]]


@record(row_only=["figure", "seed"])
class SobolIndex(NamedTuple):
    """The part of a figure's variance that an assumption explains, alone (`first`) and with others (`total`).

    `first_within` and `total_within` are half the widths of their 95 % intervals.
    """

    figure: str
    path: str
    label: str
    first: float
    first_within: float
    total: float
    total_within: float
    samples: int
    seed: int


class GlobalSensitivity(NamedTuple):
    """The Sobol indices of each figure, the largest total first."""

    inputs: UncertainInputs
    indices: Mapping[str, tuple[SobolIndex, ...]]


class Jump(NamedTuple):
    """An input at which a figure passes the target without taking it, and the figure just before and just after.

    A value is infinite if the figure never happens, and NaN if it is unknown.
    """

    at: float
    before: float
    after: float


class Roots(NamedTuple):
    """All values of an input within a bracket at which a figure takes a target.

    `values` and `intervals`, all of whose values are roots, are ascending. `at_bounds` is the figure at the bounds of
    the bracket, NaN if it is unknown; `nearest` is the input at which the figure comes nearest to the target, and the
    figure there, None if it is known nowhere.
    """

    values: tuple[float, ...]
    intervals: tuple[tuple[float, float], ...]
    jumps: tuple[Jump, ...]
    at_bounds: tuple[float, float]
    nearest: tuple[float, float] | None


class Solution(NamedTuple):
    """Goal seek: the values of one assumption at which a figure takes a target, and both in the case.

    Values of the assumption are in `unit`, money in dollars of `price_year`. If there is no solution, the
    roots have neither values nor intervals.
    """

    figure: str
    target: float
    figure_at_case: float | None
    path: str
    unit: str
    price_year: int | None
    value_at_case: float | None
    within: tuple[float, float]
    within_from: BracketOrigin
    roots: Roots


class Contingency(NamedTuple):
    """The budget at a confidence level, in per cent, its contingency above the point estimate, and its division.

    The contingency is 0 if the estimate reaches the budget. `parts`, by the key or path of each addend, and `by_year`,
    by the key of the payments of a year, each add up to it and are never below 0; there are none without contingency,
    nor where the figure has no addends or no payments by year.
    """

    confidence: float
    budget: float | None
    contingency: float | None
    parts: Mapping[str, float]
    by_year: Mapping[str, float]


class EqualPercentiles(NamedTuple):
    """The cost and the year at the same percentile of their draws, and the share of the draws that keep both."""

    percentile: float
    cost: float
    year: str
    chance: float


class FrontierPoint(NamedTuple):
    """The least cost that is kept together with a year at a level of confidence; None is not reached."""

    year: str
    cost: float | None


class JointConfidence(NamedTuple):
    """Pairs of a cost and a year, both figures by key, that both hold in `confidence` per cent of the draws.

    `chance_closed` is the share of the draws in which the date comes at all. `equal` has cost and year at the same
    percentile; it is None where that is not reached, as where the date comes in too few draws.
    """

    cost: str
    date: str
    confidence: float
    chance_closed: float
    equal: EqualPercentiles | None
    frontier: tuple[FrontierPoint, ...]


class PairCorrelation(NamedTuple):
    """The correlation of the normal scores of two assumptions, by path."""

    paths: tuple[str, ...]
    coefficient: float
