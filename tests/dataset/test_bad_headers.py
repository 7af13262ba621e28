"""What is wrong with a scenario file as a whole: its header, its bytes, its place, what it extends."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patriot_cost.dataset.library import find_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

DATA = find_data()
HEADER_FAULTS = {
    "unknown key": (
        'extends = "baseline"',
        'extendz = "baseline"',
        9,
        "scenario.extendz: no key 'extendz'; nearest: extends",
    ),
    "unknown scenario": ('"baseline"', '"basline"', 9, "scenario.extends: no scenario 'basline' among the shipped"),
    "itself": ('"baseline"', '"test-case"', 9, "scenarios extend in a circle: test-case -> test-case"),
    "no date": (
        "date = 2026-11-23",
        'date = "soon"',
        5,
        "scenario.date: found 'soon'; needed: a date such as 2026-01-31",
    ),
    "no name": ('"test-case"', '"test case"', 2, "'test case' is not a name; allowed: letters, digits"),
    "number for text": ('"Test case"', "3", 3, "scenario.title: found 3; needed: text"),
    "early year": (
        'title = "Test case"',
        "price_year = 1800",
        3,
        "scenario.price_year: found 1800; needed: 1950 or more",
    ),
}


@pytest.mark.parametrize(("old", "new", "line", "said"), HEADER_FAULTS.values(), ids=HEADER_FAULTS)
def test_a_fault_of_the_header_has_its_line(
    cli: Call, scenario_file: Call, old: str, new: str, line: int, said: str
) -> None:
    """The header is held to its form as strictly as the numbers."""
    path = Path(scenario_file(""))
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    outcome = cli("gap", "-s", str(path))
    assert (outcome.code, outcome.out) == (3, "")
    assert any(text.startswith(f"{path}:{line}: ") and said in text for text in outcome.err.splitlines()), outcome.err


def test_all_missing_fields_are_named_at_once(cli: Call, tmp_path: Path) -> None:
    """A header with an id only lacks six fields, and each is named."""
    path = tmp_path / "bare.toml"
    path.write_text('[scenario]\nid = "bare"\n', encoding="utf-8")
    outcome = cli("gap", "-s", str(path))
    assert outcome.code == 3
    for name in ("title", "author", "date", "as_of", "reference", "description"):
        assert f"{path}:1: scenario.{name}: missing" in outcome.err
    assert "error: 6 problems" in outcome.err


def test_a_file_without_header_is_told_where_to_get_one(cli: Call, tmp_path: Path) -> None:
    """A file of settings alone is not a scenario; the message names the template."""
    path = tmp_path / "bare.toml"
    path.write_text('[set]\n"battery.system_cost" = "450M"\n', encoding="utf-8")
    outcome = cli("gap", "-s", str(path))
    assert outcome.code == 3
    assert f"{path}: has no [scenario] header; `patriot-cost scenario new` prints one" in outcome.err


BYTES = {
    "empty": (b"", "is empty"),
    "blank": (b"\n \n", "is empty"),
    "only a BOM": (b"\xef\xbb\xbf", "is empty"),
    "binary": (b"\x7fELF\0\0\0", "is a binary file; needed: UTF-8 text"),
    "UTF-16": ("[scenario]".encode("utf-16"), "needed: UTF-8 text"),
    "Latin-1": (b'[scenario]\ntitle = "\xe9"\n', ":2: is not UTF-8 text"),
    "key twice": (b"x = {" + b"k" * 99 + b" = 1, " + b"k" * 99 + b" = 2}", f"'{'k' * 40}...'"),
    "deep nesting": (b"a = " + b"[" * 5000, ": is nested too deeply; needed: at most 20 levels"),
    "endless number": (b"a = " + b"9" * 5000, ":1: contains a number with more than 4,300 digits"),
}


@pytest.mark.parametrize(("content", "said"), BYTES.values(), ids=BYTES)
def test_a_file_that_is_no_text_is_3(cli: Call, tmp_path: Path, content: bytes, said: str) -> None:
    """Bytes that are not a small UTF-8 text are refused in a word."""
    path = tmp_path / "case.toml"
    path.write_bytes(content)
    outcome = cli("gap", "-s", str(path))
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.startswith(f"{path}:")
    assert said in outcome.err.splitlines()[0]


def test_a_huge_file_is_3_and_is_not_read(cli: Call, tmp_path: Path) -> None:
    """Fifty megabytes are refused by size."""
    path = tmp_path / "case.toml"
    with path.open("wb") as stream:
        stream.truncate(50 * 2**20)
    outcome = cli("gap", "-s", str(path))
    assert (outcome.code, outcome.out) == (3, "")
    assert "is larger than 4 MB; needed: a small text file" in outcome.err


@pytest.mark.parametrize("change", [lambda text: b"\xef\xbb\xbf" + text, lambda text: text.replace(b"\n", b"\r\n")])
def test_a_bom_and_windows_lines_are_accepted(cli: Call, scenario_file: Call, change: Callable[[bytes], bytes]) -> None:
    """What editors on Windows write is read all the same: 23 less 4 operational are 19."""
    path = Path(scenario_file('[set]\n"force.operational" = 4\n'))
    path.write_bytes(change(path.read_bytes()))
    outcome = cli("get", "battery_gap", "-s", str(path))
    assert (outcome.code, outcome.out) == (0, "19\n")


def test_a_line_is_counted_right_in_a_windows_file(cli: Call, scenario_file: Call) -> None:
    """CRLF counts as one line break in messages."""
    path = Path(scenario_file('[set]\n"force.operational" = -4\n'))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert f"{path}:12: " in cli("gap", "-s", str(path)).err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("folder.toml", "is a directory; needed: a file"),
        ("missing.toml", "there is no file"),
        ("none/x", "there is no file"),
    ],
)
def test_a_path_that_is_no_file_is_2(
    cli: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    """A directory or a missing file is a wrong name, not a faulty file."""
    (tmp_path / "folder.toml").mkdir()
    monkeypatch.chdir(tmp_path)
    outcome = cli("gap", "-s", name)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"'{name}'" in outcome.err
    assert said in outcome.err


def test_standard_input_is_a_file_named_stdin(process: Call, scenario_file: Call) -> None:
    """`-s -` reads a scenario, and blames its lines under the name stdin."""
    text = Path(scenario_file('[set]\n"force.operational" = 4\n')).read_text(encoding="utf-8")
    outcome = process("get", "battery_gap", "-s", "-", stdin=text)
    assert (outcome.code, outcome.out) == (0, "19\n")
    outcome = process("gap", "-s", "-", stdin=text.replace("= 4", "= -4"))
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.startswith("stdin:12: force.operational: -4 is negative")
    outcome = process("gap", "-s", "-", stdin=b"")
    assert (outcome.code, outcome.err.splitlines()[0]) == (3, "stdin: is empty")
    outcome = process("gap", "-s", "-", stdin=b"\xff\xfe")
    assert (outcome.code, outcome.err.splitlines()[0]) == (3, "stdin:1: is not UTF-8 text")


def test_scenarios_that_extend_in_a_circle_are_named(cli: Call, tmp_path: Path) -> None:
    """Baseline made to extend halt, which extends baseline: the circle is printed, with the line that closes it."""
    data = tmp_path / "copy"
    shutil.copytree(DATA, data)
    file = data / "scenarios" / "baseline.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("[scenario]", '[scenario]\nextends = "halt"', 1), "utf-8")
    outcome = cli("gap", "--data", str(data))
    assert (outcome.code, outcome.out) == (3, "")
    assert "scenarios extend in a circle: baseline -> halt -> baseline" in outcome.err
    assert outcome.err.startswith("copy/scenarios/halt.toml:")
