"""Values of `--vary`: PATH=a:b:n for evenly spaced points, PATH=v1,v2,v3, or PATH=@file.csv."""

from __future__ import annotations

import re
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.even_spacing import EvenlySpaced
from patriot_cost.case.input_binding import input_keys
from patriot_cost.case.settings import FACT, TypedSetting, parse_setting
from patriot_cost.characters import LONGEST_QUOTE, quoted
from patriot_cost.dataset.csv_table import CsvTable
from patriot_cost.dataset.files import read_text
from patriot_cost.errors import Fault, FileFaults, UsageFault, blamed_on, under, unknown, wrong
from patriot_cost.model.settings import CHOICES, PERIODS, SELECTION, SETTINGS
from patriot_cost.units import alike

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMS = "PATH=low:high:points, PATH=value,value or PATH=@file.csv"
_MOST_POINTS = 10**12


class VariedPath(NamedTuple):
    """The values that one path takes: numbers, or texts if each needs another case.

    `texts` are the values as typed, of evenly spaced ones the two limits; `places` are their file and line, if any.
    """

    path: str
    operator: str
    values: Sequence[float] | Sequence[str]
    texts: tuple[str, ...]
    places: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The text left of the `=`, and the title of its column."""
        return self.path + self.operator

    @property
    def in_words(self) -> bool:
        """Whether the values are words, dates or facts, each of which makes another case."""
        return isinstance(self.values[0], str)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the inputs that take the values: of the assumption, and of its mean; none if they are words."""
        return () if self.in_words else input_keys(self.path)

    def setting(self, place: int) -> TypedSetting:
        """Return the setting of one value; a fault of one from a file is at its line, not at the option."""
        return TypedSetting(self.name, self.typed(place), self.path if self.places else f"--vary {self.path}")

    def typed(self, place: int) -> str:
        """Return a value as it was typed, or as it could have been."""
        if isinstance(self.values, EvenlySpaced):
            limits = {0: self.texts[0], len(self.values) - 1: self.texts[1]}
            return limits.get(place) or repr(self.values[place])
        return self.texts[place]


def parse_axes(options: Sequence[str], *, zipped: bool = False) -> list[VariedPath]:
    """Read every `--vary`.

    Raises:
        UsageFault: there is none, a path is repeated, one is not understood, or zipped ones differ in length.
        FileFaults: a file of values is faulty.
    """
    if not options:
        raise UsageFault(f"nothing varies; write --vary {FORMS}")
    found: dict[str, VariedPath] = {}
    for option in options:
        axis = parse_axis(option)
        if axis.path in found:
            raise UsageFault(f"--vary {axis.path} is given twice; needed: each path once")
        found[axis.path] = axis
    axes = list(found.values())
    if zipped and len(axes) == 1:
        raise UsageFault("--zip goes along several paths together; needed: another --vary")
    if not zipped and prod(len(axis.values) for axis in axes) > _MOST_POINTS:
        raise UsageFault(f"--vary gives over {_MOST_POINTS:,} points, which no machine computes; --zip gives fewer")
    if zipped and len({len(axis.values) for axis in axes}) > 1:
        lengths = ", ".join(f"{axis.name} {len(axis.values):,}" for axis in axes)
        raise UsageFault(f"--zip needs as many values of each path; found: {lengths}")
    return axes


def parse_axis(option: str) -> VariedPath:
    """Read one `--vary`.

    Raises:
        UsageFault: it is not understood.
        FileFaults: its file is faulty.
    """
    name, equals, text = (part.strip() for part in option.partition("="))
    if not equals or not name.strip(" *+-") or not text:
        raise UsageFault(f"--vary '{option}' is not understood: write {FORMS}")
    with blamed_on(f"--vary {name}", name.rstrip("*+- ")):
        if text.startswith("@"):
            return _from_file(name, text[1:])
        if text.count(":") == 2 and FACT not in text:
            return _span(name, text)
        return _values(name, _parts(text))


def _parts(text: str) -> list[str]:
    """Split at the commas, which separate values here and not thousands.

    Raises:
        UsageFault: they separate thousands.
    """
    parts = [part.strip() for part in text.split(",")]
    if any(re.fullmatch(r"0\d+[A-Za-z%]?", part) for part in parts):
        right = text.replace(",", "")
        raise wrong(text, f" is not understood: commas part values; write thousands without them, {right}")
    return parts


def commas_read(options: Sequence[str]) -> list[str]:
    """Return messages about the reading of values that look like one number with commas between thousands."""
    found = []
    for option in options:
        name, _, text = option.partition("=")
        parts = text.split(",")
        if re.fullmatch(r"\s*[1-9]\d{0,2}(,\d{3})+\s*", text):
            read = f"{len(parts)} values, {' and '.join(parts)}"
            found.append(f"--vary {name}: read as {read}; one number is written {''.join(parts)}")
    return found


