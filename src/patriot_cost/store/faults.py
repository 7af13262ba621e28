"""From the validator's errors to messages for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails


def messages(error: ValidationError, known: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return each fault as (dotted place inside the record, what was found and what is allowed)."""
    return [
        (_place(detail), message)
        for detail in error.errors(include_url=False)
        for message in _message(detail, known).split("\n")
    ]


def _place(detail: ErrorDetails) -> str:
    return ".".join(str(part) for part in detail["loc"])


def _message(detail: ErrorDetails, known: Iterable[str]) -> str:
    kind, found, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return f"unknown key{nearest(str(detail['loc'][-1]), known)}"
    if kind == "missing":
        return "missing"
    if kind == "literal_error":
        return f"'{found}' is not allowed; allowed: {context['expected']}{_nearest_word(found, context)}"
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_pattern_mismatch":
        return _pattern_message(found, str(context["pattern"]))
    return f"found {found!r}; {detail['msg'][0].lower()}{detail['msg'][1:]}"


def _nearest_word(found: object, context: dict[str, object]) -> str:
    return nearest(str(found), [word.strip("' ") for word in str(context["expected"]).replace(" or ", ",").split(",")])


def _pattern_message(found: object, pattern: str) -> str:
    if pattern.startswith("^sha256"):
        return f"{found!r} is not a hash; needed: sha256: and 64 digits from 0 to f"
    if "PATRIOT_COST_" in pattern:
        return f"{found!r} is not a variable of this program"
    if "x00" in pattern:
        return f"{found!r} holds a null character"
    if "{4}" in pattern:
        return f"{found!r} is not a date; allowed: 2025, 2025-07 or 2025-07-14"
    return f"{found!r} is not a name; allowed: letters, digits, '-', '_' and '.'"
