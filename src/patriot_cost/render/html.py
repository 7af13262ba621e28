"""A fragment of HTML: the document of a terminal with its values as attributes, bars and lines as SVG."""

from __future__ import annotations

from html import escape
from math import isnan
from typing import TYPE_CHECKING

from patriot_cost.render.drawing import scale_of
from patriot_cost.render.drawing_tables import chart_table, heat_table
from patriot_cost.render.heat import shade
from patriot_cost.render.joined import NO_BREAK, joined
from patriot_cost.render.svg import chart_svg, drawing_svg
from patriot_cost.render.visible import visible
from patriot_cost.report.brevity import whole_blocks
from patriot_cost.report.cells import text_of, texts_of
from patriot_cost.report.document import (
    Chart,
    Code,
    Day,
    Heading,
    HeatMap,
    Lines,
    Number,
    Phrase,
    Span,
    Table,
    Text,
    Tree,
)
from patriot_cost.report.reference import Cited
from patriot_cost.report.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.render import Screen
    from patriot_cost.report.document import Axis, Cell, Column, Plain, Response
    from patriot_cost.report.reference import Reference

_WIDTH = 160
"""Pixels of a bar in a table."""
_STYLE = (
    ".patriot-cost table{border-collapse:collapse;margin:1em 0}"
    ".patriot-cost th,.patriot-cost td{padding:.2em .7em .2em 0;text-align:left;vertical-align:top}"
    ".patriot-cost thead th{border-bottom:1px solid;vertical-align:bottom}"
    ".patriot-cost .number{text-align:right;font-variant-numeric:tabular-nums}"
    ".patriot-cost .result{font-weight:600}"
)
"""The style of tables alone: letters and colours are those of the page that the fragment stands in."""
_BLUES = ("#eff6fd", "#d5e7f8", "#b3d3f1", "#8bbbe8", "#63a2dd")
"""From the lowest to the highest number of a heat map: dark text can be read on each."""


def render(response: Response, screen: Screen) -> bytes:
    """Return an answer as a fragment of HTML; a character that the encoding lacks is a reference."""
    document = visible(response.document)
    answer = [_element("p", _text(document.answer), 'class="answer"')] if document.answer else []
    parts = [_element("h2", _text(document.title)), *answer, *map(block_element, whole_blocks(document))]
    if document.references:
        parts += [_element("h3", "Sources"), references_list(document.references)]
    if document.footer:
        parts.append(_element("footer", _text(document.footer)))
    inner = "\n".join([_element("style", _STYLE), *parts])
    section = _element("section", inner, 'class="patriot-cost"') + "\n"
    return section.encode(screen.encoding, errors="xmlcharrefreplace")


def references_list(references: Sequence[Reference]) -> str:
    """Return numbered references as a list, each with a link to its address."""
    return _element("ol", "\n".join(_element("li", _entry(one)) for one in references), 'class="sources"')


def block_element(block: Plain, caption: str = "") -> str:  # noqa: PLR0911 - one a kind of block
    """Return a block; a table has a caption if one is given."""
    match block:
        case Table():
            return _table(block, caption=caption)
        case Chart(title=title):
            return _figure(title, chart_svg(block, texts_of(chart_table(block).rows)))
        case HeatMap(title=title):
            styles = [["", *map(_shaded, row)] for row in shade(block)]
            return _figure(title, _table(heat_table(block), styles))
        case Heading(text=text):
            return _element("h3", _text(text))
        case Lines(lines=lines):
            return _list(_text(line) for line in lines)
        case Tree():
            return _list([_branch(block)])
        case Code(text=text):
            return _element("pre", escape(text))
        case Text(text=text, cited=cited):
            return _element("p", _cited(_text(text), cited))


