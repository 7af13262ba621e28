"""The records of answers about figures: each defines its object, its row and its schema."""

# Without the future import of annotations: named tuples would compile each text at start-up.
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from patriot_cost.case.identity import CaseIdentity
from patriot_cost.case.loaded_case import RangeCase
from patriot_cost.model.record_shape import ABSENT, Absent, as_row, columns_of, record
from patriot_cost.report.document import Rows

SCHEMA_VERSION = 1
"""The version of the keys of answers: it rises when a key goes, or its type, unit or meaning changes.

Keys, figures and codes of warnings that are added leave it as it is, so readers pass over those they do not know.
"""


@record(row_only=["key", "currency"], object_only=["unknown_because", "never"], lead=["key", "label"])
class ComputedFigure(NamedTuple):
    """A figure in base units; null is unknown. A date is written as its month, `2026-09`.

    `never` names the values that are null because they lie beyond the horizon. `assumed_share` is the part of its
    movement, by each input alone, that is of assumed inputs: from 0.5 on it rests mainly on them; null if nothing
    moves it. Settings of the user are left out, and a figure of one of many years or months has the part of all.
    """

    key: str
    value: float | str | None
    bound: str | None
    low: float | str | None
    high: float | str | None
    unit: str
    currency: str | None
    label: str
    price_year: int | None
    unknown_because: list[str]
    never: tuple[str, ...] | Absent = ABSENT
    assumed_share: float | Absent | None = ABSENT


@record(inline={"figure": ComputedFigure}, last=["assumed_share"])
class FigureRow(NamedTuple):
    """A figure as a tidy row, which names its case and its data."""

    figure: ComputedFigure
    scenario: str
    data_version: str


@record()
class UsedAssumption(NamedTuple):
    """An assumption as used, in dollars of the case's price year; `stated_*` are as its source has them.

    `interval` is the reading of low and high, null if there are none, for the reason `interval_reason`.
    """

    value: float | None
    low: float | None
    high: float | None
    bound: str | None
    unit: str
    price_year: int | None
    basis: str
    origin: str
    facts: tuple[str, ...]
    crosschecks: tuple[str, ...]
    stated_value: float | None
    stated_price_year: int | None
    stated_dollars: str | None
    scope: str | None
    rationale: str | None
    interval: str | None
    interval_reason: str | None


@record()
class CitedSource(NamedTuple):
    """A source with its address and its grade."""

    publisher: str
    title: str
    url: str
    published: str | None
    via: str | None
    grade: str | None


@record()
class GateVerdict(NamedTuple):
    """The verdict of one `--fail-if`; a value of null does not happen within the horizon.

    `case` is present if several are compared with the first, `point` if a sweep was decided at one.
    """

    gate: str
    value: float | str | None
    failed: bool
    case: str | Absent = ABSENT
    point: Mapping[str, float | str] | Absent = ABSENT


@record()
class Diagnostic(NamedTuple):
    """A warning with a stable code."""

    code: str
    message: str


@record()
class AnswerKeys(NamedTuple):
    """The common keys of answers about figures; `case` is present if a low, mid or high case was asked for.

    `answer` is the result in a sentence that names its case.

    `year_basis` is present if the years of the plan are fiscal ones, which the keys of figures do not tell.
    """

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
    answer: str | None
    figures: Mapping[str, ComputedFigure]
    assumptions: Mapping[str, UsedAssumption]
    sources: Mapping[str, CitedSource]
    gates: list[GateVerdict]
    warnings: list[Diagnostic]
    notes: list[str]
    case: RangeCase | Absent = ABSENT
    year_basis: str | Absent = ABSENT
    identity: CaseIdentity | Absent = ABSENT


@record()
class ListKeys(NamedTuple):
    """The common keys of lists: `show`, `facts`, `sources`, `scenario list`, `check`; a list of a case names it too."""

    schema_version: int
    tool_version: str
    data_version: str
    command: str
    scenario: list[str] | Absent = ABSENT
    overrides: list[str] | Absent = ABSENT
    notice: str | Absent | None = ABSENT
    answer: str | Absent = ABSENT
    price_year: int | Absent = ABSENT
    case: RangeCase | Absent = ABSENT
    identity: CaseIdentity | Absent = ABSENT


def rows_of(kind: type, records: Iterable[NamedTuple]) -> Rows:
    """Return records of one kind as rows, under the columns of the kind."""
    return Rows(columns_of(kind), [as_row(one) for one in records])
