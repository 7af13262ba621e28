"""Options for what people vary most: each is the same as its settings, and what contradicts another is refused."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from patriot_cost.case.evaluation import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

ORDER = ("requirement.batteries=10", "requirement.kind=order", "requirement.counts=unstated")
SAME = {
    "--more 10": [*ORDER, "requirement.delivered_since=0"],
    "--required 25": ["requirement.batteries=25", "requirement.kind=total"],
    "--operational 6": ["force.operational=6"],
    "--system-price 500M": ["battery.system_cost=500M"],
    "--missile-price pac3_mse=4.1M": ["interceptors.pac3_mse.unit_cost=4.1M"],
    "--missiles-per-battery 60": ["battery.missiles=60", "battery.package_rule=counted"],
}


@pytest.mark.parametrize(("typed", "settings"), SAME.items())
def test_an_option_is_the_same_as_its_settings(cli: Call, typed: str, settings: list[str]) -> None:
    """The answer tells the settings, and typing them gives the same figures."""
    short = cli("fund", "-s", "mid-2026", "--json", *typed.split()).data
    long = cli("fund", "-s", "mid-2026", "--json", *(word for one in settings for word in ("--set", one))).data
    assert short["overrides"] == settings
    assert short["figures"] == long["figures"]


COMMANDS = (
    *("gap", "fund", "plan", "stock", "engage", "brief", "get funding_need", "explain funding_need"),
    *("sensitivity", "review", "show batteries"),
    *("sweep --vary force.in_repair=0,1", "simulate --draws 64"),
)
TOGETHER = (
    "--more 10 --battery-price 1.1B --missile-price 4.1M --operational 6",
    "--required 25 --system-price 500M --missile-price pac3_mse=4.1M --missiles-per-battery 60",
)
TEXTS = ("csv", "table", "markdown", "html")


@pytest.mark.parametrize("typed", TOGETHER)
def test_options_and_settings_give_the_same_answer_of_every_command(cli: Call, typed: str) -> None:
    """Each command tells the settings that the options make; typed, they give the same text and the same object.

    A warning names what was typed.
    """
    case = ("-s", "mid-2026", "-q")
    for place, command in enumerate(COMMANDS):
        words = (*command.split(), *case)
        short = cli(*words, *typed.split(), "--json").data
        settings = [word for one in short["identity"]["settings"] for word in ("--set", one)]
        long = cli(*words, *settings, "--json").data
        assert len(settings) >= 12
        assert short | {"warnings": []} == long | {"warnings": []}, command
        text = ("-f", TEXTS[place % len(TEXTS)])
        assert cli(*words, *typed.split(), *text).out == cli(*words, *settings, *text).out != "", command


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026", "additional-10", "order-25"])
@pytest.mark.parametrize("number", ["1", "10"])
def test_more_is_exactly_so_many(cli: Call, scenario: str, number: str) -> None:
    """Whatever is required, operates, is pledged or was delivered: N more are N, without a bound."""
    gap = cli("gap", "-s", scenario, "--more", number, "--json").data["figures"]["battery_gap"]
    assert (gap["value"], gap["bound"]) == (float(number), None)


def test_an_option_of_several_settings_is_not_called_idle(cli: Call) -> None:
    """Of what it sets, some move the answer: it is not said to change nothing."""
    assert "changes nothing" not in cli("gap", "-s", "mid-2026", "--more", "10").err


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026", "price-rise"])
@pytest.mark.parametrize("more", [(), ("--system", "samp_t"), ("--missile-price", "4M")])
def test_the_price_of_a_battery_is_all_in(cli: Call, scenario: str, more: tuple[str, ...]) -> None:
    """Ten at $1.5B are $15B, whatever their missiles cost, and with no range; the missiles are as many as before."""
    ten = ("--more", "10", *more)
    asked = ("get", "funding_need", "interceptors_per_battery", "-q", "-s", scenario, *ten)
    need, missiles = map(float, cli(*asked, "--battery-price", "1.5B").out.split())
    assert need == pytest.approx(15e9, abs=1)
    assert missiles == pytest.approx(float(cli(*asked).out.split()[1]), rel=1e-6)
    figures = cli("fund", "--draws", "0", "--json", "-s", scenario, *ten, "--battery-price", "1.5B").data["figures"]
    assert figures["funding_need"]["low"] is figures["funding_need"]["high"] is None


def test_a_range_of_the_price_of_a_battery_is_kept(cli: Call) -> None:
    """From 1.0 to 1.4 billion, ten cost 10 to 14, and 12 at the midpoint."""
    asked = ("fund", "--draws", "0", "-s", "mid-2026", "--more", "10", "--battery-price", "1.0B..1.4B", "--json")
    need = cli(*asked).data["figures"]["funding_need"]
    assert [need[name] for name in ("low", "value", "high")] == pytest.approx([10e9, 12e9, 14e9])


def test_a_bare_missile_price_is_of_every_variant_bought(cli: Call) -> None:
    """It sets those of the mix and no other; a price of one variant stands beside it, in any spelling of its name."""
    prices = cli("get", "funding_need", "-s", "mid-2026", "--missile-price", "4M", "--json").data["overrides"]
    assert sorted(prices) == ["interceptors.gem_t.unit_cost=4M", "interceptors.pac3_mse.unit_cost=4M"]
    typed = ("--missile-price", "4M", "--missile-price", "PAC-3 MSE=5M")
    prices = cli("get", "funding_need", "-s", "mid-2026", *typed, "--json").data["overrides"]
    assert sorted(prices) == ["interceptors.gem_t.unit_cost=4M", "interceptors.pac3_mse.unit_cost=5M"]


REFUSED = {
    "--more 10 --required 25": "--more (exactly that many are bought) and --required",
    "--system-price 1B --battery-price 2B": "--system-price and --battery-price",
    "--required 25 --set requirement.batteries=30": "--required and --set requirement.batteries=30 both set",
    "--more 10 --set requirement.kind=total": "replaces requirement.kind; found --set",
    "--more 10 --set requirement.case=order-2025-10": "replaces requirement.case; found --set",
    "--operational 6 --set force.operational+=1": "--operational and --set force.operational+=1 both set",
    "--battery-price 100M": "is less than its missiles cost here",
    "--battery-price '1B to 2B'": "needed: one price, or bounds",
    "--missile-price pac9=4M": "no variant 'pac9'; nearest: pac3_mse",
    "--missile-price 4M --missile-price 5M": "4M is the price of every variant already",
    "--missile-price gem_t=4M --missile-price GEM-T=5M": "gem_t has a price already",
    "--missile-price 20%": "% is only for shares",
    "--ladder --more 10": "--ladder shows every published requirement; found --more",
}


@pytest.mark.parametrize(("typed", "said"), REFUSED.items())
def test_what_contradicts_is_refused_by_name(cli: Call, typed: str, said: str) -> None:
    """Of two that say different things none is lost in silence: both are named."""
    outcome = cli("gap", "-s", "mid-2026", *shlex.split(typed))
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


@pytest.mark.parametrize("typed", ["afford 5B --set budget.amount=6B", "engage --salvo 2 --set {}=3"])
def test_any_option_and_its_setting_are_not_both_typed(cli: Call, typed: str) -> None:
    """The rule is of all options that make settings; the same value twice is no contradiction."""
    typed = typed.format("engagement.interceptors_per_target")
    assert " both set " in cli(*typed.split()).err
    assert cli(*typed.replace("6B", "5B").replace("=3", "=2").split()).code == 0


@pytest.mark.parametrize("text", ["force.operational-=2", "force.operational -= 2", "force.operational+=-2"])
def test_an_amount_is_subtracted(cli: Call, scenario_file: Call, text: str) -> None:
    """Of the 8 batteries of the case with its range of 6 to 10, two less are 6, from 4 to 8; in a file too."""
    used = cli("gap", "-s", "mid-2026", "--set", text, "--json").data["assumptions"]["force.operational"]
    assert [used[name] for name in ("low", "value", "high")] == [4, 6, 8]
    assert used["rationale"].startswith("Lowered by 2 ")
    lowered = load(scenario_file('[set]\n"force.operational-" = 2\n', extends="mid-2026"))
    assert lowered.as_used("force.operational") == load("mid-2026", set=[text]).as_used("force.operational")


def test_lowering_says_what_it_cannot(cli: Call, scenario_file: Call) -> None:
    """Below nothing there is nothing, and a word is not lowered; a file is told with its line."""
    assert "is negative" in cli("gap", "--set", "force.operational-=9").err
    assert "cannot be scaled or raised" in cli("gap", "--set", "plan.years-=1").err
    outcome = cli("gap", "-s", scenario_file('[set]\n"force.operational-" = 9\n'))
    assert (outcome.code, ".toml:1" in outcome.err) == (3, True), outcome.err


MONEY = "funding.committed.{}.credited={}"


def test_a_commitment_is_credited_by_a_setting(cli: Call) -> None:
    """The money of 2025 that buys weapons of all kinds is counted against the need where that is asked, once."""
    case = load("mid-2026")
    stated = case.as_used("funding.committed.purl_2025").value
    committed = cli("get", "funding_committed", "-s", "mid-2026", "-q", "--set", MONEY.format("purl_2025", "true"))
    assert float(committed.out) == pytest.approx(stated)
    again = ("--set", MONEY.format("*", "true"), "--set", MONEY.format("*", "false"))
    assert cli("get", "funding_committed", "-s", "mid-2026", "-q", *again).out == "0\n"


def test_credit_is_set_in_a_file_too(cli: Call, scenario_file: Call) -> None:
    """The setting is the same in the table of a file."""
    setting = MONEY.format("purl_2025", "true")
    path = scenario_file(f'[set]\n"{setting.partition("=")[0]}" = true\n', extends="mid-2026")
    typed = cli("get", "funding_unmet", "-s", "mid-2026", "-q", "--set", setting)
    assert cli("get", "funding_unmet", "-q", "-s", path).out == typed.out != ""


@pytest.mark.parametrize(
    ("name", "word", "said"),
    [("purl_20255", "true", "nearest: purl_2025"), ("purl_2025", "yes", "allowed: true, false")],
)
def test_wrong_words_of_credit_are_told(cli: Call, name: str, word: str, said: str) -> None:
    """A commitment that does not exist, and a word that is neither: the right ones are named."""
    outcome = cli("fund", "-s", "mid-2026", "--set", MONEY.format(name, word))
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
