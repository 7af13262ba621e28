"""Marks of the fields of records as files have them, and the records made by them.

A record is a NamedTuple. The validator derives its schema from the types of its fields (`dataset.validate`); `made`
reads the content of a valid file by the same types, without the validator.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

from patriot_cost.characters import IDENTIFIER, quoted
from patriot_cost.model.record_shape import is_kind

Kind = TypeVar("Kind", bound=tuple[Any, ...])
Reader = Callable[[Any], Any]
"""A function from a value of a file to the value of the record."""


class Form(NamedTuple):
    """The pattern of a text, and the message about others."""

    pattern: str
    otherwise: str


class Limits(NamedTuple):
    """The least and the greatest value."""

    least: Any
    most: Any = None


class Length(NamedTuple):
    """The least number of items."""

    least: int


class Before(NamedTuple):
    """A function that reads a field before its type is checked.

    It raises a ValueError with the reason if it does not understand the value.
    """

    read: Reader


class After(NamedTuple):
    """A function that reads a field of the right type."""

    read: Reader


class Check(NamedTuple):
    """A check of a field of the right type: it raises a ValueError with the reason for a value that it refuses."""

    look: Callable[[Any], None]


class Broken(NamedTuple):
    """A rule between the fields of a record that is broken: the fields it is about, and the message."""

    fields: tuple[str, ...]
    message: str


def words_of(hint: Any) -> list[str]:  # noqa: ANN401 - any type
    """Return the words that a field allows, none if it takes any text."""
    if get_origin(hint) is Literal:
        return [*get_args(hint)]
    parts = get_args(hint) if get_origin(hint) in {Union, UnionType, Annotated} else ()
    return [word for part in parts for word in words_of(part)]


def allowed_words(kind: type, field: str) -> list[str]:
    """Return the words that a field of a kind of record allows."""
    return words_of(kind.__annotations__[field])


def made(kind: type[Kind], raw: Mapping[str, Any]) -> Kind:
    """Return a record from a table of a valid file; other keys than its fields are left out."""
    readers = readers_of(kind).items()
    return kind(**{name: read(raw[name]) if read else raw[name] for name, read in readers if name in raw})


@cache
def readers_of(kind: type) -> dict[str, Reader | None]:
    """Return the reader of each field of a kind of record; None if the file has the value of the record."""
    return {name: _reader(hint) for name, hint in kind.__annotations__.items()}


def _reader(hint: Any) -> Reader | None:  # noqa: ANN401 - any type
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        base, *marks = parts
        before, after = ([mark.read for mark in marks if isinstance(mark, kind)] for kind in (Before, After))
        return _one_after_another([*before, _reader(base), *after])
    if origin in {Union, UnionType}:
        read = _one_after_another(map(_reader, parts))
        return read and (lambda raw: None if raw is None else read(raw))
    each = _reader(parts[-1 if origin is dict else 0]) if origin in {dict, tuple} else None
    if origin is tuple:
        return lambda raw: tuple(map(each, raw) if each else raw)
    if origin is dict:
        return each and (lambda raw: {key: each(value) for key, value in raw.items()})
    if is_kind(hint):
        return lambda raw: made(hint, raw)
    return _READ.get(hint)


def _one_after_another(readers: Any) -> Reader | None:  # noqa: ANN401 - an iterable of readers or None
    steps: list[Reader] = [read for read in readers if read]

    def read(raw: Any) -> Any:  # noqa: ANN401 - of any type
        for step in steps:
            raw = step(raw)
        return raw

    return read if len(steps) > 1 else next(iter(steps), None)


def _real(raw: object) -> object:
    return float(raw) if type(raw) is int else raw


def _day(raw: object) -> object:
    return date.fromisoformat(raw) if isinstance(raw, str) else raw


_READ: dict[Any, Reader] = {float: _real, date: _day}
"""In files an integer may take the place of a number, and in JSON a text that of a day."""


def _real_day(text: str) -> None:
    if not is_partial_date(text):
        raise ValueError(f"'{text}' is not a day of the calendar")


def is_partial_date(text: str) -> bool:
    """Tell whether a text is a year, a month or a day that exists: 2025, 2025-07, 2025-07-14."""
    if not re.fullmatch(_PARTIAL_DATE, text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - len("2025") :])
    except ValueError:
        return False
    return True


Identifier = Annotated[str, Form(IDENTIFIER, "is not a name; allowed: letters, digits, '-', '_' and '.'")]


def _ended(text: str) -> str:
    text = text.strip()
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."


Sentence = Annotated[str, After(_ended)]
"""Text for people; one without a full stop gets one, since other sentences may follow it."""


def _check_ended(text: str) -> None:
    if not text.endswith((".", "?", "!")):
        raise ValueError(f"{quoted(text)} ends without a full stop")


Note = Annotated[str, Check(_check_ended)]
"""Text of a table of the ledger, which is edited by many hands: one without a full stop was perhaps cut off."""
Address = Annotated[
    str,
    Form(r"""^https?://[^\s<>"{}|\\^`]+$""", "is not an address; needed: https://... or http://..., without blanks"),
]
"""An address in the web; nothing else becomes a link."""

_PARTIAL_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
PartialDate = Annotated[
    str, Form(_PARTIAL_DATE, "is not a date; allowed: 2025, 2025-07 or 2025-07-14"), Check(_real_day)
]
"""A date as precise as its source: 2025, 2025-07 or 2025-07-14."""

Year = Annotated[int, Limits(1950, 2100)]
MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
Month = Annotated[str, Form(MONTH, "is not a month; needed: one such as 2028-06")]
Period = Annotated[
    str, Form(r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$", "is not a year or a month; needed: one such as 2027 or 2027-06")
]
Checksum = Annotated[str, Form(r"^[0-9a-f]{64}$", "is not a SHA-256; needed: 64 hexadecimal digits")]
SPAN = r"^[1-9][0-9]?[0-9]?[dwmy]$"
SPANS = "90d, 12w, 6m or 1y, up to 999"
Span = Annotated[str, Form(SPAN, f"is not a span of time; allowed: {SPANS}")]
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)
Day = Annotated[date, Limits(FIRST_DAY, LAST_DAY)]

Scope = Literal[
    "hardware",
    "flyaway",
    "gross",
    "procurement",
    "program",
    "contract",
    "notified_ceiling",
    "unstated",
]
"""The scope of a price. `procurement` is APUC, `program` PAUC; ceilings are never unit prices."""
