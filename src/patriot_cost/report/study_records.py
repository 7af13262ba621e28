"""The records of answers about studies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from patriot_cost.model.record_shape import ABSENT, Absent, record
from patriot_cost.report.answer_records import ComputedFigure
from patriot_cost.report.resampling_notes import ResampledMonths
from patriot_cost.study.results import Contingency, JointConfidence, PairCorrelation


@record(
    object_only=["values", "intervals", "jumps", "within", "within_from", "value_at_case", "figure_at_case"],
    row_only=["figure_unit", "value", "low", "high"],
)
class GoalSeek(NamedTuple):
    """Goal seek: all values of one assumption, in base units, at which a figure takes the target.

    In `intervals` (low, high) every value does.
    """

    figure: str
    target: float | str | None
    figure_unit: str
    path: str
    value: float | None
    low: float | None
    high: float | None
    values: tuple[float, ...]
    intervals: tuple[tuple[float, ...], ...]
    jumps: tuple[WrittenJump, ...]
    unit: str
    price_year: int | None
    within: tuple[float, ...]
    within_from: str
    value_at_case: float | None
    figure_at_case: float | str | None


class WrittenJump(NamedTuple):
    """A jump of a figure over the target, with its values just before and just after."""

    at: float
    before: float | str | None
    after: float | str | None


@record(object_only=["members"], row_only=["figure", "value", "figure_unit", "figure_price_year"])
class SensitivityBar(NamedTuple):
    """A figure with one assumption at its low and at its high; if several move together, `low` is null.

    A swing of null is infinite or unknown. `interval` names the reading of low and high: bounds, p15p85, p5p95,
    or flat.
    """

    figure: str
    value: float | str | None
    path: str
    label: str
    low: float | None
    high: float | None
    members: Mapping[str, Member]
    unit: str
    price_year: int | None
    interval: str
    at_low: float | str | None
    at_high: float | str | None
    swing: float | None
    swing_unit: str
    figure_unit: str
    figure_price_year: int | None
    reason: str | None


class Member(NamedTuple):
    """The range of one year of an assumption whose years move together."""

    low: float
    high: float


@record(object_only=["error", "unknown_draws", "never"])
class Statistics(NamedTuple):
    """The statistics of the draws of a figure.

    `p80` is the least amount that is not exceeded in 80 % of the draws; `error` holds the standard errors of the mean
    and of the percentiles, as of plain random draws. `chance_point_suffices` is the share of the draws that are not
    above the value, `outside_low_high` of those outside of low and high, which are at the stated ends of all ranges;
    null without these. `never` names the percentiles that lie beyond the horizon.
    """

    mean: float | None
    sd: float | None
    p5: float | str | None
    p10: float | str | None
    p20: float | str | None
    p30: float | str | None
    p40: float | str | None
    p50: float | str | None
    p60: float | str | None
    p70: float | str | None
    p80: float | str | None
    p90: float | str | None
    p95: float | str | None
    error: Mapping[str, float | None]
    chance_point_suffices: float | None
    outside_low_high: float | None
    unknown_draws: int
    never: tuple[str, ...] | Absent = ABSENT


@record(inline={"figure": ComputedFigure, "statistics": Statistics})
class SimulatedFigure(NamedTuple):
    """A figure with the statistics of its draws; `never` names the bounds and percentiles beyond the horizon."""

    figure: ComputedFigure
    statistics: Statistics


class CurvePoint(NamedTuple):
    """A point of an S-curve: the chance that an amount, or a month, is enough."""

    value: float | str
    chance: float | None


class StatedCorrelation(NamedTuple):
    """Correlations as the case states them: one coefficient for every two of the paths, or null for a matrix."""

    name: str
    paths: tuple[str, ...]
    coefficient: float | None
    basis: str
    rationale: str


class YearBand(NamedTuple):
    """A figure of one year over the draws: its percentiles, which do not add up over the years, and its mean."""

    p20: float | None
    p50: float | None
    p80: float | None
    mean: float | None


class YearlyBands(NamedTuple):
    """Outlays and deliveries of each year, by key, over so many draws."""

    draws: int
    figures: Mapping[str, YearBand]


class PlanSimulation(NamedTuple):
    """A plan over the draws: the paths drawn and those held, joint confidence, chance of closing, bands by year."""

    draws: int
    drawn: tuple[str, ...]
    held: tuple[str, ...]
    joint: JointConfidence | None
    closed_by: tuple[CurvePoint, ...]
    bands: YearlyBands


class SimulationSummary(NamedTuple):
    """The design of a simulation, and its results by figure.

    `held` are assumptions with a range that were not drawn because they are choices of policy. `outside` is the share
    of the draws outside of low and high, by assumption whose ends are read as percentiles. `s_curve` stops when one
    draw in a hundred is left. `closed_by` is the chance that the gap is closed by the end of a year. `resampled`
    is present if the figures take launches of months ahead that are resampled, `joint` if the cost to closure and its
    date were drawn, `bands` if no figures were typed, `enough` if the chance of an amount was asked for.
    """

    draws: int
    sampler: str
    drawn: tuple[str, ...]
    held: tuple[str, ...]
    outside: Mapping[str, float]
    correlations: tuple[PairCorrelation, ...]
    stated_correlations: tuple[StatedCorrelation, ...]
    s_curve: Mapping[str, tuple[CurvePoint, ...]]
    contingency: Mapping[str, Contingency]
    closed_by: tuple[CurvePoint, ...]
    resampled: ResampledMonths | Absent = ABSENT
    joint: JointConfidence | Absent = ABSENT
    bands: YearlyBands | Absent = ABSENT
    enough: Mapping[str, CurvePoint] | Absent = ABSENT


class MonthChances(NamedTuple):
    """A month ahead in draws: the chance that it ends without interceptors, and the mean of the launches not hit."""

    chance_empty: float
    not_hit: float | None


class PathChances(NamedTuple):
    """The stock in draws: statistics of figures of the whole path, and each month ahead.

    `never_empty` is the chance that no month ends without interceptors.
    """

    never_empty: float
    figures: Mapping[str, Statistics]
    months: Mapping[str, MonthChances]


@record(inline={"chances": PathChances})
class StockChances(NamedTuple):
    """The stock in draws: the design, and the chances.

    `drawn` are the assumptions with a range that are drawn. `resampled` is absent if no months are; else `months_alone`
    are the chances with all assumptions at their points.
    """

    draws: int
    seed: int
    drawn: tuple[str, ...]
    chances: PathChances
    resampled: ResampledMonths | Absent = ABSENT
    months_alone: PathChances | Absent = ABSENT


class SweptAxis(NamedTuple):
    """One varied path: its values, with `*` or `+` as operator if they scale or raise the value of the case."""

    path: str
    operator: str
    unit: str
    values: list[float | str]


class SweptPoints(NamedTuple):
    """The points of a sweep, a column for each path and figure; null is unknown, `never` beyond the horizon.

    `bounds` are the sides of the figures that have one anywhere, in columns too.
    """

    axes: list[SweptAxis]
    figures: list[str]
    zip: bool
    points: dict[str, list[float | str | None]]
    bounds: Mapping[str, Sequence[str | None]]
