"""The acquisition cost divided by element, year, account and donor, one by one or crossed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from patriot_cost.case.line_aliases import FIRE_UNITS
from patriot_cost.case.need_division import ACCOUNT, DIMENSIONS, LATER, NOBODY, PLEDGED, SUPPORT, UNIT, NeedDivision
from patriot_cost.case.provenance import why_unknown
from patriot_cost.errors import UsageFault, spelled_name, under, unknown
from patriot_cost.model.elements import ELEMENTS
from patriot_cost.report import notes
from patriot_cost.report.answer_sentences import headline
from patriot_cost.report.cells import text_of
from patriot_cost.report.document import Axis, Bar, Column, Number, Table, Text
from patriot_cost.report.element_notes import all_in_note, not_included
from patriot_cost.report.envelope import stamped
from patriot_cost.report.need_records import DividedPart, divided_part
from patriot_cost.report.order_price_note import order_price_note
from patriot_cost.report.plan_years import years_of_plan
from patriot_cost.report.reference_list import sources_by_key, with_sources
from patriot_cost.report.request import response
from patriot_cost.report.requirement_notes import repair_note, requirement_note
from patriot_cost.report.series_rows import dated, sourced
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import UNKNOWN, assumed_mark, in_words, missing_text, quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.case.need_division import NeedPart
    from patriot_cost.engine.bounds import Bound
    from patriot_cost.engine.result import Result
    from patriot_cost.report.document import Block, Cell, Response
    from patriot_cost.report.request import Request

_TOTAL = "Acquisition cost"
_MEANT = {"country": ["donor"], "countries": ["donor"], "payer": ["donor"], "line": ["element"], "variant": ["element"]}
"""The dimensions that other words mean."""
_MOST_ACROSS = 6
"""Items of a dimension that a table has room for in its columns."""


def dimensions(typed: str) -> list[str]:
    """Return the dimensions typed with `--by`, in their order.

    Raises:
        UsageFault: one is unknown, or named twice.
    """
    names = [spelled_name(name.strip(), DIMENSIONS) for name in typed.split(",")]
    for name in names:
        if name not in DIMENSIONS:
            message = unknown("dimension", name, DIMENSIONS, meant=_MEANT.get(name, ()))
            raise UsageFault(under("--by", message), "several with commas: year,donor")
        if names.count(name) > 1:
            raise UsageFault(f"--by: '{typed}' names {name} twice; needed: each dimension once")
    return names


def fund_by_answer(request: Request, by: Sequence[str]) -> Response:
    """Answer `fund --by`: the acquisition cost by some dimensions."""
    evaluation = request.evaluation
    division = NeedDivision(evaluation, by)
    keys = division.keys
    ranged = [] if division.by_year else keys
    listed = [
        notes.system_note,
        requirement_note,
        repair_note,
        order_price_note,
        *map(notes.fixed, _division_notes(division)),
        *([_voted_note, _pledged_note, notes.then_year_note] if division.by_year else []),
        *([notes.sharing_note] if "donor" in by else []),
        not_included,
        all_in_note(evaluation),
    ]
    texts = request.texts(keys, listed, ranged)
    title = f"Acquisition cost of the shortfall by {_listed(by)}, {evaluation.loaded.case.price_year} dollars"
    records = [divided_part(part) for part in division.parts()]
    outside = [divided_part(part) for part in division.outside()]
    blocks: list[Block] = [_table(evaluation, division), *map(Text, texts)]
    answer = response(
        request,
        keys,
        title,
        blocks,
        texts,
        ranged,
        answer=headline(evaluation, ["funding_need"]),
        division=records,
        outside=outside,
    )
    sources = sources_by_key(evaluation)
    cited = (set().union(*(sources[key] for key in part.keys)) for part in division.parts())
    return answer._replace(rows=sourced(dated(stamped(evaluation.loaded, DividedPart, records)), cited))


def _listed(by: Sequence[str]) -> str:
    *first, last = by
    return f"{', '.join(first)} and {last}" if first else last


def _division_notes(division: NeedDivision) -> Iterator[str]:
    """Yield the rules by which each dimension divides."""
    if division.by_year:
        yield (
            "By year this is the budget authority of the orders, each in full in the year in which it is placed (plan "
            "has the outlays)."
        )
    if "account" in division.by:
        yield (
            "All of the acquisition cost is procurement. Operation and support is an account of its own, outside this "
            "figure: by year, with the batteries already in service, it is in plan."
        )
    if "donor" in division.by:
        yield "A donor's part is its share of the cost, before its pledges and commitments are credited (fund)."


@notes.note("acquisition_budget_total", "acquisition_budget_then_year_total")
def _voted_note(loaded: LoadedCase, constant: Result, voted: Result) -> str:
    if constant.value is None or voted.value is None:
        return ""
    first, last = (loaded.calendar.named(year) for year in (loaded.calendar.first_year, loaded.calendar.last_year))
    return f"Orders of {first} to {last}: {in_words(constant)}, or {in_words(voted)} in then-year dollars, as voted."


@notes.note("need_pledged")
def _pledged_note(_: LoadedCase, pledged: Result) -> str:
    if not pledged.value:
        return ""
    return (
        "Pledged in kind: first loads that credited pledges cover, at the price of buying them; no year pays for them."
    )


def _table(evaluation: Evaluation, division: NeedDivision) -> Table:
    """Return the parts as a table: years and long dimensions down, one of few items across, sums at both ends.

    Parts outside of the sum are below it.
    """
    titles, across = _titles(evaluation), _across(division)
    down = [name for name in division.by if name != across]
    whole = division.part({})
    fields: list[Field[NeedPart]] = [
        Field(Column(name, key=True, no_wrap=True), partial(_title, titles[name], name)) for name in down
    ]
    fields += _item_fields(evaluation, division, across, titles[across]) if across else []
    fields.append(Field(Column("all" if across else "point", "right"), partial(_amount, evaluation)))
    if division.by_year:
        fields.append(Field(Column("then-year", "right"), partial(_voted, evaluation)))
    elif across is None and whole.low is not None:
        fields.append(Field(Column("low", "right"), lambda part: _end(part, "low")))
        fields.append(Field(Column("high", "right"), lambda part: _end(part, "high")))
    if across is None and (division.by_year or whole.low is None):
        axis = Axis("part of the acquisition cost", UNIT, 0.0)
        fields.append(Field(Column(axis=axis), lambda part: Bar(0.0, part.value if part.items else None)))
    rows = [*division.parts(down), whole, *division.outside()]
    table = with_sources(
        records_down(rows, fields, lambda part: not part.items), evaluation, [part.keys for part in rows]
    )
    place = rows.index(whole)
    return table._replace(rows=[*table.rows[:place], (_TOTAL, *table.rows[place][1:]), *table.rows[place + 1 :]])


def _across(division: NeedDivision) -> str | None:
    """Return the dimension whose items stand across: that of the fewest, if it has several and they fit."""
    few = [name for name in division.by if name != "year" and 1 < len(division.items[name]) <= _MOST_ACROSS]
    return min(few, key=lambda name: len(division.items[name])) if few and len(division.by) > 1 else None


def _item_fields(
    evaluation: Evaluation, division: NeedDivision, across: str, titles: Mapping[str, Cell]
) -> list[Field[NeedPart]]:
    def field(item: str) -> Field[NeedPart]:
        return Field(
            Column(text_of(titles[item]).replace(", ", ",\n"), "right"),
            lambda part: _amount(evaluation, division.part({**part.items, across: item})),
        )

    return [field(item) for item in division.items[across]]


def _title(titles: Mapping[str, Cell], name: str, part: NeedPart) -> Cell:
    """Return the title of the item of a row; the row of the whole is of none."""
    return titles[part.items[name]] if part.items else ""


def _amount(evaluation: Evaluation, part: NeedPart) -> Number:
    missing = missing_text(why_unknown(part.unknown)) if part.value is None else UNKNOWN
    mark = assumed_mark(evaluation[part.key])
    return Number(part.value, UNIT, part.bound, part.price_year, mark, missing=missing)


def _end(part: NeedPart, end: Literal["low", "high"]) -> Number:
    side: Bound = "floor" if end == "low" else "ceiling"
    return Number(getattr(part, end), UNIT, side, part.price_year, bare=True)


def _voted(evaluation: Evaluation, part: NeedPart) -> Cell:
    """Return the authority in dollars of its year; a part outside the years has none."""
    if part.then_year is None:
        return ""
    mark = assumed_mark(evaluation[part.key])
    return Number(part.then_year, UNIT, part.bound, int(part.items["year"]), mark)


def _titles(evaluation: Evaluation) -> dict[str, Mapping[str, Cell]]:
    """Return the titles of the items of each dimension."""
    loaded = evaluation.loaded
    case, calendar = loaded.case, loaded.calendar
    years = quantity(len(calendar.years), "year")
    lines: dict[str, Cell] = {name: f"missiles, {variant.name}" for name, variant in case.interceptors.items()}
    elements: dict[str, Cell] = {name: element.label.lower() for name, element in ELEMENTS.items()}
    outside: dict[str, Cell] = {name: f"outside: {elements[name]}" for name in loaded.index_sets.axes["element, added"]}
    donors: dict[str, Cell] = {name: donor.name for name, donor in case.donors.items()}
    return {
        "element": {FIRE_UNITS: "system", **elements, **outside, **lines},
        "year": {
            **years_of_plan(evaluation),
            LATER: f"not ordered by {calendar.named(calendar.last_year)}",
            PLEDGED: "pledged in kind",
        },
        "account": {ACCOUNT: ACCOUNT, SUPPORT: f"outside: support of {years} of service"},
        "donor": {NOBODY: "no donor named", **donors},
    }
