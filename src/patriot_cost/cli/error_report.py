"""Errors for programs: under `--json` one JSON object on standard error, in place of lines for people."""

from __future__ import annotations

import json
import os
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.errors import parts_of
from patriot_cost.model.record_shape import as_object, record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.errors import Fault


@record()
class Problem(NamedTuple):
    """One thing that is wrong.

    `path` is that of an assumption, or the option, as typed or as written in a file; `found` is the wrong word,
    `allowed` are all that could stand there, where they are few, and `nearest` those that may be meant. `file` and
    `line` are null for a command line.
    """

    message: str
    path: str | None
    file: str | None
    line: int | None
    found: str | None
    allowed: tuple[str, ...]
    nearest: tuple[str, ...]


@record()
class ErrorReport(NamedTuple):
    """An error, with the exit code of the process and a stable word for its kind in `code`.

    The words are wrong_argument, unknown_name, file_fault, cannot_compute, wrong_command_line, bug. `hint` is the next
    step to take, and may be empty. Each of the `problems` is to be mended.
    """

    error: str
    exit_code: int
    code: str
    hint: str
    problems: tuple[Problem, ...]


_KINDS = {2: "wrong_argument", 3: "file_fault", 4: "cannot_compute", 70: "bug"}


def wants_json(arguments: Sequence[str]) -> bool:
    """Tell whether a command line asks for JSON, by an option or by the variable of the environment."""
    formats = [after for word, after in pairwise(arguments) if word in {"-f", "--format"}]
    formats += [word.partition("=")[2] for word in arguments if word.startswith("--format=")]
    formats += [word[2:] for word in arguments if re.fullmatch(r"-f\w+", word)]
    return "--json" in arguments or "json" in (formats or [os.environ.get("PATRIOT_COST_FORMAT", "")])


def error_json(
    exit_code: int, messages: Sequence[str], hint: str = "", faults: Iterable[Fault] = (), code: str | None = None
) -> str:
    """Return an error as one line of JSON; without faults of files each of the messages is a problem."""
    problems = [_of_file(fault) for fault in faults] or [_problem(message) for message in messages]
    kind = code or _KINDS.get(exit_code, "cannot_compute")
    if kind == "wrong_argument" and any(parts_of(one).of_name for one in messages):
        kind = "unknown_name"
    report = ErrorReport("\n".join(messages), exit_code, kind, hint, tuple(problems))
    return json.dumps(as_object(report))


def _of_file(fault: Fault) -> Problem:
    file, _, line = fault.where.rpartition(":")
    if not (file and line.isdecimal()):
        return _problem(fault.message)._replace(file=fault.where)
    return _problem(fault.message)._replace(file=file, line=int(line))


def _problem(message: str) -> Problem:
    """Return a message with its parts, where it was worded of parts."""
    path, found, allowed, nearest, _ = parts_of(message)
    return Problem(str(message), path, None, None, found, allowed, nearest)
