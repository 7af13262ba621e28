"""The published requirements in one table, each as a total and as the shortfall today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.provenance import paths_of
from patriot_cost.model.record_shape import record
from patriot_cost.report.answer_records import ComputedFigure, rows_of
from patriot_cost.report.cells import figure
from patriot_cost.report.document import Block, Cell, Column, Day, Number, Phrase, Response, Rows, Text
from patriot_cost.report.envelope import cited_sources, computed_figure, marked
from patriot_cost.report.reference_list import sources_by_key, sources_of_inputs, with_cited
from patriot_cost.report.request import Request, response
from patriot_cost.report.series_rows import sourced
from patriot_cost.report.stated_paths import WITH_REQUIREMENT
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import UNKNOWN, bound_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from patriot_cost.case.evaluation import Evaluation

KEYS = ("batteries_required", "battery_gap", "funding_need")
_NOTE = (
    "Short today: the total less what operates or is in repair in this scenario, an addition or an order less what was "
    "delivered since, where that is known; pledges are subtracted too, but not from an order, which states no total. "
    "Price: acquisition cost at this scenario's prices. <= at most, >= at least, ~ pulled both ways by one-sided "
    "numbers."
)


@record(row_only=["case", "total", "short_today", "price", "scenario"], object_only=["facts", "figures"])
class PublishedRequirement(NamedTuple):
    """A published requirement: its author, its number of batteries, and the figures that follow in the scenario.

    `kind` of the number is a total, an addition to those `held_then`, or an order, which states no total.
    `delivered_since` are those delivered since it was stated.
    """

    case: str
    stated_by: str | None
    stated_on: str | None
    kind: str
    asked: float | None
    held_then: float | None
    total: float | None
    short_today: float | None
    price: float | None
    scenario: str
    delivered_since: float | None
    facts: tuple[str, ...]
    figures: Mapping[str, ComputedFigure]


def requirements_answer(request: Request, cases: Mapping[str, Evaluation]) -> Response:
    """Answer `gap --ladder`; `cases` are the evaluations by requirement case."""
    request.need(KEYS)
    for evaluation in cases.values():
        evaluation.need(KEYS)
    current = request.evaluation.loaded.case.requirement.case
    ordered = dict(sorted(cases.items(), key=lambda item: item[1].loaded.case.requirement.stated_on or ""))
    chosen = cases.get(current or "")
    cited = [sources_of_inputs(one.loaded, ["requirement.batteries"]) for one in ordered.values()]
    table = with_cited(records_down(ordered.values(), _FIELDS, lambda evaluation: evaluation is chosen), cited)
    ids = f"To choose one: --set requirement.case=ID. In the order of the rows: {', '.join(ordered)}."
    title = "Published requirements, by who stated them"
    records = {name: _requirement(name, evaluation) for name, evaluation in ordered.items()}
    sources = cited_sources(request.evaluation.loaded, paths_of(request.evaluation, KEYS))
    for evaluation in ordered.values():
        sources |= cited_sources(evaluation.loaded, paths_of(evaluation, KEYS))
    blocks: list[Block] = [table, Text(_NOTE), Text(ids)]
    base = response(request, KEYS, title, blocks, [_NOTE], ladder=records, sources=sources)
    rows = _with_bounds(rows_of(PublishedRequirement, records.values()), records.values())
    behind = ([name for key in KEYS for name in sources_by_key(one)[key]] for one in ordered.values())
    return base._replace(rows=sourced(marked(request.evaluation.loaded, rows), behind))


def _with_bounds(rows: Rows, records: Iterable[PublishedRequirement]) -> Rows:
    """Return the rows of requirements with the sides on which their three figures are bounded."""
    bounds = [[one.figures[key].bound for key in KEYS] for one in records]
    names = ("total_bound", "short_today_bound", "price_bound")
    return Rows([*rows.columns, *names], [[*row, *own] for row, own in zip(rows.rows, bounds, strict=True)])


def _asked(evaluation: Evaluation) -> Cell:
    estimate = evaluation.loaded.estimates.get("requirement.batteries")
    kind = evaluation.loaded.case.words["requirement.kind"]
    if estimate is None or estimate.value is None:
        return UNKNOWN
    count: tuple[str | Number, ...] = (Number(estimate.value, "battery", estimate.bound, bare=True),)
    if kind != "total" and estimate.low is not None and estimate.high is not None:
        count = (Number(estimate.low, "battery"), "-", Number(estimate.high, "battery"))
    before, behind = {"total": ("", ""), "additional": ("+", " more"), "order": ("", " to order")}[kind]
    least = "" if kind == "order" else bound_words(estimate.bound)
    return Phrase((least + before, *count, behind))


def _with_it(part: str) -> Callable[[Evaluation], Cell]:
    """Return the cell of a number that goes with that of a requirement of some kinds."""

    def cell(evaluation: Evaluation) -> Cell:
        if part not in WITH_REQUIREMENT[evaluation.loaded.case.words["requirement.kind"]]:
            return "-"
        found = evaluation.loaded.estimates.get(f"requirement.{part}")
        return Number(found.value, found.unit, found.bound) if found else Number(None)

    return cell


_FIELDS: tuple[Field[Evaluation], ...] = (
    Field(Column("stated by", key=True), lambda one: one.loaded.case.requirement.stated_by or ""),
    Field(Column("when", key=True, no_wrap=True), lambda one: Day((one.loaded.case.requirement.stated_on or "")[:7])),
    Field(Column("asked"), _asked),
    Field(Column("held\nthen", "right"), _with_it("held_then")),
    Field(Column("delivered\nsince", "right", optional=True), _with_it("delivered_since")),
    Field(Column("total", "right"), lambda one: figure(one["batteries_required"])),
    Field(Column("short\ntoday", "right"), lambda one: figure(one["battery_gap"])),
    Field(Column("price", "right"), lambda one: figure(one["funding_need"])),
)


def _requirement(name: str, evaluation: Evaluation) -> PublishedRequirement:
    loaded, estimates = evaluation.loaded, evaluation.loaded.estimates
    parts = ("batteries", "held_then", "delivered_since")
    asked, held, since = (estimates.get(f"requirement.{part}") for part in parts)
    total, short, price = (evaluation[key].value for key in KEYS)
    return PublishedRequirement(
        case=name,
        stated_by=loaded.case.requirement.stated_by,
        stated_on=loaded.case.requirement.stated_on,
        kind=loaded.case.words["requirement.kind"],
        asked=asked.value if asked else None,
        held_then=held.value if held else None,
        total=total,
        short_today=short,
        price=price,
        scenario=loaded.scenario,
        delivered_since=since.value if since else None,
        facts=tuple(asked.facts) if asked else (),
        figures={key: computed_figure(evaluation, key) for key in KEYS},
    )
