"""Which facts disagree, from small made-up facts."""

from __future__ import annotations

from typing import Any

import pytest

from patriot_cost.ledger.conflicts import Conflict, conflicts
from patriot_cost.ledger.roots import roots_of
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
    return conflicts(facts, WORDS, roots_of({each.id: each for each in facts}))


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
    "planned on two days for one year": [
        {"value": 6.0, "measure": "by_date", "as_of": "2025-07", "for_": "FY2028"},
        {"value": 9.0, "measure": "by_date", "as_of": "2026-07", "for_": "FY2028"},
    ],
    "a measure never compared": [{"value": 6.0, "measure": "by_never"}, {"value": 9.0, "measure": "by_never"}],
    "undated beside dated": [{"value": 6.0}, {"value": 9.0, "as_of": None}],
    "for another year": [{"value": 6.0, "for_": "FY2025"}, {"value": 9.0, "for_": "FY2026"}],
    "for a year beside one that does not say": [{"value": 6.0, "for_": "2025"}, {"value": 9.0}],
    "for one year in dollars of two": [
        {"value": 6.0, **MONEY, "for_": "FY2026", "price_year": 2025},
        {"value": 9.0, **MONEY, "for_": "FY2026", "price_year": 2026},
    ],
    "on one day in dollars of two years": [
        {"value": 6.0, **MONEY, "measure": "by_date", "price_year": 2025},
        {"value": 9.0, **MONEY, "measure": "by_date", "price_year": 2024},
    ],
    "constant dollars beside others": [
        {"value": 6.0, **MONEY, "price_year": 2025, "dollars": "constant"},
        {"value": 9.0, **MONEY, "price_year": 2025, "dollars": "then_year"},
        {"value": 9.0, **MONEY, "price_year": 2025},
    ],
    "totals of other parts": [
        {"value": 6.0, **MONEY, "price_year": 2025, "includes": "system", "load": "48"},
        {"value": 9.0, **MONEY, "price_year": 2025, "includes": "system, missiles", "load": "48"},
    ],
    "totals of other loads": [
        {"value": 6.0, **MONEY, "price_year": 2025, "includes": "missiles", "load": "48"},
        {"value": 9.0, **MONEY, "price_year": 2025, "includes": "missiles", "load": "96"},
        {"value": 12.0, **MONEY, "price_year": 2025, "includes": "missiles", "load": "not stated"},
        {"value": 15.0, **MONEY, "price_year": 2025},
    ],
    "a copy that does not say what its root is for": [
        {"value": 6.0, "for_": "FY2024"},
        {"value": 6.0, "repeats": "f0"},
        {"value": 9.0},
    ],
    "a copy that does not say what its root includes": [
        {"value": 6.0, **MONEY, "price_year": 2025, "dollars": "constant", "includes": "system", "load": "0"},
        {"value": 6.0, **MONEY, "price_year": 2025, "repeats": "f0"},
        {"value": 9.0, **MONEY, "price_year": 2025},
    ],
    "a copy within the range of its root": [{"low": 4.0, "high": 7.0}, {"value": 4.5, "repeats": "f0"}, {"value": 6.0}],
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
    "planned on one day for one year": (
        "2025-07",
        [
            {"value": 6.0, "measure": "by_date", "as_of": "2025-07", "for_": "FY2028"},
            {"value": 9.0, "measure": "by_date", "as_of": "2025-07", "for_": "FY2028"},
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
    "for one year, said in two": (
        "2026",
        [{"value": 6.0, "for_": "2026"}, {"value": 9.0, "for_": "2026", "as_of": None}],
    ),
    "then-year dollars beside unstated": (
        "2025",
        [
            {"value": 6.0, **MONEY, "price_year": 2025, "dollars": "then_year"},
            {"value": 9.0, **MONEY, "price_year": 2025, "dollars": "unstated"},
        ],
    ),
    "totals of the same parts": (
        "2025",
        [
            {"value": 6.0, **MONEY, "price_year": 2025, "includes": "system, spares", "load": "0"},
            {"value": 9.0, **MONEY, "price_year": 2025, "includes": "spares, system", "load": "0"},
        ],
    ),
    "a copy with another number": ("2025", [{"value": 6.0}, {"value": 9.0, "repeats": "f0"}]),
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
    assert [conflict.question.period for conflict in found] == [period]
    assert all(each.quality != "doubtful" for each in found[0].facts)


def test_a_conflict_says_from_where_to_where() -> None:
    """Low, high and ratio are those of the middles: 6 (of 5 to 7) and 9, ratio 1.5, lowest first."""
    found = disagree(fact("b", value=9.0), fact("a", low=5.0, high=7.0))[0]
    assert (found.low, found.high, found.ratio) == (6.0, 9.0, 1.5)
    assert [each.id for each in found.facts] == ["a", "b"]
    assert found.question[:4] == ("ukraine", "by_year", "battery", None)


def test_the_widest_conflict_comes_first() -> None:
    """Zero against a number has no ratio and is the widest; then 3, then 1.5."""
    pairs = {"germany": (2.0, 3.0), "poland": (1.0, 3.0), "spain": (0.0, 1.0)}
    facts = [
        fact(f"{subject}-{value:g}", subject=subject, value=value) for subject, pair in pairs.items() for value in pair
    ]
    assert [(each.question.subject, each.ratio) for each in disagree(*facts)] == [
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


def test_copies_of_an_estimate_are_one_statement() -> None:
    """Two reports of 6 and one of 9 are two roots: 6, said by the root and its copy, and 9."""
    found = disagree(fact("b", value=6.0, repeats="a"), fact("c", value=9.0), fact("a", value=6.0))[0]
    assert (found.roots, found.low, found.high) == (2, 6.0, 9.0)
    assert [[each.id for each in one.facts] for one in found.statements] == [["a", "b"], ["c"]]


def test_a_copy_that_contradicts_its_root_stands_alone() -> None:
    """One root is no agreement of two, and a copy with another number conflicts with it; a faithful one does not."""
    facts = [fact("a", value=6.0), fact("b", value=9.0, repeats="a"), fact("c", value=6.0, repeats="b")]
    (found,) = disagree(*facts)
    assert (found.roots, found.ratio) == (1, 1.5)
    assert [[each.id for each in one.facts] for one in found.statements] == [["a", "c"], ["b"]]


def test_copies_stand_for_a_root_that_was_not_asked_for() -> None:
    """Where the selection lacks the root, its copies are still one statement, with the number of the newest: 6 to 7."""
    root, old = fact("a", value=6.0), fact("b", value=6.0, repeats="a")
    facts = [old, fact("c", low=6.0, high=7.0, repeats="a", as_of="2025-07"), fact("d", value=9.0)]
    (found,) = conflicts(facts, WORDS, roots_of({each.id: each for each in (root, *facts)}))
    assert (found.roots, found.low, found.high) == (2, 6.5, 9.0)
    assert [[each.id for each in one.facts] for one in found.statements] == [["c", "b"], ["d"]]


@pytest.mark.parametrize(("includes", "load"), [("not stated", "48"), ("system, missiles", "not stated")])
def test_totals_that_leave_something_open_are_not_divided(includes: str, load: str) -> None:
    """Both numbers are shown, without a ratio, and after the conflicts that have one."""
    total = {**MONEY, "price_year": 2025, "includes": includes, "load": load}
    open_totals = [fact("a", value=1.0, **total), fact("b", value=9.0, **total)]
    found = disagree(*open_totals, fact("c", value=5.0), fact("d", value=6.0))
    assert [(one.low, one.high, one.ratio) for one in found] == [(5.0, 6.0, 1.2), (1.0, 9.0, None)]
