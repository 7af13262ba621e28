"""The input of a format: a document of typed cells for the eye, and the same answer as data and as a table.

Nothing here is rounded or worded: a renderer makes the text of a cell last, and a page can calculate with the values.
"""

# No future import of annotations: named tuples would compile each text at start-up.
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from patriot_cost.report.reference import Cited, Reference

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.bounds import Bound
    from patriot_cost.report.attachments import LivePage, Picture
    from patriot_cost.report.chart_layers import ChartSpec

Style: TypeAlias = Literal["number", "alone", "quantity", "exact", "change", "exact_change", "growth", "times"]
"""The form of a number in text.

`number` is in a column of its kind, under a title: money has the unit of its column, while `alone` it has its own.
`quantity` has its unit in words, and its side too (`up to` for `<=`); `exact` has all twelve digits as settings are
typed; a `change` has a sign, as has an `exact_change`; `growth` is a change in per cent of the old value, `times` a
ratio of two numbers.
"""


class Number(NamedTuple):
    """A number with its unit: an amount, a count, a share, or a date as a year with its part; None is unknown.

    `bound` rounds a floor down and a ceiling up, and puts its sign in front unless the number is `bare`, as the ends of
    a range are, and a number whose range goes beyond its bound. `year` is that of its dollars. `mark` follows it.
    `decimals` align the counts of a column. `missing` is the text of an unknown.
    """

    value: float | None
    unit: str = "index"
    bound: "Bound | None" = None
    year: int | None = None
    mark: str = ""
    style: Style = "number"
    decimals: int | None = None
    bare: bool = False
    missing: str = "unknown"


class Span(NamedTuple):
    """A range; if a bound is None there is no range, and nothing is printed."""

    low: Number
    high: Number


class Day(NamedTuple):
    """A day, a month or a year of the calendar, as `2026-07-31`, `2026-07` or `2026`."""

    text: str


class Phrase(NamedTuple):
    """Numbers among words, such as 20 x $450M."""

    parts: Sequence[str | Number | Span | Cited]


class Bar(NamedTuple):
    """A bar of a drawn column; if an end is unknown, there is none."""

    start: float | None
    end: float | None


class Dot(NamedTuple):
    """A point of a drawn column; one that is `repeated` is of another point's estimate."""

    at: float
    doubtful: bool = False
    repeated: bool = False


Drawing: TypeAlias = Bar | Dot
Cell: TypeAlias = str | Number | Span | Day | Phrase | Cited | Drawing
"""A place in a row of a table, under a column. A text has no number of the answer."""


class Axis(NamedTuple):
    """A scale: title, unit, limits, if not set by the numbers, and, as `reference`, the number of the case."""

    title: str = ""
    unit: str = ""
    least: float | None = 0.0
    most: float | None = None
    reference: float | None = None


class Column(NamedTuple):
    """A column of a table.

    `key` columns tell the rows apart, else the first does. They stay, and head the record that a row becomes on a
    narrow screen. `optional` columns give way first, and are named below the table, if they have a title. An `ordered`
    first column holds dates in order, so that rows that read alike otherwise may be one row. `no_wrap` columns hold
    names and are never broken. A `spoken` column needs no label in a record. One with an `axis` is drawn.
    """

    title: str = ""
    align: Literal["left", "right"] = "left"
    key: bool = False
    no_wrap: bool = False
    optional: bool = False
    spoken: bool = False
    axis: Axis | None = None
    ordered: bool = False


class Table(NamedTuple):
    """Rows of cells under columns; `emphasis` are the numbers of the rows that carry the result, `below` is a line."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    emphasis: frozenset[int] = frozenset()
    below: str = ""


class Heading(NamedTuple):
    """The title of the blocks below it, or, with `part`, of a part of a long document that has titles within."""

    text: str
    part: bool = False


class Text(NamedTuple):
    """A paragraph, with the sources that it rests on."""

    text: str
    cited: Cited = Cited()


class Lines(NamedTuple):
    """Lines that belong together and are not joined."""

    lines: Sequence[str]


class Tree(NamedTuple):
    """A node with its parts, and the sources that it rests on."""

    text: str
    children: "Sequence[Tree]" = ()
    cited: Cited = Cited()


class Chart(NamedTuple):
    """A number for each of some items: as bars, or as a line if the items are in order.

    `across` names the items, `along` the numbers. A format that does not draw lists them, unless a table has them.
    """

    title: str
    kind: Literal["bars", "line"]
    across: Axis
    along: Axis
    points: Sequence[tuple[Day | Number | str, Number]]


class HeatMap(NamedTuple):
    """One figure over two paths, shaded from its lowest to its highest number.

    `title` names the cells, `down` and `across` the labels of rows and columns.
    """

    title: str
    down: Axis
    across: Axis
    rows: Sequence[Number | str]
    columns: Sequence[Number | str]
    cells: Sequence[Sequence[Number]]


class Code(NamedTuple):
    """Text that is printed verbatim."""

    text: str


Plain: TypeAlias = Table | Heading | Text | Lines | Tree | Chart | HeatMap | Code


class Abridged(NamedTuple):
    """Blocks that a reader may have `short`, or in `full`, which has more than a first reading needs."""

    short: Sequence[Plain]
    full: Sequence[Plain]


Block: TypeAlias = Plain | Abridged


class Document(NamedTuple):
    """A first line, the answer in a sentence, then blocks, then references by number, then a line on the case.

    `pictures` follow the answer, or that of their part. `bare` is text for scripts that needs no layout and replaces
    all of it on a terminal.
    One that stands `alone` is a page of its own, not to be set into another; its `charts` are drawn in the parts with
    these titles.
    """

    title: str
    blocks: Sequence[Block] = ()
    footer: str = ""
    bare: str | None = None
    answer: str = ""
    references: Sequence[Reference] = ()
    alone: bool = False
    pictures: Sequence["Picture"] = ()
    charts: Mapping[str, Sequence["ChartSpec"]] = {}


class Rows(NamedTuple):
    """A tidy table for machines: raw values, None is unknown."""

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]

    @classmethod
    def of(cls, columns: Sequence[str], records: Iterable[Mapping[str, object]]) -> "Rows":
        """Return mappings as rows: the values of each under the columns."""
        return cls(columns, [[record[name] for name in columns] for record in records])


class Response(NamedTuple):
    """One answer in all its forms; `data` are its records, by the names of the parts of an object.

    `messages` goes to standard error: warnings, readings, verdicts. `failed` is true if a gate or a check failed.
    `evaluation` has the figures, None for an answer without any; `live` is its page, if that computes. `typed` is the
    command line that asked for it, for the formats that tell how they are made again.
    """

    document: Document
    data: dict[str, Any]
    rows: Rows
    messages: Sequence[str] = ()
    failed: bool = False
    evaluation: "Evaluation | None" = None
    live: "LivePage | None" = None
    typed: str = ""
