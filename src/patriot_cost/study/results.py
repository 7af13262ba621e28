"""The records that studies return: numbers in base units, paths and keys as they are typed."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - a schema reads the hints when it runs
from typing import TYPE_CHECKING, Literal, NamedTuple

from patriot_cost.model.shape import record

if TYPE_CHECKING:
    from patriot_cost.study.uncertain_inputs import UncertainInputs

BracketOrigin = Literal["as asked", "its own range", "by default"]
"""Where the bracket of a goal seek is from."""


class Swing(NamedTuple):
    """A figure with one uncertain input at its low and at its high, all else at the point; None is unknown.

    `at_low` and `at_high` are in the unit of the figure, infinite where it never happens. `swing` is the distance
    between the two: infinite where the figure never happens at one of them, None where it is unknown at one, 0 where
    they differ by rounding only.
    """

    path: str
    at_low: float | None
    at_high: float | None
    swing: float | None


class Sensitivity(NamedTuple):
    """The swings of each figure, the widest first; those without a known end stand before them."""

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
    """Where a figure passes the target without taking it: its values just before and just after.

    A value is infinite where the figure never happens, and not a number where it is unknown.
    """

    at: float
    before: float
    after: float


class Roots(NamedTuple):
    """All values of an input within a bracket at which a figure takes a target.

    `values` and `intervals`, in which every value fits, are in order. `at_bounds` is the figure at the bounds of the
    bracket, not a number where it is unknown; `nearest` is the input and the figure where the figure comes nearest to
    the target, None where it is known nowhere.
    """

    values: tuple[float, ...]
    intervals: tuple[tuple[float, float], ...]
    jumps: tuple[Jump, ...]
    at_bounds: tuple[float, float]
    nearest: tuple[float, float] | None


class Solution(NamedTuple):
    """Goal seek: the values of one assumption that make a figure a target, and both as they are in the case.

    Values of the assumption are in `unit`, money in dollars of `price_year`. Where nothing solves it, the roots have
    neither values nor intervals.
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
    """The budget at a confidence level, in per cent, its contingency above the point estimate, and that of each addend.

    The contingency is below 0 where the estimate is ample. The parts, by key or path, add up to it; there are none
    where the figure is not a sum or does not vary.
    """

    confidence: float
    budget: float | None
    contingency: float | None
    parts: Mapping[str, float]


class PairCorrelation(NamedTuple):
    """Two assumptions that were drawn together."""

    paths: tuple[str, ...]
    coefficient: float
