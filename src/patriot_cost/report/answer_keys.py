"""All keys that an answer about figures may have, for its schema: those of every answer, and those of its command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from patriot_cost.case.foreign_money import ConvertedAmount
from patriot_cost.case.identity import CaseIdentity
from patriot_cost.model.ledger import Fact
from patriot_cost.model.record_shape import ABSENT, Absent, record
from patriot_cost.report.answer_records import AnswerKeys, CitedSource, ComputedFigure
from patriot_cost.report.brief import BriefItem
from patriot_cost.report.comparison_records import CausePart, FigureChange, SarCategory
from patriot_cost.report.confidence_records import FigureConfidence
from patriot_cost.report.demand_rules import DemandRule
from patriot_cost.report.explanation import ExplainedInput, FullSource
from patriot_cost.report.need_records import DividedPart
from patriot_cost.report.published_records import PublishedFigure
from patriot_cost.report.reliance import RestsOn
from patriot_cost.report.requirements_table import PublishedRequirement
from patriot_cost.report.study_records import (
    GoalSeek,
    PlanSimulation,
    SensitivityBar,
    SimulatedFigure,
    SimulationSummary,
    StockChances,
    SweptPoints,
)
from patriot_cost.report.system_records import Alternative
from patriot_cost.study.results import JointConfidence, SobolIndex


@record(inline={"answered": AnswerKeys})
class Envelope(NamedTuple):
    """An answer about figures; each study, and some other commands, add keys of their own.

    `rests_on_by_case` has the computed cases of a comparison by title, systems by name. `enters` are the keys of the
    figures that the explained assumption enters, those of years or months as `spend[year]`.
    """

    answered: AnswerKeys
    figures: Mapping[str, SimulatedFigure | ComputedFigure]
    sources: Mapping[str, FullSource | CitedSource]
    published: list[PublishedFigure] | Absent = ABSENT
    rests_on: RestsOn | Absent = ABSENT
    rests_on_by_case: Mapping[str, RestsOn] | Absent = ABSENT
    ladder: Mapping[str, PublishedRequirement] | Absent = ABSENT
    division: list[DividedPart] | Absent = ABSENT
    converted: ConvertedAmount | Absent = ABSENT
    demand_rules: Mapping[str, DemandRule] | Absent = ABSENT
    outside: list[DividedPart] | Absent = ABSENT
    brief: list[BriefItem] | Absent = ABSENT
    statements: list[Fact] | Absent = ABSENT
    explanation: ExplainedInput | Absent = ABSENT
    enters: tuple[str, ...] | Absent = ABSENT
    systems: list[Alternative] | Absent = ABSENT
    comparison: list[FigureChange] | Absent = ABSENT
    identities: Mapping[str, CaseIdentity] | Absent = ABSENT
    causes: list[CausePart] | Absent = ABSENT
    sar_categories: list[SarCategory] | Absent = ABSENT
    solution: GoalSeek | Absent = ABSENT
    sensitivity: Mapping[str, list[SensitivityBar]] | Absent = ABSENT
    indices: Mapping[str, list[SobolIndex]] | Absent = ABSENT
    stock_draws: StockChances | Absent = ABSENT
    simulation: SimulationSummary | Absent = ABSENT
    joint_confidence: list[JointConfidence] | Absent = ABSENT
    sweep: SweptPoints | Absent = ABSENT
    plan_simulation: PlanSimulation | Absent = ABSENT
    confidence: Mapping[str, FigureConfidence] | Absent = ABSENT
    citations: list[str] | Absent = ABSENT
