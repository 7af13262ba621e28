"""Changes divided among causes: which groups are not separated, and what a comparison does without being asked."""

from __future__ import annotations

from patriot_cost.report.attribution import attribution_blocks
from patriot_cost.report.compare import ComparisonRequest, compare_answer
from patriot_cost.report.document import Text
from patriot_cost.study.attribution import DOLLARS, MOST_CAUSES, Attribution, InputChange, InputValue, Part
from patriot_cost.study.comparison_cases import comparison_cases


def change(path: str) -> InputChange:
    """Return a price that rises from 1 to 2 dollars."""
    return InputChange(path, *(InputValue(amount, "USD", 2025) for amount in (1.0, 2.0)))


def notes(parts: tuple[Part, ...]) -> list[str]:
    """Return the texts under the table of a change from 1 to 4 dollars with these parts."""
    found = Attribution("funding_need", "Need", "USD", ("a", "b"), (2025, 2026), 1.0, 1.0, 4.0, parts)
    return [block.text for block in attribution_blocks([found]) if isinstance(block, Text)]


def test_a_group_whose_causes_are_too_many_is_named() -> None:
    """Prices have no single causes, dollars are a cause of their own: the reader learns which group is a lump."""
    lump = Part("price", None, tuple(change(f"price_{number}") for number in range(MOST_CAUSES + 1)), 1.0, 1.0, 1.0)
    dollars = [Part("economic", cause, (), 1.0, 1.0, 1.0) for cause in (None, DOLLARS)]
    single = [Part("quantity", cause, (change("force"),), 1.0, 1.0, 1.0) for cause in (None, "force")]
    crowded = [text for text in notes((*dollars, *single, lump)) if text.startswith("More than")]
    assert crowded == ["More than 12 causes, not told apart: price."]
    assert not [text for text in notes((*dollars, *single)) if text.startswith("More than")]


def test_dollars_do_not_hide_that_their_group_is_a_lump() -> None:
    """The dollars of another year are told apart always, also beside indices too many to separate."""
    lump = Part("economic", None, tuple(change(f"index_{number}") for number in range(MOST_CAUSES + 1)), 1.0, 1.0, 1.0)
    dollars = Part("economic", DOLLARS, (), 1.0, 1.0, 1.0)
    assert "More than 12 causes, not told apart: economic." in notes((lump, dollars))


def test_causes_are_told_on_request_only() -> None:
    """They cost many evaluations."""
    cases = comparison_cases(["baseline", "order-25"])
    assert "causes" not in compare_answer(cases, ComparisonRequest()).data
    assert compare_answer(cases, ComparisonRequest(by_cause=True)).data["causes"]
