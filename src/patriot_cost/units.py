"""The unit vocabulary, and the notation people type: `450M`, `$1.1B`, `20%`, `3.8M..5.2M`, `2 to 5`."""

from __future__ import annotations

import re
from math import floor, log10
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.characters import quoted
from patriot_cost.distributions.registry import read_as
from patriot_cost.errors import UsageFault, unknown, wrong
from patriot_cost.magnitudes import with_suffixes

if TYPE_CHECKING:
    from patriot_cost.distributions.distribution import Form

CURRENCIES = frozenset({"AUD", "CHF", "DKK", "EUR", "GBP", "NOK", "NZD", "SEK", "TWD", "USD"})
_THINGS = """
battalion battery date drone engagement event index interceptor km km2 launch launcher missile month person radar share
system target unit weight year
"""
UNITS = CURRENCIES | frozenset(_THINGS.split())
_EXPONENTS = {"": 0, "K": 3, "M": 6, "B": 9, "T": 12}
_NUMBER = re.compile(
    r"(?P<sign>[-+]?)\$?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)"
    r"(?:(?P<exponent>[eE][-+]?\d+)|(?P<suffix>[A-Za-z]))?(?P<percent>%?)",
    re.ASCII,
)
_PASTED = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2212"} | {
    ord(blank): " " for blank in "\u00a0\u2007\u2009\u202f"
}
"""Characters that other programs set in place of a minus, a hyphen or a blank."""
_LARGEST_INTEGER = 2**53
"""Up to here a float keeps every integer."""
FORMS = "450M, $1.1B, 3.8e6, 4,200,000, 20%, 3M..5M, 3M..4M..5M, '2M to 5M'"

MAY_BE_NEVER = frozenset({"date", "year"})
"""Units of dates, which are infinite if they never come; in any other unit infinity is a fault."""
_FIRST_DATE = 1900
_LONGEST = 60
"""Characters of a value; a longer text is a slip, or of another kind, and no message repeats it."""


class Notation(NamedTuple):
    """A value as typed: a point, or a range with its reading.

    `shape` is empty for a point. `interval` is the reading of low and high: `bounds`, or the ends of a 90 %
    interval (`p5p95`). `percent` and `money` tell whether it has a % or a $.
    """

    value: float
    low: float | None = None
    high: float | None = None
    shape: str = ""
    interval: str = "bounds"
    percent: bool = False
    money: bool = False


def check_signs(text: str, reading: Notation, name: str, unit: str) -> None:
    """Refuse a value with the sign of another unit: % if it is not a share, $ if it is not money.

    Raises:
        UsageFault: it has one.
    """
    if reading.percent and unit != "share":
        factor = f"; to raise it by {text} write {name}*={1 + reading.value:.6g}" if not reading.shape else ""
        raise wrong(text, f": % is only for shares; {name} is in {unit}{factor}")
    if reading.money and not currency(unit):
        kind = "a share" if unit == "share" else f"in {unit}"
        raise wrong(text, f": $ is only for money; {name} is {kind}")


def known_unit(unit: str) -> bool:
    """Tell whether every part of a unit such as `USD/battery/year` is in the vocabulary."""
    return all(part in UNITS for part in unit.split("/"))


def unit_fault(unit: str) -> str:
    """Return the message about a part of a unit that is not in the vocabulary, with the nearest; else nothing."""
    wrong = next((part for part in unit.split("/") if part not in UNITS), None)
    if wrong is None:
        return ""
    return f"{unknown('unit', wrong, UNITS, within=unit)}; `patriot-cost facts new` lists them all"


def is_date(value: float, unit: str) -> bool:
    """Tell a moment from a length of time: a number of years from 1900 on is a date."""
    return unit == "date" or (unit == "year" and value >= _FIRST_DATE)


def currency(unit: str) -> str:
    """Return the currency of a unit, or an empty string when it is not money; a rate such as USD/EUR is not."""
    head, *per = unit.split("/")
    return head if head in CURRENCIES and not CURRENCIES & set(per) else ""


def compact(value: float) -> str:
    """Return a number in the notation: 450M, 1.1B, 3,421, 0.2."""
    for exponent, suffix in ((12, "T"), (9, "B"), (6, "M")):
        if abs(value) >= 10**exponent:
            # A comma beside a suffix could be meant as a decimal one.
            return written_out(value / 10**exponent).replace(",", "") + suffix
    return written_out(value)


def written_out(value: float) -> str:
    """Return a number to twelve significant digits without an exponent: 3,421, 0.2, 0.00001."""
    # Adding 0.0 takes the sign from a zero.
    text = f"{value + 0.0:,.12g}"
    if "e-" in text:
        return f"{value:.{11 - floor(log10(abs(value)))}f}".rstrip("0")
    return f"{value:,.0f}" if "e" in text else text


def parse(text: str) -> Notation:
    """Read a value or a range in the notation.

    `a..b` and `a..m..b` are bounds, `a to b` is a 90 % interval; shape and value are those of the distribution with
    this notation.

    Raises:
        UsageFault: the text is not in the notation; the message names the right form.
    """
    text = with_suffixes(text.translate(_PASTED).strip())
    if len(text) > _LONGEST:
        raise UsageFault(f"{quoted(text)} is not a number, in {len(text):,} characters")
    if "±" in text or "+/-" in text:
        raise wrong(text, " is not understood: write both ends of the range, such as 400M..500M")
    if re.fullmatch(r"\$?[\d.,]+[KMBTkmbt]?\s*-\s*\$?[\d.,]+[KMBTkmbt]?%?", text):
        left, right = (part.strip() for part in text.split("-"))
        raise wrong(text, f" is not understood: a range is written {_suffixed(left, right)}..{right}")
    return _read(text)._replace(money="$" in text)


