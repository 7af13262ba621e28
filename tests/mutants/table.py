"""The list of mutants: what became of each."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mutate import Mutant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LIST = Path(__file__).resolve().parent / "list.csv"
REASONS = LIST.with_name("equivalent.csv")
README = LIST.with_name("README.md")
_COUNTS = re.compile(r"(?<=<!-- counts -->\n\n)(\|.*\n)*")


class Row(NamedTuple):
    """A mutant, what killed it, nothing where it survived, and how many tests met it."""

    mutant: Mutant
    killed_by: str
    tests: int


def read() -> dict[Mutant, Row]:
    """Return the rows of the list."""
    return {mutant: Row(mutant, texts["killed_by"], int(texts["tests"])) for mutant, texts in _read(LIST)}


def reasons() -> dict[Mutant, str]:
    """Return why no test can tell some mutants from the program, as people found."""
    return {mutant: texts["reason"] for mutant, texts in _read(REASONS)}


def _read(path: Path) -> Iterator[tuple[Mutant, Mapping[str, str]]]:
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            for texts in csv.DictReader(file):
                fields = {name: texts[name] for name in Mutant._fields} | {"nth": int(texts["nth"])}
                yield Mutant(**fields), texts  # type: ignore[arg-type]


def write(rows: Iterable[Row]) -> None:
    """Write the list, by package and place."""
    beside = LIST.with_suffix(".new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow((*Mutant._fields, *Row._fields[1:]))
        out.writerows(
            (*row.mutant, *row[1:]) for row in sorted(rows, key=lambda row: (row.mutant.package, row.mutant.key))
        )
    beside.replace(LIST)


class Count(NamedTuple):
    """How many mutants of a package there are, were killed, and cannot be killed."""

    package: str
    mutants: int
    killed: int
    equivalent: int

    @property
    def percent(self) -> float:
        """Killed of those that can be killed."""
        return 100 * self.killed / max(1, self.mutants - self.equivalent)


def counts(rows: Iterable[Row]) -> Iterator[Count]:
    """Yield the counts of each package, and of all."""
    rows, excused = [*rows], reasons()
    for package in (*sorted({row.mutant.package for row in rows}), "all"):
        those = [row for row in rows if package in {row.mutant.package, "all"}]
        killed = sum(bool(row.killed_by) for row in those)
        yield Count(package, len(those), killed, sum(row.mutant in excused for row in those))


def summary(rows: Iterable[Row]) -> str:
    """Return the counts as a table in Markdown."""
    lines = ["| package | mutants | killed | equivalent | killed of the others |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {one.package} | {one.mutants:,} | {one.killed:,} | {one.equivalent} | {one.percent:.1f} % |"
        for one in counts(rows)
    ]
    return "\n".join(lines)


def with_summary(text: str, rows: Iterable[Row]) -> str:
    """Return the README with the counts of these rows."""
    return _COUNTS.sub(summary(rows) + "\n", text, count=1)
