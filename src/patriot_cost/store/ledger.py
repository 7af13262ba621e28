"""Facts and sources from their tables: only those asked for are validated, all when checked."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from patriot_cost.errors import Fault, FileFaults, UsageFault, nearest
from patriot_cost.model.ledger import Fact, Identity, Source, Word
from patriot_cost.store.faults import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from patriot_cost.model.record import Record
    from patriot_cost.store.library import Library, Table

    Kind = TypeVar("Kind", bound=Record)

_NUMBERS = ("value", "low", "high", "price_year")


def read_facts(library: Library, wanted: Collection[str] | None, faults: list[Fault]) -> dict[str, Fact]:
    """Return the facts with the wanted ids, or all facts; faults are added to the list."""
    return _records(library.fact_tables, Fact, wanted, faults)


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
        raise UsageFault(f"no fact '{name}'{nearest(name, fact_ids(library))}", "patriot-cost facts lists them all")
    return found[name]


def read_sources(library: Library, wanted: Collection[str] | None, faults: list[Fault]) -> dict[str, Source]:
    """Return the sources with the wanted ids, or all sources; faults are added to the list."""
    return _records(library.source_tables, Source, wanted, faults)


def read_words(library: Library, faults: list[Fault]) -> dict[tuple[str, str], Word]:
    """Return the controlled vocabulary by kind and word; faults are added to the list."""
    words = _records(library.word_tables, Word, None, faults, key=lambda cells: ":".join(cells[:2]))
    return {(word.kind, word.word): word for word in words.values()}


def read_identities(library: Library, faults: list[Fault]) -> dict[str, Identity]:
    """Return the identities by id; faults are added to the list."""
    return _records(library.identity_tables, Identity, None, faults)


def fact_place(library: Library, name: str) -> str:
    """Return the file and line of a fact."""
    places = (f"{table.label}:{line}" for table in library.fact_tables for line, _ in table.rows({name}))
    return next(places, library.label(library.root / "facts"))


def ledger_faults(library: Library, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Yield what is wrong between the tables: dangling sources, words that are not in the vocabulary.

    A row that is faulty itself is there all the same: its own fault is told where it is read.
    """
    tables = (*library.source_tables, *library.word_tables)
    if [table.header for table in tables] != [list(Source.model_fields), list(Word.model_fields)]:
        return
    sources = {cells[0] for table in library.source_tables for _, cells in table.rows()}
    words = {tuple(cells[:2]) for table in library.word_tables for _, cells in table.rows()}
    for fact in facts.values():
        if fact.source not in sources:
            near = nearest(fact.source, sources)
            yield Fault(fact_place(library, fact.id), f"{fact.id}: no source '{fact.source}' in sources.csv{near}")
        for kind, word in (("subject", fact.subject), ("measure", fact.measure)):
            if (kind, word) not in words:
                near = nearest(word, [known for of, known, *_ in words if of == kind])
                yield Fault(fact_place(library, fact.id), f"{fact.id}: {kind} '{word}' is not in vocabulary.csv{near}")


def fact_ids(library: Library) -> set[str]:
    """Return the ids of all rows in the fact tables, sound or not."""
    return {cells[0] for table in library.fact_tables for _, cells in table.rows()}


def _records(
    tables: Iterable[Table],
    model: type[Kind],
    wanted: Collection[str] | None,
    faults: list[Fault],
    *,
    key: Callable[[list[str]], str] = itemgetter(0),
) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for table in tables:
        header = table.header
        if header != list(model.model_fields):
            needed = ",".join(model.model_fields)
            faults.append(Fault(f"{table.label}:1", f"the header is {','.join(header)}; needed: {needed}"))
            continue
        for line, cells in table.rows(wanted):
            name = key(cells)
            where = f"{table.label}:{line}"
            if name in found:
                faults.append(Fault(where, f"{name}: duplicate id"))
                continue
            try:
                found[name] = model.model_validate(_typed(header, cells))
            except ValidationError as error:
                faults += [Fault(where, ": ".join(filter(None, (name, *said)))) for said in messages(error)]
            except ValueError as error:
                faults.append(Fault(where, f"{name}: {error}"))
    return found


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
        raise ValueError(f"{column}: '{text}' is not a number") from None
