"""The rules of demand in `stock`: each as if it were that of the case, and the counts that its range leaves out."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import evaluate, load
from patriot_cost.model.settings import WORDS
from patriot_cost.report.demand_rules import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., Any]

RULES = tuple(WORDS["demand.rule"].words)
OWN = "demand.launches=60"
SHORT = ("stock", "--until", "2027-01")


@pytest.mark.parametrize("scenario", ["months", "mid-2026", "as-now", "ceasefire"])
def test_each_rule_is_computed_as_if_it_were_that_of_the_case(cli: Call, scenario: str) -> None:
    """Values, sides and unknowns are those of the case with the rule set; all rules but those without numbers stand."""
    found = cli(*SHORT, "-s", scenario, "--json").data["demand_rules"]
    chosen = load(scenario).case.words["demand.rule"]
    known = []
    for rule in RULES:
        changes = ["stock.last_month=2027-01", f"demand.rule={rule}"]
        if scenario != "months" and rule in {"observed_mean", "observed_peak", "last_12_months"}:
            assert rule not in found
            continue
        alone = evaluate(load(scenario, set=changes))
        alone.need(["launches_ahead", *KEYS], ())
        if alone["launches_ahead"].value is None:
            assert rule not in found
            continue
        known.append(rule)
        assert found[rule]["chosen"] is (rule == chosen)
        for key in KEYS[2:]:
            shown = found[rule]["figures"][key]
            assert (shown["value"], shown["bound"]) == (alone[key].value, alone[key].bound)
    assert [*found] == known
    assert chosen in found


def test_months_by_hand(cli: Call) -> None:
    """75 are a twelfth of 900; 1,736 in 25 months are 69.44, at most 110, 85 of the last twelve, and 60 as set."""
    rules = cli(*SHORT, "-s", "months", "--set", OWN, "--json").data["demand_rules"]
    launches = {rule: one["figures"]["launches_ahead"]["value"] for rule, one in rules.items()}
    assert launches == pytest.approx(
        {"annual_total": 75, "observed_mean": 69.44, "observed_peak": 110, "last_12_months": 85, "own": 60}
    )


def test_the_table_marks_the_rule_in_force_and_says_that_no_range_covers_it(cli: Call) -> None:
    """One row a rule, from the least to the most named, and the command that makes what the others need."""
    shown = cli(*SHORT, "-s", "months", "--set", OWN, "--set", "demand.rule=last_12_months", "--all").out
    rows = [line.split()[0] for line in shown.splitlines() if line.startswith(RULES)]
    assert rows == [*RULES]
    assert "last_12_months (this case)" in shown
    assert "No range covers the rule chosen: 60 (own) to 110* (observed_peak) launches a month." in shown
    assert "Not computed" not in shown
    alone = cli(*SHORT, "-s", "mid-2026", "--all").out
    assert "(demand.rule) is a choice that no range covers" in alone
    assert "data import-launches FILE" in alone
    assert "Needed: the launches of a rule of your own (demand.launches) and launches by month (" in alone


def test_rows_of_rules_are_paths_of_the_answer(cli: Call) -> None:
    """CSV has each figure of each rule under the path that it has in JSON, and no key twice."""
    rows = list(csv.DictReader(io.StringIO(cli(*SHORT, "-s", "months", "-f", "csv").out)))
    keys = [row["key"] for row in rows]
    assert len(keys) == len(set(keys))
    held = {row["key"]: row["value"] for row in rows}
    assert float(held["demand_rules.observed_peak.launches_ahead"]) == 110
    assert held["demand_rules.observed_mean.first_empty_month"] == held["first_empty_month"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((), "Above the 69.44 launches a month* expected: 10 of the last 12 months counted, up to 110 (2026-06)."),
        (
            ("demand.scale=1..1..1.4",),
            "Above the 69.44 to 97.22 launches a month* expected: 2 of the last 12 months counted",
        ),
        (("demand.rule=observed_peak",), "Below the 110 launches a month* expected: 11 of the last 12 months counted"),
        (("demand.rule=own", "demand.launches=57..80..110"), ""),
    ],
)
def test_a_range_that_leaves_out_the_newest_counts_is_not_passed_over(
    cli: Call, changes: tuple[str, ...], expected: str
) -> None:
    """Of 80, 57, 75, 90, 85, 69, 96, 88, 74, 102, 110 and 94 ten exceed 69.44, and 102 and 110 exceed 97.22."""
    shown = cli(*SHORT, "-s", "months", *(f"--set={change}" for change in changes)).out
    assert (" expected: " in shown) is bool(expected)
    assert expected in shown


def test_published_months_are_compared_where_none_are_imported(cli: Call) -> None:
    """The ledger has three months of a count, all above a twelfth of the newest total."""
    assert "Above the 75 launches a month expected: 3 of 3 months published" in cli(*SHORT, "-s", "mid-2026").out


def test_a_count_of_other_launches_is_not_compared(cli: Call, data: Path, scenario_file: Callable[..., str]) -> None:
    """A month of missiles of all types, cited as a cross-check, says nothing about ballistic missiles alone."""
    body = '[demand.annual_total]\nvalue = 2400\nbasis = "reported"\nfacts = ["FRC-105"]\ncrosschecks = ["{}"]\n'
    words = data / "vocabulary.csv"
    words.write_text(f"{words.read_text('utf-8')}measure,missile_launches,Missile launches,date,All types.\n", "utf-8")
    facts = data / "facts" / "attacks.csv"
    row = next(line for line in facts.read_text("utf-8").splitlines() if line.startswith("FRC-103,"))
    other = row.replace("FRC-103", "other").replace("ballistic_", "missile_")
    facts.write_text(f"{facts.read_text('utf-8')}{other}\n", "utf-8")
    for name, compared in (("FRC-103", True), ("other", False)):
        found = cli(*SHORT, "-s", scenario_file(body.format(name), extends="mid-2026"), "--data", str(data))
        assert found.code == 0
        assert ("Below the 200 launches a month expected: 1 of 1 months published" in found.out) is compared
        assert (" expected: " in found.out) is compared
