"""Report of `plan`: deliveries, the closing of the gap, binding limits, budget and outlays by year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from patriot_cost.engine.keys import key_of
from patriot_cost.report import notes
from patriot_cost.report.balance_notes import division_in_plan, pledges_beyond_loads
from patriot_cost.report.document import Abridged, Axis, Block, Chart, Column, Day, Number, Response, Table, Text
from patriot_cost.report.plan_notes import (
    account_note,
    authority_note,
    binding_note,
    closure_note,
    cost_note,
    halt_effect,
    line_terms,
    never_known,
    present_value_notes,
    profile_note,
    unknown_plan,
    world_note,
)
from patriot_cost.report.plan_years import plan_year, to_last_battery, years_of_plan
from patriot_cost.report.range_words import low_and_high_words
from patriot_cost.report.reference_list import with_row_of_sources
from patriot_cost.report.request import Request, response
from patriot_cost.report.requirement_notes import repair_note, requirement_note
from patriot_cost.report.risks import risk_blocks, risk_keys, years_without_risks
from patriot_cost.report.tables import FigureColumn, in_order, items_down
from patriot_cost.report.wording import assumed_mark, in_words, side_of_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.report.plan_simulation import SimulatedPlan
    from patriot_cost.study.drawing import Drawing

_DATES = ("gap_closed_year", "interceptor_gap_closed_year")
HEADLINES = (*_DATES, "years_of_world_output", "spend_total")
"""The figures with ranges: each range takes many runs over all years."""
_SINGLE = (*HEADLINES, "interceptor_gap", "world_output", "spend_then_year_total", "acquisition_budget_total")
_TOTALS = (
    *("stock_production_total", "interceptors_replaced_total", "unbilled_value_total"),
    "order_outlays_total",
    "order_outlays_later",
    "acquisition_budget_then_year_total",
    "order_outlays_then_year_total",
    "order_outlays_then_year_later",
    "budget_authority_then_year_total",
    "present_support_total",
    "orders_left_cost",
    "acquisition_to_closure",
    "acquisition_to_closure_then_year",
)
_DELIVERED = ("deliveries", "interceptors_received")
_GAPS = ("battery gap", "gap of interceptors for the first loads")
_QUANTITIES = {
    "battery_orders": FigureColumn("batteries\nordered", decimals=1),
    "deliveries": FigureColumn("delivered", decimals=1),
    "batteries_in_service": FigureColumn("in\nservice", decimals=1),
    "coverage": FigureColumn("share\nmet"),
    "batteries_missing": FigureColumn("still\nmissing", optional=True, decimals=1),
    "interceptors_received": FigureColumn("missiles\nreceived", optional=True),
    "interceptors_missing": FigureColumn("missiles\nmissing", optional=True),
}
_MONEY = {
    "budget_authority": FigureColumn("budget\nauthority"),
    "budget_authority_then_year": FigureColumn("authority,\nthen-year"),
    "outlays": FigureColumn("outlays"),
    "support_cost": FigureColumn("of which\nsupport", optional=True),
    "spend_then_year": FigureColumn("outlays,\nthen-year"),
    "committed_to_date": FigureColumn("committed\nso far", optional=True),
    "unmet_to_date": FigureColumn("unmet\nso far"),
}
_BOTH = {
    name: column
    for name, column in (_QUANTITIES | _MONEY).items()
    if name in {"battery_orders", "deliveries", "coverage", "budget_authority", "outlays", "unmet_to_date"}
}
_OF_ACCOUNTS = (
    "account_authority",
    "account_outlays",
    "account_authority_then_year",
    "account_outlays_then_year",
)
_BY_ITEM = (
    ("interceptor_deliveries", "interceptor"),
    ("donor_bill", "donor"),
    *((name, "account") for name in _OF_ACCOUNTS),
)
"""Figures by year and by another axis, in the records but in no table of the terminal."""
_MET = Axis("share of the battery requirement met", "share", most=1.0)
_PAID = Axis("outlays", "USD/year")


def plan_answer(request: Request, drawing: Drawing | None = None) -> Response:
    """Answer `plan`; with `drawing`, over so many draws of its ranges too.

    Raises:
        UsageFault: an option of the drawing is out of its limits.
        CannotCompute: a figure is infinite in a draw.
    """
    evaluation = request.evaluation
    keys = ask_plan(request)
    simulation = _simulation(evaluation, drawing, keys) if drawing else None
    effect, limits = notes.fixed(halt_effect(evaluation)), notes.fixed(binding_note(evaluation))
    listed: list[notes.Note] = [
        notes.system_note,
        *map(partial(_closing, evaluation.loaded), _DATES, _GAPS),
        line_terms(evaluation.loaded.index_sets.axes["line"]),
        limits,
        world_note,
        profile_note,
        notes.halt_note,
        effect,
        division_in_plan(evaluation.loaded),
        pledges_beyond_loads,
        account_note,
        notes.then_year_note,
        *present_value_notes(evaluation.loaded),
        cost_note,
        authority_note,
        years_without_risks,
        closure_note,
        requirement_note,
        repair_note,
    ]
    texts = request.texts(keys, listed, HEADLINES)
    simulated = simulation() if simulation else None
    texts = [*simulated.sentences, *texts, *simulated.notes] if simulated else texts
    dollars = f"{evaluation.loaded.case.price_year} dollars"
    years = years_of_plan(evaluation)
    met, paid = (in_order(evaluation, name, years) for name in ("coverage", "outlays"))
    left_out = _left_out(evaluation)
    why = unknown_plan(evaluation, left_out)
    blocks: list[Block] = [
        *([Text(why)] if why else []),
        Abridged(
            [to_last_battery(evaluation, table) for table in _table(evaluation, _BOTH, left_out)],
            [*_table(evaluation, _QUANTITIES, left_out), *_met_chart(met), *_table(evaluation, _MONEY, left_out)],
        ),
        *(simulated.blocks if simulated else ()),
        *([] if "outlays" in left_out else [Chart(f"Outlays, {dollars}", "bars", Axis("year"), _PAID, paid)]),
        *risk_blocks(evaluation),
        *map(Text, texts),
    ]
    texts = [why, *texts] if why else texts
    kind = "fiscal year" if evaluation.loaded.calendar.fiscal else "year"
    title = f"Deliveries and spending by {kind}, {dollars}"
    parts: dict[str, Any] = {"seed": drawing.seed, "plan_simulation": simulated.record} if drawing and simulated else {}
    answer = response(
        request,
        keys,
        title,
        blocks,
        texts,
        HEADLINES,
        answer=why or _closing(evaluation.loaded, _DATES[0], _GAPS[0]).text(evaluation),
        details=request.details(
            world_note,
            profile_note,
            division_in_plan(evaluation.loaded),
            account_note,
            notes.then_year_note,
            authority_note,
            line_terms(evaluation.loaded.index_sets.axes["line"]),
            closure_note,
            requirement_note,
            # The sentences say to which ends the ranges go; the effect of a halt stands in place of the limits.
            notes.fixed(low_and_high_words(evaluation.loaded)),
            *([limits, notes.halt_note] if notes.halt_note.text(evaluation) else []),
        ),
        openings=request.details(cost_note, effect, limits, notes.system_note),
        **parts,
    )
    return answer._replace(rows=simulated.with_bands(answer.rows)) if simulated else answer


def _simulation(evaluation: Evaluation, drawing: Drawing, keys: Sequence[str]) -> Callable[[], SimulatedPlan]:
    from patriot_cost.report.plan_simulation import plan_simulation  # noqa: PLC0415 - it needs arrays, a plan does not

    return plan_simulation(evaluation, drawing, keys)


def ask_plan(request: Request) -> list[str]:
    """Add the figures of `plan` without draws to those that are computed together, and return them."""
    evaluation = request.evaluation
    index_sets, known = evaluation.loaded.index_sets, evaluation.loaded.estimates
    years = index_sets.axes["year"]
    keys = [*_SINGLE, *_TOTALS]
    keys += ["present_value"] if "discount.real_rate" in known else []
    keys += ["present_value_then_year"] if "discount.nominal_rate" in known else []
    keys += [key_of(name, year) for name in dict.fromkeys((*_QUANTITIES, *_MONEY, "spend")) for year in years]
    keys += [key_of(name, item, year) for name, axis in _BY_ITEM for item in index_sets.axes[axis] for year in years]
    keys += risk_keys(evaluation.loaded)
    request.need(keys, HEADLINES)
    return keys


def _met_chart(met: list[tuple[Day | str, Number]]) -> list[Chart]:
    """Return the drawing of the shares met, if there are any: an order states no requirement."""
    title = "Share of the battery requirement met at the end of the year"
    return [Chart(title, "line", Axis("year"), _MET, met)] if any(share.value is not None for _, share in met) else []


def _left_out(evaluation: Evaluation) -> list[str]:
    """Return the figures of the tables that are unknown in all years, if nothing is known of the deliveries."""
    if not any(never_known(evaluation, name) for name in _DELIVERED):
        return []
    return [name for name in (*_QUANTITIES, *_MONEY) if never_known(evaluation, name)]


def _table(evaluation: Evaluation, across: Mapping[str, FigureColumn], left_out: Sequence[str]) -> list[Table]:
    """Return the table of some figures, none if no more is known than the money committed."""
    known = {name: column for name, column in across.items() if name not in left_out}
    if not {*known} - {"committed_to_date"}:
        return []
    years = years_of_plan(evaluation)
    table = items_down(evaluation, Column("year", no_wrap=True, ordered=True), years, known)
    return [with_row_of_sources(table, evaluation, [[key_of(name, year) for year in years] for name in known])]


def _closing(loaded: LoadedCase, key: str, what: str) -> notes.Note:
    """Return a note on the year in which a gap closes, if it does."""
    calendar = loaded.calendar
    last = calendar.years[-1]
    missing = "batteries_missing" if key == "gap_closed_year" else "interceptors_missing"

    @notes.note(key, key_of(missing, last))
    def words(_: LoadedCase, result: Result, still: Result) -> str:
        if result.value is None:
            return ""
        bounds = (result.low, result.high)
        low, high = (plan_year(calendar, bound) for bound in bounds)
        between = "" if None in bounds else f" ({low} to {high} over the ranges)"
        if result.value == float("inf"):
            rest = in_words(still)
            return f"The {what} does not close by {calendar.named(last)}, with {rest} still missing{between}."
        year = plan_year(calendar, result.value)
        if result.value == float(calendar.first_year):
            return f"The {what} is closed by the end of {year}, the first year of the plan{between}."
        return f"The {what} closes in {year}{assumed_mark(result)}{side_of_date(result)}{between}."

    return words
