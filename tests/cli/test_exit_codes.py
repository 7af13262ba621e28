"""The exit codes are a contract, and every refusal says in a line what was found and what is near."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

MISTYPED = {
    "scenario": (["gap", "-s", "bas"], "no scenario 'bas'; nearest: baseline"),
    "scenario to show": (["scenario", "show", "hlat"], "no scenario 'hlat'; nearest: halt"),
    "scenario to check": (["scenario", "check", "mid20266"], "no scenario 'mid20266'; nearest: mid-2026"),
    "scenario to extend": (["scenario", "new", "--extends", "bas"], "no scenario 'bas'; nearest: baseline"),
    "path": (
        ["gap", "--set", "batery.system_cost=1"],
        "no assumption 'batery.system_cost'; nearest: battery.system_cost",
    ),
    "path to explain": (["explain", "batery.system_cost"], "nearest: battery.system_cost"),
    "variant": (["gap", "--set", "interceptors.pac3mse.unit_cost=3M"], "nearest: pac3_mse"),
    "donor": (["gap", "--set", "pledges.germny.interceptors=3"], "nearest: germany"),
    "requirement case": (["gap", "--set", "requirement.case=order-2025-1"], "nearest: order-2025-1"),
    "word": (["gap", "--set", "battery.package_rule=pricd"], "nearest: priced; allowed: priced, counted"),
    "figure": (["get", "fundingneed"], "no figure 'fundingneed'; nearest: funding_need"),
    "second figure": (["get", "funding_need", "batery_gap"], "no figure 'batery_gap'; nearest: battery_gap"),
    "item of a figure": (["get", "donor_bill[nat]"], "no figure 'donor_bill[nat]'; nearest: donor_bill[nato]"),
    "figure of a gate": (["gap", "--fail-if", "batterygap > 3"], "no figure 'batterygap'; nearest: battery_gap"),
    "format": (["gap", "-f", "jsn"], "no format 'jsn'; nearest: json; allowed: table, json, csv, markdown"),
    "command": (["gapp"], "no command 'gapp'; nearest: gap"),
    "option": (["gap", "--forse"], "--force"),
    "list": (["show", "asumptions"], "no list 'asumptions'; nearest: assumptions"),
    "schema": (["schema", "outpt"], "no schema 'outpt'; nearest: output"),
}

MALFORMED = {
    "no such scenario command": ["scenario", "frob"],
    "missing argument": ["get"],
    "extra argument": ["gap", "extra"],
    "option without its value": ["gap", "-s"],
    "--json against -f": ["gap", "--json", "-f", "csv"],
    "data directory without data": ["gap", "--data", "/nowhere"],
    "day that is none": ["check", "--today", "tomorrow"],
    "gate without a comparison": ["gap", "--fail-if", "battery_gap"],
    "gate with another sign": ["gap", "--fail-if", "battery_gap ~ 3"],
    "empty gate": ["gap", "--fail-if", ""],
    "gate against a range": ["gap", "--fail-if", "battery_gap > 3..4"],
    "gate against a word": ["gap", "--fail-if", "battery_gap > lots"],
    "setting without value": ["gap", "--set", "battery.system_cost="],
    "setting without =": ["gap", "--set", "battery.system_cost"],
    "setting without path": ["gap", "--set", "=450M"],
}


def refused(outcome: tuple[int, str, str], code: int) -> None:
    """Hold a refusal to its form: the code, nothing on stdout, one line or object, and at most one hint."""
    found, out, err = outcome
    assert (found, out) == (code, "")
    assert "Traceback" not in err
    lines = err.splitlines()
    assert [line.startswith(("error: ", '{"error": ')) for line in lines].count(True) == 1
    assert len(lines) <= 2


@pytest.mark.parametrize(("arguments", "near"), MISTYPED.values(), ids=MISTYPED)
def test_a_wrong_name_is_2_and_names_the_nearest(cli: Call, arguments: list[str], near: str) -> None:
    """A mistyped name of any kind is refused with the nearest right one."""
    outcome = cli(*arguments)
    refused(outcome, 2)
    assert near in outcome.err


@pytest.mark.parametrize("arguments", MALFORMED.values(), ids=MALFORMED)
def test_what_is_malformed_is_2(cli: Call, arguments: list[str]) -> None:
    """Whatever else is wrong in what was typed exits with 2."""
    refused(cli(*arguments), 2)


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        (["-f", "csv", "-o", "answer.json"], "contradicts the extension"),
        (["-o", "answer.xyz"], "'answer.xyz': no extension '.xyz'; nearest: .txt; allowed: .txt, .json, .csv, .md"),
        (["-o", "answer"], "'answer': no extension ''; allowed: .txt"),
        (["-o", "answer.pdf"], "nearest: .html; allowed: .txt"),
        (["-o", "answer.pdf"], "a browser prints .html as PDF, and a word processor opens it"),
        (["-o", "answer.ods"], "nearest: .xlsx"),
        (["-o", "old.json"], "exists; --force replaces it"),
        (["-o", "missing/answer.json"], "there is no directory 'missing'"),
        (["-f", "json", "-o", "folder"], "is a directory"),
        (["-f", "json", "-o", "folder", "--force"], "is a directory"),
    ],
)
def test_a_wrong_output_path_is_2_before_anything_is_written(
    cli: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: list[str], said: str
) -> None:
    """An output path that cannot be used is refused, and nothing in its directory changes."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.json").write_text("old", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    outcome = cli("gap", *extra)
    refused(outcome, 2)
    assert said in outcome.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "old.json"]
    assert (tmp_path / "old.json").read_text(encoding="utf-8") == "old"


