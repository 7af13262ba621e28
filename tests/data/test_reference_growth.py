"""The case of observed growth: its outcomes are those of the ledger, and it stacks on any case."""

from __future__ import annotations

import pytest

from patriot_cost import evaluate, load
from patriot_cost.dataset.tables import read_facts

pytestmark = pytest.mark.usefixtures("shipped_data")
FACTOR = "risks.observed_growth.factor"


def test_each_outcome_is_one_plus_a_growth_of_the_ledger() -> None:
    """The outcomes are the growths of the facts that it names, in constant dollars, each derived from roots by hand."""
    case = load("reference-growth")
    factor = case.estimates[FACTOR]
    assert factor.outcomes == tuple(1 + float(case.facts[name].value or 0) for name in factor.facts)
    ledger = read_facts(case.library, None, [])
    paid, first, swiss, before, after = (ledger[name] for name in ("h016", "h022", "c052", "f061", "f065"))
    assert {paid.dollars, first.dollars} == {"constant"}
    assert {paid.price_year, first.price_year} == {2014}
    by_hand = (paid.value / first.value, (1 + swiss.value) * before.value / after.value)  # type: ignore[operator]
    assert factor.outcomes == pytest.approx(by_hand, abs=5e-5)
    assert (swiss.bound, factor.bound) == ("ceiling", "ceiling")


def test_fewer_than_five_programmes_are_called_observed_growth() -> None:
    """The case says how many it has, and that they are no reference class."""
    case = load("reference-growth")
    factor = case.estimates[FACTOR]
    assert len(factor.outcomes) < 5
    assert f"(n = {len(factor.outcomes)})" in str(factor.rationale)
    assert "not a reference class" in case.top[-1].description


@pytest.mark.parametrize("below", ["baseline", "mid-2026", "order-25", "escalation"])
def test_it_adds_the_mean_growth_to_the_case_below(below: str) -> None:
    """The need is that of the case below; with the expected growth it is half of 2.11 and 36.82 percent higher."""
    alone, stacked = evaluate(load(below)), evaluate(load(below, "reference-growth"))
    need = alone["funding_need"].value
    assert stacked["funding_need"].value == need
    assert need is not None
    assert stacked["risks_expected_cost"].value == pytest.approx(need * (0.0211 + 0.3682) / 2)
    assert stacked["funding_need_with_expected_risks"].bound == "ceiling"


def test_alone_it_keeps_its_parent() -> None:
    """Without a case below it, it is mid-2026 with growth."""
    parent, alone = evaluate(load("mid-2026")), evaluate(load("reference-growth"))
    assert alone["funding_need"].value == parent["funding_need"].value
