"""Periods: which are refused, and which lie within another."""

from __future__ import annotations

import pytest

from patriot_cost.model.periods import is_within, period_fault


@pytest.mark.parametrize(
    "text",
    ["2026", "2026-05", "2026-05-03", "FY2026", "FY2004/FY2040", "2025-01/2025-06", "2026-05/2026", "lot 12"],
)
def test_a_period_is_taken(text: str) -> None:
    """Years, months, days, fiscal years, spans and lots, as data/README.md has them."""
    assert period_fault(text) == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is not a period; allowed: 2026, 2026-05"),
        ("26", "is not a period"),
        ("2026-13", "is not a period"),
        ("fy2026", "is not a period"),
        ("lot 0", "is not a period"),
        ("lot12", "is not a period"),
        ("2026\n", "is not a period"),
        ("2026/", "is not a period"),
        ("2026-02-30", "'2026-02-30' is not a day of the calendar"),
        ("2026-02-30/2026-03-01", "'2026-02-30' is not a day of the calendar"),
        ("2026-01-01/2026-02-30", "'2026-02-30' is not a day of the calendar"),
        ("2031/2025", "'2031/2025' ends before it begins"),
        ("FY2031/FY2025", "ends before it begins"),
        ("2026-05/2026-04", "ends before it begins"),
        ("FY2025/2031", "a fiscal year and a calendar year"),
    ],
)
def test_what_is_no_period_is_refused(text: str, told: str) -> None:
    """A wrong form, a day that does not exist, a span that runs backwards or mixes years."""
    assert told in period_fault(text)


EVERY = (
    *("2025", "2026", "2026-01", "2026-05", "2026-05-03", "FY2026"),
    *("2026-01/2026-06", "2025/2026", "FY2025/FY2031", "lot 1", "lot 12"),
)


@pytest.mark.parametrize(
    ("asked", "within"),
    [
        ("2026", "2026 2026-01 2026-05 2026-05-03 FY2026 2026-01/2026-06"),
        ("FY2026", "FY2026"),
        ("2026-05", "2026-05 2026-05-03"),
        ("2026-05/2026-12", "2026-05 2026-05-03"),
        ("2025/2026", "2025 2026 2026-01 2026-05 2026-05-03 FY2026 2026-01/2026-06 2025/2026"),
        ("FY2025/FY2031", "FY2026 FY2025/FY2031"),
        ("lot 1", "lot 1"),
        ("2024", ""),
    ],
)
def test_a_part_of_a_period_is_within_it(asked: str, within: str) -> None:
    """The same, or a part; a fiscal year is found under its number, a calendar year is none of a fiscal one."""
    assert " ".join(period for period in EVERY if is_within(period, asked)) == within
