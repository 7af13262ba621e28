"""Comparison of facts: periods, totals, numbers that contradict each other; from small made-up facts."""

from __future__ import annotations

from typing import Any

import pytest

from patriot_cost.ledger.comparable import Total, contradicts, first_date, number_bounds, period_of, total_of
from patriot_cost.model.ledger import Fact

EMPTY = dict.fromkeys(("value", "low", "high", "bound", "price_year", "scope", "note", "as_of"))


def fact(name: str, **given: Any) -> Fact:  # noqa: ANN401 - cells differ
    """Make a fact about the batteries of Ukraine, changed as given."""
    cells = {"subject": "ukraine", "measure": "held", "unit": "battery", "source": "post", "quality": "primary"}
    return Fact(id=name, **(cells | EMPTY | given))


def test_the_parts_of_a_total_have_one_order() -> None:
    """Missiles and system are system and missiles; a total that is not stated is not divided by another."""
    one, other = (fact("a", includes=text, load="48") for text in ("missiles, system", "system, missiles"))
    assert total_of(one) == total_of(other) == Total("system, missiles", "48")
    assert total_of(fact("b", includes="not stated", load="48")) == Total("not stated", "48")
    assert total_of(fact("c")) == Total(None, None)
    stated = [("system", "48"), ("system", "not stated"), ("not stated", "48"), (None, None)]
    assert [Total(*each).divides for each in stated] == [True, False, False, True]


@pytest.mark.parametrize(
    ("given", "period", "first"),
    [
        ({}, None, ""),
        ({"as_of": "2025-07"}, "2025-07", "2025-07"),
        ({"as_of": "2025-07", "for_": "2026"}, "2026", "2026"),
        ({"as_of": "2025-07", "for_": "FY2026"}, "FY2026", "2026"),
        ({"as_of": "2025-07", "for_": "FY2004/FY2040"}, "FY2004/FY2040", "2004"),
        ({"as_of": "2025-07", "for_": "2025-01/2025-06"}, "2025-01/2025-06", "2025-01"),
        ({"as_of": "2025-07", "for_": "lot 12"}, "lot 12", "2025-07"),
    ],
)
def test_a_number_is_of_the_period_it_is_about(given: dict[str, str], period: str | None, first: str) -> None:
    """The year it speaks of, not the day it was printed; a lot has no date, so that of its fact orders it."""
    assert (period_of(fact("a", **given)), first_date(fact("a", **given))) == (period, first)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"value": 6.0}, {"value": 9.0}, True),
        ({"value": 6.0}, {"value": 6.0}, False),
        ({"low": 5.0, "high": 7.0}, {"value": 6.0}, False),
        ({"value": 6.0}, {"value": 9.0, "unit": "launcher"}, False),
        ({"value": 6.0}, {"value": 9.0, "measure": "by_date"}, False),
        ({"value": 6.0}, {"unit": "event"}, False),
        ({"value": 6.0}, {}, False),
    ],
)
def test_numbers_of_one_kind_may_contradict(one: dict[str, Any], other: dict[str, Any], *, expected: bool) -> None:
    """A number contradicts another of its measure and unit; facts without a number contradict nothing."""
    assert contradicts(fact("a", **one), fact("b", **other)) is expected
    assert contradicts(fact("b", **other), fact("a", **one)) is expected


def test_a_bound_opens_the_span_on_its_side() -> None:
    """A floor has no upper end, a ceiling goes down to zero, a value is itself."""
    assert number_bounds(fact("a", value=3.0, bound="floor")) == (3.0, float("inf"))
    assert number_bounds(fact("a", value=3.0, bound="ceiling")) == (0.0, 3.0)
    assert number_bounds(fact("a", value=3.0)) == (3.0, 3.0)
    assert number_bounds(fact("a", low=2.0, value=3.0, high=5.0)) == (2.0, 5.0)
