"""The cost of a purchase: a number of batteries with their missiles, or of missiles alone."""

from __future__ import annotations

from itertools import chain
from math import inf
from typing import TYPE_CHECKING

from patriot_cost.case.line_aliases import FIRE_UNITS
from patriot_cost.case.typed_prices import variant_named
from patriot_cost.engine.keys import key_of
from patriot_cost.report import notes
from patriot_cost.report.document import Response, Text
from patriot_cost.report.element_notes import not_included
from patriot_cost.report.order_price_note import order_price_note
from patriot_cost.report.reference_list import with_sources
from patriot_cost.report.request import Request, response
from patriot_cost.report.tables import figures_down
from patriot_cost.report.wording import ASSUMED, assumed_mark, in_words, number, parts, quantity, with_range

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.purchases import Purchase

_DELIVERED = ("interceptor_gap_closed_year",)
_OF_BATTERIES = ("battery_unit_cost", "systems_cost", "missiles_cost", "funding_need", *_DELIVERED, "gap_closed_year")
_OF_MISSILES = ("interceptor_price", "missiles_cost", *_DELIVERED)

_TOTAL = {True: "funding_need", False: "missiles_cost"}
"""The cost of the purchase, by whether batteries are bought."""


def cost_answer(request: Request, purchase: Purchase) -> Response:
    """Answer `cost`, of a case that buys the purchase and nothing else."""
    evaluation = request.evaluation
    whole = purchase.of_batteries
    keys = _OF_BATTERIES if whole else _OF_MISSILES
    listed: list[notes.Note] = [notes.system_note, *([notes.package_note, not_included] if whole else [])]
    by_year = _delivery_keys(evaluation, whole=whole)
    # Before anything is read, so that nothing is computed twice.
    evaluation.need(chain.from_iterable(by_year.values()), ())
    texts = request.texts(keys, [*listed, order_price_note])
    sentence = _sentence(evaluation, purchase, keys, by_year)
    names = {"missiles_cost": "Missile packages" if whole else "Missiles"}
    names |= {"funding_need": "In all", "gap_closed_year": "Last battery delivered"}
    names |= dict.fromkeys(_DELIVERED, "Last missile delivered")
    if purchase.of_one_variant:
        names["interceptor_price"] = "Price of one"
    table = with_sources(figures_down(evaluation, keys, names), evaluation, [[key] for key in keys])
    thing = _thing(evaluation, purchase)
    title = f"Cost of {thing}, {evaluation.loaded.case.price_year} dollars"
    lines = [sentence, *texts]
    return response(request, keys, title, [Text(sentence), table, *map(Text, texts)], lines, answer=sentence)


def _thing(evaluation: Evaluation, purchase: Purchase) -> str:
    if purchase.of_batteries:
        return quantity(purchase.number, "battery")
    if purchase.of_one_variant:
        variant = variant_named(evaluation.loaded, purchase.name)
        return f"{purchase.number:,} {evaluation.loaded.case.interceptors[variant].name or variant}"
    return f"{purchase.number:,} missile{'s' if purchase.number > 1 else ''}"


def _sentence(
    evaluation: Evaluation, purchase: Purchase, keys: Sequence[str], by_year: Mapping[str, Sequence[str]]
) -> str:
    """Word the cost, the price of one, and the last delivery."""
    thing = _thing(evaluation, purchase)
    price, total, last = (evaluation[key] for key in (keys[0], _TOTAL[purchase.of_batteries], keys[-1]))
    if total.value is None:
        return f"The cost of {thing} is unknown in this case."
    missiles = " with their missiles" if purchase.of_batteries and purchase.number > 1 else ""
    if purchase.number == 1 and purchase.of_batteries:
        missiles = " with its missiles"
    costs = "costs" if purchase.number == 1 else "cost"
    text = f"{thing}{missiles} {costs} {with_range(total)}"
    text += "." if purchase.number == 1 else f", {in_words(price)}."
    if last.value is None or last.value == inf:
        return f"{text} The years of the plan do not show when the last would be delivered."
    first = "" if purchase.number == 1 else _first_year(evaluation, by_year)
    years = f"{'it' if purchase.number == 1 else 'the last'} would be delivered in {in_words(last)}"
    if first and first.rstrip(ASSUMED) != number(*parts(last)):
        years = f"the first would be delivered in {first} and the last in {in_words(last)}"
    return f"{text} At the share of the output open to this customer, {years}."


def _delivery_keys(evaluation: Evaluation, *, whole: bool) -> dict[str, list[str]]:
    """Return the keys of the deliveries of each year: of batteries, or of the missiles of each line."""
    axes = evaluation.loaded.index_sets.axes
    lines = [()] if whole else [(line,) for line in axes["line"] if line != FIRE_UNITS]
    name = "deliveries" if whole else "interceptor_deliveries"
    return {year: [key_of(name, *line, year) for line in lines] for year in axes["year"]}


def _first_year(evaluation: Evaluation, by_year: Mapping[str, Sequence[str]]) -> str:
    """Return the first year with a delivery, and its mark; empty if unknown, or if less than one arrives in it."""
    for year, of_year in by_year.items():
        amounts = [evaluation.values[key] for key in of_year]
        if None in amounts:
            return ""
        if any(amounts):
            mark = assumed_mark(evaluation[of_year[0]])
            return year + mark if max(filter(None, amounts)) >= 1 else ""
    return ""
