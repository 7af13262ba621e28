"""The record of a run, for `--manifest`, and for `rerun`, which makes one of its own run to compare."""

from __future__ import annotations

import os
import re
import sys
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from patriot_cost import __version__
from patriot_cost.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import BinaryIO

    from patriot_cost.cli.options import Writing
    from patriot_cost.formats import Screen
    from patriot_cost.model.manifest import Manifest
    from patriot_cost.store.files import Reading
    from patriot_cost.views.document import Answer, Stream

VARIABLE = r"PATRIOT_COST_[A-Z_]+"
_LIBRARIES = ("numpy", "scipy", "polars", "pydantic", "rich", "distributed")
"""The libraries whose version can change an answer or how it is printed."""

typed: ContextVar[tuple[str, ...]] = ContextVar("typed", default=())
"""The arguments of the command line."""
repeating: ContextVar[Recorder | None] = ContextVar("repeating", default=None)
"""What records the run while `rerun` repeats it."""


class Tally:
    """The hash and the number of the bytes of an answer, told of them as they are written."""

    def __init__(self) -> None:
        from hashlib import sha256

        self.count = 0
        self._digest = sha256()

    def update(self, data: bytes) -> None:
        """Count some bytes."""
        self.count += len(data)
        self._digest.update(data)

    def beside(self, stream: BinaryIO) -> BinaryIO:
        """Return a stream that passes on what is written, and counts it."""
        return cast("BinaryIO", _Counted(self, stream))

    @property
    def hash(self) -> str:
        """The hash of the bytes so far."""
        return f"sha256:{self._digest.hexdigest()}"


class _Counted:
    """A stream for writing whose bytes are counted."""

    def __init__(self, tally: Tally, stream: BinaryIO) -> None:
        self._tally, self._stream = tally, stream

    def write(self, content: bytes) -> int:
        self._tally.update(content)
        return self._stream.write(content)

    def writelines(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        self._stream.flush()


class Recorder:
    """Watches one run and records it: for a file, or for `rerun`, which says where to write and for which screen."""

    def __init__(self, output: str | None, *, force: bool, screen: Screen | None = None) -> None:
        self.output = output
        self.force = force
        self.screen = screen
        self.tally = Tally()
        self.record: Manifest | None = None
        self._readings: list[Reading] = []

    def watch(self, ask: Callable[[], Answer | Stream | None]) -> Answer | Stream | None:
        """Answer, and note which files are read meanwhile."""
        from patriot_cost.store.files import watched

        with watched() as self._readings:
            return ask()

    def finish(self, data_directory: str | None, answer: Mapping[str, Any], screen: Screen) -> str:
        """Make the record of an answer that was written, and return it as text."""
        from patriot_cost.model.manifest import Manifest, Output, ScreenSize
        from patriot_cost.store.library import Library, find_data

        library = Library(find_data(Path(data_directory) if data_directory else None))
        typed_in = [reading.content for reading in self._readings if reading.path is None]
        self.record = Manifest(
            manifest_version=1,
            arguments=without_manifest(typed.get()),
            environment=defaults(),
            screen=ScreenSize(width=screen.width, color=screen.color),
            versions=_versions(),
            data_version=library.version,
            data_hash=library.fingerprint,
            scenario=tuple(answer.get("scenario", ())),
            overrides=tuple(answer.get("overrides", ())),
            seed=answer.get("seed"),
            files=_hashes(self._readings, library.root.resolve()),
            stdin=typed_in[0].decode("utf-8-sig") if typed_in else None,
            output=Output(bytes=self.tally.count, hash=self.tally.hash),
        )
        return self.record.model_dump_json(indent=2) + "\n"


def recorder_of(options: Writing) -> Recorder | None:
    """Return what records a run: that of `rerun`, or one for the file that was asked for, or nothing.

    Raises:
        UsageFault: the record is to go to standard output, or what was typed is not text.
    """
    again = repeating.get()
    if again or options.manifest is None:
        return again
    if options.manifest == "-":
        raise UsageFault("--manifest needs a file: standard output is for the answer")
    try:
        "".join(typed.get()).encode()
    except UnicodeEncodeError:
        raise UsageFault("--manifest: an argument is not UTF-8 text, which a record needs") from None
    return Recorder(options.output, force=options.force)


def defaults() -> dict[str, str]:
    """Return the environment variables that are defaults of options."""
    return {name: os.environ[name] for name in sorted(os.environ) if re.fullmatch(VARIABLE, name)}


def without_manifest(arguments: Sequence[str]) -> tuple[str, ...]:
    """Return arguments without `--manifest` and its value; behind `--` nothing is an option."""
    end = list(arguments).index("--") if "--" in arguments else len(arguments)
    kept: list[str] = []
    options = iter(arguments[:end])
    for word in options:
        if word == "--manifest":
            next(options, None)
        elif not word.startswith("--manifest="):
            kept.append(word)
    return (*kept, *arguments[end:])


def _versions() -> dict[str, str]:
    import platform
    from importlib.metadata import version

    own = {"patriot-cost": __version__, "python": platform.python_version(), "machine": platform.machine()}
    return own | {"system": sys.platform} | {name: version(name) for name in _LIBRARIES if name in sys.modules}


def _hashes(readings: Iterable[Reading], data: Path) -> dict[str, str]:
    """Return the hash of each file by its name as typed; those of the data have a hash of their own, together."""
    found = {}
    for reading in readings:
        if reading.path and data not in reading.path.resolve().parents:
            tally = Tally()
            tally.update(reading.content)
            found[reading.label] = tally.hash
    return found
