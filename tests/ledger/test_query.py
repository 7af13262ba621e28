"""Which facts a query selects, in which order, from a small made-up ledger."""

from __future__ import annotations

from typing import Any

import pytest

from patriot_cost.errors import UsageFault
from patriot_cost.ledger.query import SORTS, Ledger, Query, select
from patriot_cost.model.ledger import Fact, Source, Word

NOTHING = dict.fromkeys(("value", "low", "high", "bound", "price_year", "scope", "as_of", "note"))


def fact(name: str, subject: str, measure: str, source: str, **given: Any) -> Fact:  # noqa: ANN401 - cells differ
    """Make a fact from what matters."""
    cells = {"unit": "battery", "quality": "primary"} | NOTHING | given
    return Fact(id=name, subject=subject, measure=measure, source=source, **cells)


def source(name: str, publisher: str, kind: str, title: str, grade: Any = None) -> Source:  # noqa: ANN401 - a word
    """Make a source from what matters."""
    rest = {"published": None, "via": None, "note": None, "grade": grade}
    return Source(id=name, publisher=publisher, title=title, url=f"https://{name}.org", kind=kind, **rest)


def word(kind: str, name: str) -> Word:
    """Make a word."""
    return Word(kind=kind, word=name, label=name, compare="year" if kind == "measure" else None, description="A.")


MONEY = {"unit": "USD/battery", "price_year": 2024}
FACTS = [
    fact("f1", "battery", "price", "post", value=9.0, scope="contract", as_of="2024", dollars="contract", **MONEY),
    fact("f2", "battery", "price", "army", low=2.0, high=4.0, scope="gross", as_of="2025-07", for_="FY2024", **MONEY),
    fact("f3", "ukraine", "held", "post", value=5.0, as_of="2025-07-14", quality="doubtful", note="Two Broken."),
    fact("f4", "ukraine", "held", "army", value=7.0, as_of="2025-12-31", checked="yes", for_="2024-05"),
    fact("f5", "battery", "held", "army", unit="event"),
]
SOURCES = [
    source("post", "Kyiv Post", "press", "A Count", "blog"),
    source("army", "US Army", "budget", "Justification", "primary_document"),
]
KINDS = {"subject": ("ukraine", "battery"), "measure": ("price", "held")}
LEDGER = Ledger(
    {each.id: each for each in FACTS},
    {each.id: each for each in SOURCES},
    {(kind, name): word(kind, name) for kind, names in KINDS.items() for name in names},
)

FILTERS = {
    "nothing asked": ({}, "f1 f2 f3 f4 f5"),
    "subject": ({"about": "battery"}, "f1 f2 f5"),
    "measure": ({"measure": "held"}, "f3 f4 f5"),
    "subject and measure": ({"about": "battery", "measure": "price"}, "f1 f2"),
    "part of the publisher in another case": ({"publisher": "KYIV"}, "f1 f3"),
    "kind of source": ({"kind": "budget"}, "f2 f4 f5"),
    "quality": ({"quality": "doubtful"}, "f3"),
    "scope": ({"scope": "gross"}, "f2"),
    "since a day": ({"since": "2025-07-14"}, "f3 f4"),
    "since the day after": ({"since": "2025-07-15"}, "f4"),
    "since a month": ({"since": "2025-07"}, "f2 f3 f4"),
    "since the next month": ({"since": "2025-08"}, "f4"),
    "since a year": ({"since": "2025"}, "f2 f3 f4"),
    "until a day": ({"until": "2025-07-14"}, "f1 f2 f3"),
    "until the day before": ({"until": "2025-07-13"}, "f1 f2"),
    "until a month takes all of it": ({"until": "2025-07"}, "f1 f2 f3"),
    "until the month before": ({"until": "2025-06"}, "f1"),
    "until a year takes all of it": ({"until": "2025"}, "f1 f2 f3 f4"),
    "until the year before": ({"until": "2024"}, "f1"),
    "between": ({"since": "2025", "until": "2025-07"}, "f2 f3"),
    "finding of a second look": ({"checked": "yes"}, "f4"),
    "a finding that no fact has": ({"checked": "contradicted"}, ""),
    "kind of dollars": ({"dollars": "contract"}, "f1"),
    "grade of source": ({"grade": "blog"}, "f1 f3"),
    "period": ({"for_": "2024-05"}, "f4"),
    "fiscal year": ({"for_": "FY2024"}, "f2"),
    "year of both": ({"for_": "2024"}, "f2 f4"),
    "text of the note in another case": ({"text": "two broken"}, "f3"),
    "text of the title": ({"text": "justif"}, "f2 f4 f5"),
    "text of the publisher": ({"text": "kyiv"}, "f1 f3"),
    "text of the id": ({"text": "F4"}, "f4"),
    "text of subject": ({"text": "ukrai"}, "f3 f4"),
    "nothing fits": ({"about": "ukraine", "measure": "price"}, ""),
}
ORDERS = {
    "id": "f1 f2 f3 f4 f5",
    # Undated first; then 2024, July 2025, 14 July, 31 December.
    "date": "f5 f1 f2 f3 f4",
    # The middle of 2 to 4 is 3; then 5, 7, 9; what has no number comes last.
    "value": "f2 f3 f4 f1 f5",
    # battery held, battery price by date, ukraine held by date.
    "subject": "f5 f1 f2 f3 f4",
}
UNKNOWN = {
    "about": ("ukrane", "nearest: ukraine"),
    "measure": ("prize", "nearest: price"),
    "kind": ("pres", "nearest: press"),
    "quality": ("doubtfull", "nearest: doubtful"),
    "scope": ("gros", "nearest: gross"),
    "checked": ("no_found", "nearest: not_found"),
    "dollars": ("constnat", "nearest: constant"),
    "grade": ("blogs", "nearest: blog"),
}


