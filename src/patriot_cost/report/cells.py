"""Cells as text: the one place where the cells of a table are rounded and worded."""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING

from patriot_cost.case.provenance import why_unknown
from patriot_cost.case.reliance import standing_of
from patriot_cost.model.fields import is_partial_date
from patriot_cost.report.document import Bar, Day, Dot, Number, Phrase, Span
from patriot_cost.report.money import MoneyUnit, money_units
from patriot_cost.report.reference import Cited
from patriot_cost.report.rounding import fixed
from patriot_cost.report.wording import (
    ASSUMED,
    MOST_PERCENT,
    assumed_mark,
    bound_sign,
    bound_words,
    contradicted,
    factor,
    missing_text,
    number,
    number_in_words,
    number_with_sign,
    quantity,
)
from patriot_cost.units import compact, currency, is_date, written_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.report.document import Cell, Style

_OWN_UNIT = MoneyUnit()
"""For amounts outside a column: each in the unit that suits it."""


def figure(result: Result, style: Style = "number", *, decimals: int | None = None, bare: bool = False) -> Number:
    """Return a computed figure as a cell, marked if it rests mainly on assumed inputs."""
    unit, year = result.figure.unit, result.price_year
    bare, mark = bare or contradicted(result), assumed_mark(result)
    cell = Number(result.value, unit, result.bound, year, mark, style=style, decimals=decimals, bare=bare)
    return cell if result.value is not None else cell._replace(mark="", missing=missing_text(why_unknown(result)))


def input_mark(case: LoadedCase, path: str) -> str:
    """Return the mark of an assumption that nobody has published and the user has not set; empty for others."""
    return ASSUMED if path in case.estimates and standing_of(case, path) == "assumed" else ""


def low_and_high(result: Result) -> tuple[Number, Number]:
    """Return the low and the high of a figure as cells; without a range both are its value."""
    if result.low is None or result.high is None:
        same = figure(result, bare=True)._replace(mark="")
        return same, same
    return range_of(result)


def range_of(result: Result) -> Span:
    """Return the range of a figure."""
    return range_cell(result.low, result.high, result.figure.unit, year=result.price_year)


def range_cell(
    low: float | None, high: float | None, unit: str, style: Style = "number", *, year: int | None = None
) -> Span:
    """Return a range, rounded outwards; a `quantity` has its unit after the high."""
    return Span(
        Number(low, unit, "floor", year, bare=True), Number(high, unit, "ceiling", year, style=style, bare=True)
    )


def as_stated(estimate: Estimate, mark: str = "") -> Phrase:
    """Return an assumption as stated: value, side, unit, range, and the reading of its ends if not as bounds."""
    value = Number(estimate.value, estimate.unit, estimate.bound, estimate.price_year, mark, style="quantity")
    if estimate.low is None or estimate.high is None:
        return Phrase((value,))
    between = range_cell(estimate.low, estimate.high, estimate.unit, year=estimate.price_year)
    read = "" if estimate.reading.bounded else f", {estimate.reading.words}"
    return Phrase((value, " (", between, f"{read})"))


def dated(date: str | int | None, without: str = "") -> Day | str:
    """Return a date as a cell: a day, a month or a year of the calendar, else a text; `without` if there is none."""
    if date is None:
        return without
    return Day(str(date)) if is_partial_date(str(date)) else str(date)


def as_cell(value: object) -> Cell:
    """Return a value as a cell: text, unless it is a cell."""
    return value if isinstance(value, (Number, Span, Day, Phrase)) else str(value)


