"""Records as other programs see them: an object with keys, a row under columns, the type that a schema describes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import Enum
from functools import cache
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    NamedTuple,
    NotRequired,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = TypeVar("Kind", bound=type)


class Absent(Enum):
    """The default of a field that the object leaves out if it does not apply; null would mean that it is unknown."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


class Places(NamedTuple):
    """The places of the fields of a kind of record: in its object only, in its row only, first in its row.

    The fields of a nested record in `inline` take its place; those of it in `last` end object and row.
    """

    object_only: frozenset[str] = frozenset()
    row_only: frozenset[str] = frozenset()
    inline: Mapping[str, type] = {}
    lead: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


_LEAF = (str, float, int, type(None))
KINDS: dict[type, Places] = {}
"""The kinds of records that other programs see."""
_EVERYWHERE = Places()


def record(
    *,
    object_only: Collection[str] = (),
    row_only: Collection[str] = (),
    inline: Mapping[str, type] = {},
    lead: Sequence[str] = (),
    last: Sequence[str] = (),
) -> Callable[[Kind], Kind]:
    """Declare the fields that the row of a NamedTuple leaves out, such as nested ones, and its object, such as its key.

    The fields of the records in `inline`, which are of these kinds, take the place of the record that holds them; a
    later field replaces an earlier one of the same name. Those in `lead` come first in a row, and the names in
    `last`, of nested fields that came later than their neighbours, are the last of the object and of the row.

    Raises:
        AssertionError: it has no such field.
    """

    def noted(kind: Kind) -> Kind:
        strange = {*object_only, *row_only, *inline, *lead} - set(kind._fields)  # type: ignore[attr-defined]
        if strange:
            raise AssertionError(f"{kind.__name__} has no field {', '.join(sorted(strange))}")
        KINDS[kind] = Places(frozenset(object_only), frozenset(row_only), inline, tuple(lead), tuple(last))
        return kind

    return noted


def as_object(value: Any) -> Any:  # noqa: ANN401 - a record, or any value of its fields
    """Return a record as JSON has it: an object of its fields in order, and so within."""
    if isinstance(value, _LEAF):
        return value
    if is_kind(type(value)):
        places, found = KINDS.get(type(value), _EVERYWHERE), dict[str, Any]()
        for name in value._fields:
            part = getattr(value, name)
            if name in places.inline:
                found |= as_object(part)
            elif name not in places.row_only and part is not ABSENT:
                found[key_of(name)] = part if isinstance(part, _LEAF) else as_object(part)
        return _with_last(found, places)
    if isinstance(value, Mapping):
        return {key: as_object(part) for key, part in value.items()}
    return [as_object(part) for part in value] if isinstance(value, (list, tuple)) else value


@cache
def key_of(field: str) -> str:
    """Return the key and column of a field: one that is a word of Python, such as `for_`, ends in an underscore."""
    return field.removesuffix("_")


def parts_of(value: NamedTuple) -> dict[str, Any]:
    """Return the fields of a record by name, without those that are absent."""
    return {name: part for name, part in value._asdict().items() if part is not ABSENT}


def keys_of(kind: Any) -> list[str]:  # noqa: ANN401 - a kind of record
    """Return the keys that the objects of a kind of record always have, in order."""
    places, defaults = KINDS.get(kind, _EVERYWHERE), getattr(kind, "_field_defaults", {})
    found = dict[str, None]()
    for name in kind._fields:
        if name in places.inline:
            found |= dict.fromkeys(keys_of(places.inline[name]))
        elif name not in places.row_only and defaults.get(name) is not ABSENT:
            found[key_of(name)] = None
    return list(_with_last(found, places))


def columns_of(kind: type) -> list[str]:
    """Return the columns of the rows of a kind of record: its fields in order."""
    places, found = KINDS.get(kind, _EVERYWHERE), dict[str, None]()
    for name in _row_fields(kind):
        found |= dict.fromkeys(columns_of(places.inline[name]) if name in places.inline else [key_of(name)])
    return list(_with_last(found, places))


def as_row(value: Any) -> list[Any]:  # noqa: ANN401 - a record
    """Return a record as a row under its columns; an absent value is an empty cell, as is an unknown one."""
    places, found = KINDS.get(type(value), _EVERYWHERE), dict[str, Any]()
    for name in _row_fields(type(value)):
        cell = getattr(value, name)
        if name in places.inline:
            found |= zip(columns_of(places.inline[name]), as_row(cell), strict=True)
        else:
            found[key_of(name)] = None if cell is ABSENT else cell
    return list(_with_last(found, places).values())


def _with_last(fields: dict[str, Any], places: Places) -> dict[str, Any]:
    """Put the last fields of a kind of record at the end."""
    for name in places.last:
        if name in fields:
            fields[name] = fields.pop(name)
    return fields


def _row_fields(kind: Any) -> list[str]:  # noqa: ANN401 - a kind of record
    places = KINDS.get(kind, _EVERYWHERE)
    return [name for name in dict.fromkeys((*places.lead, *kind._fields)) if name not in places.object_only]


def described(hint: Any, within: frozenset[Any] = frozenset()) -> Any:  # noqa: ANN401 - any type
    """Return a type with typed dictionaries, which a schema describes as objects, in place of records.

    A record within one of the same kind is any object: `within` are the kinds that are being described.
    """
    if hint in within:
        return dict[str, Any]
    if is_kind(hint):
        return _typed_dict(hint, within | {hint})
    origin, parts = get_origin(hint), [described(part, within) for part in get_args(hint) if part is not Absent]
    if origin in {Union, UnionType}:
        return Union[tuple(parts)]  # noqa: UP007 - the parts are known when it runs
    if origin in {list, Sequence} or (origin is tuple and get_args(hint)[-1] is ...):
        return list[parts[0]]  # type: ignore[valid-type]
    if origin in {dict, Mapping}:
        return dict[parts[0], parts[1]]  # type: ignore[valid-type]
    return hint


def is_kind(hint: object) -> bool:
    """Tell whether a type is a kind of record."""
    return isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields")


def _hints(kind: Any) -> dict[str, tuple[Any, bool]]:  # noqa: ANN401 - a kind of record
    """Return the types of the fields of the object of a kind of record, and whether each may be absent."""
    hints, found = get_type_hints(kind), dict[str, tuple[Any, bool]]()
    places, defaults = KINDS.get(kind, _EVERYWHERE), getattr(kind, "_field_defaults", {})
    for name in kind._fields:
        if name in places.inline:
            found |= _hints(places.inline[name])
        elif name not in places.row_only:
            found[key_of(name)] = (hints[name], defaults.get(name) is ABSENT)
    return _with_last(found, places)


def _typed_dict(kind: Any, within: frozenset[Any]) -> Any:  # noqa: ANN401 - a kind of record
    from typing_extensions import TypedDict  # noqa: PLC0415 - a schema needs it, an answer does not

    found = ((name, described(hint, within), optional) for name, (hint, optional) in _hints(kind).items())
    fields = {name: NotRequired[hint] if optional else hint for name, hint, optional in found}
    typed: Any = TypedDict(kind.__name__, fields)  # type: ignore[misc]
    typed.__doc__ = kind.__doc__
    return typed
