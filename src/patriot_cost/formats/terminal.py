"""The terminal: aligned tables, wrapped to the width of the screen, unwrapped in a pipe."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text as RichText
from rich.tree import Tree as RichTree

from patriot_cost.views.document import Code, Heading, Lines, Table, Text, Tree

if TYPE_CHECKING:
    from rich.console import RenderableType

    from patriot_cost.formats import Screen
    from patriot_cost.views.document import Block, Document

_ENDLESS = 100_000
"""A width at which nothing wraps."""


def render_terminal(document: Document, screen: Screen) -> str:
    """Return a document as text for a screen, or for a pipe."""
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=screen.width or _ENDLESS,
        force_terminal=screen.color,
        no_color=not screen.color,
        color_system="standard" if screen.color else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    if document.title:
        console.print(RichText(document.title, style="bold"))
    for block in document.blocks:
        console.print()
        # Lines carry addresses, which must not be broken; the terminal wraps them.
        console.print(_block(block), soft_wrap=isinstance(block, (Lines, Code)))
    if document.footer:
        console.print()
        console.print(RichText(document.footer, style="dim"))
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _block(block: Block) -> RenderableType:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Tree):
        return _tree(block)
    if isinstance(block, Lines):
        return RichText("\n".join(block.lines))
    if isinstance(block, Heading):
        return RichText(block.text, style="bold")
    if isinstance(block, Code):
        return RichText(block.text.rstrip())
    return RichText(block.text) if isinstance(block, Text) else Padding("")


def _table(table: Table) -> RichTable:
    grid = RichTable(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    grid.show_header = any(column.title for column in table.columns)
    for column in table.columns:
        grid.add_column(
            column.title,
            justify=column.align,
            overflow="fold",
            no_wrap=column.whole or column.align == "right",
        )
    for number, row in enumerate(table.rows):
        style = "bold" if number in table.emphasis else None
        grid.add_row(*(RichText(cell) for cell in row), style=style)
    return grid


def _tree(tree: Tree) -> RichTree:
    root = RichTree(RichText(tree.text), guide_style="dim")
    _grow(root, tree)
    return root


def _grow(branch: RichTree, tree: Tree) -> None:
    for child in tree.children:
        _grow(branch.add(RichText(child.text)), child)
