"""Binding limits: each taken away alone, as it could be typed."""

from __future__ import annotations

from math import inf

import pytest

from patriot_cost import evaluate, load
from patriot_cost.study.binding_limits import binding_limits

TAKEN_AWAY = {
    "share": ("open_share", "=1"),
    "order book": ("order_book", "=0"),
    "rate": ("rate.", "*=2"),
    "lead time": ("lead_time", "=12"),
}
TYPED = {"money": "orders.profile=fast", "halt": "supply.halt_months=0"}


@pytest.mark.parametrize(
    ("settings", "limits"),
    [
        ([], {"share", "rate", "lead time"}),
        (["supply.rule=queue", "production.fire_unit.order_book=60"], {"order book", "rate"}),
        (["orders.profile=level", "production.fire_unit.open_share=1"], {"money", "lead time"}),
        (["supply.halt_start=2030.0", "supply.halt_months=60"], {"share", "rate", "lead time", "halt"}),
    ],
    ids=["share", "queue", "level orders", "halt"],
)
def test_a_limit_taken_away_is_the_case_with_it_typed(settings: list[str], limits: set[str]) -> None:
    """With all the output open, twice the rates, a year of lead time and so on typed, the gap closes as was said."""
    case = evaluate(load("mid-2026", set=settings))
    found = binding_limits(case)
    assert found is not None
    assert {one.limit for one in found} == limits
    closed = [one.closed for one in found]
    assert closed == sorted(closed)
    assert closed[-1] < (case["gap_closed_year"].value or 0) <= inf
    for limit, year in found:
        if limit in TYPED:
            changes = [TYPED[limit]]
        else:
            field, change = TAKEN_AWAY[limit]
            start = f"production.fire_unit.{field}"
            changes = [f"{path}{change}" for path in case.loaded.estimates if path.startswith(start)]
        typed = evaluate(load("mid-2026", set=[*settings, *changes]))
        assert typed["gap_closed_year"].value == year, limit


@pytest.mark.parametrize("requirement", [0, 3])
def test_no_gap_has_no_limits(requirement: int) -> None:
    """A requirement that is met from the start is bound by nothing."""
    assert binding_limits(evaluate(load(set={"requirement.batteries": requirement}))) is None
