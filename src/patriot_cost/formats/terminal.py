"""The terminal: aligned tables, wrapped to the width of the screen, unwrapped in a pipe."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.bar import Bar
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text as RichText
from rich.tree import Tree as RichTree

from patriot_cost.views.document import Chart, Code, Column, Heading, Heat, Lines, Table, Text, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from patriot_cost.formats import Screen
    from patriot_cost.views.document import Block, Document

_GAP = 2
_SHORTEST_BAR, _LONGEST_BAR = 10, 40
_BLUES = (255, 195, 153, 117, 75)
"""Of the 256 colours of terminals: from nearly white to a blue that dark text can be read on."""
_ENDLESS = 100_000
"""A width at which nothing wraps."""


class _Page(io.StringIO):
    """A text that says which characters its reader can show: lines are drawn with what there is."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self.characters = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override] # a text in memory has none of its own
        """The encoding of the screen."""
        return self.characters


def render_terminal(document: Document, screen: Screen) -> str:
    """Return a document as text for a screen, or for a pipe."""
    stream = _Page(screen.encoding)
    console = Console(
        file=stream,
        width=screen.width or _ENDLESS,
        force_terminal=screen.color,
        no_color=not screen.color,
        color_system="256" if screen.color else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    if document.title:
        console.print(RichText(document.title, style="bold"))
    for block in document.blocks:
        console.print()
        if isinstance(block, Table):
            table, left_out = _fitted(block, console.width)
            console.print(_table(table))
            if left_out:
                console.print(RichText(f"not shown for want of width: {', '.join(left_out)}", style="dim"))
        elif isinstance(block, Chart):
            console.print(RichText(block.title, style="bold"))
            console.print(_chart(block, console.width, drawn=screen.color and not console.options.ascii_only))
        elif isinstance(block, Heat):
            console.print(RichText(block.title, style="bold"))
            console.print(RichText(f"down: {block.down}, across: {block.across}", style="dim"))
            for band in _bands(block, console.width):
                console.print(_heat(band, shaded=screen.color))
        else:
            # Lines carry addresses, which must not be broken; the terminal wraps them.
            console.print(_block(block), soft_wrap=isinstance(block, (Lines, Code)))
    if document.footer:
        console.print()
        console.print(RichText(document.footer, style="dim"))
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _block(block: Block) -> RenderableType:
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
    grid = RichTable(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="dim", show_edge=False)
    grid.show_header = any(column.title for column in table.columns)
    for column in table.columns:
        grid.add_column(column.title, justify=column.align, overflow="fold", no_wrap=_whole(column))
    for number, row in enumerate(table.rows):
        style = "bold" if number in table.emphasis else None
        grid.add_row(*(RichText(cell) for cell in row), style=style)
    return grid


def _chart(chart: Chart, width: int, *, drawn: bool) -> RichTable:
    """Return bars, drawn in blocks on a terminal and with # elsewhere."""
    sizes = [max(size or 0.0, 0.0) for _, size, _ in chart.bars]
    whole = chart.whole or max(sizes, default=0.0) or 1.0
    beside = max((len(label) + len(text) for label, _, text in chart.bars), default=0) + 2 * _GAP
    longest = max(_SHORTEST_BAR, min(_LONGEST_BAR, width - beside))
    grid = RichTable.grid(padding=(0, _GAP, 0, 0))
    grid.add_column()
    grid.add_column(width=longest)
    grid.add_column(justify="right")
    for (label, _, text), size in zip(chart.bars, sizes, strict=True):
        part = min(size, whole)
        bar = Bar(whole, 0, part, width=longest) if drawn else RichText("#" * round(longest * part / whole))
        grid.add_row(RichText(label), bar, RichText(text))
    return grid


def _bands(heat: Heat, width: int) -> Iterator[Heat]:
    """Cut a heat map into parts that fit the width, side by side on a wider screen."""
    labels = max(map(len, heat.rows))
    each = max(len(text) for text in (*heat.columns, *(cell for row in heat.cells for cell, _ in row))) + _GAP
    fitting = max(1, (width - labels) // each)
    for start in range(0, len(heat.columns), fitting):
        cut = slice(start, start + fitting)
        yield heat._replace(columns=heat.columns[cut], cells=[row[cut] for row in heat.cells])


def _heat(heat: Heat, *, shaded: bool) -> RichTable:
    grid = RichTable(box=None, pad_edge=False, padding=0, header_style="dim", show_edge=False)
    grid.add_column(justify="right", no_wrap=True)
    for label in heat.columns:
        grid.add_column(f"{' ' * _GAP}{label}", justify="right", no_wrap=True)
    for label, row in zip(heat.rows, heat.cells, strict=True):
        cells = [RichText(f"{' ' * _GAP}{text}", style=_shade(level) if shaded else "") for text, level in row]
        grid.add_row(RichText(label, style="dim"), *cells)
    return grid


def _shade(level: float | None) -> str:
    """Return dark text on one of five blues."""
    return "" if level is None else f"color(16) on color({_BLUES[min(int(level * 5), 4)]})"


def _fitted(table: Table, width: int) -> tuple[Table, list[str]]:
    """Break titles, then leave out optional columns, the last first, until the table fits; return it with these."""
    left_out: list[str] = []
    if _least_width(table) > width:
        table = table._replace(columns=[column._replace(title=_broken(column.title)) for column in table.columns])
    while _least_width(table) > width:
        position = next((n for n in reversed(range(len(table.columns))) if table.columns[n].optional), None)
        if position is None:
            break
        left_out.insert(0, " ".join(table.columns[position].title.split()))
        columns = [column for n, column in enumerate(table.columns) if n != position]
        rows = [[cell for n, cell in enumerate(row) if n != position] for row in table.rows]
        table = table._replace(columns=columns, rows=rows)
    return table, left_out


def _broken(title: str) -> str:
    """Let a name break after its underscores."""
    return title.replace("_", "_\n")


def _least_width(table: Table) -> int:
    """Return the width at which no name and no word is broken."""
    widths = []
    for position, column in enumerate(table.columns):
        cells = [column.title, *(row[position] for row in table.rows)]
        pieces = [piece for cell in cells for piece in (cell.split("\n") if _whole(column) else cell.split())]
        widths.append(max(map(len, pieces), default=0))
    return sum(widths) + _GAP * (len(widths) - 1)


def _whole(column: Column) -> bool:
    return column.whole or column.align == "right"


def _tree(tree: Tree) -> RichTree:
    root = RichTree(RichText(tree.text), guide_style="dim")
    _grow(root, tree)
    return root


def _grow(branch: RichTree, tree: Tree) -> None:
    for child in tree.children:
        _grow(branch.add(RichText(child.text)), child)