def _span(name: str, text: str) -> VariedPath:
    low, high, points = (part.strip() for part in text.split(":"))
    numbers = _readings(name, [low, high])
    if numbers is None:
        raise UsageFault("is a word, a date or a fact, which has no even steps; write values with commas between them")
    first, last = numbers
    _written_alike([low, high], numbers, ":")
    if not re.fullmatch(r"[0-9][0-9,]*", points) or not 1 <= int(points.replace(",", "")) <= _MOST_POINTS:
        raise UsageFault(f"'{points}' points; needed: a whole number from 1 on, as in {low}:{high}:5")
    count = int(points.replace(",", ""))
    if (count == 1) != (first == last):
        found, needed = ("equal ends", "1 point") if first == last else ("two ends", "2 points or more")
        raise wrong(text, f" has {found}; needed: {needed}")
    return VariedPath(*_named(name), EvenlySpaced(first, last, count), (low, high))


def _values(name: str, texts: list[str], places: tuple[str, ...] = ()) -> VariedPath:
    numbers = _readings(name, texts)
    if numbers and not places:
        _written_alike(texts, numbers, ",")
    return VariedPath(*_named(name), texts if numbers is None else numbers, tuple(texts), places)


def _written_alike(texts: list[str], numbers: list[float], between: str) -> None:
    """Refuse a suffix or a % on some numbers only; 0 needs none."""
    counting = [text for text, number in zip(texts, numbers, strict=True) if number]
    if counting:
        alike(between.join(counting), counting, between)


def _readings(name: str, texts: list[str]) -> list[float] | None:
    """Read values; None if they are words.

    Raises:
        UsageFault: one is not in the notation, or is a range.
    """
    if long := [text for text in texts if len(text) > LONGEST_QUOTE]:
        raise UsageFault(f"{quoted(long[0])} is not a single value")
    if any(text.count(":") == 1 and FACT not in text for text in texts):
        raise UsageFault(f"'{','.join(texts)}' is not understood: evenly spaced points are written low:high:points")
    if not all(texts):
        raise UsageFault("an empty value; needed: values with one comma between them")
    readings = [parse_setting(name, text).reading for text in texts]
    ranges = [text for text, reading in zip(texts, readings, strict=True) if reading and reading.shape]
    if ranges:
        low, _, high = ranges[0].partition("..")
        evenly = f"; evenly spaced points are written {low}:{high}:5" if high and ".." not in high else ""
        raise UsageFault(f"'{ranges[0]}' is a range; needed: single values{evenly}")
    known = [reading.value for reading in readings if reading]
    return known if len(known) == len(readings) else None


def _named(name: str) -> tuple[str, str]:
    setting = parse_setting(name, "0") if name not in CHOICES else None
    return (setting.path, setting.operator) if setting else (name, "")


def _from_file(name: str, file: str) -> VariedPath:
    """Read a column of a CSV file: the one with the path as its title, or the only one, with or without a title."""
    rows = _rows(file)
    place = _column(name, file, rows)
    if place is None:
        place = 0
        if _is_header(name, rows[0][1]):
            rows = rows[1:]
    else:
        rows = rows[1:]
    if not rows:
        raise FileFaults([Fault(file, "has no values below its header")])
    faults: list[Fault] = []
    texts = [cells[place].strip() if place < len(cells) else "" for _, cells in rows]
    where = tuple(f"{file}:{line}" for line, _ in rows)
    for text, at in zip(texts, where, strict=True):
        try:
            _readings(name, [text])
        except UsageFault as fault:
            faults.append(Fault(at, under(name, fault.message)))
    if faults:
        raise FileFaults(faults)
    return _values(name, texts, where)


def _rows(file: str) -> list[tuple[int, list[str]]]:
    return [row for row in CsvTable(file, read_text(Path(file), file)).all_rows() if any(map(str.strip, row[1]))]


def _column(name: str, file: str, rows: list[tuple[int, list[str]]]) -> int | None:
    """Return the place of the column with the path as its title; None if the file has only one column without it."""
    line, header = rows[0][0], [cell.strip() for cell in rows[0][1]]
    path = name.rstrip("*+- ")
    for title in (name, path):
        if title in header:
            return header.index(title)
    if all(len(cells) == 1 for _, cells in rows):
        return None
    # Any file can be named; a text of one that is not a table of values is never shown.
    known = [title for title in header if "." in title and len(title) <= LONGEST_QUOTE]
    raise FileFaults([Fault(f"{file}:{line}", unknown("column", path, known))])


def _is_header(name: str, cells: list[str]) -> bool:
    """Tell whether the first row of a single column is a name, and not the first value."""
    if not re.fullmatch(r"[A-Za-z_][\w. ]*", cells[0].strip()):
        return False
    return cells[0].strip() not in SETTINGS.get(name, ()) and name not in {*PERIODS, SELECTION}
