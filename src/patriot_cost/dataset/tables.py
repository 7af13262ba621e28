"""Facts and sources from their tables; only the wanted rows are validated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from patriot_cost.characters import quoted
from patriot_cost.dataset.aliases import alias_faults, source_alias_faults, source_aliases, with_present_sources
from patriot_cost.dataset.checked_records import Refused
from patriot_cost.dataset.table_rows import record_of
from patriot_cost.errors import Fault, FileFaults, UsageFault, circles, spelled_name, under, unknown
from patriot_cost.model.budgets import Budget
from patriot_cost.model.ledger import Fact, Identity, Source, Word
from patriot_cost.model.record_shape import columns_of
from patriot_cost.model.upkeep import Correction, ExplainedDoubt, Watch, Withdrawal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from patriot_cost.dataset.csv_table import CsvTable
    from patriot_cost.dataset.library import Library

Kind = TypeVar("Kind", Fact, Source, Word, Identity, ExplainedDoubt, Watch, Correction, Withdrawal, Budget)

Known: TypeAlias = tuple[set[str] | None, str]
"""The names that a column may hold, None if they cannot be read, and the words for their table."""
Faulty = Callable[[list[str]], Iterable[str]]
"""A function that returns the faults of the cells of a row."""


def read_facts(library: Library, wanted: Collection[str] | None, faults: list[Fault]) -> dict[str, Fact]:
    """Return the facts with the wanted ids, or all facts, each with the present id of its source.

    Faults are added to the list.
    """
    return with_present_sources(library, records(library, library.fact_tables, Fact, wanted, faults))


def read_linked_facts(library: Library, faults: list[Fault]) -> dict[str, Fact]:
    """Return all facts like `read_facts`; one whose source or word is in no table is a fault of its row too.

    So is one that repeats a fact which is in no table, or itself through others.
    """
    linked = partial(broken, Fact, known_names(library))
    found = records(library, library.fact_tables, Fact, None, faults, linked=linked)
    faults += circle_faults(library, found)
    return with_present_sources(library, found)


def circle_faults(library: Library, facts: Mapping[str, Fact]) -> list[Fault]:
    """Return the faults of facts that repeat themselves through others."""
    found = dict(circles({name: fact.repeats for name, fact in facts.items()}))
    places = places_of(library.fact_tables, found)
    return [Fault(places[name], f"{name}: repeats {message}") for name, message in found.items()]


def find_fact(library: Library, name: str) -> Fact:
    """Return one fact by its id.

    Raises:
        UsageFault: there is no such fact; the message names the nearest.
        FileFaults: its row is faulty.
    """
    faults: list[Fault] = []
    found = read_facts(library, {name}, faults)
    if faults:
        raise FileFaults(faults)
    if name not in found:
        own = spelled_name(name, fact_ids(library))
        if own != name:
            return find_fact(library, own)
        raise UsageFault(no_fact(library, name), "patriot-cost facts lists them all")
    return found[name]


def read_sources(library: Library, wanted: Collection[str] | None, faults: list[Fault]) -> dict[str, Source]:
    """Return the sources with the wanted ids, or all sources; faults are added to the list."""
    found = records(library, library.source_tables, Source, wanted, faults)
    if wanted is None:
        faults += source_alias_faults(library, found)
    return found


def read_words(library: Library, faults: list[Fault]) -> dict[tuple[str, str], Word]:
    """Return the controlled vocabulary by kind and word; faults are added to the list."""
    words = records(library, library.word_tables, Word, None, faults, key=lambda cells: ":".join(cells[:2]))
    found: dict[tuple[str, str], Word] = {(word.kind, word.word): word for word in words.values()}
    faults += alias_faults(library, found)
    return found


def read_identities(library: Library, faults: list[Fault]) -> dict[str, Identity]:
    """Return the identities by id; faults are added to the list."""
    return records(library, library.identity_tables, Identity, None, faults)


def read_explanations(library: Library, faults: list[Fault]) -> dict[str, ExplainedDoubt]:
    """Return the explanations of doubts by file and line; faults are added to the list."""
    tables = library.explanation_tables
    records(library, tables, ExplainedDoubt, None, faults, key=_first_three)
    return by_place(tables)


def read_corrections(library: Library, faults: list[Fault]) -> dict[str, Correction]:
    """Return the corrections of facts by file and line; faults are added to the list."""
    tables, known = library.correction_tables, {"fact": (fact_ids(library), "in facts/")}
    records(library, tables, Correction, None, faults, key=_first_three, linked=partial(broken, Correction, known))
    return by_place(tables)


def read_withdrawals(library: Library, faults: list[Fault]) -> dict[str, Withdrawal]:
    """Return the facts that were withdrawn by id; faults are added to the list."""
    present = fact_ids(library)
    return records(
        library,
        library.withdrawal_tables,
        Withdrawal,
        None,
        faults,
        linked=lambda cells: ["it is still in facts/"] if cells[0] in present else [],
    )


def _first_three(cells: list[str]) -> str:
    return " ".join(filter(None, cells[:3]))


def by_place(tables: Iterable[CsvTable]) -> dict[str, Any]:
    """Return the sound records of tables that were read by file and line."""
    return {f"{table.label}:{line}": found for table in tables for line, found in table.sound.items()}


def read_watch(library: Library, faults: list[Fault]) -> dict[str, Watch]:
    """Return the watch list by id; faults are added to the list."""
    links = {"source": _known_sources(library)}
    return records(library, library.watch_tables, Watch, None, faults, linked=partial(broken, Watch, links))


_NAMED = {"repeats": "fact", "line": "subject", "quantity_fact": "fact", "money_fact": "fact"}
"""The things that a column names, where it is not called after them."""


def places_of(tables: Iterable[CsvTable], wanted: Collection[str] | None = None) -> dict[str, str]:
    """Return the file and line of the wanted rows of some tables, or of all, by id."""
    rows = ((table.label, line, cells) for table in tables for line, cells in table.rows(wanted))
    return {cells[0]: f"{label}:{line}" for label, line, cells in rows}


def known_names(library: Library) -> dict[str, Known]:
    """Return the sources and words that a fact may name.

    A faulty row of these tables counts as existing; the reader of its table reports its faults, as it does a header.
    """
    links = {"source": _known_sources(library), "repeats": (fact_ids(library), "in facts/")}
    if all(_fits(table.header, Word) for table in library.word_tables):
        rows = [cells for table in library.word_tables for _, cells in table.rows()]
        for kind in ("subject", "measure"):
            named = (part for cells in rows if cells[0] == kind for part in (*cells[1:2], *" ".join(cells[5:]).split()))
            links[kind] = ({*named}, "in vocabulary.csv")
    return links


def _known_sources(library: Library) -> Known:
    if not all(_fits(table.header, Source) for table in library.source_tables):
        return None, ""
    ids = {cells[0] for table in library.source_tables for _, cells in table.rows()}
    return ids | source_aliases(library).keys(), "in sources.csv"


def broken(kind: type[Kind], links: Mapping[str, Known], cells: list[str]) -> Iterator[str]:
    """Yield the names in a row of a kind that their tables do not have."""
    for column, (known, where) in links.items():
        place = kind._fields.index(column)
        name = cells[place] if place < len(cells) else ""
        if known is not None and name and name not in known:
            yield unknown(_NAMED.get(column, column), name, known, where)


def no_fact(library: Library, name: str) -> str:
    """Return the message about a fact that is not there: why it was withdrawn, or the nearest id."""
    withdrawal = read_withdrawals(library, []).get(name)
    return str(withdrawal) if withdrawal else unknown("fact", name, fact_ids(library))


def fact_ids(library: Library) -> set[str]:
    """Return the ids of all rows in the fact tables, valid or not."""
    return {cells[0] for table in library.fact_tables for _, cells in table.rows()}


def records(
    library: Library,
    tables: Iterable[CsvTable],
    kind: type[Kind],
    wanted: Collection[str] | None,
    faults: list[Fault],
    *,
    key: Callable[[list[str]], str] = itemgetter(0),
    linked: Faulty = lambda _: (),
) -> dict[str, Kind]:
    """Return the records of a kind in some tables by their key, all or those whose first cell is wanted.

    Faults are added to the list; `linked` returns those of a row that only other tables tell.
    """
    found: dict[str, Kind] = {}
    for table in tables:
        header = table.header
        if not _fits(header, kind):
            faults.append(Fault(f"{table.label}:1", _header_fault(header, columns_of(kind))))
            continue
        for line, cells in table.rows(wanted):
            name, messages = key(cells), list[str]()
            if name in found:
                messages.append("duplicate id")
            try:
                if line not in table.sound:
                    table.sound[line] = record_of(kind, len(header), cells, validated=library.validated)
                found.setdefault(name, table.sound[line])
            except Refused as refused:
                messages += [": ".join(filter(None, fault)) for fault in refused.faults]
            if len(cells) == len(header):
                messages += linked(cells)
            faults += [Fault(f"{table.label}:{line}", under(name, message)) for message in messages]
    return found


def _fits(header: list[str], kind: type[Kind]) -> bool:
    """Tell whether a header has the columns of a kind of record; the last, those with a default, came later."""
    needed = len(kind._fields) - len(kind._field_defaults)
    return header == columns_of(kind)[: max(len(header), needed)]


def _header_fault(header: list[str], needed: list[str]) -> str:
    """Return the first difference of a header from the needed one; the file, perhaps of another kind, is not shown."""
    pairs = enumerate(zip_longest(header, needed), 1)
    place, found, wanted = next((place, found, wanted) for place, (found, wanted) in pairs if found != wanted)
    difference = (
        f"the header ends before column {place}"
        if found is None
        else f"column {place} of the header is {quoted(found)}"
    )
    meant = f"'{wanted}'" if wanted else "the end"
    return f"{difference}; needed: {meant}, in all {','.join(needed)}"
