"""Workbooks, written by XlsxWriter."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO
from math import isinf
from typing import TYPE_CHECKING, Any

from patriot_cost.engine.cell_operations import NEVER
from patriot_cost.errors import UsageFault
from patriot_cost.units import currency

if TYPE_CHECKING:
    from patriot_cost.render import Screen
    from patriot_cost.report.document import Response
    from patriot_cost.report.workbook import Look, Sheet, SheetCell, Workbook

_MONEY = '[>=999500000]$#,##0.00,,,"B";[>=999500]$#,##0.00,,"M";$#,##0'
_DATE = '[>=1E+300]"never";0'
_LOOKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "font_color": "#1F3864", "bottom": 1},
    "head": {"bold": True, "bg_color": "#D9E1F2", "text_wrap": True, "valign": "top"},
    "input": {"bg_color": "#FFF2CC", "border": 1, "border_color": "#BFBFBF", "locked": False},
    "locked": {"bg_color": "#EDEDED"},
    "result": {"bold": True},
    "note": {"font_color": "#595959"},
}


def check_installed() -> None:
    """Refuse the format if XlsxWriter is missing.

    Raises:
        UsageFault: it is not installed.
    """
    if not find_spec("xlsxwriter"):
        raise UsageFault("a workbook needs XlsxWriter, which is not installed", "pip install 'patriot-cost[report]'")


def render(response: Response, _: Screen) -> bytes:
    """Return an answer as a workbook."""
    from patriot_cost.report.live_workbook import live_workbook

    assert response.evaluation
    return _written(live_workbook(response, response.evaluation))


def _written(workbook: Workbook) -> bytes:
    import xlsxwriter

    stream = BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "use_future_functions": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as file:
        file.set_properties({"title": workbook.title, "subject": workbook.subject})
        formats: dict[tuple[str, str], Any] = {}

        def look(cell: SheetCell) -> Any:
            key = cell.look, _number_format(cell)
            if key not in formats:
                formats[key] = file.add_format(_LOOKS[key[0]] | ({"num_format": key[1]} if key[1] else {}))
            return formats[key]

        for sheet in workbook.sheets:
            _write_sheet(file.add_worksheet(sheet.name), sheet, look)
        for name, cell in workbook.names.items():
            letters = cell.place.rstrip("0123456789")
            file.define_name(name, f"={cell.sheet}!${letters}${cell.row + 1}")
    return stream.getvalue()


def _write_sheet(page: Any, sheet: Sheet, look: Any) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    page.freeze_panes(*sheet.frozen)
    page.hide_gridlines(2)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, max(sheet.frozen[0] - 1, 0))
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            _write(page, row, column, cell, look(cell))


def _write(page: Any, row: int, column: int, cell: SheetCell, form: Any) -> None:
    value = min(cell.value, NEVER) if isinstance(cell.value, float) and isinf(cell.value) else cell.value
    if cell.formula:
        page.write_formula(row, column, f"={cell.formula}", form, "#N/A" if value is None else value)
    elif value is None:
        page.write_formula(row, column, "=NA()", form, "#N/A")
    elif isinstance(value, float):
        page.write_number(row, column, value, form)
    elif cell.url:
        page.write_url(row, column, cell.url, form, value)
    elif value:
        page.write_string(row, column, value, form)
    if cell.comment:
        page.write_comment(row, column, cell.comment)


def _number_format(cell: SheetCell) -> str:
    if isinstance(cell.value, str):
        return ""
    if currency(cell.unit):
        return _MONEY
    if cell.unit == "share":
        return "0.0%"
    if cell.unit in {"year", "date"}:
        return _DATE
    return "0" if cell.unit == "index" else "#,##0.00"