def _table(table: Table, styles: list[list[str]] | None = None, caption: str = "") -> str:
    """Return a table; `styles` are those of its cells, if any."""
    titled = [_element("caption", _text(caption))] if caption else []
    right = ['class="number"' if column.align == "right" else "" for column in table.columns]
    titles = [_head(column, kind) for column, kind in zip(table.columns, right, strict=True)]
    head = [_element("thead", _element("tr", "".join(titles)))] if any(column.title for column in table.columns) else []
    drawings = {
        place: _drawings(column.axis, [row[place] for row in table.rows])
        for place, column in enumerate(table.columns)
        if column.axis
    }
    rows = []
    for number, (cells, texts) in enumerate(zip(table.rows, texts_of(table.rows), strict=True)):
        row_styles = styles[number] if styles else [""] * len(cells)
        kinds = [
            'class="references"' if isinstance(cell, Cited) else kind for cell, kind in zip(cells, right, strict=True)
        ]
        inner = [
            _element(
                "td", drawings[place][number] if place in drawings else _cell(cell, text), f"{kind} {style}".strip()
            )
            for place, (cell, text, kind, style) in enumerate(zip(cells, texts, kinds, row_styles, strict=True))
        ]
        rows.append(_element("tr", "".join(inner), 'class="result"' if number in table.emphasis else ""))
    below = "\n" + _element("p", _text(table.below)) if table.below else ""
    return _element("table", "\n".join([*titled, *head, _element("tbody", "\n".join(rows))])) + below


def _head(column: Column, kind: str) -> str:
    """Return the head of a column; one without a title heads nothing."""
    if not column.title:
        return _element("td", "", kind)
    return _element("th", _text(column.title), f'scope="col" {kind}'.strip())


def _drawings(axis: Axis, cells: Sequence[Cell]) -> list[str]:
    scale = scale_of(axis, cells, _WIDTH, solid=True)
    return [drawing_svg(cell, scale, _WIDTH) for cell in cells]


def _cell(cell: Cell, text: str) -> str:
    """Return a cell with its values, if it has any: scripts and sheets read those, not its text."""
    match cell:
        case Number(value=float() | int() as value, unit=unit, bound=bound, year=year) if not isnan(value):
            about = {"unit": unit, "bound": bound, "year": year}
            marks = "".join(f' data-{name}="{escape(str(mark))}"' for name, mark in about.items() if mark)
            return _element("data", _text(text), f'value="{plain(value, unit)}"{marks}')
        case Span(low=low, high=high) if text:
            return f"{_cell(low, text_of(low))}{NO_BREAK}to{NO_BREAK}{_cell(high, text_of(high))}"
        case Phrase(parts=parts):
            return "".join(_cell(part, text_of(part)) for part in parts)
        case Cited():
            return _links(cell)
        case Day(text=day) if day:
            return _element("time", _text(text), f'datetime="{escape(day)}"')
        case _:
            return _text(text)


def _branch(tree: Tree) -> str:
    lines = "<br/>".join(_text(line.strip()) for line in tree.text.split("\n"))
    return _cited(lines, tree.cited) + (_list(map(_branch, tree.children)) if tree.children else "")


def _cited(text: str, cited: Cited) -> str:
    return f"{text} {_links(cited)}" if cited.references else text


def _links(cited: Cited) -> str:
    """Return the numbers of references, each a link to the address of its source."""
    return " ".join(_link(f"[{one.number}]", one.url) for one in cited.references)


def _entry(one: Reference) -> str:
    return f"{_text(one.publisher)}, {_link(one.title, one.url)}{_text(one.about)}"


def _link(text: str, url: str) -> str:
    return _element("a", _text(text), f'href="{escape(url)}"')


def _figure(title: str, drawing: str) -> str:
    return _element("figure", _element("figcaption", _text(title)) + drawing)


def _list(items: Iterable[str]) -> str:
    return _element("ul", "\n".join(_element("li", item) for item in items))


def _shaded(level: int | None) -> str:
    return "" if level is None else f'style="background:{_BLUES[level]}"'


def _text(text: str) -> str:
    return escape(joined(" ".join(text.split("\n"))))


def _element(name: str, inner: str, attributes: str = "") -> str:
    return f"<{' '.join(filter(None, (name, attributes)))}>{inner}</{name}>"
