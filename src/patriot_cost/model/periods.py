"""Periods that a number can be about: years, fiscal years, months, days, spans of them, and lots."""

import re
from typing import Annotated

from patriot_cost.characters import quoted
from patriot_cost.model.fields import Check, Form, is_partial_date

_DATE = r"(FY)?[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
PERIOD = Form(
    rf"^({_DATE}(/{_DATE})?|lot [1-9][0-9]*)$",
    "is not a period; allowed: 2026, 2026-05, 2026-05-03, FY2026, a span such as FY2025/FY2031, or lot 12",
)


def _first_and_last(period: str) -> tuple[str, str]:
    """Return the first and the last date of a period as dates of the calendar, which order as texts do."""
    first, _, last = period.replace("FY", "").partition("/")
    return first, last or first


def _in_order(period: str) -> None:
    """Raise a ValueError if a day of a period does not exist, or its end comes before its start."""
    if period.startswith("lot "):
        return
    first, last = _first_and_last(period)
    for day in (first, last):
        if not is_partial_date(day):
            raise ValueError(f"'{day}' is not a day of the calendar")
    if last + "~" < first:
        raise ValueError(f"{quoted(period)} ends before it begins")
    if period.count("FY") not in {0, 1 + period.count("/")}:
        raise ValueError(f"{quoted(period)} has a fiscal year and a calendar year; needed: FY at both ends, or at none")


About = Annotated[str, PERIOD, Check(_in_order)]
"""The fiscal year, lot or period that a number is about."""


def period_fault(text: str) -> str:
    """Return the fault of a period, an empty text if it has none."""
    if not re.fullmatch(PERIOD.pattern, text):
        return f"{quoted(text)} {PERIOD.otherwise}"
    try:
        _in_order(text)
    except ValueError as error:
        return str(error)
    return ""


def is_within(period: str, asked: str) -> bool:
    """Tell whether a period is the one asked for, or a part of it.

    A fiscal year is taken for a part of the year of that number, but not the other way round.
    """
    if period == asked:
        return True
    if "lot " in period + asked or ("FY" in asked and "FY" not in period):
        return False
    (first, last), (start, end) = _first_and_last(period), _first_and_last(asked)
    return start <= first and last <= end + "~"
