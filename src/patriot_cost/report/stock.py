"""Report of `stock`: interceptors by month on hand, arriving and fired, and the cost of a stock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from patriot_cost.case.launch_months import RULE
from patriot_cost.case.resampling import OF_PATH, months_behind
from patriot_cost.engine.keys import key_of
from patriot_cost.ledger.roots import statements
from patriot_cost.report import notes
from patriot_cost.report.balance_notes import division_in_stock, halt_in_stock, pledges_in_stock
from patriot_cost.report.brevity import folded, some_of
from patriot_cost.report.demand_rules import KEYS, demand_note, demand_rules, observed_note, rule_rows, rules_blocks
from patriot_cost.report.document import (
    Abridged,
    Axis,
    Block,
    Chart,
    Column,
    Day,
    Heading,
    Number,
    Plain,
    Response,
    Table,
    Text,
)
from patriot_cost.report.labels import assumption_words
from patriot_cost.report.reference_list import with_row_of_sources, with_sources
from patriot_cost.report.request import Request, response
from patriot_cost.report.stock_chances import chance_rows, chances_blocks, chances_words, month_fields
from patriot_cost.report.tables import Field, FigureColumn, figures_down, in_order, items_down
from patriot_cost.report.wording import (
    NEVER,
    in_words,
    number,
    number_in_words,
    period_words,
    when,
    with_range,
)
from patriot_cost.study.demand_rules import by_demand_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.ledger.roots import Statement
    from patriot_cost.report.study_records import StockChances

_SINGLE = {
    "launches_ahead": "Launches a month ahead",
    "interceptors_wanted": "Interceptors wanted a month",
    "months_of_supply": "Months of supply on hand",
    "first_empty_month": "First month that ends empty",
    "engagement_success": "Probability that an engagement hits",
    "launches_stopped_share": "Share of all launches that are hit",
    "interceptors_fired_a_year": "Interceptors a year to hold the stock",
    "stock_holding_cost": "Cost a year to hold the stock",
    "fired_share_of_world_output": "The same, against world output of these types",
    "stock_shortfall": "Interceptors short of the chosen stock, once",
    "stock_building_cost": "Cost of these, once",
}
HEADLINES = tuple(_SINGLE)
_MAIN = ("launches_ahead", "months_of_supply", "first_empty_month", "launches_stopped_share", "stock_holding_cost")
"""The figures of a first reading."""
_MONTH = Column("month", no_wrap=True, ordered=True)
_MONTHLY = {
    "stock_arrivals": FigureColumn("arriving", decimals=0),
    "stock_fired": FigureColumn("fired", decimals=0),
    "stock": FigureColumn("in stock\nat the end", decimals=0),
    "launches_engaged_share": FigureColumn("launches\nengaged", optional=True),
    "launches_not_engaged": FigureColumn("not\nengaged", optional=True, decimals=0),
    "launches_not_hit": FigureColumn("not engaged\nor not hit", optional=True, decimals=0),
}
_BALANCE = (
    "pledges_to_first_loads",
    "pledges_to_stock",
    "first_loads_arriving_total",
    "production_arriving_total",
    "replaced_arriving_total",
    "unbilled_arriving_value",
)
_YEARLY = ("open_production", "stock_production", "unbilled_production", "unbilled_value")
_FEW = 6
_COMPARED = ("stock.on_hand", "engagement.share_engaged", "engagement.hit_probability")


@notes.note("launches_stopped_share")
def _reach_note(_: LoadedCase, hit: Result) -> str:
    """State the share that is hit where interceptors run out; the shares observed are of such months too."""
    if hit.value is None:
        return ""
    return f"With the interceptors on hand and arriving, {in_words(hit)} of the launches of all months are hit."


_BEFORE_HALT = (demand_note, notes.halt_note)
_AFTER_HALT = (observed_note, division_in_stock, pledges_in_stock, notes.shot_down_note, _reach_note)
"""The notes before and after that on the effect of a halt on the stock."""


def stock_answer(request: Request, draw: Callable[[Evaluation], StockChances] | None = None) -> Response:
    """Answer `stock`; `draw` draws its chances."""
    evaluation = request.evaluation
    months, keys = evaluation.loaded.index_sets.axes["month"], ask_stock(request)
    behind: tuple[str, ...] = ()
    if draw:
        evaluation.need([*keys, *OF_PATH], ())
        behind = months_behind(evaluation)
        evaluation.need(behind, ())
    effect = notes.fixed(halt_in_stock(evaluation))
    listed = [*_BEFORE_HALT, effect, *_AFTER_HALT, *_assumed_notes(evaluation.loaded), notes.CAUTION]
    texts = request.texts(keys, listed, HEADLINES)
    rules, chosen = by_demand_rule(evaluation, KEYS), evaluation.loaded.case.words[RULE]
    chances = draw(evaluation) if draw else None
    blocks: list[Block] = [
        Abridged(*([_single(evaluation, shown)] for shown in (_MAIN, HEADLINES))),
        *(chances_blocks(evaluation, chances) if chances else ()),
        *rules_blocks(rules, chosen),
        *_history(evaluation),
        *_path(evaluation, months, month_fields(chances) if chances else ()),
        *_stock_chart(evaluation, months),
        *map(Text, texts),
    ]
    answer = _summary.text(evaluation)
    details = request.details(
        division_in_stock,
        pledges_in_stock,
        notes.shot_down_note,
        _reach_note,
        *_assumed_notes(evaluation.loaded),
    )
    openings = request.details(demand_note, notes.halt_note, effect, notes.CAUTION)
    title, records = "Stock of interceptors by month", demand_rules(rules, chosen)
    stated = [*texts, *([chances_words(chances)] if chances else [])]
    drawn: dict[str, Any] = {"stock_draws": chances, "seed": chances.seed} if chances else {}
    base = response(
        request,
        keys,
        title,
        blocks,
        stated,
        HEADLINES,
        behind=behind,
        answer=answer,
        details=details,
        openings=openings,
        demand_rules=records,
        **drawn,
    )
    rows = rule_rows(rules, base.rows)
    return base._replace(rows=chance_rows(evaluation, chances, rows) if chances else rows)


def ask_stock(request: Request) -> list[str]:
    """Add the figures of `stock` without draws to those that are computed together, and return them."""
    months = request.evaluation.loaded.index_sets.axes["month"]
    monthly = [key_of(name, month) for name in _MONTHLY for month in months]
    yearly = [key_of(name, year) for name in _YEARLY for year in dict.fromkeys(month[:4] for month in months)]
    launches = ("launches_mean", "launches_peak", "launches_recent")
    keys = [*_SINGLE, *launches, "world_output", *_BALANCE, *yearly, *monthly]
    request.ask(keys, [*_BEFORE_HALT, *_AFTER_HALT], HEADLINES)
    return keys


def _single(evaluation: Evaluation, keys: Sequence[str]) -> Table:
    """Return some figures of the whole path down a table."""
    return with_sources(figures_down(evaluation, keys, _SINGLE, point="point"), evaluation, [[key] for key in keys])


def _months(evaluation: Evaluation, names: Sequence[str], more: Sequence[Field[str]]) -> Table:
    """Return some figures of each month down a table."""
    months = evaluation.loaded.index_sets.axes["month"]
    columns, titles = {name: _MONTHLY[name] for name in names}, {month: Day(month) for month in months}
    table = items_down(evaluation, _MONTH, titles, columns, more)
    return with_row_of_sources(table, evaluation, [[key_of(name, month) for month in months] for name in names])


def _path(evaluation: Evaluation, months: tuple[str, ...], more: Sequence[Field[str]]) -> list[Block]:
    """Return the path by month: all months, or where these read differently in many rows, the last of each year."""
    full: list[Plain] = [Heading("The path ahead, month by month"), _months(evaluation, [*_MONTHLY], more)]
    table = _months(evaluation, [name for name in _MONTHLY if name != "launches_not_engaged"], more)
    if len(folded(table).rows) <= _FEW:
        return [Abridged([table], full)]
    first = {months[0], number(evaluation["first_empty_month"].value, "date")}
    kept = [place for place, month in enumerate(months) if month in first or month.endswith("-12")]
    kept += range(len(months) - 1, len(table.rows))
    return [Abridged([some_of(table, kept, "The months between are with --all.")], full)]


def _history(evaluation: Evaluation) -> list[Block]:
    last = evaluation.loaded.calendar.observed[-12:]
    counted = {month: evaluation.loaded.inputs.get(key_of("demand_observed", month)) for month in last}
    counts = [(Day(month), Number(one and one.value, "launch", one and one.bound)) for month, one in counted.items()]
    if all(count.value is None for _, count in counts):
        return []
    title, along = "Launches counted, last 12 months", Axis("launches", "launch")
    return [Abridged((), [Chart(title, "bars", Axis("month"), along, counts)])]


def _stock_chart(evaluation: Evaluation, months: tuple[str, ...]) -> list[Block]:
    """Return a chart of the known stock up to the month after the last that ends with some; none if none does."""
    points = in_order(evaluation, "stock", {month: Day(month) for month in months})
    last = max((place for place, (_, left) in enumerate(points) if left.value != 0), default=None)
    if last is None:
        return []
    title, along = "Interceptors in stock at the end of the month", Axis("interceptors in stock", "interceptor")
    return [Chart(title, "line", Axis("month"), along, points[: last + 2])]


@notes.note("months_of_supply", "first_empty_month")
def _summary(loaded: LoadedCase, lasting: Result, empty: Result) -> str:
    if lasting.value is None:
        return ""
    until = ""
    if empty.value is not None and number(empty.value, "date") == NEVER:
        until = f", and with what arrives the stock is empty in no month up to {loaded.index_sets.axes['month'][-1]}"
    elif empty.value is not None:
        until = f", and with what arrives the stock is empty at the end of {when(empty)}"
    return f"The interceptors on hand last {with_range(lasting)} of the launches ahead{until}."


def _published(statement: Statement) -> str:
    fact = statement.fact
    value = number_in_words(fact.value, fact.unit, fact.bound)
    known = ", ".join(filter(None, (fact.id, fact.for_ and f"for {period_words(fact.for_)}", statement.reports)))
    return f"{value}: {(fact.note or fact.measure).rstrip('.')} ({known})"


def _assumed_notes(case: LoadedCase) -> list[notes.Note]:
    """Return notes on the assumptions that no authority publishes, with all published numbers."""
    found = []
    for path in _COMPARED:
        estimate = case.estimates.get(path)
        if estimate is None:
            continue
        facts = [case.facts[name] for name in (*estimate.facts, *estimate.crosschecks) if name in case.facts]
        published = list(map(_published, statements((one for one in facts if one.value is not None), case.roots)))
        listed = f" Published beside it: {'; '.join(published)}." if published else ""
        value = number_in_words(estimate.value, estimate.unit, estimate.bound)
        found.append(
            notes.fixed(
                f"{assumption_words(case.case, path)}: {value}, {estimate.basis}. {estimate.rationale or ''}{listed}"
            )
        )
    return found
