"""A note on the published prices of a battery with all in it, beside the computed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.published_figures import politician
from patriot_cost.case.published_prices import UNIT_COST, in_dollars_of, like_the_computed, published_prices
from patriot_cost.ledger.comparable import total_of
from patriot_cost.ledger.grades import weak_grade
from patriot_cost.ledger.query import publishers
from patriot_cost.report.notes import note
from patriot_cost.report.published_records import extent, statement_of
from patriot_cost.report.wording import in_words, number, number_in_words, span

if TYPE_CHECKING:
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.ledger.roots import Statement


@note(UNIT_COST, "interceptors_per_battery", "battery_gap", "funding_need")
def published_note(loaded: LoadedCase, cost: Result, missiles: Result, gap: Result, need: Result) -> str:
    """Word the published prices by root, each in the dollars and with the contents that its source states."""
    found = published_prices(loaded)
    if not found or cost.value is None:
        return ""
    brought = in_dollars_of(loaded, found)
    prices = "; ".join(
        _price(loaded, one, _ratio(one, price, cost.value, missiles.value))
        for one, price in zip(found, brought, strict=True)
    )
    closed = [total_of(one.fact).divides for one in found]
    who = "The others" if any(closed) else "They"
    why = "" if all(closed) else f" {who} do not say how many missiles they include, so no ratio is given."
    here = f"{in_words(cost, noun=False)} with {in_words(missiles, noun=False)} missiles"
    total = _total(loaded, [price for price in brought if price], gap, need)
    opening = f"Published all-in prices of one battery: {extent([one.fact for one in found])}; here {here}."
    return f"{opening} Each as stated: {prices}.{why}{total}"


def _price(loaded: LoadedCase, one: Statement, ratio: str) -> str:
    fact, source = one.fact, loaded.sources[one.fact.source]
    price = span(fact.low, fact.high, "USD") if fact.value is None else number_in_words(fact.value, "USD", fact.bound)
    named = (statement_of(politician(fact)), publishers(fact, source, weak_grade(source)), one.reports, fact.id)
    who = ", ".join(filter(None, named))
    return f"{price} in {fact.price_year} ({who}){ratio}"


def _ratio(one: Statement, price: tuple[float, float] | None, computed: float, missiles: float | None) -> str:
    """Word the computed price over a published one of known and equal contents, in the same dollars."""
    if price is None or missiles is None or not like_the_computed(one.fact, missiles):
        return ""
    return f", with as many missiles: here {number(computed / price[1], 'share')} of it"


def _total(loaded: LoadedCase, prices: list[tuple[float, float]], gap: Result, need: Result) -> str:
    """Word the cost of the missing batteries at the published prices, in dollars of the case."""
    if not prices or not gap.value or need.value is None:
        return ""
    cheapest, dearest = min(low for low, _ in prices), max(high for _, high in prices)
    cost = span(cheapest * gap.value, dearest * gap.value, "USD")
    year = loaded.case.price_year
    batteries = in_words(gap)
    return f" At these prices, brought to {year} dollars, {batteries} would cost {cost}, against {in_words(need)} here."
