"""Units and dates as cells of a workbook have them: a date is a day that is counted, shown as its month."""

from __future__ import annotations

from datetime import date
from math import isinf

from patriot_cost.engine.cell_operations import NEVER, number
from patriot_cost.report.labels import unit_words
from patriot_cost.units import is_date

_EPOCH = date(1899, 12, 30)
"""The day from which cells count days."""
_FIRST_YEAR = 1900
"""The first year of the function that makes a day of a year, a month and a day."""


def unit_of_cell(unit: str, value: float | None = None) -> str:
    """Return the unit of a number in the words of a cell beside it; a format shows shares, and indices have none."""
    if unit in {"index", "share"}:
        return ""
    if unit == "date":
        return "year, with its part"
    return "year" if value is not None and is_date(value, unit) else unit_words(unit)


def day_of(value: float | None) -> float | None:
    """Return the first day of the month of a date, a year with its part, as cells count days."""
    if value is None or isinf(value):
        return value
    months = round(value * 12)
    return float((date(months // 12, months % 12 + 1, 1) - _EPOCH).days)


def day_formula(place: str) -> str:
    """Return the formula of the same day of a date in another cell."""
    months = f"ROUND(({place}-{_FIRST_YEAR})*12,0)"
    return f"IF({place}<{number(NEVER).text},DATE({_FIRST_YEAR},{months}+1,1),{place})"
