"""Reading files with care: size, encoding and syntax faults become messages with file and line."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import tomli

from patriot_cost.errors import Fault, FileFaults, UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LARGEST = 4 * 1024 * 1024
"""Bytes; a hundred times the largest file a person would write here."""
_KEY_PART = r'"([^"]*)"|\'([^\']*)\'|([A-Za-z0-9_-]+)'
_HEADER = r"\s*\[(?P<name>[^\[\]]+)\]\s*(?:#.*)?$"
_ENTRY = r"""\s*(?P<key>(?:[A-Za-z0-9_.-]|"[^"]*"|'[^']*')+)\s*="""


class Reading(NamedTuple):
    """What was read: under which name, from which file, None for standard input."""

    label: str
    path: Path | None
    content: bytes


_watched: ContextVar[list[Reading] | None] = ContextVar("watched", default=None)


@contextmanager
def watched() -> Iterator[list[Reading]]:
    """Collect what is read meanwhile, for a record of the run."""
    found: list[Reading] = []
    token = _watched.set(found)
    try:
        yield found
    finally:
        _watched.reset(token)


_instead: ContextVar[Callable[[Path, str], bytes | None]] = ContextVar("instead", default=lambda *_: None)


@contextmanager
def reading(instead: Callable[[Path, str], bytes | None]) -> Iterator[None]:
    """Meanwhile ask what is to be read in place of a file, by its path and name: None for the file itself."""
    token = _instead.set(instead)
    try:
        yield
    finally:
        _instead.reset(token)


class TomlFile(NamedTuple):
    """A TOML file: the name shown to people, its text, and its table."""

    label: str
    text: str
    table: dict[str, Any]

    def where(self, path: str) -> str:
        """Return `file:line` of a dotted path, of what stands below it, of the nearest table above it, or the file.

        The TOML reader gives no lines, so they are looked for in the text, and only when something is wrong.
        """
        lines = _lines(self.text)
        parts = path.split(".")
        below = next((line for name, line in lines.items() if name.startswith(f"{path}.")), None)
        if path not in lines and below:
            return f"{self.label}:{below}"
        for length in range(len(parts), 0, -1):
            line = lines.get(".".join(parts[:length]))
            if line:
                return f"{self.label}:{line}"
        return self.label


def read_text(path: Path, label: str) -> str:
    """Read a UTF-8 text file of sensible size.

    Raises:
        UsageFault: it does not exist, is a directory or may not be read.
        FileFaults: it is empty, too large, binary or not UTF-8.
    """
    try:
        content = _instead.get()(path, label)
        if content is None:
            with path.open("rb") as stream:
                content = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise UsageFault(f"there is no file '{label}'") from None
    except IsADirectoryError:
        raise UsageFault(f"'{label}' is a directory; needed: a file") from None
    except OSError as error:
        raise UsageFault(f"'{label}' cannot be read: {error.strerror}") from None
    return decode(_noted(label, path, content), label)


def read_stdin() -> str:
    """Read standard input as UTF-8 text, with the same limits as a file."""
    return decode(_noted("stdin", None, _stream(sys.stdin.buffer)), "stdin")


@lru_cache(maxsize=1)
def _stream(stream: BinaryIO) -> bytes:
    """Read a stream once: a case may be loaded several times, and standard input is read up then."""
    return stream.read(LARGEST + 1)


def _noted(label: str, path: Path | None, content: bytes) -> bytes:
    readings = _watched.get()
    if readings is not None:
        readings.append(Reading(label, path, content))
    return content


def decode(content: bytes, label: str) -> str:
    """Turn bytes into text; see `read_text` for what is refused."""
    if len(content) > LARGEST:
        raise FileFaults([Fault(label, f"is larger than {LARGEST // 2**20} MB; needed: a small text file")])
    if b"\0" in content:
        raise FileFaults([Fault(label, "is a binary file; needed: UTF-8 text")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FileFaults([Fault(f"{label}:{line}", "is not UTF-8 text")]) from None
    if not text.strip():
        raise FileFaults([Fault(label, "is empty")])
    return text


def parse_toml(text: str, label: str) -> TomlFile:
    """Parse TOML text.

    Raises:
        FileFaults: the text is not TOML; the message names the line.
    """
    try:
        return TomlFile(label, text, tomli.loads(text))
    except tomli.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        where = f"{label}:{found[1]}" if found else label
        raise FileFaults([Fault(where, f"not valid TOML: {str(error).split(' (at')[0]}")]) from None
    except (RecursionError, ValueError) as error:
        raise FileFaults([Fault(label, f"not valid TOML: {error}")]) from None


@lru_cache(maxsize=64)
def _lines(text: str) -> dict[str, int]:
    """Map the dotted path of every table and key to its line; `set` and `estimates` count as no prefix."""
    found: dict[str, int] = {}
    table: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(_HEADER, line):
            table = _parts(header["name"])
            found.setdefault(_path(table), number)
        elif entry := re.match(_ENTRY, line):
            found.setdefault(_path([*table, *_parts(entry["key"])]), number)
    return found


def _parts(dotted: str) -> list[str]:
    return [next(part for part in found if part) for found in re.findall(_KEY_PART, dotted) if any(found)]


def _path(parts: list[str]) -> str:
    if parts[:1] in (["set"], ["estimates"]) and len(parts) > 1:
        parts = parts[1:]
    return ".".join(part.rstrip("*+") for part in parts)
