"""What nothing real has, and what does not fit together, is told; what is only unusual is not."""

from __future__ import annotations

from typing import Any

import pytest

from patriot_cost.ledger.plausibility import fact_doubts, source_doubts
from patriot_cost.model.ledger import Fact, Source

FACT = Fact(
    "X1", "shahed", "unit_cost", 3e4, None, None, None, "USD/drone", 2025, "unstated", "2025", "s1", "primary", None
)
SOURCE = Source("s1", "Who", "What", "https://who.org/page", "2025", "press", None, None)


def told(*changes: dict[str, Any]) -> list[tuple[str, str]]:
    """Return topic and subject of the doubts about facts that differ from one, each of another day."""
    facts = [
        FACT._replace(id=f"X{place}", as_of=f"20{place:02}")._replace(**change) for place, change in enumerate(changes)
    ]
    places = {fact.id: f"facts/x.csv:{place}" for place, fact in enumerate(facts, 2)}
    found = [*fact_doubts({fact.id: fact for fact in facts}, places)]
    assert all(doubt.where == places[doubt.about] for doubt in found)
    return [(doubt.topic, doubt.about) for doubt in found]


SHARE = {"unit": "share", "price_year": None, "scope": None}
COUNT = {"unit": "battery", "price_year": None, "scope": None}


@pytest.mark.parametrize(
    ("change", "topic"),
    [
        (SHARE | {"value": 20.0}, "share_above_1"),
        (SHARE | {"value": None, "low": 0.2, "high": 1.5}, "share_above_1"),
        (SHARE | {"value": -1.01}, "share_above_1"),
        (SHARE | {"value": 1.0}, ""),
        (SHARE | {"value": -0.3}, ""),
        ({"value": 4.2}, "little_money"),
        ({"value": 450.0, "unit": "EUR"}, "little_money"),
        ({"value": None, "low": 999.0, "high": 5000.0}, "little_money"),
        ({"value": 1000.0}, ""),
        ({"value": 1.1, "unit": "USD/EUR"}, ""),
        (COUNT | {"value": 4.2}, ""),
        (COUNT | {"value": -3.0}, "negative"),
        (COUNT | {"value": 1e30}, "out_of_proportion"),
        (COUNT | {"value": 0.0}, ""),
        (COUNT | {"value": None}, ""),
    ],
)
def test_a_number_is_held_against_its_unit(change: dict[str, Any], topic: str) -> None:
    """A share above 1, money that was meant in millions, less than nothing: one doubt, at any of the three numbers."""
    assert told(change) == ([(topic, "X0")] if topic else [])


def test_a_number_is_held_against_the_others() -> None:
    """30 million among prices of some ten thousand is told; of two that differ so, both; a factor of 100 is not."""
    far = {"value": 3e7}
    assert told({}, {"value": 2e4}, far) == [("far_from_others", "X2")]
    assert told({}, far) == [("far_from_others", "X0"), ("far_from_others", "X1")]
    assert told({}, {"value": 2e4}, {"value": 3e6}) == []
    assert told({}, {"value": 2e4}, far | {"subject": "kinzhal"}) == []
    assert told({}, {"value": 2e4}, far | {"unit": "USD"}) == []


def test_facts_of_one_thing_are_per_one_thing() -> None:
    """A price per missile beside two per drone is told; a total, a rate in time, or another thing's price is not."""
    assert told({}, {}, {"unit": "USD/missile"}) == [("mixed_units", "X2")]
    assert told({}, {"unit": "EUR/missile"}) == [("mixed_units", "X1")]
    assert told({}, {"unit": "USD"}, {"unit": "USD/year"}, {"unit": "USD/drone/year"}, {"unit": "EUR/drone"}) == []
    assert told({}, {"unit": "USD/missile", "subject": "kinzhal"}, {"unit": "USD/missile", "measure": "price"}) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://who.org/page",
        "http://www.Who.org/page/",
        "https://who.org/page#part-2",
        "https://who.org:443/page",
        "https://who.org/page/?utm_source=x&utm_medium=rss#top",
    ],
)
def test_an_address_stands_once(url: str) -> None:
    """A second source of a page, however its address is written, is told with the first; another page is not."""
    sources = {
        "s1": SOURCE,
        "s2": SOURCE._replace(id="s2", url=url),
        "s3": SOURCE._replace(url="https://who.org/page2"),
    }
    facts = {name: FACT._replace(id=name, source=name) for name in sources}
    (doubt,) = source_doubts(sources, facts, dict.fromkeys(sources, "sources.csv:3"))
    assert (doubt.topic, doubt.message) == ("address_twice", "s2: has the address of s1")
