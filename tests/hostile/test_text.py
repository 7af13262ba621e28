"""No text from a file, a name or an option reaches a screen, a table or a memo with characters that do not show."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from patriot_cost.characters import first_hidden
from patriot_cost.cli.app import loaded
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.dataset import files
from patriot_cost.dataset.library import find_data
from patriot_cost.render import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

HIDDEN = [
    "\x07",
    "\x08",
    "\x1b",
    "\x7f",
    "\x9b",
    "\u200b",
    "\u200e",
    "\u202e",
    "\u2066",
    "\u2028",
    "\ufeff",
    "\U000e0041",
]
ASKED = {
    "compare": "compare mid-2026 CASE",
    "sweep": "sweep --vary battery.system_cost=400M,500M",
    "simulate": "simulate --draws 64",
    "solve": "solve funding_need=15B --for battery.system_cost",
    "explain": "explain battery.system_cost",
    "scenario": "scenario show CASE",
    "data": f"data import-launches {Path(__file__).resolve().parents[1] / 'frozen' / 'attacks.csv'} --extends CASE",
    "check": "check",
    "schema": "schema",
}
"""What is asked of commands of which their example before its first option would not do; CASE is the hostile file."""
TAKEN = {row.name: {option.name for option in loaded(row).params} for row in COMMANDS.values() if row.name != "rerun"}
"""The options of each command but of the one that repeats others."""
BAIT = "a\\u001b[31mb\\u202ec\\u0007d\\re<script>alert(1)</script> [x](javascript:alert) `` | $"
BODY = f"""[scenario]
id = "bait"
title = "{BAIT}"
author = "{BAIT}"
date = 2026-11-23
as_of = 2026-07-31
reference = "{BAIT}"
extends = "mid-2026"
notice = "{BAIT}"
description = "{BAIT}."

[requirement]
stated_by = "{BAIT}"

[battery]
definition = "{BAIT}."

[battery.system_cost]
value = "450M"
price_year = 2025
scope = "unstated"
bridge = "{BAIT}."
basis = "assumed"
rationale = "{BAIT}."

[pledges.germany]
remark = "{BAIT}."
"""


def unseen(text: str) -> str:
    """Return the first character of a text that does not show, or an empty string."""
    place = first_hidden(text.replace("\r", "\x00"))
    return "" if place is None else text[place - 20 : place + 20]


@pytest.fixture
def case(tmp_path: Path) -> str:
    """Write a scenario whose texts hide characters behind escapes of TOML."""
    path = tmp_path / "bait.toml"
    path.write_text(BODY, encoding="utf-8")
    return str(path)


def words(command: str, case: str) -> list[str]:
    """Return what to type so that a command takes the hostile case."""
    asked = ASKED.get(command) or f"{command} {COMMANDS[command].example}".partition(" -")[0]
    return [*asked.replace("CASE", case).split(), *(["-s", case] if "scenario" in TAKEN[command] else [])]


@pytest.mark.parametrize("command", [name for name in TAKEN if "CASE" in words(name, "CASE")])
def test_a_case_that_hides_something_is_refused(cli: Call, case: str, command: str) -> None:
    """Each hidden text is named with its line, in sight, and nothing is computed."""
    outcome = cli(*words(command, case))
    assert (outcome.code, outcome.out) == (3, "")
    assert f"{case}:3: contains \\x" in outcome.err
    assert unseen(outcome.err) == ""


OTHERS = [form for form in FORMATS if form != "table"]


@pytest.mark.parametrize(("command", "form"), [*zip(TAKEN, cycle(OTHERS), strict=False)])
def test_what_got_in_does_not_get_out(
    cli: Call, case: str, command: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were the door open, no hidden character would leave: not in a table with colours, nor in another format."""
    monkeypatch.setattr(files, "hidden", lambda _: "")
    monkeypatch.setattr("patriot_cost.dataset.toml.hidden", lambda _: "")
    for options in (["-f", form], ["-f", "table"]):
        outcome = cli(*words(command, case), *options)
        assert outcome.code == 0, outcome.err
        assert unseen(outcome.out) == ""
        assert unseen(outcome.err) == ""
        if form in {"markdown", "html"} and options[1] == form:
            assert_harmless(outcome.out)
    monkeypatch.setenv("FORCE_COLOR", "1")
    colored = cli(*words(command, case)).out
    assert unseen(re.sub(r"\x1b\[[0-9;]*m", "", colored.replace("\x1b[31m", "STOLEN"))) == ""
    assert "STOLEN" not in colored


def assert_harmless(text: str) -> None:
    """See that Markdown makes no markup of its own and no link but of the web and to a part of a page."""
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    assert not re.search(
        r"<(script|img|iframe|a )", re.sub(r'<a (class="skip" )?href="(https?://|#[a-z-]+")', "", page)
    )


STRANGE = ("", " ", "a\0b", "x" * 10_000, "\U0001f680", "=", "a=b=c", "[", "..", "9" * 400, "/", "--")


