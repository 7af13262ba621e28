"""Binding limits: each taken away alone, as it could be typed."""

from __future__ import annotations

import pytest

from patriot_cost import evaluate, load
from patriot_cost.study.binding import binding_limits

TAKEN_AWAY = {"share": ("open_share", "=1"), "rate": ("rate.*", "*=2"), "lead time": ("lead_time", "=12")}


def test_a_limit_taken_away_is_the_case_with_it_typed() -> None:
    """With all the output open, twice the rates, or a year of lead time typed, the gap closes in the year given."""
    case = evaluate(load("mid-2026"))
    found = binding_limits(case)
    assert found
    closed = [one.closed for one in found]
    assert closed == sorted(closed)
    assert closed[-1] < (case["gap_closed_year"].value or 0)
    for limit, year in found:
        field, change = TAKEN_AWAY[limit]
        paths = [path for path in case.loaded.estimates if path.startswith("production.fire_unit." + field.rstrip("*"))]
        typed = evaluate(load("mid-2026", set=[f"{path}{change}" for path in paths]))
        assert typed["gap_closed_year"].value == year, limit


@pytest.mark.parametrize("requirement", [0, 3])
def test_no_gap_has_no_limits(requirement: int) -> None:
    """What is met from the start is bound by nothing."""
    assert binding_limits(evaluate(load(set={"requirement.batteries": requirement}))) is None
