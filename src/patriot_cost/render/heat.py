"""Heat maps on a screen: in parts that fit its width, shaded if it has colours."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from patriot_cost.render.drawing_tables import heat_table
from patriot_cost.render.layout import GAP, laid_out
from patriot_cost.render.wrap import breadth, longest
from patriot_cost.report.cells import alike

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.render.layout import Line
    from patriot_cost.report.document import HeatMap

SHADES = 5
"""The number of shades of a heat map; a screen and a page have a colour for each."""


def shade(heat: HeatMap) -> list[list[int | None]]:
    """Return the shade of each number, from 0 for the lowest up; unknown has none.

    A date that never comes has the highest.
    """
    known = [number.value for row in heat.cells for number in row if number.value is not None]
    low, high = min(known, default=0.0), max(filter(isfinite, known), default=0.0)

    def of(value: float | None) -> int | None:
        if value is None:
            return None
        if value > high:
            return SHADES - 1
        part = (value - low) / (high - low) if low < high else 0.0
        return min(int(part * SHADES), SHADES - 1)

    return [[of(number.value) for number in row] for row in heat.cells]


def shaded(heat: HeatMap, width: int | None) -> Iterator[Line]:
    """Yield the lines of a heat map; columns that do not fit follow below, after the labels again.

    If not even one fits, it is a table.
    """
    labels, heads = alike(heat.rows), alike(heat.columns)
    flat = alike(number for row in heat.cells for number in row)
    texts = [flat[start : start + len(heads)] for start in range(0, len(flat), len(heads))]
    shades = shade(heat)
    down, each = longest(labels), longest([*heads, *flat]) + GAP
    fitting = len(heads) if width is None else (width - down) // each
    if fitting < 1:
        yield from laid_out(heat_table(heat), width)
        return
    for start in range(0, len(heads), fitting):
        cut = slice(start, start + fitting)
        widths = [longest([head, *(row[place] for row in texts)]) for place, head in enumerate(heads)][cut]
        yield [(" " * down + _row(heads[cut], widths), "head")]
        for label, row, levels in zip(labels, texts, shades, strict=True):
            cells = [
                (_right(text, width), level) for text, width, level in zip(row[cut], widths, levels[cut], strict=True)
            ]
            yield [
                (_padded(label, down), "dim"),
                *((text, "" if level is None else f"shade{level}") for text, level in cells),
            ]


def _row(texts: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(_right(text, width) for text, width in zip(texts, widths, strict=True))


def _right(text: str, width: int) -> str:
    return _padded(text, GAP + width)


def _padded(text: str, width: int) -> str:
    return " " * (width - breadth(text)) + text
