"""Money of pledges and commitments: in the money in which it was stated, and brought to that of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report.cells import as_stated, range_cell
from patriot_cost.report.document import Number, Phrase, Span
from patriot_cost.units import currency

if TYPE_CHECKING:
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.ledger import Fact


def promised_money(case: LoadedCase, path: str) -> Phrase:
    """Return a sum of money as stated, with the amount that it is converted to, unless both are one."""
    estimate, escalation = case.as_stated(path), case.escalations.get(path)
    facts = [fact for name in estimate.facts if currency((fact := case.facts[name]).unit) and "/" not in fact.unit]
    year = escalation.to_year if escalation else estimate.price_year
    one_currency = all(fact.unit == estimate.unit for fact in facts)
    if one_currency and year == estimate.price_year:
        return as_stated(estimate)
    value, low, high = (
        escalation.apply(amount) if escalation and amount is not None else amount
        for amount in (estimate.value, estimate.low, estimate.high)
    )
    converted = as_stated(estimate._replace(value=value, low=low, high=high, price_year=year))
    others = [part for fact in facts for part in (" + ", *_stated(fact))][1:]
    stated = as_stated(estimate).parts if one_currency else others
    dollars = (" in ", Number(year, "year"), " dollars") if year else ()
    return Phrase((*stated, " as stated, ", *converted.parts, *dollars))


def _stated(fact: Fact) -> tuple[Number | Span, ...]:
    if fact.value is None:
        return (range_cell(fact.low, fact.high, fact.unit, year=fact.price_year),)
    return (Number(fact.value, fact.unit, fact.bound, fact.price_year, style="quantity"),)
