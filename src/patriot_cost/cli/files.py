"""Output files of a run: written under hidden names, and renamed together at the end, or not at all."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from patriot_cost.cli.exit_code import held
from patriot_cost.cli.run_manifest import repeating
from patriot_cost.cli.streams import GuardedStream
from patriot_cost.dataset.files import is_refused, of_the_system
from patriot_cost.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from patriot_cost.errors import PatriotCostError


class _Target(NamedTuple):
    """The place of an output file: the name that was typed, the path, and the file that exists there."""

    name: str
    path: Path
    existing: os.stat_result | None

    def is_same(self, other: _Target) -> bool:
        """Tell whether two targets are one file; names that differ in case are one on some systems."""
        if self.existing and other.existing:
            return os.path.samestat(self.existing, other.existing)
        return _folded(self.path) == _folded(other.path)


class Files:
    """The files of one run, by the options that ask for them: first claimed, then written, then placed."""

    def __init__(self, *, force: bool) -> None:
        self._force = force
        self._targets: dict[str, _Target] = {}
        self._written: list[tuple[Path, _Target]] = []

    def claim(self, option: str, name: str | None) -> None:
        """Refuse a file early, before anything is computed; a rerun writes nothing but its answer.

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
        """Open a stream to the file of an option, or to the null device if none was claimed.

        Raises:
            UsageFault: the file cannot be written.
            CannotCompute: the disk is full.
        """
        target = self._targets.get(option)
        if target is None:
            with Path(os.devnull).open("wb") as nowhere:
                yield nowhere
            return
        to_error = partial(of_the_system, name=target.name, done="written")
        try:
            descriptor = self._temporary(target)
        except OSError as error:
            raise to_error(error) from None
        file = os.fdopen(descriptor, "wb")
        try:
            stream = cast("BinaryIO", GuardedStream(file, to_error))
            yield stream
            stream.flush()
            _sync(descriptor, to_error)
        finally:
            with suppress(OSError):
                # The error was raised already.
                file.close()

    def _temporary(self, target: _Target) -> int:
        from tempfile import mkstemp

        with held:
            descriptor, name = mkstemp(prefix=".patriot-cost-", suffix=".part", dir=target.path.parent)
            self._written.append((Path(name), target))
        return descriptor

    def place(self) -> None:
        """Rename the files that were written, all together: no signal but SIGKILL interrupts.

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
        """Delete the files that were not placed."""
        for temporary, _ in self._written:
            temporary.unlink(missing_ok=True)


def _target(name: str, *, force: bool) -> _Target:
    if not name:
        raise UsageFault("'' names no file; needed: the name of a file")
    if name.replace(os.sep, "/").rpartition("/")[2] in {"", "."}:
        raise UsageFault(f"'{name}' names a directory; needed: a file")
    try:
        # A link is followed: it stays, and so does its file until all is written.
        path = Path(os.path.realpath(name))
        existing, folder = _found(path), _found(path.parent)
    except OSError as error:
        raise of_the_system(error, name, "written") from None
    if existing is None and Path(name).is_symlink():
        raise UsageFault(f"'{name}' is a link to '{Path(name).readlink()}', which does not exist")
    if existing and stat.S_ISDIR(existing.st_mode):
        raise UsageFault(f"'{name}' is a directory; needed: a file")
    if existing and not stat.S_ISREG(existing.st_mode):
        raise UsageFault(f"'{name}' is not a regular file; write to standard output and redirect it")
    if folder is None:
        raise UsageFault(f"'{name}': there is no directory '{Path(name).parent}'")
    if existing and not force:
        raise _refusal(name)
    if not os.access(path.parent, os.W_OK):
        raise UsageFault(f"'{name}': directory '{Path(name).parent}' cannot be written")
    return _Target(name, path, existing)


def _found(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _standard_output() -> _Target:
    """Return standard output as a target: it may be redirected to a file, or be closed."""
    existing = None
    with suppress(OSError):
        existing = os.fstat(sys.stdout.fileno())
    return _Target("-", Path("-"), existing if existing and stat.S_ISREG(existing.st_mode) else None)


def _folded(path: Path) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", str(path)).casefold()


def _refusal(name: str) -> UsageFault:
    return UsageFault(f"'{name}' exists; --force replaces it")


def _sync(descriptor: int, to_error: Callable[[OSError], PatriotCostError]) -> None:
    """Write a file to its disk; a file system without this operation is not an error."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if not is_refused(error):
            raise to_error(error) from None


def _keep(old: Path, target: _Target) -> None:
    """Keep a file that will be replaced under another name, until all are."""
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
    if target.existing and hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(temporary, target.existing.st_uid, target.existing.st_gid)
    with suppress(OSError):
        temporary.chmod(stat.S_IMODE(target.existing.st_mode) if target.existing else 0o666 & ~_umask())
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
    """Rename a file to a name that no other has; a plain rename would replace one that appeared meanwhile."""
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