def texts_of(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Return the rows of a table as text: amounts of money in columns of one unit, if one suits them."""
    columns = list(zip(*rows, strict=True))
    kinds = {kind for column in columns for one in _numbers(column) if (kind := _kind(one))}
    units = {
        kind: money_units(
            *([one.value for one in _numbers(column) if _kind(one) == kind] for column in columns), unit=kind
        )
        for kind in kinds
    }

    def unit(place: int, cell: Cell) -> MoneyUnit:
        kind = _kind(cell) if isinstance(cell, Number) else ""
        return units[kind][place] if kind else _OWN_UNIT

    return [[text_of(cell, unit(place, cell)) for place, cell in enumerate(row)] for row in rows]


def alike(cells: Iterable[Cell]) -> list[str]:
    """Return numbers of a drawing as text, alike as in a column, since they are read together; no money is $0."""
    listed = list(cells)
    texts = texts_of([[cell] for cell in listed])
    return [text_of(cell) if _is_no_money(cell) else text for cell, (text,) in zip(listed, texts, strict=True)]


def _is_no_money(cell: Cell) -> bool:
    return isinstance(cell, Number) and cell.value == 0 and bool(_kind(cell))


def alike_in_words(cells: Iterable[Cell]) -> list[str]:
    """Return numbers of a sentence as text, alike as in a column, each behind the words of its side."""
    listed = list(cells)
    texts = alike(cell._replace(bare=True) if isinstance(cell, Number) else cell for cell in listed)
    return [_side(cell) + text for cell, text in zip(listed, texts, strict=True)]


def _side(cell: Cell) -> str:
    """Return the words of the side of a finite number."""
    sided = isinstance(cell, Number) and not cell.bare and cell.value is not None and isfinite(cell.value)
    return bound_words(cell.bound) if sided and isinstance(cell, Number) else ""


def text_of(cell: Cell, column: MoneyUnit = _OWN_UNIT) -> str:
    """Return a cell as text, an amount of money as its column prints it; a drawing is an empty text."""
    match cell:
        case str():
            return cell
        case Number():
            # A note of an assumption stands close to its number, as the sign of a footnote does.
            parted = "" if not cell.mark or cell.mark.startswith(ASSUMED) else " "
            return _number(cell, column) + parted + cell.mark
        case Span(low=low, high=high):
            known = low.value is not None and high.value is not None
            return f"{text_of(low)} to {text_of(high)}" if known else ""
        case Day(text=text) | Cited(text=text):
            return text
        case Phrase(parts=parts):
            return "".join(map(text_of, parts))
        case Bar() | Dot():
            return ""


def _number(cell: Number, column: MoneyUnit) -> str:
    bound = None if cell.bare else cell.bound
    if cell.value is None:
        return cell.missing
    worded = cell.style == "quantity"
    if not isfinite(cell.value):
        return (number_in_words if worded else number_with_sign)(cell.value, cell.unit, bound)
    return (bound_words if worded else bound_sign)(bound) + _digits(cell, cell.value, column)


def _digits(cell: Number, value: float, column: MoneyUnit) -> str:  # noqa: PLR0911 - one a style
    """Return a known number in its style, without the sign of its side."""
    match cell.style:
        case "quantity":
            return quantity(value, cell.unit, cell.bound)
        case "exact":
            return _typed(value, cell.unit)
        case "exact_change":
            return _with_plus(_typed(value, cell.unit), value)
        case "times":
            return factor(value, cell.bound)
        case "growth":
            part = factor(value) if abs(value) >= MOST_PERCENT else f"{fixed(value * 100, 1)} %"
            return _with_plus(part, value)
        case "change" if cell.unit == "share":
            return _with_plus(f"{fixed(value * 100, 1, cell.bound)} points", value)
        case "change" if cell.unit in {"month", "year"}:
            return _with_plus(quantity(value, cell.unit, cell.bound), value)
        case "change":
            return _with_plus(_plain(cell, value, column), value)
        case "number" | "alone":
            return _plain(cell, value, column)


def _plain(cell: Number, value: float, column: MoneyUnit) -> str:
    if _kind(cell):
        return column.text(value, cell.unit, cell.bound)
    if cell.decimals is not None:
        share = cell.unit == "share"
        return fixed(100 * value if share else value, cell.decimals, cell.bound) + (" %" if share else "")
    return number(value, cell.unit, cell.bound)


def _kind(cell: Number) -> str:
    """Return the common kind of amounts printed alike in a column; an empty text if it is not money."""
    together = cell.style in {"number", "change"} and currency(cell.unit) and cell.value is not None
    return cell.unit.removesuffix("/year") if together else ""


def _numbers(column: Iterable[Cell]) -> Iterator[Number]:
    return (one for one in column if isinstance(one, Number))


def _typed(value: float, unit: str) -> str:
    if unit == "date":
        return number(value, unit)
    if unit == "share":
        return f"{written_out(100 * value)}%"
    if is_date(value, unit):
        return written_out(value).replace(",", "")
    return "-" * (value < 0) + ("$" if currency(unit) == "USD" else "") + compact(abs(value))


def _with_plus(digits: str, value: float) -> str:
    return f"+{digits}" if value > 0 and re.search("[1-9]", digits) else digits
