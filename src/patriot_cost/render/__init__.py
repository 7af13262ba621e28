"""Renderers from an answer to bytes: one module a format, no files, no screen, no arithmetic.

A format of whole answers has `render(answer, screen)`, one of long tables `write(columns, stream)`, one of charts
`draw(chart, format)`, one that needs an extra `check_installed()`. A new one is a module and a row of ROWS.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from patriot_cost.characters import encoded, escaped
from patriot_cost.render.zeros import unsigned_blocks

if TYPE_CHECKING:
    from typing import BinaryIO

    from patriot_cost.report.brevity import Extent
    from patriot_cost.report.chart_layers import ChartSpec
    from patriot_cost.report.document import Response
    from patriot_cost.report.streams import LongTable

Format: TypeAlias = str
"""The name of a format."""


class Row(NamedTuple):
    """A format: its name, the extension of its files, its module, and whether it takes `answers` or `long_tables`.

    One for `people` folds equal rows, and leaves out details beyond a first reading. A `picture` is of one chart.

    `extra` says that it needs an extra of this package, `binary` that no terminal can show it.
    """

    name: Format
    extension: str
    module: str
    answers: bool = True
    people: bool = False
    long_tables: bool = False
    extra: bool = False
    picture: bool = False
    binary: bool = False


SCREEN = "table"
"""The format of a terminal."""
ROWS = (
    Row(SCREEN, ".txt", "terminal", people=True),
    Row("json", ".json", "json"),
    Row("csv", ".csv", "csv", long_tables=True),
    Row("markdown", ".md", "markdown", people=True),
    Row("html", ".html", "html", people=True),
    Row("xlsx", ".xlsx", "xlsx", extra=True, binary=True),
    Row("jsonl", ".jsonl", "jsonl", answers=False, long_tables=True),
    Row("parquet", ".parquet", "parquet", answers=False, long_tables=True, extra=True, binary=True),
    Row("svg", ".svg", "vega", answers=False, extra=True, picture=True),
    Row("png", ".png", "vega", answers=False, extra=True, picture=True, binary=True),
    Row("vl.json", ".vl.json", "vega", answers=False, picture=True),
)
_BY_NAME = {row.name: row for row in ROWS}
EVERY_FORMAT = tuple(row.name for row in ROWS if not row.picture)
FORMATS = tuple(row.name for row in ROWS if row.answers)
"""Formats of every command."""
STREAMED = {row.extension: row.name for row in ROWS if row.long_tables}
"""Formats of long tables, by extension."""
PICTURES = {row.extension: row.name for row in ROWS if row.picture}
"""Formats of charts, by extension."""
BINARY = tuple(row.name for row in ROWS if row.binary)
EXTENSIONS = {row.extension: row.name for row in ROWS if row.answers}


class Screen(NamedTuple):
    """The screen for a text: width in characters, None for a pipe that must not wrap; colour; encoding; length."""

    width: int | None = None
    color: bool = False
    encoding: str = "utf-8"
    extent: Extent = "usual"

    @property
    def draws(self) -> bool:
        """Whether it shows lines and blocks."""
        return self.encoding.lower().startswith("utf")


def check_installed(form: Format) -> None:
    """Refuse a format that needs a missing library.

    Raises:
        UsageFault: the library is not installed.
        CannotCompute: there is too little memory for it.
    """
    if _BY_NAME[form].extra:
        _module(form).check_installed()


def render(response: Response, form: Format, screen: Screen) -> bytes:
    """Return an answer in a format; only the module of that format is imported.

    A text for scripts needs no layout, and no module.
    """
    bare = response.document.bare if form == SCREEN else None
    if bare is None and _BY_NAME[form].people:
        from patriot_cost.report.brevity import abridged

        # Its bars do not repeat the table: a page draws the numbers that a screen only lists.
        document = abridged(response.document, screen.extent, charts=form == "html")
        response = response._replace(document=document)
    content = _renderer(response, form).render(response, screen) if bare is None else escaped(bare)
    return content if isinstance(content, bytes) else encoded(content, screen.encoding)


def draw(chart: ChartSpec, form: Format) -> bytes:
    """Return a chart as a picture, or as its specification."""
    content: bytes = _module(form).draw(chart, form)
    return content


def write_columns(columns: LongTable, form: Format, stream: BinaryIO) -> None:
    """Write a long table block by block."""
    _module(form).write(columns._replace(blocks=unsigned_blocks(columns.blocks)), stream)


def _renderer(response: Response, form: Format) -> Any:  # noqa: ANN401 - a module
    """Return the module that renders an answer: an HTML page of its own has another than a fragment of one."""
    if form == "html" and (response.live or response.document.alone):
        return import_module(f"{__name__}.{'explore' if response.live else 'page'}")
    return _module(form)


def _module(form: Format) -> Any:  # noqa: ANN401 - a module
    return import_module(f"{__name__}.{_BY_NAME[form].module}")
