"""Numbers and words as people read them. Pipes get full precision elsewhere."""

from __future__ import annotations

from math import inf, isclose, isnan
from typing import TYPE_CHECKING

from patriot_cost.case.reliance import MAINLY
from patriot_cost.model.settings import SETTINGS
from patriot_cost.report.money import money
from patriot_cost.report.rounding import decimals_for, fixed, is_whole, percent, rounded, short, significant
from patriot_cost.units import currency, is_date

if TYPE_CHECKING:
    from patriot_cost.engine.result import Result
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.model.ledger import Fact
    from patriot_cost.study.comparison_cases import CaseFigure

UNKNOWN = "unknown"
_NOT_STATED = "not stated"
_PLURALS = {"person": "people", "index": "indices"}
NEVER = "never"
"""The text for a date beyond the horizon."""
_PERHAPS_NEVER = "perhaps never"
"""The text for such a date if a known one may be true: nothing is later than never, so that `<= never` says nothing."""
ASSUMED = "*"
"""The mark of a number that is assumed, or that rests mainly on assumed ones."""
_SIGNS = {"floor": ">= ", "ceiling": "<= ", "mixed": "~ "}
_WHOLE = frozenset({"interceptor", "missile", "person"})
"""Units shown without fractions; pipes carry these."""
_WORDS = {"floor": "at least ", "ceiling": "up to ", "mixed": "about "}
_KINDS_OF_DOLLARS = {"constant": "constant", "then_year": "then-year", "contract": "contract"}
_MOST_DIGITS = 4
"""Significant digits of a ratio."""
_MOST_OF_COUNT = 5
"""Significant digits of a count that is not whole, of which two decimals are shown at most: 171.05."""
MOST_PERCENT = 10.0
"""From this share on a factor is easier to read: 772 x for 77,169 %."""
_EXACT = 2**53
"""Up to here a number holds every whole number."""


def number(value: float | None, unit: str, bound: str | None = None) -> str:  # noqa: PLR0911 - one a kind of unit
    """Return a value without its unit: money, a share in per cent, or a count; a `bound` directs the rounding."""
    if value is None or isnan(value):
        return UNKNOWN
    if value == inf:
        return NEVER
    if currency(unit):
        return money(value, unit, bound)
    if unit == "share":
        return percent(value, bound) if abs(value) < MOST_PERCENT else factor(value, bound)
    if unit == "date":
        return month_text(value, bound)
    if is_date(value, unit):
        return short(value, 6, bound).replace(",", "")
    if unit == "index":
        return short(value, _MOST_DIGITS, bound)
    decimals = 0 if unit in _WHOLE or is_whole(value) else max(0, min(2, decimals_for(value, _MOST_OF_COUNT)))
    return fixed(value, decimals, bound)


def quantity(value: float | None, unit: str, bound: str | None = None) -> str:
    """Return a value with its unit in words, such as `20 batteries` or `$450M a battery`."""
    head, *per = unit.split("/")
    shown = number(value, unit, bound)
    if shown in {UNKNOWN, NEVER} or value is None or is_date(value, unit):
        return shown
    noun = "" if currency(unit) or head in {"share", "index"} else " " + plural(head, shown)
    return shown + noun + "".join(f" {article(part)} {part}" for part in per)


def number_with_sign(value: float | None, unit: str, bound: str | None = None) -> str:
    """Return a value as a cell has it, behind the sign of its side: `>= 13.0 %`, `<= $22.0B`."""
    return _sided(bound_sign(bound), number(value, unit, bound), bound)


def number_in_words(value: float | None, unit: str, bound: str | None = None) -> str:
    """Return a value as a sentence has it, behind the words of its side: `up to $22.0B`."""
    return _sided(bound_words(bound), number(value, unit, bound), bound)


def quantity_in_words(value: float | None, unit: str, bound: str | None = None) -> str:
    """Return a value as a sentence has it, with its unit behind the words of its side: `up to 20 batteries`."""
    return _sided(bound_words(bound), quantity(value, unit, bound), bound)


def _sided(side: str, shown: str, bound: str | None) -> str:
    """Return a text behind the side of its number: unknown has none, and no date is later than never."""
    if shown == NEVER:
        return NEVER if bound in {None, "floor"} else _PERHAPS_NEVER
    return shown if shown == UNKNOWN else side + shown


def contradicted(result: Result) -> bool:
    """Tell whether the range of a figure goes beyond its bound: the range moves numbers that the bound holds fixed."""
    value, low, high = result.value, result.low, result.high
    if value is None or low is None or high is None:
        return False
    below, above = low < value and not isclose(low, value), high > value and not isclose(high, value)
    return {"floor": below, "ceiling": above}.get(result.bound or "", False)


def in_words(result: Result, *, noun: bool = True) -> str:
    """Return a figure as a sentence has it, with its mark: its unit if asked, its side unless its range denies that."""
    if result.figure.unit == "date":
        return when(result)
    plain_form, sided_form = (quantity, quantity_in_words) if noun else (number, number_in_words)
    return (plain_form if contradicted(result) else sided_form)(*parts(result)) + assumed_mark(result)


def with_range(result: Result, *, noun: bool = True) -> str:
    """Return a figure as a sentence has it, and its range if it has one: `17 batteries* (14 to 19)`."""
    between = span(result.low, result.high, result.figure.unit)
    return in_words(result, noun=noun) + (f" ({between})" if between else "")


