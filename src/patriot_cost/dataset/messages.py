"""Messages for people from the errors of the validator."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from patriot_cost.characters import quoted
from patriot_cost.errors import MOST_SHOWN, not_allowed, unknown
from patriot_cost.model.case import WITHDRAWN_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    Detail = Mapping[str, Any]
    """One error of the validator: its type, its place, the value found and the value needed."""

NOT_OF_THE_FORM: dict[str, str] = {}
"""The message about a text that does not match a pattern, by pattern."""
_MANY = 10**20
"""A whole number of this size or more is not shown by its digits."""


def messages(details: Sequence[Detail], known: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return each fault as (dotted place inside the record, the value found and those allowed)."""
    return [
        (_place(detail), message)
        for number, detail in enumerate(details)
        for message in _lines(_message(detail, known if number < MOST_SHOWN else ()))
    ]


def _lines(message: str) -> list[str]:
    return message.split("\n") if "\n" in message else [message]


def _place(detail: Detail) -> str:
    """Return the keys down to a fault, without the validator's additions: a type that it tried, a mark of a key."""
    keys = [str(part) for part in detail["loc"]]
    return ".".join(keys[:-1] if keys[-1:] in (["float"], ["str"], ["[key]"]) else keys)


_NEEDED = {
    "bool": "true or false",
    "date": "a date such as 2026-01-31",
    "dict": "a table",
    "finite": "a finite number",
    "float": "a number",
    "int": "a whole number",
    "list": "a list",
    "mapping": "a table",
    "model": "a table",
    "string": "text",
    "tuple": "a list",
}
"""The value needed, by the first word of the validator's kind of error."""


def shown(value: object) -> str:
    """Return a value of a file as a short text for people."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return repr(value) if abs(value) < _MANY or not isinstance(value, int) else "a number of many digits"
    return "nothing" if value is None else "a table" if isinstance(value, dict) else "a list"


def _message(detail: Detail, known: Iterable[str]) -> str:
    kind, found, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        key = str(detail["loc"][-1])
        gone = WITHDRAWN_KEYS.get(key)
        return f"key '{key}' was withdrawn: {gone}" if gone else unknown("key", key, known)
    if kind == "missing":
        return "missing"
    if kind == "literal_error":
        return not_allowed(shown(found), _words(context))
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_pattern_mismatch":
        return f"{shown(found)} {NOT_OF_THE_FORM[str(context['pattern'])]}"
    quotes = ", without quotation marks" if kind.startswith("date") and isinstance(found, str) else ""
    return f"found {shown(found)}; needed: {_needed(kind, context)}{quotes}"


def _needed(kind: str, context: dict[str, object]) -> str:
    if kind == "greater_than_equal":
        return f"{context['ge']} or more"
    if kind == "less_than_equal":
        return f"{context['le']} or less"
    if kind == "too_short":
        return f"{context['min_length']} or more"
    return _NEEDED.get(kind.partition("_")[0], "another value")


def _words(context: dict[str, object]) -> list[str]:
    return [word.strip("' ") for word in str(context["expected"]).replace(" or ", ",").split(",")]
