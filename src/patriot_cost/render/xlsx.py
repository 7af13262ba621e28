"""Workbooks, written by XlsxWriter: cells, names and charts as they are given, in one look."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.util import find_spec
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from patriot_cost.engine.cell_operations import NEVER
from patriot_cost.errors import UsageFault
from patriot_cost.render.visible import visible
from patriot_cost.units import currency

if TYPE_CHECKING:
    from patriot_cost.engine.cells import Cell
    from patriot_cost.render import Screen
    from patriot_cost.report.document import Response
    from patriot_cost.report.workbook import Range, Sheet, SheetCell, SheetChart, Workbook

_MONEY = '[>=999500000]$#,##0.00,,,"B";[>=999500]$#,##0.00,,"M";$#,##0'
_FORMATS = {"share": "0.0%", "year": '[>=1E+300]"never";0', "index": "0.00", "exact": "General"}
_COUNT = "#,##0.00"
_WHOLE = "#,##0"
_LOOKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "font_color": "#1F3864"},
    "head": {"bold": True, "bg_color": "#D9E1F2", "text_wrap": True, "valign": "top"},
    "head_of_numbers": {"bold": True, "bg_color": "#D9E1F2", "text_wrap": True, "valign": "top", "align": "right"},
    "paragraph": {"text_wrap": True, "valign": "top"},
    "input": {"bg_color": "#FFF2CC", "border": 1, "border_color": "#BFBFBF"},
    "locked": {"bg_color": "#EDEDED"},
    "result": {"bold": True},
    "note": {"font_color": "#595959", "indent": 1},
    "unit": {"font_color": "#595959", "indent": 1},
}
_LINE = 15
"""Points of a line of text."""
_LONGEST_LINK = 2079
"""Characters of an address that the format has room for."""
_ALWAYS = datetime(1980, 1, 1, tzinfo=UTC)
"""The first date that the format has."""
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
        looks = _Looks(file)
        for sheet in workbook.sheets:
            _Page(file, sheet, looks).write()
        for name, cell in workbook.names.items():
            file.define_name(name, f"={_fixed(cell)}")
    return stream.getvalue()


def _fixed(cell: Cell) -> str:
    """Return a reference that does not move: `Inputs!$B$5`."""
    letters = cell.place.rstrip("0123456789")
    return f"{cell.sheet}!${letters}${cell.row + 1}"


class _Looks:
    """The formats of cells, each made once."""

    def __init__(self, file: Any) -> None:  # noqa: ANN401 - XlsxWriter is not typed
        self._file, self._made = file, dict[tuple[str, str], Any]()
        self.whole = file.add_format({"num_format": _WHOLE})
        self.unknown = file.add_format({"font_color": "#7F7F7F"})

    def of(self, cell: SheetCell) -> Any:  # noqa: ANN401 - as above
        key = cell.look, _number_format(cell)
        if key not in self._made:
            self._made[key] = self._file.add_format(_LOOKS[cell.look] | {"num_format": key[1]})
        return self._made[key]


def _number_format(cell: SheetCell) -> str:
    if isinstance(cell.value, str):
        return "General"
    return _MONEY if currency(cell.unit) else _FORMATS.get(cell.unit, _COUNT)


class _Page:
    """Writes one sheet."""

    def __init__(self, file: Any, sheet: Sheet, looks: _Looks) -> None:  # noqa: ANN401 - XlsxWriter is not typed
        self._file, self._sheet, self._looks = file, sheet, looks
        self._page = file.add_worksheet(sheet.name)

    def write(self) -> None:
        page, sheet = self._page, self._sheet
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        if any(sheet.fixed):
            page.freeze_panes(*sheet.fixed)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&RPage &P of &N")
        for row, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                self._cell(row, column, cell)
        self._by_condition()
        for chart in sheet.charts:
            page.insert_chart(chart.at.row, chart.at.column, self._chart(chart), {"object_position": 2})

    def _cell(self, row: int, column: int, cell: SheetCell) -> None:
        page, look = self._page, self._looks.of(cell)
        value = min(cell.value, NEVER) if isinstance(cell.value, float) else cell.value
        if cell.formula or value is None:
            page.write_formula(row, column, f"={cell.formula or 'NA()'}", look, "#N/A" if value is None else value)
        elif isinstance(value, float):
            page.write_number(row, column, value, look)
        elif cell.look == "paragraph":
            self._paragraph(row, value, look)
        elif cell.url and len(cell.url) <= _LONGEST_LINK:
            page.write_url(row, column, cell.url, look, value[:255])
        elif value:
            page.write_string(row, column, value, look)
        if cell.comment:
            page.write_comment(row, column, cell.comment)
        if cell.choices:
            allowed = {"validate": "list", "source": [*cell.choices], "error_title": "Not in the list"}
            page.data_validation(row, column, row, column, allowed | {"error_message": ", ".join(cell.choices)})

    def _paragraph(self, row: int, text: str, look: Any) -> None:  # noqa: ANN401 - as above
        """Write a text across the sheet, in a row as high as its lines."""
        widths = self._sheet.widths[:7]
        self._page.set_row(row, _LINE * ceil(len(text) / sum(widths) * 1.05))
        if len(widths) > 1:
            self._page.merge_range(row, 0, row, len(widths) - 1, text, look)
        else:
            self._page.write_string(row, 0, text, look)

    def _by_condition(self) -> None:
        """Show whole counts without decimals, and unknown numbers in grey."""
        end = len(self._sheet.rows), max((len(row) for row in self._sheet.rows), default=1)
        self._page.conditional_format(0, 0, *end, {"type": "errors", "format": self._looks.unknown})
        for row, cells in enumerate(self._sheet.rows):
            for column, cell in enumerate(cells):
                if not isinstance(cell.value, str) and _number_format(cell) == _COUNT:
                    place = f"{_letters(column)}{row + 1}"
                    rule = {"type": "formula", "criteria": f"=INT({place})={place}", "format": self._looks.whole}
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
        made.set_legend({"position": "bottom"})
        made.set_y_axis(
            {
                "num_format": _MONEY if currency(chart.unit) else _WHOLE,
                "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
            }
        )
        made.set_size({"width": 620, "height": 300})
        return made


def _range(cells: Range) -> str:
    return f"{_fixed(cells.first)}:{_fixed(cells.last).rpartition('!')[2]}"


def _letters(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
