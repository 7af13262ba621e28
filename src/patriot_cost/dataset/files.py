"""Reading of files: faults of size, encoding and hidden characters have file and line."""

from __future__ import annotations

import errno
import json
import re
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from patriot_cost.characters import first_hidden, named, quoted
from patriot_cost.errors import CannotCompute, Fault, FileFaults, Parts, PatriotCostError, UsageFault, Wording, wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LARGEST = 4 * 1024 * 1024
"""Bytes; a hundred times the largest file a person would write here."""


class Reading(NamedTuple):
    """One read: the name shown, the file (None for standard input), and the content."""

    label: str
    path: Path | None
    content: bytes


_watched: ContextVar[list[Reading] | None] = ContextVar("watched", default=None)


@contextmanager
def watched() -> Iterator[list[Reading]]:
    """Collect the reads within the block, for a record of the run."""
    found: list[Reading] = []
    token = _watched.set(found)
    try:
        yield found
    finally:
        _watched.reset(token)


def exists(path: Path) -> bool:
    """Tell whether a path exists; one that the system cannot look up, such as one too long, does not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


_substitute: ContextVar[Callable[[Path, str], bytes | None]] = ContextVar("instead", default=lambda *_: None)


@contextmanager
def reading(substitute: Callable[[Path, str], bytes | None]) -> Iterator[None]:
    """Within the block, read files through a function of path and name; if it returns None, the file itself is read."""
    token = _substitute.set(substitute)
    try:
        yield
    finally:
        _substitute.reset(token)


def read_bytes(path: Path, label: str, most: int = -1) -> bytes:
    """Return the bytes of a file, or of its substitute, at `most` so many.

    Raises:
        OSError: the system cannot read it.
    """
    content = _substitute.get()(path, label)
    if content is None:
        with path.open("rb") as stream:
            content = stream.read(most)
    return content


def read_text(path: Path, label: str) -> str:
    """Read a UTF-8 text file of sensible size.

    Raises:
        UsageFault: it does not exist, is a directory, may not be read, or its name could pass for a line of the answer.
        FileFaults: it is empty, too large, binary, not UTF-8, or holds hidden characters.
    """
    if "\n" in label:
        raise UsageFault(f"the name {quoted(label)} contains a line break; needed: a name on one line")
    try:
        content = read_bytes(path, label, LARGEST + 1)
    except FileNotFoundError:
        raise UsageFault(Wording(f"there is no file '{label}'", Parts(found=label))) from None
    except IsADirectoryError:
        raise wrong(label, " is a directory; needed: a file") from None
    except OSError as error:
        raise of_the_system(error, label, "read") from None
    return decode(_noted(label, path, content), label)


def read_stdin() -> str:
    """Read standard input as UTF-8 text, with the same limits as a file.

    Raises:
        UsageFault: it is closed, or cannot be read.
        FileFaults: see `read_text`.
    """
    if not sys.stdin:
        raise UsageFault("standard input is closed; needed: text, as in `program | patriot-cost ... -`")
    try:
        content = _stream(sys.stdin.buffer)
    except OSError as error:
        raise of_the_system(error, "standard input", "read") from None
    return decode(_noted("stdin", None, content), "stdin")


@lru_cache(maxsize=1)
def _stream(stream: BinaryIO) -> bytes:
    """Read a stream once: a case may be loaded several times, and standard input can be read only once."""
    return stream.read(LARGEST + 1)


def _noted(label: str, path: Path | None, content: bytes) -> bytes:
    readings = _watched.get()
    if readings is not None:
        readings.append(Reading(label, path, content))
    return content


def plain_text(content: bytes) -> str:
    """Return UTF-8 bytes as text with plain line ends.

    Raises:
        UnicodeDecodeError: they are not UTF-8.
    """
    text = content.decode("utf-8-sig")
    # A search for one character takes a fiftieth of the time of one for two.
    return text.replace("\r\n", "\n") if "\r" in text else text


def decode(content: bytes, label: str) -> str:
    """Decode bytes to text with plain line ends; see `read_text` for its errors."""
    if len(content) > LARGEST:
        raise FileFaults([Fault(label, f"is larger than {LARGEST // 2**20} MB; needed: a small text file")])
    if b"\0" in content:
        raise FileFaults([Fault(label, "is a binary file; needed: UTF-8 text")])
    try:
        text = plain_text(content)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FileFaults([Fault(f"{label}:{line}", "is not UTF-8 text")]) from None
    faults = list(_hidden_by_line(text, label))
    if faults:
        raise FileFaults(faults)
    if not text.strip():
        raise FileFaults([Fault(label, "is empty")])
    return text


def _hidden_by_line(text: str, label: str) -> Iterator[Fault]:
    """Yield the first hidden character of each line that has one."""
    if hidden(text):
        for number, line in enumerate(text.split("\n"), 1):
            if message := hidden(f"{line}\n"):
                yield Fault(f"{label}:{number}", message)


def hidden(text: str) -> str:
    """Return the message about the first hidden character of a text, or one that moves the cursor; empty if none."""
    place = first_hidden(text)
    return "" if place is None else f"contains {named(text[place])}; needed: text without hidden characters"


def one_line(node: Any) -> Any:  # noqa: ANN401 - TOML and JSON are of any shape
    """Return a value with each text on one line: a line break in it could pass for a line of the answer."""
    if isinstance(node, str):
        return re.sub(r"\s*\n\s*", " ", node).strip() if "\n" in node else node
    if isinstance(node, dict):
        return {key: one_line(child) for key, child in node.items()}
    return [one_line(child) for child in node] if isinstance(node, list) else node


def long_number(text: str, label: str) -> Fault:
    """Return the fault of a number of more digits than Python reads."""
    most = sys.get_int_max_str_digits()
    found = re.search(rf"[0-9_]{{{most},}}", text)
    where = f"{label}:{text[: found.start()].count(chr(10)) + 1}" if found else label
    return Fault(where, f"contains a number with more than {most:,} digits")


def most_nested(text: str) -> int:
    """Return the line that opens most tables and lists, for a parser that refuses the depth without a line."""
    lines = text.split("\n")
    return max(range(len(lines)), key=lambda place: sum(map(lines[place].count, ".[{"))) + 1


def json_hidden(text: str, label: str) -> Iterator[Fault]:
    """Yield the lines of valid JSON whose escapes make hidden characters."""
    for number, line in enumerate(text.split("\n") if "\\" in text else (), 1):
        for token in re.findall(r'"(?:[^"\\]|\\.)*"', line):
            if message := hidden(json.loads(token)):
                yield Fault(f"{label}:{number}", message)


_REFUSED = frozenset(
    getattr(errno, name)
    for name in (
        *("EACCES", "EBUSY", "EEXIST", "EILSEQ", "EINVAL", "EISDIR", "ELOOP", "ENAMETOOLONG", "ENOENT", "ENOSYS"),
        *("ENOTDIR", "ENOTSUP", "ENXIO", "EOPNOTSUPP", "EPERM", "EROFS", "ETXTBSY"),
    )
    if hasattr(errno, name)
)
"""Errors by which the operating system refuses an argument; all others are faults of the machine."""


def is_refused(error: OSError) -> bool:
    """Tell a refusal (of a name, a right, a kind of file, an operation) from a device that fails or is full."""
    return error.errno in _REFUSED


def of_the_system(error: OSError, name: str, done: str = "used") -> PatriotCostError:
    """Return the error of this program for one of the operating system: a file cannot be read, written or used."""
    message = Wording(f"'{name}' cannot be {done}: {error.strerror or error}", Parts(found=name))
    return UsageFault(message) if is_refused(error) else CannotCompute(message)
