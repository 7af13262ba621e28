"""Which of the shipped facts are one statement, and which numbers are own arithmetic: every one says so."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from patriot_cost.dataset.library import Library, find_data
from patriot_cost.dataset.tables import read_explanations, read_facts
from patriot_cost.ledger.derivations import named_facts
from patriot_cost.units import currency

if TYPE_CHECKING:
    from patriot_cost.model.ledger import Fact

SAME = re.compile(r"\b(?:[Rr]epeats|[Ss]ame (?:order|deal|notice|interview|report|statement|numbers?) as) ([\w-]+)")
"""Words of a note which say that a fact is one statement with another; they belong into `repeats`."""
ARITHMETIC = re.compile(r"\w / \(?\w*\d|\btimes \d\d?\b|\bminus \w")
"""Words at the beginning of a note which say that its number was computed; that belongs into `formula`."""
STANDING = {"primary": 0, "relayed": 1, "derived": 1, "doubtful": 2}


@cache
def facts() -> dict[str, Fact]:
    """Read all facts."""
    return read_facts(Library(find_data()), None, [])


def copies() -> list[tuple[Fact, Fact]]:
    """Return the facts that repeat another, each with its root."""
    return [(fact, facts()[fact.repeats]) for fact in facts().values() if fact.repeats]


def test_what_repeats_another_names_the_root() -> None:
    """Every fact that repeats another names the root at once: no root repeats anything, so nothing goes in a circle."""
    assert len(copies()) > 15
    assert [copy.id for copy, root in copies() if root.repeats] == []


def test_a_copy_is_of_the_kind_of_its_root() -> None:
    """Money repeats money and a count a count of the same thing; a statement without a number, one of its measure."""
    for copy, root in copies():
        if "event" in {copy.unit, root.unit}:
            assert copy.measure == root.measure, copy.id
        elif currency(root.unit):
            assert currency(copy.unit), copy.id
        else:
            assert copy.unit == root.unit, copy.id


def test_a_copy_is_no_arithmetic() -> None:
    """A division of a fact is no other report of it: no root is computed from what repeats it."""
    for copy, root in copies():
        assert copy.id not in set(named_facts(root.formula or "")), copy.id


def test_the_root_is_the_nearest_to_the_origin() -> None:
    """No copy stands higher than its root: a document is no copy of its relay, nor a sound number of a doubtful one."""
    assert [copy.id for copy, root in copies() if STANDING[copy.quality] < STANDING[root.quality]] == []


def test_notes_leave_roots_to_the_column() -> None:
    """Where a note says that two facts are the same order, notice or interview, the column joins them."""
    root = {name: fact.repeats or name for name, fact in facts().items()}
    said = [
        (name, other) for name, fact in facts().items() for other in SAME.findall(fact.note or "") if other in facts()
    ]
    assert said
    assert [(name, other) for name, other in said if root[name] != root[other]] == []


def test_one_page_of_one_day_is_one_voice() -> None:
    """Facts of one source with the same subject, measure, day and number are one statement, or about other things."""
    seen: dict[tuple[object, ...], Fact] = {}
    for fact in facts().values():
        key = (fact.source, fact.subject, fact.measure, fact.unit, fact.as_of, fact.value, fact.low, fact.high)
        other = seen.setdefault(key, fact)
        assert other is fact or (other.note, other.for_, other.price_year) != (fact.note, fact.for_, fact.price_year)


def test_own_arithmetic_has_its_formula() -> None:
    """Every derived fact has a formula, or an explanation why there can be none."""
    explained = {one.about for one in read_explanations(Library(find_data()), []).values() if one.topic == "no_formula"}
    bare = {name for name, fact in facts().items() if fact.quality == "derived" and fact.formula is None}
    assert len([fact for fact in facts().values() if fact.formula]) > 100
    assert bare == explained


def test_a_number_said_again_is_not_computed() -> None:
    """A formula that takes a fact as it is, times or over one, is the same statement, which `repeats` says."""
    idle = re.compile(r"^[\w-]+$|[*/] 1(?: |$)")
    assert [name for name, fact in facts().items() if fact.formula and idle.search(fact.formula)] == []


def test_what_is_computed_is_called_so() -> None:
    """A note that begins with a division, a product or a difference has a formula beside it."""
    computed = {name for name, fact in facts().items() if fact.formula}
    noted = {name for name, fact in facts().items() if ARITHMETIC.search(re.split(r"[.;:] ", fact.note or "")[0])}
    assert len(noted) > 50
    assert noted - computed == set()


def test_a_sound_number_rests_on_no_doubtful_one() -> None:
    """What is computed from a doubtful fact is doubtful itself."""
    rests = [(fact, facts()[name]) for fact in facts().values() for name in named_facts(fact.formula or "")]
    assert len(rests) > 100
    assert [fact.id for fact, part in rests if part.quality == "doubtful" and fact.quality != "doubtful"] == []
