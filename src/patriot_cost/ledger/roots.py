"""Roots: a fact that repeats the estimate of another is one statement with it, and both count once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.ledger.comparable import contradicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patriot_cost.model.ledger import Fact


class Statement(NamedTuple):
    """Facts of one root: the fact that stands for them, which is the root or else the newest, and the others."""

    fact: Fact
    others: tuple[Fact, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All of them, first the one that stands for the others."""
        return self.fact, *self.others

    @property
    def reports(self) -> str:
        """How many facts there are, in words, and whether one contradicts the first; nothing if it is one."""
        differ = " that differ" if any(contradicts(self.fact, other) for other in self.others) else ""
        return f"{len(self.facts)} reports of one estimate{differ}" if self.others else ""


def roots_of(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return the root of each fact that repeats another, by the id of the former, if it is among the facts."""
    names = root_names({name: fact.repeats for name, fact in facts.items()})
    return {name: facts[root] for name, root in names.items() if root in facts}


def completed(fact: Fact, roots: Mapping[str, Fact]) -> Fact:
    """Return a fact with the period, the kind of dollars and the parts of its root, where its own are unknown.

    A root of another measure or unit does not tell them.
    """
    root = roots.get(fact.id, fact)
    if (root.subject, root.measure, root.unit) != (fact.subject, fact.measure, fact.unit):
        return fact
    total = fact if fact.load else root
    return fact._replace(
        for_=fact.for_ or root.for_,
        dollars=fact.dollars or root.dollars,
        includes=total.includes,
        load=total.load,
    )


def date_of(fact: Fact, roots: Mapping[str, Fact]) -> str | None:
    """Return the date of a fact; one that repeats another is as old as its root."""
    return roots.get(fact.id, fact).as_of or fact.as_of


def root_names(repeats: Mapping[str, str | None]) -> dict[str, str]:
    """Return the end of each chain of names that repeat each other, by its first name.

    A chain that runs in a circle ends before it begins anew.
    """
    found = {}
    for name in repeats:
        chain = [name]
        while (above := repeats.get(chain[-1])) and above not in chain:
            chain.append(above)
        if len(chain) > 1:
            found[name] = chain[-1]
    return found


def statements(facts: Iterable[Fact], roots: Mapping[str, Fact]) -> list[Statement]:
    """Return some facts by their root, in the order of the first of each; one given twice stands once."""
    groups: dict[str, dict[str, Fact]] = {}
    for fact in facts:
        groups.setdefault(roots.get(fact.id, fact).id, {})[fact.id] = fact
    return [_statement(root, [*group.values()]) for root, group in groups.items()]


def _statement(root: str, group: list[Fact]) -> Statement:
    first = max(group, key=lambda fact: (fact.id == root, fact.as_of or "", fact.id))
    return Statement(first, tuple(fact for fact in group if fact is not first))
