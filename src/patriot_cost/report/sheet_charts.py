"""The charts of a workbook, drawn by the spreadsheet program from cells of the sheets of years and of months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from patriot_cost.engine.cells import Cell
from patriot_cost.engine.keys import Key
from patriot_cost.report.sheet_layout import ITEMS, TOP
from patriot_cost.report.workbook import Range, SheetChart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patriot_cost.engine.evaluation_plan import Plan
    from patriot_cost.report.sheet_layout import SheetLayout


class _ChartOf(NamedTuple):
    """A chart of some figures of a sheet."""

    sheet: str
    kind: Literal["column", "line"]
    title: str
    figures: tuple[str, ...]


_CHARTS = (
    _ChartOf("Years", "column", "Outlays by year", ("procurement_outlays", "support_cost")),
    _ChartOf("Years", "line", "Batteries in service, and still missing", ("batteries_in_service", "batteries_missing")),
    _ChartOf("Months", "line", "Interceptors in stock at the end of the month", ("stock",)),
)


_APART = 3
"""Columns of the first sheet from one chart to the next."""


def charts_of(layouts: Iterable[SheetLayout], plan: Plan, at: Cell) -> Iterator[SheetChart]:
    """Yield the charts that the sheets have figures for; they stand at a cell, one beside the other."""
    sheets = {layout.name: layout for layout in layouts}
    for chart in _CHARTS:
        if chart.sheet not in sheets:
            continue
        lines = enumerate(sheets[chart.sheet].lines, TOP)
        rows = {Key.of(line.first).name: (row, line) for row, line in lines if not line.heading}
        shown = [rows[name] for name in chart.figures if name in rows]
        if not shown:
            continue
        first, last = (end(column for _, line in shown for column in line.keys) for end in (min, max))

        def through(row: int, sheet: str = chart.sheet, first: int = first, last: int = last) -> Range:
            return Range(Cell(sheet, row, first), Cell(sheet, row, last))

        series = {Cell(chart.sheet, row, 0): through(row) for row, _ in shown}
        unit = plan.steps[shown[0][1].first].figure.unit
        yield SheetChart(chart.kind, chart.title, through(ITEMS), series, at, unit)
        at = at._replace(column=at.column + _APART)
