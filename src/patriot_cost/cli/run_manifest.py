"""Recording of a run, for `--manifest` and for `rerun`, which compares two records."""

from __future__ import annotations

import json
import os
import re
import sys
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from patriot_cost import __version__
from patriot_cost.characters import escaped_in_json
from patriot_cost.cli.byte_tally import Tally
from patriot_cost.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from patriot_cost.cli.options import OutputOptions
    from patriot_cost.dataset.files import Reading
    from patriot_cost.model.manifest import Manifest
    from patriot_cost.render import Format, Screen
    from patriot_cost.report.document import Response
    from patriot_cost.report.streams import Stream

VARIABLE = r"PATRIOT_COST_[A-Z_]+"
_LIBRARIES = ("numpy", "scipy", "polars", "pydantic", "rich", "distributed")
"""The libraries whose version can change an answer or its print."""
_LEFT_OUT = ("--manifest", "--cluster")

command_line: ContextVar[tuple[str, ...]] = ContextVar("command_line", default=())
"""The arguments of the command line."""
repeating: ContextVar[Recorder | None] = ContextVar("repeating", default=None)
"""The recorder of the run that `rerun` repeats."""
_watching: ContextVar[Recorder | None] = ContextVar("watching", default=None)


class Recorder:
    """Watches one run and records it: in a file, or for `rerun`, which repeats the record `then`.

    A rerun has an output of its own, a cluster of its own for its blocks, and perhaps a format of its own.
    """

    def __init__(
        self,
        output: str | None,
        *,
        force: bool,
        then: Manifest | None = None,
        cluster: str | None = None,
        form: Format | None = None,
    ) -> None:
        self.output = output
        self.force = force
        self.then = then
        self.cluster = cluster
        self.form = form
        self.comparable = True
        self.tally = Tally()
        self.record: Manifest | None = None
        self.today: date | None = None
        self._readings: list[Reading] = []
        self._file_tallies: dict[str, Tally] = {}

    @property
    def screen(self) -> Screen | None:
        """The screen of the record that is repeated."""
        from patriot_cost.render import Screen

        return Screen(self.then.screen.width, self.then.screen.color) if self.then else None

    def format_for(self, recorded: Format) -> Format:
        """Return the format of the answer; in another than the `recorded` one its bytes are not comparable."""
        self.comparable = self.form in {None, recorded}
        return self.form or recorded

    def tally_of(self, file: str) -> Tally:
        """Return the tally of another file than the answer."""
        return self._file_tallies.setdefault(file, Tally())

    def watch(self, ask: Callable[[], Response | Stream | None]) -> Response | Stream | None:
        """Compute the answer, and note the files read, and whether the day is used."""
        from patriot_cost.dataset.files import watched

        token = _watching.set(self)
        try:
            with watched() as self._readings:
                return ask()
        finally:
            _watching.reset(token)

    def finish(self, data_directory: str | None, answer: Mapping[str, Any], screen: Screen) -> str:
        """Make the record of a written answer, and return it as text."""
        from patriot_cost.dataset.latest import latest
        from patriot_cost.dataset.library import library_at
        from patriot_cost.model.manifest import Manifest, ScreenSize
        from patriot_cost.model.record_shape import as_object
        from patriot_cost.study.numpy_kernels import features

        library = library_at(data_directory)
        stdin = [reading.content for reading in self._readings if reading.path is None]
        files, kept = _files(self._readings, library.root.resolve())
        vectors = features()
        self.record = Manifest(
            manifest_version=1,
            arguments=repeatable(command_line.get()),
            environment=defaults(),
            screen=ScreenSize(width=screen.width, color=screen.color),
            versions=_versions(),
            data_version=library.version,
            data_hash=library.fingerprint,
            scenario=tuple(answer.get("scenario", ())),
            overrides=tuple(answer.get("overrides", ())),
            latest=latest(library),
            seed=answer.get("seed"),
            files=files,
            stdin=stdin[0].decode("utf-8-sig") if stdin else None,
            output=self.tally.output,
            kept=kept,
            today=self.today,
            features=vectors,
            written={file: tally.output for file, tally in self._file_tallies.items()},
            answer=self.tally.text if vectors else None,
        )
        text = json.dumps(as_object(self.record), indent=2, ensure_ascii=False, default=str)
        return escaped_in_json(text) + "\n"


def today() -> date:
    """Return the local date, or that of the record which is repeated; a record of the run keeps it."""
    recorder = _watching.get()
    recorded = recorder.then.today if recorder and recorder.then else None
    day = recorded or datetime.now().astimezone().date()
    if recorder:
        recorder.today = day
    return day


def cluster_for(address: str | None) -> str | None:
    """Return the cluster of a run: the one typed, but while a record is repeated only that of `rerun` itself.

    Raises:
        UsageFault: only the record names one.
    """
    again = repeating.get()
    if again is None:
        return address
    if address is not None and again.cluster is None:
        raise UsageFault(f"a record does not choose the cluster '{address}'; give --cluster to rerun itself")
    return again.cluster


def recorder_of(options: OutputOptions) -> Recorder | None:
    """Return the recorder of a run: that of `rerun`, or one for `--manifest`, or None.

    Raises:
        UsageFault: the record would go to standard output, or an argument is not text.
    """
    again = repeating.get()
    if again or options.manifest is None:
        return again
    if options.manifest == "-":
        raise UsageFault("--manifest needs a file: standard output is for the answer")
    try:
        "".join(command_line.get()).encode()
    except UnicodeEncodeError:
        raise UsageFault("--manifest: an argument is not UTF-8 text, which a record needs") from None
    return Recorder(options.output, force=options.force)


def defaults() -> dict[str, str]:
    """Return the environment variables that are defaults of options."""
    return {name: os.environ[name] for name in sorted(os.environ) if re.fullmatch(VARIABLE, name)}


def repeatable(arguments: Sequence[str]) -> tuple[str, ...]:
    """Return arguments without `--manifest`, `--cluster` and their values; after `--` nothing is an option.

    Neither changes the answer, and a record must not make another computer write or connect.
    """
    end = list(arguments).index("--") if "--" in arguments else len(arguments)
    kept: list[str] = []
    options = iter(arguments[:end])
    for word in options:
        name, equals, _ = word.partition("=")
        if name not in _LEFT_OUT:
            kept.append(word)
        elif not equals:
            next(options, None)
    return (*kept, *arguments[end:])


def _versions() -> dict[str, str]:
    import platform
    from importlib.metadata import version

    own = {"patriot-cost": __version__, "python": platform.python_version(), "machine": platform.machine()}
    renderer = {"vl_convert": version("vl-convert-python")} if "vl_convert" in sys.modules else {}
    used = {name: version(name) for name in _LIBRARIES if name in sys.modules}
    return own | {"system": sys.platform} | used | renderer


def _files(readings: Iterable[Reading], data: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return by its name as typed the hash of each file, and the text of each source that cannot be read again.

    The files of the data directory share one hash, elsewhere.
    """
    hashes, kept = {}, {}
    for label, path, content in readings:
        if path is None or data in path.resolve().parents:
            continue
        if path.is_file() and not {"dev", "proc"} & set(path.absolute().parts[1:2]):
            tally = Tally()
            tally.update(content)
            hashes[label] = tally.output.hash
        else:
            kept[label] = content.decode("utf-8-sig")
    return hashes, kept
