"""Price indices: their levels by year, linked over their editions, and the escalation between two years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from patriot_cost.dataset.checked_records import Refused, checked
from patriot_cost.dataset.layers import INDICES
from patriot_cost.dataset.tables import no_fact, read_facts
from patriot_cost.errors import Fault, FileFaults, unknown
from patriot_cost.formulas.prices import constant_dollars, linked_level, weighted_level
from patriot_cost.model.case import PriceIndex, described_index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.dataset.library import Library
    from patriot_cost.dataset.toml import TomlFile
    from patriot_cost.model.ledger import Fact


class Escalation(NamedTuple):
    """One escalation: its two years, the index levels of both, and the facts of these levels.

    `index_kind` is that of the level of `from_year`; `projected` are the years of which the index has a projection.
    """

    index_name: str
    index_kind: str
    year_basis: str
    from_year: int
    to_year: int
    index_from: float
    index_to: float
    facts: tuple[str, ...]
    projected: tuple[int, ...]
    caution: str | None

    @property
    def described(self) -> str:
        """The name of the index, its kind and the basis of its years, in words."""
        return described_index(self.index_name, self.index_kind, self.year_basis)

    def apply(self, amount: float) -> float:
        """Return the amount in dollars of `to_year`."""
        return constant_dollars(amount, self.index_to, self.index_from)


class Levels(NamedTuple):
    """The level of a price index by year on the base of its newest edition, and the facts of each level."""

    definition: PriceIndex
    by_year: dict[int, float]
    facts: dict[int, tuple[str, ...]]
    projected: frozenset[int]
    """The years after the last actual one of their edition, whose authors assumed these levels."""
    newest_edition: int
    """First year of the newest edition; the caution is about this year and those before."""
    where: str

    @property
    def actual_to(self) -> int:
        """The last year whose prices the newest edition knew."""
        return self.definition.actual_to[-1]

    @property
    def growth(self) -> float:
        """The growth in the last year, relative to the year before."""
        last = max(self.by_year)
        return self.by_year[last] / self.by_year[last - 1]

    def level(self, year: int) -> float:
        """Return the level of a year; beyond the last year it grows on as in that year."""
        last = max(self.by_year)
        return self.by_year[year] if year <= last else self.by_year[last] * self.growth ** (year - last)

    def escalation(self, from_year: int, to_year: int, stated: Levels | None = None) -> Escalation:
        """Return the escalation between two years; `stated` has the level of the first, if that is another index.

        Raises:
            FileFaults: the index does not reach one of the years; nothing is extrapolated.
        """
        start = stated or self
        for year in (from_year, to_year):
            if year not in self.by_year:
                span = f"{min(self.by_year)} to {max(self.by_year)}"
                raise FileFaults([Fault(self.where, f"the index '{self.definition.name}' has {span}, not {year}")])
        return Escalation(
            start.definition.name,
            start.definition.kind,
            self.definition.year_basis,
            from_year,
            to_year,
            start.by_year[from_year],
            self.by_year[to_year],
            tuple(dict.fromkeys((*start.facts[from_year], *self.facts[to_year]))),
            tuple(sorted({from_year} & start.projected | {to_year} & self.projected)),
            self.definition.caution if min(from_year, to_year) <= self.newest_edition else None,
        )

    def renamed(self, name: str) -> Levels:
        """Return the index under another name."""
        return self._replace(definition=self.definition._replace(name=name))

    def weighted(self, outlay_rates: tuple[float, ...]) -> Levels:
        """Return the outlay-weighted index of a raw one: the level of money voted in a year and paid at rates."""
        last = max(self.by_year)
        carried = (
            f"Payments after {last} are at its level, extrapolated at its last growth of {self.growth - 1:.2%} a year."
        )
        paid = {year: range(year, year + len(outlay_rates)) for year in self.by_year}
        return self._replace(
            definition=self.definition._replace(
                name=f"{self.definition.name}, by the outlay rates of the case",
                kind="weighted",
                rationale=f"{self.definition.rationale} {carried}",
            ),
            by_year={
                year: weighted_level(outlay_rates, tuple(1 / self.level(one) for one in years))
                for year, years in paid.items()
            },
            facts={
                year: tuple(name for one in years if one <= last for name in self.facts[one])
                for year, years in paid.items()
            },
            projected=frozenset(
                year for year, years in paid.items() if years[-1] > last or not self.projected.isdisjoint(years)
            ),
        )

    def with_own(self, own: dict[int, float]) -> Levels:
        """Return the index with levels of some years that a case states itself."""
        facts: dict[int, tuple[str, ...]] = self.facts | dict.fromkeys(own, ())
        return self._replace(by_year=self.by_year | own, facts=facts, projected=self.projected.difference(own))

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
            projected=self.projected | other.projected.intersection(earlier),
        )


def index_definitions(library: Library) -> dict[str, tuple[TomlFile, Any]]:
    """Return the raw definitions of all price indices, each with its file."""
    return {
        name: (file, definition)
        for file in library.assumptions
        for name, definition in file.table.get(INDICES, {}).items()
    }


def year_bases(library: Library) -> dict[str, Literal["fiscal", "calendar"]]:
    """Return the kind of years of each price index; a faulty definition is told when the index is read."""
    return {name: raw.get("year_basis") for name, (_, raw) in index_definitions(library).items()}


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
    faults += [Fault(where, f"fact '{fact.id}' is not a level above 0") for fact in facts.values() if not fact.value]
    if faults:
        raise FileFaults(faults)
    levels = Levels(definition, {}, {}, frozenset(), _first_year(definition.segments[-1], facts), where)
    for names, actual_to in zip(reversed(definition.segments), reversed(definition.actual_to), strict=True):
        levels = _with_segment(levels, [facts[name] for name in names], actual_to)
    return levels


def _first_year(segment: Sequence[str], facts: dict[str, Fact]) -> int:
    return min(year for name in segment if (year := facts[name].price_year))


def _with_segment(levels: Levels, segment: list[Fact], actual_to: int) -> Levels:
    """Return the levels with those of an earlier edition, scaled so that it agrees with the later one at the link."""
    points = {fact.price_year: fact for fact in segment if fact.price_year and fact.value is not None}
    link = min(set(points) & set(levels.by_year), default=None)
    by_year, names, projected = dict(levels.by_year), dict(levels.facts), set(levels.projected)
    for year, fact in points.items():
        if year in by_year or fact.value is None:
            continue
        level = fact.value
        if link is not None and (old := points[link].value) is not None:
            level = linked_level(level, levels.by_year[link], old)
        by_year[year], names[year] = level, (fact.id,)
        projected |= {year} if year > actual_to else set()
    return levels._replace(by_year=by_year, facts=names, projected=frozenset(projected))
