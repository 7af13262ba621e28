"""Risks as a user states them: every fault at once with its line, and the delays of the lines they are of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

WHY = 'basis = "assumed", rationale = "A test." }\n'
CHANCE = 'probability = { value = "20%", ' + WHY
FAULTS = {
    "above_one": (
        'probability = { value = "120%", ' + WHY + 'impact = { value = "1B", price_year = 2026, ' + WHY,
        (2, "probability: a share of 1.2 is above 1; needed: 0 to 1, or 0% to 100%"),
    ),
    "unlikely": ('impact = { value = "1B", price_year = 2026, ' + WHY, (0, "probability: missing")),
    "undated": (CHANCE + 'impact = { value = "1B", ' + WHY, (3, "impact: a money value without price_year")),
    "strange_money": (
        CHANCE + 'impact = { value = "1B", unit = "EUR", price_year = 2026, ' + WHY,
        (3, "impact: unit 'EUR' is not allowed here; needed: USD"),
    ),
    "misspelt": (
        'on = "sistems"\n' + CHANCE + "factor = { value = 1.1, " + WHY,
        (2, "on: 'sistems' is not allowed; nearest: systems; allowed: acquisition, systems, missiles"),
    ),
    "nowhere": (
        CHANCE + "factor = { value = 1.1, " + WHY,
        (3, "factor: a factor on nothing; needed: on = acquisition"),
    ),
    "negative": (
        'on = "systems"\n' + CHANCE + "factor = { value = -1.1, " + WHY,
        (4, "factor: -1.1 is negative; needed: 0 or more"),
    ),
    "idle": (CHANCE, (0, "a risk without effect; needed: an impact in money, a factor on a cost, or a delay")),
    "no_months": (
        'line = "fire_unit"\n' + CHANCE + 'impact = { value = "1B", price_year = 2026, ' + WHY,
        (2, "line: 'fire_unit' without a delay; needed: risks.no_months.delay"),
    ),
    "no_factor": (
        'on = "missiles"\n' + CHANCE + 'impact = { value = "1B", price_year = 2026, ' + WHY,
        (2, "on: 'missiles' without a factor; needed: risks.no_factor.factor"),
    ),
    "no_line": (
        'line = "fire_units"\n' + CHANCE + "delay = { value = 6, " + WHY,
        (2, "line: no production line 'fire_units'; nearest: fire_unit"),
    ),
    "in_years": (CHANCE + 'delay = { value = 1, unit = "year", ' + WHY, (3, "delay: unit 'year' is not allowed here")),
    "too_early": (CHANCE + "delay = { value = -121, " + WHY, (3, "delay: -121 is too low; needed: -120 or more")),
}
"""The body of a risk below its name, the line of its fault counted from its title, and the message."""
SOUND = f"""
[risks.strike]
name = "Strike"
line = "fire_unit"
{CHANCE}delay = {{ value = 12, {WHY}
[risks.all_late]
name = "All late"
{CHANCE}delay = {{ value = 24, {WHY}
[risks.sooner]
name = "Sooner"
line = "pac3_mse"
{CHANCE}delay = {{ value = -100, {WHY}"""


def test_a_probability_is_not_drawn_itself(cli: Call) -> None:
    """It is integrated over its range, so that to draw it is refused, with the path that is drawn."""
    risks = str(Path(__file__).parents[1] / "formulas" / "risks.toml")
    outcome = cli("simulate", "-s", risks, "--draws", "64", "--with", "risks.line_moves.probability")
    assert (outcome.code, outcome.out) == (2, "")
    assert "needed: the path of its occurrence, risks.line_moves.occurs" in outcome.err


def test_all_faults_of_a_register_are_told_at_once(cli: Call, scenario_file: Call) -> None:
    """Each is told once, with its line, the words allowed and the nearest; nothing is computed."""
    bodies = [f'[risks.{name}]\nname = "{name}"\n{body}' for name, (body, _) in FAULTS.items()]
    path = scenario_file("".join(bodies))
    outcome = cli("fund", "-s", path)
    assert (outcome.code, outcome.out) == (3, "")
    lines = Path(path).read_text("utf-8").splitlines()
    for name, (_, (after, message)) in FAULTS.items():
        place = f"{path}:{lines.index(f'[risks.{name}]') + 1 + after}: risks.{name}"
        found = [text for text in outcome.err.splitlines() if f": risks.{name}" in text]
        assert len(found) == 1
        assert found[0].startswith(place) or after == 0
        assert message in found[0]


@pytest.mark.parametrize(
    ("occurring", "months"),
    [
        ((), {"fire_unit": 48, "pac3_mse": 23, "gem_t": 24}),
        (("strike",), {"fire_unit": 60, "pac3_mse": 23, "gem_t": 24}),
        (("strike", "all_late"), {"fire_unit": 84, "pac3_mse": 47, "gem_t": 48}),
        (("sooner",), {"fire_unit": 48, "pac3_mse": 0, "gem_t": 24}),
    ],
)
def test_a_delay_is_of_its_line_or_of_all(
    scenario_file: Call, occurring: tuple[str, ...], months: dict[str, float]
) -> None:
    """Delays that occur add to the lead time of their line, of all lines without one; none falls below nothing."""
    changes = [f"risks.{name}.occurs=1" for name in occurring]
    case = evaluate(load(scenario_file(SOUND, extends="mid-2026"), set=changes))
    assert {line: case[f"lead_time[{line}]"].value for line in months} == months


def test_delays_that_lead_beyond_the_paths_are_refused(cli: Call, scenario_file: Call) -> None:
    """Ten years are as far as the paths follow an order: 60 at most + 12 + 49 months are one too many."""
    path = scenario_file(SOUND, extends="mid-2026")
    assert cli("gap", "-s", path, "--set", "risks.all_late.delay=48").code == 0
    refused = cli("gap", "-s", path, "--set", "risks.all_late.delay=49")
    assert (refused.code, refused.out) == (2, "")
    assert "--set risks.all_late.delay: with all delays that may occur fire_unit takes 121 months" in refused.err


def test_an_occurrence_can_be_correlated_and_a_probability_cannot(cli: Call, scenario_file: Call) -> None:
    """A probability is not drawn: its correlation would do nothing, so the occurrence is asked for."""
    drawn = ("--figures", "gap_closed_year", "--draws", "500", "--json")

    def of(part: str) -> str:
        body = f'[correlation.strikes]\npaths = ["risks.strike.{part}", "risks.all_late.{part}"]\n'
        return scenario_file(SOUND + body + 'coefficient = 0.5\nrationale = "A test."\n', extends="mid-2026")

    told = cli("simulate", "-s", of("occurs"), *drawn)
    pair = {"paths": ["risks.strike.occurs", "risks.all_late.occurs"], "coefficient": 0.5}
    assert pair in told.data["simulation"]["correlations"]
    refused = cli("simulate", "-s", of("probability"), *drawn)
    assert (refused.code, refused.out) == (3, "")
    assert "needed: the path of its occurrence, risks.strike.occurs" in refused.err
