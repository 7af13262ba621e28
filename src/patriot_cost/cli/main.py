"""The entry point: every error and signal ends here. It imports little before it can report one."""

from __future__ import annotations

import os
import re
import sys

from patriot_cost.cli.exit_code import exit_code, watch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.errors import PatriotCostError

_BUG = 70
"""The exit code of an unexpected error: EX_SOFTWARE of sysexits.h."""


def main() -> None:
    """Run the command line with the arguments of the process, and end the process."""
    watch()
    from patriot_cost.study.numpy_kernels import narrow

    narrow()
    # Everything is written. Finalising the interpreter would cost a fifth of a query's time.
    os._exit(exit_code(run(sys.argv[1:])))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return the exit code; every error ends here, as a message."""
    try:
        return _run_guarded(arguments)
    except KeyboardInterrupt:
        return 130
    except BaseException as error:  # noqa: BLE001 - panics of libraries are not Exceptions
        return _report(error, arguments)


def _run_guarded(arguments: Sequence[str]) -> int:
    from patriot_cost.cli.app import run_app
    from patriot_cost.cli.run_manifest import command_line
    from patriot_cost.cli.streams import guarded_output

    if nul := next((word for word in arguments if "\0" in word), None):
        from patriot_cost.errors import wrong

        raise wrong(nul, " contains a null character, which no name or value can contain")
    command_line.set(tuple(arguments))
    with guarded_output():
        return run_app(arguments)


def _report(error: BaseException, arguments: Sequence[str]) -> int:
    from patriot_cost.cli.error_report import error_json, wants_json
    from patriot_cost.cli.output import write_messages
    from patriot_cost.errors import FileFaults

    if isinstance(error, SystemExit) and isinstance(error.code, int):
        # Completion exits this way.
        return error.code
    expected = _expected(error)
    if "_PATRIOT_COST_COMPLETE" in os.environ:
        # Nobody reads a message while a key is pressed.
        return expected.exit_code if expected else _BUG
    if expected is None:
        return _report_bug(error, arguments)
    if expected.message and wants_json(arguments):
        faults = expected.faults if isinstance(expected, FileFaults) else ()
        write_messages([error_json(expected.exit_code, expected.messages, expected.hint, faults)])
        return expected.exit_code
    if isinstance(expected, FileFaults):
        write_messages(expected.lines)
    if expected.message:
        write_messages(f"error: {line}" for line in expected.message.split("\n"))
    if expected.hint:
        write_messages([f"       {expected.hint}"])
    return expected.exit_code


def _expected(error: BaseException) -> PatriotCostError | None:
    from patriot_cost.dataset.files import of_the_system
    from patriot_cost.errors import CannotCompute, PatriotCostError

    if isinstance(error, PatriotCostError):
        return error
    if isinstance(error, MemoryError):
        return CannotCompute("there is not enough memory for this")
    if isinstance(error, OSError) and error.filename is not None:
        return of_the_system(error, os.fsdecode(error.filename))
    return None


def _report_bug(error: BaseException, arguments: Sequence[str]) -> int:
    """Report a bug in one line; the log of a caller from Python gets the traceback."""
    from logging import NullHandler, getLogger
    from traceback import format_exception

    from patriot_cost.cli.error_report import error_json, wants_json
    from patriot_cost.cli.output import write_messages

    log = getLogger("patriot_cost")
    log.addHandler(NullHandler())
    log.error("not foreseen", exc_info=error)
    found = f"{type(error).__name__} at {_place(error)}"
    if wants_json(arguments):
        write_messages([error_json(_BUG, [f"this is a bug in patriot-cost, please report it: {found}"])])
        return _BUG
    if any(re.fullmatch(r"--verbose|-[a-zA-Z]*v[a-zA-Z]*", word) for word in arguments):
        write_messages("".join(format_exception(error)).splitlines())
    write_messages([f"error: this is a bug in patriot-cost, please report it: {found}; -v shows the traceback"])
    return _BUG


def _place(error: BaseException) -> str:
    """Return file and line of the innermost call of this program."""
    from pathlib import Path
    from traceback import walk_tb

    package = Path(__file__).parent.parent
    places = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    path, line = [place for place in places if package in place[0].parents][-1]
    return f"{path.relative_to(package).as_posix()}:{line}"
