"""Facts and sources from their tables; only the wanted rows are validated."""

from __future__ import annotations

from itertools import zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from patriot_cost.characters import quoted
from patriot_cost.dataset.aliases import alias_faults, source_alias_faults, with_present_sources
from patriot_cost.dataset.checked_records import Refused, checked
from patriot_cost.errors import Fault, FileFaults, UsageFault, unknown
from patriot_cost.model.ledger import Fact, Identity, Source, Word

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from patriot_cost.dataset.csv_table import CsvTable
    from patriot_cost.dataset.library import Library

Kind = TypeVar("Kind", Fact, Source, Word, Identity)

_NUMBERS = ("value", "low", "high", "price_year")


def read_facts(library: Library, wanted: Collection[str] | None, faults: list[Fault]) -> dict[str, Fact]:
    """Return the facts with the wanted ids, or all facts, each with the present id of its source.

    Faults are added to the list.
    """
    return with_present_sources(library, _records(library, library.fact_tables, Fact, wanted, faults))


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
        raise UsageFault(unknown("fact", name, fact_ids(library)), "patriot-cost facts lists them all")
    return found[name]


def read_sources(library: Library, wanted: Collection[str] | None, faults: list[Fault]) -> dict[str, Source]:
    """Return the sources with the wanted ids, or all sources; faults are added to the list."""
    found = _records(library, library.source_tables, Source, wanted, faults)
    if wanted is None:
        faults += source_alias_faults(library, found)
    return found


def read_words(library: Library, faults: list[Fault]) -> dict[tuple[str, str], Word]:
    """Return the controlled vocabulary by kind and word; faults are added to the list."""
    words = _records(library, library.word_tables, Word, None, faults, key=lambda cells: ":".join(cells[:2]))
    found: dict[tuple[str, str], Word] = {(word.kind, word.word): word for word in words.values()}
    faults += alias_faults(library, found)
    return found


def read_identities(library: Library, faults: list[Fault]) -> dict[str, Identity]:
    """Return the identities by id; faults are added to the list."""
    return _records(library, library.identity_tables, Identity, None, faults)


def fact_places(library: Library, wanted: Collection[str] | None = None) -> dict[str, str]:
    """Return the file and line of the wanted facts, or of all, by id."""
    rows = ((table.label, line, cells) for table in library.fact_tables for line, cells in table.rows(wanted))
    return {cells[0]: f"{label}:{line}" for label, line, cells in rows}


def ledger_faults(library: Library, facts: Mapping[str, Fact]) -> list[Fault]:
    """Return faults between the tables: dangling sources, words that are not in the vocabulary.

    A faulty row counts as existing; the reader of its table reports its faults.
    """
    tables = (*library.source_tables, *library.word_tables)
    if not all(_fits(table.header, kind) for table, kind in zip(tables, (Source, Word), strict=True)):
        return []
    found = list(_dangling(library, facts))
    places = fact_places(library, {name for name, _ in found})
    return [Fault(places[name], f"{name}: {message}") for name, message in found]


def _dangling(library: Library, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    """Yield the facts whose source or words are missing, with the fault."""
    sources = {cells[0] for table in library.source_tables for _, cells in table.rows()}
    words: dict[str, set[str]] = {"subject": set(), "measure": set()}
    for table in library.word_tables:
        for _, cells in table.rows():
            words.setdefault(cells[0], set()).update(cells[1:2])
    for fact in facts.values():
        if fact.source not in sources:
            yield fact.id, unknown("source", fact.source, sources, "in sources.csv")
        for kind, word in (("subject", fact.subject), ("measure", fact.measure)):
            if word not in words[kind]:
                yield fact.id, unknown(kind, word, words[kind], "in vocabulary.csv")


def fact_ids(library: Library) -> set[str]:
    """Return the ids of all rows in the fact tables, valid or not."""
    return {cells[0] for table in library.fact_tables for _, cells in table.rows()}


def _records(
    library: Library,
    tables: Iterable[CsvTable],
    kind: type[Kind],
    wanted: Collection[str] | None,
    faults: list[Fault],
    *,
    key: Callable[[list[str]], str] = itemgetter(0),
) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for table in tables:
        header = table.header
        if not _fits(header, kind):
            faults.append(Fault(f"{table.label}:1", _header_fault(header, list(kind._fields))))
            continue
        for line, cells in table.rows(wanted):
            name = key(cells)
            where = f"{table.label}:{line}"
            if name in found:
                faults.append(Fault(where, f"{name}: duplicate id"))
                continue
            try:
                if line not in table.sound:
                    table.sound[line] = checked(kind, _typed(header, cells), validated=library.validated)
                found[name] = table.sound[line]
            except Refused as refused:
                faults += [
                    Fault(where, ": ".join(filter(None, (name, column, message)))) for column, message in refused.faults
                ]
            except ValueError as error:
                faults.append(Fault(where, f"{name}: {error}"))
    return found


def _fits(header: list[str], kind: type[Kind]) -> bool:
    """Tell whether a header has the columns of a kind of record; the last, those with a default, came later."""
    needed = len(kind._fields) - len(kind._field_defaults)
    return header == list(kind._fields[: max(len(header), needed)])


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


def _typed(header: list[str], cells: list[str]) -> dict[str, object]:
    if len(cells) != len(header):
        raise ValueError(f"the row has {len(cells)} cells; needed: {len(header)}")
    typed: dict[str, object] = {column: text or None for column, text in zip(header, cells, strict=True)}
    for column in _NUMBERS:
        text = typed.get(column)
        if isinstance(text, str):
            typed[column] = _number(column, text)
    return typed


def _number(column: str, text: str) -> float | int:
    try:
        return int(text) if column == "price_year" else float(text)
    except ValueError:
        raise ValueError(f"{column}: {quoted(text)} is not a number") from None
