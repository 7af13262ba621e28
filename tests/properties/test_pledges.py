"""What holds for pledges, commitments and the bills of donors, whatever the numbers are."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patriot_cost import evaluate, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.case.evaluation import Evaluation

DONORS = ("nato", "germany", "norway")
SHARE = st.floats(0, 1)
COUNT = st.floats(0, 5000)
MONEY = st.floats(0, 5e10)

PACKAGE = """[funding.committed.package]
donor = "nato"
value = "3B"
price_year = 2026
basis = "assumed"
rationale = "Test."

[funding.committed.part]
donor = "germany"
part_of = "funding.committed.package"
value = "1B"
price_year = 2026
basis = "assumed"
rationale = "Test."
"""

quick = settings(deadline=None, max_examples=80)


@cache
def loaded() -> Evaluation:
    """Load mid-2026 with three payers, money of two of them, and credit for pledges in kind."""
    shares = ["funding.shares.nato=50%", "funding.shares.germany=30%", "funding.shares.norway=20%"]
    money = ["funding.committed.germany=1B", "funding.committed.norway=2B", "funding.committed.canada=3B"]
    given = [*shares, *money, "funding.credit_share=1", "supply.available_share=20%"]
    evaluation = evaluate(load("mid-2026", set=given))
    evaluation.need(evaluation.single(), ())
    return evaluation


def run(**changes: float) -> dict[str, float]:
    """Compute the known figures with some inputs changed."""
    inputs = {name: entry.value for name, entry in loaded().loaded.inputs.items()}
    assert changes.keys() <= inputs.keys()
    values = loaded().plan.run(inputs | changes)
    return {name: value for name, value in values.items() if value is not None}


def over_donors(found: dict[str, float], figure: str) -> float:
    """Add a figure over all donors."""
    return sum(found[f"{figure}[{donor}]"] for donor in DONORS)


@given(first=SHARE, second=SHARE, credit=SHARE, given_now=COUNT, money=MONEY)
@quick
def test_the_bills_add_up_to_the_need(
    *, first: float, second: float, credit: float, given_now: float, money: float
) -> None:
    """When the shares add to one, bills less surpluses plus credits are the need, to the rounding."""
    low, high = sorted((first, second))
    found = run(
        funding_credit_share=credit,
        **{
            "funding_share[nato]": low,
            "funding_share[germany]": high - low,
            "funding_share[norway]": 1 - high,
            "pledged_interceptors[germany]": given_now,
            "donor_commitment[canada]": money,
        },
    )
    credits_ = over_donors(found, "donor_credit")
    left = over_donors(found, "donor_bill") - over_donors(found, "donor_surplus") + credits_
    assert left == pytest.approx(found["funding_need"], abs=1e-9 * (found["funding_need"] + credits_))
    for donor in DONORS:
        # Whoever still pays has given nothing beyond its share but missiles that first loads do not need.
        beyond = found[f"donor_surplus[{donor}]"] - found[f"donor_beyond_loads[{donor}]"]
        assert min(found[f"donor_bill[{donor}]"], beyond) == 0


@given(credit=SHARE, ours=COUNT, theirs=COUNT, money=MONEY)
@quick
def test_every_gift_is_credited_to_one_donor(*, credit: float, ours: float, theirs: float, money: float) -> None:
    """All that is pledged and committed is credited once, to the donor itself or to the group it belongs to."""
    gifts = {"pledged_interceptors[germany]": ours, "pledged_interceptors[european_partners]": theirs}
    found = run(funding_credit_share=credit, **gifts, **{"donor_commitment[canada]": money})
    given_in_all = found["pledged_interceptors_value"] * credit + found["funding_committed"]
    assert over_donors(found, "donor_credit") == pytest.approx(given_in_all, rel=1e-9)
    value = found["interceptor_cost"] * credit
    assert found["donor_credit[germany]"] == pytest.approx(ours * value + 1e9, rel=1e-9)
    assert found["donor_credit[nato]"] == pytest.approx(theirs * value + money, rel=1e-9)  # Canada is in the group
    assert found["donor_credit[norway]"] == pytest.approx(2e9, rel=1e-9)


@given(credit=SHARE, ours=COUNT, money=MONEY)
@quick
def test_what_is_unmet_is_part_of_the_need(*, credit: float, ours: float, money: float) -> None:
    """The unmet part is between nothing and the need, and no more than all bills together."""
    changes = {"pledged_interceptors[germany]": ours, "donor_commitment[germany]": money}
    found = run(funding_credit_share=credit, **changes)
    assert 0 <= found["funding_unmet"] <= found["funding_need"]
    bills = over_donors(found, "donor_bill")
    assert found["funding_unmet"] <= bills + 1e-9 * found["funding_need"]
    if over_donors(found, "donor_surplus") == 0:
        assert found["funding_unmet"] == pytest.approx(bills, abs=1e-9 * found["funding_need"])


@given(before=COUNT, more=COUNT, available=SHARE)
@quick
def test_a_pledge_of_missiles_never_hurts(*, before: float, more: float, available: float) -> None:
    """More missiles pledged never raise what is short, to be produced or unmet, and leave the need as it is."""
    name = "pledged_interceptors[germany]"
    old = run(supply_available_share=available, **{name: before})
    new = run(supply_available_share=available, **{name: before + more})
    for figure in ("interceptor_gap", "interceptors_to_produce", "funding_unmet", "donor_bill[germany]"):
        assert new[figure] <= old[figure]
    for figure in ("interceptor_coverage", "interceptors_pledged", "pledged_share_of_need"):
        assert new[figure] >= old[figure]
    assert new["funding_need"] == old["funding_need"]
    assert new["interceptors_to_produce"] <= new["interceptor_gap"]


@given(batteries=st.floats(0, 10), more=st.floats(0, 10))
@quick
def test_a_pledge_of_batteries_never_hurts(batteries: float, more: float) -> None:
    """More batteries pledged never raise the gap, the need or the people needed, and do not operate yet."""
    name = "pledged_batteries[germany]"
    old, new = run(**{name: batteries}), run(**{name: batteries + more})
    for figure in ("battery_gap", "funding_need", "personnel_required", "interceptors_required"):
        assert new[figure] <= old[figure]
    assert new["battery_coverage"] == old["battery_coverage"]


def test_a_part_of_a_package_counts_once() -> None:
    """Money that is part of a package, or not credited, or already delivered adds to no total."""
    found = run()
    assert found["funding_committed"] == 6e9  # 1 + 2 + 3; the packages of the scenario are not credited
    assert found["batteries_pledged"] == 0  # the German systems operate already
    assert run(**{"pledged_batteries[german_systems_2025]": 50.0})["battery_gap"] == found["battery_gap"]
    assert run(**{"donor_commitment[purl_2025]": 9e12})["funding_unmet"] == found["funding_unmet"]


def test_a_part_of_a_package_is_no_second_credit(scenario_file: Callable[..., str]) -> None:
    """A payer's package is credited whole and its members' parts of it not again."""
    path = scenario_file(PACKAGE, extends="mid-2026")
    evaluation = evaluate(load(path))
    assert evaluation["funding_committed"].value == 3e9
    assert evaluation["donor_credit[nato]"].value == 3e9


def test_a_part_given_by_another_payer_is_credited_to_one(scenario_file: Callable[..., str]) -> None:
    """What is credited to all donors is what is committed, also when a part of a package is another payer's."""
    path = scenario_file(PACKAGE, extends="mid-2026")
    shares = ["funding.shares.nato=70%", "funding.shares.germany=30%"]
    evaluation = evaluate(load(path, set=shares))
    assert evaluation["funding_committed"].value == 3e9
    assert evaluation["donor_credit[nato]"].value + evaluation["donor_credit[germany]"].value == 3e9


