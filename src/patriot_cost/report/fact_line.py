"""A fact as a line of an explanation: number, period, money, who said it, when, how trustworthy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.ledger.grades import weak_grade
from patriot_cost.ledger.query import publishers
from patriot_cost.report.wording import bound_words, period_words, quantity, span, year_of_dollars
from patriot_cost.units import currency, written_out

if TYPE_CHECKING:
    from patriot_cost.model.ledger import Fact, Source


def _stated(value: float, fact: Fact) -> str:
    """Return the number of a fact; a level of an index has all the digits with which it is published."""
    return written_out(value) if fact.unit == "index" else quantity(value, fact.unit, fact.bound)


def fact_line(fact: Fact, source: Source) -> str:
    """Return a fact in words."""
    value = "" if fact.value is None else _stated(fact.value, fact)
    if fact.low is not None and fact.high is not None:
        value = span(fact.low, fact.high, fact.unit, noun=True) + (f", {value}" if value else "")
    period = f", for {period_words(fact.for_)}" if fact.for_ else ""
    scope = f", scope {fact.scope}" if fact.scope else ""
    statement = f"{bound_words(fact.bound)}{value or 'no number'}{period}{_year(fact)}{scope}"
    note = f" {fact.note}" if fact.note else ""
    who = f"{publishers(fact, source, weak_grade(source))}, {fact.as_of or 'undated'}, {fact.quality}"
    return f"{fact.id}: {statement}; {who}.{note}"


def _year(fact: Fact) -> str:
    """Return the year of the money of a fact with its kind, or the year of another number."""
    if not currency(fact.unit):
        return f", of {fact.price_year}" if fact.price_year else ""
    year = year_of_dollars(fact)
    return f", {year} dollars" if year else ""
