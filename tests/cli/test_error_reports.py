"""Errors for programs: one JSON object on standard error, as its schema says."""

from __future__ import annotations

import json
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


def test_parts_of_a_message_are_keys(cli: Call) -> None:
    """The path, the wrong word, the nearest ones and those allowed are read without looking into the message."""
    (one,) = json.loads(cli("fund", "--json", "--set", "battery.system_cst=3M").err)["problems"]
    assert (one["path"], one["found"], one["nearest"]) == (
        "battery.system_cst",
        "battery.system_cst",
        ["battery.system_cost"],
    )
    (one,) = json.loads(cli("fund", "--json", "--set", "battery.package_rule=pricd").err)["problems"]
    assert (one["found"], one["nearest"], one["allowed"]) == ("pricd", ["priced"], ["priced", "counted"])


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
    jsonschema.validate(report, cli("schema", "error").data)


def test_a_bug_is_an_object_too(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that is not foreseen is told to programs as one, with its own code."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(patriot_cost.report.gap, "gap_answer", broken)
    outcome = cli("gap", "--json")
    assert (outcome.code, json.loads(outcome.err)["code"]) == (70, "bug")
