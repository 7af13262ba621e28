"""TOML files: parsing, a check for hidden characters, and the line of every key for messages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import tomli

from patriot_cost.characters import is_identifier, quoted
from patriot_cost.dataset.files import hidden, long_number, most_nested, one_line
from patriot_cost.errors import Fault, FileFaults

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 20
"""Levels of tables and lists in a file; the files of this program have five."""
_KEY_PART = r'"([^"]*)"|\'([^\']*)\'|([A-Za-z0-9_-]+)'
_HEADER = r"\s*\[(?P<name>[^\[\]]+)\]\s*(?:#.*)?$"
_ENTRY = r"""\s*(?P<key>(?:[A-Za-z0-9_.-]|"[^"]*"|'[^']*')+)\s*="""
_PATHS = (["set"], ["estimates"])
"""Tables whose keys are dotted paths, perhaps with an operator at the end."""
_TEXT_OR_COMMENT = r"""(?s)#[^\n]*|\"""(?:[^\\]|\\.)*?\"""|'''.*?'''|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
_KEY_OF_A_MESSAGE = r"\((?:'[^']*'(?:, |,)?)+\)"
"""A dotted key in a message of the parser: a tuple of Python."""


class TomlFile(NamedTuple):
    """A TOML file: the name shown to people, its text, and its table."""

    label: str
    text: str
    table: dict[str, Any]

    def where(self, path: str) -> str:
        """Return `file:line` of a dotted path, of a key below it, of the nearest table above it, or the file.

        The TOML parser returns no lines, so they are searched for in the text, and only for a fault.
        """
        lines = _lines(self.text)
        line = lines.of.get(path) or lines.below.get(path)
        above = path
        while not line and above:
            above = above.rpartition(".")[0]
            line = lines.of.get(above)
        return f"{self.label}:{line}" if line else self.label


class _Lines(NamedTuple):
    """The line of each table and key by dotted path, and that of the first below each path."""

    of: dict[str, int]
    below: dict[str, int]


def parse_toml(text: str, label: str, *, validated: bool = False) -> TomlFile:
    """Parse TOML text, whose names, depth and hidden characters may have been `validated` before.

    Raises:
        FileFaults: the text is not TOML, is nested too deeply, or hides characters; the message names the line.
    """
    try:
        file = TomlFile(label, text, tomli.loads(text))
    except tomli.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        where = f"{label}:{found[1] if found else text.rstrip().count(chr(10)) + 1}"
        message = re.sub(_KEY_OF_A_MESSAGE, _dotted, str(error).split(" (at")[0])
        message = re.sub(r"'([^']{41,})'", lambda text: quoted(text[1]), message)
        raise FileFaults([Fault(where, f"not valid TOML: {message}")]) from None
    except RecursionError:
        raise FileFaults([_too_deep(f"{label}:{most_nested(text)}")]) from None
    except ValueError:
        raise FileFaults([long_number(text, label)]) from None
    faults = [] if validated else list(_content_faults(file))
    if faults:
        raise FileFaults(faults)
    return file._replace(table=one_line(file.table))


def _dotted(key: re.Match[str]) -> str:
    return quoted(".".join(re.findall(r"'([^']*)'", key[0])))


def _too_deep(where: str) -> Fault:
    return Fault(where, f"is nested too deeply; needed: at most {DEEPEST} levels of tables and lists")


def _content_faults(file: TomlFile) -> Iterator[Fault]:
    """Yield the places that are nested too deeply, and the texts whose escapes make hidden characters."""
    left: list[tuple[list[str], int, object]] = [([], 0, file.table)]
    escapes = "\\" in file.text
    looked_at = (dict, list, str) if escapes else (dict, list)
    while left:
        keys, depth, node = left.pop()
        if isinstance(node, (dict, list)) and depth == DEEPEST:
            yield _too_deep(file.where(_path(keys)))
        elif isinstance(node, dict):
            left += [([*keys, key], depth + 1, child) for key, child in node.items() if isinstance(child, looked_at)]
        elif isinstance(node, list):
            left += [(keys, depth + 1, child) for child in node if isinstance(child, looked_at)]
        texts = list(node) if isinstance(node, dict) else [node] if isinstance(node, str) else []
        faults = [
            *(map(hidden, texts) if escapes else ()),
            *(map(_name_fault, texts) if isinstance(node, dict) and keys[:1] not in _PATHS else ()),
        ]
        for message in filter(None, faults):
            yield Fault(file.where(_path(keys)), message)


@lru_cache(maxsize=1024)
def _name_fault(key: str) -> str:
    """Return the fault of a key that is not a name: it may become the name of an item, which people type in shells."""
    return "" if is_identifier(key) else f"{quoted(key)} is not a name; allowed: letters, digits, '-', '_' and '.'"


@lru_cache(maxsize=64)
def _lines(text: str) -> _Lines:
    """Return the lines of all tables and keys; `set` and `estimates` are not part of a path."""
    found = _Lines({}, {})
    table: list[str] = []
    for number, line in enumerate(re.sub(_TEXT_OR_COMMENT, _on_one_line, text).split("\n"), 1):
        if header := re.match(_HEADER, line):
            table = path = _parts(header["name"])
        elif entry := re.match(_ENTRY, line):
            path = [*table, *_parts(entry["key"])]
        else:
            continue
        name = _path(path)
        found.of.setdefault(name, number)
        while name := name.rpartition(".")[0]:
            found.below.setdefault(name, number)
    return found


def _on_one_line(token: re.Match[str]) -> str:
    """Blank a text of several lines, which may look like keys, and keep its line breaks."""
    breaks = token[0].count("\n")
    return "\n" * breaks if breaks else token[0]


def _parts(dotted: str) -> list[str]:
    return [next(part for part in found if part) for found in re.findall(_KEY_PART, dotted) if any(found)]


def _path(parts: list[str]) -> str:
    if parts[:1] in _PATHS and len(parts) > 1:
        parts = parts[1:]
    return ".".join(part.rstrip("*+-") for part in parts)
