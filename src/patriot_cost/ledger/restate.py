"""Amounts of facts in dollars of one year: other currencies at the annual average, then a price index."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.formulas.prices import constant_dollars
from patriot_cost.ledger.price_indices import Levels, read_levels
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.dataset.library import Library
    from patriot_cost.model.case import PriceIndex
    from patriot_cost.model.ledger import Fact


class Restated(NamedTuple):
    """The amounts of a fact in dollars of another year, and the text of their conversion."""

    value: float | None
    low: float | None
    high: float | None
    unit: str
    how: str


class Restater:
    """Restates facts in dollars of one year with one index."""

    def __init__(self, library: Library, facts: Mapping[str, Fact], year: int, index: str) -> None:
        self._levels: Levels = read_levels(library, index)
        self.year = year
        self._rates = {
            (fact.unit.partition("/")[2], fact.price_year): fact
            for fact in facts.values()
            if fact.measure == "exchange_rate" and fact.unit.startswith("USD/")
        }
        self._levels.escalation(year, year)

    @property
    def index(self) -> PriceIndex:
        """The index."""
        return self._levels.definition

    def restate(self, fact: Fact) -> Restated | None:
        """Return a money fact in dollars of the year; None without an exchange rate or an index level for it."""
        money, year = currency(fact.unit), fact.price_year
        if not money or year is None or year not in self._levels.by_year:
            return None
        rate, how = 1.0, ""
        if money != "USD":
            found = self._rates.get((money, year))
            if found is None or found.value is None:
                return None
            rate, how = found.value, f"{money} at {found.value:g} USD ({found.id}), "
        escalation = self._levels.escalation(year, self.year)
        how += (
            "as published"
            if year == self.year
            else f"{year} to {self.year}: x {escalation.index_to / escalation.index_from:.4f}"
        )
        value, low, high = (
            None if amount is None else constant_dollars(amount * rate, escalation.index_to, escalation.index_from)
            for amount in (fact.value, fact.low, fact.high)
        )
        return Restated(value, low, high, fact.unit.replace(money, "USD", 1), how)
