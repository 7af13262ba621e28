"""`-o` writes whole files in the format of their extension, or nothing at all."""

from __future__ import annotations

import csv
import json
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from patriot_cost.render import BINARY, EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("name", "form"), [(f"a{extension}", form) for extension, form in EXTENSIONS.items()])
def test_the_extension_names_the_format(cli: Call, here: Path, name: str, form: str) -> None:
    """The file holds byte for byte what -f of its format prints, and standard output stays empty."""
    outcome = cli("fund", "-o", name)
    assert (outcome.code, outcome.out) == (0, "")
    printed = cli("fund", "-f", form).out.encode()
    if form in BINARY:
        # What is captured of it is text.
        assert cli("fund", "-f", form, "-o", "again").code == 0
        printed = (here / "again").read_bytes()
    if form == "xlsx":
        # A workbook has the command that made it on its last sheet.
        assert parts(here / name, f" -o {name}") == parts(here / "again", f" -f {form} -o again")
    else:
        assert (here / name).read_bytes() == printed


def parts(file: Path, without: str) -> dict[str, bytes]:
    """Return the files within a workbook, without some words of a command, which each has once."""
    with ZipFile(file) as book:
        found = {name: book.read(name) for name in book.namelist()}
    assert sum(content.count(without.encode()) for content in found.values()) == 1
    return {name: content.replace(without.encode(), b"") for name, content in found.items()}


def test_each_format_is_what_it_says(cli: Call, here: Path) -> None:
    """JSON is JSON, CSV has a row a figure, Markdown begins with a heading, text with the title."""
    for name in ("a.json", "a.csv", "a.md", "a.txt"):
        assert cli("gap", "-o", name).code == 0
    assert json.loads((here / "a.json").read_text(encoding="utf-8"))["command"] == "gap"
    with (here / "a.csv").open(encoding="utf-8", newline="") as stream:
        assert next(csv.DictReader(stream))["key"] == "batteries_required"
    assert (here / "a.md").read_text(encoding="utf-8").startswith("## Coverage gap")
    assert (here / "a.txt").read_text(encoding="utf-8").startswith("Coverage gap")


def test_a_format_may_be_said_for_any_extension_without_one(cli: Call, here: Path) -> None:
    """-f decides where the extension says nothing, and may repeat what it says."""
    assert cli("gap", "-f", "json", "-o", "answer").code == 0
    assert cli("gap", "--json", "-o", "answer.json").code == 0
    assert (here / "answer").read_bytes() == (here / "answer.json").read_bytes()


def test_the_extension_wins_over_the_environment(cli: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PATRIOT_COST_FORMAT is a default: a typed file name says more, a typed format says most."""
    monkeypatch.setenv("PATRIOT_COST_FORMAT", "csv")
    assert cli("gap", "-o", "a.json").code == 0
    assert json.loads((here / "a.json").read_text(encoding="utf-8"))["command"] == "gap"
    assert cli("gap", "-f", "json").data["command"] == "gap"
    assert cli("gap").out.startswith("key,label,value")


def test_a_dash_is_standard_output(cli: Call, here: Path) -> None:
    """`-o -` prints, and makes no file."""
    assert cli("gap", "-o", "-").out == cli("gap").out
    assert cli("gap", "-o", "-", "--json").data["command"] == "gap"
    assert list(here.iterdir()) == []


def test_a_file_is_replaced_only_by_force(cli: Call, here: Path) -> None:
    """Without --force the old bytes stay; with it the new answer takes their place."""
    file = here / "a.json"
    file.write_bytes(b"old")
    assert cli("gap", "-o", "a.json").code == 2
    assert file.read_bytes() == b"old"
    assert cli("gap", "-o", "a.json", "--force").code == 0
    assert file.read_bytes() == cli("gap", "--json").out.encode()
    assert cli("fund", "-o", "new.json", "--force").code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["get", "fundingneed"], 2),
        (["gap", "--set", "battery.system_cost=1m"], 2),
        (["get", "interceptors_available_now", "-s", "mid-2026"], 4),
        (["gap", "--fail-if", "battery_gap ~ 3"], 2),
    ],
)
def test_a_failure_leaves_no_file(cli: Call, here: Path, arguments: list[str], code: int) -> None:
    """Where there is no answer, neither a new file, nor a half of one, nor a change of an old one is left."""
    (here / "old.json").write_bytes(b"old")
    assert cli(*arguments, "-o", "new.json").code == code
    assert cli(*arguments, "-o", "old.json", "--force").code == code
    assert [path.name for path in here.iterdir()] == ["old.json"]
    assert (here / "old.json").read_bytes() == b"old"


def test_a_failed_gate_still_writes_the_answer(cli: Call, here: Path) -> None:
    """Exit 1 is an answer: the file is there, with the verdict inside."""
    assert cli("gap", "-o", "a.json", "--fail-if", "battery_gap > 1").code == 1
    assert json.loads((here / "a.json").read_text(encoding="utf-8"))["gates"][0]["failed"] is True


def test_a_file_that_appears_meanwhile_is_not_replaced(cli: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program's file of the same name, made while this one computes, keeps its bytes."""
    real = os.fsync

    def slow(descriptor: int) -> None:
        (here / "a.json").write_bytes(b"theirs")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    outcome = cli("gap", "-o", "a.json")
    assert outcome.code == 2
    assert "exists; --force replaces it" in outcome.err
    assert [path.name for path in here.iterdir()] == ["a.json"]
    assert (here / "a.json").read_bytes() == b"theirs"


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="this system has no /proc")
def test_a_directory_that_cannot_be_written_is_2(cli: Call) -> None:
    """A directory that takes no files, for root neither, is refused in one line."""
    outcome = cli("gap", "-o", "/proc/self/answer.json", "-q")
    assert (outcome.code, outcome.out) == (2, "")
    assert len(outcome.err.splitlines()) == 1
    assert "cannot be written" in outcome.err


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_the_mode_of_a_file_follows_the_umask(cli: Call, here: Path, mask: int) -> None:
    """A new file has the permissions any other program would give it."""
    before = os.umask(mask)
    try:
        assert cli("gap", "-o", "a.json").code == 0
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert stat.S_IMODE((here / "a.json").stat().st_mode) == 0o666 & ~mask


def test_a_file_that_exists_is_refused_before_anything_is_computed(cli: Call, here: Path) -> None:
    """The refusal is the only line: no warning of a computed case comes before it."""
    (here / "a.json").write_text("mine", encoding="utf-8")
    outcome = cli("fund", "-o", str(here / "a.json"))
    assert outcome.code == 2
    assert len(outcome.err.splitlines()) == 1


def test_what_is_no_regular_file_is_never_replaced(cli: Call, here: Path) -> None:
    """A pipe or a device would be gone for all: --force puts no file in its place."""
    os.mkfifo(here / "pipe.json")
    outcome = cli("fund", "-o", "pipe.json", "--force")
    assert (outcome.code, outcome.out) == (2, "")
    assert "'pipe.json' is not a regular file" in outcome.err
    assert stat.S_ISFIFO((here / "pipe.json").stat().st_mode)
