"""A doubt that is explained is not counted, until another fact raises it; one that is none need not be explained."""

from __future__ import annotations

from patriot_cost.ledger.doubts import Doubt, sort_out
from patriot_cost.model.upkeep import ExplainedDoubt

DOUBT = Doubt("others_say_otherwise", "a.toml:4", "battery.system_cost", "others", "", ("a004", "c061"), "baseline")


def reason(
    about: str = "battery.system_cost", within: str | None = "baseline", facts: str | None = "c061 a004"
) -> ExplainedDoubt:
    """Return an explanation of the doubt."""
    return ExplainedDoubt("others_say_otherwise", within, about, facts, "Why.")


def test_a_doubt_is_explained_with_all_its_facts() -> None:
    """A reason for both facts settles the doubt, in any order; a reason for one of them does not."""
    assert sort_out([DOUBT], {"e.csv:2": reason()}) == ([], [(DOUBT, "Why.")])
    assert sort_out([DOUBT], {"e.csv:2": reason(facts="a004")}) == ([DOUBT], [])
    assert sort_out([DOUBT], {"e.csv:2": reason(facts=None)}) == ([DOUBT], [])
    bare = DOUBT._replace(facts=(), within="")
    assert sort_out([bare], {"e.csv:2": reason(within=None, facts=None)}) == ([], [(bare, "Why.")])


def test_an_explanation_of_nothing_is_a_doubt() -> None:
    """A reason for another scenario, another path or another topic settles nothing, and its row is named."""
    for other in (reason(within="halt"), reason("battery.missiles"), reason()._replace(topic="stale")):
        opened, explained = sort_out([DOUBT], {"e.csv:2": other})
        assert explained == []
        assert [(doubt.topic, doubt.where) for doubt in opened] == [
            ("others_say_otherwise", "a.toml:4"),
            ("explains_nothing", "e.csv:2"),
        ]


def test_a_doubt_is_told_once() -> None:
    """The same doubt from two readings is one."""
    assert sort_out([DOUBT, DOUBT], {}) == ([DOUBT], [])
