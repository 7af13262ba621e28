"""Documents as long as a reader wants them: the answer alone, the usual page, or everything."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeAlias

from patriot_cost.report.cells import text_of, texts_of
from patriot_cost.report.document import Abridged, Chart, Number, Table, Text, Tree
from patriot_cost.report.reference_list import citations_in, without_references
from patriot_cost.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.report.document import Block, Cell, Document, Plain
    from patriot_cost.report.reference import Reference

Extent: TypeAlias = Literal["short", "usual", "all"]
"""The length of a text: the answer with the rows that carry it, a page that folds equal rows, or everything."""

_FEWEST_ROWS = 3
"""A column of fewer rows is not left out: the line that names it would be as long."""
_PAGE = 28
"""Lines of a tree that leave room on a page for its title and its sources."""
_WIDTH = 72
"""Characters of a line of a tree, within its indents."""


def abridged(document: Document, extent: Extent, *, charts: bool) -> Document:
    """Return a document with as much as a reader wants; `charts` keeps those that repeat numbers of a table."""
    full = whole_blocks(document)
    if extent == "all":
        return document._replace(blocks=full)
    if extent == "short":
        rows = next((_emphasized(block) for block in full if isinstance(block, Table) and block.emphasis), None)
        short = without_references(document._replace(blocks=[rows] if rows else []))
        return short._replace(footer=short.footer.split(" · sources")[0])
    usual = [block for outer in document.blocks for block in _inner(outer, whole=False)]
    shown = usual if charts else without_repeated_charts(usual, full)
    references = _still_cited(document.references, full, shown)
    left = _left_out(full, shown, len(document.references) - len(references))
    blocks = [_narrowed(folded(block)) if isinstance(block, Table) else block for block in shown]
    return document._replace(blocks=[*blocks, *([Text(left)] if left else [])], references=references)


def with_publishers(document: Document, extent: Extent, *, charts: bool) -> Document:
    """Return a document with the publishers in place of its references; those that its abridged form cites, if any."""
    cited = abridged(document, extent, charts=charts).references
    return without_references(document._replace(references=cited or document.references))


def whole_blocks(document: Document) -> list[Plain]:
    """Return the blocks of a document where everything is shown."""
    return [block for outer in document.blocks for block in _inner(outer, whole=True)]


def folded(table: Table) -> Table:
    """Return a table of dates in which rows that follow each other and read alike, but for their date, are one row."""
    if not (table.columns and table.columns[0].ordered):
        return table
    texts = [(row[1:], place in table.emphasis) for place, row in enumerate(texts_of(table.rows))]
    runs = [list(run) for _, run in groupby(range(len(texts)), key=texts.__getitem__)]
    rows: list[Sequence[Cell]] = []
    for run in runs:
        first, last = (text_of(table.rows[place][0]) for place in (run[0], run[-1]))
        head = table.rows[run[0]][0] if len(run) == 1 else f"{first} to {last}"
        rows.append([head, *table.rows[run[0]][1:]])
    emphasis = frozenset(place for place, run in enumerate(runs) if run[0] in table.emphasis)
    return table._replace(rows=rows, emphasis=emphasis)


def some_of(table: Table, places: Iterable[int], below: str) -> Table:
    """Return a table of dates with some of its rows, which no longer follow each other, so that none is folded."""
    columns = [table.columns[0]._replace(ordered=False), *table.columns[1:]]
    return table._replace(columns=columns, rows=[table.rows[place] for place in dict.fromkeys(places)], below=below)


def without_repeated_charts(blocks: Sequence[Plain], known: Sequence[Plain]) -> list[Plain]:
    """Return blocks without the charts whose numbers a table of the `known` blocks has too."""
    rows = [row for block in known if isinstance(block, Table) for row in block.rows]
    return [block for block in blocks if not (isinstance(block, Chart) and _is_in_rows(block, rows))]


def _is_in_rows(chart: Chart, rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether each number of a chart is in a row with its item."""

    def same(cell: Cell, number: Number) -> bool:
        return isinstance(cell, Number) and (cell.value, cell.unit) == (number.value, number.unit)

    return all(
        any(item in row and any(same(cell, number) for cell in row) for row in rows) for item, number in chart.points
    )


