"""Workbooks as they are seen and printed: columns, rows, charts and pages that a reader has room for."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests.render.test_workbook import LINES

from patriot_cost.engine.cells import Cell
from patriot_cost.render.xlsx import workbook_bytes
from patriot_cost.report.workbook import Workbook
from patriot_cost.report.workbook_pages import workbook_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from patriot_cost.report.document import Response
    from patriot_cost.report.workbook import SheetCell

    Answer = Callable[[str], Response]

OTHERS = (
    "brief -s mid-2026",
    "compare mid-2026 baseline",
    "sensitivity -s mid-2026",
    "engage -s mid-2026",
    "sweep -s mid-2026 --vary force.operational=6:12:4",
)
"""Answers whose workbooks do not compute."""
OF_MONEY = (("B", 999_500_000, 1e9), ("M", 999_500, 1e6))


def shown(cell: SheetCell) -> str:
    """Return a number as a cell shows it in its format."""
    if cell.value is None or cell.value == float("inf"):
        return "never"
    value = float(cell.value)
    if cell.unit.startswith("USD"):
        sign, size = next(((sign, size) for sign, least, size in OF_MONEY if value >= least), ("", 1))
        return f"${value / size:,.2f}{sign}" if sign else f"${value:,.0f}"
    if cell.unit in {"exact", "date"}:
        return f"{value:.5g}" if cell.unit == "exact" else "2026-12"
    return f"{value:.1%}" if cell.unit == "share" else f"{value:,.{0 if value == int(value) else 2}f}"


@pytest.mark.parametrize("line", [*LINES.values(), *OTHERS])
def test_every_cell_can_be_read(once_answered: Answer, line: str) -> None:
    """No number is wider than its column, and no column is wider than a reader's eye can follow."""
    for sheet in workbook_of(once_answered(line)).sheets:
        assert max(sheet.widths) <= 90, sheet.name
        for row in sheet.rows:
            for cell, width in zip(row, sheet.widths, strict=False) if len(row) > 1 else ():
                if not isinstance(cell.value, str):
                    assert len(shown(cell)) + 1 <= width, (line, sheet.name, cell)
            assert len(row) <= len(sheet.widths), (line, sheet.name)


@pytest.mark.parametrize("line", ["engage -s mid-2026", "cost 10 batteries -s mid-2026"])
def test_titles_of_columns_are_one_band_of_one_line(once_answered: Answer, tmp_path: Path, line: str) -> None:
    """A title that a narrow screen breaks is whole, and a column without one has no hole above it."""
    sheet = workbook_of(once_answered(line)).sheets[0]
    (tmp_path / "heads.xlsx").write_bytes(workbook_bytes(Workbook([sheet], "", "")))
    with zipfile.ZipFile(tmp_path / "heads.xlsx") as archive:
        root = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - written by this test
    written = {cell.attrib["r"] for cell in root.iterfind(".//{*}c")}
    titles = [
        (cell, Cell("Answer", row, column).place)
        for row, cells in enumerate(sheet.rows)
        for column, cell in enumerate(cells)
        if cell.look in {"head", "head_of_numbers"}
    ]
    assert titles
    assert not [cell for cell, place in titles if "\n" in str(cell.value) or place not in written]


def rows_of(file: Path, place: int) -> dict[int, float]:
    """Return the height of each row of a sheet in points, by its number from 0."""
    with zipfile.ZipFile(file) as archive:
        root = ET.fromstring(archive.read(f"xl/worksheets/sheet{place}.xml"))  # noqa: S314 - written by this test
    return {int(row.attrib["r"]) - 1: float(row.attrib.get("ht", 15)) for row in root.iterfind(".//{*}row")}


def test_a_long_text_has_a_row_of_its_height(once_answered: Answer, tmp_path: Path) -> None:
    """A program makes room for the lines of a text only if it is told to; 1.3 letters are as wide as a digit."""
    workbook = workbook_of(once_answered(LINES["fund"]))
    (tmp_path / "fund.xlsx").write_bytes(workbook_bytes(workbook))
    found = 0
    for number, sheet in enumerate(workbook.sheets, 1):
        heights = rows_of(tmp_path / "fund.xlsx", number)
        for place, row in enumerate(sheet.rows):
            for cell, width in zip(row, sheet.widths, strict=False) if len(row) > 1 else ():
                if isinstance(cell.value, str) and len(cell.value) > 1.3 * width:
                    found += 1
                    assert heights[place] >= 15 * len(cell.value) / (1.3 * width), (sheet.name, cell.value)
    assert found > 10


