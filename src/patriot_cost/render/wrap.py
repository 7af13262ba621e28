"""Lines of text: broken at spaces, never between a number and its sign or unit, nor within a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from patriot_cost.render.joined import NO_BREAK, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def wrapped(text: str, width: int | None, hang: str = "") -> list[str]:
    """Break a text into lines of a width; continuation lines begin with `hang` after the indent of their line.

    A tab becomes a space, since it would break the columns.
    """
    return [line for part in text.replace("\t", " ").split("\n") for line in _broken(part, width, hang)]


def breadth(text: str) -> int:
    """Return the number of columns of a screen that a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def longest(texts: Sequence[str]) -> int:
    """Return the breadth of the widest of some texts."""
    return max(map(breadth, texts), default=0)


def _broken(line: str, width: int | None, hang: str) -> Iterator[str]:
    if width is None or breadth(line) <= width:
        yield line
        return
    indent = line[: len(line) - len(line.lstrip(" "))]
    begun, empty = indent, True
    for piece in joined(line.strip(" ")).split(" "):
        for part in _soft(piece, width - len(indent + hang)):
            if not empty and breadth(begun) + 1 + breadth(part) > width:
                yield begun
                begun, empty = indent + hang, True
            room = width - breadth(part)
            # A part that just fits the screen needs no indent.
            begun, empty = (begun[:room] if room >= 0 else begun) + part if empty else f"{begun} {part}", False
    yield begun


def _soft(piece: str, width: int) -> list[str]:
    """Return a piece, one too long for the width in parts: 41 | to 171 interceptors | a battery, to | 1,234."""
    parts = [piece]
    within_range, within_unit = f"(?<=^to){NO_BREAK}", f"(?<=^an){NO_BREAK}"
    for blank in (f"{NO_BREAK}(?=(?:an?|to){NO_BREAK})", within_range, f"(?<=^[<>]=){NO_BREAK}", within_unit):
        parts = [inner for part in parts for inner in (re.split(blank, part) if breadth(part) > width else [part])]
    return parts
