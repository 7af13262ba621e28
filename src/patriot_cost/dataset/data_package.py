"""The descriptor of the tables for other programs: a Data Package, with one Table Schema a kind of table."""

from __future__ import annotations

from datetime import date
from inspect import cleandoc
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from patriot_cost.dataset.library import data_files
from patriot_cost.model.columns import TABLES_OF_DATA
from patriot_cost.model.fields import Form, Limits
from patriot_cost.model.record_shape import key_of

if TYPE_CHECKING:
    from patriot_cost.dataset.library import Library
    from patriot_cost.model.columns import TableOfData

_PROFILES = "https://datapackage.org/profiles/2.0"
_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_TYPES = {str: "string", float: "number", int: "integer", tuple: "string", date: "date"}
"""Types of columns; several names in a cell are a text."""


def data_package(library: Library) -> dict[str, Any]:
    """Return the descriptor of the tables of a data directory; only one with the licence in it is said to have one."""
    licensed = {"licenses": [_LICENCE]} if (library.root / "LICENSE").is_file() else {}
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "patriot-cost-data",
        "title": "Patriot air defence: published facts, their sources, and the words they are found by",
        "description": "Numbers that were published on the Patriot air-defence system, each with its source. "
        "`patriot-cost check` holds the rules that no table schema can say.",
        "version": library.version,
        **licensed,
        "contributors": [{"title": "The patriot-cost contributors"}],
        "sources": [{"title": "The publications that sources.csv lists with their addresses", "path": "sources.csv"}],
        "resources": [_resource(table, paths) for table in TABLES_OF_DATA if (paths := _paths(library, table))],
    }


def _paths(library: Library, table: TableOfData) -> list[str]:
    folder, _, pattern = table.files.rpartition("/")
    files = data_files(library.root / folder, pattern.removeprefix("*"))
    return [file.relative_to(library.root).as_posix() for file in files if file.match(table.files)]


def _resource(table: TableOfData, paths: list[str]) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name,
        "description": cleandoc(table.kind.__doc__ or "").partition("\n")[0],
        "type": "table",
        "path": paths if "*" in table.files else paths[0],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(table),
    }


def _schema(table: TableOfData) -> dict[str, Any]:
    """Return the Table Schema of a kind of table, from the types of the fields of its record."""
    hints = get_type_hints(table.kind, include_extras=True)
    optional = getattr(table.kind, "_field_defaults", ())
    keys = [
        {"fields": [column], "reference": {"resource": other, "fields": ["id"]}}
        for column, other in table.points_at.items()
    ]
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [
            {
                "name": key_of(name),
                "description": table.columns[key_of(name)],
                **_field(hint, empty=name in optional),
            }
            for name, hint in hints.items()
        ],
        **({"primaryKey": [*table.key]} if table.key else {}),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(hint: Any, *, empty: bool) -> dict[str, Any]:  # noqa: ANN401 - any type
    """Return type and constraints of a column; it may be `empty` if it has a default, or a value is not known."""
    parts = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    (known,) = (part for part in parts if part is not NoneType)
    constraints: dict[str, Any] = {} if NoneType in parts or empty else {"required": True}
    if get_origin(known) is Literal:
        return {"type": "string", "constraints": constraints | {"enum": [*get_args(known)]}}
    base, *marks = get_args(known) if get_origin(known) is Annotated else (known,)
    for mark in marks:
        if isinstance(mark, Form):
            constraints["pattern"] = mark.pattern
        elif isinstance(mark, Limits):
            limits = {"minimum": mark.least} | ({} if mark.most is None else {"maximum": mark.most})
            constraints |= {name: str(limit) if isinstance(limit, date) else limit for name, limit in limits.items()}
    return {"type": _TYPES[get_origin(base) or base]} | ({"constraints": constraints} if constraints else {})
