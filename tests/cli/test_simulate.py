"""simulate, as typed: statistics, gates, choices of policy, correlation, risks, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from patriot_cost.case.evaluation import evaluate, load
from patriot_cost.engine.addends import addends

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

RISKS = str(Path(__file__).resolve().parents[1] / "formulas" / "risks.toml")
MID = ("simulate", "-s", "mid-2026", "--draws", "20000")


def test_the_statistics_stand_under_each_figure(cli: Call) -> None:
    """Mean, deviation and percentiles with their sampling errors, in base units, percentiles in order."""
    data = cli(*MID, "--json").data
    need = data["figures"]["funding_need"]
    levels = [need[f"p{level}"] for level in (5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95)]
    assert levels == sorted(levels)
    assert need["p5"] < need["mean"] < need["p95"]
    assert 0 < need["error"]["mean"] == pytest.approx(need["sd"] / 20_000**0.5)
    assert 0 < need["error"]["p80"] < 0.02 * need["p80"]
    assert data["seed"] == 2025
    assert data["simulation"]["draws"] == 20_000


def test_a_hand_made_simulation_agrees(cli: Call) -> None:
    """Twenty batteries at a uniform price and a fixed package: mean and percentiles follow from the ends."""
    settings = ("--set", "battery.system_cost=400M..500M", "--set", "requirement.batteries=23")
    need = cli("simulate", *settings, "--json").data["figures"]["funding_need"]
    assert need["mean"] == pytest.approx(20 * (450e6 + 650e6), rel=1e-4)
    for level in (5, 50, 80, 95):
        assert need[f"p{level}"] == pytest.approx(20 * (400e6 + level * 1e6 + 650e6), rel=1e-4)
    assert need["sd"] == pytest.approx(20 * 100e6 / 12**0.5, rel=1e-3)
    assert need["chance_point_suffices"] == pytest.approx(0.5, abs=0.01)


def test_the_same_run_gives_the_same_bytes_and_another_seed_does_not(cli: Call) -> None:
    """Threads do not matter, the seed does, and 0 is one."""
    once = cli(*MID, "--json").out
    assert cli(*MID, "--json", "--threads", "3").out == once
    assert cli(*MID, "--json", "--seed", "0").out not in {once, cli(*MID, "--json", "--seed", "1").out}


def test_gates_name_percentiles(cli: Call) -> None:
    """`p80(figure)` is judged, also of a figure that was not asked for; its verdict is said."""
    failed = cli(*MID, "--figures", "battery_gap", "--fail-if", "p80(funding_need) > 15B", "--json")
    assert failed.code == 1
    assert "gate failed: p80(funding_need) = $" in failed.err
    assert failed.data["gates"][0]["value"] == failed.data["figures"]["funding_need"]["p80"]
    assert cli(*MID, "--fail-if", "p80(funding_need) > 25B", "--fail-if", "sd(funding_need) > 4B").code == 0
    assert cli(*MID, "--fail-if", "p5(gap_closed_year) < 2050").code == 1


def test_choices_of_policy_are_drawn_only_where_asked(cli: Call) -> None:
    """The requirement of the best figures has a range, as have the launchers; each stays unless named or typed."""
    held = cli(*MID, "--json").data["simulation"]
    assert held["held"] == ["battery.launchers", "requirement.batteries"]
    assert "requirement.batteries" not in held["drawn"]
    drawn = cli(*MID, "--with", "requirement.batteries", "--json").data
    assert "requirement.batteries" in drawn["simulation"]["drawn"]
    assert drawn["figures"]["battery_gap"]["sd"] > 1.5
    typed = cli(*MID, "--set", "requirement.batteries=18..27", "--json").data["simulation"]
    assert (typed["held"], "requirement.batteries" in typed["drawn"]) == (["battery.launchers"], True)


def test_only_choices_that_the_figures_use_are_named(cli: Call) -> None:
    """The gap rests on the requirement and on no launchers, a price of a system on neither."""

    def held(*figures: str) -> list[str]:
        return list(cli(*MID, "--figures", ",".join(figures), "--json").data["simulation"]["held"])

    assert held("battery_gap") == ["requirement.batteries"]
    assert held("battery_unit_cost") == ["battery.launchers"]
    assert held("system_price") == []


def test_correlation_of_unit_prices_is_said_and_can_be_taken_away(cli: Call) -> None:
    """By default 0.3, printed as assumed; without it the whole looks surer."""
    given, none = cli(*MID), cli(*MID, "--correlation", "0")
    assert "0.3 among ground system of one battery, without missiles (battery.system_cost)" in given.out.replace(
        "\n", " "
    )
    assert ", assumed;" in given.out
    assert "Correlation of 0, as typed" in none.out.replace("\n", " ")
    (stated,) = cli(*MID, "--json").data["simulation"]["stated_correlations"]
    assert (stated["coefficient"], stated["basis"]) == (0.3, "assumed")
    assert "Nobody publishes" in stated["rationale"]
    spread = [cli(*MID, *more, "--json").data["figures"]["funding_need"]["sd"] for more in ((), ("--correlation", "0"))]
    assert spread[0] > 1.01 * spread[1]


def test_a_matrix_takes_the_place_of_a_group(cli: Call, scenario_file: Callable[..., str]) -> None:
    """A matrix in a scenario file is used as it stands, and pairs it does not name stay as they were."""
    file = scenario_file(
        '[correlation.own]\npaths = ["battery.system_cost", "force.operational"]\n'
        'matrix = [[1, -0.5], [-0.5, 1]]\nrationale = "Tests."\n',
        extends="mid-2026",
    )
    found = cli("simulate", "-s", file, "--draws", "1000", "--json").data["simulation"]["correlations"]
    pairs = {tuple(sorted(entry["paths"])): entry["coefficient"] for entry in found}
    assert pairs["battery.system_cost", "force.operational"] == -0.5
    assert pairs["battery.system_cost", "interceptors.gem_t.unit_cost"] == 0.3
    assert ("force.operational", "interceptors.gem_t.unit_cost") not in pairs


def test_correlations_that_contradict_each_other_are_refused(cli: Call, scenario_file: Callable[..., str]) -> None:
    """No three quantities can be so; the nearest that can be is offered."""
    file = scenario_file(
        '[correlation.own]\npaths = ["battery.system_cost", "force.operational", "battery.fills"]\n'
        'matrix = [[1, 1, 0], [1, 1, 1], [0, 1, 1]]\nrationale = "Tests."\n'
        "[correlation.unit_prices]\npaths = "
        '["battery.system_cost", "interceptors.*.unit_cost"]\ncoefficient = 0\nrationale = "Tests."\n',
        extends="mid-2026",
    )
    outcome = cli("simulate", "-s", file)
    assert outcome.code == 3
    assert "no quantities can have these correlations" in outcome.err
    assert "0.7607" in outcome.err
    assert outcome.out == ""


def test_a_correlation_of_what_a_case_does_not_state_is_told(cli: Call, scenario_file: Callable[..., str]) -> None:
    """The missiles of this case follow from its launchers, so nothing is drawn at the path of their total."""
    file = scenario_file(
        '[correlation.own]\npaths = ["battery.system_cost", "battery.missiles"]\ncoefficient = 0.5\n'
        'rationale = "Tests."\n',
        extends="mid-2026",
    )
    text = " ".join(cli("simulate", "-s", file, "--draws", "100").out.split())
    assert "Not stated in this case, so not drawn: missiles bought with one battery (battery.missiles)." in text
    assert "Not stated in this case" not in " ".join(cli(*MID).out.split())


def test_a_risk_occurs_as_often_as_it_is_likely(cli: Call) -> None:
    """One draw in five holds the impact; the point estimate holds none, the expected cost is their mean."""
    data = cli("simulate", "-s", RISKS, "--draws", "50000", "--json").data["figures"]
    assert data["risks_cost"]["value"] == 0
    assert data["risks_cost"]["p70"] == 0 < data["risks_cost"]["p90"]
    # The mean of the triangle from 1 to 4 with mode 2 is 7/3.
    assert data["risks_cost"]["mean"] == pytest.approx(0.2 * 7 / 3 * 1e9, rel=0.02)
    assert data["funding_need_with_risks"]["mean"] == pytest.approx(
        data["funding_need"]["mean"] + data["risks_cost"]["mean"], rel=1e-9
    )
    assert float(cli("get", "risks_expected_cost", "-s", RISKS).out) == pytest.approx(0.2 * 7 / 3 * 1e9)


def test_a_risk_that_is_said_to_occur_is_not_drawn(cli: Call) -> None:
    """Set to occur, it is in the point estimate and in every draw."""
    data = cli("simulate", "-s", RISKS, "--set", "risks.line_moves.occurs=1", "--draws", "2000", "--json").data
    assert "risks.line_moves.occurs" not in data["simulation"]["drawn"]
    assert data["figures"]["risks_cost"]["value"] == 2e9
    assert data["figures"]["risks_cost"]["p5"] > 1e9


def test_contingency_adds_up_by_part_and_by_year(cli: Call) -> None:
    """What the parts need is what the whole needs, at any confidence."""
    data = cli(*MID, "--confidence", "90", "--json").data
    for key, division in (("funding_need", "parts"), ("acquisition_to_closure_then_year", "by_year")):
        found = data["simulation"]["contingency"][key]
        assert found["confidence"] == 90
        assert found["contingency"] == found["budget"] - data["figures"][key]["value"]
        assert sum(found[division].values()) == found["contingency"]
    assert set(data["simulation"]["contingency"]["funding_need"]["parts"]) == {"systems_cost", "missiles_cost"}


def test_the_shares_of_the_contingency_are_printed_in_per_cent(cli: Call) -> None:
    """Systems and missiles together are all of it."""
    lines = cli(*MID).out.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("Contingency at 80 %: Acquisition"))
    shares = [float(line.split()[-2]) for line in lines[start + 3 : start + 6]]
    assert shares[2] == 100
    assert shares[0] + shares[1] == pytest.approx(100, abs=0.1)


def test_the_chance_of_a_year_is_the_share_of_the_draws(cli: Call) -> None:
    """The median year is the first by whose end half of the draws have closed the gap."""
    data = cli(*MID, "--json").data
    first = next(point["value"] for point in data["simulation"]["closed_by"] if point["chance"] >= 0.5)
    assert float(first) == data["figures"]["gap_closed_year"]["p50"]


def test_the_chance_of_closing_the_gap_never_falls(cli: Call) -> None:
    """Year by year more draws have closed it; the S-curve rises too."""
    simulation = cli(*MID, "--json").data["simulation"]
    for curve in (simulation["closed_by"], simulation["s_curve"]["funding_need"]):
        chances = [point["chance"] for point in curve]
        assert chances == sorted(chances)
        assert np.ptp(chances) > 0.5


def test_figures_of_stock_and_plan_are_drawn_too(cli: Call) -> None:
    """A month comes out as one, and a year of a plan has its own spread."""
    data = cli(*MID, "--figures", "first_empty_month,outlays[2029],donor_bill[nato,2029]", "--json").data["figures"]
    assert re.fullmatch(r"2026-(08|09|10)", data["first_empty_month"]["p50"])
    assert data["outlays[2029]"]["sd"] > 0
    assert len(data) == 3


def test_what_never_happens_is_named_for_value_and_percentiles(cli: Call) -> None:
    """A gap that never closes at the point closes in some draws: each null says that it is never."""
    settings = ("--set", "production.fire_unit.open_share=1%..2%..60%", "--set", "plan.last_year=2036")
    figure = cli(*MID, *settings, "--json").data["figures"]["gap_closed_year"]
    assert (figure["value"], figure["p95"]) == (None, None)
    assert {"value", "p95"} <= set(figure["never"])
    assert "p5" not in figure["never"]
    assert figure["p5"] < 2037
    assert figure["mean"] is None


def test_a_figure_whose_parts_are_assumptions_is_drawn(cli: Call) -> None:
    """A battery for 400 to 500 million and a package of 650 million cost 1.1 billion on average."""
    given = cli("simulate", "--figures", "battery_unit_cost", "--set", "battery.system_cost=400M..500M", "--json")
    cost = given.data["figures"]["battery_unit_cost"]
    assert cost["mean"] == pytest.approx(450e6 + 650e6, rel=1e-4)
    assert cost["p95"] == pytest.approx(495e6 + 650e6, rel=1e-4)


def test_every_sum_can_be_drawn(cli: Call) -> None:
    """Sums of assumptions, and paths that start from nothing, have statistics like any figure."""
    case = evaluate(load("mid-2026"))
    case.need(case, ())
    sums = [key for key, step in case.plan.steps.items() if addends(step) and case[key].value is not None]
    assert any(not set(addends(case.plan.steps[key])) <= set(case.plan.steps) for key in sums)
    given = cli("simulate", "-s", "mid-2026", "--draws", "64", "--figures", ",".join(sums), "--json")
    assert given.code == 0, given.err
    assert {key for key, figure in given.data["figures"].items() if figure["p50"] is not None} == set(sums)


@pytest.mark.parametrize(
    "arguments",
    [["--set", "force.operational=8..2000", "-s", "mid-2026"], ["--set", "force.operational=22..300"]],
    ids=["nearly all draws alike", "most draws alike"],
)
@pytest.mark.parametrize("form", ["table", "markdown", "json"])
def test_a_figure_that_nearly_always_is_the_same_has_a_curve(cli: Call, arguments: list[str], form: str) -> None:
    """Where all but a few draws need nothing, the curve is that one amount with its chance."""
    given = cli("simulate", "-q", "--draws", "4000", "--figures", "funding_need", *arguments, "-f", form)
    assert given.code == 0, given.err
    assert re.search(r"\$0(\.00B)?(?![.\d])", given.out) or '"value": 0.0' in given.out


def test_a_case_without_ranges_says_so(cli: Call) -> None:
    """Nothing moves the need of the reference case, and the answer tells how to change that."""
    outcome = cli("simulate", "--figures", "funding_need")
    assert outcome.code == 0
    assert "No uncertain assumption moves acquisition cost of the shortfall" in outcome.out.replace("\n", " ")


@pytest.mark.parametrize(
    ("arguments", "code", "found"),
    [
        (["--draws", "0"], 2, "--draws 0; allowed: 1 to 100,000,000"),
        (["--draws", "-5"], 2, "--draws -5; allowed"),
        (["--seed", "-1"], 2, "--seed -1; allowed: 0 and above"),
        (["--sampler", "sobl"], 2, "no sampler 'sobl'; nearest: sobol; allowed: lhs, sobol, random"),
        (["--sampler", "sobol", "--draws", "1000"], 2, "needed: a power of two, 1,024"),
        (["--correlation", "2"], 2, "--correlation 2; allowed: -1 to 1"),
        (["--correlation", "nan"], 2, "--correlation: 'nan' is not a number"),
        (["--correlation", "-0.9", "-s", "mid-2026"], 2, "--correlation -0.9 is impossible among 4 assumptions"),
        (["--confidence", "100"], 2, "--confidence 100; allowed: above 0 and below 100"),
        (["--threads", "0"], 2, "--threads"),
        (["--figures", "funding_ned"], 2, "no figure 'funding_ned'; nearest: funding_need"),
        (["--with", "requirement.bateries"], 2, "no assumption 'requirement.bateries' with a range"),
        (["--with", "funding.shares.nato"], 2, "give it one first: --set funding.shares.nato=LOW..HIGH"),
        (["--figures", "present_value"], 4, "(present_value) is unknown in this case"),
        (["--fail-if", "p80(funding_ned) > 1B"], 2, "no figure 'funding_ned'; nearest: funding_need"),
        (["--fail-if", "p80(gap_closed_year) > 1B%"], 2, "both a suffix and %"),
        (["--set", "battery.system_cost=500M..400M"], 2, "runs backwards"),
        (["--cluster", "nowhere"], 2, "nobody answers at 'nowhere'"),
    ],
)
def test_what_is_refused(cli: Call, arguments: list[str], code: int, found: str) -> None:
    """What is wrong is named with what is allowed, and nothing is printed."""
    outcome = cli("simulate", *arguments)
    assert found in outcome.err.replace("\n", " ")
    assert (outcome.code, outcome.out) == (code, "")


def test_too_little_memory_is_said(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draws that do not fit are no traceback."""

    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("patriot_cost.study.draws.np.empty", full)
    outcome = cli("simulate", "--draws", "1000")
    assert (outcome.code, outcome.err.splitlines()[-1]) == (4, "error: there is not enough memory for this")


