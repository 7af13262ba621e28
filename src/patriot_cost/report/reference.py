"""References of a document: the entries of its numbered list, and the marks that point to them."""

# Without the future import of annotations, as in the records of documents.
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple


class Reference(NamedTuple):
    """An entry of a list of references; `about` is its date, the page read in its place, and a weak grade."""

    number: int
    source: str
    publisher: str
    title: str
    about: str
    url: str

    @property
    def text(self) -> str:
        """The entry on one line, with its number and its address."""
        return f"[{self.number}] {self.publisher}, {self.title}{self.about}, {self.url}"


class Cited(NamedTuple):
    """Sources, by id, that something rests on; a document that lists them adds their references."""

    sources: Sequence[str] = ()
    references: Sequence[Reference] = ()

    @property
    def text(self) -> str:
        """The numbers of the references in brackets, runs of them as `1-4`; empty without any."""
        numbers = sorted(one.number for one in self.references)
        runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda one: one[1] - one[0])]
        parts = [f"{run[0]}-{run[-1]}" if len(run) > 2 else " ".join(map(str, run)) for run in runs]
        return f"[{' '.join(parts)}]" if parts else ""
