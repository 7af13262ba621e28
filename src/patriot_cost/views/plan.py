"""The years: what arrives when, when the gap closes and what binds, what must be authorised and paid."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from patriot_cost.views import notes
from patriot_cost.views.binding import binding_note
from patriot_cost.views.document import Answer, Block, Chart, Column, Table, Text
from patriot_cost.views.frame import Question, answer
from patriot_cost.views.wording import UNKNOWN, billions, number, shown, sided, span, when

if TYPE_CHECKING:
    from patriot_cost.api import Evaluation

_DATES = ("gap_closed_year", "interceptor_gap_closed_year")
HEADLINES = (*_DATES, "years_of_world_output", "spend_total")
"""The figures whose range is looked for: each takes many runs over all years."""
_SINGLE = (*HEADLINES, "interceptor_gap", "world_output", "spend_then_year_total", "acquisition_budget_total")
_GAPS = ("battery gap", "gap of interceptors for the first loads")
_QUANTITIES = {
    "battery_orders": "batteries\nordered",
    "deliveries": "delivered",
    "batteries_in_service": "in\nservice",
    "coverage": "share\nmet",
    "batteries_missing": "still\nmissing",
    "interceptors_received": "missiles\nreceived",
    "interceptors_missing": "still\nmissing",
}
_MONEY = {
    "budget_authority": "budget\nauthority",
    "outlays": "outlays",
    "support_cost": "of which\nsupport",
    "spend_then_year": "then-year\ndollars",
    "committed_to_date": "committed\nso far",
    "unmet_to_date": "unmet\nso far",
}
_OPTIONAL = ("batteries_missing", "interceptors_received", "interceptors_missing", "support_cost", "committed_to_date")
_PROFILES = {
    "fast": "as fast as the lines allow",
    "level": "in even yearly parts, whether or not the lines can follow",
    "capped": "up to an amount of money a year",
}
_PAYMENTS = {
    "appropriation": "the outlay rates of Missile Procurement, Army",
    "milestone": "a part at order and the rest at delivery",
    "deposit": "a deposit at order and even parts up to delivery, as in foreign sales",
}


def plan_answer(question: Question) -> Answer:
    """Answer `plan`."""
    evaluation = question.evaluation
    keys = _keys(evaluation)
    evaluation.need(keys, HEADLINES)
    said = [
        notes.system_note(evaluation),
        *map(partial(_closing, evaluation), _DATES, _GAPS),
        binding_note(evaluation),
        _world_note(evaluation),
        _profile_note(evaluation),
        *notes.then_year_notes(evaluation),
        _present_value_note(evaluation),
        _cost_note(evaluation),
        notes.requirement_note(evaluation),
    ]
    blocks: list[Block] = [
        _table(evaluation, _QUANTITIES),
        _chart(evaluation, "coverage", "Share of the battery requirement met at the end of the year", 1.0),
        _table(evaluation, _MONEY),
        _chart(evaluation, "outlays", f"Outlays, {evaluation.loaded.case.price_year} dollars"),
        *(Text(note) for note in said if note),
    ]
    title = f"Deliveries and spending by year, {evaluation.loaded.case.price_year} dollars"
    return answer(question, keys, title, blocks, said, HEADLINES)


def _keys(evaluation: Evaluation) -> list[str]:
    space, discount = evaluation.loaded.space, evaluation.loaded.case.discount
    years = space.axes["year"]
    keys = [*_SINGLE]
    keys += ["present_value"] if discount.real_rate else []
    keys += ["present_value_then_year"] if discount.nominal_rate else []
    for name in dict.fromkeys((*_QUANTITIES, *_MONEY, "spend")):
        keys += [f"{name}[{year}]" for year in years]
    for name, axis in (("interceptor_deliveries", "interceptor"), ("donor_bill", "donor")):
        keys += [f"{name}[{item},{year}]" for item in space.axes[axis] for year in years]
    return keys


def _table(evaluation: Evaluation, columns: dict[str, str]) -> Table:
    rows = [
        [year, *(_cell(evaluation, f"{name}[{year}]") for name in columns)]
        for year in evaluation.loaded.space.axes["year"]
    ]
    numbers = [Column(title, "right", optional=name in _OPTIONAL) for name, title in columns.items()]
    return Table([Column("year", whole=True), *numbers], rows)


def _cell(evaluation: Evaluation, key: str) -> str:
    result = evaluation[key]
    if result.value is None:
        return UNKNOWN
    unit = result.figure.unit.removesuffix("/year")
    if unit == "USD":
        return sided(result.bound) + billions(result.value)
    return sided(result.bound) + (f"{result.value:,.1f}" if unit == "battery" else number(result.value, unit))


def _chart(evaluation: Evaluation, name: str, title: str, whole: float | None = None) -> Chart:
    years = evaluation.loaded.space.axes["year"]
    bars = [(year, evaluation[f"{name}[{year}]"].value, _cell(evaluation, f"{name}[{year}]")) for year in years]
    return Chart(title, bars, whole)


def _closing(evaluation: Evaluation, key: str, what: str) -> str:
    """Say in which year a gap closes, or that it does not."""
    result = evaluation[key]
    if result.value is None:
        return ""
    last = evaluation.loaded.space.axes["year"][-1]
    spread = span(result.low, result.high, "year")
    between = f" (between {spread.replace(' to ', ' and ')}, at the ends of all ranges)" if spread else ""
    if result.value == float("inf"):
        missing = "batteries_missing" if key == "gap_closed_year" else "interceptors_missing"
        left = shown(evaluation[f"{missing}[{last}]"])
        thing = "batteries" if key == "gap_closed_year" else "interceptors"
        return f"The {what} does not close by {last}: {left} {thing} are still missing then{between}."
    if result.value == float(evaluation.loaded.calendar.first_year):
        return (
            f"The {what} is closed by the end of {number(result.value, 'year')}, the first year of the plan{between}."
        )
    return f"The {what} closes in {when(result)}{between}."


def _world_note(evaluation: Evaluation) -> str:
    years, gap, output = (evaluation[key] for key in ("years_of_world_output", "interceptor_gap", "world_output"))
    if years.value is None or output.value is None:
        return ""
    return (
        f"The {shown(gap)} interceptors short of the first loads are {shown(years)} years of present world output, "
        f"{number(output.value, 'interceptor')} a year of these types for all customers."
    )


def _profile_note(evaluation: Evaluation) -> str:
    case = evaluation.loaded.case
    halt = evaluation.values.get("supply_halt_months")
    stop = (
        f" Nothing is delivered for {halt:g} months from {evaluation.values['supply_halt_start']:g} on." if halt else ""
    )
    return (
        f"Ordered {_PROFILES[case.orders.profile]}; paid by {_PAYMENTS[case.payment.profile]}. Quantities are expected "
        f"values: a part of a battery is one finished later.{stop}"
    )


def _present_value_note(evaluation: Evaluation) -> str:
    case = evaluation.loaded.case
    if case.discount.real_rate:
        kind, key, rate = "constant", "present_value", case.discount.real_rate.value
    elif case.discount.nominal_rate:
        kind, key, rate = "then-year", "present_value_then_year", case.discount.nominal_rate.value
    else:
        return ""
    value = evaluation[key].value
    if value is None:
        return ""
    word = "real" if kind == "constant" else "nominal"
    return f"Present value in {case.price_year} of the {kind} dollars at a {word} {rate:.2%} a year: {billions(value)}."


def _cost_note(evaluation: Evaluation) -> str:
    total, then_year, orders = (
        evaluation[key] for key in ("spend_total", "spend_then_year_total", "acquisition_budget_total")
    )
    if total.value is None or orders.value is None:
        return ""
    spread = span(total.low, total.high, "USD")
    between = f" ({spread})" if spread else ""
    later = "" if then_year.value is None else f", {billions(then_year.value)} in then-year dollars"
    years = evaluation.loaded.space.axes["year"]
    replaced = evaluation.values.get("support_replaced_share")
    fired = (
        "missiles fired are not replaced here" if not replaced else f"{replaced:.0%} of the missiles fired are replaced"
    )
    return (
        f"Outlays of {years[0]} to {years[-1]}: {sided(total.bound)}{billions(total.value)}{between}{later}, of which "
        f"orders of {billions(orders.value)}. The sum grows with the horizon: support of every battery in service is "
        f"in it, facilities and losses are not, {fired}."
    )
