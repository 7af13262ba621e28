"""Aliases: words that stood for a word of the vocabulary once, and stay valid."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from patriot_cost.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from patriot_cost.dataset.library import Library
    from patriot_cost.model.ledger import Fact, Word


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
