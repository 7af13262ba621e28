"""The items of lists, a record each: its fields are the keys of the data and the columns of the rows."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from patriot_cost.ledger.data_changes import DataChange
from patriot_cost.model.launches import MonthlyCount
from patriot_cost.model.ledger import Source
from patriot_cost.model.record_shape import ABSENT, Absent, record
from patriot_cost.model.upkeep import Correction
from patriot_cost.report.answer_records import CitedSource, ComputedFigure, GateVerdict, ListKeys, UsedAssumption
from patriot_cost.report.battery_items import ListedElement, ListedInterceptor
from patriot_cost.report.budget_items import ListedBudget
from patriot_cost.report.fact_records import ListedFact, RestatedFact
from patriot_cost.report.found_name import DefinedTerm, FoundName
from patriot_cost.report.review_items import GroundRule, ReviewedPractice
from patriot_cost.report.risk_items import ListedRisk
from patriot_cost.report.upkeep_items import Finding, NewCell


@record(inline={"used": UsedAssumption})
class ListedAssumption(NamedTuple):
    """An assumption at its path."""

    path: str
    label: str
    used: UsedAssumption


@record()
class ListedPledge(NamedTuple):
    """A pledge in kind or in money; `counted` is yes, no, or the pledge that includes it; `for_gap` as it states it."""

    id: str
    donor: str
    what: str
    batteries: float | None
    interceptors: float | None
    amount: float | None
    status: str
    stated_by: str | None
    stated_on: str | None
    authorised_by: str | None
    part_of: str | None
    counted: str
    remark: str | None
    for_gap: str | None


@record(inline={"computed": ComputedFigure})
class ListedFigure(NamedTuple):
    """A figure under its key."""

    figure: str
    computed: ComputedFigure


@record()
class ListedSeries(NamedTuple):
    """A figure that has a value for each of many years or months."""

    figure: str
    unit: str
    label: str


@record()
class ListedWord(NamedTuple):
    """A word of the ledger with the number of its facts."""

    word: str
    kind: str
    facts: int
    label: str
    description: str
    aliases: tuple[str, ...]


@record()
class ListedConflict(NamedTuple):
    """Facts about the same thing that give different numbers; `ratio` is high over low, where they can be divided.

    `facts` are of so many `roots`; `for_`, `includes` and `load` are the same of all, `dollars` their kinds of money.
    """

    subject: str
    measure: str
    unit: str
    scope: str | None
    period: str
    low: float
    high: float
    ratio: float | None
    facts: tuple[str, ...]
    publishers: tuple[str, ...]
    roots: int
    for_: str | None
    price_year: int | None
    dollars: tuple[str, ...]
    includes: str | None
    load: str | None


@record()
class SummarizedFacts(NamedTuple):
    """A summary of the facts of one scope and unit, in dollars of the year asked for if they are money.

    Of totals they are of the same parts. Each of the `roots` has one number.
    """

    scope: str | None
    unit: str
    count: int  # type: ignore[assignment]  # a published key, which hides a method of tuples
    doubtful: int
    low: float
    median: float
    high: float
    newest: str
    newest_value: float
    newest_as_of: str | None
    roots: int
    includes: str | None
    load: str | None


@record(inline={"source": Source}, last=("grade",))
class ListedSource(NamedTuple):
    """A source with the number of its facts."""

    source: Source
    facts: int


@record()
class Dependent(NamedTuple):
    """An assumption of a scenario that rests on a source, and the figures that it enters."""

    scenario: str
    path: str
    figures: tuple[str, ...]


@record(inline={"source": Source}, last=("grade",))
class ShownSource(NamedTuple):
    """A source with the ids of its facts, and the assumptions that rest on them."""

    source: Source
    facts: tuple[str, ...]
    assumptions: tuple[Dependent, ...]


@record()
class Citation(NamedTuple):
    """A source as it is cited."""

    id: str
    citation: str


@record()
class ListedScenario(NamedTuple):
    """The header of a scenario."""

    id: str | None
    title: str | None
    author: str | None
    date: str | None
    as_of: str | None
    reference: str | None
    extends: str | None
    price_year: int | None
    description: str | None


@record()
class TestedExample(NamedTuple):
    """A published example: the answer as published and as computed; they may differ by `tolerance`."""

    authority: str
    example: str
    expected: float
    got: float | None
    tolerance: float
    verdict: str


@record()
class ComparedFile(NamedTuple):
    """The answer of a run, or another file it wrote, and its repetition; `bytes` is null if it is no longer written."""

    file: str | None
    verdict: str
    bytes: int | None
    recorded_bytes: int


Item: TypeAlias = (
    ListedAssumption
    | ListedInterceptor
    | ListedElement
    | ListedPledge
    | ListedFigure
    | RestatedFact
    | ListedFact
    | ListedWord
    | FoundName
    | DefinedTerm
    | ListedConflict
    | SummarizedFacts
    | ListedSource
    | ShownSource
    | Citation
    | MonthlyCount
    | ListedScenario
    | NewCell
    | DataChange
    | Finding
    | ComparedFile
    | TestedExample
    | ReviewedPractice
    | GroundRule
    | ListedBudget
    | ListedRisk
)


@record(inline={"listed": ListKeys})
class Listing(NamedTuple):
    """A list.

    `series` are the figures with many values of `show figures`, `corrections` are those of the fact of `facts show`;
    `same_estimate` are the facts of its `root`, which comes first; `latest` is the case named so in `scenario list`;
    `text` is the file of `scenario show`, `same` and `differences` are the verdict of `rerun`.
    """

    listed: ListKeys
    items: list[Item]
    series: list[ListedSeries] | Absent = ABSENT
    gates: list[GateVerdict] | Absent = ABSENT
    corrections: list[Correction] | Absent = ABSENT
    latest: str | Absent | None = ABSENT
    text: str | Absent = ABSENT
    same: bool | Absent = ABSENT
    differences: list[str] | Absent = ABSENT
    root: str | Absent = ABSENT
    same_estimate: list[str] | Absent = ABSENT
    sources: dict[str, CitedSource] | Absent = ABSENT
    notes: list[str] | Absent = ABSENT
