"""`latest` stands for the newest dated scenario, and every answer names that one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patriot_cost import load
from patriot_cost.cli.completion import scenarios
from patriot_cost.dataset.latest import latest
from patriot_cost.dataset.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

NEWEST = "2026-11"
"""The one dated scenario of the frozen data."""
DATED = "scenario.id: 'latest' means the newest dated scenario; needed: another name"


def dated(data: Path, name: str) -> None:
    """Ship the newest scenario under another name too."""
    folder = data / "scenarios"
    text = (folder / f"{NEWEST}.toml").read_text(encoding="utf-8")
    (folder / f"{name}.toml").write_text(text.replace(f'"{NEWEST}"', f'"{name}"'), encoding="utf-8")


def test_the_newest_month_is_latest(data: Path) -> None:
    """Of ids that are a year and a month the last one counts; no other id does, whatever its date or its order."""
    assert latest(Library(data)) == NEWEST
    for name in ("2026-10", "2027-13", "2027", "2027-01-05", "zz-2030-01", "2027-1"):
        dated(data, name)
    assert latest(Library(data)) == NEWEST
    dated(data, "2027-02")
    assert latest(Library(data)) == "2027-02"


@pytest.mark.parametrize(
    "run",
    [
        "gap -s {}",
        "gap -s {} --json",
        "fund -s {} -f csv",
        "fund -s {} -s halt --json",
        "fund -s baseline -s {}",
        "compare {} mid-2026",
        "compare mid-2026 {} -f csv",
        "scenario show {}",
        "scenario check {} --json",
        "scenario new --extends {}",
        "show force -s {}",
    ],
)
def test_every_answer_names_the_dated_scenario(cli: Call, run: str) -> None:
    """Under its alias a scenario gives the bytes that it gives under its own name."""
    asked, named = (cli(*run.format(name).split()) for name in ("latest", NEWEST))
    assert (asked.code, asked.out, asked.err) == (named.code, named.out, named.err)
    assert named.code == 0


def test_the_environment_and_python_know_it(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable for scenarios takes it, and `load`; without either the default stays the baseline."""
    assert load("latest").names == (NEWEST,)
    assert load("baseline", "latest").names == ("baseline", NEWEST)
    assert cli("gap", "--json").data["scenario"] == ["baseline"]
    monkeypatch.setenv("PATRIOT_COST_SCENARIO", "latest")
    assert cli("gap", "--json").data["scenario"] == [NEWEST]


def test_it_is_offered_and_listed(cli: Call) -> None:
    """Shells complete it, a slip of it is understood, and the list says which scenario it is."""
    assert scenarios("lat") == ["latest"]
    assert f"latest is {NEWEST}" in cli("scenario", "list").out
    assert cli("scenario", "list", "--json").data["latest"] == NEWEST
    assert "no scenario 'latst'; nearest: latest" in cli("gap", "-s", "latst").err


def test_a_template_extends_the_dated_scenario(cli: Call) -> None:
    """What is written to last names the scenario itself."""
    assert f'extends = "{NEWEST}"' in cli("scenario", "new").out


def test_nothing_extends_an_alias(cli: Call, scenario_file: Call) -> None:
    """A file on `latest` would change when data are added, so it is refused, with the line and the name to write."""
    path = scenario_file("", extends="latest")
    outcome = cli("gap", "-s", path)
    assert (outcome.code, outcome.out) == (3, "")
    message = "'latest' means another scenario as the data grow; needed: one by its own id, as '2026-11'"
    assert f"{path}:9: scenario.extends: {message}" in outcome.err


def test_no_scenario_takes_its_name(cli: Call, data: Path, scenario_file: Call) -> None:
    """A file of one's own with that id is refused, and so is a shipped one, which no one could name."""
    path = Path(scenario_file(""))
    path.write_text(path.read_text(encoding="utf-8").replace('"test-case"', '"latest"'), encoding="utf-8")
    outcome = cli("gap", "-s", str(path))
    assert (outcome.code, outcome.out) == (3, "")
    assert f"{path}:2: {DATED}" in outcome.err
    dated(data, "latest")
    checked = cli("check", "--data", str(data), "-f", "csv")
    assert checked.code == 1
    assert "copy/scenarios/latest.toml" in checked.out
    assert latest(Library(data)) == NEWEST


def test_data_without_a_dated_scenario_say_so(cli: Call, data: Path) -> None:
    """There is nothing that it could stand for; what there is, is named."""
    (data / "scenarios" / f"{NEWEST}.toml").unlink()
    outcome = cli("gap", "-s", "latest", "--data", str(data))
    assert (outcome.code, outcome.out) == (2, "")
    assert (
        "'latest' is the newest scenario with a month as its id, and there is none; found: additional-10" in outcome.err
    )
    assert "latest is" not in cli("scenario", "list", "--data", str(data)).out


def test_a_record_keeps_the_scenario_that_was_meant(
    cli: Call, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run again on data with a newer case, a record still computes the one it computed; old records need no word."""
    monkeypatch.chdir(tmp_path)
    run = ("fund", "-s", "latest", "--json", "--data", data.name)
    assert cli(*run, "--manifest", "run.json").code == 0
    record = json.loads(Path("run.json").read_text(encoding="utf-8"))
    assert (record["latest"], record["scenario"]) == (NEWEST, [NEWEST])
    dated(data, "2027-02")
    assert cli(*run).data["scenario"] == ["2027-02"]
    again = json.loads(cli("rerun", "run.json").out)
    assert again["scenario"] == [NEWEST]
    del record["latest"]
    Path("run.json").write_text(json.dumps(record), encoding="utf-8")
    assert json.loads(cli("rerun", "run.json").out)["scenario"] == ["2027-02"]
