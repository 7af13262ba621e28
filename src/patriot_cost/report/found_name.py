"""A name that `find` finds, and a term that `glossary` explains, as data and as rows."""

from __future__ import annotations

from typing import NamedTuple

from patriot_cost.model.record_shape import record


@record()
class FoundName(NamedTuple):
    """A name that was found: its kind, its meaning, its value in the case, and a command line that uses it."""

    kind: str
    name: str
    label: str
    value: str | None
    example: str


OWN = "patriot-cost"
"""The publisher of a term of this program, which has no other source."""


@record()
class DefinedTerm(NamedTuple):
    """A term with its other names, one sentence about it, and the publication that defines it, with its address."""

    term: str
    also: tuple[str, ...]
    meaning: str
    publisher: str
    title: str | None
    address: str | None

    @property
    def source(self) -> str:
        """Return the publication in words."""
        return "this program" if self.publisher == OWN else f"{self.publisher}, {self.title}"
