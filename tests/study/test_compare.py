"""How a figure differs between two cases."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patriot_cost.study.compare import Stated, change

SIDES = st.sampled_from([None, "floor", "ceiling", "mixed"])
OPPOSITE = {"floor": "ceiling", "ceiling": "floor", "mixed": "mixed", None: None}


def stated(value: float | None, unit: str = "USD", bound: str | None = None, year: int | None = 2025) -> Stated:
    """Return a figure of one case."""
    return Stated("A figure", unit, value, bound, year, "" if value is not None else "a.path")  # type: ignore[arg-type]


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12), SIDES, SIDES)
def test_there_and_back_is_nothing(old: float, new: float, left: str | None, right: str | None) -> None:
    """The change from b to a is the opposite of the change from a to b, and bounded on the opposite side."""
    there = change(stated(old, bound=left), stated(new, bound=right))
    back = change(stated(new, bound=right), stated(old, bound=left))
    assert there.value == -(back.value or 0.0)
    assert there.bound == OPPOSITE[back.bound]


@given(st.floats(-1e12, 1e12), SIDES)
def test_the_same_is_no_change(value: float, bound: str | None) -> None:
    """A case against itself changes by 0, not by a bounded number."""
    same = change(stated(value, bound=bound), stated(value, bound=bound))
    assert (same.value, same.part, same.bound, same.same) == (0.0, 0.0, None, True)


@pytest.mark.parametrize(
    ("old", "new", "bound"),
    [
        (None, "floor", "floor"),
        (None, "ceiling", "ceiling"),
        ("ceiling", None, "floor"),
        ("floor", None, "ceiling"),
        ("ceiling", "floor", "floor"),
        ("ceiling", "ceiling", "mixed"),
        (None, None, None),
    ],
)
def test_a_change_is_bounded_as_its_ends_are(old: str | None, new: str | None, bound: str | None) -> None:
    """Less than at most 20 is at least so much less; two ends that may both fall leave it open."""
    assert change(stated(20, bound=old), stated(17, bound=new)).bound == bound


def test_the_change_in_per_cent_is_of_the_size_of_the_old() -> None:
    """From 20 to 25 is a quarter, from -20 to -25 a quarter less; of nothing there is no part."""
    assert change(stated(20), stated(25)).part == 0.25
    assert change(stated(-20), stated(-25)).part == -0.25
    assert change(stated(0), stated(25)).part is None


def test_dates_change_by_months_and_shares_by_points() -> None:
    """September to July of the next year is ten months; neither has a change in per cent."""
    months = change(stated(2026 + 8 / 12, "date"), stated(2027 + 6 / 12, "date"))
    assert (months.value, months.unit, months.part) == (10.0, "month", None)
    years = change(stated(2031, "year"), stated(2034, "year"))
    assert (years.value, years.unit, years.part) == (3, "year", None)
    assert change(stated(2, "year"), stated(3, "year")).part == 0.5
    assert change(stated(0.2, "share"), stated(0.25, "share")).part is None


def test_what_has_no_number_has_a_reason() -> None:
    """Unknown, absent, never and other dollars are each said, and none is 0."""
    assert change(stated(None), stated(3))[:1] + change(stated(None), stated(3))[4:5] == (None, "unknown")
    assert (change(None, stated(3)).value, change(None, stated(3)).reason) == (None, "absent")
    never = change(stated(2030.0, "date"), stated(inf, "date"))
    assert (never.value, never.reason) == (None, "never")
    assert change(stated(inf, "date"), stated(inf, "date")).same
    other = change(stated(3), stated(3, year=2026))
    assert (other.value, other.reason, other.same) == (None, "in 2025 and 2026 dollars", False)
    assert change(stated(3, "battery", year=None), stated(3, "battery", year=None)).value == 0
