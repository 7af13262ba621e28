"""What a format gets: a document for the eye, and the same answer as data and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray


class Column(NamedTuple):
    """A column of a table.

    `whole` columns hold names and are never broken; `plain_only` columns are drawings that Markdown leaves
    out. `optional` columns give way, and are named below the table, where the screen is too narrow.
    """

    title: str = ""
    align: Literal["left", "right"] = "left"
    plain_only: bool = False
    whole: bool = False
    optional: bool = False


class Table(NamedTuple):
    """Rows of text under columns; `emphasis` are the numbers of the rows that carry the result."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    emphasis: frozenset[int] = frozenset()


class Heading(NamedTuple):
    """The title of a part."""

    text: str


class Text(NamedTuple):
    """A paragraph."""

    text: str


class Lines(NamedTuple):
    """Lines that belong together and are not joined, such as a list of sources."""

    lines: Sequence[str]


class Tree(NamedTuple):
    """A node with its parts."""

    text: str
    children: Sequence[Tree] = ()


class Chart(NamedTuple):
    """Horizontal bars: a label, a size and its text each; a size of None is unknown and has no bar.

    Bars are as long as their part of `whole`, or of the largest. The numbers of a chart that stands `alone` are in
    no table, so that Markdown, which cannot draw, lists them.
    """

    title: str
    bars: Sequence[tuple[str, float | None, str]]
    whole: float | None = None
    alone: bool = False


class Heat(NamedTuple):
    """One figure over two paths: a text and a shade from 0 to 1 for each row and column; unknown has no shade.

    `title` says what the cells are, `down` and `across` what the labels of rows and columns are.
    """

    title: str
    down: str
    across: str
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[tuple[str, float | None]]]


class Code(NamedTuple):
    """Text that is printed as it stands."""

    text: str


Block: TypeAlias = Table | Heading | Text | Lines | Tree | Chart | Heat | Code


class Document(NamedTuple):
    """A first line, then blocks, then a line that says on what it all rests.

    `bare` is text for scripts that needs no layout and replaces all of it on a terminal.
    """

    title: str
    blocks: Sequence[Block] = ()
    footer: str = ""
    bare: str | None = None


class Rows(NamedTuple):
    """A tidy table for machines: raw values, None is unknown."""

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


class Answer(NamedTuple):
    """One answer in all its forms.

    `talk` goes to standard error: warnings, how ranges were read, the verdicts of gates. `failed` says that
    a gate or a check failed.
    """

    document: Document
    data: dict[str, Any]
    rows: Rows
    talk: Sequence[str] = ()
    failed: bool = False


def laid_flat(heat: Heat) -> tuple[Text, Table]:
    """Return a heat map as a table without shades, below its title."""
    columns = [Column(f"{heat.down} / {heat.across}"), *(Column(label, "right") for label in heat.columns)]
    rows = [[label, *(text for text, _ in row)] for label, row in zip(heat.rows, heat.cells, strict=True)]
    return Text(heat.title), Table(columns, rows)


class Columns(NamedTuple):
    """A long table for machines, block by block.

    `kinds` are the columns in order; the arrays of a block broadcast to each other, numbers as floats: not a number
    is unknown, infinite a date that never comes. `meta` is said about the whole where the format has room.
    """

    kinds: Mapping[str, Literal["number", "text"]]
    blocks: Iterable[Mapping[str, NDArray[Any]]]
    meta: Mapping[str, str] = {}


class Stream(NamedTuple):
    """An answer that takes long: `steps` blocks of columns, and the answer that is known when they have passed.

    `text` says what is being done meanwhile. The blocks are the answer in formats of long tables, unless they only
    stand `behind` it: then they are written to `file`, if there is one.
    """

    columns: Columns
    steps: int
    text: str
    finished: Callable[[], Answer]
    behind: bool = False
    file: str | None = None
