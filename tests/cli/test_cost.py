"""The cost of a purchase: the prices and the lines of the case, for exactly what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026", "order-25"])
def test_batteries_cost_their_price_each(cli: Call, scenario: str) -> None:
    """Ten cost ten times the price of one in the case, and as much as ten more do in `fund`."""
    figures = cli("cost", "10", "batteries", "-s", scenario, "--json").data["figures"]
    price = float(cli("get", "battery_unit_cost", "-s", scenario, "-q").out)
    assert figures["funding_need"]["value"] == pytest.approx(10 * price)
    more = cli("fund", "--more", "10", "-s", scenario, "--draws", "0", "--json").data["figures"]
    assert figures["funding_need"] == more["funding_need"]


@pytest.mark.parametrize("name", ["pac3_mse", "PAC-3 MSE", "gem_t"])
def test_missiles_of_a_variant_cost_its_price_each(cli: Call, name: str) -> None:
    """In any spelling of its name, the variant is all that is bought: no ground system, no other missile."""
    figures = cli("cost", "700", *name.split(), "-s", "mid-2026", "--json").data["figures"]
    variant = "gem_t" if name == "gem_t" else "pac3_mse"
    price = float(cli("get", f"interceptor_unit_price[{variant}]", "-s", "mid-2026", "-q").out)
    assert figures["missiles_cost"]["value"] == pytest.approx(700 * price)


def test_missiles_are_of_the_mix(cli: Call) -> None:
    """Seven hundred at the average of the reference case, $3.8M, are $2.66B; pledges are not subtracted."""
    outcome = cli("cost", "700", "missiles")
    assert "700 missiles cost $2.66B" in outcome.out
    assert "and the last in 20" in " ".join(outcome.out.split())


def test_one_is_one(cli: Call) -> None:
    """One battery is spoken of in the singular, and its price is said once."""
    assert "1 battery with its missiles costs $1.10B." in " ".join(cli("cost", "1", "battery").out.split())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "cost of what? a number of batteries, of missiles"),
        ("10", "10 of what? batteries, missiles"),
        ("ten batteries", "WHAT: 'ten' is not a number"),
        ("0 batteries", "WHAT 0; allowed: 1 and above"),
        ("700 pigs", "no variant 'pigs'; allowed: patriot; also batteries, missiles"),
        ("700 pac3_mse", "this case has no price of pac3_mse; it buys patriot"),
        ("10 batteries 700 missiles", "cost 10 batteries, and then patriot-cost cost 700 missiles"),
        ("10 batteries and 700 pac3_mse", "cost 10 batteries, and then patriot-cost cost 700 pac3_mse"),
        ("10 batteries --more 3", "--more: contradicts 'cost 10 batteries'"),
        ("700 missiles --missiles-per-battery 3", "--missiles-per-battery: contradicts 'cost 700 missiles'"),
    ],
)
def test_a_purchase_that_is_not_understood_is_guided(cli: Call, typed: str, said: str) -> None:
    """A missing word, a number that is none and an option that says another number are told, with examples."""
    outcome = cli("cost", *typed.split())
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


def test_the_price_of_one_variant_is_of_no_mix(cli: Call) -> None:
    """The price of a mix is called that; the price of one variant is not."""
    assert "mix-weighted" in cli("cost", "700", "missiles", "-s", "mid-2026").out
    assert "mix-weighted" not in cli("cost", "700", "pac3_mse", "-s", "mid-2026").out


def test_money_below_the_price_of_a_missile_is_doubted(cli: Call) -> None:
    """Seven hundred dollars may be meant as missiles, or as millions: both are written out. A zero is none."""
    said = cli("afford", "700").err
    assert "AMOUNT: $700 is less than the price of one missile, $3.80M" in said
    assert "patriot-cost cost 700 missiles" in said
    assert "small-budget" in [one["code"] for one in cli("afford", "700", "--json").data["warnings"]]
    for amount in ("0", "3.8M", "5B"):
        assert "price of one missile" not in cli("afford", amount).err


def test_a_total_that_is_stated_names_its_setting(cli: Call) -> None:
    """The warning about a stated total tells which of the settings of the argument it is about."""
    said = cli("cost", "700", "missiles", "-s", "mid-2026").err
    assert "WHAT: taken as stated" not in said


def test_an_order_is_worded_as_one(cli: Call) -> None:
    """What is bought stands in the title in words; its settings stand below, and in JSON."""
    for asked, words in {
        ("fund", "--more", "10", "--draws", "0"): "changed: 10 more batteries ",
        ("gap", "--more", "1", "--operational", "6"): "changed: 1 more battery, force.operational=6 ",
        ("cost", "700", "missiles"): "changed: 700 missiles alone ",
        ("cost", "10", "batteries"): "changed: 10 more batteries ",
    }.items():
        text = " ".join(cli(*asked, "-s", "mid-2026").out.split())
        assert words in text
        assert "requirement.kind=order" in text.partition(" scenario mid-2026 ")[2]


def test_the_years_of_delivery_are_those_of_the_plan(cli: Call) -> None:
    """The first and the last year are those in which the plan of the same order delivers; of one there is one."""
    figures = cli("plan", "--more", "10", "-s", "mid-2026", "--json").data["figures"]
    years = [year for year in range(2026, 2050) if figures.get(f"deliveries[{year}]", {"value": 0})["value"] > 0]
    text = " ".join(cli("cost", "10", "batteries", "-s", "mid-2026").out.split())
    assert f"the first would be delivered in {years[0]} and the last in {years[-1]}*." in text
    assert "the first" not in cli("cost", "1", "battery", "-s", "mid-2026").out
    assert "it would be delivered in" in " ".join(cli("cost", "1", "battery", "-s", "mid-2026").out.split())
