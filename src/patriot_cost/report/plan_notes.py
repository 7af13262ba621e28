"""Notes to the plan: world output, the profiles of orders and payments, present value, outlays and authority."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from patriot_cost.case.payers import PROFILE, payment_fit
from patriot_cost.case.provenance import stated_reasons, unknown_paths
from patriot_cost.engine.keys import key_of
from patriot_cost.model.paths import label_of
from patriot_cost.report import notes
from patriot_cost.report.labels import item_name
from patriot_cost.report.plan_years import plan_year
from patriot_cost.report.rounding import percent, short
from patriot_cost.report.wording import assumed_mark, in_words, number, quantity, with_range
from patriot_cost.study.binding_limits import binding_limits

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.study.binding_limits import DeliveryLimit

_CLOSED, _LOADED = "gap_closed_year", "interceptor_gap_closed_year"
_RELAXED: dict[DeliveryLimit, str] = {
    "share": "with the whole output open to this customer",
    "order book": "with nothing ordered by others",
    "rate": "with twice the output",
    "lead time": "with a year from order to delivery",
    "money": "with orders as fast as the lines allow",
    "halt": "without the halt",
}
_PLACES = {"share": "SHARE", "month": "MONTHS", "battery/year": "BATTERIES", "interceptor/year": "MISSILES"}
"""The word that stands for a number to be typed, by its unit; that of any other is `NUMBER`."""


def never_known(evaluation: Evaluation, name: str) -> bool:
    """Tell whether a figure is unknown in every year of the plan."""
    return all(evaluation[key_of(name, year)].value is None for year in evaluation.loaded.index_sets.axes["year"])


def unknown_plan(evaluation: Evaluation, names: Collection[str]) -> str:
    """Say which assumptions make figures of all years unknown, why they are, and how to set them; empty if none does.

    The table leaves the columns of these figures out.
    """
    results = [evaluation[key_of(name, year)] for name in names for year in evaluation.loaded.index_sets.axes["year"]]
    unknown = dict.fromkeys(path.partition(" to ")[0] for result in results for path in unknown_paths(result))
    # The years of a series are set at its first one.
    paths = list({path.rstrip("0123456789"): path for path in reversed(unknown)}.values())[::-1]
    if not paths:
        return ""
    stated, system = evaluation.loaded.estimates, evaluation.loaded.case.system
    unit = {path: stated[path].unit if path in stated else "" for path in paths}
    labels = "; ".join(f"{label_of(path)} ({path})" for path in paths)
    reasons = " ".join(f"{why.rstrip('.')}." for why in stated_reasons(evaluation, results))
    # A line that is not in the data needs a scenario file, which names it first.
    items = {path.rpartition(".")[0].split(".")[1] for path in stated if path.count(".") > 1}
    own = [path for path in paths if path.count(".") == 1 or path.split(".")[1] in items]
    typed = " ".join(f"--set {path}={_PLACES.get(unit[path], 'NUMBER')}" for path in own)
    how = f"To set {'them' if own == paths else 'these'}: {typed}." if own else ""
    whole = "The plan" if "deliveries" in names else "Part of the plan"
    named = f" of {system.name}" if system else ""
    return " ".join(filter(None, [f"{whole}{named} is unknown for lack of: {labels}.", reasons, how]))


@notes.note("years_of_world_output", "interceptor_gap", "world_output")
def world_note(_: LoadedCase, years: Result, gap: Result, output: Result) -> str:
    """State the shortage of first loads in years of world output."""
    if years.value is None or output.value is None:
        return ""
    missing, time = (in_words(result) for result in (gap, years))
    return (
        f"The first loads are short of {missing}: {time} of present world output, "
        f"{number(output.value, 'interceptor')} a year of these types for all customers."
    )


@notes.note()
def profile_note(loaded: LoadedCase) -> str:
    """State how orders are placed and paid."""
    alike = ", by all payers alike, the United States among them" if payment_fit(loaded).money == "mixed" else ""
    paid = f"paid by {notes.words_of(loaded, PROFILE)}{alike}"
    how = f"Ordered {notes.words_of(loaded, 'orders.profile')}; {paid}."
    return f"{how} Quantities are expected values: a fraction of a battery is one finished later."


@notes.note()
def account_note(loaded: LoadedCase) -> str:
    """Name the accounts of the United States where it alone pays; other buyers have theirs."""
    if payment_fit(loaded).money != "us":
        return ""
    return (
        "Accounts of the United States: procurement is of Missile Procurement, Army, operation and support of "
        "Operation and Maintenance, Army."
    )


def present_value_notes(loaded: LoadedCase) -> list[notes.Note]:
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
        return f"Present value in {case.price_year} of the {kind} dollars at a {word} {a_year}: {in_words(result)}."

    return [words]


@notes.note("spend_total", "spend_then_year_total", "order_outlays_total", "present_support_total")
def cost_note(loaded: LoadedCase, total: Result, then_year: Result, paid: Result, present: Result) -> str:
    """State the outlays over the horizon, and the parts of them."""
    if total.value is None or paid.value is None:
        return ""
    later = "" if then_year.value is None else f"In then-year dollars {in_words(then_year)}. "
    calendar = loaded.calendar
    first, last = (calendar.named(year) for year in (calendar.first_year, calendar.last_year))
    replaced = notes.input_value(loaded, "support_replaced_share")
    reach = "of the missiles fired are replaced, as far as new missiles reach the stock"
    fired = f"{percent(replaced)} {reach}" if replaced else "missiles fired are not replaced"
    return (
        f"Outlays of {first} to {last}: {with_range(total, noun=False)}. {later}For orders {in_words(paid)}. "
        "The outlays grow with the horizon: support of every battery in service is in them, facilities and losses "
        f"are not, {fired} here. Support of "
        f"the batteries already in service is {in_words(present)} of them, and is not counted as unmet."
    )


@notes.note(
    "acquisition_budget_total",
    "order_outlays_later",
    "acquisition_budget_then_year_total",
    "order_outlays_then_year_later",
    "budget_authority_then_year_total",
)
def authority_note(
    loaded: LoadedCase, orders: Result, rest: Result, voted: Result, voted_rest: Result, every: Result
) -> str:
    """State the budget authority of the orders, and of all that is to be voted."""
    if orders.value is None or voted.value is None:
        return ""
    last, dollars = loaded.calendar.named(loaded.calendar.last_year), f"{loaded.case.price_year} dollars"
    due = f", of which {in_words(rest)} falls due after {last}" if rest.value else ""
    voted_due = f", of which {in_words(voted_rest)} falls due after {last}" if voted_rest.value else ""
    return (
        f"Budget authority of these orders: {in_words(orders)} in {dollars}{due}; {in_words(voted)} in "
        f"then-year dollars, as it is voted{voted_due}. With replacement and support {in_words(every)} is to be voted, "
        "in then-year dollars. Outlays of an order are shares of the authority voted for it."
    )


@notes.note("orders_left_cost", "acquisition_to_closure", "acquisition_to_closure_then_year")
def closure_note(loaded: LoadedCase, left: Result, constant: Result, then_year: Result) -> str:
    """State the acquisition to closure where the years of the plan have no room for all orders."""
    if not left.value:
        return ""
    last, dollars = loaded.calendar.named(loaded.calendar.last_year), f"{loaded.case.price_year} dollars"
    return (
        f"At equal effect: {in_words(constant)} in {dollars} for all orders that close the gap, {in_words(left)} of "
        f"it after {last}; {in_words(then_year)} in then-year dollars, late orders at the prices of {last}. Support is "
        "in neither."
    )


def halt_effect(evaluation: Evaluation) -> str:
    """Word the effect of a halt of deliveries on the years in which the gap closes and the first loads are there."""
    if not notes.halt_note.text(evaluation):
        return ""
    without = evaluation.what_if({"supply_halt_months": 0.0})
    subjects = {_CLOSED: "the battery gap would close", _LOADED: "the first loads would be complete"}
    sentences = []
    for key, subject in subjects.items():
        with_it, without_it = evaluation[key].value, without[key]
        if with_it is None or without_it is None:
            continue
        mark = assumed_mark(evaluation[key])
        end = " too" if with_it == without_it else f", with it {_closing_year(with_it, mark)}"
        sentences.append(f"Without the halt {subject} {_closing_year(without_it, mark)}{end}.")
    return " ".join(sentences)


def _closing_year(year: float, mark: str) -> str:
    return "after the years of the plan, if ever" if year == inf else f"in {number(year, 'year')}{mark}"


def binding_note(evaluation: Evaluation) -> str:
    """Return a note on the limits that keep the battery gap open: when it would close without each."""
    limits = binding_limits(evaluation)
    if limits is None:
        return ""
    if not limits:
        return "No single limit keeps the battery gap open: rate, share, lead time and money bind together."
    calendar = evaluation.loaded.calendar
    years = ", ".join(f"{one.limit} {plan_year(calendar, one.closed)}" for one in limits)
    lifted = "; ".join(f"{one.limit}: {_RELAXED[one.limit]}" for one in limits)
    return f"Limits that bind (closing without each): {years}. If a single one were lifted: {lifted}."


def line_terms(lines: Sequence[str]) -> notes.Note:
    """Return a note on the part of the output of lines that is open to this customer, and on their lead times."""

    @notes.note()
    def words(case: LoadedCase) -> str:
        named = [terms for line in lines if (terms := _terms(case, line))]
        return f"Deliveries rest on these terms: {'; '.join(named)}." if named else ""

    return words


def _terms(case: LoadedCase, line: str) -> str:
    """Return the known terms of a line in words, each with its standing."""
    share, lead = (_stated(case, f"production.{line}.{part}") for part in ("open_share", "lead_time"))
    parts = [f"{share} of the output open to this customer" if share else "", f"{lead} to delivery" if lead else ""]
    return f"{item_name(case.case, line)}: {', '.join(filter(None, parts))}" if any(parts) else ""


def _stated(case: LoadedCase, path: str) -> str:
    value = case.as_used(path).value if path in case.estimates else None
    if value is None:
        return ""
    unit = case.estimates[path].unit
    text = number(value, unit) if unit == "share" else quantity(value, unit)
    if case.estimates[path].basis != "assumed":
        return text
    return text + (" (your setting)" if path in case.user_settings else " (assumed)")
