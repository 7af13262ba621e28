"""The purchases of an amount of money: whole batteries, whole interceptors, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report import notes
from patriot_cost.report.cells import figure, text_of
from patriot_cost.report.document import Block, Cell, Column, Number, Response, Table, Text
from patriot_cost.report.element_notes import not_included
from patriot_cost.report.order_price_note import order_price_note
from patriot_cost.report.plan_notes import line_terms
from patriot_cost.report.plan_years import plan_year
from patriot_cost.report.reference import Cited
from patriot_cost.report.reference_list import with_sources
from patriot_cost.report.request import Request, response
from patriot_cost.report.requirement_notes import repair_note, requirement_note
from patriot_cost.report.rounding import short
from patriot_cost.report.wording import assumed_mark, in_words, number, part_of, parts, quantity

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.foreign_money import ConvertedAmount
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result

_KEYS = (
    "batteries_affordable",
    "affordable_batteries_cost",
    "interceptors_affordable",
    "money_for_batteries",
    "money_for_interceptors",
    "budget_left",
    "gap_share_affordable",
    "battery_gap",
    "battery_unit_cost",
    "interceptor_cost",
    "interceptor_price",
)
_RANGED = (
    *("batteries_affordable", "gap_share_affordable", "battery_gap"),
    *("battery_unit_cost", "interceptor_cost", "interceptor_price"),
)
"""The rest after whole batteries jumps up and down with their price, so a range would mislead."""
_LINES = ("batteries_deliverable", "interceptors_deliverable")


def afford_answer(request: Request, foreign: ConvertedAmount | None = None) -> Response:
    """Answer `afford`, of an amount in dollars, or in a foreign currency."""
    evaluation = request.evaluation
    words = evaluation.loaded.case.words
    buys, limited = words["budget.buys"], words["budget.limit"] == "lines"
    keys = [*_KEYS, *(_LINES if limited else ()), *(("stock_building_cost",) if buys == "split" else ())]
    listed: list[notes.Note] = [
        notes.system_note,
        _sentence,
        _rule_note,
        *([_limit_note, line_terms(evaluation.loaded.index_sets.axes["line"])] if limited else []),
        requirement_note,
        repair_note,
        notes.package_note,
        order_price_note,
        not_included,
    ]
    texts = [*([_rate_words(foreign)] if foreign else []), *request.texts(keys, listed, _RANGED)]
    sentence = _sentence.text(evaluation)
    rate = Cited([foreign.source] if foreign else [])
    blocks: list[Block] = [
        _table(evaluation),
        *(Text(text, rate if place == 0 else Cited()) for place, text in enumerate(texts) if text != sentence),
    ]
    amount = text_of(Number(evaluation.values.get("budget_amount"), "USD", style="exact"))
    if foreign:
        amount = f"{foreign.currency} {foreign.amount} ({amount})"
    title = f"What {amount} buys, {evaluation.loaded.case.price_year} dollars"
    bought = sentence.replace("It buys", f"{amount} buys", 1)
    details = request.details(notes.package_note)
    answer = response(request, keys, title, blocks, texts, _RANGED, answer=bought, details=details)
    return answer._replace(data=answer.data | {"converted": foreign}) if foreign else answer


def _rate_words(foreign: ConvertedAmount) -> str:
    return (
        f"{foreign.currency} {foreign.amount} is converted at {short(foreign.rate, 6)} dollars for 1 "
        f"{foreign.currency}, the "
        f"average of {foreign.year} ({foreign.publisher}, fact {foreign.fact}), without inflation to other years."
    )


def _table(evaluation: Evaluation) -> Table:
    values, year = evaluation.values, evaluation.loaded.case.price_year

    def bought(label: str, count: str, price: str) -> list[Cell]:
        whole, each = evaluation[count], evaluation[price]
        cost = None if whole.value is None or each.value is None else whole.value * each.value
        mark = "" if cost is None else assumed_mark(whole) or assumed_mark(each)
        cells = (figure(whole, bare=True), figure(each, bare=True), Number(cost, "USD", year=year, mark=mark))
        return [label, *cells]

    rows: list[list[Cell]] = [
        bought("Batteries with their missiles", "batteries_affordable", "battery_unit_cost"),
        bought("Interceptors beside them", "interceptors_affordable", "interceptor_price"),
        ["Left over", "", "", Number(values.get("budget_left"), "USD", year=year)],
        ["In all", "", "", Number(values.get("budget_amount"), "USD", year=year)],
    ]
    table = Table([Column(), *(Column(title, "right") for title in ("number", "each", "cost"))], rows)
    return with_sources(table, evaluation, [["battery_unit_cost"], ["interceptor_price"], [], []])


@notes.note()
def _rule_note(loaded: LoadedCase) -> str:
    words = loaded.case.words
    if words["budget.buys"] == "batteries" and words["budget.rest"] == "keep":
        return "Batteries with their missiles only; the money left over is kept."
    return notes.words_of(loaded, "budget.buys")


@notes.note("batteries_affordable", "interceptors_affordable", "gap_share_affordable", "battery_gap")
def _sentence(_: LoadedCase, batteries: Result, missiles: Result, part: Result, gap: Result) -> str:
    if batteries.value is None or missiles.value is None:
        return ""
    closes = ""
    if part.value is not None:
        closes = f", {part_of(part, f'the battery gap of {in_words(gap)}')}"
    count = quantity(batteries.value, "battery") + assumed_mark(batteries)
    more = quantity(missiles.value, "interceptor") + assumed_mark(missiles)
    return f"It buys {count} with missiles{closes}, and {more} besides."


@notes.note("first_load_part", *_LINES)
def _limit_note(loaded: LoadedCase, part: Result, *lines: Result) -> str:
    by, first = notes.input_value(loaded, "budget_by"), loaded.calendar.named(loaded.calendar.first_year)
    if by is None or part.value is None:
        return ""
    batteries, missiles = (in_words(result) for result in lines)
    deadline = plan_year(loaded.calendar, by)
    rule = "" if part.value == 1 else f", of which {number(*parts(part))} may equip batteries (supply.allocation)"
    return (
        f"By the end of {deadline}, with orders placed from {first} on, the lines can deliver {batteries} "
        f"with their missiles and {missiles} in all to this customer{rule}."
    )
