"""What facts, sources and headers of scenarios refuse."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from patriot_cost.dataset.checked_records import Refused, checked
from patriot_cost.model.budgets import Budget
from patriot_cost.model.case import Correlation
from patriot_cost.model.fields import made
from patriot_cost.model.ledger import Fact, Source
from patriot_cost.model.scenario import ScenarioHeader
from patriot_cost.model.upkeep import Correction

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


BUDGET: dict[str, Any] = {
    "line": "pac3_mse",
    "account": "procurement",
    "fiscal_year": 2026,
    "edition": "PB2026",
    "stage": "request",
    "quantity_fact": "R001",
    "money_fact": "R002",
    "per_unit": "price",
    "remark": None,
}
CORRECTION: dict[str, Any] = {
    "date": "2026-11-22",
    "fact": "R005",
    "column": "note",
    "old": None,
    "new": "Other.",
    "reason": "It was wrong.",
}
NO_NUMBER = {"value": None, "price_year": None, "scope": None}
ROWS = [
    made(Fact, FACT),
    made(Fact, FACT | {"value": None, "low": 400e6, "high": 500e6}),
    made(Fact, FACT | {"low": 400e6, "high": 500e6, "includes": "system", "load": "0"}),
    made(Fact, FACT | {"quality": "derived", "formula": "2 * R001", "note": "Twice it."}),
    made(Fact, FACT | {"repeats": "R001", "checked": "yes", "checked_on": "2026-11-22", "dollars": "contract"}),
    made(Fact, FACT | {"price_year": None, "dollars": "then_year"}),
    made(Fact, FACT | NO_NUMBER | {"unit": "event"}),
    made(Budget, BUDGET),
    made(Budget, BUDGET | {"money_fact": None, "per_unit": None}),
    made(Budget, BUDGET | {"stage": "total", "per_unit": None}),
    made(Correction, CORRECTION),
    made(Correction, CORRECTION | {"old": "This.", "new": None}),
]


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_a_cell_that_cannot_be_read_is_no_reason_for_another_fault(row: Fact | Budget | Correction) -> None:
    """A rule that is broken only because a cell is missing names that cell, and is then left to the fault of it."""
    assert row.faults() == []
    for column in set(row._fields) - {"column"}:
        assert all(column in fields for fields, _ in row._replace(**{column: None}).faults()), column


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"quantity_fact": None, "money_fact": None, "per_unit": None}, "neither quantity nor money"),
        ({"stage": "total"}, "'price' of a total; needed: that of its parts"),
        ({"quantity_fact": None}, "'price' of one number; needed: quantity_fact and money_fact"),
        ({"money_fact": None}, "'price' of one number; needed: quantity_fact and money_fact"),
    ],
)
def test_an_unsound_budget_is_refused(change: dict[str, Any], said: str) -> None:
    """A price has both its quantity and its money, and is never that of a total."""
    (fault,) = made(Budget, BUDGET | change).faults()
    assert said in fault.message


MATRIX = ((1.0, 0.5), (0.5, 1.0))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"matrix": ()}, ["needed: either a coefficient for every two paths, or a matrix"]),
        ({"coefficient": 0.5}, ["needed: either a coefficient for every two paths, or a matrix"]),
        ({"paths": ("a.x", "a.x")}, ["a path is named twice"]),
        ({"paths": ("a.*", "b")}, ["a path with * beside a matrix; needed: one path for each row"]),
        ({"matrix": (*MATRIX, (0.0, 0.0))}, ["the matrix is not of 2 rows and columns, one for each path"]),
        ({"matrix": ((1.0, 0.5), (0.5,))}, ["the matrix is not of 2 rows and columns, one for each path"]),
        ({"matrix": ((1.0, 0.5), (0.5, 0.9))}, ["the matrix has no 1 on its diagonal"]),
        ({"matrix": ((1.0, 0.5), (0.4, 1.0))}, ["the matrix is not symmetric"]),
    ],
)
def test_an_unsound_correlation_is_refused(change: dict[str, Any], said: list[str]) -> None:
    """A matrix has a row and a column for each path, 1 on its diagonal, and the same on both sides of it."""
    sound = Correlation(("a", "b"), "Why.", None, MATRIX)
    assert sound.faults() == []
    assert [fault.message for fault in sound._replace(**change).faults()] == said
