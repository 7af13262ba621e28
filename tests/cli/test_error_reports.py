"""Errors for programs: one JSON object on standard error, as its schema says."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

import jsonschema
import pytest

import patriot_cost.report.gap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

FAULTS = {
    "unknown path": (["fund", "--set", "batery.system_cost=3M"], 2, "unknown_name"),
    "two paths": (["fund", "--set", "price=3M", "--set", "germany=1"], 2, "unknown_name"),
    "bad value": (["fund", "--set", "battery.system_cost=x"], 2, "wrong_argument"),
    "wrong word": (["fund", "--set", "funding.rule=state"], 2, "wrong_argument"),
    "no scenario": (["gap", "-s", "current"], 2, "unknown_name"),
    "no option": (["gap", "--laddr"], 2, "wrong_command_line"),
    "no command": (["gapp"], 2, "wrong_command_line"),
    "no argument": (["get"], 2, "wrong_command_line"),
    "an argument too much": (["fund", "mid-2026"], 2, "wrong_command_line"),
    "contradiction": (["gap", "-o", "a.csv"], 2, "wrong_argument"),
    "a gate": (["gap", "--fail-if", "battery_gap"], 2, "wrong_argument"),
    "no data": (["gap", "--data", "/nowhere"], 2, "wrong_argument"),
    "unknown figure": (["get", "launchers_price", "sale_fees_price"], 4, "cannot_compute"),
}


@pytest.mark.parametrize("words", [["--json"], ["-f", "json"], ["--format=json"]], ids=" ".join)
@pytest.mark.parametrize(("arguments", "code", "kind"), FAULTS.values(), ids=FAULTS)
def test_an_error_is_one_object(cli: Call, arguments: list[str], code: int, kind: str, words: list[str]) -> None:
    """Each kind of fault keeps its exit code and prints nothing else; without JSON the same message is for people."""
    if "-o" in arguments and "--json" not in words:
        arguments = [*arguments, "--json"]
    outcome = cli(*arguments, *words)
    report = json.loads(outcome.err)
    assert (outcome.code, outcome.out) == (code, "")
    assert (report["exit_code"], report["code"]) == (code, kind)
    assert report["problems"]
    jsonschema.validate(report, cli("schema", "error").data)
    if "-o" not in arguments:
        plain = cli(*arguments)
        assert plain.code == code
        assert report["error"].split("\n")[0] in plain.err


PARTS = {
    "fund --set battery.system_cst=3M": ("battery.system_cst", "battery.system_cst", [], ["battery.system_cost"]),
    "fund --set battery.package_rule=pricd": ("battery.package_rule", "pricd", ["priced", "counted"], ["priced"]),
    "fund --set battery.system_cost*=x": ("battery.system_cost", "x", [], []),
    "fund --set force.operational=50%": ("force.operational", "50%", [], []),
    "fund --set battery_gap=10": ("battery_gap", "battery_gap", [], ["requirement.batteries"]),
    "gap --set force.operational=-2": ("force.operational", "-2", [], []),
    "engage --hit 120%": ("engagement.hit_probability", "120%", [], []),
    "plan --until 1990": ("plan.last_year", "1990", [], []),
    "afford -5B": ("AMOUNT", "-5B", [], []),
    "sweep --vary force.operationl=1,2": ("force.operationl", "force.operationl", [], ["force.operational"]),
    "sweep --vary force.operational=3,x": ("force.operational", "x", [], []),
    "compare halt halt:force.operationl=6": ("force.operationl", "force.operationl", [], ["force.operational"]),
    "solve funding_need=x --for battery.system_cost": ("funding_need", "x", [], []),
    "simulate --draws x": ("--draws", "x", [], []),
    "simulate --draws 0": ("--draws", "0", [], []),
    "simulate --sampler lhss": ("--sampler", "lhss", ["lhs", "sobol", "random"], ["lhs"]),
    "plan --cap 2b": ("--cap", "2b", [], []),
    "plan --orders fst": ("--orders", "fst", ["fast", "level", "capped"], ["fast"]),
    "stock --until 2028": ("--until", "2028", [], []),
    "fund --by yeer": ("--by", "yeer", ["element", "year", "account", "donor"], ["year"]),
    "facts --sort datee": ("--sort", "datee", ["date", "value", "id", "subject"], ["date"]),
    "facts --since tomorrow": ("--since", "tomorrow", [], []),
    "facts --dollars constnt": (
        "--dollars",
        "constnt",
        ["constant", "then_year", "contract", "unstated"],
        ["constant"],
    ),
    "facts show R05": (None, "R05", [], ["R005"]),
    "budget --account procurment": ("--account", "procurment", ["procurement", "rdte", "all"], ["procurement"]),
    "gap -s mid-202": (None, "mid-202", [], ["mid-2026"]),
    "gap -s nowhere.toml": (None, "nowhere.toml", [], []),
    "gap --fail-if battery_gap": ("--fail-if", "battery_gap", [], []),
    "gap --fail-if 'battery_gp > 3'": ("--fail-if", "battery_gp", [], ["battery_gap"]),
    "get battery_gp": (None, "battery_gp", [], ["battery_gap"]),
    "gap --laddr": (None, "--laddr", [], ["--ladder"]),
    "get": ("FIGURE...", None, [], []),
    "solve battery_gap=3": ("--for", None, [], []),
}
"""What is typed wrongly, with the parts of the only problem: its path, what was found, what is allowed, the nearest."""


@pytest.mark.parametrize(("typed", "parts"), PARTS.items())
def test_parts_are_those_of_the_fault(
    cli: Call, monkeypatch: pytest.MonkeyPatch, typed: str, parts: tuple[str | None, str | None, list[str], list[str]]
) -> None:
    """The path, the wrong word, those allowed and the nearest are keys, whatever the message says around them."""
    monkeypatch.setenv("PATRIOT_COST_FORMAT", "json")
    (one,) = json.loads(cli(*shlex.split(typed)).err)["problems"]
    path, found, allowed, near = parts
    assert (one["path"], one["found"], one["allowed"]) == (path, found, allowed)
    assert one["nearest"][: len(near)] == near
    assert (one["file"], one["line"]) == (None, None)


def test_faults_of_a_file_have_their_lines(cli: Call, tmp_path: Path) -> None:
    """Every fault of a file is a problem, with the file and the line."""
    file = tmp_path / "mine.toml"
    assert cli("scenario", "new", "-o", str(file), "-f", "table").code == 0
    text = file.read_text("utf-8").replace("[scenario]", "[scenario]\nfoo = 1\nbar = 2", 1)
    file.write_text(text, "utf-8")
    outcome = cli("gap", "--json", "-s", str(file))
    report = json.loads(outcome.err)
    assert (outcome.code, report["code"]) == (3, "file_fault")
    assert {one["file"] for one in report["problems"]} == {str(file)}
    assert all(one["line"] for one in report["problems"])
    assert {(one["path"], one["found"]) for one in report["problems"]} == {
        ("scenario.foo", "foo"),
        ("scenario.bar", "bar"),
    }
    jsonschema.validate(report, cli("schema", "error").data)


def test_faults_of_values_in_a_file_have_their_parts(cli: Call, scenario_file: Call) -> None:
    """A path, a word, a number and a field of a record that are wrong in a file: the same keys as of what is typed."""
    body = '[set]\n"battery.system_cst" = 3\n"battery.package_rule" = "pricd"\n"force.operational" = "x"\n'
    path = scenario_file(f'{body}[pledges.germany.interceptors]\nvalue = 3\nbasis = "assume"\n')
    problems = json.loads(cli("gap", "--json", "-s", path).err)["problems"]
    assert [(one["line"], one["path"], one["found"], one["nearest"]) for one in problems] == [
        (12, "battery.system_cst", "battery.system_cst", ["battery.system_cost"]),
        (13, "battery.package_rule", "pricd", ["priced"]),
        (14, "force.operational", "x", []),
        (17, "pledges.germany.interceptors.basis", "assume", ["assumed"]),
    ]
    assert problems[1]["allowed"] == ["priced", "counted"]


def test_a_bug_is_an_object_too(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that is not foreseen is told to programs as one, with its own code."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(patriot_cost.report.gap, "gap_answer", broken)
    outcome = cli("gap", "--json")
    assert (outcome.code, json.loads(outcome.err)["code"]) == (70, "bug")