@pytest.mark.parametrize(("asked", "found"), FILTERS.values(), ids=FILTERS)
def test_a_query_selects_what_it_asks_for(asked: dict[str, str], found: str) -> None:
    """Each filter keeps the facts it names and no other; filters add up."""
    assert [each.id for each in select(LEDGER, Query(**asked), "id")] == found.split()


@pytest.mark.parametrize(("order", "found"), ORDERS.items())
def test_facts_come_in_the_order_asked_for(order: str, found: str) -> None:
    """Every order of the program has its rule, whatever the order of the tables."""
    backwards = LEDGER._replace(facts=dict(reversed(LEDGER.facts.items())))
    assert [each.id for each in select(backwards, Query(), order)] == found.split()


def test_every_order_is_tested() -> None:
    """An order that is added gets a rule here, and subject is the one used unless told."""
    assert set(ORDERS) == set(SORTS)
    assert select(LEDGER, Query()) == select(LEDGER, Query(), "subject")


@pytest.mark.parametrize(("name", "typed", "said"), [(name, *rest) for name, rest in UNKNOWN.items()])
def test_an_unknown_word_is_refused(name: str, typed: str, said: str) -> None:
    """A word that is not in the ledger is a fault of the caller that names the option and the nearest word."""
    with pytest.raises(UsageFault) as caught:
        select(LEDGER, Query(**{name: typed}))
    assert caught.value.message.startswith(f"--{name}: no ")
    assert f" '{typed}' in the ledger; {said}; allowed: " in caught.value.message


@pytest.mark.parametrize(
    "day",
    ["2025-06-31", "2025-02-29", "2025-13", "2025-00", "0000", "25", "2025-7", "2025-07-14\n", "٢٠٢٥", "", "20250714"],
)
@pytest.mark.parametrize("end", ["since", "until"])
def test_a_day_that_does_not_exist_is_refused(day: str, end: str) -> None:
    """The calendar decides, not the form alone: 2025 has no 29 February, and no year has a month 13."""
    with pytest.raises(UsageFault, match=f"^--{end}: .* is not a date; allowed: 2025, 2025-07 or 2025-07-14"):
        select(LEDGER, Query(**{end: day}))


@pytest.mark.parametrize("day", ["2025", "2025-07", "2025-12-31", "2024-02-29", "0001", "9999-12-31"])
def test_a_day_that_exists_is_taken(day: str) -> None:
    """Years, months and days as precise as their source; 2024 has a 29 February."""
    assert select(LEDGER, Query(since=day)) is not None


@pytest.mark.parametrize("period", ["", "2026-13", "2031/2025", "july"])
def test_what_is_no_period_is_refused(period: str) -> None:
    """A period that cannot be one is a fault of the caller, not an empty answer."""
    with pytest.raises(UsageFault, match="--for: "):
        select(LEDGER, Query(for_=period))


def test_every_condition_is_tested() -> None:
    """A condition that is added to the query gets a row here; each with words of its own has its misspelt one."""
    assert {name for asked, _ in FILTERS.values() for name in asked} == set(Query._fields)
    assert set(UNKNOWN) == set(Query._fields) - {"publisher", "text", "since", "until", "for_"}


def test_an_unknown_order_is_refused() -> None:
    """An order that does not exist is refused with the nearest and all that do."""
    with pytest.raises(UsageFault) as caught:
        select(LEDGER, Query(), "dates")
    assert "nearest: date;" in caught.value.message
    assert all(order in caught.value.message for order in ORDERS)
