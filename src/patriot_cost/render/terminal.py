"""Text for a terminal: aligned tables, wrapped to the width of the screen, unwrapped in a pipe."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from patriot_cost.render.drawing_tables import chart_table, without_titles
from patriot_cost.render.heat import shaded
from patriot_cost.render.joined import NO_BREAK
from patriot_cost.render.layout import laid_out
from patriot_cost.render.visible import visible
from patriot_cost.render.wrap import wrapped
from patriot_cost.report.brevity import whole_blocks
from patriot_cost.report.document import Chart, Code, Heading, HeatMap, Lines, Table, Text, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.render import Screen
    from patriot_cost.render.layout import Line
    from patriot_cost.report.document import Document, Plain, Response

_GUIDES = {True: ("├── ", "└── ", "│   ", "    "), False: ("|-- ", "`-- ", "|   ", "    ")}
"""The guides to a node, to the last node, past a node and past the last: in box characters, and in ASCII."""


def render(response: Response, screen: Screen) -> str:
    """Return an answer as text for a screen, or for a pipe."""
    return render_terminal(visible(response.document), screen)


def render_terminal(document: Document, screen: Screen) -> str:
    """Return a document as text for a screen, or for a pipe."""
    lines: list[Line] = [[(line, "bold")] for line in wrapped(document.title, screen.width) if document.title]
    lines += [[], *_plain(document.answer, screen)] if document.answer else []
    for block in _together(whole_blocks(document)) if document.answer else whole_blocks(document):
        lines += [[], *_lines(block, screen)]
    if document.references:
        lines += [[], *_plain("Sources", screen, "bold")]
        lines += [piece for one in document.references for piece in _plain(one.text, screen, hang="    ")]
    if document.footer:
        lines += [[], *([(line, "dim")] for line in wrapped(document.footer, screen.width))]
    if screen.color:
        from patriot_cost.render.styled import styled

        return styled(lines)
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines).replace(NO_BREAK, " ")


def _together(blocks: Sequence[Plain]) -> Iterator[Plain]:
    """Yield blocks, the notes that follow each other as lines without space between them."""
    for is_note, run in groupby(blocks, lambda block: isinstance(block, Text)):
        several = [*run]
        if is_note and len(several) > 1:
            yield Lines([_numbered(block) for block in several if isinstance(block, Text)])
        else:
            yield from several


def _lines(block: Plain, screen: Screen) -> list[Line]:  # noqa: PLR0911 - one a kind of block
    solid = screen.color and screen.draws
    match block:
        case Table():
            return laid_out(block, screen.width, solid=solid)
        case Chart(title=title):
            # The title names the numbers.
            bars = without_titles(chart_table(block))
            return [*_plain(title, screen, "bold"), *laid_out(bars, screen.width, solid=solid)]
        case HeatMap(title=title, down=down, across=across):
            labels = f"down: {down.title}, across: {across.title}"
            return [*_plain(title, screen, "bold"), *_plain(labels, screen, "dim"), *shaded(block, screen.width)]
        case Tree():
            step = _step(block, screen.width)
            guides = [guide[:step] for guide in _GUIDES[screen.draws]]
            return list(_tree(block, [], screen.width, guides))
        case Lines(lines=lines):
            return [piece for line in lines for piece in _plain(line, screen, hang="  ")]
        case Heading(text=text):
            return _plain(text, screen, "bold")
        case Text():
            return _plain(_numbered(block), screen)
        case Code(text=text):
            return [[(line, "")] for line in text.rstrip().split("\n")]


def _plain(text: str, screen: Screen, style: str = "", hang: str = "") -> list[Line]:
    return [[(line, style)] for line in wrapped(text, screen.width, hang)]


def _numbered(block: Text | Tree) -> str:
    return f"{block.text} {block.cited.text}" if block.cited.references else block.text


def _step(tree: Tree, width: int | None) -> int:
    """Return the indent of each level of a tree: less if half the screen would not hold them."""
    return 4 if width is None else min(4, max(1, width // 2 // max(1, _depth(tree))))


def _depth(tree: Tree) -> int:
    return max((1 + _depth(child) for child in tree.children), default=0)


def _tree(tree: Tree, lasts: Sequence[bool], width: int | None, guides: Sequence[str]) -> Iterator[Line]:
    """Yield the lines of a node and of its parts; `lasts` says whether each node above is the last."""
    to_node, to_last, past, past_last = guides
    before = "".join(past_last if last else past for last in lasts[:-1])
    first = before + (to_last if lasts[-1] else to_node) if lasts else ""
    later = before + (past_last if lasts[-1] else past) if lasts else ""
    room = None if width is None else width - len(later)
    for number, line in enumerate(wrapped(_numbered(tree), room)):
        yield [(later if number else first, "dim"), (line, "")]
    for child in tree.children:
        yield from _tree(child, [*lasts, child is tree.children[-1]], width, guides)
