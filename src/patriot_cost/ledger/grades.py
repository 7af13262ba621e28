"""Facts that rest only on pages of the weakest grades, and texts that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.ledger.roots import roots_of
from patriot_cost.model.ledger import WEAKEST_GRADES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.model.ledger import Fact, Source

_MARKS = {"aggregator": ("aggregator",), "blog": ("blog", "forum"), "state media": ("state media",)}
"""The words by which a text says that a page is of one of the weakest grades."""


def in_words(grade: str) -> str:
    """Return a grade as people write it."""
    return grade.replace("_", " ")


def weak_grade(source: Source) -> str:
    """Return the grade of a source in words if it is one of the weakest, else an empty text."""
    return in_words(source.grade) if source.grade in WEAKEST_GRADES else ""


def weak_facts(facts: Mapping[str, Fact], sources: Mapping[str, Source]) -> dict[str, str]:
    """Return the grade, in words, of each fact that rests only on the weakest: no page of its root is better.

    A page that is not known, or whose grade is not, counts as better, since nothing is known against it.
    """
    pages = {fact.id: sources.get(fact.source) for fact in facts.values()}
    grades = {name: weak_grade(page) if page else "" for name, page in pages.items()}
    roots = {name: root.id for name, root in roots_of(facts).items()}
    sound = {roots.get(name, name) for name, grade in grades.items() if not grade}
    return {name: grade for name, grade in grades.items() if roots.get(name, name) not in sound}


def says(grade: str, text: str | None) -> bool:
    """Tell whether a text says that something rests on a page of one of the weakest grades, given in words."""
    return any(word in (text or "").casefold() for word in _MARKS[grade])
