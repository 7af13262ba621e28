"""`patriot-cost rerun`."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from patriot_cost.cli.command import application

if TYPE_CHECKING:
    from patriot_cost.cli.record import Recorder
    from patriot_cost.model.manifest import Manifest

app = application()


@app.command(epilog="Example: patriot-cost rerun run.json")
def rerun(
    manifest: Annotated[str, typer.Argument(metavar="MANIFEST", help="What --manifest wrote; - is standard input.")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE; else to standard output.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Let -o replace a file.")] = False,
) -> int:
    """Run a recorded run again: the same bytes, or exit 1 and what differs.

    Paths are as they were typed, so run it where the record was made. It writes only where asked here.
    """
    from patriot_cost.cli.files import Files
    from patriot_cost.cli.output import talk
    from patriot_cost.cli.record import Recorder
    from patriot_cost.formats import Screen
    from patriot_cost.store.manifest import read_manifest
    from patriot_cost.views.rerun import same, verdict

    Files(force=force).claim("--output", output)
    then = read_manifest(manifest)
    recorder = Recorder(output, force=force, screen=Screen(then.screen.width, then.screen.color))
    now = _repeat(manifest, then, recorder)
    talk(verdict(then, now))
    return 0 if same(then, now) else 1


def _repeat(name: str, then: "Manifest", recorder: "Recorder") -> "Manifest":
    """Run it again as recorded, and return the record of that.

    Raises:
        FileFaults: the arguments are no longer understood, or a file is not there.
    """
    from typer.main import get_command

    from patriot_cost.cli.app import app as everything
    from patriot_cost.errors import Fault, FileFaults, UsageFault

    _check(name, then)
    try:
        with _as_recorded(then, recorder):
            get_command(everything).main(list(then.arguments), prog_name="patriot-cost", standalone_mode=False)
    except typer.TyperException as error:
        raise FileFaults([Fault(name, f"arguments: {error.format_message()}")]) from None
    except UsageFault as fault:
        raise FileFaults([Fault(name, f"arguments: {fault.message}")]) from None
    if recorder.record is None:
        raise FileFaults([Fault(name, "arguments: this run has no answer")])
    return recorder.record


def _check(name: str, then: "Manifest") -> None:
    """Refuse what is not a query, and say early which files are missing."""
    from pathlib import Path

    from patriot_cost.cli.app import COMMANDS
    from patriot_cost.errors import Fault, FileFaults, nearest

    command, *rest = then.arguments
    faults = []
    if command not in COMMANDS:
        faults.append(Fault(name, f"arguments: no command '{command}'{nearest(command, COMMANDS)}"))
    if command == "rerun":
        faults.append(Fault(name, "arguments: a rerun is not run again; give the record of the run itself"))
    if {"--help", "-h"} & set(rest):
        faults.append(Fault(name, "arguments: help is not an answer"))
    absent = [file for file in then.files if not Path(file).is_file()]
    faults += [Fault(name, f"files: there is no '{file}' here; run it where the record was made") for file in absent]
    if faults:
        raise FileFaults(faults)


@contextmanager
def _as_recorded(then: "Manifest", recorder: "Recorder") -> Iterator[None]:
    """Put the recorded defaults, standard input and screen in place of those of now."""
    import io
    import sys

    from patriot_cost.cli.record import defaults, repeating, typed

    before, stdin, words = defaults(), sys.stdin, typed.get()
    repeated = repeating.set(recorder)
    try:
        _set_defaults(before, then.environment)
        sys.stdin = io.TextIOWrapper(io.BytesIO((then.stdin or "").encode()))
        typed.set(then.arguments)
        yield
    finally:
        typed.set(words)
        sys.stdin = stdin
        _set_defaults(then.environment, before)
        repeating.reset(repeated)


def _set_defaults(old: Mapping[str, str], new: Mapping[str, str]) -> None:
    for name in old:
        del os.environ[name]
    os.environ.update(new)