LINES = ("fire_unit", "patriot", "pac3_mse", "gem_t")
CURVES = tuple(
    f"production.{line}.{field}={value}"
    for line in LINES
    for field, value in (("learning_slope", "90%"), ("rate_slope", "95%"), ("cumulative_quantity", 4000))
)
LOTS = tuple(f"production.{line}.priced_lot_{end}" for line in LINES for end in ("first=2000", "last=3900"))
SAVINGS = {
    "as stated": (),
    "multiyear contract": ("prices.multiyear_saving=30%",),
    "learning": ("prices.quantity_effect=learning", *CURVES, *LOTS),
    "cumulative average": ("prices.quantity_effect=cumulative_average", *CURVES, *LOTS),
}


@cache
def counted(scenario: str, saving: str) -> Evaluation:
    """Load a scenario whose missiles are counted, with credit for pledges in kind."""
    case = ["battery.package_rule=counted", "battery.missiles=48", "funding.credit_share=1"]
    evaluation = evaluate(load(scenario, set=[*case, *SAVINGS[saving]]))
    evaluation.need(["funding_unmet", "interceptors_required", "interceptors_pledged"], ())
    return evaluation


@pytest.mark.parametrize("saving", SAVINGS)
@pytest.mark.parametrize("scenario", ["baseline", "mid-2026"])
@given(prices=st.tuples(st.floats(1e6, 2e7), st.floats(1, 4)), system=st.floats(1e8, 1e9))
@quick
def test_a_dearer_missile_or_system_never_lowers_a_counted_bill(
    scenario: str, saving: str, prices: tuple[float, float], system: float
) -> None:
    """Where missiles are counted, and no more are pledged than required, no price lowers what is unmet."""
    cheap, dear = prices[0], prices[0] * prices[1]
    case, unmet = counted(scenario, saving), []
    inputs = {name: entry.value for name, entry in case.loaded.inputs.items()}
    for missile, ground in ((cheap, system), (dear, system), (dear, system * prices[1])):
        costs = {name: missile for name in inputs if name.startswith("interceptor_unit_cost[")}
        found = case.plan.run(inputs | costs | {"battery_system_cost": ground})
        assert (found["interceptors_pledged"] or 0) <= (found["interceptors_required"] or 0)
        unmet.append(found["funding_unmet"] or 0.0)
    assert unmet[0] <= unmet[1] * (1 + 1e-12)
    assert unmet[1] <= unmet[2] * (1 + 1e-12)


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026", "halt", "additional-10", "order-27"])
@given(credit=st.one_of(SHARE, st.sampled_from([0.0, 1.0])), pledged=st.floats(0, 5000))
@quick
def test_gap_and_plan_miss_the_same_missiles(scenario: str, credit: float, pledged: float) -> None:
    """What `gap` calls short is what `plan` orders, whatever part of the pledges is credited."""
    case = missiles(scenario)
    inputs = {name: entry.value for name, entry in case.loaded.inputs.items()}
    pledges = {name: pledged for name in inputs if name.startswith("pledged_interceptors[")}
    found = case.plan.run(inputs | pledges | {"funding_credit_share": credit})
    short, ordered = found["interceptor_gap"], found["interceptors_to_order_in_all"]
    assert short is not None
    assert ordered == pytest.approx(short, rel=1e-12)


@cache
def missiles(scenario: str) -> Evaluation:
    """Load a scenario for its missing missiles."""
    evaluation = evaluate(load(scenario))
    evaluation.need(["interceptor_gap", "interceptors_to_order_in_all"], ())
    return evaluation
