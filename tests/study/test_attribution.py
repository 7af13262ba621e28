"""The drivers of a change and their causes: they add up, and each alone is what the program computes with just that."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations, permutations
from math import isfinite
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patriot_cost import compare, evaluate, load
from patriot_cost.dataset.library import find_data, scenario_ids
from patriot_cost.engine.keys import Key
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.study.attribution import DOLLARS, MOST_PLAYERS
from patriot_cost.study.comparison_cases import comparison_cases

if TYPE_CHECKING:
    from collections.abc import Callable

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

LOOKS = ("engagement.rule=shoot_look_shoot", "engagement.looks=2", "engagement.interceptors_per_look=1")
EVERYWHERE = (
    "battery.system_cost=500M",
    "battery.package_rule=priced",
    "battery.personnel=70",
    "battery.annual_support_cost=12M",
    "requirement.batteries=30",
    "interceptors.gem_t.unit_cost=9M",
    "pledges.germany.interceptors=200",
    "funding.credit_share=0.5",
    "funding.rule=nato_population",
    "supply.rule=queue",
    "production.fire_unit.order_book=20",
    "production.pac3_mse.order_book=1970",
    "production.gem_t.order_book=3000",
    "prices.quantity_effect=learning",
    "payment.profile=milestone",
    *LOOKS,
)
FIGURES = (
    "funding_need",
    "funding_unmet",
    "spend_total",
    "donor_bill[nato]",
    "donor_bill[germany]",
    "interceptors_wanted",
    "launches_shot_down_share",
)
BOOKS = (
    "production.fire_unit.order_book=20",
    "production.pac3_mse.order_book=1970",
    "production.gem_t.order_book=3000",
)
CREDITED = ("funding.credit_share=1",)
DRIVERS_BY_WORD = {
    "missile": "price of a missile",
    "system": "price of a system",
    "missiles": "missiles per battery",
    "batteries": "batteries short",
    "shares": "donor shares",
} | {word: word for word in ("commitments", "demand", "engagement", "schedule", "support")}


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
    """Tell whether drivers add up to the change, and causes to their drivers, in order and averaged, and all finite."""
    scale = 1e-9 * max(abs(found.start), abs(found.old), abs(found.new))
    drivers = [part for part in found.parts if part.cause is None]
    wholes = [(found.new - found.start, drivers)]
    for driver in drivers:
        causes = [part for part in found.parts if part.driver == driver.driver and part.cause]
        wholes += [(driver.averaged, causes)] if causes else []
        if causes and abs(sum(part.in_order for part in causes) - driver.in_order) > scale:
            return False
    exact = all(abs(sum(part.averaged for part in parts) - whole) <= scale for whole, parts in wholes)
    exact &= abs(sum(part.in_order for part in drivers) - found.change) <= scale
    return exact and all(isfinite(size) for part in found.parts for size in part[3:])


def turns_round(there: Attribution, back: Attribution) -> bool:
    """Tell whether each averaged part from the new case to the old one is the opposite."""
    scale = 1e-9 * max(abs(there.old), abs(there.new))
    opposite = {(one.driver, one.cause): -one.averaged for one in back.parts}
    parts = {(one.driver, one.cause): one.averaged for one in there.parts}
    return parts.keys() == opposite.keys() and all(abs(parts[key] - opposite[key]) <= scale for key in parts)


def part(found: Attribution, cause: str) -> tuple[float, float, float]:
    """Return what a cause does alone, in order, averaged."""
    return next(one[3:] for one in found.parts if one.cause == cause)


def drivers_of(found: Attribution) -> dict[str, float]:
    """Return the averaged part of each driver."""
    return {one.driver: one.averaged for one in found.parts if one.cause is None}


@pytest.mark.parametrize(("old", "new"), list(combinations(SCENARIOS, 2)))
def test_the_parts_between_shipped_scenarios_add_up_and_turn_round(old: str, new: str) -> None:
    """Any two of them, also of different dollars, missiles and pledges, have parts of both totals that add up."""
    there, back = (compare(*pair, by_cause=TOTALS).attributions for pair in ((old, new), (new, old)))
    for one, other in zip(there, back, strict=True):
        assert adds_up(one)
        assert adds_up(other)
        for inputs in (found.inputs for found in one.parts):
            assert len({each.path for each in inputs}) == len(inputs)
            assert all(each.old or each.new for each in inputs)
        same_dollars = one.years[0] == one.years[1]
        assert any(found.cause == DOLLARS for found in one.parts) is (not same_dollars and one.start != 0)
        assert turns_round(one, other) is same_dollars or one.start == one.new


@pytest.mark.parametrize(("old", "new", "divided"), [("baseline", "mid-2026", 45), ("baseline", "halt", 80)])
def test_every_figure_that_is_divided_adds_up(old: str, new: str, divided: int) -> None:
    """Whatever the figure: its parts are finite and add up, or it is refused because it is unknown or in time."""
    first, last = (one.evaluation for one in comparison_cases([old, new]))
    names = {Key.of(key).name: key for key in first if key in last}
    for one in (first, last):
        one.need(names.values(), ())
    refused = []
    for key in names.values():
        try:
            (there,), (back,) = why(first, last, key), why(last, first, key)
        except CannotCompute as fault:
            refused.append(str(fault))
        else:
            assert adds_up(there), key
            assert turns_round(there, back), key
    assert all(re.search("is unknown in|it rests on (years|months)|never happens", text) for text in refused), refused
    assert len(names) - len(refused) > divided


@pytest.mark.parametrize(
    "key", ["spend_total", "funding_unmet", "donor_bill_per_head[germany]", "launches_not_hit[2028-07]"]
)
def test_cases_that_differ_in_everything_add_up(key: str) -> None:
    """Four rules and a dozen assumptions at once, in eight drivers: the parts add up all the same."""
    old = case(("funding.rule=nato_gdp",))
    new = case(EVERYWHERE, scenario="escalation")
    (found,) = why(old, new, key)
    assert adds_up(found)
    assert len(found.parts) > 1


@settings(max_examples=60)
@given(SETTINGS, SETTINGS)
def test_the_causes_between_any_two_cases_add_up_and_turn_round(old: dict[str, str], new: dict[str, str]) -> None:
    """Whatever is set in either: parts add up, and from new to old each averaged part is the opposite."""
    before, after = (case(tuple(f"{path}={value}" for path, value in one.items())) for one in (old, new))
    there = why(before, after, *TOTALS)
    back = why(after, before, *TOTALS)
    for one, other in zip(there, back, strict=True):
        assert adds_up(one)
        assert turns_round(one, other)


@pytest.mark.parametrize("change", [change for change in ALONE if "rule" not in change])
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
    assert [one.driver for one in found.parts if one.cause is None] == ["batteries short", "price of a system"]


def test_the_drivers_of_the_need_are_those_of_a_product_of_four() -> None:
    """From baseline to mid-2026: need = batteries x (system + missiles a battery x missile), gone through in 24 orders.

    The four of each case are read from its figures; what they make of the change is worked here, in another way.
    """
    first, last = (one.evaluation for one in comparison_cases(["baseline", "mid-2026"]))
    names = ("battery_gap", "interceptors_per_battery", "interceptor_cost")
    pairs = [tuple(one[name].value or 0.0 for one in (first, last)) for name in names]
    pairs.append(tuple(one.loaded.inputs["battery_system_cost"].value or 0.0 for one in (first, last)))
    mean = [0.0] * 4
    for order in permutations(range(4)):
        state = [0] * 4
        for mover in order:
            batteries, missiles, missile, system = (pair[at] for pair, at in zip(pairs, state, strict=True))
            before = batteries * (system + missiles * missile)
            state[mover] = 1
            batteries, missiles, missile, system = (pair[at] for pair, at in zip(pairs, state, strict=True))
            mean[mover] += (batteries * (system + missiles * missile) - before) / 24
    (found,) = why(first, last, "funding_need")
    names = ("batteries short", "missiles per battery", "price of a missile", "price of a system")
    assert drivers_of(found) == pytest.approx(dict(zip(names, mean, strict=True)))
    assert [size > 0 for size in mean] == [False, False, True, False]


@pytest.mark.parametrize(
    ("common", "changes", "drivers"),
    [
        ((), ("interceptors.pac3_mse.unit_cost=7M", "battery.system_cost=500M"), {"missile", "system"}),
        ((), ("interceptors.pac3_mse.share=0.5", "interceptors.gem_t.share=0.5"), {"missile"}),
        (("battery.package_rule=priced",), ("battery.missile_package_cost=600M",), {"missiles"}),
        (
            ("battery.package_rule=priced",),
            ("interceptors.pac3_mse.share=0.5", "interceptors.gem_t.share=0.5"),
            {"missile", "missiles"},
        ),
        ((), ("battery.package_rule=priced",), {"missiles"}),
        ((), ("battery.missiles=100",), {"missiles"}),
        ((), ("requirement.kind=order",), {"batteries"}),
        ((), ("requirement.batteries=30", "force.operational=6"), {"batteries"}),
        (CREDITED, ("pledges.germany.interceptors=300",), {"commitments"}),
        (CREDITED, ("funding.credit_share=0.5",), {"commitments"}),
        ((), ("demand.rule=own", "demand.launches=128"), {"demand"}),
        ((), LOOKS, {"engagement"}),
        (BOOKS, ("supply.rule=queue",), {"schedule"}),
        ((), ("production.fire_unit.lead_time=60", "payment.profile=milestone"), {"schedule"}),
        ((), ("battery.annual_support_cost=12M",), {"support"}),
        (("funding.rule=nato_gdp",), ("funding.rule=nato_population",), {"shares"}),
    ],
)
def test_what_is_changed_moves_its_own_driver_only(
    common: tuple[str, ...], changes: tuple[str, ...], drivers: set[str]
) -> None:
    """Whatever the figure: a price is a price, a mix is the price of a missile, a rule is the driver that it computes.

    Under the priced rule a dearer missile means fewer of them, so that both drivers move, against each other.
    """
    old, new = case(common), case((*common, *changes))
    acting = set()
    for key in FIGURES:
        if key in new:
            acting |= drivers_of(why(old, new, key)[0]).keys()
    assert acting == {DRIVERS_BY_WORD[word] for word in drivers}


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("funding_need", "battery.missile_package_cost=999M"),
        ("funding_need", "supply.available_share=0.5"),
        ("spend_total", "demand.scale=2"),
        ("spend_total", "production.pac3_mse.order_book=9000"),
        ("stock[2028-07]", "demand.annual_total=2000"),
    ],
)
def test_an_assumption_that_enters_nothing_has_no_part(key: str, change: str) -> None:
    """The published total of a package under the counted rule, an order book that no rule reads: no part at all."""
    other = "battery.system_cost=500M"
    assert not why(case(), case((change,)), key)[0].parts
    alone, both = why(case(), case((other,)), key)[0], why(case(), case((other, change)), key)[0]
    assert alone.parts == both.parts


def test_an_assumption_that_one_rule_alone_reads_changes_with_the_rule() -> None:
    """Under the counted rule a published package is idle; its idle value does not become a part of the switch."""
    counted = case(("battery.missile_package_cost=999M",))
    (found,) = why(counted, case(("battery.package_rule=priced", "battery.missile_package_cost=600M")), "funding_need")
    assert [one.cause for one in found.parts] == [None, "battery.package_rule"]
    changed = {one.path: (one.old, one.new) for one in found.parts[1].inputs}
    assert changed["battery.missile_package_cost"][0] is None
    assert changed["battery.package_rule"][0] is not None


def test_a_mix_is_one_cause_and_a_missing_variant_is_none_of_it() -> None:
    """One unnamed missile against two named ones: the mix is one cause, and no share is left over."""
    alike = {"battery.package_rule": "counted", "battery.missiles": 100}
    (found,) = compare("baseline", "mid-2026", set=alike, by_cause=["interceptor_cost"]).attributions
    assert [one.cause for one in found.parts if one.cause] == [DOLLARS, "interceptors.*.share"]
    assert [one.driver for one in found.parts if one.cause is None] == ["escalation", "price of a missile"]
    assert adds_up(found)


def test_a_rule_that_chooses_between_formulas_is_a_cause() -> None:
    """How a line is shared and what quantity does to prices: each alone is what setting it gives, and all add up.

    The order books, of which the old case reads none, change with the rule that reads them.
    """
    book, learning = "production.gem_t.order_book=3000", "prices.quantity_effect=learning"
    books = ("production.fire_unit.order_book=20", "production.pac3_mse.order_book=1970")
    old, new = case(books), case((*books, "supply.rule=queue", learning, book))
    (found,) = why(old, new, "spend_total")
    assert adds_up(found)
    for changes in (("supply.rule=queue", book), (learning,)):
        only = case((*books, *changes))
        only.need(["spend_total"], ())
        before, after = old["spend_total"].value, only["spend_total"].value
        assert before is not None
        assert after is not None
        assert part(found, changes[0].partition("=")[0])[0] == pytest.approx(after - before, rel=1e-9)


def test_all_years_of_a_rate_are_one_cause() -> None:
    """A ramp that changes in two years, and is carried on or goes on from there, is one cause."""
    for years in (("2029=2000", "2030=2700"), ("2031=1900", "2032=2500")):
        (found,) = why(case(), case(tuple(f"production.pac3_mse.rate.{year}" for year in years)), "spend_total")
        assert [one.cause for one in found.parts if one.cause] == ["production.pac3_mse.rate"]
        assert adds_up(found)


def test_more_causes_than_can_be_told_apart_are_one_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """A driver of more than the most causes has one part; the parts of the drivers do not change by it."""
    changes = ("interceptors.pac3_mse.unit_cost=7M", "interceptors.gem_t.unit_cost=9M", "battery.system_cost=500M")
    (found,) = why(case(), case(changes), "funding_need")
    monkeypatch.setattr("patriot_cost.study.change_division.MOST_PLAYERS", 2)
    (fewer,) = why(case(), case(changes), "funding_need")
    assert MOST_PLAYERS == 17
    causes = {one.cause for one in found.parts} - {one.cause for one in fewer.parts}
    assert causes == {"interceptors.pac3_mse.unit_cost", "interceptors.gem_t.unit_cost"}
    assert [one[3:] for one in fewer.parts] == [one[3:] for one in found.parts if one.cause not in causes]


def test_a_figure_of_a_driver_is_that_driver_alone() -> None:
    """Its whole change is the change of its driver, divided among its assumptions, also if the lines differ."""
    (gap,) = why(case(), case(("requirement.batteries=30", "force.operational=6")), "battery_gap")
    assert [(one.cause, one.averaged) for one in gap.parts] == [
        (None, 7),
        ("force.operational", 2),
        ("requirement", 5),
    ]
    (output,) = compare("baseline", "mid-2026", by_cause=["world_output"]).attributions
    assert [(one.driver, one.cause) for one in output.parts] == [("schedule", None)]


def test_a_package_whose_missiles_have_no_known_price_is_divided_all_the_same(
    scenario_file: Callable[..., str],
) -> None:
    """Without the price of a missile none are implied: $650M a battery become $700M, for 20 batteries $1.0B."""
    unknown = 'value = "unknown"\nprice_year = 2025\nscope = "unstated"\nbasis = "assumed"\nrationale = "A test."\n'
    file = scenario_file(f"[interceptors.patriot.unit_cost]\n{unknown}")
    old, new = case((), file), case(("battery.missile_package_cost=700M",), file)
    (found,) = why(old, new, "funding_need")
    assert [(one.driver, one.cause) for one in found.parts] == [
        ("missiles per battery", None),
        ("missiles per battery", "battery.missile_package_cost"),
    ]
    assert [one.averaged for one in found.parts] == [pytest.approx(1e9)] * 2


def test_a_driver_that_adds_up_other_items_in_each_case_has_no_causes() -> None:
    """The output of one line against that of two: a rate that differs does not lead from one to the other."""
    first, _ = (one.evaluation for one in comparison_cases(["baseline", "mid-2026"]))
    (found,) = why(first, case(("production.pac3_mse.rate.2026=999",)), "world_output")
    assert [(one.driver, one.cause) for one in found.parts] == [("schedule", None)]
    assert found.parts[0].averaged == pytest.approx(found.change)


def test_years_that_differ_are_refused() -> None:
    """Spending of two plans that start in different years has no causes; the message names both spans."""
    with pytest.raises(CannotCompute, match="years, 2026 to 2040 in halt and 2027 to 2041 in mid-2026"):
        compare("halt", "mid-2026", by_cause=["spend_total"])


def test_the_unknown_is_refused() -> None:
    """A figure unknown in one case is not divided."""
    with pytest.raises(CannotCompute, match=r"\(interceptors_available_now\) is unknown in mid-2026 because of"):
        compare("baseline", "mid-2026", by_cause=["interceptors_available_now"])


def test_evaluations_in_dollars_of_two_years_are_refused() -> None:
    """They cannot be brought to others, and a part of a change in mixed dollars would mean nothing."""
    with pytest.raises(UsageFault, match="baseline is in 2025 dollars, mid-2026 in 2026"):
        why(case(scenario="baseline"), case(), "funding_need")
