"""The causes of a change: they add up, and each alone is what the program computes with just that change."""

from __future__ import annotations

from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patriot_cost import compare, evaluate, load
from patriot_cost.dataset.library import find_data, scenario_ids
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.study.attribution import DOLLARS, MOST_CAUSES

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.attribution import Attribution

SCENARIOS = scenario_ids(find_data())
TOTALS = ("funding_need", "funding_unmet")
CHANGES = {
    "battery.system_cost": ["300M", "450M", "529M"],
    "battery.missiles": ["41", "84", "171"],
    "battery.package_rule": ["priced", "counted"],
    "requirement.batteries": ["5", "25", "40"],
    "requirement.kind": ["total", "order"],
    "force.operational": ["0", "8"],
    "interceptors.pac3_mse.unit_cost": ["4M", "6M"],
    "interceptors.gem_t.unit_cost": ["4M", "7M"],
    "pledges.germany.interceptors": ["0", "200"],
    "funding.credit_share": ["0", "0.5", "1"],
}
SETTINGS = st.fixed_dictionaries({}, optional={path: st.sampled_from(values) for path, values in CHANGES.items()})

ALONE = (
    "battery.system_cost=500M",
    "requirement.batteries=30",
    "battery.package_rule=priced",
    "interceptors.gem_t.unit_cost=9M",
)


@cache
def case(changes: tuple[str, ...] = (), scenario: str = "mid-2026") -> Evaluation:
    """Return a case with both totals computed."""
    evaluation = evaluate(load(scenario, set=changes))
    evaluation.need(TOTALS, ())
    return evaluation


def why(old: Evaluation, new: Evaluation, *keys: str) -> tuple[Attribution, ...]:
    """Return the changes of figures between two computed cases of the same dollars, divided among their causes."""
    return compare(old, new, figures=(), by_cause=keys).attributions


def adds_up(found: Attribution) -> bool:
    """Tell whether groups add up to the change, and causes to their groups, in order and averaged."""
    scale = 1e-9 * max(abs(found.old), abs(found.new))
    groups = [part for part in found.parts if part.cause is None]
    total = found.new - found.start
    exact = abs(sum(part.averaged for part in groups) - total) <= scale
    exact &= abs(sum(part.in_order for part in groups) - total) <= scale
    for group in groups:
        causes = [part for part in found.parts if part.group == group.group and part.cause]
        exact &= abs(sum(part.averaged for part in causes) - group.averaged) <= scale
        exact &= abs(sum(part.in_order for part in causes) - group.in_order) <= scale
    return exact


def part(found: Attribution, cause: str) -> tuple[float, float, float]:
    """Return what a cause does alone, in order, averaged."""
    return next(one[3:] for one in found.parts if one.cause == cause)


@pytest.mark.parametrize(("old", "new"), list(permutations(SCENARIOS, 2)))
def test_the_causes_between_shipped_scenarios_add_up(old: str, new: str) -> None:
    """Any two of them, also of different dollars, missiles and pledges, have causes for both totals that add up."""
    for found in compare(old, new, by_cause=TOTALS).attributions:
        assert adds_up(found)
        years = found.years
        assert any(one.cause == DOLLARS for one in found.parts) is (years[0] != years[1] and found.start != 0)


@settings(max_examples=60)
@given(SETTINGS, SETTINGS)
def test_the_causes_between_any_two_cases_add_up_and_turn_round(old: dict[str, str], new: dict[str, str]) -> None:
    """Whatever is set in either: parts add up, and from new to old each averaged part is the opposite."""
    before, after = (case(tuple(f"{path}={value}" for path, value in one.items())) for one in (old, new))
    there = why(before, after, *TOTALS)
    back = why(after, before, *TOTALS)
    for one, other in zip(there, back, strict=True):
        assert adds_up(one)
        scale = 1e-9 * max(one.old, one.new, 1.0)
        opposite = {(turned.group, turned.cause): -turned.averaged for turned in other.parts}
        assert {(given.group, given.cause) for given in one.parts} == set(opposite)
        assert all(abs(given.averaged - opposite[given.group, given.cause]) <= scale for given in one.parts)


@pytest.mark.parametrize("change", ALONE)
def test_a_cause_alone_is_what_setting_it_gives(change: str) -> None:
    """Each alone is the figure with only that setting, less the old one: another way to the same number."""
    both = case(ALONE)
    (found,) = why(case(), both, "funding_need")
    old, new = case()["funding_need"].value, case((change,))["funding_need"].value
    assert old is not None
    assert new is not None
    cause = change.partition("=")[0].replace("requirement.batteries", "requirement")
    assert part(found, cause)[0] == pytest.approx(new - old, rel=1e-9)


