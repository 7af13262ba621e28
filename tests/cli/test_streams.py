"""The answer goes to standard output, talk to standard error, and a reader that goes away is no accident."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from patriot_cost.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

PROGRAM = [sys.executable, "-m", "patriot_cost"]
FULL = Path("/dev/full")
TABLES = (
    "gap",
    "fund",
    "brief",
    "gap --ladder",
    "fund -s mid-2026",
    "explain funding_need -s mid-2026",
    "show assumptions",
    "show figures",
    "show pledges -s mid-2026",
    "show scenarios",
)


def test_the_answer_and_the_talk_are_apart(cli: Call) -> None:
    """`get` prints bare values only, and says on standard error what a reader must know."""
    outcome = cli("get", "battery_gap", "funding_need")
    assert outcome.out == "20\n22000000000\n"
    assert re.fullmatch(r"(?:(?:note|warning): .+\n)+", outcome.err)


@pytest.mark.parametrize("command", ["get funding_need", "gap", "fund --json", "show figures"])
def test_quiet_is_quiet(cli: Call, command: str) -> None:
    """With -q nothing is said on standard error, and the answer is the same."""
    loud, quiet = cli(*command.split()), cli(*command.split(), "-q")
    assert quiet.err == ""
    assert quiet.out == loud.out


def test_quiet_does_not_hide_what_is_wrong(cli: Call) -> None:
    """An error is said even with -q."""
    outcome = cli("get", "fundingneed", "-q")
    assert outcome.code == 2
    assert "nearest: funding_need" in outcome.err


def test_verbose_names_versions_and_settings(cli: Call) -> None:
    """With -v standard error tells the identity of the answer, as JSON has it; the answer does not change."""
    words = ("get", "funding_need", "--set", "battery.system_cost=500M")
    outcome = cli(*words, "-v")
    assert outcome.out == "23000000000\n"
    known = cli(*words, "--json").data
    for name in ("tool_version", "data_version", "data_hash", "scenario", "overrides", "oldest_fact"):
        assert f"\n{name}: {known[name]}\n" in f"\n{outcome.err}"
    assert re.search(r"^data_hash: sha256:[0-9a-f]{64}$", outcome.err, re.MULTILINE)
    assert "battery.system_cost=500M" in outcome.err


def test_a_piped_table_is_never_wrapped_or_cut(cli: Call, scenario_file: Call) -> None:
    """A line of far more than 200 characters reaches a pipe whole."""
    long = " ".join(f"word{number}" for number in range(200)) + "."
    body = f'[force.operational]\nvalue = 4\nbasis = "assumed"\nrationale = "{long}"\n'
    outcome = cli("explain", "force.operational", "-s", scenario_file(body))
    assert [long in line for line in outcome.out.splitlines()].count(True) == 1


def test_no_columns_are_no_width(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """COLUMNS=0, as some programs set it, wraps nothing in a pipe."""
    whole = cli("show", "assumptions", "-q").out
    monkeypatch.setenv("COLUMNS", "0")
    assert cli("show", "assumptions", "-q").out == whole
    assert max(map(len, whole.splitlines())) > 80


@pytest.mark.parametrize("command", TABLES)
def test_columns_set_the_width(cli: Call, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """With COLUMNS=80 no line is longer, but for those that carry an address."""
    monkeypatch.setenv("COLUMNS", "80")
    lines = cli(*command.split()).out.splitlines()
    assert len(lines) > 5
    assert [line for line in lines if len(line) > 80 and "://" not in line] == []


def test_colour_is_for_those_who_ask(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe gets no colour unless FORCE_COLOR, 0 being no; NO_COLOR and --no-color win over it; JSON never has any."""
    assert "\x1b" not in cli("gap").out
    for value, coloured in (("1", True), ("3", True), ("true", True), ("0", False), ("false", False), ("", False)):
        monkeypatch.setenv("FORCE_COLOR", value)
        assert ("\x1b[1m" in cli("gap").out) == coloured
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in cli("gap", "--no-color").out
    assert "\x1b" not in cli("gap", "--json").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in cli("gap").out


