"""`compare`, asked from the command line: what is printed, what fails, what is refused."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

HEADER = "key,label,old,new,change,change_percent,unit,change_unit,price_year,old_case,new_case,data_version"
BOUNDS = "old_bound,new_bound,change_bound"
CASE = "settings,system,case"
CAUSES = "key,driver,cause,values,alone,in_order,averaged,unit,price_year,old_case,new_case,data_version"
# 20 batteries of $450M and $650M; half as much again of the system is +$4.5B.
DEARER = '[set]\n"battery.system_cost*" = 1.5\n'
REFUSED = {
    "no case": (["compare"], "two cases or more; found none"),
    "one case": (["compare", "halt"], "two cases or more; found halt"),
    "scenario": (["compare", "halt", "bas"], "no scenario 'bas'; nearest: baseline"),
    "file": (["compare", "halt", "nowhere.json"], "there is no file 'nowhere.json'"),
    "standard input twice": (["compare", "-", "-"], "one case only"),
    "figure": (["compare", "halt", "baseline", "--figures", "fundingneed"], "nearest: funding_need"),
    "figure of a gate": (
        ["compare", "halt", "baseline", "--fail-if", "change(fund_need) > 1B"],
        "nearest: funding_need",
    ),
    "gate": (["compare", "halt", "baseline", "--fail-if", "change(funding_need)"], "is not understood"),
    "scenario as an option": (["compare", "halt", "baseline", "-s", "halt"], "no option '-s'"),
    "setting": (["compare", "halt", "baseline", "--set", "batery.missiles=3"], "nearest: battery.missiles"),
}


def rows(outcome: Any) -> dict[str, dict[str, str]]:  # noqa: ANN401 - an outcome
    """Return the rows of a comparison of two cases, by key."""
    return {row["key"]: row for row in csv.DictReader(io.StringIO(outcome.out))}


def test_cases_that_differ_in_more_than_their_names_say_are_told(cli: Call) -> None:
    """Another parent, day or year of dollars is a warning, with the way to lay the change on the first case."""
    (told,) = (one for one in told_of(cli("compare", "mid-2026", "halt", "--json")) if one["code"] == "unlike-cases")
    for part in ("built on mid-2026 (mid-2026), baseline (halt)", "as of 2026-07-31 (mid-2026)", "mid-2026+halt"):
        assert part in told["message"]
    for alike in (["baseline", "halt"], ["mid-2026", "mid-2026+halt"], ["mid-2026", "mid-2026:system=samp_t"]):
        assert "unlike-cases" not in {one["code"] for one in told_of(cli("compare", *alike, "--json"))}


def told_of(outcome: Any) -> list[dict[str, str]]:  # noqa: ANN401 - an outcome
    """Return the warnings of an answer."""
    warnings: list[dict[str, str]] = json.loads(outcome.out)["warnings"]
    return warnings


@pytest.mark.parametrize(("arguments", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_mistyped_is_2(cli: Call, arguments: list[str], said: str) -> None:
    """Nothing is printed, and the message says what was found and what is near."""
    outcome = cli(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert "Traceback" not in outcome.err


def test_a_dearer_system_by_hand(cli: Call, scenario_file: Call) -> None:
    """Half as much again for the system: +$225M a battery, +$4.5B for 20 of them, 20.5 % of $22B."""
    path = scenario_file(DEARER)
    found = rows(cli("compare", "baseline", path, "-f", "csv"))
    need = found["funding_need"]
    assert (float(need["old"]), float(need["new"]), float(need["change"])) == (22e9, 26.5e9, 4.5e9)
    assert float(need["change_percent"]) == pytest.approx(450 / 22)
    assert float(found["battery_unit_cost"]["change"]) == 225e6
    assert float(found["battery_gap"]["change"]) == 0
    text = cli("compare", "baseline", path).out
    need = "up to $22.00B in baseline, up to $26.50B in case.toml: change about +$4.50B"
    assert f"Acquisition cost of the shortfall: {need}" in text
    assert re.search(r"Systems +<= \$9.00B +<= \$13.50B +~ \+\$4.50B +\+50.0 %", text)
    assert "without missiles (battery.system_cost); --by-cause says" in " ".join(text.split())


def test_the_figures_of_the_last_case_stand_in_the_json(cli: Call) -> None:
    """With their ranges, as `fund` gives them."""
    figures = cli("compare", "baseline", "mid-2026", "--json").data["figures"]
    assert figures["funding_need"] == cli("fund", "--json", "-s", "mid-2026").data["figures"]["funding_need"]
    assert figures["funding_need"]["low"] is not None


def test_both_totals_are_printed_and_what_is_the_same_is_folded(cli: Call) -> None:
    """The halt leaves the need as it is, and the need is printed all the same; the gap is named in one line."""
    text = cli("compare", "baseline", "halt").out
    assert re.search(r"^Acquisition cost of the shortfall +<= \$22.00B +<= \$22.00B +same ", text, re.MULTILINE)
    assert re.search(r"^Unmet +<= \$21.50B +<= \$22.00B +~ \+\$0.50B +\+2.3 %(?: |$)", text, re.MULTILINE)
    folded = next(line for line in text.splitlines() if "figures are the same: " in line)
    assert "batteries short of the requirement" in folded
    assert not re.search(r"^Batteries short", text, re.MULTILINE)


def test_a_case_against_itself_changes_by_nothing(cli: Call, scenario_file: Call) -> None:
    """The same file twice is 0 everywhere, and no assumption differs."""
    path = scenario_file(DEARER)
    found = rows(cli("compare", path, path, "-f", "csv"))
    assert {row["change"] for row in found.values()} <= {"0.0", ""}
    assert cli("compare", path, path, "--by-cause", "--json").data["causes"] == []
    assert "that differ in" in cli("compare", path, path).out


@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown"])
def test_the_second_time_a_case_has_a_title_of_its_own(cli: Call, form: str) -> None:
    """Two columns of one name could not be told apart, nor two rows, nor the verdicts of a gate."""
    outcome = cli("compare", "baseline", "baseline", "-f", form)
    assert "baseline (2)" in outcome.out
    outcome = cli("compare", "baseline", "baseline", "halt", "--fail-if", "change(battery_gap) > 1", "-f", form)
    assert [line for line in outcome.err.splitlines() if line.startswith("gate")] == [
        f"gate passed: change(battery_gap) of {title} = 0 not > 1" for title in ("baseline (2)", "halt")
    ]


def test_saved_results_without_figures_are_compared(cli: Call, tmp_path: Path) -> None:
    """There is nothing to show of them, and that is not a bug."""
    saved = cli("fund", "--json").data | {"figures": {}}
    files = [tmp_path / name for name in ("one.json", "two.json")]
    for file in files:
        file.write_text(json.dumps(saved), encoding="utf-8")
    outcome = cli("compare", *map(str, files), "--json")
    assert (outcome.code, outcome.data["comparison"]) == (0, [])
    assert cli("compare", *map(str, files)).code == 0


def test_there_and_back_is_the_opposite(cli: Call) -> None:
    """From b to a each change is the opposite of that from a to b, to the last bit."""
    there, back = (rows(cli("compare", *pair, "-f", "csv")) for pair in (("baseline", "halt"), ("halt", "baseline")))
    changed = {key: float(row["change"]) for key, row in there.items() if row["change"]}
    assert changed == {key: -float(row["change"]) for key, row in back.items() if row["change"]}
    assert any(changed.values())


def test_cases_are_brought_to_the_dollars_of_the_last(cli: Call) -> None:
    """$22B of 2025 are $22B x 102.1 / 100 of 2026, by the index in the ledger; what was stated stands beside it."""
    outcome = cli("compare", "baseline", "mid-2026", "--json")
    need = outcome.data["comparison"][0]
    assert (need["key"], outcome.data["price_year"]) == ("funding_need", 2026)
    assert need["old"] == pytest.approx(22e9 * 1.021, rel=1e-12)
    assert (need["old_stated"], need["old_stated_price_year"]) == (22e9, 2025)
    assert need["change"] == need["new"] - need["old"]
    text = cli("compare", "baseline", "mid-2026").out
    assert "$22.47B in baseline (up to $22.00B as stated, in 2025 dollars)" in text
    assert "Brought from 2025 to 2026 dollars with the DoD procurement deflator" in text


def test_dollars_of_another_year_are_a_cause(cli: Call) -> None:
    """The first cause is what 2025 dollars become in 2026, and with it the causes lead from $22.00B to the new need."""
    causes = cli("compare", "baseline", "mid-2026", "--by-cause", "--json").data["causes"]
    dollars = next(one for one in causes if one["cause"] == "2025 to 2026 dollars")
    assert dollars["driver"] == "escalation"
    assert dollars["averaged"] == dollars["alone"] == pytest.approx(22e9 * 0.021)
    need = cli("fund", "--json", "-s", "mid-2026").data["figures"]["funding_need"]["value"]
    drivers = [one["averaged"] for one in causes if one["cause"] is None]
    assert sum(drivers) == pytest.approx(need - 22e9, rel=1e-9)
    text = cli("compare", "baseline", "mid-2026", "--by-cause").out
    assert "$22.00B (2025 dollars) in baseline becomes $14.70B (2026 dollars) in mid-2026 through" in text


def test_settings_are_in_the_dollars_of_the_comparison(cli: Call) -> None:
    """A price that is set is the same in every case, and so changes nothing, whatever dollars a case is stated in."""
    found = cli("compare", "baseline", "mid-2026", "--set", "battery.system_cost=500M", "--by-cause", "--json").data
    assert found["overrides"] == ["battery.system_cost=500M"]
    assert "battery.system_cost" not in [one["cause"] for one in found["causes"]]
    systems = next(one for one in found["comparison"] if one["key"] == "systems_cost")
    assert (systems["old"], systems["new"]) == (20 * 500e6, 17 * 500e6)
    assert systems["old_stated"] == pytest.approx(20 * 500e6 / 1.021)


def test_saved_dollars_of_another_year_are_not_mixed(cli: Call, tmp_path: Path) -> None:
    """Money of two saved results in different dollars is not compared; counts are."""
    for name in ("baseline", "mid-2026"):
        (tmp_path / f"{name}.json").write_text(cli("fund", "--json", "-s", name).out, encoding="utf-8")
    files = [str(tmp_path / f"{name}.json") for name in ("baseline", "mid-2026")]
    outcome = cli("compare", *files, "--json")
    found = {one["key"]: one for one in outcome.data["comparison"]}
    assert (found["funding_need"]["change"], found["funding_need"]["reason"]) == (None, "in 2025 and 2026 dollars")
    assert found["battery_gap"]["change"] == -3
    assert "Money is in 2025 and 2026 dollars and not compared" in cli("compare", *files).out
    outcome = cli("compare", *files, "--fail-if", "change(funding_need) > 1B")
    assert (outcome.code, outcome.out) == (4, "")
    assert "is unknown: in 2025 and 2026 dollars" in outcome.err
    # A scenario is brought to the dollars of a saved result instead.
    found = rows(cli("compare", files[0], "mid-2026", "-f", "csv"))
    assert (found["funding_need"]["price_year"], found["funding_need"]["old"]) == ("2025", "22000000000.0")
    assert float(found["funding_need"]["change"]) < 0


@pytest.mark.parametrize(
    "typed",
    [("--set", "battery.system_cost=1B"), ("--set", "nonsense=1"), ("--system", "samp_t")],
    ids=lambda pair: pair[1],
)
def test_a_change_of_saved_results_is_refused(cli: Call, tmp_path: Path, typed: tuple[str, str]) -> None:
    """What is saved stays as it is; the option that would change nothing is named."""
    files = [tmp_path / f"{name}.json" for name in ("one", "two")]
    for file in files:
        file.write_text(cli("fund", "--json").out, encoding="utf-8")
    outcome = cli("compare", *map(str, files), *typed)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{typed[0]} would change nothing" in outcome.err


@pytest.mark.parametrize(
    "typed", [("--set", "battery.system_cost=1B"), ("--system", "samp_t")], ids=lambda pair: pair[0]
)
@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_a_change_beside_a_saved_result_moves_the_other_only(
    cli: Call, tmp_path: Path, typed: tuple[str, str], form: str
) -> None:
    """And that is said in every format for people, and among the notes of the data."""
    saved = tmp_path / "saved.json"
    saved.write_text(cli("fund", "--json").out, encoding="utf-8")
    said = f"{typed[0]} {typed[1]}: in mid-2026 only; saved.json as saved."
    given = cli("compare", str(saved), "mid-2026", *typed, "-f", form)
    assert said in given.out.replace("\\", "")
    assert "as saved" not in cli("compare", "baseline", "mid-2026", *typed, "-f", form).out


def test_causes_of_a_saved_result_are_refused(cli: Call, tmp_path: Path) -> None:
    """A saved result cannot be computed anew; the message says what to keep instead."""
    path = tmp_path / "saved.json"
    path.write_text(cli("fund", "--json").out, encoding="utf-8")
    outcome = cli("compare", str(path), "halt", "--by-cause")
    assert (outcome.code, outcome.out) == (2, "")
    assert "is a saved result" in outcome.err
    assert "scenario file" in outcome.err


def test_standard_input_is_a_scenario_or_a_result(
    process: Call, cli: Call, scenario_file: Call, tmp_path: Path
) -> None:
    """`-` takes either, in either place."""
    scenario_file(DEARER)
    text = (tmp_path / "case.toml").read_text(encoding="utf-8")
    named = rows(cli("compare", "baseline", str(tmp_path / "case.toml"), "-f", "csv"))
    piped = rows(process("compare", "baseline", "-", "-f", "csv", stdin=text))
    assert {key: row["change"] for key, row in named.items()} == {key: row["change"] for key, row in piped.items()}
    assert {row["new_case"] for row in piped.values()} == {"stdin"}
    outcome = process("compare", "-", "baseline", "-f", "csv", stdin=cli("fund", "--json", "-s", "halt").out)
    assert float(rows(outcome)["funding_unmet"]["change"]) == pytest.approx(-501.6e6)
    assert process("compare", "baseline", "-", stdin="").code == 3


@pytest.mark.parametrize(
    ("gate", "code", "said"),
    [
        ("change(funding_need) > 4B", 1, "gate failed: change(funding_need) = $4.50B > $4.00B"),
        ("change(funding_need) > 5B", 0, "gate passed: change(funding_need) = $4.50B not > $5.00B"),
        ("change(funding_need) < -1B", 0, "gate passed: change(funding_need) = $4.50B not < -$1.00B"),
        ("change(battery_gap) != 0", 0, "gate passed: change(battery_gap) = 0 not != 0"),
        ("funding_need > 26B", 1, "gate failed: funding_need = $26.50B > $26.00B"),
    ],
)
def test_gates_are_on_changes_or_on_the_last_case(
    cli: Call, scenario_file: Call, gate: str, code: int, said: str
) -> None:
    """`change(FIGURE)` is new less old; a figure alone is that of the last case."""
    outcome = cli("compare", "baseline", scenario_file(DEARER), "--fail-if", gate)
    assert outcome.code == code
    assert said in outcome.err


def test_a_gate_on_a_change_is_judged_for_every_later_case(cli: Call) -> None:
    """One of two cases is enough to fail, and the verdicts say which."""
    outcome = cli("compare", "mid-2026", "as-now", "price-rise", "--fail-if", "change(funding_need) > 1B", "--json")
    assert outcome.code == 1
    assert [(gate["case"], gate["failed"]) for gate in outcome.data["gates"]] == [
        ("as-now", False),
        ("price-rise", True),
    ]
    assert "gate failed: change(funding_need) of price-rise" in outcome.err


def test_an_unknown_change_cannot_be_judged(cli: Call) -> None:
    """The gate ends with 4 and names the assumption that is missing."""
    outcome = cli("compare", "baseline", "mid-2026", "--fail-if", "change(interceptors_available_now) > 1")
    assert (outcome.code, outcome.out) == (4, "")
    assert "supply.available_share" in outcome.err


def test_unknown_is_unknown_and_says_why(cli: Call) -> None:
    """A figure unknown in one case has no change, and its reason is printed."""
    outcome = cli("compare", "baseline", "mid-2026")
    assert re.search(r"Interceptors available for transfer now +<= 685 +unknown +unknown", outcome.out)
    assert (
        "Unknown in mid-2026 for lack of share of required interceptors available for transfer "
        "(supply.available_share): "
        "interceptors available for transfer now" in outcome.out
    )
    row = rows(cli("compare", "baseline", "mid-2026", "-f", "csv"))["interceptors_available_now"]
    assert (row["new"], row["change"], row["change_percent"]) == ("", "", "")


def test_a_figure_that_one_case_does_not_have_is_absent(cli: Call, scenario_file: Call) -> None:
    """A donor of one case only is no 0 in the other."""
    path = scenario_file('[set]\n"funding.rule" = "nato_gdp"\n', extends="mid-2026")
    outcome = cli("compare", "mid-2026", path, "--figures", "donor_bill[germany]")
    assert re.search(r"Still to pay, Germany +absent +\$[0-9.]+B +-", outcome.out)
    assert "Not in mid-2026: still to pay, Germany." in outcome.out
    (row,) = (
        one
        for one in cli("compare", "mid-2026", path, "--figures", "donor_bill[germany]", "--json").data["comparison"]
        if "[" in one["key"]
    )
    assert (row["old"], row["change"], row["reason"]) == (None, None, "absent")


def test_a_pledge_that_was_delivered_counts_only_where_it_is_still_to_come(cli: Call, scenario_file: Call) -> None:
    """Two systems delivered in one case and pledged in the other are two batteries less, and one cause."""
    path = scenario_file('[pledges.german_systems_2025]\nstatus = "pledged"\n', extends="mid-2026")
    found = cli("compare", "mid-2026", path, "--by-cause", "--figures", "battery_gap", "--json").data["causes"]
    assert [(one["cause"], one["averaged"]) for one in found] == [(None, -2), ("pledges.german_systems_2025", -2)]


def test_another_present_is_a_cause(cli: Call, scenario_file: Call, tmp_path: Path) -> None:
    """What lines make at present rests on the date of a case: the rates are the cause, with those of either year."""
    path = tmp_path / "later.toml"
    text = (tmp_path / scenario_file("", extends="mid-2026")).read_text(encoding="utf-8")
    path.write_text(text.replace("as_of = 2026-07-31", "as_of = 2027-07-31"), encoding="utf-8")
    found = cli("compare", "mid-2026", str(path), "--by-cause", "--figures", "world_output", "--json").data
    singles = {one["cause"]: one["values"] for one in found["causes"] if one["cause"]}
    assert set(singles) == {"production.pac3_mse.rate", "production.gem_t.rate"}
    assert all(re.fullmatch(r"[0-9,]+ -> [0-9,]+", values) for values in singles.values())
    moved = next(one for one in found["comparison"] if one["key"] == "world_output")["change"]
    assert sum(one["averaged"] for one in found["causes"] if one["cause"]) == pytest.approx(moved)


def test_csv_is_tidy(cli: Call) -> None:
    """One figure and later case a row; with causes, one cause a row, and drivers only where they are not divided."""
    text = cli("compare", "baseline", "halt", "mid-2026", "-f", "csv").out
    assert text.splitlines()[0] == f"{HEADER},{BOUNDS},never,{CASE},item,year,sources"
    found = list(csv.DictReader(io.StringIO(text)))
    assert {(row["old_case"], row["new_case"]) for row in found} == {("baseline", "halt"), ("baseline", "mid-2026")}
    assert len({(row["key"], row["new_case"]) for row in found}) == len(found)
    text = cli("compare", "baseline", "mid-2026", "-f", "csv", "--by-cause").out
    assert text.splitlines()[0] == f"{CAUSES},{CASE},item,year,sources"
    parts = list(csv.DictReader(io.StringIO(text)))
    assert all(row["cause"] for row in parts)
    need = cli("get", "funding_need", "-s", "mid-2026").out
    assert sum(float(row["averaged"]) for row in parts) == pytest.approx(float(need) - 22e9, rel=1e-9)


def test_a_narrow_screen_keeps_the_values(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """In 60 columns nothing but an address is wider, and what was left out is named."""
    monkeypatch.setenv("COLUMNS", "60")
    for more in ([], ["--by-cause"]):
        lines = cli("compare", "baseline", "mid-2026", "halt", *more).out.splitlines()
        assert max(len(line) for line in lines if "https://" not in line) <= 60
        assert any("not shown at this width" in line for line in lines)


CURVE = ("--set", "prices.quantity_effect=learning", "--set", "production.fire_unit.learning_slope=0.9")


def test_sar_categories_add_up(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten batteries more on a curve of 90 % cost less than ten of the average; the rows of the categories add up."""
    call = ("compare", "mid-2026", "order-27", *CURVE, "--by-sar")
    parts = list(csv.DictReader(io.StringIO(cli(*call, "-f", "csv").out)))
    categories = {row["category"]: row for row in parts if not row["line"]}
    assert list(categories) == ["economic", "quantity", "estimating"]
    moved = next(one for one in cli(*call, "--json").data["comparison"] if one["key"] == "funding_need")["change"]
    assert sum(float(row["variance"]) for row in categories.values()) == pytest.approx(moved)
    systems = next(row for row in parts if row["line"] == "fire_unit" and row["category"] == "quantity")
    assert (systems["values"], 0 < float(systems["variance"]) < float(systems["at_average_cost"])) == ("17 -> 27", True)
    monkeypatch.setenv("COLUMNS", "60")
    lines = cli(*call).out.splitlines()
    assert max(len(line) for line in lines if "https://" not in line) <= 60
    assert any("fire_unit by unit theory" in line for line in lines)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["mid-2026", "order-27", "--by-sar"], 4, "prices.quantity_effect is none"),
        (["mid-2026", "price-rise", "--by-sar"], 4, "prices.quantity_effect is none"),
        (["mid-2026", "order-27", "--by-sar", "--by-cause"], 2, "found both"),
        (["saved.json", "order-27", "--by-sar"], 2, "--by-sar needs scenarios: 'saved.json' is a saved result"),
    ],
)
def test_sar_categories_without_a_curve_are_refused(
    cli: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, message: str
) -> None:
    """No curve, two divisions of one change, or a result without inputs: nothing is printed, and the reason is told."""
    (tmp_path / "saved.json").write_text(cli("fund", "--json").out, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    outcome = cli("compare", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err
