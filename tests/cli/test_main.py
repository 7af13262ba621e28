"""An error that nobody foresaw is told apart from all that is foreseen, wherever it comes from."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, NoReturn

import pytest

from patriot_cost.cli import app

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

LINE = r"error: this is a bug in patriot-cost, please report it: {} at cli/[a-z]+\.py:\d+; -v shows the traceback\n"


class PanicError(BaseException):
    """What a library in another language raises when it is broken."""


def broken(error: BaseException) -> Callable[..., NoReturn]:
    """Return a function that fails in a way nobody foresaw."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Have `gap` fail with an error."""
    return lambda error: monkeypatch.setattr("patriot_cost.report.gap.gap_answer", broken(error))


@pytest.mark.parametrize(
    "error",
    [
        KeyError("a\nb"),
        ValueError(),
        RecursionError(),
        PanicError(),
        OSError("nameless"),
        ImportError("x"),
        SystemExit("x"),
    ],
)
def test_a_bug_is_70_and_one_line(cli: Call, breaking: Callable[[BaseException], None], error: BaseException) -> None:
    """No traceback, no exit code that means something else: what it is, its type and place, how to see more."""
    breaking(error)
    outcome = cli("gap", "-q")
    assert (outcome.code, outcome.out) == (70, "")
    assert re.fullmatch(LINE.format(type(error).__name__), outcome.err)


@pytest.mark.parametrize("words", [("gap", "-v"), ("gap", "--verbose", "-q"), ("gap", "-qv")])
def test_v_shows_the_traceback(cli: Call, breaking: Callable[[BaseException], None], words: tuple[str, ...]) -> None:
    """Wherever -v stands, the traceback comes first and the line last."""
    breaking(KeyError("lost"))
    outcome = cli(*words)
    assert (outcome.code, outcome.out) == (70, "")
    assert outcome.err.startswith("Traceback (most recent call last):\n")
    assert "KeyError: 'lost'\nerror: this is a bug" in outcome.err


def test_who_calls_it_from_python_finds_the_traceback_in_the_log(
    cli: Call, breaking: Callable[[BaseException], None], caplog: pytest.LogCaptureFixture
) -> None:
    """A test that meets a bug shows where it is."""
    breaking(KeyError("lost"))
    cli("gap")
    [record] = caplog.records
    assert record.exc_info
    assert str(record.exc_info[1]) == "'lost'"


def test_a_command_that_cannot_be_imported_is_a_bug(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong before a command runs is told in the same line."""
    monkeypatch.setattr(app, "import_module", broken(ImportError("x")))
    outcome = cli("gap")
    assert (outcome.code, outcome.out) == (70, "")
    assert re.fullmatch(LINE.format("ImportError"), outcome.err)


def test_completion_says_nothing(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key press is not answered with an error, whatever is broken."""
    monkeypatch.setattr(app, "import_module", broken(ImportError("x")))
    monkeypatch.setenv("_PATRIOT_COST_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "patriot-cost gap -s ")
    monkeypatch.setenv("COMP_CWORD", "3")
    outcome = cli()
    assert outcome.code != 0
    assert (outcome.out, outcome.err) == ("", "")


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EACCES, 2), (errno.ENAMETOOLONG, 2), (errno.ELOOP, 2), (errno.EIO, 4), (errno.EMFILE, 4)],
)
def test_the_operating_system_is_told_with_the_path(
    cli: Call, breaking: Callable[[BaseException], None], number: int, code: int
) -> None:
    """An error of the system, wherever it comes from, names its path: never standard output, never a bug."""
    breaking(OSError(number, os.strerror(number), "some/file"))
    outcome = cli("gap", "-q")
    assert (outcome.code, outcome.out) == (code, "")
    assert outcome.err == f"error: 'some/file' cannot be used: {os.strerror(number)}\n"


@pytest.mark.parametrize(
    "words", ["gap -s {}", "compare {} baseline", "scenario show {}", "scenario check {}", "gap --data {}", "rerun {}",
              "sweep --vary battery.system_cost=@{}", "compare baseline {}.json"]
)  # fmt: skip
def test_a_name_that_is_too_long_to_read_is_2(cli: Call, words: str) -> None:
    """Whatever reads a file names it where the system cannot even look for it."""
    name = "x" * 300
    outcome = cli(*words.format(name).split())
    assert (outcome.code, outcome.out) == (2, "")
    assert name in outcome.err
    assert "standard output" not in outcome.err


def test_too_little_memory_is_4(cli: Call, breaking: Callable[[BaseException], None]) -> None:
    """The machine is at fault, not the program."""
    breaking(MemoryError())
    outcome = cli("gap", "-q")
    assert (outcome.code, outcome.err) == (4, "error: there is not enough memory for this\n")


def test_a_working_directory_that_is_gone_is_no_bug(tmp_path: Path) -> None:
    """What has no place to be written to is refused; what needs none is answered."""
    shell = f'mkdir {tmp_path}/gone && cd {tmp_path}/gone && rmdir {tmp_path}/gone && exec "$@"'
    program = ["/bin/sh", "-c", shell, "sh", sys.executable, "-m", "patriot_cost", "get", "battery_gap", "-q"]
    done = subprocess.run([*program, "--json", "-o", "a.json"], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert json.loads(done.stderr)["error"] == "'a.json' cannot be written: No such file or directory"
    assert subprocess.run(program, capture_output=True, check=False).stdout == b"20\n"