@pytest.mark.parametrize("line", LINES.values())
def test_charts_say_what_they_show(once_answered: Answer, line: str) -> None:
    """Each chart has a title and titles of its axes, and draws as many names as numbers, of which one is known."""
    workbook = workbook_of(once_answered(line))
    charts = workbook.sheets[0].charts
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    assert charts
    for chart in charts:
        assert chart.title
        assert chart.amount
        assert chart.along or chart.items.first.column == 0, "names of figures say themselves what they are"
        for name, (first, last) in chart.series.items():
            assert sheets[name.sheet].rows[name.row][name.column].value, "a name in the legend"
            assert name.row == first.row if name.sheet != "Answer" else name.column == first.column
            assert (last.row - first.row, last.column - first.column) == (
                chart.items.last.row - chart.items.first.row,
                chart.items.last.column - chart.items.first.column,
            )
            heads = [sheets[first.sheet].rows[row][column] for row, column in places(*chart.items)]
            assert all(isinstance(head.value, str) and head.value for head in heads)
        drawn = [sheets[one.first.sheet].rows[y][x] for one in chart.series.values() for y, x in places(*one)]
        assert any(cell.value is not None for cell in drawn)
        assert {cell.unit for cell in drawn} == {chart.unit}


def places(first: Cell, last: Cell) -> list[tuple[int, int]]:
    """Return the rows and columns of a range."""
    return [(y, x) for y in range(first.row, last.row + 1) for x in range(first.column, last.column + 1)]


def test_charts_stand_beside_each_other(once_answered: Answer, tmp_path: Path) -> None:
    """No chart of a sheet covers another, nor a cell that says something."""
    workbook = workbook_of(once_answered(LINES["report"]))
    (tmp_path / "report.xlsx").write_bytes(workbook_bytes(workbook))
    with zipfile.ZipFile(tmp_path / "report.xlsx") as archive:
        root = ET.fromstring(archive.read("xl/drawings/drawing1.xml"))  # noqa: S314 - written by this test
    found = []
    for anchor in root:
        (left, top), (right, bottom) = (
            (int(end.findtext("{*}col") or 0), int(end.findtext("{*}row") or 0))
            for end in (anchor.find("{*}from"), anchor.find("{*}to"))
            if end is not None
        )
        taken = {(y, x) for y in range(top, bottom + 1) for x in range(left, right)}
        assert not any(taken & other for other in found)
        assert not any(workbook.sheets[0].rows[y] for y, _ in taken)
        found.append(taken)
    assert len(found) == len(workbook.sheets[0].charts) >= 3


@pytest.mark.parametrize("line", [LINES["plan"], LINES["stock"], OTHERS[0]])
def test_sheets_can_be_printed(once_answered: Answer, tmp_path: Path, line: str) -> None:
    """A page has no more columns than can be read, and repeats the titles of columns and rows that do not scroll."""
    workbook = workbook_of(once_answered(line))
    (tmp_path / "print.xlsx").write_bytes(workbook_bytes(workbook))
    with zipfile.ZipFile(tmp_path / "print.xlsx") as archive:
        names = archive.read("xl/workbook.xml").decode()
        for number, sheet in enumerate(workbook.sheets, 1):
            root = ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 - as above
            setup = root.find("{*}pageSetup")
            assert setup is not None
            pages = int(setup.attrib.get("fitToWidth", 1))
            assert setup.attrib["orientation"] == "landscape"
            assert setup.attrib["fitToHeight"] == "0"
            assert setup.attrib["paperSize"] == "9", "A4"
            margins = root.find("{*}pageMargins")
            assert margins is not None
            assert max(map(float, margins.attrib.values())) <= 0.6, "inches"
            assert sum(sheet.widths) / pages <= 250, sheet.name
            assert (root.find(".//{*}pane") is not None) == any(sheet.fixed)
            if sheet.heads is not None:
                row = sheet.heads + 1
                assert f"{sheet.name}!${row}:${row}" in names or f",{sheet.name}!${row}:${row}" in names
                assert {cell.look for cell in sheet.rows[sheet.heads]} <= {"head", "head_of_numbers"}
                assert sheet.fixed[0] > sheet.heads


@pytest.mark.parametrize("line", LINES.values())
def test_items_across_a_sheet_stand_in_order(once_answered: Answer, line: str) -> None:
    """Years, months and ages stand as they follow each other: age 10 after age 9."""
    for sheet in workbook_of(once_answered(line)).sheets:
        if sheet.name in {"Years", "Months", "Ages"}:
            found = [int(str(cell.value).replace("-", "")) for cell in sheet.rows[1][2:]]
            assert found == sorted(found), sheet.name


def test_numbers_have_their_units_in_words(once_answered: Answer) -> None:
    """Units are plural, with the right article; a span of years has decimals, a date is a month."""
    response = once_answered(LINES["stock"])
    workbook = workbook_of(response)
    units = {str(cell.value) for sheet in workbook.sheets for row in sheet.rows for cell in row if cell.look == "unit"}
    assert {"interceptors a month", "US dollars a year", "months", "US dollars an interceptor"} <= units
    assert not [unit for unit in units if " a i" in unit or "USD" in unit or "/" in unit]
    answer = {str(row[-1].value): row for row in workbook.sheets[0].rows if row}
    month = answer["first_empty_month"][1]
    assert isinstance(month.value, float)
    day = date(1899, 12, 30) + timedelta(month.value)
    assert f"empty at the end of {day:%Y-%m}" in response.document.answer
    assert answer["first_empty_month"][2].value == "month"
