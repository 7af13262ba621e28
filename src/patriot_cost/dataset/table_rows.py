"""Rows of tables as records: cells are texts, and every fault of a row is told at once."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin

from patriot_cost.characters import quoted
from patriot_cost.dataset.checked_records import Refused
from patriot_cost.model.fields import made
from patriot_cost.model.record_shape import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Kind = TypeVar("Kind", bound="tuple[Any, ...]")


def _day(text: str) -> date:
    found = date.fromisoformat(text)
    if found.isoformat() != text:
        raise ValueError(text)
    return found


_READ: dict[type, tuple[Callable[[str], object], str]] = {
    int: (int, "is not a number"),
    float: (float, "is not a number"),
    date: (_day, "is not a day; needed: one such as 2026-01-31"),
}
"""The reader of the cells of a type other than text, and the message about a cell that it cannot read."""


def record_of(kind: type[Kind], width: int, cells: Sequence[str], *, validated: bool = False) -> Kind:
    """Return the record of a row of a table, which has the first columns of its kind; an empty cell is unknown.

    A row that is `validated` is not checked again.

    Raises:
        Refused: it is not valid; every fault of every cell, and of the sound cells with each other.
    """
    if len(cells) != width:
        raise Refused([("", f"the row has {len(cells)} cells; needed: {width}")])
    fields: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
    typed: dict[str, Any] = {field: text or None for field, text in zip(fields, cells, strict=False)}
    faults = []
    if not validated:
        padded = (column for column, text in typed.items() if text and text != text.strip())
        faults = [(column, f"{quoted(typed[column])} begins or ends with a blank") for column in padded]
    for column, (read, wrong) in _readers(kind).items():
        if (text := typed.get(column)) is not None:
            try:
                typed[column] = read(text)
            except ValueError:
                faults.append((column, f"{quoted(text)} {wrong}"))
    if not validated:
        faults = _all_faults(kind, typed, faults)
    if faults:
        raise Refused([(key_of(column), message) for column, message in faults])
    return made(kind, typed)


@cache
def _readers(kind: type) -> Mapping[str, tuple[Callable[[str], object], str]]:
    """Return the reader and the message of each column that does not hold text."""
    plain = {name: _plain(hint) for name, hint in kind.__annotations__.items()}
    return {name: _READ[found] for name, found in plain.items() if found in _READ}


def _plain(hint: Any) -> Any:  # noqa: ANN401 - any type
    """Return the type below the marks of a field that may be unknown."""
    if get_origin(hint) is Annotated or type(None) in get_args(hint):
        return _plain(get_args(hint)[0])
    return hint


def _all_faults(kind: type, typed: Mapping[str, Any], unread: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the faults of all cells, and the rules between sound cells that are broken."""
    from patriot_cost.dataset.table_form import table_of
    from patriot_cost.dataset.validate import faults_of

    columns = {column for column, _ in unread}
    faults = [*unread, *(fault for fault in faults_of(table_of(kind), typed) if fault[0] not in columns)]
    unsound = {column for column, _ in faults}
    if unsound and "" not in unsound and hasattr(kind, "faults"):
        # The validator looks at rules only once each cell is sound.
        part = kind(**{column: None if column in unsound else value for column, value in typed.items()})
        faults += [("", message) for fields, message in part.faults() if not unsound & {*fields}]
    return faults
