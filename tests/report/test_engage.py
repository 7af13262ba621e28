"""`engage`: which interceptor is set beside which target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patriot_cost import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

PRICED = ("--set", "targets.iskander_m.unit_cost=3M", "--set", "targets.shahed.unit_cost=50K")


def test_an_interceptor_is_compared_with_what_it_may_hit(cli: Callable[..., Any]) -> None:
    """What is not made against ballistic missiles has no ratio to the price of one; all have one to a drone's."""
    case = load("mid-2026").case
    ratios = cli("engage", "-s", "mid-2026", *PRICED, "--json").data["figures"]
    able = {name for name in case.interceptors if f"cost_exchange_ratio[{name},iskander_m]" in ratios}
    priced = {name for name in case.interceptors if f"cost_exchange_ratio[{name},shahed]" in ratios}
    assert {"pac3_mse", "aster_30"} <= able
    assert {"iris_t_slm", "interceptor_drone"} <= priced - able
    assert able == {name for name in priced if case.interceptors[name].against_ballistic is not False}
    rows = [line for line in cli("engage", "-s", "mid-2026", *PRICED).out.splitlines() if " x" in line]
    assert [row.count(" x") for row in rows if row.startswith("Interceptor drone")] == [1]
    assert [row.count(" x") for row in rows if row.startswith("PAC-3 MSE")] == [2]


def test_a_missile_against_ballistic_missiles_is_not_made_for_a_drone(cli: Callable[..., Any]) -> None:
    """Ballistic targets come first; the ratio to the price of a drone is marked for such a missile, not for others."""
    answer = cli("engage", "-s", "mid-2026", *PRICED, "--no-sources")
    rows = [line.rstrip() for line in answer.out.splitlines() if " x" in line]
    made = tuple(one.name for one in load("mid-2026").case.interceptors.values() if one.against_ballistic)
    assert any(row.endswith("^") for row in rows)
    assert all(row.endswith("^") == row.startswith(made) for row in rows)
    assert all(row.count("^") <= 1 for row in rows)
    heads = answer.out.partition("over the reported price of the target\n")[2]
    assert heads.index("Iskander-M") < heads.index("Attack drone")
    assert "^ Interceptors against ballistic missiles are not made for these targets: Attack drone of" in answer.out


def test_without_the_price_of_a_ballistic_target_the_answer_says_so(
    cli: Callable[..., Any], scenario_file: Callable[..., str]
) -> None:
    """The only ratio left is that to a drone, which is said to be none that the missile is made for."""
    unknown = 'value = "unknown"\nprice_year = 2025\nbasis = "assumed"\nrationale = "A test."\n'
    outcome = cli("engage", "-s", scenario_file(f"[targets.iskander_m.unit_cost]\n{unknown}"), *PRICED[2:])
    assert "No target that they are made for has a price. The ledger has no price for: Iskander" in outcome.out


LOOKED = ("--rule", "shoot_look_shoot", "--looks", "200", "--set", "engagement.interceptors_per_look=1", "--hit", "60%")


def test_shots_one_at_a_time_cost_a_hit_their_price_over_its_chance(cli: Callable[..., Any]) -> None:
    """With looks enough a hit costs c / p; the salvo of two costs 2 c / (1 - .4 squared), which is 43 % more."""
    salvo = cli("engage", "-s", "mid-2026", "--hit", "60%", "--salvo", "2", "--json").data["figures"]
    looked = cli("engage", "-s", "mid-2026", *LOOKED, "--json").data["figures"]
    price = salvo["salvo_cost[pac3_mse]"]["value"] / 2
    assert looked["cost_per_kill[pac3_mse]"]["value"] == pytest.approx(price / 0.6, rel=1e-12)
    assert salvo["cost_per_kill[pac3_mse]"]["value"] == pytest.approx(2 * price / 0.84, rel=1e-12)
    assert looked["interceptors_per_engagement"]["value"] == pytest.approx(1 / 0.6)


def test_a_mix_lies_between_its_parts_and_needs_their_share(cli: Callable[..., Any]) -> None:
    """The share of the targets that leave time for a second look has no default: without it a mix is unknown."""
    mix = (*LOOKED, "--rule", "mix", "--salvo", "2")
    without = cli("engage", "-s", "mid-2026", *mix, "--json").data["figures"]
    assert without["interceptors_per_engagement"]["value"] is None
    assert "engagement.second_look_share" in cli("engage", "-s", "mid-2026", *mix).err
    found = cli("engage", "-s", "mid-2026", *mix, "--second-look", "25%", "--json").data["figures"]
    assert found["interceptors_per_engagement"]["value"] == pytest.approx(0.25 / 0.6 + 0.75 * 2)
    assert found["engagement_success"]["value"] == pytest.approx(1 - 0.75 * 0.16)


@pytest.mark.parametrize("looks", ["0", "0.5", "0..2..3"])
def test_fewer_than_one_look_are_refused(cli: Callable[..., Any], looks: str) -> None:
    """A target is looked at before the first shot."""
    outcome = cli("engage", "--looks", looks)
    assert (outcome.code, outcome.out) == (2, "")
    assert "needed: 1 or more" in outcome.err


def test_the_stock_lasts_longer_one_shot_at_a_time(cli: Callable[..., Any]) -> None:
    """What is wanted a month is launches x share engaged x expected shots, and those hit follow from the same rule."""
    asked = ("-s", "mid-2026", "--set", "engagement.share_engaged=50%", "--set", "demand.annual_total=900", "--json")
    rule = ("--set", "engagement.rule=shoot_look_shoot", "--set", "engagement.looks=2")
    rule += ("--set", "engagement.interceptors_per_look=1", "--set", "engagement.hit_probability=60%")
    found = cli("stock", *asked, *rule, "--set", "demand.rule=annual_total").data["figures"]
    assert found["interceptors_wanted"]["value"] == pytest.approx(75 * 0.5 * 1.4)
    assert found["engagement_success"]["value"] == pytest.approx(0.84)
