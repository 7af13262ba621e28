"""The charts of a workbook, drawn by the spreadsheet program from cells of its sheets."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Literal, NamedTuple

from patriot_cost.engine.cells import Cell
from patriot_cost.engine.keys import Key
from patriot_cost.report.labels import unit_words
from patriot_cost.report.sheet_layout import ITEMS, TOP
from patriot_cost.report.workbook import Range, SheetChart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.sheet_layout import SheetLayout


class _PartsOf(NamedTuple):
    """A chart of figures that stand one below the other in the answer."""

    title: str
    figures: tuple[str, ...]


class _ChartOf(NamedTuple):
    """A chart of some figures of a sheet, across which stand years or months."""

    sheet: str
    along: str
    kind: Literal["column", "line"]
    title: str
    figures: tuple[str, ...]


_PARTS = (
    _PartsOf("Acquisition cost in parts", ("systems_cost", "missiles_cost", "funding_need")),
    _PartsOf("Where the amount goes", ("money_for_batteries", "money_for_interceptors", "budget_left")),
    _PartsOf(
        "Batteries required, operational, pledged and short",
        ("batteries_required", "batteries_operational", "batteries_pledged", "battery_gap"),
    ),
)
_CHARTS = (
    _ChartOf("Years", "Year", "column", "Outlays by year", ("procurement_outlays", "support_cost")),
    _ChartOf(
        "Years",
        "Year",
        "line",
        "Batteries in service, and still missing",
        ("batteries_in_service", "batteries_missing"),
    ),
    _ChartOf("Months", "Month", "line", "Interceptors in stock at the end of the month", ("stock",)),
)
ABREAST = 2
"""Charts beside each other."""
ROWS = 16
"""Rows of cells that a chart takes."""


def rows_of(charts: Sequence[SheetChart]) -> int:
    """Return the rows that charts take together."""
    return ceil(len(charts) / ABREAST) * ROWS


def charts_of(evaluation: Evaluation, layouts: Iterable[SheetLayout], down: Mapping[str, Cell]) -> Iterator[SheetChart]:
    """Yield the charts of which something is known: of figures that are `down` the answer, and of the sheets."""
    for parts in _PARTS:
        cells = [down[key] for key in parts.figures if key in down]
        together = len(cells) == len(parts.figures) and cells[-1].row - cells[0].row == len(cells) - 1
        if together and _known(evaluation, parts.figures):
            name = cells[0]._replace(row=min(cell.row for cell in down.values()) - 1)
            values = Range(cells[0], cells[-1])
            items = Range(*(cell._replace(column=0) for cell in values))
            unit = evaluation.plan.steps[parts.figures[0]].figure.unit
            yield SheetChart("column", parts.title, items, {name: values}, unit, "", unit_words(unit))
    sheets = {layout.name: layout for layout in layouts}
    for chart in _CHARTS:
        if chart.sheet not in sheets:
            continue
        lines = enumerate(sheets[chart.sheet].lines, TOP)
        rows = {Key.of(line.first).name: (row, line) for row, line in lines if not line.heading}
        shown = [rows[name] for name in chart.figures if name in rows]
        keys = [key for _, line in shown for key in line.keys.values()]
        if not _known(evaluation, keys):
            continue
        first, last = (end(column for _, line in shown for column in line.keys) for end in (min, max))

        def through(row: int, sheet: str = chart.sheet, first: int = first, last: int = last) -> Range:
            return Range(Cell(sheet, row, first), Cell(sheet, row, last))

        series = {Cell(chart.sheet, row, 0): through(row) for row, _ in shown}
        unit = evaluation.plan.steps[keys[0]].figure.unit
        yield SheetChart(chart.kind, chart.title, through(ITEMS), series, unit, chart.along, unit_words(unit))


def _known(evaluation: Evaluation, keys: Iterable[str]) -> bool:
    return any(evaluation.values.get(key) is not None for key in keys)
