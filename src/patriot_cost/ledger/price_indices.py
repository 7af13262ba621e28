"""Escalation of amounts in dollars of another year to one price year with a shipped index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.dataset.checked_records import Refused, checked
from patriot_cost.dataset.layers import INDICES
from patriot_cost.dataset.tables import no_fact, read_facts
from patriot_cost.errors import Fault, FileFaults, unknown
from patriot_cost.formulas.prices import constant_dollars, linked_level
from patriot_cost.model.assumptions import SETTINGS
from patriot_cost.model.case import PriceIndex
from patriot_cost.model.paths import assumption
from patriot_cost.units import raw_amount

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.dataset.library import Library
    from patriot_cost.dataset.toml import TomlFile
    from patriot_cost.model.ledger import Fact

PROCUREMENT, SUPPORT = "prices.procurement_deflator", "prices.support_deflator"
"""The paths of the words that name the indices of the two kinds of cost."""


class Escalation(NamedTuple):
    """One escalation: its two years, the index levels of both, and the facts of these levels."""

    index_name: str
    year_basis: str
    from_year: int
    to_year: int
    index_from: float
    index_to: float
    facts: tuple[str, ...]
    caution: str | None

    def apply(self, amount: float) -> float:
        """Return the amount in dollars of `to_year`."""
        return constant_dollars(amount, self.index_to, self.index_from)


class Levels(NamedTuple):
    """The level of a price index by year on the base of its newest edition, and the fact of each level."""

    definition: PriceIndex
    by_year: dict[int, float]
    facts: dict[int, str]
    newest_edition: int
    """First year of the newest edition; the caution is about this year and those before."""
    where: str

    def escalation(self, from_year: int, to_year: int) -> Escalation:
        """Return the escalation between two years.

        Raises:
            FileFaults: the index does not reach one of the years; nothing is extrapolated.
        """
        for year in (from_year, to_year):
            if year not in self.by_year:
                span = f"{min(self.by_year)} to {max(self.by_year)}"
                raise FileFaults([Fault(self.where, f"the index '{self.definition.name}' has {span}, not {year}")])
        return Escalation(
            self.definition.name,
            self.definition.year_basis,
            from_year,
            to_year,
            self.by_year[from_year],
            self.by_year[to_year],
            (self.facts[from_year], self.facts[to_year]),
            self.definition.caution if min(from_year, to_year) <= self.newest_edition else None,
        )

    def continued_back(self, other: Levels) -> Levels:
        """Return the index with the earlier years of another one, scaled so that they agree at its first year."""
        first = min(self.by_year)
        earlier = [year for year in other.by_year if year < first]
        if first not in other.by_year or not earlier:
            return self
        level, link = self.by_year[first], other.by_year[first]
        moved = {year: linked_level(other.by_year[year], level, link) for year in earlier}
        return self._replace(
            definition=self.definition._replace(
                name=f"{self.definition.name}, before {first} the {other.definition.name}"
            ),
            by_year=self.by_year | moved,
            facts={year: other.facts[year] for year in earlier} | self.facts,
        )


class Escalator:
    """Escalates each assumption with the index that it moves with in later years; an index is read when it is needed.

    `words` are the words of the case, which name the indices; `index` is the index of procurement if they name none.
    """

    def __init__(self, library: Library, words: Mapping[str, str], index: str | None) -> None:
        self._library = library
        self._words = words
        self._index = index
        self._levels: dict[str, Levels] = {}

    def index_of(self, path: str) -> str:
        """Return the index of an assumption of money."""
        word = _word(path)
        return self._words.get(word) or (self._index if word == PROCUREMENT else None) or SETTINGS[word][0]

    def escalation(self, path: str, from_year: int, to_year: int) -> Escalation:
        """Return the escalation of an assumption between two years."""
        index = self.index_of(path)
        if index not in self._levels:
            self._levels[index] = read_deflator(self._library, _word(path), index)
        return self._levels[index].escalation(from_year, to_year)

    def raw(self, path: str, record: dict[str, Any], to_year: int) -> dict[str, Any]:
        """Return the raw record of a money assumption in dollars of a year."""
        from_year = record.get("price_year")
        if from_year is None or from_year == to_year:
            return record
        escalation = self.escalation(path, from_year, to_year)
        amounts = {name: raw_amount(record[name]) for name in ("value", "low", "high") if name in record}
        moved = {name: escalation.apply(amount) for name, amount in amounts.items() if amount is not None}
        outcomes = [
            escalation.apply(amount) for amount in map(raw_amount, record.get("outcomes", ())) if amount is not None
        ]
        return record | moved | ({"outcomes": outcomes} if outcomes else {}) | {"price_year": to_year}


def _word(path: str) -> str:
    """Return the word that names the index of an assumption of money."""
    row = assumption(path)
    return SUPPORT if row and row.keeping else PROCUREMENT


def index_definitions(library: Library) -> dict[str, tuple[TomlFile, Any]]:
    """Return the raw definitions of all price indices, each with its file."""
    return {
        name: (file, definition)
        for file in library.assumptions
        for name, definition in file.table.get(INDICES, {}).items()
    }


def read_levels(library: Library, index: str) -> Levels:
    """Read an index and link its editions.

    Raises:
        FileFaults: there is no such index, or its definition or facts are faulty.
    """
    definitions = index_definitions(library)
    if index not in definitions:
        raise FileFaults([Fault("data", unknown("price index", index, definitions))])
    file, raw = definitions[index]
    where = file.where(f"{INDICES}.{index}")
    try:
        definition = checked(PriceIndex, raw, validated=library.validated)
    except Refused as refused:
        raise FileFaults([Fault(where, ": ".join(filter(None, fault))) for fault in refused.faults]) from None
    faults: list[Fault] = []
    wanted = {fact for segment in definition.segments for fact in segment}
    facts = read_facts(library, wanted, faults)
    faults += [Fault(where, no_fact(library, name)) for name in sorted(wanted - set(facts))]
    faults += [Fault(where, f"fact '{fact.id}' is no level above 0") for fact in facts.values() if not fact.value]
    if faults:
        raise FileFaults(faults)
    by_year: dict[int, float] = {}
    sources: dict[int, str] = {}
    for segment in reversed(definition.segments):
        _add_segment([facts[name] for name in segment], by_year, sources)
    newest = min(year for fact in definition.segments[-1] if (year := facts[fact].price_year))
    return Levels(definition, by_year, sources, newest, where)


def read_deflator(library: Library, word: str, index: str) -> Levels:
    """Read an index for the kind of cost of a word; earlier years are those of the usual index of that kind.

    Raises:
        FileFaults: as of `read_levels`.
    """
    levels, usual = read_levels(library, index), SETTINGS[word][0]
    return levels if index == usual else levels.continued_back(read_levels(library, usual))


def _add_segment(segment: list[Fact], by_year: dict[int, float], sources: dict[int, str]) -> None:
    """Add the levels of an earlier edition, scaled so that it agrees with the later one at the link year."""
    points = {fact.price_year: fact for fact in segment if fact.price_year and fact.value is not None}
    link = min(set(points) & set(by_year), default=None)
    for year, fact in points.items():
        if year in by_year or fact.value is None:
            continue
        level = fact.value
        if link is not None and (old := points[link].value) is not None:
            level = linked_level(level, by_year[link], old)
        by_year[year], sources[year] = level, fact.id