def test_a_format_from_the_environment_is_checked_too(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown PATRIOT_COST_FORMAT is refused under its name."""
    monkeypatch.setenv("PATRIOT_COST_FORMAT", "jsn")
    outcome = cli("gap")
    refused(outcome, 2)
    assert "PATRIOT_COST_FORMAT: no format 'jsn'" in outcome.err


def test_a_faulty_file_is_3_and_so_is_faulty_stdin(cli: Call, process: Call, scenario_file: Call) -> None:
    """A fault inside a file or standard input exits with 3 and names the place."""
    path = scenario_file("[force.operational]\nvalue = = 3\n")
    outcome = cli("gap", "-s", path)
    assert (outcome.code, outcome.out) == (3, "")
    # The header of the fixture is ten lines, the table stands on line 11.
    assert f"{path}:12: not valid TOML" in outcome.err
    outcome = process("gap", "-s", "-", stdin="[scenario\n")
    assert (outcome.code, outcome.out) == (3, "")
    assert "stdin:1: not valid TOML" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["get", "interceptors_available_now"],
        ["get", "battery_gap", "interceptors_to_produce"],
        ["gap", "--fail-if", "interceptors_available_now > 3"],
    ],
)
def test_an_unknown_figure_is_4_and_its_missing_assumption_is_named(cli: Call, arguments: list[str]) -> None:
    """What rests on an assumption that nobody published cannot be got or judged."""
    outcome = cli(*arguments, "-s", "mid-2026")
    refused(outcome, 4)
    assert "supply.available_share" in outcome.err


@pytest.mark.parametrize(
    ("gate", "code", "verdict"),
    [
        ("funding_need > 21B", 1, "gate failed: funding_need = $22.00B > $21.00B"),
        ("funding_need>25B", 0, "gate passed: funding_need = $22.00B not > $25.00B"),
        ("battery_gap >= 20", 1, "gate failed: battery_gap = 20 >= 20"),
        ("battery_gap <= 19", 0, "gate passed: battery_gap = 20 not <= 19"),
        ("battery_gap < 21", 1, "gate failed: battery_gap = 20 < 21"),
        ("battery_gap == 20", 1, "gate failed: battery_gap = 20 == 20"),
        ("battery_gap != 20", 0, "gate passed: battery_gap = 20 not != 20"),
        ("donor_bill[nato] > $21B", 1, "gate failed: donor_bill[nato] = $21.50B > $21.00B"),
    ],
)
def test_a_gate_decides_between_0_and_1(cli: Call, gate: str, code: int, verdict: str) -> None:
    """A gate that holds is 1, one that does not is 0; the answer and the verdict are printed either way."""
    outcome = cli("get", "battery_gap", "--fail-if", gate)
    assert (outcome.code, outcome.out) == (code, "20\n")
    assert outcome.err.splitlines()[-1] == verdict


def test_one_failed_gate_of_several_is_enough_and_all_stand_in_the_json(cli: Call) -> None:
    """All gates are judged, each is listed under `gates`, and one that holds makes the exit 1."""
    outcome = cli("fund", "--json", "--fail-if", "funding_need > 25B", "--fail-if", "battery_gap >= 20")
    assert outcome.code == 1
    assert json.loads(outcome.out)["gates"] == [
        {"gate": "funding_need > 25B", "value": 22e9, "failed": False},
        {"gate": "battery_gap >= 20", "value": 20.0, "failed": True},
    ]
    assert outcome.err.count("gate ") == 2


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["-h"], ["gap", "--help"], ["check"]])
def test_what_works_is_0(cli: Call, arguments: list[str]) -> None:
    """Help, version and a check of the data end with 0."""
    outcome = cli(*arguments)
    assert outcome.code == 0
    assert outcome.out