def _read(text: str) -> Notation:
    if ".." in text:
        return _range(text, text.split(".."))
    if re.search(r"\sto\s", text):
        return _interval(text, re.split(r"\s+to\s+", text))
    value, percent = _number(text)
    return Notation(value, percent=percent)


def _range(text: str, parts: list[str]) -> Notation:
    values, percent = alike(text, parts, "..")
    if len(values) not in {2, 3}:
        raise wrong(text, " is not understood: a range is low..high or low..likely..high")
    if sorted(values) != values:
        raise wrong(text, " runs backwards: needed low <= likely <= high")
    return _spread("low..high" if len(values) == 2 else "low..likely..high", values, percent=percent)


def _interval(text: str, parts: list[str]) -> Notation:
    values, percent = alike(text, parts, " to ")
    if len(values) != 2 or values[0] >= values[1]:
        raise wrong(text, " is not understood: a 90 % interval is 'low to high' with low below high")
    return _spread("low to high", values, percent=percent)


def _spread(form: Form, numbers: list[float], *, percent: bool) -> Notation:
    shape, value = read_as(form, *numbers)
    return Notation(value, numbers[0], numbers[-1], shape, "p5p95" if form == "low to high" else "bounds", percent)


def alike(text: str, parts: list[str], between: str) -> tuple[list[float], bool]:
    """Read numbers that belong together, and whether they are in per cent: a suffix or % on some only is a slip.

    Raises:
        UsageFault: one is not a number, or they are not written alike.
    """
    parts = [with_suffixes(part.strip()) for part in parts]
    numbers = [_number(part) for part in parts]
    suffixes = [part[-1] if part[-1:].isalpha() else "" for part in parts]
    if len({suffix for suffix, (value, _) in zip(suffixes, numbers, strict=True) if value}) > 1 and "" in suffixes:
        suffix = next(filter(None, suffixes))
        # 3e6 is meant as typed, the 5 of 5..6M is not.
        full = [
            part if suffixed else compact(value) if abs(value) >= 1000 else part + suffix
            for part, suffixed, (value, _) in zip(parts, suffixes, numbers, strict=True)
        ]
        raise wrong(text, f" has a suffix on one end only: write {between.join(full)}")
    if len({percent for _, percent in numbers}) > 1:
        raise wrong(text, " has % on one end only: write it on each end")
    return [value for value, _ in numbers], numbers[0][1]


def _number(text: str) -> tuple[float, bool]:
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise wrong(text, f" is not a number{_meant(text)}; allowed: {FORMS}")
    suffix, percent = match["suffix"] or "", bool(match["percent"])
    if percent and suffix:
        raise wrong(text, " has both a suffix and %: write one of them")
    if suffix not in _EXPONENTS:
        if suffix.upper() in _EXPONENTS:
            raise wrong(text, f" has a lower-case suffix: write {text.replace(suffix, suffix.upper())}")
        raise wrong(text, f": {unknown('suffix', suffix, filter(None, _EXPONENTS))}")
    shift = match["exponent"] or f"e{-2 if percent else _EXPONENTS[suffix]}"
    # Scaling in the text keeps 1.1B exactly 1100000000: multiplication would round twice.
    digits = match["sign"] + match["digits"].replace(",", "")
    value = float(digits + shift)
    if match["exponent"] and percent:
        value /= 100
    if abs(value) == float("inf"):
        raise wrong(text, " is not a finite number")
    if "," in match["digits"] and (suffix or match["exponent"]):
        raise wrong(text, f" has commas and a suffix: write {compact(value)}; a decimal point is '.'")
    if abs(value) >= _LARGEST_INTEGER and not _kept(digits + shift, value):
        raise wrong(text, f" has more digits than are kept: write {value:.0f}")
    return value, percent


def _kept(text: str, value: float) -> bool:
    """Tell whether a number was read with all its digits."""
    from decimal import Decimal

    return Decimal(text) == Decimal(repr(value))


def _meant(text: str) -> str:
    """Return the right form of a number with blanks or a decimal comma, else nothing."""
    right = re.sub(r"(?<=\d),(?=\d+\D*$)", ".", text.replace(" ", ""))
    return f": write {right}" if right != text and _NUMBER.fullmatch(right) else ""


def _suffixed(left: str, right: str) -> str:
    return left if left[-1:].isalpha() or not right[-1:].isalpha() else left + right[-1]


def raw_amount(value: object) -> float | None:
    """Return a raw amount of a record as a number, None if it is unknown or not a number."""
    if isinstance(value, str):
        return None if value == "unknown" else parse(value).value
    return float(value) if isinstance(value, (int, float)) else None


def month_count(month: str) -> int:
    """Return a month such as 2026-07 as the number of months since the year 0."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def month_number(month: str) -> float:
    """Return the start of a month as a year with its part: 2026-07 is 2026.5."""
    return month_count(month) / 12


def greatest(unit: str) -> float:
    """Return the greatest value that a quantity in a unit can have: a share is a part of a whole."""
    return 1.0 if unit == "share" else float("inf")
