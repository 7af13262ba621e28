"""What studies add to the JSON envelope, each under a key of its own."""

from __future__ import annotations

from typing import TypedDict

from patriot_cost.report.compared_data import ComparisonData


class JumpData(TypedDict):
    """Where a figure passes the target without taking it, with its values just before and just after."""

    at: float
    before: float | str | None
    after: float | str | None


class SolutionData(TypedDict):
    """Goal seek: all values of one assumption, in base units, at which a figure takes the target.

    In `intervals` (low, high) every value does.
    """

    figure: str
    target: float | str | None
    path: str
    values: list[float]
    intervals: list[list[float]]
    jumps: list[JumpData]
    unit: str
    price_year: int | None
    within: list[float]
    within_from: str
    value_at_case: float | None
    figure_at_case: float | str | None


class MemberData(TypedDict):
    """The range of one year of an assumption whose years move together."""

    low: float
    high: float


class SwingData(TypedDict):
    """A figure with one assumption at its low and at its high; where several move together, `low` is null.

    A swing of null has no end, or is unknown. `interval` says what low and high are: bounds, the ends of a 90 %
    interval, or flat.
    """

    path: str
    label: str
    low: float | None
    high: float | None
    members: dict[str, MemberData]
    unit: str
    price_year: int | None
    interval: str
    at_low: float | str | None
    at_high: float | str | None
    swing: float | None
    swing_unit: str
    reason: str | None


class IndexData(TypedDict):
    """The part of a figure's variance that an assumption explains, alone (`first`) and with others (`total`).

    `first_within` and `total_within` are half the widths of their 95 % intervals.
    """

    path: str
    label: str
    first: float
    first_within: float
    total: float
    total_within: float
    samples: int


class SoughtData(TypedDict, total=False):
    """The keys of goal seek and of sensitivity, one at a time and all at once."""

    solution: SolutionData
    sensitivity: dict[str, list[SwingData]]
    indices: dict[str, list[IndexData]]


class PointData(TypedDict):
    """A point of an S-curve: the chance that an amount, or a month, is enough."""

    value: float | str
    chance: float | None


class ContingencyData(TypedDict):
    """What the budget at a confidence level needs above the point estimate, and the part of each addend."""

    confidence: float
    budget: float | None
    contingency: float | None
    parts: dict[str, float]


class CorrelationData(TypedDict):
    """Two assumptions that were drawn together."""

    paths: list[str]
    coefficient: float


class StatedCorrelationData(TypedDict):
    """Correlations as the case states them: one coefficient for every two of the paths, or null for a matrix."""

    name: str
    paths: list[str]
    coefficient: float | None
    basis: str
    rationale: str


class SimulationData(TypedDict):
    """How a simulation was drawn, and what follows from it, by figure.

    `held` are assumptions with a range that were not drawn because they are choices of policy. `s_curve` ends where
    one draw in a hundred is left. `closed_by` is the chance that the gap is closed by the end of a year.
    """

    draws: int
    sampler: str
    drawn: list[str]
    held: list[str]
    correlations: list[CorrelationData]
    stated_correlations: list[StatedCorrelationData]
    s_curve: dict[str, list[PointData]]
    contingency: dict[str, ContingencyData]
    closed_by: list[PointData]


class AxisData(TypedDict):
    """One varied path: its values, with `*` or `+` as operator where they scale or raise what the case states."""

    path: str
    operator: str
    unit: str
    values: list[float | str]


class SweepData(TypedDict):
    """The points of a sweep, a column for each path and figure; null is unknown, `never` beyond the horizon."""

    axes: list[AxisData]
    figures: list[str]
    zip: bool
    points: dict[str, list[float | str | None]]


class StudyData(SoughtData, ComparisonData, total=False):
    """What answers carry besides."""

    simulation: SimulationData
    sweep: SweepData
