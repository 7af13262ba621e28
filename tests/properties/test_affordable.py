"""What holds for what money buys, whatever the amount."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation

KEYS = ("batteries_affordable", "interceptors_affordable", "budget_left", "affordable_batteries_cost")
RULES = {
    "batteries first": (),
    "interceptors alone": ("budget.buys=interceptors",),
    "the rest is kept": ("budget.rest=keep",),
    "split": ("budget.buys=split",),
    "as far as the lines": ("budget.limit=lines", "budget.by=2033"),
}


@cache
def loaded(scenario: str, rule: str) -> Evaluation:
    """Load a scenario with an amount to spend by a rule."""
    evaluation = evaluate(load(scenario, set=["budget.amount=1B", *RULES[rule]]))
    evaluation.need([*KEYS, "battery_unit_cost", "interceptor_cost"], ())
    return evaluation


def bought(evaluation: Evaluation, amount: float) -> dict[str, float]:
    """Return what an amount buys."""
    run = evaluation.what_if({"budget_amount": amount})
    return {key: value for key in KEYS if (value := run[key]) is not None}


@pytest.mark.parametrize(("amount", "batteries", "missiles", "rest"), [
    # 1.1 billion a battery, 3.8 million a missile: 1,099,999,999 are 289 missiles and 1.8 million
    (21_999_999_999.0, 19, 289, 1_799_999.0),
    (22_000_000_000.0, 20, 0, 0.0),
    (22_000_000_001.0, 20, 0, 1.0),
    (1_099_999_999.99, 0, 289, 1_799_999.99),
    (3_799_999.0, 0, 0, 3_799_999.0),
    (0.0, 0, 0, 0.0),
])  # fmt: skip
def test_a_dollar_makes_the_difference(amount: float, batteries: float, missiles: float, rest: float) -> None:
    """An amount a dollar short of a battery buys missiles in its place, and one that is just enough buys it."""
    found = bought(loaded("baseline", "batteries first"), amount)
    assert (found["batteries_affordable"], found["interceptors_affordable"]) == (batteries, missiles)
    assert found["budget_left"] == pytest.approx(rest, abs=1e-5)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("scenario", ["baseline", "mid-2026"])
def test_no_more_is_bought_than_the_money_pays(scenario: str, rule: str) -> None:
    """All that is bought costs at most the amount, counts are whole, nothing is negative; prices are tried closely."""
    evaluation = loaded(scenario, rule)
    each, one = (evaluation[key].value or 0.0 for key in ("battery_unit_cost", "interceptor_cost"))
    steps = (-1.0, -1e-3, 0.0, 1e-3, 1.0, 12345.678)
    amounts = [count * price + step for count, price, step in product((0, 1, 2, 3, 7, 19, 20, 365), (each, one), steps)]
    for amount in (amount for amount in amounts if amount >= 0):
        found = bought(evaluation, amount)
        assert min(found.values()) >= 0
        batteries, missiles = found["batteries_affordable"], found["interceptors_affordable"]
        assert batteries % 1 == missiles % 1 == 0
        cost = batteries * each + missiles * one
        assert cost <= amount * (1 + 1e-14)
        assert found["budget_left"] == pytest.approx(amount - cost, abs=amount * 1e-11)
        if rule == "batteries first":
            assert found["budget_left"] < one


@pytest.mark.parametrize("price", [1.1e9, 1 / 3, 0.1, 865_034_567.89])
def test_whole_prices_buy_whole_numbers(price: float) -> None:
    """A price paid so many times buys exactly so many, though the product and the quotient are both rounded."""
    evaluation = evaluate(load("baseline", set={"budget.amount": "1B", "budget.buys": "interceptors"}))
    evaluation.need(["interceptors_affordable"], ())
    for count in (1, 3, 7, 49, 1000, 123_456_789):
        changes = {"interceptor_unit_cost[patriot]": price, "budget_amount": count * price}
        assert evaluation.what_if(changes)["interceptors_affordable"] == count
