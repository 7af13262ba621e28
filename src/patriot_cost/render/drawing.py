"""Bars and points made of characters: blocks on a terminal, ASCII elsewhere."""

from __future__ import annotations

from math import inf, isfinite
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.report.document import Bar, Dot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patriot_cost.report.document import Axis, Cell

SHORTEST, LONGEST = 10, 40
"""The least and the most characters of a drawn column."""
_EIGHTHS = " ▏▎▍▌▋▊▉"


class Scale(NamedTuple):
    """An axis with both its limits, `width` characters or pixels long; `solid` if blocks can be shown."""

    least: float
    most: float
    reference: float | None
    width: int
    solid: bool

    def part(self, value: float) -> float:
        """Return how far along the axis a number lies, as a part from 0 to 1."""
        return min(max((value - self.least) / (self.most - self.least), 0.0), 1.0)

    def place(self, value: float) -> int:
        """Return the character in which a number lies."""
        return round((self.width - 1) * self.part(value))


def scale_of(axis: Axis, cells: Iterable[Cell], width: int, *, solid: bool) -> Scale:
    """Return the scale of a drawn column: the limits of its axis, else those of its numbers."""
    numbers = [number for cell in cells for number in _numbers(cell) if isfinite(number)]
    numbers += [axis.reference] if axis.reference is not None and isfinite(axis.reference) else []
    least = min(numbers, default=0.0) if axis.least is None else axis.least
    most = max(numbers, default=0.0) if axis.most is None else axis.most
    return Scale(least, most if most > least else least + 1.0, axis.reference, width, solid)


def drawing_text(cell: Cell, scale: Scale) -> str:
    """Return a drawing as text, which is empty for an unknown, or for a bar without length."""
    match cell:
        case Bar(start=float(start), end=float(end)) if start != end:
            return _bar(min(start, end), max(start, end), scale)
        case Dot(at=at, doubtful=doubtful, repeated=repeated):
            return " " * scale.place(at) + ("?" if doubtful else "." if repeated else "o")
        case _:
            return ""


def _bar(low: float, high: float, scale: Scale) -> str:
    if scale.reference is None and low <= scale.least:
        length = scale.width * scale.part(high)
        return _blocks(length) if scale.solid else "#" * round(length)
    first, last = scale.place(low), scale.place(high)
    full, stroke = ("█", "│") if scale.solid else ("#", "|")
    marks = [full if first <= place <= last else " " for place in range(scale.width)]
    if scale.reference is not None and isfinite(scale.reference):
        marks[scale.place(scale.reference)] = stroke
    if high == inf:
        marks[-1] = ">"
    return "".join(marks).rstrip()


def _blocks(length: float) -> str:
    whole, eighths = divmod(round(8 * length), 8)
    return ("█" * whole + _EIGHTHS[eighths]).rstrip()


def _numbers(cell: Cell) -> Iterator[float]:
    match cell:
        case Bar(start=start, end=end):
            yield from (end for end in (start, end) if end is not None)
        case Dot(at=at):
            yield at
        case _:
            pass
