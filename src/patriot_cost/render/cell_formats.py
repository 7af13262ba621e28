"""Formats of the cells of a workbook: of numbers by their units, of texts by their looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from patriot_cost.units import currency

if TYPE_CHECKING:
    from patriot_cost.report.workbook import SheetCell

MONEY = '[>=999500000]$#,##0.00,,,"B";[>=999500]$#,##0.00,,"M";$#,##0'
_FORMATS = {
    "share": "0.0%",
    "year": '[>=1E+300]"never";0.00',
    "date": '[>=1E+300]"never";yyyy-mm',
    "index": "0.00",
    "exact": "General",
}
_COUNT = "#,##0.00"
_WHOLE = {_COUNT: "#,##0", _FORMATS["year"]: '[>=1E+300]"never";0'}
"""The formats of whole numbers, by those of others."""
_LOOKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "font_color": "#1F3864"},
    "head": {"bold": True, "bg_color": "#D9E1F2"},
    "head_of_numbers": {"bold": True, "bg_color": "#D9E1F2", "align": "right"},
    "paragraph": {},
    "input": {"bg_color": "#FFF2CC", "border": 1, "border_color": "#BFBFBF"},
    "locked": {"bg_color": "#EDEDED"},
    "result": {"bold": True},
    "note": {"font_color": "#595959"},
    "note_of_numbers": {"font_color": "#595959", "align": "right"},
    "unit": {"font_color": "#595959"},
}


class CellFormats:
    """The formats of cells, each made once."""

    def __init__(self, file: Any) -> None:  # noqa: ANN401 - XlsxWriter is not typed
        self._file, self._made = file, dict[tuple[str, str, bool, bool], Any]()
        self.whole = {shown: file.add_format({"num_format": whole}) for shown, whole in _WHOLE.items()}
        self.unknown = file.add_format({"font_color": "#7F7F7F"})

    def of(self, cell: SheetCell, column: int, *, listed: bool) -> Any:  # noqa: ANN401 - as above
        """Return the format of a cell: a text keeps off the number to its left, and has as many lines as it needs."""
        look, text = _LOOKS[cell.look], isinstance(cell.value, str)
        indented = text and column > 0 and "align" not in look
        wrapped = text and not listed
        key = cell.look, number_format(cell), indented, wrapped
        if key not in self._made:
            made = look | {"num_format": key[1], "valign": "top", "text_wrap": wrapped}
            self._made[key] = self._file.add_format(made | ({"align": "left", "indent": 1} if indented else {}))
        return self._made[key]


def number_format(cell: SheetCell) -> str:
    """Return the format of the number of a cell."""
    if isinstance(cell.value, str):
        return "General"
    return MONEY if currency(cell.unit) else _FORMATS.get(cell.unit, _COUNT)
