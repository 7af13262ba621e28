"""How changes are printed: with a sign, in the unit of their figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from patriot_cost.views.wording import NEVER, UNKNOWN, billions, number, quantity, sided

if TYPE_CHECKING:
    from patriot_cost.study.compare import Change, Stated

ABSENT = "absent"
"""A figure that a case does not have."""


def value_text(figure: Stated | None) -> str:
    """Return a figure as a table shows it; amounts of money in billions, as in the table of the need."""
    if figure is None:
        return ABSENT
    if figure.value is None:
        return UNKNOWN
    return sided(figure.bound) + size_text(figure.value, figure.unit)


def size_text(value: float, unit: str) -> str:
    """Return a number of a unit."""
    return billions(value) if unit in {"USD", "USD/year"} else number(value, unit)


def change_text(change: Change) -> str:
    """Return a change with its sign."""
    if change.same:
        return "same"
    if change.value is None:
        return {"unknown": UNKNOWN, "never": NEVER}.get(change.reason, "-")
    return sided(change.bound) + signed(change.value, change.unit)


def part_text(change: Change) -> str:
    """Return a change in per cent of the old value, an empty string where there is none."""
    return "" if change.part is None or change.same else f"{change.part * 100:+,.1f} %"


def signed(value: float, unit: str) -> str:
    """Return a difference with its sign: +$1.10B, -3, +2.5 points, +11 months; what rounds to 0 has none."""
    size = abs(value)
    if unit == "share":
        text = f"{size * 100:.1f} points"
    else:
        text = quantity(size, unit) if unit in {"month", "year"} else size_text(size, unit)
    if not re.search("[1-9]", text):
        return text
    return ("-" if value < 0 else "+") + text
