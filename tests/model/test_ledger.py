"""What facts, sources and headers of scenarios refuse."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from patriot_cost.dataset.checked_records import Refused, checked
from patriot_cost.model.fields import made
from patriot_cost.model.ledger import Fact, Source
from patriot_cost.model.scenario import ScenarioHeader

FACT: dict[str, Any] = {
    "id": "R005",
    "subject": "battery",
    "measure": "system_cost",
    "value": 450e6,
    "low": None,
    "high": None,
    "bound": None,
    "unit": "USD/battery",
    "price_year": 2025,
    "scope": "unstated",
    "as_of": "2025-07",
    "source": "reuters-2025-07",
    "quality": "relayed",
    "note": None,
}
SOURCE: dict[str, Any] = {
    "id": "reuters-2025-07",
    "publisher": "Reuters",
    "title": "A title",
    "url": "https://example.org/a",
    "published": "2025-07",
    "kind": "press",
    "via": None,
    "note": None,
}
HEADER: dict[str, Any] = {
    "id": "case",
    "title": "Case",
    "author": "tests",
    "date": date(2026, 11, 23),
    "as_of": date(2026, 7, 31),
    "reference": "tests",
    "description": "A case for tests.",
}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"colour": "red"}, "no key 'colour'"),
        ({"value": "450M"}, "found '450M'; needed: a number"),
        ({"value": float("nan")}, "finite number"),
        ({"value": float("inf")}, "finite number"),
        ({"unit": "USD/tank"}, "no unit 'USD/tank'"),
        ({"price_year": None}, "money without a price_year"),
        ({"price_year": None, "dollars": "constant"}, "money without a price_year"),
        ({"scope": None}, "money without a scope"),
        ({"low": 500e6}, "low <= value <= high"),
        ({"high": 400e6}, "low <= value <= high"),
        ({"value": None, "low": 5.0, "high": 4.0}, "low <= value <= high"),
        ({"bound": "least"}, "allowed: floor, ceiling"),
        ({"as_of": "July 2025"}, "is not a "),
        ({"quality": "good"}, "'good' is not allowed"),
        ({"source": "two words"}, "is not a "),
        ({"id": ""}, "is not a "),
        ({"price_year": 25}, "needed: 1950 or more"),
    ],
)
def test_an_unsound_fact_is_refused(change: dict[str, Any], said: str) -> None:
    """A fact with an unknown key, a wrong type, money without its year or scope, or a wrong order is refused."""
    assert checked(Fact, FACT).value == 450e6
    with pytest.raises(Refused) as refused:
        checked(Fact, FACT | change)
    assert said in str(refused.value)


def test_a_fact_may_be_a_range_or_an_event() -> None:
    """A fact may state a range without a middle, or an event without a number."""
    ranged = checked(Fact, FACT | {"value": None, "low": 1.5e9, "high": 2e9})
    assert (ranged.low, ranged.value, ranged.high) == (1.5e9, None, 2e9)
    event = FACT | {"value": None, "unit": "event", "price_year": None, "scope": None}
    assert checked(Fact, event).value is None


def test_then_year_money_of_several_years_has_no_price_year() -> None:
    """A sum over FY2004 to FY2025, each year in its own dollars, is in dollars of no one year."""
    summed = {"price_year": None, "dollars": "then_year", "for_": "FY2004/FY2025"}
    assert checked(Fact, FACT | summed).price_year is None


@pytest.mark.parametrize("missing", FACT)
def test_a_fact_states_every_column(missing: str) -> None:
    """A fact without one of its columns is refused, also where the column may be empty."""
    with pytest.raises(Refused, match=f"{missing}: missing"):
        checked(Fact, {name: given for name, given in FACT.items() if name != missing})


@pytest.mark.parametrize(
    "change", [{"kind": "blog"}, {"published": "31 July"}, {"id": "a b"}, {"publisher": None}, {"seen": "today"}]
)
def test_an_unsound_source_is_refused(change: dict[str, Any]) -> None:
    """A source of an unknown kind, with a wrong date or id, or without a publisher is refused."""
    assert checked(Source, SOURCE).kind == "press"
    with pytest.raises(Refused):
        checked(Source, SOURCE | change)


@pytest.mark.parametrize(
    "change",
    [
        {"description": 7},
        {"date": "2026-11-23"},
        {"as_of": 2026},
        {"id": "two words"},
        {"price_year": 1900},
        {"extends": "-"},
        {"version": 1},
        {"author": None},
    ],
)
def test_an_unsound_header_is_refused(change: dict[str, Any]) -> None:
    """A scenario whose header lacks a date, an author, an id or a text is refused."""
    assert checked(ScenarioHeader, HEADER).id == "case"
    with pytest.raises(Refused):
        checked(ScenarioHeader, HEADER | change)


def test_ledger_records_never_change() -> None:
    """A fact and a source cannot be changed once made."""
    fact, source = checked(Fact, FACT), checked(Source, SOURCE)
    with pytest.raises(AttributeError):
        fact.value = 1.0  # type: ignore[misc]
    with pytest.raises(AttributeError):
        source.title = "Other"  # type: ignore[misc]
    assert (fact.value, source.title) == (450e6, "A title")


def test_a_look_has_its_day() -> None:
    """Whether a number was found again says nothing without the day, and a day nothing without the outcome."""
    looked = FACT | {"checked": "elsewhere", "checked_on": "2026-11-22"}
    assert made(Fact, looked).faults() == []
    for name in ("checked", "checked_on"):
        assert [one.message for one in made(Fact, {**looked, name: None}).faults()] == [
            "checked and checked_on belong together; needed: both or neither"
        ]
