"""Facts by their root, from small made-up facts."""

from __future__ import annotations

from typing import Any

import pytest

from patriot_cost.ledger.roots import Statement, completed, date_of, root_names, roots_of, statements
from patriot_cost.model.ledger import Fact

EMPTY = dict.fromkeys(("value", "low", "high", "bound", "price_year", "scope", "note", "as_of"))


def fact(name: str, **given: Any) -> Fact:  # noqa: ANN401 - cells differ
    """Make a fact about the batteries of Ukraine, changed as given."""
    cells = {"subject": "ukraine", "measure": "held", "unit": "battery", "source": "post", "quality": "primary"}
    return Fact(id=name, **(cells | EMPTY | given))


FIRST = fact("first", as_of="2024")
AGAIN = fact("again", as_of="2025", repeats="first")
THIRD = fact("third", as_of="2025-07", repeats="again")
OTHER = fact("other", as_of="2023")
ROOTS = roots_of({each.id: each for each in (THIRD, OTHER, FIRST, AGAIN)})


def test_a_chain_is_followed_to_its_root() -> None:
    """What repeats a copy has the root of the copy; what repeats nothing is its own root and is not listed."""
    assert ROOTS == {"again": FIRST, "third": FIRST}


@pytest.mark.parametrize(
    ("repeats", "ends"),
    [
        ({"a": None}, {}),
        ({"a": "gone"}, {"a": "gone"}),
        ({"a": "a"}, {}),
        ({"a": "b", "b": "a"}, {"a": "b", "b": "a"}),
        ({"c": "a", "a": "b", "b": "a"}, {"c": "b", "a": "b", "b": "a"}),
    ],
)
def test_a_chain_without_an_end_is_no_endless_walk(repeats: dict[str, str | None], ends: dict[str, str]) -> None:
    """In rows that nobody checked a chain may leave the ledger or run in a circle."""
    assert root_names(repeats) == ends


def test_a_root_that_is_not_among_the_facts_is_none() -> None:
    """Facts of faulty tables may lack the row that another repeats."""
    assert roots_of({"again": AGAIN}) == {}


def test_the_root_stands_for_its_copies() -> None:
    """Four facts are two statements, in the order of the first of each; a fact given twice stands once."""
    assert statements([THIRD, OTHER, FIRST, AGAIN, THIRD], ROOTS) == [
        Statement(FIRST, (THIRD, AGAIN)),
        Statement(OTHER),
    ]


def test_without_its_root_the_newest_copy_stands() -> None:
    """Where a query leaves the root out, its copies are one statement all the same."""
    assert statements([AGAIN, THIRD], ROOTS) == [Statement(THIRD, (AGAIN,))]


def test_reports_are_counted_in_words() -> None:
    """One report needs no words."""
    found = statements([FIRST, AGAIN, THIRD, OTHER], ROOTS)
    assert [one.reports for one in found] == ["3 reports of one estimate", ""]
    assert found[0].facts == (FIRST, AGAIN, THIRD)


def test_reports_with_another_number_are_told_to_differ() -> None:
    """A copy that says 9 of an estimate of 6 does not confirm it; one that says 5 to 7 does."""
    six, same, nine = fact("a", value=6.0), fact("b", low=5.0, high=7.0), fact("c", value=9.0)
    assert Statement(six, (same,)).reports == "2 reports of one estimate"
    assert Statement(six, (same, nine)).reports == "3 reports of one estimate that differ"


def test_a_copy_is_as_old_as_its_root() -> None:
    """A page of 2025 that repeats a number of 2024 does not make it newer; without a date of the root its own holds."""
    assert [date_of(each, ROOTS) for each in (FIRST, AGAIN, OTHER)] == ["2024", "2024", "2023"]
    undated = fact("undated")
    assert date_of(AGAIN, {"again": undated}) == "2025"


def test_a_copy_has_the_particulars_of_its_root() -> None:
    """Cells that the copy leaves empty are those of its root, unless that is of another measure; its own stay."""
    told = {"for_": "FY2026", "dollars": "constant", "includes": "system", "load": "0"}
    root = fact("root", **told)
    own = {"for_": "2025", "dollars": "contract", "includes": "missiles", "load": "48"}
    copies = [fact("a"), fact("b", **own), fact("c", measure="ordered"), fact("d", unit="launcher")]
    roots = {each.id: root for each in copies}
    keys = tuple(told)
    found = [tuple(getattr(completed(each, roots), key) for key in keys) for each in copies]
    assert found == [tuple(told.values()), tuple(own.values()), (None,) * 4, (None,) * 4]
    assert completed(root, roots) == root
