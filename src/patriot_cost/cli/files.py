"""The files of a run: written under hidden names, and given their own names together at the end, or not at all."""

from __future__ import annotations

import os
import stat
import sys
import unicodedata
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from patriot_cost.cli.exit_code import held
from patriot_cost.cli.run_manifest import repeating
from patriot_cost.cli.streams import Told
from patriot_cost.errors import UsageFault, is_refused, of_the_system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from patriot_cost.errors import PatriotCostError


class _Target(NamedTuple):
    """Where a file is to stand: the name that was typed, the place, and what is there."""

    name: str
    path: Path
    there: os.stat_result | None

    def is_same(self, other: _Target) -> bool:
        """Tell whether two are one file; names that differ in case are one on some systems."""
        if self.there and other.there:
            return os.path.samestat(self.there, other.there)
        return _folded(self.path) == _folded(other.path)


class Files:
    """The files of one run, by the options that ask for them: first claimed, then written, then placed."""

    def __init__(self, *, force: bool) -> None:
        self._force = force
        self._targets: dict[str, _Target] = {}
        self._written: list[tuple[Path, _Target]] = []

    def claim(self, option: str, name: str | None) -> None:
        """Refuse a file early, before anything is computed; a rerun writes nothing but its answer, where it is asked.

        Raises:
            UsageFault: it exists and may not be replaced, it cannot be written, or it is the file of another option.
        """
        if name is None or (repeating.get() and option != "--output"):
            return
        target = _standard_output() if name == "-" else _target(name, force=self._force)
        for other, claimed in self._targets.items():
            if target.is_same(claimed):
                both = f"{other} '{claimed.name}' and {option} '{name}'"
                raise UsageFault(f"{both} are the same file; needed: a name for each")
        self._targets[option] = target

    @contextmanager
    def opened(self, option: str) -> Iterator[BinaryIO]:
        """Give a stream to the file of an option; where none was claimed, what is written is lost.

        Raises:
            UsageFault: the file cannot be written.
            CannotCompute: the disk is full.
        """
        target = self._targets.get(option)
        if target is None:
            with Path(os.devnull).open("wb") as nowhere:
                yield nowhere
            return
        said = partial(of_the_system, name=target.name, done="written")
        try:
            descriptor = self._temporary(target)
        except OSError as error:
            raise said(error) from None
        file = os.fdopen(descriptor, "wb")
        try:
            stream = cast("BinaryIO", Told(file, said))
            yield stream
            stream.flush()
            _sync(descriptor, said)
        finally:
            with suppress(OSError):
                # What cannot be written was said already.
                file.close()

    def _temporary(self, target: _Target) -> int:
        from tempfile import mkstemp

        with held:
            descriptor, name = mkstemp(prefix=".patriot-cost-", suffix=".part", dir=target.path.parent)
            self._written.append((Path(name), target))
        return descriptor

    def place(self) -> None:
        """Give what was written its names, all together: no signal but SIGKILL comes between.

        Raises:
            UsageFault: one of them cannot be placed, and then none is.
            CannotCompute: the disk fails, and none of them is placed.
        """
        kept = []
        with held, ExitStack() as undo:
            for temporary, target in self._written:
                old = temporary.with_suffix(".old")
                if self._force and target.path.exists() and temporary != self._written[-1][0]:
                    undo.callback(_put_back, old, target.path)
                    kept.append(old)
                    _keep(old, target)
                    _place(temporary, target, force=True)
                else:
                    _place(temporary, target, force=self._force)
                    undo.callback(target.path.unlink)
            undo.pop_all()
            self._written.clear()
            for old in kept:
                old.unlink()

    def discard(self) -> None:
        """Take away what was not placed."""
        for temporary, _ in self._written:
            temporary.unlink(missing_ok=True)


def _target(name: str, *, force: bool) -> _Target:
    if not name:
        raise UsageFault("'' names no file; needed: the name of a file")
    if name.replace(os.sep, "/").rpartition("/")[2] in {"", "."}:
        raise UsageFault(f"'{name}' names a directory; needed: a file")
    try:
        # A link is followed: it stays, and so does what it points to until all is written.
        path = Path(os.path.realpath(name))
        there, folder = _found(path), _found(path.parent)
    except OSError as error:
        raise of_the_system(error, name, "written") from None
    if there is None and Path(name).is_symlink():
        raise UsageFault(f"'{name}' is a link to '{Path(name).readlink()}', where there is no file")
    if there and stat.S_ISDIR(there.st_mode):
        raise UsageFault(f"'{name}' is a directory; needed: a file")
    if there and not stat.S_ISREG(there.st_mode):
        raise UsageFault(f"'{name}' is no regular file; write to standard output, and redirect it")
    if folder is None:
        raise UsageFault(f"'{name}': there is no directory '{Path(name).parent}'")
    if there and not force:
        raise _refusal(name)
    if not os.access(path.parent, os.W_OK):
        raise UsageFault(f"'{name}': directory '{Path(name).parent}' cannot be written")
    return _Target(name, path, there)


def _found(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _standard_output() -> _Target:
    """Return standard output as a target: it may have been sent to a file, or be closed."""
    there = None
    with suppress(OSError):
        there = os.fstat(sys.stdout.fileno())
    return _Target("-", Path("-"), there if there and stat.S_ISREG(there.st_mode) else None)


def _folded(path: Path) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()


def _refusal(name: str) -> UsageFault:
    return UsageFault(f"'{name}' exists; --force replaces it")


def _sync(descriptor: int, said: Callable[[OSError], PatriotCostError]) -> None:
    """Have the disk hold what was written; a file system that knows no such thing is no fault."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if not is_refused(error):
            raise said(error) from None


def _keep(old: Path, target: _Target) -> None:
    """Keep the file that is to be replaced, under another name, until all are."""
    try:
        try:
            os.link(target.path, old)
        except OSError:
            # No hard links here.
            target.path.replace(old)
    except OSError as error:
        raise of_the_system(error, target.name, "written") from None


def _put_back(old: Path, path: Path) -> None:
    with suppress(FileNotFoundError):
        if path.exists() and path.samefile(old):
            # It was not replaced yet, and has two names.
            old.unlink()
        else:
            old.replace(path)


def _place(temporary: Path, target: _Target, *, force: bool) -> None:
    # Not every file system has owners and modes, and not everyone may give a file away.
    if target.there and hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(temporary, target.there.st_uid, target.there.st_gid)
    with suppress(OSError):
        temporary.chmod(stat.S_IMODE(target.there.st_mode) if target.there else 0o666 & ~_umask())
    try:
        if force:
            temporary.replace(target.path)
        else:
            _name(temporary, target.path)
    except FileExistsError:
        raise _refusal(target.name) from None
    except OSError as error:
        raise of_the_system(error, target.name, "written") from None


def _name(temporary: Path, path: Path) -> None:
    """Give a file a name that no other has; a rename would replace one that appeared meanwhile."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # No hard links here, as on exFAT and many shares: for an instant an empty file holds the name.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        try:
            temporary.replace(path)
        except OSError:
            path.unlink()
            raise
    else:
        temporary.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
