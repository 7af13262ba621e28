"""Changes divided among causes: which drivers are not divided, and what a comparison does without being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost import load
from patriot_cost.report.attribution import attribution_blocks
from patriot_cost.report.cells import text_of
from patriot_cost.report.compare import ComparisonRequest, compare_answer
from patriot_cost.report.document import Table, Text
from patriot_cost.study.attribution import DOLLARS, Attribution, InputChange, InputValue, Part
from patriot_cost.study.comparison_cases import comparison_cases

if TYPE_CHECKING:
    from patriot_cost.report.document import Block


def change(path: str) -> InputChange:
    """Return a price that rises from 1 to 2 dollars."""
    return InputChange(path, *(InputValue(amount, "USD", 2025) for amount in (1.0, 2.0)))


def blocks(parts: tuple[Part, ...]) -> list[Block]:
    """Return what is printed of a change from 1 to 4 dollars with these parts."""
    found = Attribution("funding_need", "Need", "USD", ("a", "b"), (2025, 2026), 1.0, 1.0, 4.0, parts)
    return attribution_blocks([found], load("baseline").case)


def notes(parts: tuple[Part, ...]) -> list[str]:
    """Return the notes on the drivers that are not divided."""
    texts = [block.text for block in blocks(parts) if isinstance(block, Text)]
    return [text for text in texts if text.startswith("Not divided")]


def test_a_driver_whose_causes_are_not_told_apart_is_named() -> None:
    """Prices have no single causes, dollars are a cause of their own: the reader learns which driver is a lump."""
    lump = Part("price of a missile", None, (change("a"), change("b")), 1.0, 1.0, 1.0)
    dollars = [Part("escalation", cause, (), 1.0, 1.0, 1.0) for cause in (None, DOLLARS)]
    single = [Part("batteries short", cause, (change("force"),), 1.0, 1.0, 1.0) for cause in (None, "force")]
    assert notes((*dollars, *single, lump)) == ["Not divided among assumptions: price of a missile."]
    assert not notes((*dollars, *single))


def test_dollars_do_not_hide_that_their_driver_is_a_lump() -> None:
    """The dollars of another year are told apart always, also beside indices too many to separate."""
    lump = Part("escalation", None, (change("index"),), 1.0, 1.0, 1.0)
    dollars = Part("escalation", DOLLARS, (), 1.0, 1.0, 1.0)
    assert notes((lump, dollars)) == ["Not divided among assumptions: escalation."]


def test_a_rule_that_is_switched_is_shown_by_its_words() -> None:
    """Of several values that change with a rule, the row has the words of the rule; without a rule their number."""
    rule = InputChange("battery.package_rule", *(InputValue(word, "", None) for word in ("priced", "counted")))
    gone = InputChange("battery.missiles", None, InputValue(84.0, "interceptor/battery", None))
    shown = [
        text_of(row[-1])
        for inputs in ((rule, gone), (gone, change("price")))
        for block in blocks((Part("missiles per battery", "rule", inputs, 1.0, 1.0, 1.0),))
        if isinstance(block, Table)
        for row in block.rows[:1]
    ]
    assert shown == ["priced -> counted", "2 values"]


def test_causes_are_told_on_request_only() -> None:
    """They cost many evaluations."""
    cases = comparison_cases(["baseline", "order-25"])
    assert "causes" not in compare_answer(cases, ComparisonRequest()).data
    assert compare_answer(cases, ComparisonRequest(by_cause=True)).data["causes"]
