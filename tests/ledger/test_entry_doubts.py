"""What a row should say and does not, and days that cannot both be right; all on made-up rows."""

from __future__ import annotations

from typing import Any

import pytest

from patriot_cost.ledger.entry_doubts import entry_doubts
from patriot_cost.model.ledger import Fact, Source
from patriot_cost.model.record_shape import columns_of

PRICE = Fact(
    *("X1", "battery", "battery_cost", 1e9, None, None, None, "USD/battery", 2025, "unstated", "2025", "s1"),
    *("relayed", None),
    dollars="unstated",
    includes="system, missiles",
    load="not stated",
)
SOURCE = Source("s1", "Who", "What", "https://who.org/page", "2025-07", "press", None, None, (), "blog")
EVERY = {"facts/x.csv": columns_of(Fact), "sources.csv": columns_of(Source)}
COUNT = {"unit": "battery", "price_year": None, "scope": None, "dollars": None, "includes": None, "load": None}


def told(headers: Any = EVERY, published: str | None = "2025-07", **change: Any) -> list[str]:  # noqa: ANN401
    """Return the topics of the doubts about one fact and its source."""
    grade = change.pop("grade", "blog")
    facts, sources = {"X1": PRICE._replace(**change)}, {"s1": SOURCE._replace(published=published, grade=grade)}
    found = [*entry_doubts(facts, sources, {"X1": "facts/x.csv:2"}, {"s1": "sources.csv:7"}, headers)]
    assert all(doubt.where == ("sources.csv:7" if doubt.about == "s1" else "facts/x.csv:2") for doubt in found)
    return [doubt.topic for doubt in found]


@pytest.mark.parametrize(
    ("change", "topics"),
    [
        ({}, []),
        ({"dollars": None}, ["no_kind_of_dollars"]),
        ({"includes": None, "load": None}, ["no_load"]),
        ({"measure": "system_cost", "includes": None, "load": None}, ["no_load"]),
        ({"measure": "upgrade_cost", "includes": None, "load": None}, []),
        ({"dollars": None, "includes": None, "load": None}, ["no_kind_of_dollars", "no_load"]),
        (COUNT, []),
        (COUNT | {"unit": "USD/EUR"}, []),
        ({"grade": None}, ["no_grade"]),
    ],
)
def test_a_cell_that_should_be_filled_is_missed(change: dict[str, Any], topics: list[str]) -> None:
    """Money has a kind, the price of a battery its parts, a source its grade; counts and rates of money have none."""
    assert told(**change) == topics


def test_what_the_root_states_is_not_missed_in_a_copy() -> None:
    """A copy of the same price takes kind and parts from its root; a copy of another number has to state them."""
    bare = PRICE._replace(id="X2", dollars=None, includes=None, load=None, repeats="X1")
    places = {"X1": "facts/x.csv:2", "X2": "facts/x.csv:3"}
    for copy, topics in ((bare, []), (bare._replace(measure="system_cost"), ["no_kind_of_dollars", "no_load"])):
        found = entry_doubts({"X1": PRICE, "X2": copy}, {"s1": SOURCE}, places, {"s1": "sources.csv:7"}, EVERY)
        assert [(doubt.about, doubt.topic) for doubt in found] == [("X2", topic) for topic in topics]


def test_a_column_that_a_table_does_not_have_is_not_missed() -> None:
    """The columns came later: an older table ends before them."""
    older = {"facts/x.csv": columns_of(Fact)[:14], "sources.csv": columns_of(Source)[:8]}
    assert told(older, dollars=None, includes=None, load=None, grade=None) == []
    half = older | {"facts/x.csv": columns_of(Fact)[: columns_of(Fact).index("dollars") + 1]}
    assert told(half, dollars=None, includes=None, load=None, grade=None) == ["no_kind_of_dollars"]


@pytest.mark.parametrize(
    ("day", "published", "early"),
    [
        ("2025-06-30", "2025-07", True),
        ("2025-07-01", "2025-07", False),
        ("2025-07-13", "2025-07-14", True),
        ("2025-07-14", "2025-07-14", False),
        ("2025-07", "2025-07-14", False),
        ("2025", "2025-07", False),
        ("2024", "2025-07", True),
        ("2024-12-31", "2025", True),
        ("2024-12-31", None, False),
    ],
)
@pytest.mark.parametrize("column", ["read_on", "checked_on"])
def test_no_page_is_read_before_it_is_published(column: str, day: str, published: str | None, early: bool) -> None:  # noqa: FBT001 - the answer
    """A day, month or year that is over before the other begins cannot be right; two that overlap can."""
    assert told(published=published, **{column: day}) == (["read_too_early"] if early else [])
