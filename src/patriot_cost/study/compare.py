"""Figures of two cases, and how they differ."""

from __future__ import annotations

from math import inf, isclose
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.units import currency, is_date

if TYPE_CHECKING:
    from patriot_cost.engine.bounds import Bound

_SAME = 1e-9
"""Values that differ by no more than this part are the same: what is left is rounding."""
_FLIPPED: dict[str, Bound] = {"floor": "ceiling", "ceiling": "floor", "mixed": "mixed"}


class Stated(NamedTuple):
    """A figure as one case has it; `value` None is unknown, and `reason` says why."""

    label: str
    unit: str
    value: float | None
    bound: Bound | None
    price_year: int | None
    reason: str = ""


class Change(NamedTuple):
    """New less old, None where no number says it, and `reason` says why.

    `unit` is that of the change: months between two months. `part` is the change over the old value; shares
    and dates have none.
    """

    value: float | None
    unit: str
    part: float | None = None
    bound: Bound | None = None
    reason: str = ""
    same: bool = False
    price_year: int | None = None


def change(old: Stated | None, new: Stated | None) -> Change:
    """Return how a figure changes; None is a case that does not have it."""
    if old is None or new is None:
        return Change(None, "", reason="absent", same=old is new)
    unit = _unit(old)
    if currency(unit) and old.price_year != new.price_year:
        return Change(None, unit, reason=f"in {old.price_year} and {new.price_year} dollars")
    if old.value is None or new.value is None:
        return Change(None, unit, reason="unknown", same=old.value is new.value)
    if old.value == new.value or isclose(old.value, new.value, rel_tol=_SAME):
        return Change(0.0, unit, part=0.0 if _has_part(old) else None, same=True)
    if inf in {old.value, new.value}:
        return Change(None, unit, reason="never")
    value = round(new.value * 12) - round(old.value * 12) if old.unit == "date" else new.value - old.value
    part = value / abs(old.value) if _has_part(old) and old.value else None
    return Change(float(value), unit, part, _side(old.bound, new.bound), price_year=new.price_year)


def _unit(figure: Stated) -> str:
    return "month" if figure.unit == "date" else figure.unit


def _has_part(figure: Stated) -> bool:
    """Tell whether a change in per cent of the figure means something."""
    dated = is_date(figure.value or 0, figure.unit)
    return not dated and figure.unit != "share"


def _side(old: str | None, new: Bound | None) -> Bound | None:
    """Return on which side a change is bounded: a floor less a ceiling is a floor."""
    sides = {side for side in (_FLIPPED[old] if old else None, new) if side}
    return sides.pop() if len(sides) == 1 else "mixed" if sides else None
