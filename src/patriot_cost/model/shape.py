"""Records as other programs see them: an object with keys, a row under columns, the type that a schema describes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, NotRequired, TypeVar, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

Kind = TypeVar("Kind", bound=type)


class Absent(Enum):
    """The default of a field that the object leaves out where nothing is said; null would say that it is unknown."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


class _Only(NamedTuple):
    """The fields of a kind of record that stand in its object only, or in its row only."""

    in_object: frozenset[str]
    in_row: frozenset[str]


_ONLY: dict[type, _Only] = {}
_EVERYWHERE = _Only(frozenset(), frozenset())


def record(*, object_only: Collection[str] = (), row_only: Collection[str] = ()) -> Callable[[Kind], Kind]:
    """Say of a NamedTuple which fields its row leaves out, such as nested ones, and which its object, such as its key.

    Raises:
        AssertionError: it has no such field.
    """

    def noted(kind: Kind) -> Kind:
        strange = {*object_only, *row_only} - set(kind._fields)  # type: ignore[attr-defined]
        if strange:
            raise AssertionError(f"{kind.__name__} has no field {', '.join(sorted(strange))}")
        _ONLY[kind] = _Only(frozenset(object_only), frozenset(row_only))
        return kind

    return noted


def as_object(value: Any) -> Any:  # noqa: ANN401 - a record, or what a field of one may be
    """Return a record as JSON has it: an object of its fields in order, and so within."""
    if is_kind(type(value)):
        left_out = _ONLY.get(type(value), _EVERYWHERE).in_row
        items = ((name, getattr(value, name)) for name in value._fields if name not in left_out)
        return {name: as_object(part) for name, part in items if part is not ABSENT}
    if isinstance(value, Mapping):
        return {key: as_object(part) for key, part in value.items()}
    return [as_object(part) for part in value] if isinstance(value, (list, tuple)) else value


def columns_of(kind: type) -> list[str]:
    """Return the columns of the rows of a kind of record: its fields in order."""
    left_out = _ONLY.get(kind, _EVERYWHERE).in_object
    return [name for name in kind._fields if name not in left_out]  # type: ignore[attr-defined]


def as_row(value: NamedTuple) -> list[Any]:
    """Return a record as a row under its columns; what is absent is an empty cell, as what is unknown."""
    cells = (getattr(value, name) for name in columns_of(type(value)))
    return [None if cell is ABSENT else cell for cell in cells]


def described(hint: Any) -> Any:  # noqa: ANN401 - any type
    """Return a type with typed dictionaries, which a schema describes as objects, in place of records."""
    if is_kind(hint):
        return _typed_dict(hint)
    origin, parts = get_origin(hint), [described(part) for part in get_args(hint) if part is not Absent]
    if origin in {Union, UnionType}:
        return Union[tuple(parts)]  # noqa: UP007 - the parts are known when it runs
    if origin is list or (origin is tuple and get_args(hint)[-1] is ...):
        return list[parts[0]]  # type: ignore[valid-type]
    if origin in {dict, Mapping}:
        return dict[parts[0], parts[1]]  # type: ignore[valid-type]
    return hint


def is_kind(hint: object) -> bool:
    """Tell whether a type is a kind of record."""
    return isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields")


def _typed_dict(kind: Any) -> Any:  # noqa: ANN401 - a kind of record
    from typing_extensions import TypedDict  # noqa: PLC0415 - a schema needs it, an answer does not

    left_out = _ONLY.get(kind, _EVERYWHERE).in_row
    hints = {name: described(part) for name, part in get_type_hints(kind).items() if name not in left_out}
    defaults = kind._field_defaults
    fields = {name: NotRequired[hint] if defaults.get(name) is ABSENT else hint for name, hint in hints.items()}
    typed: Any = TypedDict(kind.__name__, fields)  # type: ignore[misc]
    typed.__doc__ = kind.__doc__
    return typed
