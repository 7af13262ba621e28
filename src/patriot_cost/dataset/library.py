"""The data directory: its place, its files, and its fingerprint."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from patriot_cost.characters import is_identifier
from patriot_cost.dataset.csv_table import CsvTable
from patriot_cost.dataset.files import one_line, plain_text, read_stdin, read_text
from patriot_cost.dataset.fingerprint import Hashed, hashed, is_litter, read_stamp
from patriot_cost.dataset.toml import TomlFile, parse_toml
from patriot_cost.errors import Fault, FileFaults, UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Read = TypeVar("Read")
LATEST = "latest"
"""The name that stands for the newest dated scenario, so that none has it as its own."""


def places_of(package: Path) -> tuple[Path, ...]:
    """Return the places of the data of an installed package: in it, or in the checkout it is read from."""
    return package / "data", package.parent.parent / "data"


PLACES = places_of(Path(__file__).resolve().parent.parent)
"""The places of the data, in the order of search."""


def find_data(folder: Path | None = None) -> Path:
    """Return the data directory: the folder if any, else the one in the package, else that of the checkout.

    Raises:
        UsageFault: the folder has no data, or there are none.
    """
    candidates = [folder] if folder else PLACES
    for candidate in candidates:
        try:
            if (candidate / "VERSION").is_file() and (candidate / "sources.csv").is_file():
                return candidate
        except OSError as error:
            raise UsageFault(f"'{candidate}' cannot be read: {error.strerror}") from None
    looked = ", ".join(str(candidate) for candidate in candidates)
    raise UsageFault(
        f"no data in {looked}; needed: a directory with VERSION, sources.csv, facts/, assumptions/, scenarios/"
    )


def library_at(data: str | Path | None = None) -> Library:
    """Return the library of a data directory, None for the shipped one.

    Raises:
        UsageFault: the directory has no data.
    """
    return Library(find_data(Path(data) if data else None))


class Library:
    """Reads the files of one data directory, each at most once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._opened: dict[str, TomlFile] = {}

    @cached_property
    def version(self) -> str:
        """The calendar version of the data."""
        return str(one_line(read_text(self.root / "VERSION", self.label(self.root / "VERSION")).strip()))

    @property
    def fingerprint(self) -> str:
        """A hash over the names and bytes of all data files."""
        return self._hashed.fingerprint

    @property
    def unread(self) -> dict[str, str]:
        """The reasons by data file that cannot be read; commands that do not need them still work."""
        return self._hashed.unread

    @cached_property
    def validated(self) -> bool:
        """Whether the data equal, to the byte, those that were validated when this program was built."""
        stamp = read_stamp()
        return bool(stamp) and self.fingerprint == stamp

    @cached_property
    def _hashed(self) -> Hashed:
        return hashed(self.root)

    def label(self, path: Path) -> str:
        """Return the name of a data file as shown to people."""
        return f"{self.root.name}/{path.relative_to(self.root).as_posix()}"

    @cached_property
    def scenario_ids(self) -> list[str]:
        """The shipped scenarios, by file name."""
        return scenario_ids(self.root)

    @property
    def readable_scenarios(self) -> list[str]:
        """Those of the shipped scenarios whose files can be read."""
        return [name for name in self.scenario_ids if f"{self.root.name}/scenarios/{name}.toml" not in self.unread]

    def scenario(self, name: str) -> TomlFile:
        """Read a shipped scenario."""
        return self._toml(self.root / "scenarios" / f"{name}.toml")

    def outside(self, name: str) -> TomlFile:
        """Read a scenario file that is not among the data, or standard input (`-`)."""
        if name not in self._opened:
            label, text = ("stdin", read_stdin()) if name == "-" else (name, read_text(Path(name), name))
            self._opened[name] = parse_toml(text, label)
        return self._opened[name]

    def hold(self, name: str, text: str) -> None:
        """Hold the text of a scenario file that is not written yet, to be read under its name.

        Raises:
            FileFaults: it is not valid.
        """
        self._opened[name] = parse_toml(text, name)

    @cached_property
    def system_ids(self) -> list[str]:
        """The air-defence systems that can be bought in place of Patriot, by file name."""
        return ids(self.root / "systems")

    def system(self, name: str) -> TomlFile:
        """Read the file of a system."""
        return self._toml(self.root / "systems" / f"{name}.toml")

    def assumption(self, name: str) -> TomlFile:
        """Read one file of assumptions that all scenarios share."""
        return self._toml(self.root / "assumptions" / f"{name}.toml")

    @cached_property
    def assumptions(self) -> list[TomlFile]:
        """The files of assumptions that all scenarios share."""
        return together(partial(self._toml, path) for path in data_files(self.root / "assumptions", ".toml"))

    @cached_property
    def fact_tables(self) -> list[CsvTable]:
        """The tables of facts, one a theme."""
        return together(partial(self._table, path) for path in data_files(self.root / "facts", ".csv"))

    @cached_property
    def source_tables(self) -> list[CsvTable]:
        """The table of sources."""
        return [self._table(self.root / "sources.csv")]

    @cached_property
    def word_tables(self) -> list[CsvTable]:
        """The table of subjects and measures."""
        return [self._table(self.root / "vocabulary.csv")]

    @cached_property
    def identity_tables(self) -> list[CsvTable]:
        """The table of identities that the numbers of the sources must obey."""
        return [self._table(self.root / "identities.csv")]

    @cached_property
    def budget_tables(self) -> list[CsvTable]:
        """The table of the editions of US budgets; none if there is no such file."""
        return self._optional("budgets.csv")

    @cached_property
    def explanation_tables(self) -> list[CsvTable]:
        """The table of the doubts that are explained; none if there is no such file."""
        return self._optional("explained.csv")

    @cached_property
    def watch_tables(self) -> list[CsvTable]:
        """The table of places to look for news; none if there is no such file."""
        return self._optional("watch.csv")

    @cached_property
    def correction_tables(self) -> list[CsvTable]:
        """The table of corrections of facts; none if there is no such file."""
        return self._optional("corrections.csv")

    @cached_property
    def withdrawal_tables(self) -> list[CsvTable]:
        """The table of facts that were withdrawn; none if there is no such file."""
        return self._optional("withdrawn.csv")

    def open_tables(self) -> None:
        """Read the tables of facts, sources and words.

        Raises:
            FileFaults: the faults of all of them together.
        """
        names = ("fact_tables", "source_tables", "word_tables")
        together(partial(getattr, self, name) for name in names)

    def _text(self, path: Path, label: str) -> str:
        """Return the text of a data file; one that was validated is read once, for the fingerprint, and not checked."""
        return plain_text(self._hashed.contents[label]) if self.validated else read_text(path, label)

    def _toml(self, path: Path) -> TomlFile:
        label = self.label(path)
        if label not in self._opened:
            self._opened[label] = parse_toml(self._text(path, label), label, validated=self.validated)
        return self._opened[label]

    def _optional(self, name: str) -> list[CsvTable]:
        return [self._table(path) for path in data_files(self.root, ".csv") if path.name == name]

    def _table(self, path: Path) -> CsvTable:
        label = self.label(path)
        return CsvTable(label, self._text(path, label))


def together(readers: Iterable[Callable[[], Read]]) -> list[Read]:
    """Return the results of readers, with all their faults together.

    Raises:
        FileFaults: the faults of all of them.
    """
    found, faults = [], list[Fault]()
    for read in readers:
        try:
            found.append(read())
        except FileFaults as wrong:
            faults += wrong.faults
    if faults:
        raise FileFaults(faults)
    return found


def scenario_ids(root: Path) -> list[str]:
    """Return the ids of the scenarios in a data directory, without reading them; `latest` names one of them."""
    return [name for name in ids(root / "scenarios") if name != LATEST]


def ids(folder: Path) -> list[str]:
    """Return the names of the TOML files of a folder that have the form of an id."""
    return [path.stem for path in data_files(folder, ".toml") if is_identifier(path.stem)]


def data_files(folder: Path, suffix: str) -> list[Path]:
    """Return the files of a folder with a suffix, sorted, without leftovers of other programs."""
    return sorted(path for path in folder.glob(f"*{suffix}") if not is_litter(path.name))
