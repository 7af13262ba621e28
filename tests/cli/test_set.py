"""`--set` changes assumptions as typed, in order, and refuses what it would have to guess."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from patriot_cost.case.evaluation import load
from patriot_cost.model.estimate import Commitment

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

COST = "battery.system_cost"


def settings(*options: str) -> list[str]:
    """Return options as `--set` arguments."""
    return [word for option in options for word in ("--set", option)]


@pytest.mark.parametrize(
    ("options", "need"),
    [
        # 20 batteries short at $450M + $650M, unless set.
        (["requirement.batteries=25"], 24.2e9),  # (25 - 3) x 1.1B
        ([f"{COST}=500M"], 23e9),  # 20 x (0.5B + 0.65B)
        ([f"{COST}=$1.1B"], 35e9),  # 20 x (1.1B + 0.65B)
        ([f"{COST}=4,200,000"], 13.084e9),  # 20 x (4.2M + 650M)
        ([f"{COST}=1e9"], 33e9),  # 20 x (1B + 0.65B)
        ([f"{COST}=0"], 13e9),  # 20 x 0.65B
        ([f"{COST}*=20%"], 14.8e9),  # 20 x (90M + 650M)
        ([f"{COST}+=10M"], 22.2e9),  # 20 x (460M + 650M)
        ([f"{COST}+=-50M"], 21e9),  # 20 x (400M + 650M)
        ([f" {COST} = 500M "], 23e9),  # blanks mean nothing
        ([f"{COST}=1", f"{COST}=500M"], 23e9),  # the last one wins
        ([f"{COST}*=2", f"{COST}=500M"], 23e9),  # set after scaling
        ([f"{COST}=500M", f"{COST}*=2"], 33e9),  # scaled after setting: 20 x (1B + 0.65B)
        ([f"{COST}*=2", f"{COST}+=100M"], 33e9),  # 20 x (900M + 100M + 650M)
        ([f"{COST}+=100M", f"{COST}*=2"], 35e9),  # 20 x (1.1B + 0.65B)
        (["pledges.germany.batteries=2"], 19.8e9),  # 18 x 1.1B
        (["force.operational=30"], 0.0),  # 23 - 30, never below zero
        (["battery.package_rule=counted", "battery.missiles=100"], 16.6e9),  # 20 x (450M + 100 x 3.8M)
        (["requirement.kind=order"], 25.3e9),  # 23 to buy x 1.1B
        (["requirement.case=order-2025-10"], 27.5e9),  # 25 to buy x 1.1B
        (["requirement.case=minister-2025-09"], 11e9),  # 10 more x 1.1B, deliveries since not known
        (["requirement.case=order-2025-10", "requirement.batteries=10"], 11e9),  # still an order, of 10
        (["requirement.batteries=10", "requirement.case=order-2025-10"], 27.5e9),  # the case brings its own number
    ],
)
def test_settings_apply_in_order(cli: Call, options: list[str], need: float) -> None:
    """Each setting changes what the ones before it left, and the need follows by hand arithmetic."""
    outcome = cli("get", "funding_need", *settings(*options))
    assert outcome.code == 0
    assert float(outcome.out) == pytest.approx(need, rel=1e-14)


def test_scaling_the_system_leaves_the_missiles(cli: Call) -> None:
    """Ten per cent on $9.0B of systems is $9.9B, and the $13.00B of missiles stay."""
    outcome = cli("get", "systems_cost", "missiles_cost", *settings(f"{COST}*=1.1"))
    assert [float(line) for line in outcome.out.split()] == pytest.approx([9.9e9, 13e9], rel=1e-14)


def test_a_pledge_is_raised_by_a_count(cli: Call) -> None:
    """12 + 120 interceptors and 100 more are 232."""
    outcome = cli("get", "interceptors_pledged", *settings("pledges.united_states.interceptors+=100"))
    assert outcome.out == "232\n"


def test_a_share_takes_per_cent(cli: Call) -> None:
    """25 % of 20 x 650M / 3.8M missiles is as good as 0.25 of them."""
    both = [
        cli("get", "interceptors_available_now", *settings(f"supply.available_share={text}"))
        for text in ("25%", "0.25")
    ]
    assert [outcome.out for outcome in both] == [both[0].out] * 2
    assert float(both[0].out) == pytest.approx(0.25 * 13000 / 3.8)


@pytest.mark.parametrize(
    ("text", "reading", "need"),
    [
        # 20 x (value + 650M) with the midpoint, the most likely value, the median.
        ("400M..500M", "uniform, bounds $400M to $500M, midpoint $450M", 22e9),
        ("400M..450M..520M", "triangular, bounds $400M to $520M, most likely $450M", 22e9),
        ("$400M..$400M..$520M", "triangular, bounds $400M to $520M, most likely $400M", 21e9),
        # The median of a lognormal is the root of the product: 100M x 900M = (300M) squared.
        ("100M to 900M", "lognormal, 90 % interval $100M to $900M, median $300M", 19e9),
        ("400M..400M", "uniform, bounds $400M to $400M, midpoint $400M", 21e9),
    ],
)
def test_the_reading_of_a_range_is_echoed(cli: Call, text: str, reading: str, need: float) -> None:
    """Standard error says how a range is read, and the point is what it says."""
    outcome = cli("get", "funding_need", *settings(f"{COST}={text}"))
    assert f"({COST}) read as {reading}\n" in outcome.err
    assert float(outcome.out) == pytest.approx(need, rel=1e-9)


def test_a_range_reaches_the_figures_and_a_point_drops_it(cli: Call) -> None:
    """The ends 400M and 500M give 20 x 1.05B to 20 x 1.15B; a point set later leaves no range."""
    figure = cli("fund", "--json", *settings(f"{COST}=400M..500M")).data["figures"]["funding_need"]
    assert (figure["low"], figure["value"], figure["high"]) == pytest.approx((21e9, 22e9, 23e9))
    figure = cli("fund", "--json", *settings(f"{COST}=400M..500M", f"{COST}=450M")).data["figures"]["funding_need"]
    assert (figure["low"], figure["value"], figure["high"]) == (None, 22e9, None)


def test_scaling_moves_the_ends_of_a_range(cli: Call) -> None:
    """Twice 400M to 500M is 800M to 1B, with the reading kept."""
    given = cli("fund", "--json", *settings(f"{COST}=400M..500M", f"{COST}*=2")).data["assumptions"][COST]
    assert (given["low"], given["value"], given["high"]) == pytest.approx((800e6, 900e6, 1e9))


@pytest.mark.parametrize("setting", [f"{COST}*=2", f"{COST}+=1M"])
def test_what_is_scaled_keeps_its_dollars_and_their_doubt(setting: str) -> None:
    """A price whose dollars are assumed is still in assumed dollars when it is scaled, and in known ones when set."""
    assert load(set=[setting]).estimates[COST].price_year_assumed
    assert load(set=[setting]).estimates[COST].price_year == 2025
    assert not load(set=[f"{COST}=500M"]).estimates[COST].price_year_assumed


def test_money_is_added_in_the_dollars_of_the_scenario(cli: Call) -> None:
    """In mid-2026 the price stated in 2025 dollars is brought to 2026 first, then exactly 100M are added."""
    before = cli("fund", "--json", "-s", "mid-2026").data
    after = cli("fund", "--json", "-s", "mid-2026", *settings(f"{COST}+=100M")).data
    assert before["assumptions"][COST]["stated_price_year"] == 2025
    assert after["assumptions"][COST]["price_year"] == 2026
    added = after["assumptions"][COST]["value"] - before["assumptions"][COST]["value"]
    assert added == pytest.approx(100e6, rel=1e-12)
    # 25 required less 8 operational: 17 batteries, each 100M dearer.
    need = after["figures"]["funding_need"]["value"] - before["figures"]["funding_need"]["value"]
    assert need == pytest.approx(1.7e9, rel=1e-9)


def test_money_is_set_in_the_dollars_of_the_scenario(cli: Call) -> None:
    """A price set in mid-2026 is taken as it is, in 2026 dollars."""
    given = cli("fund", "--json", "-s", "mid-2026", *settings(f"{COST}=460M")).data
    assert given["assumptions"][COST]["value"] == 460e6
    assert given["assumptions"][COST]["price_year"] == 2026
    assert given["assumptions"][COST]["origin"] == "override"
    assert given["overrides"] == [f"{COST}=460M"]


def test_what_is_set_rests_on_nobody(cli: Call) -> None:
    """A number set anew is assumed; the facts of the one it replaces stand beside it."""
    given = cli("fund", "--json", *settings(f"{COST}=460M")).data["assumptions"][COST]
    assert (given["basis"], given["facts"]) == ("assumed", [])
    assert "R005" in given["crosschecks"]


@pytest.mark.parametrize("setting", ["=3B", "*=2"])
def test_money_of_another_amount_stays_that_of_its_donor(scenario_file: Callable[[str], str], setting: str) -> None:
    """Another amount of a commitment leaves who gives it, when it can be spent, and why it is not counted."""
    said = {
        "donor": "germany",
        "status": "pledged",
        "stated_by": "a minister",
        "stated_on": "2026-07",
        "authorised_by": "germany",
        "part_of": "funding.committed.nato",
        "credited": False,
        "from_year": 2031,
        "remark": "Buys something else.",
        "for_gap": "The minister says so.",
    }
    assert said.keys() == {*Commitment._fields}
    whole = 'value = "9B"\nprice_year = 2026\nbasis = "assumed"\nrationale = "A test."\n'
    fields = "".join(f"{name} = {json.dumps(value)}\n" for name, value in said.items())
    file = scenario_file(f"[funding.committed.nato]\n{whole}[funding.committed.norway]\n{whole}{fields}")
    made = load(file, set=[f"funding.committed.norway{setting}"]).case.committed["norway"]
    assert {name: getattr(made, name) for name in said} == said
