"""Numbers that no line break parts from their sign or their unit."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
"""The blank at which nothing breaks a line: between a number and its unit, a sign and its number."""
_NUMBER = r"(?<![\w.,-])[+-]?(?:[$€£]|[A-Z]{3} )?\d(?:[\d,.]*\d)?[KMBT]?"
_UNIT = r"(?: (?:an? )?(?:%|\$(?!\d)|(?!to\b)[^\W\d_][\w-]*)(?: an? [a-z]+)*)?"
_DATE = r"(?<![\w.,-])\d{4}-\d\d(?:-\d\d)?"
_JOINED = (
    rf"{_DATE} to (?:{_DATE}|never)|"
    rf"(?:(?:[<>]=|[<>~±=]) )?{_NUMBER}{_UNIT}(?: to (?:{_NUMBER}{_UNIT}|never))?|(?:[<>]=|[~±]) (?=\S)"
)
"""A number with the sign before it and the unit after it, or a range: `>= 13.0 %`, `$450M a battery`, `6 to 10`."""


def unbroken(text: str) -> str:
    """Return text that no line break parts at all."""
    return text.replace(" ", NO_BREAK)


def joined(text: str) -> str:
    """Return text in which no number can be parted from its sign or its unit: a no-break space stands between them."""
    return re.sub(_JOINED, lambda found: unbroken(found[0]), text)
