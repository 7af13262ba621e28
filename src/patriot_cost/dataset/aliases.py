"""Aliases: words and ids of sources that stood for another once, and stay valid."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from patriot_cost.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from patriot_cost.dataset.library import Library
    from patriot_cost.model.ledger import Fact, Source, Word


def present_words(words: Iterable[Word]) -> dict[tuple[str, str], str]:
    """Return the word that each alias stands for, by kind and alias."""
    return {(word.kind, alias): word.word for word in words for alias in word.aliases}


def with_present_words(facts: Mapping[str, Fact], words: Iterable[Word]) -> Mapping[str, Fact]:
    """Return facts with the present word where a row has an alias."""
    present = present_words(words)
    if not present:
        return facts
    return {
        name: fact._replace(
            subject=present.get(("subject", fact.subject), fact.subject),
            measure=present.get(("measure", fact.measure), fact.measure),
        )
        for name, fact in facts.items()
    }


def alias_faults(library: Library, words: Mapping[tuple[str, str], Word]) -> Iterator[Fault]:
    """Yield the aliases that stand for more than one thing."""
    rows = [(f"{table.label}:{line}", cells) for table in library.word_tables for line, cells in table.rows()]
    places = {(cells[0], cells[1]): place for place, cells in rows if len(cells) > 1}
    taken = Counter([*words, *((word.kind, alias) for word in words.values() for alias in word.aliases)])
    for key, word in words.items():
        for alias in dict.fromkeys(word.aliases):
            if taken[word.kind, alias] > 1:
                message = f"aliases: '{alias}' is a {word.kind} already, or an alias of one"
                yield Fault(places[key], f"{':'.join(key)}: {message}")


def source_aliases(library: Library) -> dict[str, str]:
    """Return the present id of the source that each alias stands for."""
    return {
        alias: cells[0]
        for table in library.source_tables
        if (place := _place_of_aliases(table.header)) is not None
        for _, cells in table.rows()
        if len(cells) > place
        for alias in cells[place].split()
    }


def _place_of_aliases(header: list[str]) -> int | None:
    return header.index("aliases") if "aliases" in header else None


def with_present_sources(library: Library, facts: dict[str, Fact]) -> dict[str, Fact]:
    """Return facts with the present id of their source where a row has an alias."""
    named = {fact.source for fact in facts.values()}
    ids = {cells[0] for table in library.source_tables for _, cells in table.rows(named)}
    old = {name: fact for name, fact in facts.items() if fact.source not in ids}
    present = source_aliases(library) if old else {}
    moved = {name: fact._replace(source=present[fact.source]) for name, fact in old.items() if fact.source in present}
    return facts | moved


def source_alias_faults(library: Library, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Yield the aliases of sources that are the id of another, or an alias of two."""
    places = {cells[0]: f"{table.label}:{line}" for table in library.source_tables for line, cells in table.rows()}
    taken = Counter([*sources, *(alias for source in sources.values() for alias in source.aliases)])
    for name, source in sources.items():
        for alias in dict.fromkeys(source.aliases):
            if taken[alias] > 1:
                yield Fault(places[name], f"{name}: aliases: '{alias}' is a source already, or an alias of one")
