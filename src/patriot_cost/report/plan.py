"""Report of `plan`: deliveries, the closing of the gap, binding limits, budget and outlays by year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from patriot_cost.engine.keys import key_of
from patriot_cost.report import notes
from patriot_cost.report.balance_notes import division_in_plan, pledges_beyond_loads
from patriot_cost.report.document import Axis, Block, Chart, Column, Day, Number, Response, Table, Text
from patriot_cost.report.request import Request, response
from patriot_cost.report.requirement_notes import requirement_note
from patriot_cost.report.rounding import percent, short
from patriot_cost.report.tables import FigureColumn, in_order, items_down
from patriot_cost.report.wording import number, parts, quantity, quantity_with_sign, shown, span, when
from patriot_cost.study.binding_limits import binding_limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.study.binding_limits import DeliveryLimit

_DATES = ("gap_closed_year", "interceptor_gap_closed_year")
HEADLINES = (*_DATES, "years_of_world_output", "spend_total")
"""The figures with ranges: each range takes many runs over all years."""
_SINGLE = (*HEADLINES, "interceptor_gap", "world_output", "spend_then_year_total", "acquisition_budget_total")
_ORDERS = (
    "order_outlays_total",
    "order_outlays_later",
    "acquisition_budget_then_year_total",
    "order_outlays_then_year_total",
    "order_outlays_then_year_later",
    "budget_authority_then_year_total",
    "present_support_total",
)
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
_MET = Axis("share of the battery requirement met", "share", most=1.0)
_RELAXED: dict[DeliveryLimit, str] = {
    "share": "with the whole output open to this customer in",
    "order book": "with nothing ordered by others in",
    "rate": "with twice the output in",
    "lead time": "with a year from order to delivery in",
    "money": "with orders as fast as the lines allow in",
    "halt": "without it in",
}
_PAID = Axis("outlays", "USD/year")


def plan_answer(request: Request) -> Response:
    """Answer `plan`."""
    evaluation = request.evaluation
    keys = _keys(evaluation)
    request.need(keys, HEADLINES)
    listed: list[notes.Note] = [
        notes.system_note,
        *map(partial(_closing, evaluation.loaded), _DATES, _GAPS),
        notes.fixed(_binding_note(evaluation)),
        _world_note,
        _profile_note,
        division_in_plan(evaluation.loaded),
        pledges_beyond_loads,
        notes.then_year_note,
        *_present_value_notes(evaluation.loaded),
        _cost_note,
        _authority_note,
        requirement_note,
    ]
    texts = request.texts(keys, listed, HEADLINES)
    dollars = f"{evaluation.loaded.case.price_year} dollars"
    years = evaluation.loaded.index_sets.axes["year"]
    met, paid = (in_order(evaluation, name, years) for name in ("coverage", "outlays"))
    blocks: list[Block] = [
        _table(evaluation, _QUANTITIES),
        *_met_chart(met),
        _table(evaluation, _MONEY),
        Chart(f"Outlays, {dollars}", "bars", Axis("year"), _PAID, paid),
        *map(Text, texts),
    ]
    title = f"Deliveries and spending by year, {dollars}"
    return response(request, keys, title, blocks, texts, HEADLINES)


def _keys(evaluation: Evaluation) -> list[str]:
    index_sets, known = evaluation.loaded.index_sets, evaluation.loaded.estimates
    years = index_sets.axes["year"]
    keys = [*_SINGLE]
    keys += ["stock_production_total", "interceptors_replaced_total", "unbilled_value_total"]
    keys += _ORDERS
    keys += ["present_value"] if "discount.real_rate" in known else []
    keys += ["present_value_then_year"] if "discount.nominal_rate" in known else []
    for name in dict.fromkeys((*_QUANTITIES, *_MONEY, "spend")):
        keys += [key_of(name, year) for year in years]
    for name, axis in (("interceptor_deliveries", "interceptor"), ("donor_bill", "donor")):
        keys += [key_of(name, item, year) for item in index_sets.axes[axis] for year in years]
    return keys


def _met_chart(met: list[tuple[Day, Number]]) -> list[Block]:
    """Return the drawing of the shares met, if there are any: an order states no requirement."""
    title = "Share of the battery requirement met at the end of the year"
    return [Chart(title, "line", Axis("year"), _MET, met)] if any(share.value is not None for _, share in met) else []


def _table(evaluation: Evaluation, across: Mapping[str, FigureColumn]) -> Table:
    years = {year: Day(year) for year in evaluation.loaded.index_sets.axes["year"]}
    return items_down(evaluation, Column("year", no_wrap=True), years, across)


def _closing(loaded: LoadedCase, key: str, what: str) -> notes.Note:
    """Return a note on the year in which a gap closes, if it does."""
    last = loaded.index_sets.axes["year"][-1]
    missing = "batteries_missing" if key == "gap_closed_year" else "interceptors_missing"

    @notes.note(key, key_of(missing, last))
    def words(_: LoadedCase, result: Result, still: Result) -> str:
        if result.value is None:
            return ""
        spread = span(result.low, result.high, "year")
        between = f" (between {spread.replace(' to ', ' and ')}, at the ends of all ranges)" if spread else ""
        if result.value == float("inf"):
            return (
                f"The {what} does not close by {last}, with {quantity_with_sign(*parts(still))} still missing{between}."
            )
        if result.value == float(loaded.calendar.first_year):
            first = number(result.value, "year")
            return f"The {what} is closed by the end of {first}, the first year of the plan{between}."
        return f"The {what} closes in {when(result)}{between}."

    return words


def _binding_note(evaluation: Evaluation) -> str:
    """Return a note on the limits that keep the battery gap open: when it would close without each."""
    limits = binding_limits(evaluation)
    if limits is None:
        return ""
    if not limits:
        return "No limit alone keeps the battery gap open: rate, share, lead time and money bind together."
    listed = [f"{one.limit}: {_RELAXED[one.limit]} {number(one.closed, 'year')}" for one in limits]
    return f"What binds, each alone taken away, the battery gap would close: {'; '.join(listed)}."


@notes.note("years_of_world_output", "interceptor_gap", "world_output")
def _world_note(_: LoadedCase, years: Result, gap: Result, output: Result) -> str:
    if years.value is None or output.value is None:
        return ""
    missing, time = (quantity_with_sign(*parts(result)) for result in (gap, years))
    return (
        f"The first loads are short of {missing}: {time} of present world output, "
        f"{number(output.value, 'interceptor')} a year of these types for all customers."
    )


@notes.note()
def _profile_note(loaded: LoadedCase) -> str:
    halt, start = (notes.input_value(loaded, f"supply_halt_{part}") for part in ("months", "start"))
    stop = f" Nothing is delivered for {quantity(halt, 'month')} from {number(start, 'year')} on." if halt else ""
    how = f"Ordered {notes.words_of(loaded, 'orders.profile')}; paid by {notes.words_of(loaded, 'payment.profile')}."
    return f"{how} Quantities are expected values: a part of a battery is one finished later.{stop}"


def _present_value_notes(loaded: LoadedCase) -> list[notes.Note]:
    """Return a note on the present value of all years, if a rate was set."""
    case, known = loaded.case, loaded.estimates
    if "discount.real_rate" in known:
        kind, word, key, rate = "constant", "real", "present_value", known["discount.real_rate"].value
    elif "discount.nominal_rate" in known:
        rate = known["discount.nominal_rate"].value
        kind, word, key = "then-year", "nominal", "present_value_then_year"
    else:
        return []

    @notes.note(key)
    def words(_: LoadedCase, result: Result) -> str:
        if rate is None or result.value is None:
            return ""
        a_year = f"{short(rate * 100, 4)} % a year"
        return f"Present value in {case.price_year} of the {kind} dollars at a {word} {a_year}: {shown(result)}."

    return [words]


@notes.note("spend_total", "spend_then_year_total", "order_outlays_total", "present_support_total")
def _cost_note(loaded: LoadedCase, total: Result, then_year: Result, paid: Result, present: Result) -> str:
    if total.value is None or paid.value is None:
        return ""
    spread = span(total.low, total.high, "USD")
    between = f" ({spread})" if spread else ""
    later = "" if then_year.value is None else f", {shown(then_year)} in then-year dollars"
    years = loaded.index_sets.axes["year"]
    replaced = notes.input_value(loaded, "support_replaced_share")
    reach = "of the missiles fired are replaced, as far as new missiles reach the stock"
    fired = f"{percent(replaced)} {reach}" if replaced else "missiles fired are not replaced"
    return (
        f"Outlays of {years[0]} to {years[-1]}: {shown(total)}{between}{later}, of which {shown(paid)} for orders. "
        "The outlays grow with the horizon: support of "
        f"every battery in service is in them, facilities and losses are not, {fired} here. {shown(present)} of them "
        "is support of the batteries already in service, which is not counted as unmet."
    )


@notes.note(
    "acquisition_budget_total",
    "order_outlays_later",
    "acquisition_budget_then_year_total",
    "order_outlays_then_year_later",
    "budget_authority_then_year_total",
)
def _authority_note(
    loaded: LoadedCase, orders: Result, rest: Result, voted: Result, voted_rest: Result, every: Result
) -> str:
    if orders.value is None or voted.value is None:
        return ""
    last, dollars = loaded.index_sets.axes["year"][-1], f"{loaded.case.price_year} dollars"
    due = f", of which {shown(rest)} falls due after {last}" if rest.value else ""
    voted_due = f", of which {shown(voted_rest)} falls due after {last}" if voted_rest.value else ""
    return (
        f"Budget authority of these orders: {shown(orders)} in {dollars}{due}; {shown(voted)} in then-year dollars, as "
        f"it is voted{voted_due}. With replacement and support {shown(every)} is to be voted, in then-year dollars. "
        "Outlays of an order are shares of the authority voted for it."
    )
