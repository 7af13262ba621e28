"""Markdown: made to be pasted into a memo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.characters import fenced, in_markdown, paragraph
from patriot_cost.views.document import Chart, Code, Column, Heading, Heat, Lines, Table, Text, Tree, laid_flat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.views.document import Block, Document


def render_markdown(document: Document) -> str:
    """Return a document as Markdown text."""
    flat = [part for block in document.blocks for part in _undrawn(block)]
    parts = [f"## {in_markdown(document.title)}", *map(_block, flat)]
    if document.footer:
        parts.append(f"*{in_markdown(document.footer)}*")
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Heading):
        return f"### {in_markdown(block.text)}"
    if isinstance(block, Lines):
        return "\n".join(f"- {paragraph(line)}" for line in block.lines)
    if isinstance(block, Tree):
        return "\n".join(_tree(block, 0))
    if isinstance(block, Code):
        return fenced(block.text)
    return paragraph(block.text) if isinstance(block, Text) else ""


def _undrawn(block: Block) -> Sequence[Block]:
    """Return what stands in a memo for a drawing: its numbers, where no table has them."""
    if isinstance(block, Heat):
        return laid_flat(block)
    if isinstance(block, Chart):
        rows = [[label, text] for label, _, text in block.bars]
        return [Table([Column(block.title), Column("", "right")], rows)] if block.alone else []
    return [block]


def _table(table: Table) -> str:
    shown = [position for position, column in enumerate(table.columns) if not column.plain_only]
    columns = [table.columns[position] for position in shown]
    # A path that may break after its dots is one word here.
    lines = [_line([in_markdown(column.title.replace(".\n", ".")) for column in columns])]
    lines.append(_line(["---:" if column.align == "right" else "---" for column in columns]))
    for number, row in enumerate(table.rows):
        cells = [in_markdown(row[position]) for position in shown]
        lines.append(_line([f"**{cell}**" if number in table.emphasis and cell else cell for cell in cells]))
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _tree(tree: Tree, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}- {paragraph(tree.text)}"
    for child in tree.children:
        yield from _tree(child, depth + 1)
