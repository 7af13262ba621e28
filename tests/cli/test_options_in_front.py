"""Options in front of a command: the data directory for every command, those of a group for its commands."""

from __future__ import annotations

import json
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest

from patriot_cost.cli.app import loaded
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.dataset.library import find_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

LEAVES = [
    f"{name} {inner}" if inner else name
    for name in COMMANDS
    for inner in ("", *getattr(loaded(COMMANDS[name]), "commands", {}))
    if inner or COMMANDS[name].example
]
"""All commands, with those of groups."""
ARGUMENTS = {
    "afford": "5B",
    "cost": "10 batteries",
    "compare": "baseline mid-2026",
    "sweep": "--vary force.operational=1:3:3",
    "solve": "battery_gap=5 --for force.operational",
    "get": "battery_gap",
    "explain": "battery_gap",
    "find": "price",
    "facts show": "R005",
    "facts diff": str(find_data()),
    "facts summary": "--about pac3_mse --measure unit_cost",
    "sources show": "reuters-2025-07",
    "show": "figures",
    "scenario show": "halt",
    "scenario check": "halt",
    "schema": "",
    "data import-launches": "attacks.csv",
}


@pytest.mark.parametrize("name", [name for name in LEAVES if name not in {"rerun", "schema"}])
def test_the_data_may_stand_in_front_of_every_command(cli: Call, tmp_path: Path, name: str) -> None:
    """A directory without data is refused alike in front of a command, behind its group, and behind it."""
    words = [*name.split(), *shlex.split(ARGUMENTS.get(name, ""))]
    wrong = ["--data", str(tmp_path)]
    behind = cli(*words, *wrong)
    assert behind.code == 2
    assert f"no data in {tmp_path}" in behind.err
    for words_of_place in ([*wrong, *words], [words[0], *wrong, *words[1:]]):
        if words_of_place[0] not in {"scenario", "data"}:
            assert cli(*words_of_place) == behind


def test_the_innermost_data_wins(cli: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed behind a command wins over what is in front of it, and that over the variable."""
    data = tmp_path / "copy"
    shutil.copytree(find_data(), data)
    (data / "VERSION").write_text("1999.01\n", "utf-8")
    right, wrong = ("--data", str(data)), ("--data", str(tmp_path))
    monkeypatch.setenv("PATRIOT_COST_DATA", str(tmp_path))
    for words in (
        (*right, "facts", "words", "--json"),
        (*wrong, "facts", "words", "--json", *right),
        (*wrong, "facts", *right, "words", "--json"),
        (f"--data={data}", "facts", "words", "--json"),
    ):
        assert cli(*words).data["data_version"] == "1999.01"


def test_options_of_a_group_hold_for_its_commands(cli: Call, tmp_path: Path) -> None:
    """`facts --json show` is `facts show --json`, file and all; an option that the command lacks is refused by name."""
    assert cli("facts", "--json", "show", "R005").data == cli("facts", "show", "R005", "--json").data
    file = tmp_path / "r005.json"
    assert cli("facts", "-o", str(file), "show", "R005").code == 0
    assert json.loads(file.read_text("utf-8"))["command"] == "facts show"
    refused = cli("facts", "--about", "battery", "show", "R005")
    assert (refused.code, refused.out) == (2, "")
    assert "--about is for 'patriot-cost facts'; 'patriot-cost facts show' does not take it" in refused.err
    assert cli("facts", "--about", "ukraine", "conflicts").out == cli("facts", "conflicts", "--about", "ukraine").out


def test_a_command_without_data_refuses_them(cli: Call) -> None:
    """A rerun reads the data of its record: another directory is refused, and not passed over."""
    refused = cli("--data", str(find_data()), "rerun", "run.json")
    assert (refused.code, refused.out) == (2, "")
    assert "--data: 'rerun' takes no other data directory" in refused.err


@pytest.mark.parametrize("typed", [("--data", "copy"), ("--data=copy",)])
def test_a_run_with_the_data_in_front_is_repeated(
    cli: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...]
) -> None:
    """The record keeps the arguments as typed, and a rerun understands them."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(find_data(), tmp_path / "copy")
    assert cli(*typed, "get", "battery_gap", "--manifest", "run.json").code == 0
    again = cli("rerun", "run.json")
    assert (again.code, again.out) == (0, "20\n")
