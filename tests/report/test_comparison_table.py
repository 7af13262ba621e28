"""How changes are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patriot_cost.report.cells import text_of
from patriot_cost.report.comparison_table import change_cell, growth_cell, value_cell
from patriot_cost.study.compare import Change, change
from patriot_cost.study.comparison_cases import CaseFigure

if TYPE_CHECKING:
    from patriot_cost.engine.bounds import Bound


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1.104e9, "USD", "+$1.10B"),
        (-7.74e9, "USD", "-$7.74B"),
        (-225e6, "USD/battery", "-$225M"),
        (3.0, "battery", "+3"),
        (-0.25, "battery", "-0.25"),
        (0.026, "share", "+2.6 points"),
        (-0.026, "share", "-2.6 points"),
        (0.0004, "share", "+0.04 points"),
        (11.0, "month", "+11 months"),
        (-1.0, "month", "-1 month"),
        (2.0, "year", "+2 years"),
        (0.3, "interceptor", "+0.3"),
        (4e5, "USD", "+$400K"),
        (0.0, "USD", "$0"),
        (-1e-7, "USD", "$0"),
        (0.0, "share", "0.0 points"),
        (-1e-14, "share", "0.0 points"),
    ],
)
def test_a_difference_has_a_sign_unless_it_is_nothing(value: float, unit: str, text: str) -> None:
    """Money with three digits, shares in points, dates in months; no sign stands before a zero."""
    assert text_of(change_cell(Change(value, unit))) == text


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (0.123, "+12.3 %"),
        (-0.5, "-50.0 %"),
        (0.0004, "+0.04 %"),  # a change is never printed as none
        (771.692, "+772 x"),  # 77,169 % is read more easily as a factor
        (0.0, "0.0 %"),
    ],
)
def test_a_part_of_the_old_value_is_in_per_cent_while_that_can_be_read(part: float, text: str) -> None:
    """One decimal, more for what would be nothing, and a factor from ten times the old value on."""
    assert text_of(growth_cell(Change(1.0, "USD", part=part))) == text


def need(value: float | None, bound: Bound | None = None, year: int = 2025) -> CaseFigure:
    """Return a need as a case has it."""
    return CaseFigure("Need", "USD", value, bound, year)


@pytest.mark.parametrize(
    ("old", "new", "texts"),
    [
        (need(22e9, "ceiling"), need(11e9), ("$11.00B", ">= -$11.00B", "-50.0 %")),
        (need(22e9), need(22e9), ("$22.00B", "same", "")),
        (need(22e9), need(None), ("unknown", "unknown", "")),
        (need(None), need(None), ("unknown", "same", "")),
        (need(22e9), None, ("absent", "-", "")),
        (need(22e9), need(22e9, year=2026), ("$22.00B", "-", "")),
        (
            CaseFigure("Year", "year", 2030.0, None, None),
            CaseFigure("Year", "year", float("inf"), None, None),
            ("never", "never", ""),
        ),
    ],
)
def test_a_change_that_is_no_number_is_said_in_words(
    old: CaseFigure, new: CaseFigure | None, texts: tuple[str, ...]
) -> None:
    """New value, change and per cent: of a ceiling, of the same, of the unknown, absent, never, or in other dollars."""
    moved = change(old, new)
    assert tuple(map(text_of, (value_cell(new), change_cell(moved), growth_cell(moved)))) == texts


def test_the_cells_of_a_change_know_whose_dollars_they_are_in() -> None:
    """What can be calculated with says its year, as the figures do."""
    cells = [value_cell(need(22e9)), change_cell(change(need(22e9), need(11e9)))]
    assert [getattr(cell, "year", None) for cell in cells] == [2025, 2025]
