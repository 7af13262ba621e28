"""The years: what arrives when, when the gap closes and what binds, what must be authorised and paid."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from patriot_cost.engine.keys import key_of
from patriot_cost.views import notes
from patriot_cost.views.binding import binding_note
from patriot_cost.views.document import Answer, Axis, Block, Chart, Column, Day, Table, Text
from patriot_cost.views.frame import Question, answer
from patriot_cost.views.rounding import percent, short
from patriot_cost.views.tables import Across, in_order, items_down
from patriot_cost.views.wording import number, parts, quantity, shown, span, stated, when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.api import Evaluation

_DATES = ("gap_closed_year", "interceptor_gap_closed_year")
HEADLINES = (*_DATES, "years_of_world_output", "spend_total")
"""The figures whose range is looked for: each takes many runs over all years."""
_SINGLE = (*HEADLINES, "interceptor_gap", "world_output", "spend_then_year_total", "acquisition_budget_total")
_GAPS = ("battery gap", "gap of interceptors for the first loads")
_QUANTITIES = {
    "battery_orders": Across("batteries\nordered", decimals=1),
    "deliveries": Across("delivered", decimals=1),
    "batteries_in_service": Across("in\nservice", decimals=1),
    "coverage": Across("share\nmet"),
    "batteries_missing": Across("still\nmissing", optional=True, decimals=1),
    "interceptors_received": Across("missiles\nreceived", optional=True),
    "interceptors_missing": Across("missiles\nmissing", optional=True),
}
_MONEY = {
    "budget_authority": Across("budget\nauthority"),
    "outlays": Across("outlays"),
    "support_cost": Across("of which\nsupport", optional=True),
    "spend_then_year": Across("then-year\ndollars"),
    "committed_to_date": Across("committed\nso far", optional=True),
    "unmet_to_date": Across("unmet\nso far"),
}
_MET = Axis("share of the battery requirement met", "share", most=1.0)
_PAID = Axis("outlays", "USD/year")
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
    dollars = f"{evaluation.loaded.case.price_year} dollars"
    years = evaluation.loaded.space.axes["year"]
    met, paid = (in_order(evaluation, name, years) for name in ("coverage", "outlays"))
    blocks: list[Block] = [
        _table(evaluation, _QUANTITIES),
        Chart("Share of the battery requirement met at the end of the year", "line", Axis("year"), _MET, met),
        _table(evaluation, _MONEY),
        Chart(f"Outlays, {dollars}", "bars", Axis("year"), _PAID, paid),
        *(Text(note) for note in said if note),
    ]
    title = f"Deliveries and spending by year, {dollars}"
    return answer(question, keys, title, blocks, said, HEADLINES)


def _keys(evaluation: Evaluation) -> list[str]:
    space, known = evaluation.loaded.space, evaluation.loaded.estimates
    years = space.axes["year"]
    keys = [*_SINGLE]
    keys += ["present_value"] if "discount.real_rate" in known else []
    keys += ["present_value_then_year"] if "discount.nominal_rate" in known else []
    for name in dict.fromkeys((*_QUANTITIES, *_MONEY, "spend")):
        keys += [key_of(name, year) for year in years]
    for name, axis in (("interceptor_deliveries", "interceptor"), ("donor_bill", "donor")):
        keys += [key_of(name, item, year) for item in space.axes[axis] for year in years]
    return keys


def _table(evaluation: Evaluation, across: Mapping[str, Across]) -> Table:
    years = {year: Day(year) for year in evaluation.loaded.space.axes["year"]}
    return items_down(evaluation, Column("year", whole=True), years, across)


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
        still = stated(*parts(evaluation[key_of(missing, last)]))
        return f"The {what} does not close by {last}, with {still} still missing{between}."
    if result.value == float(evaluation.loaded.calendar.first_year):
        return (
            f"The {what} is closed by the end of {number(result.value, 'year')}, the first year of the plan{between}."
        )
    return f"The {what} closes in {when(result)}{between}."


def _world_note(evaluation: Evaluation) -> str:
    years, gap, output = (evaluation[key] for key in ("years_of_world_output", "interceptor_gap", "world_output"))
    if years.value is None or output.value is None:
        return ""
    missing, time = (stated(*parts(result)) for result in (gap, years))
    return (
        f"The first loads are short of {missing}: {time} of present world output, "
        f"{number(output.value, 'interceptor')} a year of these types for all customers."
    )


def _profile_note(evaluation: Evaluation) -> str:
    words = evaluation.loaded.case.words
    halt, start = (evaluation.values.get(f"supply_halt_{part}") for part in ("months", "start"))
    stop = f" Nothing is delivered for {quantity(halt, 'month')} from {number(start, 'year')} on." if halt else ""
    how = f"Ordered {_PROFILES[words['orders.profile']]}; paid by {_PAYMENTS[words['payment.profile']]}."
    return f"{how} Quantities are expected values: a part of a battery is one finished later.{stop}"


def _present_value_note(evaluation: Evaluation) -> str:
    case, known = evaluation.loaded.case, evaluation.loaded.estimates
    if "discount.real_rate" in known:
        kind, key, rate = "constant", "present_value", known["discount.real_rate"].value
    elif "discount.nominal_rate" in known:
        kind, key, rate = "then-year", "present_value_then_year", known["discount.nominal_rate"].value
    else:
        return ""
    if rate is None or evaluation[key].value is None:
        return ""
    word, percent_a_year = "real" if kind == "constant" else "nominal", f"{short(rate * 100, 4)} % a year"
    value = shown(evaluation[key])
    return f"Present value in {case.price_year} of the {kind} dollars at a {word} {percent_a_year}: {value}."


def _cost_note(evaluation: Evaluation) -> str:
    total, then_year, orders = (
        evaluation[key] for key in ("spend_total", "spend_then_year_total", "acquisition_budget_total")
    )
    if total.value is None or orders.value is None:
        return ""
    spread = span(total.low, total.high, "USD")
    between = f" ({spread})" if spread else ""
    later = "" if then_year.value is None else f", {shown(then_year)} in then-year dollars"
    years = evaluation.loaded.space.axes["year"]
    replaced = evaluation.values.get("support_replaced_share")
    fired = f"{percent(replaced)} of the missiles fired are replaced" if replaced else "missiles fired are not replaced"
    return (
        f"Outlays of {years[0]} to {years[-1]}: {shown(total)}{between}{later}, of which "
        f"orders of {shown(orders)}. The sum grows with the horizon: support of every battery in service is "
        f"in it, facilities and losses are not, {fired} here."
    )
