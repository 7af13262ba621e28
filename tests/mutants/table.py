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
README = LIST.with_name("README.md")
_COUNTS = re.compile(r"(?<=<!-- counts -->\n\n)(\|.*\n)*")


class Row(NamedTuple):
    """A mutant, what killed it (nothing where it survived), how many tests met it, and why none can kill it."""

    mutant: Mutant
    killed_by: str
    tests: int
    equivalent: str = ""


COLUMNS = (*Mutant._fields, *Row._fields[1:])


def read(path: Path = LIST) -> dict[Mutant, Row]:
    """Return the rows of the list."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row.mutant: row for row in map(_row, csv.DictReader(file))}


def _row(texts: Mapping[str, str]) -> Row:
    mutant = Mutant(**{name: texts[name] for name in Mutant._fields} | {"nth": int(texts["nth"])})  # type: ignore[arg-type]
    return Row(mutant, texts["killed_by"], int(texts["tests"]), texts["equivalent"])


def write(rows: Iterable[Row], path: Path = LIST) -> None:
    """Write the list, by package and place."""
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        out.writerows(
            (*row.mutant, *row[1:]) for row in sorted(rows, key=lambda row: (row.mutant.package, row.mutant.key))
        )
    beside.replace(path)


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
    rows = [*rows]
    for package in (*sorted({row.mutant.package for row in rows}), "all"):
        those = [row for row in rows if package in {row.mutant.package, "all"}]
        killed = sum(bool(row.killed_by) for row in those)
        yield Count(package, len(those), killed, sum(bool(row.equivalent) for row in those))


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
