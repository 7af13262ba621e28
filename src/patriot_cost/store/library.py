"""The data directory: where it is, what is in it, and its fingerprint."""

from __future__ import annotations

import csv
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.errors import Fault, FileFaults, UsageFault
from patriot_cost.store.files import read_stdin, read_text
from patriot_cost.store.toml import TomlFile, parse_toml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


class Table(NamedTuple):
    """A CSV file: the name shown to people, and its text. The first column holds the ids."""

    label: str
    text: str

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return next((cells for _, cells in self.rows(header=True)), [])

    def rows(self, wanted: Collection[str] | None = None, *, header: bool = False) -> Iterator[tuple[int, list[str]]]:
        """Yield the line and the cells of every row, or of those whose id is wanted.

        Lines with other ids are passed over unread, so that a question does not slow down as the ledger grows.

        Raises:
            FileFaults: the text is not CSV.
        """
        lines = [f"{line}\n" for line in self.text.split("\n")]
        if wanted is None:
            reader, numbers = csv.reader(lines, strict=True), None
        else:
            kept = [(n, line) for n, line in enumerate(lines, 1) if line.partition(",")[0].strip('"') in wanted]
            reader, numbers = csv.reader([line for _, line in kept], strict=True), [number for number, _ in kept]
        try:
            if wanted is None and not header:
                next(reader, None)
            for cells in reader:
                if cells:
                    yield numbers[reader.line_num - 1] if numbers else reader.line_num, cells
        except csv.Error as error:
            raise FileFaults([Fault(f"{self.label}:{reader.line_num}", f"not a CSV table: {error}")]) from None


def find_data(given: Path | None = None) -> Path:
    """Return the data directory: the one given, else the one in the package, else that of the checkout.

    Raises:
        UsageFault: the directory given has no data, or none is found.
    """
    package = Path(__file__).resolve().parent.parent
    candidates = [given] if given else [package / "data", package.parent.parent / "data"]
    for candidate in candidates:
        if (candidate / "VERSION").is_file() and (candidate / "sources.csv").is_file():
            return candidate
    looked = ", ".join(str(candidate) for candidate in candidates)
    raise UsageFault(
        f"no data in {looked}; needed: a directory with VERSION, sources.csv, facts/, assumptions/, scenarios/"
    )


class Library:
    """Reads the files of one data directory, each at most once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._opened: dict[str, TomlFile] = {}

    @cached_property
    def version(self) -> str:
        """The calendar version of the data."""
        return read_text(self.root / "VERSION", self.label(self.root / "VERSION")).strip()

    @cached_property
    def fingerprint(self) -> str:
        """A hash over the names and bytes of all data files."""
        digest = sha256()
        for path in sorted(self.root.rglob("*")):
            if path.is_file() and path.suffix in {".csv", ".toml"}:
                content = path.read_bytes()
                digest.update(f"{path.relative_to(self.root).as_posix()}\0{len(content)}\0".encode())
                digest.update(content)
        return f"sha256:{digest.hexdigest()}"

    def label(self, path: Path) -> str:
        """Return the name of a data file as shown to people."""
        return f"{self.root.name}/{path.relative_to(self.root).as_posix()}"

    @property
    def scenario_ids(self) -> list[str]:
        """The shipped scenarios, by file name."""
        return scenario_ids(self.root)

    def scenario(self, name: str) -> TomlFile:
        """Read a shipped scenario."""
        return self._toml(self.root / "scenarios" / f"{name}.toml")

    def outside(self, name: str) -> TomlFile:
        """Read a scenario file that is not among the data, or standard input (`-`)."""
        if name not in self._opened:
            label, text = ("stdin", read_stdin()) if name == "-" else (name, read_text(Path(name), name))
            self._opened[name] = parse_toml(text, label)
        return self._opened[name]

    @property
    def system_ids(self) -> list[str]:
        """The air-defence systems that can be bought in place of Patriot, by file name."""
        return sorted(path.stem for path in (self.root / "systems").glob("*.toml"))

    def system(self, name: str) -> TomlFile:
        """Read the file of a system."""
        return self._toml(self.root / "systems" / f"{name}.toml")

    @cached_property
    def assumptions(self) -> list[TomlFile]:
        """The files of assumptions that all scenarios share."""
        return [self._toml(path) for path in sorted((self.root / "assumptions").glob("*.toml"))]

    @cached_property
    def fact_tables(self) -> list[Table]:
        """The tables of facts, one a theme."""
        return [self._table(path) for path in sorted((self.root / "facts").glob("*.csv"))]

    @cached_property
    def source_tables(self) -> list[Table]:
        """The table of sources."""
        return [self._table(self.root / "sources.csv")]

    @cached_property
    def word_tables(self) -> list[Table]:
        """The table of subjects and measures."""
        return [self._table(self.root / "vocabulary.csv")]

    @cached_property
    def identity_tables(self) -> list[Table]:
        """The table of identities that the sources' own numbers must obey."""
        return [self._table(self.root / "identities.csv")]

    def _toml(self, path: Path) -> TomlFile:
        return parse_toml(read_text(path, self.label(path)), self.label(path))

    def _table(self, path: Path) -> Table:
        label = self.label(path)
        return Table(label, read_text(path, label))


def scenario_ids(root: Path) -> list[str]:
    """Return the ids of the scenarios in a data directory, without reading them."""
    return sorted(path.stem for path in (root / "scenarios").glob("*.toml"))
