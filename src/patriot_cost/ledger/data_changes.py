"""Changes between two data directories: rows of tables, and records of assumptions, scenarios and systems.

Rows and records are compared as they are written, valid or not, so that directories of other releases, whose tables
have other columns, can be compared too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from patriot_cost.dataset.layers import leaves
from patriot_cost.model.record_shape import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patriot_cost.dataset.csv_table import CsvTable
    from patriot_cost.dataset.library import Library
    from patriot_cost.dataset.toml import TomlFile

Side: TypeAlias = Literal["floor", "ceiling", "mixed"]


@record()
class DataChange(NamedTuple):
    """A row, a record or a figure that was added or removed, or one column of it that changed.

    The old or the new side of one that was added or removed is a summary; an empty cell is null. A figure has a unit,
    and the sides on which it is bounded.
    """

    kind: str
    id: str
    change: str
    column: str | None
    old: str | float | None
    new: str | float | None
    unit: str | None = None
    old_bound: Side | None = None
    new_bound: Side | None = None


def data_changes(old: Library, new: Library) -> Iterator[DataChange]:
    """Yield the changes of facts, sources and all other tables, then those of assumptions, scenarios and systems."""
    for kind, rows, later in zip(_TABLES, _rows(old), _rows(new), strict=True):
        yield from _changes(kind, rows, later)
    yield from _changes("assumption", _assumptions(old), _assumptions(new))
    before: dict[str, Records]
    for kind, before, after in (
        ("scenario", _scenarios(old), _scenarios(new)),
        ("system", _systems(old), _systems(new)),
    ):
        for name in _all(before, after):
            if name in before and name in after:
                yield from _changes(kind, before[name], after[name])
            else:
                yield _whole(kind, name, before.get(name), after.get(name))


Records: TypeAlias = dict[str, dict[str, str]]
"""Rows or records by id, each as its texts by column or key."""
_LONGEST = 80
"""Characters of a summary."""
_TABLES = {
    "fact": 1,
    "source": 1,
    "word": 2,
    "identity": 1,
    "budget": 5,
    "explanation": 3,
    "watch": 1,
    "correction": 3,
    "withdrawal": 1,
}
"""The kinds of rows, and the number of columns that tell the rows apart."""


def _rows(library: Library) -> Iterator[Records]:
    """Yield the rows of each kind by id, each as its cells by column."""
    tables = (
        library.fact_tables,
        library.source_tables,
        library.word_tables,
        library.identity_tables,
        library.budget_tables,
        library.explanation_tables,
        library.watch_tables,
        library.correction_tables,
        library.withdrawal_tables,
    )
    for several, width in zip(tables, _TABLES.values(), strict=True):
        yield {":".join(filter(None, cells[:width])): row for table in several for cells, row in _cells(table)}


def _cells(table: CsvTable) -> Iterator[tuple[list[str], dict[str, str]]]:
    for _, cells in table.rows():
        yield cells, dict(zip(table.header, cells, strict=False))


def _assumptions(library: Library) -> Records:
    return {path: one for file in library.assumptions for path, one in _paths(file).items()}


def _scenarios(library: Library) -> dict[str, Records]:
    return {name: _paths(library.scenario(name), name) for name in library.readable_scenarios}


def _systems(library: Library) -> dict[str, Records]:
    return {name: _paths(library.system(name), name) for name in library.system_ids}


def _paths(file: TomlFile, name: str = "") -> Records:
    """Return the records of a file by path, behind the name of the scenario or system; a single value is one key."""
    parts = {section: file.table.get(section, {}) for section in ("set", "estimates")}
    plain = {key: part for key, part in file.table.items() if key not in parts}
    found = dict(leaves(plain))
    if isinstance(parts["estimates"], dict):
        found |= leaves(parts["estimates"])
    found |= leaves({"set": parts["set"]})
    return {
        " ".join(filter(None, (name, path))): {key: _text(part) for key, part in one.items()}
        if isinstance(one, dict)
        else {"": _text(one)}
        for path, one in found.items()
    }


def _text(value: object) -> str:
    return " ".join(map(_text, value)) if isinstance(value, list) else str(value)


def _changes(kind: str, before: Records, after: Records) -> Iterator[DataChange]:
    for name in _all(before, after):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            yield _whole(kind, name, old, new)
            continue
        for column in _all(old, new):
            was, now = old.get(column) or None, new.get(column) or None
            if was != now:
                yield DataChange(kind, name, "changed", column or None, was, now)


def _whole(kind: str, name: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> DataChange:
    """Return the change of a row or a record that only one side has, with a summary of it."""
    change = "added" if old is None else "removed"
    return DataChange(kind, name, change, None, _summary(kind, old), _summary(kind, new))


def _summary(kind: str, cells: Mapping[str, Any] | None) -> str | None:
    """Return the first cells of a row or a record, without those of its id; of a file, those of its header."""
    values = [cell if isinstance(cell, str) else cell.get("") for cell in (cells or {}).values()]
    return " · ".join(filter(None, values[_TABLES.get(kind, 0) :]))[:_LONGEST] or None


def _all(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [*dict.fromkeys((*before, *after))]
