"""The pages of every workbook, and workbooks without formulas: the answer, its rows for machines, sources, about."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from patriot_cost.report.brevity import whole_blocks
from patriot_cost.report.cells import texts_of
from patriot_cost.report.document import Chart, Code, Heading, HeatMap, Lines, Number, Table, Text, Tree
from patriot_cost.report.live_workbook import live_workbook
from patriot_cost.report.workbook import Sheet, SheetCell, Workbook, across, heads

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.report.document import Cell, Document, Plain, Response

LIVE = ("gap", "fund", "plan", "stock", "afford", "report")
"""The commands whose workbooks compute."""
_WIDE = 90
"""The least width of a sheet of text, in characters."""
_NARROWEST, _WIDEST = 13, 44
"""The least and the greatest width of a column of its tables."""
_LIVE_WORDS = (
    "Edit the yellow cells of the sheet Inputs: the figures follow. Grey ones are set by the command line alone.",
    "Low and high, sentences and notes are those of the case as written, and do not follow.",
)
_WORDS = (
    "#N/A is a number that is not known; 'never' is a date that does not come within the years of the case.",
    "Made by patriot-cost: it estimates public budgets from public facts, and every number has its source.",
)


def workbook_of(response: Response) -> Workbook:
    """Return an answer as a workbook: with formulas where its command has figures that can follow their inputs."""
    document, live = response.document, response.data.get("command") in LIVE and response.evaluation is not None
    made = live_workbook(response) if live else Workbook([_answer(document), _rows(response)], "", "")
    texts = (*(_LIVE_WORDS if live else ()), *_WORDS)
    rows = across("title", "About") + across("paragraph", document.footer, *texts)
    rows += [*across("heading", "Make it again"), *across("paragraph", response.typed)] if response.typed else []
    about = Sheet("About", rows, (_WIDE,))
    return made._replace(
        sheets=[*made.sheets, *_sources(document), about], title=document.title, subject=document.footer
    )


def _answer(document: Document) -> Sheet:
    """Return the answer as it is read, with numbers in cells of their own."""
    rows = across("title", document.title) + across("paragraph", document.answer)
    for block in whole_blocks(document):
        rows += [[], *_block(block)]
    return Sheet("Answer", rows, _widths(rows))


def _widths(rows: Sequence[Sequence[SheetCell]]) -> list[float]:
    """Return columns wide enough for their texts, within limits; texts across the sheet have room beyond them."""
    listed = [row for row in rows if len(row) > 1]
    columns = max(map(len, listed), default=1)
    cells = [[row[place].value for row in listed if place < len(row)] for place in range(columns)]
    texts = [[text for text in column if isinstance(text, str)] for column in cells]
    needed = [min(max(_NARROWEST, *(len(text) + 3 for text in column), 0), _WIDEST) for column in texts]
    return [*needed, *[_NARROWEST] * ceil((_WIDE - sum(needed)) / _NARROWEST)]


def _block(block: Plain) -> Iterator[list[SheetCell]]:
    match block:
        case Table():
            yield from _table(block)
        case Chart(title=title, points=points, across=items, along=along):
            yield from across("heading", title)
            yield heads(items.title, along.title, numbers=(along.title,))
            texts = texts_of([[item] for item, _ in points])
            yield from ([SheetCell(text), _cell(number, "")] for [text], (_, number) in zip(texts, points, strict=True))
        case HeatMap(title=title, rows=rows, columns=columns, cells=cells):
            yield from across("heading", title)
            yield [*heads(""), *heads(*texts_of([list(columns)])[0])]
            labels = texts_of([[label] for label in rows])
            yield from (
                [SheetCell(label), *(_cell(cell, "") for cell in row)]
                for [label], row in zip(labels, cells, strict=True)
            )
        case Heading(text=text):
            yield from across("heading", text)
        case Text(text=text):
            yield from across("paragraph", text)
        case Lines(lines=lines):
            yield from across("paragraph", *lines)
        case Code(text=text):
            yield from across("plain", *text.split("\n"))
        case Tree():
            yield from _tree(block, 0)


def _table(table: Table) -> Iterator[list[SheetCell]]:
    kept = [place for place, column in enumerate(table.columns) if column.axis is None]
    made = [
        [_cell(row[place], texts[place]) for place in kept]
        for row, texts in zip(table.rows, texts_of(table.rows), strict=True)
    ]
    # The lines of a title are those of a narrow screen.
    titles = [" ".join(table.columns[place].title.split("\n")) for place in kept]
    if any(titles):
        columns = zip(titles, zip(*made, strict=True), strict=True) if made else ()
        numbers = [title for title, cells in columns if any(isinstance(cell.value, float) for cell in cells)]
        yield heads(*titles, numbers=numbers)
    for number, cells in enumerate(made):
        yield [cell._replace(look="result") if number in table.emphasis else cell for cell in cells]
    yield from across("paragraph", table.below)


def _cell(cell: Cell, text: str) -> SheetCell:
    """Return a cell: a number as a number, with its side and its mark in a comment, all else as text."""
    if not isinstance(cell, Number) or cell.value is None or cell.unit == "date":
        return SheetCell(text.strip())
    bound = {"floor": "at least", "ceiling": "at most", "mixed": "about"}.get(cell.bound or "", "")
    mark = "assumed, or rests mainly on what is assumed" if cell.mark else ""
    return SheetCell(float(cell.value), cell.unit, comment=", ".join(filter(None, (bound, mark))))


def _tree(tree: Tree, depth: int) -> Iterator[list[SheetCell]]:
    yield from across("plain", *(f"{'    ' * depth}{line}" for line in tree.text.split("\n")))
    for child in tree.children:
        yield from _tree(child, depth + 1)


def _rows(response: Response) -> Sheet:
    """Return the rows for machines, with full precision."""
    columns = response.rows.columns
    rows = [heads(*columns)]
    rows += [
        [
            SheetCell(float(value), "exact")
            if isinstance(value, (int, float))
            else SheetCell("" if value is None else str(value))
            for value in row
        ]
        for row in response.rows.rows
    ]
    return Sheet("Rows", rows, _widths(rows), (1, 1), 0, listed=True)


def _sources(document: Document) -> list[Sheet]:
    """Return the numbered references, if there are any."""
    rows = [*across("title", "Sources"), heads("Number", "Publisher", "Title", "Date, and how it was read", "Address")]
    rows += [
        [
            SheetCell(float(one.number), "exact"),
            SheetCell(one.publisher),
            SheetCell(one.title),
            SheetCell(one.about.removeprefix(", ")),
            SheetCell(one.url, url=one.url),
        ]
        for one in document.references
    ]
    return [Sheet("Sources", rows, (9, 30, 60, 30, 80), (2, 0), 1)] if document.references else []
