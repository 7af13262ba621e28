"""Bars, points and lines as SVG, with titled axes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from patriot_cost.render.drawing import scale_of
from patriot_cost.render.drawing_tables import chart_table
from patriot_cost.render.joined import joined
from patriot_cost.report.cells import text_of
from patriot_cost.report.document import Bar, Dot, Number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.render.drawing import Scale
    from patriot_cost.report.document import Cell, Chart

_HEIGHT = 14
"""Pixels of a bar and of a line of text."""
_LETTER = 7
"""Pixels of a letter, at most."""
_LONGEST = 360
"""Pixels of the longest bar of a chart."""
_FONT = 'font-family="sans-serif" font-size="12"'


def drawing_svg(cell: Cell, scale: Scale, width: int) -> str:
    """Return the drawing of one row of a table."""
    shapes = _shapes(cell, scale, 0, 0)
    if scale.reference is not None and shapes:
        x = scale.width * scale.part(scale.reference)
        shapes += f'<line x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{_HEIGHT}" stroke="currentColor"/>'
    # Its number stands beside it.
    return f'<svg width="{width}" height="{_HEIGHT}" aria-hidden="true">{shapes}</svg>' if shapes else ""


def chart_svg(chart: Chart, texts: Sequence[Sequence[str]]) -> str:
    """Return a chart: its items down, and along the numbers a bar or a line, over the whole axis.

    `texts` are the rows of the chart as printed: item, nothing, number.
    """
    table = chart_table(chart)
    scale = scale_of(chart.along, (row[1] for row in table.rows), _LONGEST, solid=True)
    left = _LETTER * max((len(item) for item, _, _ in texts), default=0) + _HEIGHT
    right = _LETTER * max((len(number) for *_, number in texts), default=0) + _HEIGHT
    bottom = (_HEIGHT + 4) * len(texts)
    shapes: list[str] = []
    runs: list[list[str]] = [[]]
    for place, ((_, bar, _), (item, _, number)) in enumerate(zip(table.rows, texts, strict=True)):
        top = (_HEIGHT + 4) * place
        shapes.append(_label(item, left - 6, top, "end"))
        shapes.append(_label(number, left + _LONGEST + 6, top, "start"))
        if chart.kind == "bars":
            shapes.append(_shapes(bar, scale, left, top))
        elif isinstance(bar, Bar) and bar.end is not None:
            runs[-1].append(f"{left + _LONGEST * scale.part(bar.end):.1f},{top + _HEIGHT / 2:.1f}")
        else:
            runs.append([])
    # A line stops at an unknown; a point between unknowns is a dot.
    style = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"'
    shapes += [
        f'<polyline points="{" ".join(known * 2 if len(known) == 1 else known)}" {style}/>' for known in runs if known
    ]
    shapes.append(f'<path d="M{left} {bottom}h{_LONGEST}" stroke="currentColor"/>')
    for end, anchor, x in ((scale.least, "start", left), (scale.most, "end", left + _LONGEST)):
        shapes.append(_label(text_of(Number(end, chart.along.unit)), x, bottom + 2, anchor))
    shapes.append(_label(chart.along.title, left + _LONGEST // 2, bottom + 2, "middle"))
    width, height = left + _LONGEST + right, bottom + _HEIGHT + 6
    box = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
    return f"<svg {box}><title>{escape(chart.title)}</title>{''.join(shapes)}</svg>"


def _shapes(cell: Cell, scale: Scale, left: int, top: int) -> str:
    match cell:
        case Bar(start=float(start), end=float(end)) if start != end:
            first, last = (left + scale.width * scale.part(value) for value in sorted((start, end)))
            box = f'x="{first:.1f}" y="{top + 1}" width="{last - first:.1f}" height="{_HEIGHT - 2}"'
            return f'<rect {box} fill="#63a2dd"/>'
        case Dot(at=at, doubtful=doubtful, repeated=repeated):
            centre = f'cx="{left + scale.width * scale.part(at):.1f}" cy="{top + _HEIGHT / 2:.1f}"'
            light = ' opacity="0.4"' if repeated else ""
            return f'<circle {centre} r="4" stroke="#63a2dd" fill="{"none" if doubtful else "#63a2dd"}"{light}/>'
        case _:
            return ""


def _label(text: str, x: int, top: int, anchor: str) -> str:
    inner = escape(joined(text))
    return f'<text x="{x}" y="{top + _HEIGHT - 3}" text-anchor="{anchor}" {_FONT}>{inner}</text>' if text else ""
