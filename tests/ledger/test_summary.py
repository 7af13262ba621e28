"""Facts summed up, by hand."""

from __future__ import annotations

from typing import Any

from patriot_cost.ledger.comparable import Total
from patriot_cost.ledger.roots import roots_of
from patriot_cost.ledger.summary import NumberedFact, Summary, numbered, summaries
from patriot_cost.model.ledger import Fact

EMPTY = dict.fromkeys(("low", "high", "bound", "price_year", "scope", "note", "as_of"))


def fact(name: str, value: float, **given: Any) -> Fact:  # noqa: ANN401 - cells differ
    """Make a fact about the batteries of Ukraine."""
    cells = {"subject": "ukraine", "measure": "held", "unit": "battery", "source": "post", "quality": "primary"}
    return Fact(id=name, value=value, **(cells | EMPTY | given))


def summed(facts: list[Fact]) -> list[Summary]:
    """Return the summaries of facts."""
    return summaries(numbered(facts), roots_of({each.id: each for each in facts}))


def test_an_odd_number_has_its_middle_and_an_even_number_the_mean_of_two() -> None:
    """The median of 9, 1, 4 is 4; with 6 it is 5."""
    odd = [fact("a", 9.0), fact("b", 1.0), fact("c", 4.0)]
    found = summed(odd)[0]
    assert (found.number, found.low, found.median, found.high) == (3, 1.0, 4.0, 9.0)
    even = [*odd, fact("d", 6.0)]
    assert summed(even)[0].median == 5.0


def test_doubtful_facts_are_counted_apart_and_move_nothing() -> None:
    """A doubtful 100, the newest of all, changes neither the ends nor the median nor the newest."""
    facts = [fact("a", 1.0, as_of="2024"), fact("b", 3.0, as_of="2025")]
    facts.append(fact("x", 100.0, as_of="2026", quality="doubtful"))
    (found,) = summed(facts)
    assert (found.number, found.doubtful) == (2, 1)
    assert (found.low, found.median, found.high, found.newest.fact.id) == (1.0, 2.0, 3.0, "b")


def test_doubtful_facts_alone_are_no_summary() -> None:
    """Of a scope with nothing but doubt there is nothing to say."""
    facts = [fact("x", 100.0, quality="doubtful")]
    assert summed(facts) == []


def test_the_newest_has_the_latest_date() -> None:
    """The date decides, not the place in the table or the number; undated is oldest."""
    facts = [fact("a", 1.0, as_of="2025-07-14"), fact("b", 2.0, as_of="2025-07"), fact("c", 3.0)]
    assert summed(facts)[0].newest.fact.id == "a"


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
    found = summed(facts)
    assert [(each.scope, each.unit, each.number, each.median) for each in found] == [
        ("", "battery", 1, 3.0),
        ("", "launcher", 1, 4.0),
        ("contract", "USD/battery", 1, 90.0),
        ("gross", "USD/battery", 2, 6.0),
    ]


def test_the_numbers_given_are_used_and_facts_without_one_left_out() -> None:
    """A restated number and its unit take the place of the published ones."""
    facts = [fact("a", 1.0), fact("b", 2.0)]
    (found,) = summaries([NumberedFact(facts[0], 10.0, "launcher")], {})
    assert (found.unit, found.number, found.low, found.high) == ("launcher", 1, 10.0, 10.0)


def test_each_root_has_one_number() -> None:
    """1, repeated as 2 and as 1, then 5 and 9: four of the five facts would have the median 2, three roots have 5."""
    facts = [fact("a", 1.0, as_of="2024"), fact("b", 2.0, repeats="a", as_of="2026"), fact("c", 1.0, repeats="b")]
    facts += [fact("d", 5.0, as_of="2025"), fact("e", 9.0, as_of="2023")]
    (found,) = summed(facts)
    assert (found.number, found.roots) == (5, 3)
    assert (found.low, found.median, found.high) == (1.0, 5.0, 9.0)
    assert found.newest.fact.id == "d"


def test_the_newest_copy_stands_for_a_root_that_was_not_asked_for() -> None:
    """Of two copies the newest has the number: 2, so that the median of 2 and 6 is 4."""
    root, old, new = (
        fact("a", 1.0),
        fact("b", 1.0, repeats="a", as_of="2024"),
        fact("c", 2.0, repeats="a", as_of="2025"),
    )
    roots = roots_of({each.id: each for each in (root, old, new)})
    (found,) = summaries(numbered([new, old, fact("d", 6.0)]), roots)
    assert (found.number, found.roots, found.median) == (3, 2, 4.0)


def test_totals_of_other_parts_stand_apart() -> None:
    """A system with 48 missiles and one without are two lines, and so is a price that does not say what it includes."""
    money = {"unit": "USD/battery", "price_year": 2025, "scope": "contract"}
    facts = [
        fact("a", 5.0, includes="missiles, system", load="48", **money),
        fact("b", 7.0, includes="system, missiles", load="48", **money),
        fact("c", 2.0, includes="system", load="0", **money),
        fact("d", 3.0, **money),
    ]
    assert [(each.total, each.number, each.median) for each in summed(facts)] == [
        (Total(None, None), 1, 3.0),
        (Total("system", "0"), 1, 2.0),
        (Total("system, missiles", "48"), 2, 6.0),
    ]


def test_a_copy_is_in_the_line_of_its_root() -> None:
    """A report that leaves the parts of the total out is no price of its own that says nothing of them."""
    money = {"unit": "USD/battery", "price_year": 2025, "scope": "contract"}
    facts = [fact("a", 5.0, includes="system", load="0", **money), fact("b", 5.0, repeats="a", **money)]
    assert [(each.total, each.number, each.roots) for each in summed(facts)] == [(Total("system", "0"), 2, 1)]
