"""What holds for the need whatever the numbers are."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patriot_cost import evaluate, load
from patriot_cost.units import currency

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation

PRICED, COUNTED = 0.0, 1.0
BATTERIES = st.floats(0, 200)
PRICE = st.floats(1e5, 1e10)
MISSILES = st.floats(1, 1000)
RULE = st.sampled_from([PRICED, COUNTED])
UP = st.floats(0, 100)

quick = settings(deadline=None, max_examples=80)


@cache
def loaded(scenario: str) -> Evaluation:
    """Load a scenario once, complete enough for either rule."""
    complete = ["battery.missiles=84", "battery.missile_package_cost=650M"]
    evaluation = evaluate(load(scenario, set=complete))
    evaluation.need(evaluation.single(), ())
    return evaluation


def run(scenario: str = "baseline", **changes: float) -> dict[str, float]:
    """Compute the known figures with some inputs changed."""
    evaluation = loaded(scenario)
    inputs = {name: entry.value for name, entry in evaluation.loaded.inputs.items()}
    assert changes.keys() <= inputs.keys()
    values = evaluation.plan.run(inputs | changes)
    return {name: value for name, value in values.items() if value is not None}


@given(rule=RULE, required=BATTERIES, system=PRICE, package=PRICE, unit=PRICE, missiles=MISSILES)
@quick
def test_systems_and_missiles_are_the_need(
    *, rule: float, required: float, system: float, package: float, unit: float, missiles: float
) -> None:
    """The need is its systems and its missiles, which is also the gap times the cost of one battery."""
    found = run(
        battery_package_rule=rule,
        requirement_batteries=required,
        battery_system_cost=system,
        battery_missile_package_cost=package,
        battery_missiles=missiles,
        **{"interceptor_unit_cost[patriot]": unit},
    )
    assert found["funding_need"] == found["systems_cost"] + found["missiles_cost"]
    assert found["funding_need"] == pytest.approx(found["battery_gap"] * found["battery_unit_cost"], rel=1e-12)
    bought = found["interceptors_required"] * unit
    assert found["missiles_cost"] == pytest.approx(bought, rel=1e-12)


@given(scenario=st.sampled_from(["baseline", "mid-2026", "halt", "order-27"]), power=st.integers(-30, 30))
@quick
def test_the_unit_of_money_does_not_matter(scenario: str, power: int) -> None:
    """Money in another unit scales every figure of money by the same factor, to the bit, and no other figure."""
    evaluation, factor = loaded(scenario), 2.0**power
    money = {
        name: entry.value * factor
        for name, entry in evaluation.loaded.inputs.items()
        if currency(entry.unit) and entry.value is not None
    }
    before, after = run(scenario), run(scenario, **money)
    for name, step in evaluation.plan.steps.items():
        expected = before.get(name, 0.0) * (factor if currency(step.figure.unit) else 1.0)
        assert after.get(name, 0.0) == expected


def test_doubling_all_prices_doubles_the_need() -> None:
    """Twice the prices are twice the need for the same gap."""
    prices = {"battery_system_cost": 900e6, "battery_missile_package_cost": 1300e6}
    found = run(**prices, **{"interceptor_unit_cost[patriot]": 7.6e6})
    assert found["funding_need"] == 44e9  # twice 22.0
    assert found["battery_gap"] == 20
    assert found["interceptors_per_battery"] == run()["interceptors_per_battery"]


@given(rule=RULE, required=BATTERIES, operational=BATTERIES, more=UP)
@quick
def test_the_need_follows_the_batteries(*, rule: float, required: float, operational: float, more: float) -> None:
    """A higher requirement never lowers the need, and more operational batteries never raise it."""
    at = {"battery_package_rule": rule, "requirement_batteries": required, "force_operational": operational}
    need = run(**at)["funding_need"]
    assert run(**at | {"requirement_batteries": required + more})["funding_need"] >= need
    assert run(**at | {"force_operational": operational + more})["funding_need"] <= need


PRICES = ("battery_system_cost", "battery_missile_package_cost", "battery_missiles", "interceptor_unit_cost[patriot]")


@pytest.mark.parametrize(
    ("rule", "moving"),
    [
        (PRICED, {"battery_system_cost", "battery_missile_package_cost"}),
        (COUNTED, {"battery_system_cost", "battery_missiles", "interceptor_unit_cost[patriot]"}),
    ],
)
@given(factor=st.floats(1.01, 100))
@quick
def test_a_rule_says_which_prices_count(rule: float, moving: set[str], factor: float) -> None:
    """The need rises with the prices its rule uses, and the other prices leave it as it is."""
    need = run(battery_package_rule=rule)["funding_need"]
    for name in PRICES:
        old = loaded("baseline").loaded.inputs[name].value
        assert old is not None
        new = run(battery_package_rule=rule, **{name: old * factor})["funding_need"]
        assert new > need if name in moving else new == need


@given(unit=PRICE)
@quick
def test_a_priced_package_implies_fewer_dearer_missiles(unit: float) -> None:
    """Under the priced rule the cost of a missile sets only how many the package is worth."""
    found = run(battery_package_rule=PRICED, **{"interceptor_unit_cost[patriot]": unit})
    assert found["interceptors_per_battery"] == 650e6 / unit
    assert found["missile_package_cost"] == 650e6
    assert (
        run(battery_package_rule=COUNTED, **{"interceptor_unit_cost[patriot]": unit})["interceptors_per_battery"] == 84
    )


def test_a_gap_that_opens_only_jointly_has_a_range() -> None:
    """Gap 19 x 171 missiles - 3000 pledged leaves 249 missing at the joint ends, 0 at each end alone."""
    credited = ["pledges.germany.interceptors=2970", "funding.credit_share=1"]
    gap = evaluate(load("mid-2026", set=credited))["interceptor_gap"]
    assert (gap.low, gap.value, gap.high) == (0.0, 0.0, 249.0)