def missing_text(reason: str) -> str:
    """Return the text of an unknown number: by a word of the case, such as an order, nothing of the kind is stated."""
    return _NOT_STATED if reason in SETTINGS else UNKNOWN


def part_of(result: Result, whole: str) -> str:
    """Return a figure that is a share of a whole in words: `2.3 % of that`, `all of that`, `4.5 times that`."""
    share, bound, mark = result.value or 0.0, result.bound, assumed_mark(result)
    if is_whole(share) and round(share) == 1:
        part = f"all{mark} of"
    else:
        part = f"{short(share, 3, bound)} times{mark}" if share > 1 else f"{percent(share, bound)}{mark} of"
    return f"{bound_words(bound)}{part} {whole}"


def factor(value: float, bound: str | None = None) -> str:
    """Return a ratio of two numbers as text: `264 x`."""
    return f"{significant(value, 3, bound)} x"


def bound_sign(bound: str | None) -> str:
    """Return the sign in front of a one-sided number: `>= ` at least, `<= ` at most, `~ ` both ways."""
    return _SIGNS.get(bound or "", "")


def bound_words(bound: str | None) -> str:
    """Return the side of a number in words for a sentence: `at least `, `up to `."""
    return _WORDS.get(bound or "", "")


def when(result: Result) -> str:
    """Return a date in words for a sentence, with its mark: `2038*`, `2026-09 at the earliest`."""
    mark = assumed_mark(result)
    if result.value == inf:
        return number_in_words(*parts(result)) + mark
    return number(*parts(result)) + mark + side_of_date(result)


def side_of_date(result: Result) -> str:
    """Return the side on which a date is bounded, in words: ` at the earliest`, or nothing."""
    if contradicted(result):
        return ""
    return {"floor": " at the earliest", "ceiling": " at the latest"}.get(result.bound or "", "")


def parts(result: Result) -> tuple[float | None, str, str | None]:
    """Return the values that a figure is printed from: value, unit, bound."""
    return result.value, result.figure.unit, result.bound


def shown(result: Result) -> str:
    """Return a figure as printed in a table, with the sign of its side unless its range denies that, and its mark."""
    return (number if contradicted(result) else number_with_sign)(*parts(result)) + assumed_mark(result)


def assumed_mark(result: Result | CaseFigure) -> str:
    """Return the mark of a figure that rests mainly on assumed inputs; empty for others."""
    return ASSUMED if result.value is not None and (result.assumed_share or 0.0) >= MAINLY else ""


def span(low: float | None, high: float | None, unit: str, *, noun: bool = False) -> str:
    """Return a range, rounded outwards, or an empty string if there is none; with its unit if asked."""
    if low is None or high is None:
        return ""
    return f"{number(low, unit, 'floor')} to {(quantity if noun else number)(high, unit, 'ceiling')}"


def month_text(value: float, bound: str | None = None) -> str:
    """Return a date that is a year with its part as a month: 2026.5 is 2026-07."""
    months = int(rounded(value * 12, 0, bound))
    return f"{months // 12}-{months % 12 + 1:02}"


def written(value: float | None, unit: str) -> float | str | None:
    """Return a number as pipes carry it: a date as its month, `never` if it does not happen."""
    if value is None:
        return None
    return number(value, unit) if value == inf or unit == "date" else value


def plain(value: float | None, unit: str = "") -> str:
    """Return a bare number for scripts: full precision, no trailing `.0`, `unknown` if it is None."""
    if value is None:
        return UNKNOWN
    if value == inf or unit == "date":
        return number(value, unit)
    return str(int(value)) if value == int(value) and abs(value) < _EXACT else repr(value)


def counted(count: int, noun: str) -> str:
    """Return a count with its noun: `1 source`, `4 sources`, `1,000 draws`."""
    return f"{count:,} {plural(noun, str(count))}"


def facts_of_roots(facts: int, roots: int) -> str:
    """Return a count of facts, and of their roots if some repeat others: `5 facts of 3 roots`."""
    return counted(facts, "fact") + (f" of {counted(roots, 'root')}" if roots < facts else "")


def article(noun: str) -> str:
    """Return the indefinite article of a noun."""
    return "an" if noun[0] in "aeiou" else "a"


def year_of_dollars(money: Estimate | Fact) -> str:
    """Return the year of the dollars of an amount, and their kind if it is stated: `2025 contract`."""
    words = (str(money.price_year or ""), _KINDS_OF_DOLLARS.get(money.dollars or "", ""))
    return " ".join(filter(None, words))


def kind_of_dollars(money: Estimate) -> str:
    """Return the year and the kind of the dollars of an assumption, and how it is read."""
    if money.dollars in {"constant", "then_year"}:
        return f"{year_of_dollars(money)} dollars"
    of = ", a contract price" if money.dollars == "contract" else " of an unstated kind"
    return f"{money.price_year} dollars{of}, treated as budget authority of that year"


def period_words(period: str) -> str:
    """Return the period of a fact in words: 2025-01 to 2025-06."""
    return period.replace("/", " to ")


def plural(noun: str, shown: str = "") -> str:
    """Return the plural of a noun, unless the printed count is 1."""
    if shown.lstrip("-") == "1" or noun.startswith("km") or noun.isupper():
        return noun
    if noun.endswith("y"):
        return noun[:-1] + "ies"
    return _PLURALS.get(noun) or noun + ("es" if noun.endswith("ch") else "s")
