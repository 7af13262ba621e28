"""`plan --draws`: bands by year, joint confidence, and what comes after the horizon, all from the same draws."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from patriot_cost import Drawing, evaluate, load, simulate
from patriot_cost.report.joint_confidence import NOT_REACHED

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

PLAN = ("plan", "-s", "mid-2026", "--draws", "400", "--seed", "7", "-q")


def test_a_seed_without_draws_is_refused(cli: Call) -> None:
    """Nothing is drawn, so that the seed would be lost in silence."""
    for command in ("plan", "stock"):
        outcome = cli(command, "--seed", "7")
        assert (outcome.code, outcome.out) == (2, "")
        assert "--seed 7: nothing is drawn without --draws N" in outcome.err


def test_bands_are_the_percentiles_of_the_draws_of_each_year(cli: Call) -> None:
    """Sorted by hand: of 400 draws the 80th, 200th and 320th, in JSON, in CSV, and in one row of the table."""
    data = cli(*PLAN, "--json").data
    assert data["seed"] == 7
    found = data["plan_simulation"]["bands"]
    case = evaluate(load("mid-2026"))
    done = simulate(case, list(found["figures"]), Drawing(400, 7))
    years = case.loaded.index_sets.axes["year"]
    assert set(found["figures"]) == {f"{name}[{year}]" for name in ("outlays", "deliveries") for year in years}
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(cli(*PLAN, "-f", "csv").out))}
    for key, band in found["figures"].items():
        ordered = np.sort(done.draws[key])
        assert [band[name] for name in ("p20", "p50", "p80")] == [ordered[79], ordered[199], ordered[319]]
        assert band["mean"] == pytest.approx(ordered.mean(), rel=1e-12)
        assert [float(rows[key][name]) for name in band] == list(band.values())
    assert rows["coverage[2030]"]["p50"] == ""
    out = cli(*PLAN).out
    assert "Outlays and deliveries by year, 400 draws" in out
    band = found["figures"]["outlays[2031]"]
    assert f"2031   ${band['p20'] / 1e9:.2f}B   ${band['p50'] / 1e9:.2f}B   ${band['p80'] / 1e9:.2f}B" in out
    assert "Percentiles of single years do not add up" in out


def test_the_answer_says_whether_joint_confidence_is_reached(cli: Call) -> None:
    """Reached with the pair it names; not reached where the gap closes too seldom; never shown without ranges."""
    data = cli(*PLAN, "--json").data
    joint = data["plan_simulation"]["joint"]
    (sentence,) = [note for note in data["notes"] if note.startswith("Joint confidence")]
    assert f"closed by {joint['equal']['year']}, each at percentile {joint['equal']['percentile']:.4g}" in sentence
    assert joint["equal"]["chance"] >= 0.8
    short = cli(*PLAN, "--until", "2036", "--json").data
    assert short["plan_simulation"]["joint"]["chance_closed"] < 0.8
    assert short["plan_simulation"]["joint"]["equal"] is None
    assert any(note.startswith(f"Joint confidence of 80 % is {NOT_REACHED}: ") for note in short["notes"])
    assert cli("plan", "-s", "mid-2026", "-q", "--json").data.get("plan_simulation") is None


def test_the_cost_of_risks_is_said_to_be_left_out(cli: Call) -> None:
    """It is money of no year, so no then-year dollars; a case without risks has no word of them."""
    risks = str(Path(__file__).resolve().parents[1] / "formulas" / "risks.toml")
    for scenario, words in ((risks, True), ("mid-2026", False)):
        notes = cli("simulate", "-s", scenario, "--draws", "60", "--json").data["notes"]
        (sentence,) = [note for note in notes if note.startswith("Joint confidence")]
        assert ("The cost of risks is not in it" in sentence) == words


def test_the_pairs_of_simulate_stand_in_every_format(cli: Call) -> None:
    """The frontier by year and the pair of equal percentiles: the same in JSON, CSV and the table."""
    run = ("simulate", "-s", "mid-2026", "--draws", "500", "-q")
    joint = cli(*run, "--json").data["simulation"]["joint"]
    rows = [row for row in csv.DictReader(io.StringIO(cli(*run, "-f", "csv").out)) if row["joint_confidence"]]
    assert {(row["key"], float(row["joint_confidence"])) for row in rows} == {(joint["cost"], 80.0)}
    equal, *frontier = rows
    assert float(equal["percentile"]) == joint["equal"]["percentile"]
    assert (float(equal["value"]), equal["closed_by"]) == (joint["equal"]["cost"], joint["equal"]["year"])
    assert [(row["closed_by"], row["value"]) for row in frontier] == [
        (point["year"], "" if point["cost"] is None else str(point["cost"])) for point in joint["frontier"]
    ]
    # A cost that is never reached is an empty cell, and named so.
    assert [row["never"] for row in frontier] == ["value" if one["cost"] is None else "" for one in joint["frontier"]]
    out = cli(*run).out
    last = joint["frontier"][-1]
    line = next(line for line in out.splitlines() if line.startswith(last["year"]) and "%" in line)
    assert f"${last['cost'] / 1e9:.2f}B" in line
    assert any(point["cost"] is None for point in joint["frontier"])
    assert NOT_REACHED in out


def test_typed_figures_alone_have_neither_bands_nor_pairs(cli: Call) -> None:
    """Only the figures that were asked for are drawn, unless a total leaves out what comes after the horizon."""
    found = cli("simulate", "-s", "mid-2026", "--draws", "60", "--figures", "funding_need", "--json").data
    assert set(found["figures"]) == {"funding_need"}
    assert {"bands", "joint"} & set(found["simulation"]) == set()


def test_late_orders_are_told_with_their_share_and_mean(cli: Call) -> None:
    """Counted in the draws of the cost of the orders after the horizon."""
    late = "orders_left_cost"
    run = ("simulate", "-s", "mid-2026", "--draws", "300", "--set", "plan.last_year=2033", "--figures")
    data = cli(*run, "acquisition_budget_total", "--json").data
    draws = simulate(evaluate(load("mid-2026", set=["plan.last_year=2033"])), [late], Drawing(300)).draws[late]
    (note,) = [note for note in data["notes"] if "orders come after 2033" in note]
    assert (
        f"in {100 * (draws > 0).mean():.3g} % of the draws orders come after 2033, ${draws.mean() / 1e9:.2f}B" in note
    )
    left_out = "Without what comes later, and not comparable there: "
    assert "budget authority for acquisition over the horizon" in note.partition(left_out)[2]
    assert set(data["figures"]) == {"acquisition_budget_total"}


@pytest.mark.parametrize(("draws", "found"), [("0", "--draws 0; allowed: 1 to"), ("x", "--draws: 'x' is not a number")])
def test_wrong_draws_are_refused(cli: Call, draws: str, found: str) -> None:
    """As `simulate` refuses them."""
    given = cli("plan", "--draws", draws)
    assert (given.code, given.out) == (2, "")
    assert found in given.err
