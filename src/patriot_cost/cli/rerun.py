"""`patriot-cost rerun`."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from patriot_cost.cli.command_decorators import command
from patriot_cost.cli.completion import among
from patriot_cost.render import FORMATS

if TYPE_CHECKING:
    from typing import TextIO

    from patriot_cost.cli.run_manifest import Recorder
    from patriot_cost.model.manifest import Manifest


@command()
def rerun(
    manifest: Annotated[
        str, typer.Argument(metavar="MANIFEST", help="The record that --manifest wrote; - is standard input.")
    ],
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="The answer in another format, which is not compared with the record: markdown, json, ...",
            autocompletion=among(FORMATS),
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The verdict as JSON in place of the answer.")] = False,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the answer to FILE; else to standard output."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Let -o replace an existing file.")] = False,
    cluster: Annotated[
        str | None,
        typer.Option("--cluster", metavar="ADDRESS", help="A Dask cluster of your own: tcp://host:8786, or tls://..."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on standard error.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Versions and hashes on standard error.")] = False,
) -> int:
    """Repeat a recorded run: the same bytes, or exit 1 and what differs.

    On a processor with other vector instructions, numbers within 1e-9 are enough, and the verdict says so. Paths are as
    they were typed, so run it where the record was made. It reads the data and those files of the record that lie here
    or beside it, and writes only where told to. With -f the same run is written in another format.
    """
    from patriot_cost.cli.files import Files
    from patriot_cost.cli.output import choose_format, is_standard_output, write_messages
    from patriot_cost.cli.run_manifest import Recorder
    from patriot_cost.dataset.manifest import read_manifest
    from patriot_cost.errors import UsageFault
    from patriot_cost.model.record_shape import as_object
    from patriot_cost.render.json import render_json
    from patriot_cost.report.rerun import details, reformatted_lines, verdict, verdict_lines
    from patriot_cost.study.repetition import is_repeated, repeated_outputs

    if form is not None:
        if json:
            raise UsageFault("--json is the verdict of a comparison, and --format compares nothing", "type one of them")
        form = choose_format(form, json=False, output=output, default=None)
    Files(force=force).claim("--output", output)
    then = read_manifest(manifest)
    recorder = Recorder(output, force=force, then=then, cluster=cluster, form=form)
    with ExitStack() as streams:
        if quiet:
            streams.enter_context(redirect_stderr(streams.enter_context(_nowhere())))
        if json and is_standard_output(output):
            streams.enter_context(redirect_stdout(streams.enter_context(_nowhere())))
        now = _repeat(manifest, then, recorder)
    if not recorder.comparable:
        if not quiet:
            write_messages(reformatted_lines(then, now, form or ""))
        return 0
    found = repeated_outputs(then, now)
    if json:
        sys.stdout.write(render_json(as_object(verdict(then, now, found))))
    if verbose:
        write_messages(details(then, now))
    if not quiet:
        write_messages(verdict_lines(then, now, found))
    return 0 if is_repeated(found) else 1


def _nowhere() -> "TextIO":
    return Path(os.devnull).open("w", encoding="utf-8")


def _repeat(name: str, then: "Manifest", recorder: "Recorder") -> "Manifest":
    """Run the command again as recorded, and return the record of that.

    Raises:
        FileFaults: the arguments are no longer understood, or a file is missing.
    """
    from typer.main import get_command

    from patriot_cost.cli.app import app as everything
    from patriot_cost.cli.app import usage_message
    from patriot_cost.errors import Fault, FileFaults, UsageFault, under
    from patriot_cost.study.blocks import NoCluster

    _check(name, then)
    try:
        with _as_recorded(name, then, recorder):
            get_command(everything).main(list(then.arguments), prog_name="patriot-cost", standalone_mode=False)
    except typer.TyperException as error:
        raise FileFaults([Fault(name, f"arguments: {usage_message(error)}")]) from None
    except NoCluster:
        # The option is typed now, and not in the record.
        raise
    except UsageFault as fault:
        raise FileFaults([Fault(name, under("arguments", fault.message))]) from None
    if recorder.record is None:
        raise FileFaults([Fault(name, "arguments: this run has no answer")])
    return recorder.record


def _check(name: str, then: "Manifest") -> None:
    """Refuse a record that is not of a query, and report missing files early."""
    from patriot_cost.cli.commands import COMMANDS
    from patriot_cost.errors import Fault, FileFaults, under, unknown

    command, *rest = _behind_data(then.arguments)
    faults = []
    if command not in COMMANDS:
        faults.append(Fault(name, under("arguments", unknown("command", command, COMMANDS))))
    if command == "rerun":
        faults.append(Fault(name, "arguments: a rerun is not run again; give the record of the run itself"))
    if {"--help", "-h"} & set(rest):
        faults.append(Fault(name, "arguments: help is not an answer"))
    for file in then.files:
        if not _lies_in(Path(file), _folders(name)):
            faults.append(Fault(name, f"files: '{file}' is neither here nor beside the record, so it is not read"))
        elif not Path(file).is_file():
            faults.append(Fault(name, f"files: there is no '{file}' here; run it where the record was made"))
    if faults:
        raise FileFaults(faults)


def _behind_data(arguments: "Sequence[str]") -> "Sequence[str]":
    """Return the arguments from the command on: only the data directory can stand in front of it."""
    first, *rest = arguments
    return _behind_data(rest[first == "--data" :]) if first.startswith("--data") and len(rest) > 1 else arguments


def _folders(name: str) -> "list[Path]":
    """Return the folders in which a record may name files: its own, and the current one."""
    return [Path.cwd(), *([] if name == "-" else [Path(name).resolve().parent])]


def _lies_in(path: Path, folders: "list[Path]") -> bool:
    return any(path.resolve().is_relative_to(folder.resolve()) for folder in folders)


def _substitute(name: str, then: "Manifest") -> "Callable[[Path, str], bytes | None]":
    """Return a function that replaces the contents of a file while a record is repeated, or refuses the file.

    Files that the record names are read, and data: those of the program, those that the user has chosen, or a folder of
    data in one of the folders of the record.
    """
    from patriot_cost.dataset.library import find_data
    from patriot_cost.errors import UsageFault

    chosen = os.environ.get("PATRIOT_COST_DATA")
    trusted = [find_data(), *([Path(chosen)] if chosen else [])]
    folders, named = _folders(name), {Path(file).resolve() for file in then.files}

    def substitute(path: Path, label: str) -> bytes | None:
        if label in then.kept:
            return then.kept[label].encode()
        if path.resolve() in named or _lies_in(path, trusted) or (_is_data(path) and _lies_in(path, folders)):
            return None
        raise UsageFault(f"'{label}' is not among the files of the record; it is not read")

    return substitute


def _is_data(path: Path) -> bool:
    """Tell whether a file is in a data directory."""
    return any((folder / "VERSION").is_file() and (folder / "sources.csv").is_file() for folder in path.parents)


@contextmanager
def _as_recorded(name: str, then: "Manifest", recorder: "Recorder") -> Iterator[None]:
    """Use the recorded defaults, files, standard input and screen."""
    import io

    from patriot_cost.cli.run_manifest import command_line, defaults, repeating
    from patriot_cost.dataset.files import reading
    from patriot_cost.dataset.latest import standing_for

    before, stdin, words = defaults(), sys.stdin, command_line.get()
    repeated = repeating.set(recorder)
    try:
        with reading(_substitute(name, then)), standing_for(then.latest):
            _set_defaults(before, then.environment)
            sys.stdin = io.TextIOWrapper(io.BytesIO((then.stdin or "").encode()))
            command_line.set(then.arguments)
            yield
    finally:
        command_line.set(words)
        sys.stdin = stdin
        _set_defaults(then.environment, before)
        repeating.reset(repeated)


def _set_defaults(old: Mapping[str, str], new: Mapping[str, str]) -> None:
    for name in old:
        os.environ.pop(name, None)
    os.environ.update(new)
