"""Opening of the ledger: all facts, sources and words, for queries about published facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.dataset.aliases import with_present_words
from patriot_cost.dataset.library import Library, library_at
from patriot_cost.dataset.tables import (
    fact_ids,
    no_fact,
    read_corrections,
    read_linked_facts,
    read_sources,
    read_withdrawals,
    read_words,
)
from patriot_cost.errors import FileFaults, UsageFault, known_name, spelled_name
from patriot_cost.ledger.price_indices import index_definitions
from patriot_cost.ledger.query import Ledger
from patriot_cost.ledger.restate import Restater

if TYPE_CHECKING:
    from pathlib import Path

    from patriot_cost.errors import Fault
    from patriot_cost.model.ledger import Fact
    from patriot_cost.model.upkeep import Correction


class OpenLedger(NamedTuple):
    """The ledger with the data it was read from."""

    library: Library
    ledger: Ledger
    version: str

    def fact(self, name: str) -> Fact:
        """Return a fact by its id.

        Raises:
            UsageFault: there is no such fact; the message has why it was withdrawn, or the nearest id.
        """
        name = spelled_name(name, self.ledger.facts)
        if name not in self.ledger.facts:
            raise UsageFault(no_fact(self.library, name), "patriot-cost facts --text WORD finds facts by their words")
        return self.ledger.facts[name]

    def corrections(self) -> list[Correction]:
        """Return the corrections of facts.

        Raises:
            FileFaults: their table is faulty.
        """
        faults: list[Fault] = []
        found = read_corrections(self.library, faults)
        if faults:
            raise FileFaults(faults)
        return [*found.values()]

    def taken_ids(self) -> set[str]:
        """Return the ids of all facts, and of those that were withdrawn.

        Raises:
            FileFaults: the table of withdrawals is faulty.
        """
        faults: list[Fault] = []
        withdrawn = read_withdrawals(self.library, faults)
        if faults:
            raise FileFaults(faults)
        return fact_ids(self.library) | withdrawn.keys()

    def restater(self, year: int, index: str) -> Restater:
        """Return a restater of facts to dollars of a year.

        Raises:
            UsageFault: there is no such index, or it does not reach the year.
        """
        known = index_definitions(self.library)
        index = known_name("index", index, known, option="--index")
        try:
            return Restater(self.library, self.ledger.facts, year, index)
        except FileFaults as faults:
            raise UsageFault(f"--price-year: {faults.faults[0].message}") from None


def open_ledger(data: str | Path | None = None) -> OpenLedger:
    """Read all facts, sources and words.

    Raises:
        FileFaults: the tables are faulty; all faults at once.
    """
    library = library_at(data)
    library.open_tables()
    faults: list[Fault] = []
    rows, sources = read_linked_facts(library, faults), read_sources(library, None, faults)
    words = read_words(library, faults)
    facts = with_present_words(rows, words.values())
    if faults:
        raise FileFaults(faults)
    return OpenLedger(library, Ledger(facts, sources, words), library.version)
