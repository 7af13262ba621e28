"""How differences are printed."""

from __future__ import annotations

import pytest

from patriot_cost.study.compare import Change
from patriot_cost.views.cells import alike
from patriot_cost.views.changes import part_text, signed_cell


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
    assert alike([signed_cell(value, unit)]) == [text]


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
    assert part_text(Change(1.0, "USD", part=part)) == text
