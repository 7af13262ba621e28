"""The indices that the money of a case moves with: one for each kind of cost, there and back."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.errors import Fault, FileFaults
from patriot_cost.ledger.price_indices import read_levels
from patriot_cost.model.paths import assumption, pattern_of
from patriot_cost.model.settings import SETTINGS
from patriot_cost.units import raw_amount

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from patriot_cost.dataset.library import Library
    from patriot_cost.ledger.price_indices import Escalation, Levels
    from patriot_cost.model.ledger import Dollars

GENERAL_PRICES = "gdp"
"""The index that escalates gross domestic products."""
_PRODUCT = "donors.*.gdp"
PROCUREMENT, SUPPORT = "prices.procurement_deflator", "prices.support_deflator"
"""The paths of the words that name the indices of the two kinds of cost."""
OUTLAY_RATES = "payment.outlay_rates"
_LEVELS = {PROCUREMENT: "prices.procurement_index", SUPPORT: "prices.support_index"}
"""The section in which a case may state levels of an index of its own."""
_NO_RAW = "{}, in place of a raw index, which the data do not have"


class Deflator(NamedTuple):
    """The levels with which money of one kind of cost moves.

    Budget authority of a year is at the level of `authority`, and so are a contract price and a price of an unstated
    kind; constant dollars of a year are at the level of `constant`, which is raw (GAO-20-195G, selecting the proper
    indexes: weighted indexes between base-year and budget-year dollars, raw ones between base years).
    """

    authority: Levels
    constant: Levels

    def escalation(self, dollars: Dollars | None, from_year: int, to_year: int) -> Escalation:
        """Return the escalation of money of a kind to the budget authority of another year.

        Raises:
            FileFaults: the index does not reach one of the years.
        """
        return self.authority.escalation(from_year, to_year, self.constant if dollars == "constant" else None)


def is_authority(dollars: str | None, of_year: int, year: int) -> bool:
    """Tell whether money of a kind and a year is budget authority of a year as it stands."""
    return of_year == year and dollars != "constant"


def deflator(
    read: Callable[[str], Levels], word: str, index: str, rates: Callable[[], Mapping[str, float | None]]
) -> Deflator:
    """Return the deflator of a kind of cost; years before its index are those of the usual index of that kind.

    Orders are voted in one year and paid in several, so they move with an outlay-weighted index: a raw one is weighted
    by the outlay rates of the case. Support is voted and paid in one year, so it moves with a raw one.

    Args:
        read: reads an index.
        word: the path of the word that names the index of the kind of cost.
        index: the name of the index.
        rates: returns the outlay rates of the case by age.

    Raises:
        FileFaults: the index cannot be read, or not be weighted.
    """
    levels, usual = read(index), SETTINGS[word][0]
    earlier = levels if index == usual else read(usual)
    if levels.definition.kind == "weighted":
        whole = levels.continued_back(earlier)
        substitute = whole.renamed(_NO_RAW.format(whole.definition.name))
        return Deflator(substitute if word == SUPPORT else whole, substitute)
    raw = levels.continued_back(earlier)
    if word == SUPPORT:
        return Deflator(raw, raw)
    weighted = levels.weighted(_known(rates(), index)).continued_back(earlier)
    return Deflator(weighted, raw.renamed(f"{raw.definition.name}, then weighted by the outlay rates of the case"))


def _known(rates: Mapping[str, float | None], index: str) -> tuple[float, ...]:
    """Return outlay rates in the order of the years of payment.

    Raises:
        FileFaults: there are none, or one is unknown.
    """
    known = {int(age): rate for age, rate in rates.items() if rate is not None and age.isdecimal()}
    if not rates or len(known) < len(rates):
        text = f"the index '{index}' is raw, and weighted for orders by outlay rates; needed: a number for each of"
        raise FileFaults([Fault("data", f"{OUTLAY_RATES}: {text} {OUTLAY_RATES}.0 and so on")])
    return tuple(known.get(age, 0.0) for age in range(max(known) + 1))


class Escalator:
    """Escalates each assumption with the index that it moves with in later years; an index is read when it is needed.

    `words` are the words of the case, which name the indices, `estimates` its raw records; `index` is the index of
    procurement if the words name none.
    """

    def __init__(
        self,
        library: Library,
        words: Mapping[str, str],
        estimates: Mapping[str, Mapping[str, Any]],
        index: str | None,
    ) -> None:
        self._read = cache(partial(read_levels, library))
        self._words = words
        self._estimates = estimates
        self._index = index

    def escalation(self, path: str, dollars: Dollars | None, from_year: int, to_year: int) -> Escalation:
        """Return the escalation of an assumption, stated in dollars of a kind and year, to another year.

        A level that the case states itself takes the place of that of the index, as it does in later years.
        """
        if pattern_of(path) == _PRODUCT:
            return self._read(GENERAL_PRICES).escalation(from_year, to_year)
        row = assumption(path)
        word = SUPPORT if row and row.keeping else PROCUREMENT
        index = self._words.get(word) or (self._index if word == PROCUREMENT else None) or SETTINGS[word][0]
        found = deflator(self._read, word, index, self._rates)
        stated = {year: self._estimates.get(f"{_LEVELS[word]}.{year}", {}) for year in (from_year, to_year)}
        own = {year: level for year, record in stated.items() if (level := raw_amount(record.get("value")))}
        return found._replace(authority=found.authority.with_own(own)).escalation(dollars, from_year, to_year)

    def raw(self, path: str, record: dict[str, Any], to_year: int) -> dict[str, Any]:
        """Return the raw record of a money assumption in dollars of a year."""
        from_year, dollars = record.get("price_year"), record.get("dollars")
        if from_year is None or is_authority(dollars, from_year, to_year):
            return record
        escalation = self.escalation(path, dollars, from_year, to_year)
        amounts = {name: raw_amount(record[name]) for name in ("value", "low", "high") if name in record}
        moved = {name: escalation.apply(amount) for name, amount in amounts.items() if amount is not None}
        outcomes = [
            escalation.apply(amount) for amount in map(raw_amount, record.get("outcomes", ())) if amount is not None
        ]
        kept = {name: entry for name, entry in record.items() if name != "dollars"}
        return kept | moved | ({"outcomes": outcomes} if outcomes else {}) | {"price_year": to_year}

    def _rates(self) -> dict[str, float | None]:
        """Return the outlay rates by age."""
        section = f"{OUTLAY_RATES}."
        return {
            path.removeprefix(section): raw_amount(record.get("value"))
            for path, record in self._estimates.items()
            if path.startswith(section)
        }
