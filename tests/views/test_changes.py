"""How differences are printed."""

from __future__ import annotations

import pytest

from patriot_cost.views.changes import signed


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
        (11.0, "month", "+11 months"),
        (-1.0, "month", "-1 month"),
        (2.0, "year", "+2 years"),
        (0.0, "USD", "$0.00B"),
        (-1e-7, "USD", "$0.00B"),
        (4e5, "USD", "$0.00B"),
        (0.0, "share", "0.0 points"),
    ],
)
def test_a_difference_has_a_sign_unless_it_rounds_to_nothing(value: float, unit: str, text: str) -> None:
    """Money in billions or with three digits, shares in points, dates in months; no minus stands before a zero."""
    assert signed(value, unit) == text
