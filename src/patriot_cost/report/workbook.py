"""The neutral form of a workbook: sheets of typed cells, which a renderer writes, and the pages that all have."""

# Without the future import of annotations: named tuples would compile each text at start-up.
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from patriot_cost.engine.cells import Cell

Look: TypeAlias = Literal[
    "plain", "title", "heading", "head", "head_of_numbers", "paragraph", "input", "locked", "result", "note", "unit"
]
"""The look of a cell: an `input` is to be edited, a `locked` one enters formulas and is not.

A `title`, a `heading` and a `paragraph` run across the sheet.
"""


class SheetCell(NamedTuple):
    """A cell: a text, or a number of a unit, None for an unknown one; with a formula the value is its result.

    `url` makes it a link, `comment` is shown on request. `choices` are the words that it may have, in a list.
    """

    value: str | float | None = ""
    unit: str = ""
    formula: str = ""
    look: Look = "plain"
    url: str = ""
    comment: str = ""
    choices: Sequence[str] = ()


class Range(NamedTuple):
    """Cells of one row or of one column, from the first to the last."""

    first: Cell
    last: Cell


class SheetChart(NamedTuple):
    """A chart beside or below the cells that it draws; `series` are the ranges of numbers by the cell of their name."""

    kind: Literal["bar", "column", "line"]
    title: str
    items: Range
    series: Mapping[Cell, Range]
    at: Cell
    unit: str


class Sheet(NamedTuple):
    """A sheet: rows of cells, widths of columns in characters, and the first rows and columns, which do not scroll."""

    name: str
    rows: Sequence[Sequence[SheetCell]]
    widths: Sequence[float]
    fixed: tuple[int, int] = (0, 0)
    charts: Sequence[SheetChart] = ()


class Workbook(NamedTuple):
    """Sheets, the cells of names, and the title and the subject that the file carries."""

    sheets: Sequence[Sheet]
    title: str
    subject: str
    names: Mapping[str, Cell] = {}


def heads(*texts: str, numbers: Sequence[str] = ()) -> list[SheetCell]:
    """Return the titles of columns; those in `numbers` are over numbers."""
    return [SheetCell(text, look="head_of_numbers" if text in numbers else "head") for text in texts]


def across(look: Look, *texts: str) -> list[list[SheetCell]]:
    """Return a row for each text that is not empty, across the sheet."""
    return [[SheetCell(text, look=look)] for text in texts if text]
