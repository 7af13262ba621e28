"""Long series, read only if a figure takes them: price indices, weights of donors."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from patriot_cost.case.input_binding import bind, path_of
from patriot_cost.dataset.tables import no_fact, read_facts, read_sources
from patriot_cost.engine.keys import Key, key_of
from patriot_cost.errors import Fault, FileFaults
from patriot_cost.ledger.deflators import GENERAL_PRICES, OUTLAY_RATES, PROCUREMENT, SUPPORT, deflator
from patriot_cost.ledger.price_indices import read_levels
from patriot_cost.model.estimate import Estimate, below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.evaluation_plan import Plan
    from patriot_cost.ledger.deflators import Deflator
    from patriot_cost.ledger.price_indices import Levels
    from patriot_cost.model.case import PriceIndex
    from patriot_cost.model.estimate import Basis
    from patriot_cost.model.ledger import Fact, Source

SERIES = "series"
"""The origin of values read from a series of facts."""


def with_series(loaded: LoadedCase, plan: Plan) -> LoadedCase:
    """Return the case with the series that the steps of a plan take.

    Raises:
        FileFaults: a level is missing, or a fact is faulty.
    """
    asked = {name for step in plan.steps.values() for argument in step.arguments for name in argument.keys}
    wanted = sorted(Key.of(name) for name in asked if name not in loaded.inputs)
    wanted = [own for own in wanted if own.name in _READERS.keys() | _INDICES.keys()]
    if not wanted:
        return loaded
    found: dict[str, Estimate] = {}
    indices: dict[str, PriceIndex] = {}
    for bare, own in groupby(wanted, attrgetter("name")):
        items = [item for _, (item,) in own]
        if bare in _INDICES:
            levels = deflator_of(loaded, _INDICES[bare]).authority
            indices[bare] = levels.definition
            found |= _levels(levels, bare, map(int, items))
        else:
            found |= _READERS[bare](loaded, bare, items)
    facts, sources = _cited(loaded, found.values())
    to = loaded.case.price_year
    years = {path: estimate.price_year for path, estimate in found.items() if estimate.price_year not in {None, to}}
    general = read_levels(loaded.library, GENERAL_PRICES) if years else None
    escalations = {path: general.escalation(year, to) for path, year in years.items() if year and general}
    origins = {**loaded.origins, **dict.fromkeys(found, SERIES)}
    return loaded._replace(
        estimates={**loaded.estimates, **found},
        inputs={**loaded.inputs, **bind(found, escalations)},
        escalations={**loaded.escalations, **escalations},
        facts={**loaded.facts, **facts},
        sources={**loaded.sources, **sources},
        origins=origins,
        indices={**loaded.indices, **indices},
    )


def deflator_of(loaded: LoadedCase, word: str) -> Deflator:
    """Return the deflator of a kind of cost in a case.

    Raises:
        FileFaults: its index cannot be read, or not be weighted.
    """
    rates = below(loaded.estimates, OUTLAY_RATES)
    known = {age: rate.value for age, rate in rates.items()}
    return deflator(partial(read_levels, loaded.library), word, loaded.case.words[word], lambda: known)


def _levels(levels: Levels, bare: str, years: Iterable[int]) -> Iterator[tuple[str, Estimate]]:
    """Yield the levels of an index; those that no price was known for are assumed, for which there is a warning.

    A projection of its edition is the assumption of its authors; beyond its last year it grows on as in that year.
    """
    last, name = max(levels.by_year), levels.definition.name
    for year in years:
        path = path_of(key_of(bare, str(year)))
        if year < min(levels.by_year):
            message = f"{path}: {name} has {min(levels.by_year)} to {last}, not {year}"
            raise FileFaults([Fault("data", message)])
        basis: Basis = "assumed"
        if year > last:
            facts = tuple(dict.fromkeys((*levels.facts[last - 1], *levels.facts[last])))
            text = f"{name} ends in {last} and is extrapolated at its last growth of {levels.growth - 1:.2%} a year."
        elif year in levels.projected:
            facts, text = levels.facts[year], f"{name} is projected by its edition after {levels.actual_to}."
        else:
            facts, text, basis = levels.facts[year], f"{name}.", "derived"
        yield path, Estimate(value=levels.level(year), unit="index", basis=basis, facts=facts, rationale=text)


def _weights(loaded: LoadedCase, bare: str, donors: list[str]) -> dict[str, Estimate]:
    """Return the gross domestic products or populations of donors, of a group as the sum of its members."""
    field = f"{bare.removeprefix('donor_')}_fact"
    members = {name: _members(loaded, name, field) for name in donors}
    wanted = {
        f"donors.{part}.{field}": getattr(loaded.case.donors[part], field)
        for parts in members.values()
        for part in parts
    }
    facts = _read(loaded, wanted.values())
    faults = [
        Fault(loaded.files[path].where(path), f"{path}: {no_fact(loaded.library, name)}")
        for path, name in wanted.items()
        if name not in facts
    ]
    if faults:
        raise FileFaults(faults)
    found = {}
    for name, parts in members.items():
        named = [facts[getattr(loaded.case.donors[part], field)] for part in parts]
        values = [fact.value for fact in named if fact.value is not None]
        if not values:
            continue
        own = len(parts) == 1
        found[path_of(key_of(bare, name))] = Estimate(
            value=sum(values),
            unit=named[0].unit,
            price_year=named[0].price_year if bare == "donor_gdp" else None,
            scope=named[0].scope,
            basis="reported" if own else "derived",
            facts=tuple(fact.id for fact in named),
            rationale=None if own else f"Sum of {len(values)} members.",
        )
    return found


def _members(loaded: LoadedCase, name: str, field: str) -> list[str]:
    donors = loaded.case.donors
    if getattr(donors[name], field):
        return [name]
    return [member for member, donor in donors.items() if donor.member_of == name and getattr(donor, field)]


def _read(loaded: LoadedCase, names: Iterable[str]) -> dict[str, Fact]:
    faults: list[Fault] = []
    facts = read_facts(loaded.library, set(names), faults)
    if faults:
        raise FileFaults(faults)
    return facts


def _cited(loaded: LoadedCase, estimates: Iterable[Estimate]) -> tuple[dict[str, Fact], dict[str, Source]]:
    facts = _read(loaded, [name for estimate in estimates for name in estimate.facts])
    faults: list[Fault] = []
    sources = read_sources(loaded.library, {fact.source for fact in facts.values()}, faults)
    if faults:
        raise FileFaults(faults)
    return facts, sources


_INDICES = {"procurement_level": PROCUREMENT, "support_level": SUPPORT}
_READERS = {
    "donor_gdp": _weights,
    "donor_population": _weights,
}
