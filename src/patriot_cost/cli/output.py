"""Writing: the answer to standard output or to a file, whole or not at all; talk to standard error."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from patriot_cost.cli.record import may_write
from patriot_cost.errors import CannotCompute, PatriotCostError, UsageFault, nearest
from patriot_cost.formats import EXTENSIONS, FORMATS, STREAMED, Format, Screen, check_installed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO


class ClosedPipe(PatriotCostError):
    """The reader went away; nothing is said about it."""

    exit_code = 141


def choose_format(
    form: str | None,
    *,
    json: bool,
    output: str | None,
    default: str | None,
    extensions: Mapping[str, Format] = EXTENSIONS,
    formats: Sequence[Format] = FORMATS,
) -> Format:
    """Decide the format: typed, else the extension of the file, else the environment, else a table.

    Raises:
        UsageFault: an unknown format or extension, or two that contradict each other.
    """
    typed = _known(form, "--format", formats) if form else None
    if json and typed not in {None, "json"}:
        raise UsageFault(f"--json contradicts --format {typed}")
    typed = "json" if json else typed
    named: Format | None = None
    if output and output != "-":
        extension = Path(output).suffix
        named = extensions.get(extension)
        if typed and named and typed != named:
            raise UsageFault(f"--format {typed} contradicts the extension of '{output}', which is {named}")
        if not typed and not named:
            allowed = ", ".join(extensions)
            raise UsageFault(f"'{output}' has no known extension; allowed: {allowed}, or say --format")
    return typed or named or (_known(default, "PATRIOT_COST_FORMAT", formats) if default else "table")


def check_long(file: str | None, *, force: bool) -> None:
    """Refuse a file for a long table early. See `check_output` and `long_format` for what is raised."""
    if file is not None:
        check_installed(long_format(file))
        check_output(file, force=force)


def long_format(file: str) -> Format:
    """Return the format of a file for a long table, by its extension.

    Raises:
        UsageFault: it is of none.
    """
    form = STREAMED.get(Path(file).suffix)
    if form is None:
        raise UsageFault(f"'{file}' has no extension of a long table; allowed: {', '.join(STREAMED)}")
    return form


def screen(*, no_color: bool, output: str | None) -> Screen:
    """Return the screen that standard output is: NO_COLOR, FORCE_COLOR, COLUMNS and TERM=dumb are heeded."""
    terminal = bool(sys.stdout) and sys.stdout.isatty() and output in {None, "-"}
    columns = os.environ.get("COLUMNS", "")
    width = shutil.get_terminal_size().columns if terminal or columns.isdecimal() else None
    wanted = terminal and os.environ.get("TERM") != "dumb"
    if os.environ.get("FORCE_COLOR"):
        wanted = True
    if no_color or os.environ.get("NO_COLOR"):
        wanted = False
    return Screen(width, wanted)


def check_output(output: str | None, *, force: bool) -> None:
    """Refuse an output path early, before anything is computed.

    Raises:
        UsageFault: it exists and may not be replaced, is a directory, or its directory does not exist.
    """
    if output is None or output == "-" or not may_write(output):
        return
    path = Path(output)
    if path.exists() and not path.is_file() and not path.is_dir():
        raise UsageFault(f"'{output}' is no regular file; write to standard output, and redirect it")
    if path.is_dir():
        raise UsageFault(f"'{output}' is a directory; needed: a file")
    if not path.parent.is_dir():
        raise UsageFault(f"'{output}': there is no directory '{path.parent}'")
    if path.exists() and not force:
        raise UsageFault(f"'{output}' exists; --force replaces it")
    if not os.access(path.parent, os.W_OK):
        raise UsageFault(f"'{output}': directory '{path.parent}' cannot be written")


def write(text: str, output: str | None, *, force: bool) -> None:
    """Write the answer. See `opened` for what is raised."""
    with opened(output, force=force) as stream:
        stream.write(encoded(text, output))


def encoded(text: str, output: str | None) -> bytes:
    """Return text as bytes: UTF-8, but in the encoding of a terminal where it goes to one."""
    return text.encode(_encoding(), errors="replace") if output in {None, "-"} and sys.stdout else text.encode()


@contextmanager
def opened(output: str | None, *, force: bool) -> Iterator[BinaryIO]:
    """Give a stream to standard output, or to a file that appears whole at the end, or else not at all.

    A file that a rerun may not write takes nothing.

    Raises:
        ClosedPipe: the reader of standard output went away.
        UsageFault: the file exists or cannot be written.
        CannotCompute: the disk is full.
    """
    if output is None or output == "-":
        chosen = _stdout
    elif may_write(output):
        chosen = partial(_file, Path(output), force=force)
    else:
        chosen = nowhere
    with chosen() as stream:
        yield stream


def talk(lines: Iterable[str]) -> None:
    """Write notes, warnings and errors to standard error; where that is closed or full, they are lost."""
    if sys.stderr:
        with suppress(OSError):
            sys.stderr.write("".join(f"{line}\n" for line in lines))
            sys.stderr.flush()


@contextmanager
def _stdout() -> Iterator[BinaryIO]:
    if not sys.stdout:
        raise CannotCompute("standard output is closed")
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # What is left in the buffer would be written at exit, and fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise ClosedPipe("") from None
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise CannotCompute(f"standard output cannot be written: {error.strerror}") from None


def _encoding() -> str:
    return sys.stdout.encoding if sys.stdout.isatty() else "utf-8"


@contextmanager
def nowhere() -> Iterator[BinaryIO]:
    """Give a stream that takes everything and keeps nothing."""
    with Path(os.devnull).open("wb") as stream:
        yield stream


@contextmanager
def _file(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        if force:
            Path(temporary).replace(path)
        else:
            # A link fails where a file has appeared meanwhile; a rename would replace it.
            os.link(temporary, path)
    except FileExistsError:
        raise UsageFault(f"'{path}' exists; --force replaces it") from None
    except OSError as error:
        message = f"'{path}' cannot be written: {error.strerror}"
        raise (CannotCompute if error.errno == errno.ENOSPC else UsageFault)(message) from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _known(form: str, where: str, formats: Sequence[Format]) -> Format:
    for known in formats:
        if form == known:
            return known
    raise UsageFault(f"{where}: no format '{form}'; allowed: {', '.join(formats)}{nearest(form, formats)}")


def bar_shown(output: str | None, *, quiet: bool, streamed: bool) -> bool:
    """Tell whether a bar may be drawn: on a terminal, and not between lines that go to the same one."""
    between = streamed and output in {None, "-"} and bool(sys.stdout) and sys.stdout.isatty()
    return not quiet and not between and bool(sys.stderr) and sys.stderr.isatty()
