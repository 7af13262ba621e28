"""The form of a whole case, for the validator: what the table of assumptions and the records of a case allow where."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from pydantic import Field, create_model

from patriot_cost.model.assumptions import ASSUMPTIONS, PERIODS, SETTINGS
from patriot_cost.model.case import RECORDS, Month
from patriot_cost.model.estimate import Commitment, Estimate, Period
from patriot_cost.model.paths import parameter
from patriot_cost.model.record import Record, Year

ESTIMATES: dict[str, type[Estimate]] = {"funding.committed.*": Commitment}
"""Assumptions whose records say more than an estimate."""
_WORDS = SETTINGS | {"requirement.cases.*.kind": SETTINGS["requirement.kind"]}
"""The words allowed; those of a published case are in force once it is selected."""
_DATES: dict[str, Any] = {"year": Year, "month": Month}
_NEEDED = {path for path, row in ASSUMPTIONS.items() if row.needed} | {"battery", "interceptors"}
"""Without these there is no item, or no case."""
_PATHS = tuple(path.split(".") for path in (*RECORDS, *ASSUMPTIONS, *_WORDS, *PERIODS))


class Whole(Record):
    """A case as files state it: all sections, in dollars of one year."""

    price_year: Year


@cache
def form() -> type[Whole]:
    """Return the record that holds a whole case."""
    return create_model("Case", __base__=Whole, **_fields(""))


def names() -> set[str]:
    """Return every key that has a meaning somewhere in a case."""
    records: tuple[type[Record], ...] = (Whole, Commitment, *RECORDS.values())
    return {part for path in _PATHS for part in path}.union(*(record.model_fields for record in records))


def _fields(above: str) -> dict[str, Any]:
    """Return what can stand directly below a path: its type, and what holds where nothing stands there."""
    return {name: _field(f"{above}.{name}" if above else name) for name in _below(above)}


def _field(path: str) -> tuple[Any, Any]:
    kind = _kind(path)
    if path in _NEEDED:
        return kind, ...
    if path in _WORDS:
        return kind, _WORDS[path][0]
    return (kind, Field(default_factory=kind)) if _below(path) else (kind | None, None)


def _kind(path: str) -> Any:  # noqa: ANN401 - a type that is made here
    """Return the type of what stands at a path."""
    if path in _WORDS:
        return Literal[_WORDS[path]]
    if path in PERIODS:
        return _DATES[PERIODS[path].precision]
    if path in ASSUMPTIONS:
        return ESTIMATES.get(path, Estimate)
    inner, base = _below(path), RECORDS.get(path, Record)
    if "*" in inner:
        dated = parameter(f"{path}.*").kinds[-1:] in {("year",), ("month",)}
        return dict[Period if dated else str, _kind(f"{path}.*")]  # type: ignore[misc]
    return create_model(base.__name__, __base__=base, **_fields(path)) if inner else base


def _below(above: str) -> list[str]:
    """Return the names that can stand directly below a path."""
    start = above.split(".") if above else []
    depth = len(start)
    return list(dict.fromkeys(path[depth] for path in _PATHS if path[:depth] == start and len(path) > depth))
