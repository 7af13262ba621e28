"""Which facts disagree, from small made-up facts."""

from __future__ import annotations

from typing import Any

import pytest

from patriot_cost.ledger.conflicts import Conflict, conflicts, number_bounds
from patriot_cost.model.ledger import Fact, Word

EMPTY = dict.fromkeys(("value", "low", "high", "bound", "price_year", "scope", "note"))


def fact(name: str, **given: Any) -> Fact:  # noqa: ANN401 - cells differ
    """Make a fact about the batteries of Ukraine in 2025, changed as given."""
    cells = {
        "subject": "ukraine",
        "measure": "by_year",
        "unit": "battery",
        "source": "post",
        "quality": "primary",
        "as_of": "2025",
    }
    return Fact(id=name, **(cells | EMPTY | given))


WORDS = {
    ("measure", f"by_{how}"): Word(kind="measure", word=f"by_{how}", label="A", compare=how, description="A.")
    for how in ("year", "date", "never")
}
MONEY = {"unit": "USD/battery", "scope": "contract"}


def disagree(*facts: Fact) -> list[Conflict]:
    """Return the conflicts among facts."""
    return conflicts(facts, WORDS)


AGREE = {
    "one fact": [{"value": 6.0}],
    "the same number": [{"value": 6.0}, {"value": 6.0}],
    "a value in a range": [{"low": 5.0, "high": 7.0}, {"value": 6.0}],
    "a value at the end of a range": [{"low": 5.0, "high": 7.0}, {"value": 7.0}],
    "ranges that meet": [{"low": 5.0, "high": 7.0}, {"low": 7.0, "high": 9.0}],
    "the range around a value": [{"value": 5.0, "low": 4.0, "high": 8.0}, {"value": 7.0}],
    "at least 3": [{"value": 3.0, "bound": "floor"}, {"value": 6.0}],
    "up to 8": [{"value": 8.0, "bound": "ceiling"}, {"value": 6.0}],
    "at least 3 and up to 8": [{"value": 3.0, "bound": "floor"}, {"value": 8.0, "bound": "ceiling"}],
    "a doubtful one": [{"value": 6.0}, {"value": 9.0, "quality": "doubtful"}],
    "an event": [{"value": 6.0}, {"unit": "event"}],
    "another year": [{"value": 6.0}, {"value": 9.0, "as_of": "2024"}],
    "another subject": [{"value": 6.0}, {"value": 9.0, "subject": "poland"}],
    "another unit": [{"value": 6.0}, {"value": 9.0, "unit": "launcher"}],
    "another scope": [
        {"value": 6.0, **MONEY, "price_year": 2025},
        {"value": 9.0} | MONEY | {"price_year": 2025, "scope": "gross"},
    ],
    "dollars of another year": [
        {"value": 6.0, **MONEY, "price_year": 2025},
        {"value": 9.0, **MONEY, "price_year": 2024},
    ],
    "another day of a measure of days": [
        {"value": 6.0, "measure": "by_date", "as_of": "2025-07-14"},
        {"value": 9.0, "measure": "by_date", "as_of": "2025-07-15"},
    ],
    "a measure never compared": [{"value": 6.0, "measure": "by_never"}, {"value": 9.0, "measure": "by_never"}],
    "undated beside dated": [{"value": 6.0}, {"value": 9.0, "as_of": None}],
}
APART = {
    "two values": ("2025", [{"value": 6.0}, {"value": 9.0}]),
    "two days of a year": ("2025", [{"value": 6.0, "as_of": "2025-07-14"}, {"value": 9.0, "as_of": "2025-08"}]),
    "one day": (
        "2025-07",
        [
            {"value": 6.0, "measure": "by_date", "as_of": "2025-07"},
            {"value": 9.0, "measure": "by_date", "as_of": "2025-07"},
        ],
    ),
    "a value outside a range": ("2025", [{"low": 5.0, "high": 7.0}, {"value": 9.0}]),
    "below a floor": ("2025", [{"value": 9.0, "bound": "floor"}, {"value": 6.0}]),
    "above a ceiling": ("2025", [{"value": 6.0, "bound": "ceiling"}, {"value": 9.0}]),
    "dollars of one year said in two": (
        "2024",
        [{"value": 6.0, **MONEY, "price_year": 2024}, {"value": 9.0, **MONEY, "price_year": 2024, "as_of": "2026"}],
    ),
    "both undated": ("undated", [{"value": 6.0, "as_of": None}, {"value": 9.0, "as_of": None}]),
    "a doubtful one and two others": ("2025", [{"value": 1.0, "quality": "doubtful"}, {"value": 6.0}, {"value": 9.0}]),
}


@pytest.mark.parametrize("given", AGREE.values(), ids=AGREE)
def test_facts_that_can_both_be_true_are_no_conflict(given: list[dict[str, Any]]) -> None:
    """Facts whose spans meet, or that speak of different things or times, do not disagree."""
    assert disagree(*(fact(f"f{number}", **each) for number, each in enumerate(given))) == []


@pytest.mark.parametrize(("period", "given"), APART.values(), ids=APART)
def test_facts_that_exclude_each_other_are_a_conflict(period: str, given: list[dict[str, Any]]) -> None:
    """Facts about one thing and period whose spans do not meet are one conflict of that period."""
    found = disagree(*(fact(f"f{number}", **each) for number, each in enumerate(given)))
    assert [conflict.period for conflict in found] == [period]
    assert all(each.quality != "doubtful" for each in found[0].facts)


def test_a_conflict_says_from_where_to_where() -> None:
    """Low, high and ratio are those of the middles: 6 (of 5 to 7) and 9, ratio 1.5, lowest first."""
    found = disagree(fact("b", value=9.0), fact("a", low=5.0, high=7.0))[0]
    assert (found.low, found.high, found.ratio) == (6.0, 9.0, 1.5)
    assert [each.id for each in found.facts] == ["a", "b"]
    assert (found.subject, found.measure, found.unit, found.scope) == ("ukraine", "by_year", "battery", None)


def test_the_widest_conflict_comes_first() -> None:
    """Zero against a number has no ratio and is the widest; then 3, then 1.5."""
    pairs = {"germany": (2.0, 3.0), "poland": (1.0, 3.0), "spain": (0.0, 1.0)}
    facts = [
        fact(f"{subject}-{value:g}", subject=subject, value=value) for subject, pair in pairs.items() for value in pair
    ]
    assert [(each.subject, each.ratio) for each in disagree(*facts)] == [
        ("spain", None),
        ("poland", 3.0),
        ("germany", 1.5),
    ]


def test_the_order_of_the_facts_does_not_matter() -> None:
    """The same facts in another order give the same conflicts."""
    facts = [fact("a", value=1.0), fact("b", value=2.0), fact("c", subject="spain", value=1.0)]
    facts.append(fact("d", subject="spain", value=2.0))
    assert disagree(*facts) == disagree(*reversed(facts))
    assert len(disagree(*facts)) == 2


def test_a_bound_opens_the_span_on_its_side() -> None:
    """A floor has no upper end, a ceiling goes down to zero, a value is itself."""
    assert number_bounds(fact("a", value=3.0, bound="floor")) == (3.0, float("inf"))
    assert number_bounds(fact("a", value=3.0, bound="ceiling")) == (0.0, 3.0)
    assert number_bounds(fact("a", value=3.0)) == (3.0, 3.0)
    assert number_bounds(fact("a", low=2.0, value=3.0, high=5.0)) == (2.0, 5.0)
