"""The neutral form of a workbook: sheets of typed cells, which a renderer writes; formulas are text without a format."""

# Without the future import of annotations: named tuples would compile each text at start-up.
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from patriot_cost.engine.cells import Cell

Look: TypeAlias = Literal["plain", "title", "heading", "head", "input", "locked", "result", "note"]
"""The look of a cell: an `input` is to be edited, a `locked` one enters formulas and is not."""


class SheetCell(NamedTuple):
    """A cell: a text, or a number of a unit, None for an unknown one; with a formula the value is its result.

    `url` makes it a link. `comment` is shown beside it on request.
    """

    value: str | float | None = ""
    unit: str = ""
    formula: str = ""
    look: Look = "plain"
    url: str = ""
    comment: str = ""


class SheetChart(NamedTuple):
    """A chart of ranges of cells: bars, columns, lines or areas; `series` are a name, its range, by range of items."""

    kind: Literal["bar", "column", "line"]
    title: str
    items: str
    series: Sequence[tuple[str, str]]
    at: Cell
    unit: str = ""
    stacked: bool = False


class Sheet(NamedTuple):
    """A sheet: rows of cells, the widths of its columns in characters, the rows and columns that stay when it scrolls."""

    name: str
    rows: Sequence[Sequence[SheetCell]]
    widths: Sequence[float]
    frozen: tuple[int, int] = (0, 0)
    charts: Sequence[SheetChart] = ()


class Workbook(NamedTuple):
    """Sheets, the names of cells, and the title, subject and comments that a file carries."""

    sheets: Sequence[Sheet]
    names: Mapping[str, Cell]
    title: str
    subject: str
