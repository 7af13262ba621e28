"""Which facts rest only on the weakest pages, from a small made-up ledger, and which texts say so."""

from __future__ import annotations

import pytest

from patriot_cost.ledger.grades import says, weak_facts, weak_grade
from patriot_cost.model.fields import allowed_words
from patriot_cost.model.ledger import WEAKEST_GRADES, Fact, Source

GRADES = allowed_words(Source, "grade")


def source(name: str, grade: str | None) -> Source:
    """Make a source of a grade, or of none."""
    return Source(name, "Who", "What", f"https://{name}.org", None, "press", None, None, (), grade)  # type: ignore[arg-type]


def weak(**facts: str) -> dict[str, str]:
    """Return the weak facts among some: each is the grade of its page, `-` if not known, and what it repeats."""
    sources = {grade: source(grade, grade) for grade in GRADES} | {"-": source("-", None)}
    made = {}
    for name, text in facts.items():
        grade, _, repeats = text.partition(" ")
        nothing = (1.0, None, None, None, "battery", None, None, None)
        made[name] = Fact(name, "ukraine", "held", *nothing, grade, "relayed", None, repeats=repeats or None)
    return weak_facts(made, sources)


@pytest.mark.parametrize("grade", GRADES)
def test_the_last_three_grades_are_weak(grade: str) -> None:
    """An aggregator, a blog and a medium of a state at war are weak, in words of people, and nothing else is."""
    words = {"aggregator": "aggregator", "blog": "blog", "state_media": "state media"}
    assert set(words) == WEAKEST_GRADES
    assert weak_grade(source("s", grade)) == words.get(grade, "")
    assert weak(f=grade) == ({"f": words[grade]} if grade in words else {})


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"f": "-"}, {}),
        ({"f": "blog", "other": "press_of_record"}, {"f": "blog"}),
        ({"copy": "aggregator root", "root": "press_of_record"}, {}),
        ({"copy": "press_of_record root", "root": "blog"}, {}),
        ({"copy": "aggregator root", "root": "blog"}, {"copy": "aggregator", "root": "blog"}),
        ({"copy": "aggregator root", "root": "-"}, {}),
        ({"a": "blog b", "b": "state_media c", "c": "institute"}, {}),
        ({"a": "blog b", "b": "state_media c", "c": "aggregator", "d": "government c"}, {}),
        ({"a": "blog b", "b": "blog c", "c": "blog"}, {"a": "blog", "b": "blog", "c": "blog"}),
    ],
)
def test_a_better_page_of_the_same_root_is_enough(facts: dict[str, str], found: dict[str, str]) -> None:
    """A fact is not weak if it repeats a better page, or a better page repeats it; another fact does not help it."""
    assert weak(**facts) == found


@pytest.mark.parametrize(
    ("grade", "text", "said"),
    [
        ("aggregator", "It was read on an aggregator's page only.", True),
        ("aggregator", "A forum post names no origin.", False),
        ("blog", "A forum post names no origin.", True),
        ("blog", "The Blog of an analyst.", True),
        ("state media", "Read in state media of Russia.", True),
        ("state media", "The state of the art.", False),
        ("blog", "", False),
        ("blog", None, False),
    ],
)
def test_a_rationale_names_the_kind_of_page(grade: str, text: str | None, said: bool) -> None:  # noqa: FBT001 - the answer
    """The words of data/README.md for each grade, in any case of letters; those of another grade do not do."""
    assert says(grade, text) is said