def _inner(block: Block, *, whole: bool) -> Sequence[Plain]:
    if isinstance(block, Abridged):
        return block.full if whole else block.short
    return [block]


def _emphasized(table: Table) -> Table:
    kept = sorted(table.emphasis)
    return table._replace(rows=[table.rows[place] for place in kept], emphasis=frozenset(range(len(kept))))


def _narrowed(table: Table) -> Table:
    """Return a table without the columns that are empty in every row alike, which a line below names."""
    if len(table.rows) < _FEWEST_ROWS:
        return table
    columns = list(zip(*texts_of(table.rows), strict=True))
    spare = [place for place in range(len(columns)) if _is_empty(table, place, columns[place])]
    if not spare:
        return table
    kept = [place for place in range(len(columns)) if place not in spare]
    named = (f"{' '.join(table.columns[place].title.split())} ({columns[place][0] or 'blank'})" for place in spare)
    return table._replace(
        columns=[table.columns[place] for place in kept],
        rows=[[row[place] for place in kept] for row in table.rows],
        below=" ".join(filter(None, (table.below, f"Left out, the same in every row: {', '.join(named)}."))),
    )


def _is_empty(table: Table, place: int, texts: Sequence[str]) -> bool:
    """Tell whether all cells of a titled column are blank, or zero, or unknown for one reason."""
    column = table.columns[place]
    if not place or column.key or column.axis or not column.title or len(set(texts)) > 1:
        return False
    return all(_is_nothing(row[place]) for row in table.rows)


def _is_nothing(cell: Cell) -> bool:
    return cell == "" or (isinstance(cell, Number) and (cell.value is None or (cell.value == 0 and not cell.bound)))


def _still_cited(references: Sequence[Reference], full: Sequence[Plain], shown: Sequence[Plain]) -> Sequence[Reference]:
    """Return the references without those that only parts which are left out cite."""
    of_full, of_shown = ({name for part in citations_in(blocks) for name in part.sources} for blocks in (full, shown))
    return [one for one in references if one.source not in of_full or one.source in of_shown]


def _left_out(full: Iterable[Plain], shown: Sequence[Plain], sources: int) -> str:
    """Count the blocks that only the full text has, and its sources."""
    kinds = {Text: "note", Chart: "chart", Table: "table"}
    missing = [kinds[type(block)] for block in full if block not in shown and type(block) in kinds]
    counts = [counted(missing.count(kind), kind) for kind in kinds.values() if kind in missing]
    counts += [counted(sources, "source")] if sources else []
    return f"More with --all: {', '.join(counts)}." if counts else ""


def cut(tree: Tree, depth: int) -> Tree:
    """Return a tree down to a depth, where a node says how many lines are below it."""
    return _cut(tree, depth, depth)


def _cut(tree: Tree, left: int, depth: int) -> Tree:
    if left or not tree.children:
        return tree._replace(children=[_cut(child, left - 1, depth) for child in tree.children])
    more = counted(sum(map(_lines, tree.children)), "more line")
    return tree._replace(children=[Tree(f"... {more}: --depth {depth + 1}, or --all")])


def depth_of_page(tree: Tree) -> int:
    """Return the greatest depth at which a tree fits a page, at least 1."""
    depth, deepest = 1, _depth(tree)
    while depth < deepest and _lines(cut(tree, depth + 1)) <= _PAGE:
        depth += 1
    return depth


def _lines(tree: Tree) -> int:
    own = sum(1 + len(line) // _WIDTH for line in tree.text.split("\n"))
    return own + sum(map(_lines, tree.children))


def _depth(tree: Tree) -> int:
    return max((1 + _depth(child) for child in tree.children), default=0)
