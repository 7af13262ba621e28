"""Risks as a reader sees them: in the register, beside the need, in a comparison and in a tornado."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

WHY = 'basis = "assumed", rationale = "A test." }\n'
REGISTER = f"""
[risks.material]
name = "Dearer material"
on = "missiles"
probability = {{ value = "80%", {WHY}factor = {{ value = 1.05, low = 1, high = 1.3, {WHY}
[risks.bulk]
name = "Bulk purchase"
probability = {{ value = "20%", low = "10%", high = "90%", {WHY}
impact = {{ value = "-400M", low = "-600M", high = "-200M", price_year = 2025, {WHY}
[risks.strike]
name = "Strike at the line"
line = "fire_unit"
probability = {{ value = "25%", {WHY}delay = {{ value = 12, {WHY}
"""
"""Expected in the baseline: 0.8 x (3.35 / 3 - 1) x 13B = 1.21333B, 0.4 x -0.4B = -0.16B, 0.25 x 12 = 3 months."""
MATERIAL, BULK = 0.8 * 0.35 / 3 * 13e9, -0.16e9
COMMANDS = ("fund", "brief", "plan")
KEYS = ("risks_expected_cost", "funding_need_with_expected_risks")


@pytest.fixture
def register(scenario_file: Call) -> str:
    """Write the register on the baseline."""
    return str(scenario_file(REGISTER))


@pytest.mark.parametrize("command", COMMANDS)
def test_an_answer_about_money_tells_the_risks_of_its_case(cli: Call, register: str, command: str) -> None:
    """Each risk has its row, and the expected cost its figures; the need stays as it is."""
    told = cli(command, "-s", register, "--all")
    rows = [text for text in told.out.splitlines() if text.startswith(("Dearer", "Bulk", "Strike"))]
    assert len(rows) == 3
    assert "The point estimate includes none." in " ".join(told.out.split())
    figures = cli(command, "-s", register, "--json").data["figures"]
    assert figures["risks_expected_cost"]["value"] == pytest.approx(MATERIAL + BULK)
    assert figures["funding_need_with_expected_risks"]["value"] == pytest.approx(22e9 + MATERIAL + BULK)
    assert figures["risk_expected_delay[strike]"]["value"] == pytest.approx(3)
    assert "risk_expected_delay[bulk]" not in figures


@pytest.mark.parametrize("command", COMMANDS)
def test_a_case_without_risks_tells_nothing_of_them(cli: Call, command: str) -> None:
    """Neither the text nor the data of the baseline have a word about risks."""
    for form in ((), ("--json",)):
        assert "risk" not in cli(command, "-q", *form).out.lower().replace("faces risks over", "")


def test_a_risk_that_is_set_to_occur_is_in_a_row_of_its_own(cli: Call, register: str) -> None:
    """Cost and need hold it at its most likely; the text says which risks the point holds."""
    told = cli("fund", "-s", register, "--set", "risks.bulk.occurs=1", "--json").data
    assert told["figures"]["risks_cost"]["value"] == -400e6
    assert told["figures"]["funding_need_with_risks"]["value"] == 22e9 - 400e6
    assert told["figures"]["funding_need"]["value"] == 22e9
    text = " ".join(cli("fund", "-s", register, "--set", "risks.bulk.occurs=1", "--all").out.split())
    assert "The point estimate includes those set to occur: Bulk purchase." in text


def test_the_register_lists_every_number_of_a_risk(cli: Call, register: str) -> None:
    """The list has ranges, means, elements and lines; what a risk does not do is null, not 0."""
    items = {one["id"]: one for one in cli("show", "risks", "-s", register, "--json").data["items"]}
    assert [*items] == ["material", "bulk", "strike"]
    material, bulk, strike = items.values()
    assert (material["factor"], material["factor_low"], material["factor_high"]) == (1.05, 1, 1.3)
    assert (material["on"], material["impact"], material["delay"], material["occurs"]) == ("missiles", None, None, None)
    assert material["full_cost"] == pytest.approx(0.05 * 13e9)
    assert material["expected_cost"] == pytest.approx(MATERIAL)
    assert (bulk["probability"], bulk["impact_low"], bulk["expected_delay"]) == (0.2, -600e6, None)
    assert bulk["probability_mean"] == pytest.approx(0.4)
    assert (strike["line"], strike["delay"], strike["expected_delay"]) == ("fire_unit", 12, 3)
    text = cli("show", "risks", "-s", register).out
    assert "x 1.05 (1 to 1.3) on missiles" in text
    assert "12 months of Fire units, Raytheon" in text


def test_an_expected_value_is_explained_by_means(cli: Call, register: str) -> None:
    """The formula names the mean, its number is the mean, and the assumption says both its range and its mean."""
    told = cli("explain", "risk_expected_cost[bulk]", "-s", register, "-q").out
    assert "= mean of risks.bulk.probability x (mean of risks.bulk.impact + " in told
    assert "= 40 % x (-$400M + " in told
    assert "risks.bulk.probability = 20 % (10 % to 90 %)" in told
    assert "Mean of its range, in expected values: 40 %" in told
    entered = cli("explain", "risks.bulk.impact", "-s", register, "-q").out
    assert entered.partition("Enters ")[2].count(", Bulk purchase; ") == 3


def test_a_tornado_measures_a_risk_with_and_without(cli: Call, register: str) -> None:
    """A risk moves the need by its most likely effect, and its effect by its range where the risk occurs."""
    figure = "funding_need_with_risks"
    told = cli("sensitivity", "-s", register, "--figures", f"{figure},risks_expected_cost", "--json")
    swings = {bar["path"]: bar["swing"] for bar in told.data["sensitivity"][figure]}
    hand = {
        "risks.material.factor": 0.3 * 13e9,
        "risks.material.occurs": 0.05 * 13e9,
        "risks.bulk.impact": 400e6,
        "risks.bulk.occurs": 400e6,
        "risks.strike.occurs": 0,
    }
    assert swings == pytest.approx(hand)
    assert [*swings] == sorted(swings, key=lambda path: -swings[path])
    assert told.data["sensitivity"]["risks_expected_cost"] == []
    assert "Without effect on acquisition cost with risks: whether the point estimate includes a risk, 0 or 1, " in cli(
        "sensitivity", "-s", register, "--figures", figure
    ).out.replace("\n", " ")


def test_the_variance_of_a_risk_is_that_of_its_occurrence_and_its_effect(cli: Call, register: str) -> None:
    """By hand, for occurrence times effect: the part of occurrence alone, and that of the effect with it."""
    typed = ("--set", "risks.bulk.probability=50%", "--set", "risks.material.occurs=0")
    told = cli("sensitivity", "-s", register, *typed, "--figures", "risks_cost", "--global", "--json").data
    found = {index["path"]: index for index in told["indices"]["risks_cost"]}
    # A triangle from -6 to -2 with mode -4 has mean -4 and variance 4 x 4 / 24.
    mean, spread, chance = 4.0, 16 / 24, 0.5
    whole = chance * (spread + mean**2) - (chance * mean) ** 2
    assert found["risks.bulk.occurs"]["first"] == pytest.approx(chance * (1 - chance) * mean**2 / whole, abs=0.02)
    assert found["risks.bulk.impact"]["total"] == pytest.approx(chance * spread / whole, abs=0.02)


def test_a_comparison_has_the_risks_as_the_driver_of_what_they_change(cli: Call, register: str) -> None:
    """The expected cost is divided among the risks; a figure that holds none of them says where they are."""
    told = cli("compare", "baseline", register, "--by-cause", "--figures", KEYS[1], "--json").data
    parts = {part["cause"]: part["averaged"] for part in told["causes"] if part["driver"] == "risks"}
    assert parts[None] == pytest.approx(MATERIAL + BULK)
    assert parts["risks.material"] == pytest.approx(MATERIAL)
    assert parts["risks.bulk"] == pytest.approx(BULK)
    told = cli("compare", "baseline", register, "--by-cause", "--figures", "funding_need_with_risks")
    assert "point figures include none of its risks (Dearer material, Bulk purchase, Strike at the line)" in told.out
    assert set(KEYS) <= cli("compare", "baseline", register, "--json").data["figures"].keys()


def test_a_delay_that_occurs_is_divided_to_its_risk(cli: Call, scenario_file: Call) -> None:
    """A case whose line no risk delays can be compared with one whose risk does; the whole change is the risk's."""
    late = scenario_file(REGISTER + '[set]\n"risks.strike.occurs" = 1\n', extends="mid-2026")
    told = cli("compare", "mid-2026", late, "--by-cause", "--figures", "spend_total", "--json").data
    causes = {part["cause"]: part["averaged"] for part in told["causes"] if part["cause"]}
    change = next(one["change"] for one in told["comparison"] if one["key"] == "spend_total")
    assert change != 0
    assert causes == pytest.approx({"risks.strike": change})


def test_a_risk_of_unknown_probability_is_unknown_and_not_left_out_unseen(cli: Call, scenario_file: Call) -> None:
    """Its expected cost is unknown, its effect still moves the need if it occurs, and draws say that they lack it."""
    case = ("-s", scenario_file(REGISTER.replace('value = "20%", low = "10%", high = "90%"', 'value = "unknown"')))
    assert cli("fund", *case, "--json").data["figures"]["risks_expected_cost"]["value"] is None
    told = cli("sensitivity", *case, "--figures", "risks_cost", "--json").data["sensitivity"]["risks_cost"]
    assert {bar["path"]: bar["swing"] for bar in told}["risks.bulk.impact"] == 400e6
    assert (
        "Left out of all draws, since the probability is unknown: Bulk purchase."
        in cli("simulate", *case, "--draws", "200").out
    )
