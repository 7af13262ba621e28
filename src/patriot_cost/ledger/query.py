"""Options that select facts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from patriot_cost.characters import quoted
from patriot_cost.dataset.aliases import present_words
from patriot_cost.errors import UsageFault, unknown
from patriot_cost.model.fields import is_partial_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.model.ledger import Fact, Source, Word


class Ledger(NamedTuple):
    """All facts and sources by id, and the vocabulary of subjects and measures."""

    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    words: Mapping[tuple[str, str], Word]
    """By kind (`subject`, `measure`) and word."""

    def known(self, kind: str) -> list[str]:
        """Return the words of one kind."""
        return [word for of, word in self.words if of == kind]

    def present(self, query: Query) -> Query:
        """Return a query with the present word where it has an alias."""
        present = present_words(self.words.values())
        about, measure = query.about, query.measure
        return query._replace(
            about=about and present.get(("subject", about), about),
            measure=measure and present.get(("measure", measure), measure),
        )

    def of_source(self, name: str) -> list[Fact]:
        """Return the facts that a source published."""
        return [fact for fact in self.facts.values() if fact.source == name]

    def named_sources(self, names: Sequence[str]) -> list[Source]:
        """Return the sources with these ids, or all sources if there are no ids.

        Raises:
            UsageFault: there is no such source.
        """
        present = {alias: source.id for source in self.sources.values() for alias in source.aliases}
        wanted = [present.get(name, name) for name in names]
        for name in wanted:
            if name not in self.sources:
                raise UsageFault(unknown("source", name, self.sources), "patriot-cost sources lists them all")
        return [self.sources[name] for name in wanted] or list(self.sources.values())

    def facts_by_source(self) -> Counter[str]:
        """Count the facts that each source published."""
        return Counter(fact.source for fact in self.facts.values())

    def facts_by_word(self) -> Counter[tuple[str, str]]:
        """Count the facts that have each word, by kind and word."""
        facts = self.facts.values()
        return Counter(pair for fact in facts for pair in (("subject", fact.subject), ("measure", fact.measure)))


class Query(NamedTuple):
    """The conditions on a fact; None and the empty string match every fact."""

    about: str | None = None
    measure: str | None = None
    publisher: str | None = None
    kind: str | None = None
    quality: str | None = None
    scope: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None


SORTS = {
    "date": lambda fact: (fact.as_of or "", fact.id),
    "value": lambda fact: (middle(fact) is None, middle(fact) or 0.0, fact.id),
    "id": lambda fact: (fact.id,),
    "subject": lambda fact: (fact.subject, fact.measure, fact.as_of or "", fact.id),
}


def select(ledger: Ledger, query: Query, sort: str = "subject") -> list[Fact]:
    """Return the facts that match a query, sorted.

    Raises:
        UsageFault: a subject, measure, kind, quality, scope or order is not known; the message names the nearest.
    """
    query = ledger.present(query)
    check(ledger, query)
    if sort not in SORTS:
        raise UsageFault(f"--sort: {unknown('order', sort, SORTS)}")
    found = (fact for fact in ledger.facts.values() if _matches(fact, ledger.sources[fact.source], query))
    return sorted(found, key=SORTS[sort])


def select_sources(ledger: Ledger, publisher: str | None, kind: str | None, text: str | None) -> list[Source]:
    """Return the sources of a kind, with parts of text in the publisher's name, or in id, title, note or relay.

    Raises:
        UsageFault: the kind is not known.
    """
    check(ledger, Query(kind=kind))
    return [
        source
        for source in ledger.sources.values()
        if kind in {None, source.kind}
        and (publisher or "").casefold() in source.publisher.casefold()
        and (text or "").casefold()
        in " ".join((source.id, source.publisher, source.title, source.note or "", source.via or "")).casefold()
    ]


def publishers(fact: Fact, source: Source) -> str:
    """Return the publisher of a fact, and the one to whom it attributes the number."""
    return f"{source.publisher}, attributed to {fact.attributed_to}" if fact.attributed_to else source.publisher


def check(ledger: Ledger, query: Query) -> None:
    """Check the dates and words of a query.

    Raises:
        UsageFault: a date is not a date, or a word is not in the ledger.
    """
    for option, date in (("--since", query.since), ("--until", query.until)):
        if date is not None and not is_partial_date(date):
            raise UsageFault(
                f"{option}: {quoted(date)} is not a date; allowed: 2025, 2025-07 or 2025-07-14, if it exists"
            )
    known = {
        "--about": ("subject", query.about, ledger.known("subject")),
        "--measure": ("measure", query.measure, ledger.known("measure")),
        "--kind": ("kind of source", query.kind, _seen(source.kind for source in ledger.sources.values())),
        "--quality": ("quality", query.quality, _seen(fact.quality for fact in ledger.facts.values())),
        "--scope": ("scope", query.scope, _seen(fact.scope for fact in ledger.facts.values())),
    }
    for option, (what, word, words) in known.items():
        if word is not None and word not in words:
            hint = "patriot-cost facts words lists subjects and measures"
            raise UsageFault(f"{option}: {unknown(what, word, words, 'in the ledger')}", hint)


class Ranged(Protocol):
    """A value with a range: of a fact, or of a fact in other dollars."""

    @property
    def value(self) -> float | None:
        """The value, None if only a range is stated."""

    @property
    def low(self) -> float | None:
        """The lower bound."""

    @property
    def high(self) -> float | None:
        """The upper bound."""


def middle(fact: Ranged) -> float | None:
    """Return the value, or the middle of the range, for ordering and summing up."""
    if fact.value is not None:
        return fact.value
    bounds = [end for end in (fact.low, fact.high) if end is not None]
    return sum(bounds) / len(bounds) if bounds else None


def _seen(words: Iterable[str | None]) -> list[str]:
    return sorted({word for word in words if word})


def _matches(fact: Fact, source: Source, query: Query) -> bool:
    exact = (
        (query.about, fact.subject),
        (query.measure, fact.measure),
        (query.kind, source.kind),
        (query.quality, fact.quality),
        (query.scope, fact.scope),
    )
    if any(wanted is not None and wanted != found for wanted, found in exact):
        return False
    if query.publisher and query.publisher.casefold() not in publishers(fact, source).casefold():
        return False
    date = fact.as_of or ""
    if query.since and date < query.since:
        return False
    if query.until and (not date or date > query.until + "~"):
        return False
    words = " ".join((fact.id, fact.subject, fact.measure, fact.note or "", publishers(fact, source), source.title))
    return not query.text or query.text.casefold() in words.casefold()