def test_the_chance_that_an_amount_is_enough_is_asked_for(cli: Call) -> None:
    """It is the share of the draws up to the amount: all below the least price, none above the most, half between."""
    uniform = ("--set", "battery.system_cost=400M..500M", "--set", "battery.missile_package_cost=500M", "--more", "20")
    for amount, chance in {"17B": 0, "19 bn": 0.5, "19.5B": 0.75, "$21B": 1}.items():
        asked = ("simulate", "funding_need", "battery_gap", *uniform, "--draws", "4000", "--enough", amount)
        found = cli(*asked, "--json").data["simulation"]["enough"]
        assert list(found) == ["funding_need"]
        assert found["funding_need"]["chance"] == pytest.approx(chance, abs=0.01)
    assert "$21.00B is enough in 100 % of the draws." in " ".join(cli(*asked).out.split())
    assert "enough" not in cli(*asked[:-2], "--json").data["simulation"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--enough", "15b"), "--enough: '15b' has a lower-case suffix: write 15B"),
        (("--enough", "5%"), "--enough '5%' is not an amount of money"),
        (("--enough", "1B..2B"), "--enough '1B..2B' is not an amount of money"),
        (("--enough", "-1B"), "--enough '-1B' is not an amount of money"),
        (("battery_gap", "--enough", "15B"), "--enough: none of these figures is an amount of dollars"),
    ],
)
def test_an_amount_that_cannot_be_enough_is_refused(cli: Call, arguments: tuple[str, ...], said: str) -> None:
    """It needs one amount of money, and a figure that is money."""
    outcome = cli("simulate", "--draws", "100", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
