"""Forms of tables in files, for the validator: of records, and of a whole case from the table of assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.case import RECORDS
from patriot_cost.model.estimate import Commitment, Estimate
from patriot_cost.model.fields import Month, Period, Year
from patriot_cost.model.paths import parameter
from patriot_cost.model.settings import PERIODS, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUIRED = object()
"""The default of a required key."""


@dataclass(frozen=True, eq=False)
class TableForm:
    """The form of a table of a file: its keys in order, each with type and default, and its kind of record, if any.

    A type may contain forms, as it may records.
    """

    name: str
    fields: Mapping[str, tuple[Any, object]]
    kind: Any = None


@cache
def table_of(kind: Any, *more: Any) -> TableForm:  # noqa: ANN401 - kinds of records
    """Return the form of a record, or of several in one table."""
    fields = {
        name: (hint, one._field_defaults.get(name, REQUIRED))
        for one in (kind, *more)
        for name, hint in one.__annotations__.items()
    }
    return TableForm(kind.__name__, fields, kind)


_WORDS = SETTINGS | {f"requirement.cases.*.{word}": SETTINGS[f"requirement.{word}"] for word in ("kind", "counts")}
"""The words allowed; those of a published case are in force once it is selected."""
_DATES: dict[str, Any] = {"year": Year, "month": Month}
_NEEDED = {path for path, row in ASSUMPTIONS.items() if row.needed} | {"battery", "interceptors"}
"""The paths without which an item, or the case, is refused."""
_PATHS = tuple(path.split(".") for path in (*RECORDS, *ASSUMPTIONS, *_WORDS, *PERIODS))


@cache
def form() -> TableForm:
    """Return the form of a whole case: all sections, in dollars of one year; estimates are checked one by one."""
    tree: dict[str, Any] = {}
    for path in _PATHS:
        node = tree
        for name in path:
            node = node.setdefault(name, {})
    return TableForm("Case", {"price_year": (Year, REQUIRED)} | _fields("", tree))


def names() -> set[str]:
    """Return all keys of a case, at any place."""
    fields = (table_of(kind).fields for kind in (*RECORDS.values(), Estimate, Commitment))
    return {"price_year", *(part for path in _PATHS for part in path)}.union(*fields)


def _fields(above: str, inner: dict[str, Any]) -> dict[str, tuple[Any, object]]:
    """Return the keys directly below a path, with type and default."""
    return {name: _field(f"{above}.{name}" if above else name, below) for name, below in inner.items()}


def _field(path: str, inner: dict[str, Any]) -> tuple[Any, object]:
    kind = _kind(path, inner)
    if path in _NEEDED:
        return kind, REQUIRED
    if path in _WORDS:
        return kind, _WORDS[path][0]
    return (kind, {}) if inner else (kind | None, None)


def _kind(path: str, inner: dict[str, Any]) -> Any:  # noqa: ANN401 - a type
    """Return the type of the value at a path."""
    if path in _WORDS:
        return Literal[_WORDS[path]]
    if path in PERIODS:
        return _DATES[PERIODS[path].precision]
    if path in ASSUMPTIONS:
        return object
    if "*" in inner:
        dated = parameter(f"{path}.*").kinds[-1:] in {("year",), ("month",)}
        return dict[Period if dated else str, _kind(f"{path}.*", inner["*"])]  # type: ignore[misc] # a type that is made here
    kind = RECORDS.get(path)
    if not inner:
        return kind
    own = table_of(kind).fields if kind else {}
    return TableForm(path, {**own, **_fields(path, inner)}, kind)
