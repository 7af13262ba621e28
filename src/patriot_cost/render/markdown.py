"""Markdown, to be pasted into a memo."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from patriot_cost.characters import fenced, in_markdown, paragraph
from patriot_cost.render.drawing_tables import chart_table, heat_table, without_drawings
from patriot_cost.render.joined import joined
from patriot_cost.render.visible import visible
from patriot_cost.report.brevity import whole_blocks, without_repeated_charts
from patriot_cost.report.cells import text_of, texts_of
from patriot_cost.report.document import Chart, Code, Heading, HeatMap, Lines, Phrase, Table, Text, Tree
from patriot_cost.report.reference import Cited

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.render import Screen
    from patriot_cost.report.document import Cell, Document, Plain, Response
    from patriot_cost.report.reference import Reference


def render(response: Response, _: Screen) -> str:
    """Return an answer as Markdown text."""
    return render_markdown(visible(response.document))


def render_markdown(document: Document) -> str:
    """Return a document as Markdown text."""
    parts = [f"## {_inline(document.title)}", _paragraph(document.answer), *_pictures(document, ""), *_body(document)]
    if document.references:
        entries = "\n".join(f"{one.number}. {_entry(one)}" for one in document.references)
        parts.append(f"### Sources\n\n{entries}")
    if document.footer:
        parts.append(f"*{_inline(document.footer)}*")
    return "\n\n".join(part for part in parts if part) + "\n"


def _body(document: Document) -> Iterator[str]:
    """Yield the blocks, and in each part its pictures, below the sentence that answers."""
    blocks = whole_blocks(document)
    pictures: list[str] = []
    within = False
    for block in without_repeated_charts(blocks, blocks):
        yield _block(block, within=within)
        if not isinstance(block, Heading):
            yield from pictures
            pictures = []
        elif block.part:
            pictures, within = _pictures(document, block.text), True


def _pictures(document: Document, part: str) -> list[str]:
    return [f"![{_inline(one.alt)}]({quote(one.file)})" for one in document.pictures if one.part == part]


def _block(block: Plain, *, within: bool) -> str:  # noqa: PLR0911 - one a kind of block
    match block:
        case Table():
            return _table(without_drawings(block))
        case Chart(title=title):
            return f"{_paragraph(title)}\n\n{_table(without_drawings(chart_table(block)))}"
        case HeatMap(title=title):
            return f"{_paragraph(title)}\n\n{_table(heat_table(block))}"
        case Heading(text=text, part=part):
            return f"{'####' if within and not part else '###'} {_inline(text)}"
        case Lines(lines=lines):
            return "\n".join(f"- {_paragraph(line)}" for line in lines)
        case Tree():
            return "\n".join(_tree(block, 0))
        case Code(text=text):
            return fenced(text)
        case Text(text=text, cited=cited):
            return _cited(_paragraph(text), cited)


def _table(table: Table) -> str:
    lines = [_line([_inline(column.title) for column in table.columns])]
    lines.append(_line(["---:" if column.align == "right" else "---" for column in table.columns]))
    for number, (row, texts) in enumerate(zip(table.rows, texts_of(table.rows), strict=True)):
        cells = list(map(_cell, row, texts))
        lines.append(_line([f"**{cell}**" if number in table.emphasis and cell else cell for cell in cells]))
    below = ["", _paragraph(table.below)] if table.below else []
    return "\n".join([*lines, *below])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _tree(tree: Tree, depth: int) -> Iterator[str]:
    first, *more = tree.text.split("\n")
    # A backslash at its end keeps a line apart from the next.
    inner = "\\\n".join(_paragraph(line.strip()) for line in (first, *more)).replace("\n", f"\n{'  ' * depth}  ")
    yield f"{'  ' * depth}- {_cited(inner, tree.cited)}"
    for child in tree.children:
        yield from _tree(child, depth + 1)


def _cell(cell: Cell, text: str) -> str:
    match cell:
        case Cited():
            return _links(cell)
        case Phrase(parts=parts) if any(isinstance(part, Cited) for part in parts):
            return "".join(_cell(part, text_of(part)) for part in parts)
        case _:
            return _inline(text)


def _cited(text: str, cited: Cited) -> str:
    return f"{text} {_links(cited)}" if cited.references else text


def _links(cited: Cited) -> str:
    """Return the numbers of references, each a link to the address of its source."""
    return " ".join(f"[\\[{one.number}\\]](<{one.url}>)" for one in cited.references)


def _entry(one: Reference) -> str:
    return f"{_inline(one.publisher)}, [{_inline(one.title)}](<{one.url}>){_inline(one.about)}"


def _inline(text: str) -> str:
    return in_markdown(joined(text))


def _paragraph(text: str) -> str:
    return paragraph(joined(text))
