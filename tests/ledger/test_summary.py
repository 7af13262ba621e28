"""Facts summed up, by hand."""

from __future__ import annotations

from typing import Any

from patriot_cost.ledger.summary import NumberedFact, numbered, summaries
from patriot_cost.model.ledger import Fact

EMPTY = dict.fromkeys(("low", "high", "bound", "price_year", "scope", "note", "as_of"))


def fact(name: str, value: float, **given: Any) -> Fact:  # noqa: ANN401 - cells differ
    """Make a fact about the batteries of Ukraine."""
    cells = {"subject": "ukraine", "measure": "held", "unit": "battery", "source": "post", "quality": "primary"}
    return Fact(id=name, value=value, **(cells | EMPTY | given))


def test_an_odd_number_has_its_middle_and_an_even_number_the_mean_of_two() -> None:
    """The median of 9, 1, 4 is 4; with 6 it is 5."""
    odd = [fact("a", 9.0), fact("b", 1.0), fact("c", 4.0)]
    found = summaries(numbered(odd))[0]
    assert (found.number, found.low, found.median, found.high) == (3, 1.0, 4.0, 9.0)
    even = [*odd, fact("d", 6.0)]
    assert summaries(numbered(even))[0].median == 5.0


def test_doubtful_facts_are_counted_apart_and_move_nothing() -> None:
    """A doubtful 100, the newest of all, changes neither the ends nor the median nor the newest."""
    facts = [fact("a", 1.0, as_of="2024"), fact("b", 3.0, as_of="2025")]
    facts.append(fact("x", 100.0, as_of="2026", quality="doubtful"))
    (found,) = summaries(numbered(facts))
    assert (found.number, found.doubtful) == (2, 1)
    assert (found.low, found.median, found.high, found.newest.fact.id) == (1.0, 2.0, 3.0, "b")


def test_doubtful_facts_alone_are_no_summary() -> None:
    """Of a scope with nothing but doubt there is nothing to say."""
    facts = [fact("x", 100.0, quality="doubtful")]
    assert summaries(numbered(facts)) == []


def test_the_newest_has_the_latest_date() -> None:
    """The date decides, not the place in the table or the number; undated is oldest."""
    facts = [fact("a", 1.0, as_of="2025-07-14"), fact("b", 2.0, as_of="2025-07"), fact("c", 3.0)]
    assert summaries(numbered(facts))[0].newest.fact.id == "a"


def test_scopes_and_units_stand_apart() -> None:
    """Each scope has its own line, and so have the facts of none and each unit."""
    money = {"unit": "USD/battery", "price_year": 2025}
    facts = [
        fact("a", 5.0, scope="gross", **money),
        fact("b", 7.0, scope="gross", **money),
        fact("c", 90.0, scope="contract", **money),
        fact("d", 3.0),
        fact("e", 4.0, unit="launcher"),
    ]
    found = summaries(numbered(facts))
    assert [(each.scope, each.unit, each.number, each.median) for each in found] == [
        ("", "battery", 1, 3.0),
        ("", "launcher", 1, 4.0),
        ("contract", "USD/battery", 1, 90.0),
        ("gross", "USD/battery", 2, 6.0),
    ]


def test_the_numbers_given_are_used_and_facts_without_one_left_out() -> None:
    """A restated number and its unit take the place of the published ones."""
    facts = [fact("a", 1.0), fact("b", 2.0)]
    (found,) = summaries([NumberedFact(facts[0], 10.0, "launcher")])
    assert (found.unit, found.number, found.low, found.high) == ("launcher", 1, 10.0, 10.0)
