"""Options that select facts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.characters import quoted
from patriot_cost.dataset.aliases import present_words
from patriot_cost.errors import Parts, UsageFault, Wording, known_name, spelled_name, under, unknown
from patriot_cost.ledger.comparable import middle
from patriot_cost.ledger.grades import weak_facts
from patriot_cost.model.fields import allowed_words, is_partial_date
from patriot_cost.model.ledger import Fact, Source
from patriot_cost.model.periods import is_within, period_fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.model.ledger import Word


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
        """Return a query with each word as the ledger spells it, and the present one where it has an alias.

        Raises:
            UsageFault: a word may be either of two.
        """
        words = {name: getattr(query, name) for name in _RECORD_OF}
        own = {name: word and spelled_name(word, allowed_words(_RECORD_OF[name], name)) for name, word in words.items()}
        return query._replace(
            about=query.about and self.own_word("subject", query.about),
            measure=query.measure and self.own_word("measure", query.measure),
            for_=query.for_ and _own_period(query.for_),
            **own,
        )

    def own_word(self, kind: str, typed: str) -> str:
        """Return the present word that one spells, in any case, by its label or by an alias; else as typed.

        Raises:
            UsageFault: it may be either of two.
        """
        labels = {word.word: word.label for (of, _), word in self.words.items() if of == kind}
        present = {alias: word for (of, alias), word in present_words(self.words.values()).items() if of == kind}
        own = spelled_name(typed, [*labels, *present], labels)
        return present.get(own, own)

    def of_source(self, name: str) -> list[Fact]:
        """Return the facts that a source published."""
        return [fact for fact in self.facts.values() if fact.source == name]

    def named_sources(self, names: Sequence[str]) -> list[Source]:
        """Return the sources with these ids, or all sources if there are no ids.

        Raises:
            UsageFault: there is no such source.
        """
        present = {alias: source.id for source in self.sources.values() for alias in source.aliases}
        spelled = [spelled_name(name, [*self.sources, *present]) for name in names]
        wanted = [present.get(name, name) for name in spelled]
        for name in wanted:
            if name not in self.sources:
                raise UsageFault(unknown("source", name, self.sources), "patriot-cost sources lists them all")
        return [self.sources[name] for name in wanted] or list(self.sources.values())

    def weak_facts(self) -> dict[str, str]:
        """Return the grade of the page of each fact that rests only on the weakest, by id."""
        return weak_facts(self.facts, self.sources)

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
    checked: str | None = None
    dollars: str | None = None
    grade: str | None = None
    for_: str | None = None


_RECORD_OF = {
    "kind": Source,
    "grade": Source,
    "quality": Fact,
    "scope": Fact,
    "checked": Fact,
    "dollars": Fact,
}
"""The record in which a field has the words that a condition is chosen from."""


def _own_period(typed: str) -> str:
    """Return a period as the ledger spells it: `FY2026`, `lot 12`."""
    return typed.strip().lower().replace("fy", "FY")


SORTS = {
    "date": lambda fact: (fact.as_of or "", fact.id),
    "value": lambda fact: (middle(fact) is None, middle(fact) or 0.0, fact.id),
    "id": lambda fact: (fact.id,),
    "subject": lambda fact: (fact.subject, fact.measure, fact.as_of or "", fact.id),
}


def select(ledger: Ledger, query: Query, sort: str = "subject") -> list[Fact]:
    """Return the facts that match a query, sorted.

    Raises:
        UsageFault: a word or the order is not known, and the message names the nearest; or a date or period is none.
    """
    query = ledger.present(query)
    check(ledger, query)
    sort = known_name("order", sort, SORTS, option="--sort")
    found = (fact for fact in ledger.facts.values() if _matches(fact, ledger.sources[fact.source], query))
    return sorted(found, key=SORTS[sort])


def select_sources(ledger: Ledger, query: Query) -> list[Source]:
    """Return the sources of a kind and a grade, with text in the publisher's name, or in id, title, note or relay.

    Raises:
        UsageFault: the kind or the grade is not known.
    """
    query = ledger.present(query)
    check(ledger, query)
    return [
        source
        for source in ledger.sources.values()
        if query.kind in {None, source.kind}
        and query.grade in {None, source.grade}
        and (query.publisher or "").casefold() in source.publisher.casefold()
        and (query.text or "").casefold()
        in " ".join((source.id, source.publisher, source.title, source.note or "", source.via or "")).casefold()
    ]


def publishers(fact: Fact, source: Source, grade: str = "") -> str:
    """Return the publisher of a fact, and the one to whom it attributes the number; `grade` is of the page read."""
    mark = f" ({'via ' * bool(source.via)}{grade})" if grade else ""
    attributed = f", attributed to {fact.attributed_to}" if fact.attributed_to else ""
    return f"{source.publisher}{mark}{attributed}"


def check(ledger: Ledger, query: Query) -> None:
    """Check the dates and words of a query.

    Raises:
        UsageFault: a date is not a date, a period no period, or a word is not known.
    """
    for option, date in (("--since", query.since), ("--until", query.until)):
        if date is not None and not is_partial_date(date):
            text = f"{option}: {quoted(date)} is not a date; allowed: 2025, 2025-07 or 2025-07-14, if it exists"
            raise UsageFault(Wording(text, Parts(path=option, found=date)))
    if query.for_ is not None and (fault := period_fault(query.for_)):
        raise UsageFault(f"--for: {fault}")
    known = {
        "--about": ("subject", query.about, ledger.known("subject")),
        "--measure": ("measure", query.measure, ledger.known("measure")),
        "--kind": ("kind of source", query.kind, allowed_words(Source, "kind")),
        "--quality": ("quality", query.quality, allowed_words(Fact, "quality")),
        "--scope": ("scope", query.scope, allowed_words(Fact, "scope")),
        "--checked": ("finding of a second look", query.checked, allowed_words(Fact, "checked")),
        "--dollars": ("kind of dollars", query.dollars, allowed_words(Fact, "dollars")),
        "--grade": ("grade of source", query.grade, allowed_words(Source, "grade")),
    }
    for option, (what, word, words) in known.items():
        if word is not None and word not in words:
            hint = "patriot-cost facts words lists subjects and measures" if option in {"--about", "--measure"} else ""
            labels = {name: ledger.words[kind, name].label for kind, name in ledger.words if kind == what}
            raise UsageFault(under(option, unknown(what, word, words, "in the ledger", labels=labels)), hint)


def _matches(fact: Fact, source: Source, query: Query) -> bool:
    exact = (
        (query.about, fact.subject),
        (query.measure, fact.measure),
        (query.kind, source.kind),
        (query.quality, fact.quality),
        (query.scope, fact.scope),
        (query.checked, fact.checked),
        (query.dollars, fact.dollars),
        (query.grade, source.grade),
    )
    if any(wanted is not None and wanted != found for wanted, found in exact):
        return False
    if query.publisher and query.publisher.casefold() not in publishers(fact, source).casefold():
        return False
    if query.for_ and not (fact.for_ and is_within(fact.for_, query.for_)):
        return False
    date = fact.as_of or ""
    if query.since and date < query.since:
        return False
    if query.until and (not date or date > query.until + "~"):
        return False
    words = " ".join((fact.id, fact.subject, fact.measure, fact.note or "", publishers(fact, source), source.title))
    return not query.text or query.text.casefold() in words.casefold()
