"""Chains of facts that repeat each other, read up to their roots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.dataset.tables import circle_faults, fact_ids, places_of, read_facts
from patriot_cost.errors import Fault, under, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.dataset.library import Library
    from patriot_cost.model.ledger import Fact


def with_repeated(library: Library, facts: Mapping[str, Fact], faults: list[Fault]) -> dict[str, Fact]:
    """Return some facts, and those that they repeat up to the root; a chain without one is a fault of its rows."""
    found = dict(facts)
    while missing := {fact.repeats for fact in found.values() if fact.repeats} - found.keys():
        above = read_facts(library, missing, faults)
        found |= above
        if missing - above.keys():
            faults += _broken_chains(library, found)
            break
    faults += circle_faults(library, found)
    return found


def _broken_chains(library: Library, facts: Mapping[str, Fact]) -> list[Fault]:
    known = fact_ids(library)
    broken = {fact.id: fact.repeats for fact in facts.values() if fact.repeats and fact.repeats not in known}
    places = places_of(library.fact_tables, broken)
    return [
        Fault(places[name], under(name, unknown("fact", repeated, known, "in facts/")))
        for name, repeated in broken.items()
    ]
