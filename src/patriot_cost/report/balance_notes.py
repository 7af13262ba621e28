"""Notes on the one balance of missiles: the parts of first loads and of the stock in pledges and new production."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.engine.keys import key_of
from patriot_cost.report import notes
from patriot_cost.report.wording import in_words, number

if TYPE_CHECKING:
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result

_RULE = "supply.allocation"


def division_in_plan(loaded: LoadedCase) -> notes.Note:
    """Return a note on the new missiles of the years of a plan: the rule that divides them, the parts, and who pays."""
    years = loaded.index_sets.axes["year"]

    @notes.note(
        key_of("interceptors_received", years[-1]),
        "stock_production_total",
        "interceptors_replaced_total",
        "unbilled_value_total",
    )
    def words(_: LoadedCase, received: Result, stock: Result, replaced: Result, value: Result) -> str:
        return _divided(loaded, f"From {years[0]} to {years[-1]}", (received, stock, replaced, value), "this plan")

    return words


@notes.note(
    "first_loads_arriving_total", "production_arriving_total", "replaced_arriving_total", "unbilled_arriving_value"
)
def division_in_stock(loaded: LoadedCase, loads: Result, stock: Result, replaced: Result, value: Result) -> str:
    """State the new missiles of the months of a stock: the rule that divides them, the parts, and who pays."""
    return _divided(loaded, "In these months", (loads, stock, replaced, value), "`plan`")


def _divided(loaded: LoadedCase, when: str, results: tuple[Result, Result, Result, Result], bill: str) -> str:
    if any(result.value is None for result in results):
        return ""
    loads, stock, replaced, value = results
    taken, left, paid, worth = (in_words(result) for result in (loads, stock, replaced, value))
    share = number(notes.input_value(loaded, "supply_first_load_share"), "share")
    division = notes.words_of(loaded, _RULE).format(share)
    rule = f"The missile lines' output open to this customer goes {division} ({_RULE})."
    text = f"{rule} {when} first loads get {taken}, the stock {left}."
    if not stock.value:
        return text
    part = f"Of the stock's, {bill} pays for {paid}; the rest" if replaced.value else "The stock's"
    return f"{text} {part}, worth {worth}, are given or bought by others and in no bill of {bill}."


@notes.note("interceptors_pledged", "pledges_to_first_loads", "pledges_to_stock")
def pledges_in_stock(_: LoadedCase, pledged: Result, loads: Result, stock: Result) -> str:
    """State which pledges the stock gets."""
    if not pledged.value or loads.value is None or stock.value is None:
        return ""
    all_of_them, kept, left = (in_words(result) for result in (pledged, loads, stock))
    return f"Of {all_of_them} pledged the first loads get {kept} (funding.credit_share), the stock {left}."


@notes.note("interceptors_credited", "pledges_to_first_loads", "interceptors_required")
def pledges_beyond_loads(_: LoadedCase, credited: Result, loads: Result, required: Result) -> str:
    """State the excess of credited pledges over the first loads, if there is one."""
    if credited.value is None or loads.value is None or credited.value <= loads.value:
        return ""
    asked, promised = (in_words(result) for result in (required, credited))
    return (
        f"The first loads require {asked}, and pledges of {promised} are credited: the surplus goes to the stock "
        "and does not pay for ground systems."
    )
