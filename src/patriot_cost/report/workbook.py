"""The neutral form of a workbook: sheets of typed cells, which a renderer writes, and the pages that all have."""

# Without the future import of annotations: named tuples would compile each text at start-up.
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from patriot_cost.engine.cells import Cell

Look: TypeAlias = Literal[
    "plain",
    "title",
    "heading",
    "head",
    "head_of_numbers",
    "paragraph",
    "input",
    "locked",
    "result",
    "note",
    "note_of_numbers",
    "unit",
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
    """A chart of cells; `series` are the ranges of numbers by the cell of their name.

    `along` and `amount` are the titles of its axes: the noun of its items, and the unit in words.
    """

    kind: Literal["column", "line"]
    title: str
    items: Range
    series: Mapping[Cell, Range]
    unit: str
    along: str
    amount: str


class Sheet(NamedTuple):
    """A sheet: rows of cells, widths of columns in characters, and the first rows and columns, which do not scroll.

    `heads` is the row of the titles of columns, which each printed page repeats. The rows of a `listed` sheet have one
    line each and can be filtered; elsewhere long texts go over several lines. Charts stand at the row `charts_at`.
    """

    name: str
    rows: Sequence[Sequence[SheetCell]]
    widths: Sequence[float]
    fixed: tuple[int, int] = (0, 0)
    heads: int | None = None
    listed: bool = False
    charts: Sequence[SheetChart] = ()
    charts_at: int = 0


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


def linked(sources: Sequence[tuple[str, str]]) -> SheetCell:
    """Return a link to the first of some sources: a link has one address, and some programs give it one line."""
    if not sources:
        return SheetCell()
    more = f" (+ {len(sources) - 1} more)" if len(sources) > 1 else ""
    return SheetCell(
        sources[0][0] + more, url=sources[0][1], comment="; ".join(name for name, _ in sources) if more else ""
    )
