"""How changes are printed: with a sign, in the unit of their figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from patriot_cost.views.cells import Cell
from patriot_cost.views.rounding import fixed
from patriot_cost.views.wording import MOST_PERCENT, NEVER, UNKNOWN, factor, quantity, sided

if TYPE_CHECKING:
    from patriot_cost.study.compare import Change, Stated

ABSENT = "absent"
"""A figure that a case does not have."""


def value_cell(figure: Stated | None) -> Cell | str:
    """Return a figure as a table shows it."""
    return ABSENT if figure is None else Cell(figure.value, figure.unit, figure.bound)


def change_cell(change: Change) -> Cell | str:
    """Return a change as a table shows it, with its sign."""
    if change.same:
        return "same"
    if change.value is None:
        return {"unknown": UNKNOWN, "never": NEVER}.get(change.reason, "-")
    return signed_cell(change.value, change.unit, change.bound)


def part_text(change: Change) -> str:
    """Return a change in per cent of the old value, an empty string where there is none."""
    return "" if change.part is None or change.same else signed_part(change.part)


def signed_part(part: float) -> str:
    """Return a part of an old value with its sign: +12.3 %, or +772 x where it is many times that."""
    return _with_plus(factor(part) if abs(part) >= MOST_PERCENT else f"{fixed(part * 100, 1)} %", part)


def signed_cell(value: float, unit: str, bound: str | None = None) -> Cell | str:
    """Return a difference with its sign: +$1.10B, -3, +2.5 points, +11 months; what rounds to 0 has none."""
    if unit == "share":
        return sided(bound) + _with_plus(f"{fixed(value * 100, 1, bound)} points", value)
    if unit in {"month", "year"}:
        return sided(bound) + _with_plus(quantity(value, unit, bound), value)
    return Cell(value, unit, bound, change=True)


def _with_plus(digits: str, value: float) -> str:
    return f"+{digits}" if value > 0 and re.search("[1-9]", digits) else digits
