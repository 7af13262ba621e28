"""All keys that an answer about figures may have, for its schema: those of every answer, and those of its command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from patriot_cost.model.shape import ABSENT, Absent, record
from patriot_cost.report.brief import BriefItem
from patriot_cost.report.compared_data import CauseData, ComparedData
from patriot_cost.report.explanation import ExplainedInput, FullSource
from patriot_cost.report.records import Answered, CitedSource, ComputedFigure
from patriot_cost.report.requirements_table import PublishedRequirement
from patriot_cost.report.study_data import IndexData, SimulationData, SolutionData, SweepData, SwingData


@record(inline={"figure": ComputedFigure})
class SimulatedFigure(NamedTuple):
    """A figure with the statistics of its draws.

    `p80` is the least amount that is not exceeded in 80 % of the draws; `error` holds the standard errors of the mean
    and of the percentiles, as of plain random draws. `chance_point_suffices` is the share of the draws that are not
    above the value.
    """

    figure: ComputedFigure
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
    unknown_draws: int


@record(inline={"answered": Answered})
class Envelope(NamedTuple):
    """An answer about figures; each study, and some other commands, add keys of their own."""

    answered: Answered
    figures: Mapping[str, SimulatedFigure | ComputedFigure]
    sources: Mapping[str, FullSource | CitedSource]
    ladder: Mapping[str, PublishedRequirement] | Absent = ABSENT
    brief: list[BriefItem] | Absent = ABSENT
    explanation: ExplainedInput | Absent = ABSENT
    comparison: list[ComparedData] | Absent = ABSENT
    causes: list[CauseData] | Absent = ABSENT
    solution: SolutionData | Absent = ABSENT
    sensitivity: Mapping[str, list[SwingData]] | Absent = ABSENT
    indices: Mapping[str, list[IndexData]] | Absent = ABSENT
    simulation: SimulationData | Absent = ABSENT
    sweep: SweepData | Absent = ABSENT
