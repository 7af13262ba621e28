"""What answers carry as JSON: figures, assumptions, sources, gates, and the lists beside them."""

from __future__ import annotations

from typing import Any, TypedDict

from patriot_cost.report.study_data import StudyData


class KnownFigureData(TypedDict):
    """A figure in base units; null is unknown. A date is written as its month, `2026-09`."""

    value: float | str | None
    bound: str | None
    low: float | str | None
    high: float | str | None
    unit: str
    label: str
    price_year: int | None
    unknown_because: list[str]


class FigureData(KnownFigureData, total=False):
    """A figure that may not happen, or that was simulated.

    `never` names what is null because it lies beyond the horizon. `p80` is the least amount that is not exceeded
    in 80 % of the draws; `error` holds the standard errors of the mean and of the percentiles, as of plain random
    draws. `chance_point_suffices` is the share of the draws that are not above the value.
    """

    never: list[str]
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
    error: dict[str, float | None]
    chance_point_suffices: float | None
    unknown_draws: int


class AssumptionData(TypedDict):
    """An assumption as used, in dollars of the case's price year; `stated_*` are as its source has them."""

    value: float | None
    low: float | None
    high: float | None
    bound: str | None
    unit: str
    price_year: int | None
    basis: str
    origin: str
    facts: list[str]
    crosschecks: list[str]
    stated_value: float | None
    stated_price_year: int | None
    scope: str | None
    rationale: str | None


class SourceData(TypedDict):
    """A source with its address."""

    publisher: str
    title: str
    url: str
    published: str | None
    via: str | None


class PlainGateData(TypedDict):
    """The verdict of one `--fail-if`; a value of null does not happen within the horizon."""

    gate: str
    value: float | str | None
    failed: bool


class GateData(PlainGateData, total=False):
    """A verdict: of which case where several are compared with the first, at which point of a sweep it was decided."""

    case: str
    point: dict[str, float | str]


class WarningData(TypedDict):
    """A warning with a stable code."""

    code: str
    message: str


class Answered(TypedDict):
    """What every answer about figures carries."""

    schema_version: int
    tool_version: str
    data_version: str
    data_hash: str
    oldest_fact: str | None
    command: str
    scenario: list[str]
    overrides: list[str]
    price_year: int
    seed: int | None
    notice: str | None
    figures: dict[str, FigureData]
    assumptions: dict[str, AssumptionData]
    sources: dict[str, SourceData]
    gates: list[GateData]
    warnings: list[WarningData]
    notes: list[str]


class Envelope(Answered, StudyData, total=False):
    """An answer about figures; a study adds keys of its own."""


class Listing(TypedDict):
    """What every list carries: `show`, `facts`, `sources`, `scenario list`, `check`; lists of a case name it too."""

    schema_version: int
    tool_version: str
    data_version: str
    command: str
    items: list[dict[str, Any]]