def test_two_causes_by_hand() -> None:
    """17 batteries of 800M + 400M become 20 of 900M + 400M: +$5.6B.

    Batteries alone 3 x 1.2B = 3.6B, the price alone 17 x 100M = 1.7B; the 3 x 100M of both are halved.
    """
    fixed = ("battery.package_rule=priced", "battery.missile_package_cost=400M", "force.operational=8")
    old = case((*fixed, "battery.system_cost=800M", "requirement.batteries=25"))
    new = case((*fixed, "battery.system_cost=900M", "requirement.batteries=28"))
    (found,) = why(old, new, "funding_need")
    assert part(found, "requirement") == pytest.approx((3.6e9, 3.6e9, 3.75e9))
    assert part(found, "battery.system_cost") == pytest.approx((1.7e9, 2.0e9, 1.85e9))
    assert [one.group for one in found.parts if one.cause is None] == ["quantity", "price"]


def test_a_mix_is_one_cause_and_a_missing_variant_is_none_of_it() -> None:
    """One unnamed missile against two named ones: the mix is one cause, and no share is left over."""
    alike = {"battery.package_rule": "counted", "battery.missiles": 100}
    (found,) = compare("baseline", "mid-2026", set=alike, by_cause=["interceptor_cost"]).attributions
    assert [one.cause for one in found.parts if one.cause] == [DOLLARS, "interceptors.*.share"]
    assert adds_up(found)


def test_a_rule_that_chooses_between_formulas_is_a_cause() -> None:
    """How a line is shared and what quantity does to prices: each alone is what setting it gives, and all add up."""
    rules = ("supply.rule=queue", "prices.quantity_effect=learning")
    books = ("production.fire_unit.order_book=20", "production.pac3_mse.order_book=1970")
    old, new = case(books), case((*books, *rules, "production.gem_t.order_book=3000"))
    (found,) = why(old, new, "spend_total")
    assert adds_up(found)
    for rule in rules:
        only = case((*books, rule))
        only.need(["spend_total"], ())
        before, after = old["spend_total"].value, only["spend_total"].value
        assert before is not None
        assert after is not None
        assert part(found, rule.partition("=")[0])[0] == pytest.approx(after - before, rel=1e-9)


def test_all_years_of_a_rate_are_one_cause() -> None:
    """A ramp that changes in two years, and is carried on or goes on from there, is one cause."""
    for years in (("2029=2000", "2030=2700"), ("2031=1900", "2032=2500")):
        (found,) = why(case(), case(tuple(f"production.pac3_mse.rate.{year}" for year in years)), "spend_total")
        assert [one.cause for one in found.parts if one.cause] == ["production.pac3_mse.rate"]
        assert adds_up(found)


def test_more_causes_than_can_be_told_apart_are_one_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """A group of more than the most causes stands alone; the parts of the groups do not change by it."""
    (found,) = why(case(), case(("battery.system_cost=500M", "interceptors.gem_t.unit_cost=9M")), "funding_need")
    monkeypatch.setattr("patriot_cost.study.change_division.MOST_CAUSES", 1)
    (fewer,) = why(case(), case(("battery.system_cost=500M", "interceptors.gem_t.unit_cost=9M")), "funding_need")
    assert MOST_CAUSES == 12
    assert fewer.parts == tuple(one for one in found.parts if one.cause is None)


def test_years_that_differ_are_refused() -> None:
    """Spending of two plans that start in different years has no causes; the message names both spans."""
    with pytest.raises(CannotCompute, match="years, 2026 to 2040 in halt and 2027 to 2041 in mid-2026"):
        compare("halt", "mid-2026", by_cause=["spend_total"])


def test_the_unknown_is_refused() -> None:
    """A figure unknown in one case is not divided."""
    with pytest.raises(CannotCompute, match="interceptors_available_now is unknown in mid-2026"):
        compare("baseline", "mid-2026", by_cause=["interceptors_available_now"])


def test_evaluations_in_dollars_of_two_years_are_refused() -> None:
    """They cannot be brought to others, and a part of a change in mixed dollars would mean nothing."""
    with pytest.raises(UsageFault, match="baseline is in 2025 dollars, mid-2026 in 2026"):
        why(case(scenario="baseline"), case(), "funding_need")
