"""Workbooks, written by XlsxWriter: cells, names and charts as they are given, in one look."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.util import find_spec
from io import BytesIO
from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from patriot_cost.engine.cell_operations import NEVER
from patriot_cost.engine.cells import Cell
from patriot_cost.errors import UsageFault
from patriot_cost.render.cell_formats import CellFormats, number_format
from patriot_cost.render.visible import visible
from patriot_cost.report.sheet_charts import ABREAST, ROWS
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.render import Screen
    from patriot_cost.report.document import Response
    from patriot_cost.report.workbook import Range, Sheet, SheetCell, SheetChart, Workbook

_ALONG_MONEY = '[>=999500000]$#,##0.0#,,,"B";[>=999500]$#,##0.0#,,"M";$#,##0'
_ALONG_COUNTS = "[>=1000]#,##0;General"
_LETTERS = 1.2
"""Letters in the width of a digit, which widths of columns count."""
_ACROSS = {"title": 0.8, "heading": 1.05, "paragraph": _LETTERS}
"""Looks of texts that run across a sheet, with the letters of each."""
_LINE, _TITLE_LINE = 15, 19.5
"""Points of a line of text, and of a title."""
_PAGE = 250
"""Characters across a printed page, so that it can be read."""
_LABELS = 18
"""Labels along the axis of a chart."""
_CHART_WIDTH, _CHART_HEIGHT = 620, 300
"""Pixels."""
_LONGEST_LINK = 2079
"""Characters of an address that the format has room for."""
_ALWAYS = datetime(1980, 1, 1, tzinfo=UTC)
"""The first date that the format has."""
_AXIS = {"name_font": {"size": 9, "bold": False}, "num_font": {"size": 9}}
_COLORS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7")


def check_installed() -> None:
    """Refuse the format if XlsxWriter is missing.

    Raises:
        UsageFault: it is not installed.
    """
    if not find_spec("xlsxwriter"):
        raise UsageFault("a workbook needs XlsxWriter, which is not installed", "pip install 'patriot-cost[report]'")


def render(response: Response, _: Screen) -> bytes:
    """Return an answer as a workbook."""
    from patriot_cost.report.workbook_pages import workbook_of

    return workbook_bytes(visible(workbook_of(response)))


def workbook_bytes(workbook: Workbook) -> bytes:
    """Return the bytes of the file of a workbook."""
    from xlsxwriter import Workbook as File

    stream = BytesIO()
    # Nothing that a text says becomes a formula or a link; the newer functions have the prefix of the format.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "use_future_functions": True}
    with File(stream, options) as file:
        # The same answer has the same bytes, whenever it is written.
        properties = {"title": workbook.title[:255], "subject": workbook.subject[:255], "created": _ALWAYS}
        file.set_properties(properties)
        file.set_calc_mode("auto")
        formats = CellFormats(file)
        for sheet in workbook.sheets:
            _Page(file, sheet, formats).write()
        for name, cell in workbook.names.items():
            file.define_name(name, f"={_fixed(cell)}")
    return stream.getvalue()


def _fixed(cell: Cell) -> str:
    """Return a reference that does not move: `Inputs!$B$5`."""
    letters = cell.place.rstrip("0123456789")
    return f"{cell.sheet}!${letters}${cell.row + 1}"


class _Page:
    """Writes one sheet."""

    def __init__(self, file: Any, sheet: Sheet, formats: CellFormats) -> None:  # noqa: ANN401 - XlsxWriter is not typed
        self._file, self._sheet, self._formats = file, sheet, formats
        self._page = file.add_worksheet(sheet.name)

    def write(self) -> None:
        page, sheet = self._page, self._sheet
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        if any(sheet.fixed):
            page.freeze_panes(*sheet.fixed)
        page.hide_gridlines(2)
        self._set_up_print()
        for row, cells in enumerate(sheet.rows):
            if (lines := self._lines(cells)) > 1:
                page.set_row(row, lines * _LINE)
            for column, cell in enumerate(cells):
                self._cell(row, column, cell)
        self._by_condition()
        for place, chart in enumerate(sheet.charts):
            row, column = divmod(place, ABREAST)
            offset = {"x_offset": column * (_CHART_WIDTH + 20), "object_position": 2}
            page.insert_chart(sheet.charts_at + row * ROWS, 0, self._chart(chart), offset)

    def _set_up_print(self) -> None:
        """Fit the columns to the width of a page, or to as many as can be read, with the titles on each."""
        page, sheet = self._page, self._sheet
        left = sum(sheet.widths[: sheet.fixed[1]])
        page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(max(1, ceil((sum(sheet.widths) - left) / (_PAGE - left))), 0)
        page.set_footer("&L&A&RPage &P of &N")
        if sheet.fixed[1]:
            page.repeat_columns(0, sheet.fixed[1] - 1)
        if sheet.heads is not None:
            page.repeat_rows(sheet.heads)
            if sheet.listed:
                page.autofilter(sheet.heads, 0, len(sheet.rows) - 1, len(sheet.widths) - 1)

    def _lines(self, cells: Sequence[SheetCell]) -> int:
        """Return the lines of a row: a program makes room for them only if it is told to."""
        if self._sheet.listed or len(cells) < 2:
            return 1
        widths = self._sheet.widths
        texts = zip(cells, widths, strict=False)
        shown = [wrap(cell.value, int(width * _LETTERS) - 1) for cell, width in texts if isinstance(cell.value, str)]
        return max(map(len, shown), default=1)

    def _cell(self, row: int, column: int, cell: SheetCell) -> None:
        page, look = self._page, self._formats.of(cell, column, listed=self._sheet.listed)
        value = min(cell.value, NEVER) if isinstance(cell.value, float) else cell.value
        if cell.formula or value is None:
            page.write_formula(row, column, f"={cell.formula or 'NA()'}", look, "#N/A" if value is None else value)
        elif isinstance(value, float):
            page.write_number(row, column, value, look)
        elif cell.look in _ACROSS:
            self._across(row, cell.look, value, look)
        elif cell.url and len(cell.url) <= _LONGEST_LINK:
            page.write_url(row, column, cell.url, look, value[:255])
        elif value:
            page.write_string(row, column, value, look)
        elif cell.look in {"head", "head_of_numbers"}:
            page.write_blank(row, column, None, look)
        if cell.comment:
            page.write_comment(row, column, cell.comment)
        if cell.choices:
            allowed = {"validate": "list", "source": [*cell.choices], "error_title": "Not in the list"}
            page.data_validation(row, column, row, column, allowed | {"error_message": ", ".join(cell.choices)})

    def _across(self, row: int, name: str, text: str, look: Any) -> None:  # noqa: ANN401 - as above
        """Write a text across the sheet, in a row as high as its lines."""
        widths = self._sheet.widths[:7]
        lines = len(wrap(text, int(sum(widths) * _ACROSS[name])))
        self._page.set_row(row, lines * (_TITLE_LINE if name == "title" else _LINE))
        if len(widths) > 1:
            # A merge of older releases would take a text such as {=1+1} for a formula.
            self._page.merge_range(row, 0, row, len(widths) - 1, "", look)
        self._page.write_string(row, 0, text, look)

    def _by_condition(self) -> None:
        """Show whole counts without decimals, and unknown numbers in grey."""
        end = len(self._sheet.rows), max((len(row) for row in self._sheet.rows), default=1)
        self._page.conditional_format(0, 0, *end, {"type": "errors", "format": self._formats.unknown})
        for row, cells in enumerate(self._sheet.rows):
            for column, cell in enumerate(cells):
                whole = None if isinstance(cell.value, str) else self._formats.whole.get(number_format(cell))
                if whole:
                    place = Cell(self._sheet.name, row, column).place
                    rule = {"type": "formula", "criteria": f"=INT({place})={place}", "format": whole}
                    self._page.conditional_format(row, column, row, column, rule)

    def _chart(self, chart: SheetChart) -> Any:  # noqa: ANN401 - as above
        made = self._file.add_chart({"type": chart.kind} | ({"subtype": "stacked"} if chart.kind == "column" else {}))
        for color, (name, numbers) in zip(_COLORS, chart.series.items(), strict=False):
            made.add_series(
                {
                    "name": f"={_fixed(name)}",
                    "categories": f"={_range(chart.items)}",
                    "values": f"={_range(numbers)}",
                    "fill": {"color": color},
                    "line": {"color": color, "width": 2},
                }
            )
        made.set_title({"name": chart.title, "name_font": {"size": 12}})
        made.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
        amounts = {
            "name": chart.amount,
            "min": 0,
            "num_format": _ALONG_MONEY if currency(chart.unit) else _ALONG_COUNTS,
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
        items = chart.items.last.column - chart.items.first.column
        made.set_x_axis({"name": chart.along, "interval_unit": items // _LABELS + 1} | _AXIS)
        made.set_y_axis(amounts | _AXIS)
        made.set_size({"width": _CHART_WIDTH, "height": _CHART_HEIGHT})
        return made


def _range(cells: Range) -> str:
    return f"{_fixed(cells.first)}:{_fixed(cells.last).rpartition('!')[2]}"
