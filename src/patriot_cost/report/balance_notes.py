"""Notes on the one balance of missiles: the parts of first loads and of the stock in pledges and new production."""

from __future__ import annotations

from itertools import chain
from math import fsum, inf
from typing import TYPE_CHECKING

from patriot_cost.engine.keys import key_of
from patriot_cost.report import notes
from patriot_cost.report.wording import assumed_mark, in_words, number, number_in_words, quantity_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.engine.step import Run

_RULE = "supply.allocation"
_EMPTY, _HIT = "first_empty_month", "launches_stopped_share"


def halt_in_stock(evaluation: Evaluation) -> str:
    """Word the effect of a halt of deliveries on the stock: its first empty month, and sums over its months."""
    if not notes.halt_note.text(evaluation):
        return ""
    months = evaluation.loaded.index_sets.axes["month"]
    evaluation.need([_EMPTY, _HIT, *_monthly("stock_arrivals", months), *_monthly("stock_fired", months)], ())
    without = evaluation.what_if({"supply_halt_months": 0.0})
    empty, other = evaluation[_EMPTY].value, without[_EMPTY]
    if empty is None or other is None:
        return ""
    text = f"Without the halt {_empty_words(empty, other, assumed_mark(evaluation[_EMPTY]))}."
    parts = [
        *_sums(evaluation, without, "stock_arrivals", months, "arriving"),
        *_sums(evaluation, without, "stock_fired", months, "fired"),
    ]
    hit, hitting = (number(run[_HIT], "share") for run in (evaluation.values, without))
    mark = assumed_mark(evaluation[_HIT])
    parts += [f"{hitting}{mark} of the launches hit, in place of {hit}{mark}"] if hit != hitting else []
    return f"{text} From {months[0]} to {months[-1]}, without the halt: {'; '.join(parts)}." if parts else text


def _monthly(name: str, months: Sequence[str]) -> list[str]:
    return [key_of(name, month) for month in months]


def _empty_words(with_it: float, without_it: float, mark: str) -> str:
    """Word the first month that ends without interceptors, without a halt and with it; infinite is never."""
    end = ", as with it" if with_it == without_it else f", with it {number(with_it, 'date')}{mark}"
    if without_it == inf:
        return f"no month would end without interceptors{end}"
    return f"the first month to end without interceptors would be {number(without_it, 'date')}{mark}{end}"


def _sums(evaluation: Evaluation, without: Run, name: str, months: Sequence[str], verb: str) -> Iterator[str]:
    """Yield the sum of a figure over the months without a halt and with it, if both are known and differ."""
    keys = _monthly(name, months)
    runs = [[run[key] for key in keys] for run in (without, evaluation.values)]
    if None in {*chain(*runs)}:
        return
    sides = {evaluation[key].bound for key in keys} - {None}
    side = sides.pop() if len(sides) == 1 else "mixed" if sides else None
    sums = [fsum(filter(None, values)) for values in runs]
    other, one = (number_in_words(value, "interceptor", side) for value in sums)
    if one != other:
        mark = assumed_mark(evaluation[keys[0]])
        yield f"{quantity_in_words(sums[0], 'interceptor', side)}{mark} {verb}, in place of {one}{mark}"


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
    part = f"Of those for the stock, {bill} pays for {paid}; the rest" if replaced.value else "Those for the stock"
    return f"{text} {part}, worth {worth}, are given or bought by others and are in no bill of {bill}."


@notes.note("interceptors_pledged", "pledges_to_first_loads", "pledges_to_stock")
def pledges_in_stock(_: LoadedCase, pledged: Result, loads: Result, stock: Result) -> str:
    """State which pledges the stock gets."""
    if not pledged.value or loads.value is None or stock.value is None:
        return ""
    all_of_them, kept, left = (in_words(result) for result in (pledged, loads, stock))
    return f"Of {all_of_them} pledged, the first loads get {kept} (funding.credit_share) and the stock {left}."


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
