"""What all tests share: a command line to call, a checkout to copy, numpy that hides nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import hypothesis
import numpy as np
import pytest

from patriot_cost.cli.main import run as run_command_line

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKOUT = Path(__file__).resolve().parent.parent

np.seterr(divide="raise", over="raise", invalid="raise")

# The same examples every time, and no stopwatch: a slow machine is not a fault of the program.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True)
hypothesis.settings.load_profile("suite")


class Outcome(NamedTuple):
    """What a call of the command line left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401 - JSON is of any shape
        """The standard output as JSON."""
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the caller's settings out of the tests."""
    for name in [*os.environ]:
        if name.startswith("PATRIOT_COST") or name in {"COLUMNS", "NO_COLOR", "FORCE_COLOR"}:
            monkeypatch.delenv(name)


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Call the command line in this process."""

    def call(*arguments: str) -> Outcome:
        capfd.readouterr()
        code = run_command_line(arguments)
        captured = capfd.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture
def process() -> Callable[..., Outcome]:
    """Call the command line as a process of its own, with bytes or text on its standard input."""

    def call(*arguments: str, stdin: str | bytes = b"", cwd: Path | None = None, **environment: str) -> Outcome:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "patriot_cost", *arguments],
            input=given,
            capture_output=True,
            check=False,
            cwd=cwd,
            env=os.environ | environment,
            timeout=120,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def scenario_file(tmp_path: Path) -> Callable[[str], str]:
    """Write a scenario file with a sound header and the given body, and return its path."""
    header = """[scenario]
id = "test-case"
title = "Test case"
author = "tests"
date = 2026-11-23
as_of = 2026-07-31
reference = "tests"
description = "A case for tests."
extends = "%s"

"""

    def write(body: str, *, name: str = "case.toml", extends: str = "baseline") -> str:
        path = tmp_path / name
        path.write_text(header % extends + body, encoding="utf-8")
        return str(path)

    return write
