"""The form of a whole case, for the validator, from the table of assumptions and the records of a case."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from pydantic import Field, create_model

from patriot_cost.model.assumptions import ASSUMPTIONS, PERIODS, SETTINGS
from patriot_cost.model.case import RECORDS, Month
from patriot_cost.model.estimate import Commitment, Period
from patriot_cost.model.paths import parameter
from patriot_cost.model.record import Record, Year

_WORDS = SETTINGS | {"requirement.cases.*.kind": SETTINGS["requirement.kind"]}
"""The words allowed; those of a published case are in force once it is selected."""
_DATES: dict[str, Any] = {"year": Year, "month": Month}
_NEEDED = {path for path, row in ASSUMPTIONS.items() if row.needed} | {"battery", "interceptors"}
"""Without these there is no item, or no case."""
_PATHS = tuple(path.split(".") for path in (*RECORDS, *ASSUMPTIONS, *_WORDS, *PERIODS))


class Whole(Record):
    """A case as files state it: all sections, in dollars of one year; its estimates are checked one by one before."""

    price_year: Year


@cache
def form() -> type[Whole]:
    """Return the record that holds a whole case."""
    tree: dict[str, Any] = {}
    for path in _PATHS:
        node = tree
        for name in path:
            node = node.setdefault(name, {})
    return create_model("Case", __base__=Whole, **_fields("", tree))


def names() -> set[str]:
    """Return every key that has a meaning somewhere in a case."""
    records: tuple[type[Record], ...] = (Whole, Commitment, *RECORDS.values())
    return {part for path in _PATHS for part in path}.union(*(record.model_fields for record in records))


def _fields(above: str, inner: dict[str, Any]) -> dict[str, Any]:
    """Return what can stand directly below a path: its type, and what holds where nothing stands there."""
    return {name: _field(f"{above}.{name}" if above else name, below) for name, below in inner.items()}


def _field(path: str, inner: dict[str, Any]) -> tuple[Any, Any]:
    kind = _kind(path, inner)
    if path in _NEEDED:
        return kind, ...
    if path in _WORDS:
        return kind, _WORDS[path][0]
    return (kind, Field(default={}, validate_default=True)) if inner else (kind | None, None)


def _kind(path: str, inner: dict[str, Any]) -> Any:  # noqa: ANN401 - a type that is made here
    """Return the type of what stands at a path."""
    if path in _WORDS:
        return Literal[_WORDS[path]]
    if path in PERIODS:
        return _DATES[PERIODS[path].precision]
    if path in ASSUMPTIONS:
        return object
    if "*" in inner:
        dated = parameter(f"{path}.*").kinds[-1:] in {("year",), ("month",)}
        return dict[Period if dated else str, _kind(f"{path}.*", inner["*"])]  # type: ignore[misc] # a type that is made here
    base = RECORDS.get(path, Record)
    return create_model(base.__name__, __base__=base, **_fields(path, inner)) if inner else base