def lines_with_strange_values() -> list[list[str]]:
    """Return lines for each option that takes a value, and each argument, of all commands: strange values in turn."""
    every = {row.name: loaded(row) for row in COMMANDS.values()}
    every |= {f"{group} {name}": one for group in every for name, one in getattr(every[group], "commands", {}).items()}
    strange, seen, found = cycle(STRANGE), set[str](), []
    for name, command in every.items():
        first = next((line for line in str(command.epilog).splitlines() if line.startswith("patriot-cost ")), "")
        asked = first.partition(" -")[0].removeprefix("patriot-cost ").split() or name.split()
        for one in command.params:
            option = one.param_type_name == "option"
            if getattr(one, "is_flag", False) or (option and one.opts[0] in seen):
                continue
            seen.add(one.opts[0])
            needed = ["--for", "force.operational"] if name == "solve" and one.name != "path" else []
            for _ in range(2):
                value = next(strange)
                found.append([*asked, one.opts[0], value, *needed] if option else [*name.split(), value, *needed])
    return found


def test_a_strange_value_of_any_option_is_told(cli: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands where a value is typed: answered or refused with its code and a message, never half, no bug."""
    monkeypatch.chdir(tmp_path)
    for line in lines_with_strange_values():
        outcome = cli(*line)
        assert outcome.code in {0, 1, 2, 3, 4}, (line, outcome.err)
        if outcome.code >= 2:
            assert outcome.out == "", line
            assert outcome.err.startswith(("error: ", "Usage: ")) or outcome.code == 3, (line, outcome.err)
            assert not [*tmp_path.iterdir()], line
        for written in tmp_path.iterdir():
            written.unlink()


@pytest.mark.parametrize(
    "line",
    [
        "fund --set =",
        "fund --set a=b=c",
        "fund --set =5",
        "fund --set battery.system_cost=",
        "fund -s DIRECTORY",
        "fund --data FILE",
        "compare baseline DIRECTORY",
        "rerun DIRECTORY",
        "sweep --vary battery.system_cost=@DIRECTORY",
        "data import-launches DIRECTORY",
        "fund -f table -o DIRECTORY",
        "fund -f table -o FILE/x.txt",
        "fund --manifest /proc/x/run.json",
        "simulate --draws 8 --save /proc/x/draws.csv",
        "facts diff FILE",
        "facts diff ''",
    ],
)
def test_what_is_no_file_or_no_setting_is_2(cli: Call, tmp_path: Path, line: str) -> None:
    """A directory for a file, a file for a directory, what cannot be written, half a setting: nothing is printed."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    outcome = cli(*shlex.split(line.replace("DIRECTORY", str(tmp_path)).replace("FILE", str(tmp_path / "file"))))
    assert (outcome.code, outcome.out) == (2, ""), outcome.err
    assert outcome.err.startswith("error: ")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("character", HIDDEN, ids=[f"{ord(character):x}" for character in HIDDEN])
def test_every_door_is_shut(cli: Call, tmp_path: Path, character: str) -> None:
    """A scenario, a saved result, a manifest, a list of values: file, line and the character, exit 3."""
    escape = json.dumps(character)[1:-1]
    sent = {
        "raw.toml": (f'[scenario]\nid = "a{character}"\n', 2, ["fund", "-s"]),
        "comment.toml": (f"[scenario]\n# {character}\n", 2, ["scenario", "show"]),
        "saved.json": (f'{{"figures": {{\n"a": {{"label": "{escape}"}}}}}}', 2, ["compare", "baseline"]),
        "raw.json": (f'{{"figures": {{\n"a{character}": 1}}}}', 2, ["compare", "baseline"]),
        "values.csv": (f"battery.system_cost\n450M{character}\n", 2, ["sweep", "--vary"]),
    }
    for name, (text, line, command) in sent.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        typed = f"battery.system_cost=@{path}" if name.endswith("csv") else str(path)
        outcome = cli(*command, typed)
        assert (outcome.code, outcome.out) == (3, ""), (name, outcome)
        assert f"{path}:{line}: " in outcome.err
        assert "contains \\" in outcome.err
        assert unseen(outcome.err) == ""


@pytest.mark.parametrize(
    "file", ["facts/prices.csv", "sources.csv", "vocabulary.csv", "assumptions/battery.toml", "VERSION"]
)
def test_data_that_hide_something_are_refused(cli: Call, tmp_path: Path, file: str) -> None:
    """Every kind of file of a data directory has the same door; a line end of a Mac of old is none of ours."""
    data = Path(shutil.copytree(find_data(), tmp_path / "data"))
    content = (data / file).read_bytes()
    (data / file).write_bytes(content.rstrip(b"\n") + b"\r\x1b[2J\n")
    line = content.rstrip(b"\n").count(b"\n") + 1
    command = ["facts"] if file.endswith("csv") else ["gap"]
    outcome = cli(*command, "--data", str(data))
    assert (outcome.code, outcome.out) == (3, "")
    assert f"data/{file}:{line}: contains \\x0d (carriage return without a line feed)" in outcome.err
    assert unseen(outcome.err) == ""


@pytest.mark.parametrize(
    "typed",
    [
        "get BAIT",
        "explain BAIT",
        "gap -s BAIT",
        "gap -s BAIT.toml",
        "gap --set BAIT=1",
        "gap --set battery.system_cost=BAIT",
        "gap --system BAIT",
        "gap --fail-if BAIT",
        "gap --data BAIT",
        "gap -o /nowhere/BAIT.json",
        "gap -f BAIT",
        "BAIT",
        "gap --BAIT",
        "facts --text BAIT",
        "facts show BAIT",
        "sources --publisher BAIT",
        "sources show BAIT",
        "sweep --vary BAIT=1,2",
        "compare baseline BAIT",
        "rerun BAIT",
        "schema BAIT",
        "afford BAIT",
    ],
)
def test_what_is_typed_comes_back_in_sight(cli: Call, typed: str) -> None:
    """Messages and titles repeat names and values with what they hide made visible."""
    outcome = cli(*(word.replace("BAIT", "a\x1b[31m\u202eb\r") for word in typed.split()))
    assert unseen(outcome.out + outcome.err) == ""
    assert "a\\x1b[31m\\u202eb" in outcome.out + outcome.err or outcome.code in {0, 2}


def test_a_file_of_a_strange_name_is_read_and_its_name_shown(cli: Call, tmp_path: Path) -> None:
    """The name of a file may hold anything; where it is printed it is in sight."""
    path = tmp_path / "a\x1b[31m\u202e.toml"
    path.write_text(BODY.replace(BAIT, "A case"), encoding="utf-8")
    for form in FORMATS:
        for command in (["scenario", "show", str(path)], ["fund", "-s", str(path)], ["compare", "baseline", str(path)]):
            outcome = cli(*command, "-f", form)
            assert outcome.code == 0
            assert unseen(outcome.out + outcome.err) == ""
    path.write_text("[scenario", encoding="utf-8")
    assert "a\\x1b[31m\\u202e.toml:1: " in cli("fund", "-s", str(path)).err


@pytest.mark.parametrize("words", ["fund -s", "compare baseline", "scenario show", "scenario check", "rerun"])
def test_a_line_break_in_the_name_of_a_file_forges_no_line(cli: Call, tmp_path: Path, words: str) -> None:
    """Titles and columns name the files that were read: none of more than one line is."""
    for suffix in ("toml", "json"):
        path = tmp_path / f"a\nAcquisition cost  $1.47B.{suffix}"
        path.write_text(BODY.replace(BAIT, "A case"), encoding="utf-8")
        outcome = cli(*words.split(), str(path))
        assert (outcome.code, outcome.out) == (2, "")
        assert "contains a line break; needed: a name on one line" in outcome.err
        assert "\nAcquisition" not in outcome.err


def test_a_line_break_in_a_text_forges_no_line(cli: Call, scenario_file: Call, tmp_path: Path) -> None:
    """What a title, a remark or a label says stands on one line of the answer, whatever breaks are in it."""
    forged = "Acquisition cost  17 x $86M  $1.47B"
    path = scenario_file(f'[requirement]\nstated_by = "The Air Force\\n{forged}\\n"\n')
    file = Path(path)
    file.write_text(file.read_text("utf-8").replace('"Test case"', f'"A case\\n{forged}"'), encoding="utf-8")
    saved = tmp_path / "saved.json"
    assert cli("fund", "--json", "-o", str(saved)).code == 0
    result = json.loads(saved.read_text("utf-8"))
    result["figures"]["funding_need"]["label"] = f"Need\n{forged}"
    saved.write_text(json.dumps(result), encoding="utf-8")
    for words in (
        ["fund", "-s", path],
        ["brief", "-s", path],
        ["gap", "-s", path],
        ["compare", "baseline", str(saved)],
    ):
        outcome = cli(*words)
        assert outcome.code == 0, outcome.err
        assert not [
            line for line in (outcome.out + outcome.err).splitlines() if line.startswith("Acquisition cost  17")
        ]


def test_a_record_of_a_strange_name_shows_it(cli: Call, tmp_path: Path) -> None:
    """The manifest of a run holds the name as escapes of JSON."""
    path, manifest = tmp_path / "a\u202e.toml", tmp_path / "run.json"
    path.write_text(BODY.replace(BAIT, "A case"), encoding="utf-8")
    assert cli("gap", "-s", str(path), "--manifest", str(manifest)).code == 0
    text = manifest.read_text(encoding="utf-8")
    assert unseen(text) == ""
    assert str(path) in json.loads(text)["files"]


def test_a_fence_in_a_file_stays_within_the_fence(cli: Call, scenario_file: Call) -> None:
    """`scenario show` as Markdown is one block of code, whatever fences the file holds."""
    path = scenario_file(
        '[requirement]\nremark = """\n```\n<img src="http://evil.example/x.png">\n[x](http://evil.example)\n"""\n'
    )
    text = cli("scenario", "show", path, "-f", "markdown").out
    assert "evil.example" in text
    assert_harmless(text)
    assert 'href="http://evil' not in MarkdownIt("commonmark").render(text)