@pytest.mark.parametrize("command", ["schema", "show assumptions -s mid-2026", "get funding_need", "--help"])
def test_a_reader_that_goes_away_is_141_and_nothing_is_said(command: str) -> None:
    """Where `head` has closed the pipe, the program ends with 141 and says nothing about it."""
    reader, writer = os.pipe()
    os.close(reader)
    quiet = [] if command == "--help" else ["-q"]
    done = subprocess.run(
        [*PROGRAM, *command.split(), *quiet], stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_case_on_standard_input_may_be_needed_more_than_once(
    process: Call, cli: Call, scenario_file: Callable[[str], str]
) -> None:
    """Every requirement of the ladder loads the case anew; what was piped in is read once, and named as such."""
    path = Path(scenario_file('[set]\n"battery.system_cost" = "500M"\n'))
    outcome = process("gap", "--ladder", "--json", "-s", "-", stdin=path.read_bytes())
    named, piped = cli("gap", "--ladder", "--json", "-s", str(path)).data, outcome.data
    files = (piped["identity"].pop("files"), named["identity"].pop("files"))
    assert files == ({"test-case": "stdin"}, {"test-case": str(path)})
    assert (outcome.code, piped) == (0, named)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["gap", "get funding_need", "fund --json", "--help", "gap --help", "--version"])
def test_a_full_disk_is_4_and_one_line(command: str) -> None:
    """Standard output that cannot be written is said in one line."""
    with FULL.open("wb") as full:
        done = subprocess.run([*PROGRAM, *command.split()], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 4
    message = "standard output cannot be written: No space left on device"
    last = done.stderr.decode().splitlines()[-1]
    assert (json.loads(last)["error"] if "--json" in command else last.removeprefix("error: ")) == message
    assert done.stderr.count(b"No space left") <= 2
    assert b"Traceback" not in done.stderr


def shell(redirected: str, command: str) -> tuple[int, str, str]:
    """Run the program with its streams redirected by a shell."""
    words = ["/bin/sh", "-c", f'exec "$@" {redirected}', "sh", *PROGRAM, *command.split()]
    done = subprocess.run(words, capture_output=True, check=False, text=True)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("command", ["gap -q", "gap --json -q", "--help", "gap --help", "scenario --help", "--version"])
def test_a_closed_standard_output_is_said_in_one_line(command: str) -> None:
    """`>&-` leaves nowhere to write: exit 4, one line, no traceback, for help too."""
    code, out, err = shell(">&-", command)
    assert (code, out, len(err.splitlines())) == (4, "", 1)
    message = json.loads(err)["error"] if "--json" in command else err.strip().removeprefix("error: ")
    assert message == "standard output is closed"


@pytest.mark.parametrize(
    "command",
    ["get funding_need -s - -q", "compare - baseline", "scenario check -", "scenario show -", "rerun -"],
)
def test_a_closed_standard_input_is_said_in_one_line(command: str) -> None:
    """Where a service or cron gives no standard input, asking for it is exit 2 and one line."""
    code, out, err = shell("<&-", command)
    assert (code, out) == (2, "")
    assert re.fullmatch(r"error: standard input is closed; needed: .+\n", err)


def test_lines_are_drawn_with_what_the_terminal_has(process: Call) -> None:
    """On a terminal without such characters a tree is drawn in ASCII, and no `?` stands for a line or a bar."""
    import pty

    for command in ("explain systems_cost -q", "simulate --draws 64 --set battery.system_cost=4M..5M -q"):
        parent, child = pty.openpty()
        environment = {"PYTHONIOENCODING": "ascii", "COLUMNS": "100", "TERM": "xterm"}
        done = subprocess.Popen([*PROGRAM, *command.split()], stdout=child, env=os.environ | environment)
        os.close(child)
        seen = b""
        with suppress(OSError):
            while part := os.read(parent, 65_536):
                seen += part
        os.close(parent)
        assert done.wait(timeout=60) == 0
        assert seen.isascii()
        assert b"??" not in seen
    assert "└" in process("explain", "systems_cost", "-q").out


def test_the_module_and_the_script_are_one_program(process: Call) -> None:
    """`python -m patriot_cost` answers and refuses as the console script does."""
    script = Path(sys.executable).with_name("patriot-cost")
    for command in ("fund", "get fundingneed", "--help"):
        done = subprocess.run([script, *command.split()], capture_output=True, check=False, text=True)
        assert (done.returncode, done.stdout, done.stderr) == process(*command.split())


def test_an_answer_may_be_caught_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who calls the command line from Python may have standard output in memory, which no descriptor stands behind."""
    caught = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", caught)
    assert run(["get", "funding_need", "-q"]) == 0
    assert cast("io.BytesIO", caught.buffer).getvalue() == b"22000000000\n"
