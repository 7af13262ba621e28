"""Figures of cases and how they change, as cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report.document import Number
from patriot_cost.report.words import NEVER

if TYPE_CHECKING:
    from patriot_cost.report.document import Cell
    from patriot_cost.study.compare import Change, Stated

ABSENT = "absent"
"""A figure that a case does not have."""


def value_cell(figure: Stated | None) -> Cell:
    """Return a figure of a case as a cell; the case may lack it."""
    return Number(figure.value, figure.unit, figure.bound, figure.price_year) if figure else ABSENT


def change_cell(change: Change) -> Cell:
    """Return a change, or why there is no number for it."""
    if change.same:
        return "same"
    if change.value is None and change.reason != "unknown":
        return NEVER if change.reason == "never" else "-"
    return Number(change.value, change.unit, change.bound, change.price_year, style="change")


def growth_cell(change: Change) -> Cell:
    """Return a change in per cent of the old value; nothing where there is none."""
    return "" if change.part is None or change.same else Number(change.part, "share", style="growth")
