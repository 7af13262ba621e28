"""How numbers and words are printed for people. Pipes get full precision elsewhere."""

from __future__ import annotations

from math import floor, inf, log10
from typing import TYPE_CHECKING

from patriot_cost.units import currency, is_date

if TYPE_CHECKING:
    from patriot_cost.engine.result import Result
    from patriot_cost.model.estimate import Estimate

UNKNOWN = "unknown"
NEVER = "never"
"""What does not happen within the horizon."""
_SIGNS = {"floor": ">= ", "ceiling": "<= ", "mixed": "~ "}
_WHOLE = frozenset({"interceptor", "person"})
"""Things of which a fraction means nothing to a reader; pipes carry it all the same."""
_WORDS = {"floor": "at least ", "ceiling": "up to "}
_SUFFIXES = ((1e9, "B"), (1e6, "M"), (1e3, "K"))


def money(amount: float, unit: str = "USD") -> str:
    """Return an amount with three significant digits: $22.0B, $450M, $3.80M."""
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    scale, suffix = next(((scale, name) for scale, name in _SUFFIXES if size >= scale * 0.9995), (1.0, ""))
    shown = size / scale
    # Rounded to three digits first: 999.6 million is 1.00 billion.
    decimals = max(0, 2 - floor(log10(float(f"{shown:.3g}")))) if shown else 0
    code = currency(unit) or "USD"
    return f"{sign}{'$' if code == 'USD' else code + ' '}{shown:,.{decimals}f}{suffix}"


def billions(amount: float) -> str:
    """Return an amount in billions with two decimals, as columns of a table need it."""
    return f"{'-' if amount < 0 else ''}${abs(amount) / 1e9:,.2f}B"


def number(value: float | None, unit: str) -> str:  # noqa: PLR0911 - one a kind of unit
    """Return a value without its unit: money, a share in per cent, or a count."""
    if value is None:
        return UNKNOWN
    if currency(unit):
        return money(value, unit)
    if unit == "share":
        percent = value * 100
        if 0 < abs(percent) < 1:
            return f"{percent:.2g} %"
        return f"{percent:.0f} %" if abs(percent - round(percent)) < 1e-9 else f"{percent:.1f} %"
    if value == inf:
        return NEVER
    if unit == "date":
        return month_text(value)
    if unit == "index" or is_date(value, unit):
        return f"{value:g}"
    if unit in _WHOLE:
        return f"{value:,.0f}"
    return f"{value:,.0f}" if value == round(value) or abs(value) >= 1000 else f"{value:,.2f}"


def quantity(value: float | None, unit: str) -> str:
    """Return a value with its unit in words, such as `20 batteries` or `$450M a battery`."""
    head, *per = unit.split("/")
    shown = number(value, unit)
    if value is None or value == inf or is_date(value, unit):
        return shown
    noun = "" if currency(unit) or head == "share" else " " + _plural(head, value)
    return shown + noun + "".join(f" {_article(part)} {part}" for part in per)


def sided(bound: str | None) -> str:
    """Return the sign in front of a one-sided number: `>= ` at least, `<= ` at most, `~ ` both ways."""
    return _SIGNS.get(bound or "", "")


def side_words(bound: str | None) -> str:
    """Return the side of a number in words for a sentence: `at least `, `up to `."""
    return _WORDS.get(bound or "", "")


def when(result: Result) -> str:
    """Return a date in words for a sentence: `2038`, `2026-09 at the earliest`."""
    side = {"floor": " at the earliest", "ceiling": " at the latest"}.get(result.bound or "", "")
    return number(result.value, result.figure.unit) + side


def shown(result: Result) -> str:
    """Return a figure as printed in a table, with the side on which it is bounded."""
    return UNKNOWN if result.value is None else sided(result.bound) + number(result.value, result.figure.unit)


def span(low: float | None, high: float | None, unit: str) -> str:
    """Return a range, or an empty string where there is none."""
    return "" if low is None or high is None else f"{number(low, unit)} to {number(high, unit)}"


def estimate_text(estimate: Estimate) -> str:
    """Return an assumption as stated: value, side, unit, range."""
    text = sided(estimate.bound) + quantity(estimate.value, estimate.unit)
    spread = span(estimate.low, estimate.high, estimate.unit)
    return f"{text} ({spread})" if spread else text


def month_text(value: float) -> str:
    """Return a date that is a year with its part as a month: 2026.5 is 2026-07."""
    months = round(value * 12)
    return f"{months // 12}-{months % 12 + 1:02}"


def written(value: float | None, unit: str) -> float | str | None:
    """Return a number as pipes carry it: a date as its month, `never` where it does not happen."""
    if value is None:
        return None
    return number(value, unit) if value == inf or unit == "date" else value


def plain(value: float | None, unit: str = "") -> str:
    """Return a bare number for scripts: full precision, no trailing `.0`, `unknown` where it is not known."""
    if value is None:
        return UNKNOWN
    if value == inf or unit == "date":
        return number(value, unit)
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def counted(count: int, noun: str) -> str:
    """Return a count with its noun: `1 source`, `4 sources`."""
    return f"{count} {_plural(noun, count)}"


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _plural(noun: str, count: float) -> str:
    if count == 1 or noun.startswith("km"):
        return noun
    if noun == "person":
        return "people"
    if noun.endswith("y"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith("ch") else "s")
