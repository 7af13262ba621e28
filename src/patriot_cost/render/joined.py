"""No-break spaces between a number and its sign or its unit."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
"""The space at which no line breaks: between a number and its unit, a sign and its number."""
_NUMBER = r"(?<![\w.,-])[+-]?(?:[$€£]|[A-Z]{3} )?\d(?:[\d,.]*\d)?[KMBT]?"
_UNIT = r"(?: (?:an? )?(?:%|\$(?!\d)|(?!to\b)[^\W\d_][\w-]*)(?: an? [a-z]+)*)?"
_DATE = r"(?<![\w.,-])\d{4}-\d\d(?:-\d\d)?"
_JOINED = (
    rf"{_DATE} to (?:{_DATE}|never)|"
    rf"(?:(?:[<>]=|[<>~±=]) )?{_NUMBER}{_UNIT}(?: to (?:{_NUMBER}{_UNIT}|never))?|(?:[<>]=|[~±]) (?=\S)"
)
"""A number with the sign before it and the unit after it, or a range: `>= 13.0 %`, `$450M a battery`, `6 to 10`."""


def unbroken(text: str) -> str:
    """Return text with no-break spaces only."""
    return text.replace(" ", NO_BREAK)


def joined(text: str) -> str:
    """Return text with a no-break space between each number and its sign or its unit."""
    return re.sub(_JOINED, lambda found: unbroken(found[0]), text)
