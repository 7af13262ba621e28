"""The looks of a workbook: kinds of cells told apart, texts across a sheet, and charts drawn from the right cells."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, get_args
from xml.etree import ElementTree as ET

import pytest

from patriot_cost.engine.cells import Cell
from patriot_cost.render.xlsx import workbook_bytes
from patriot_cost.report.workbook import Look, Range, Sheet, SheetCell, SheetChart, Workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOKS = {
    "plain": (False, "", "", ""),
    "title": (True, "", "", ""),
    "heading": (True, "1F3864", "", ""),
    "head": (True, "", "D9E1F2", ""),
    "head_of_numbers": (True, "", "D9E1F2", "right"),
    "paragraph": (False, "", "", ""),
    "input": (False, "", "FFF2CC", ""),
    "locked": (False, "", "EDEDED", ""),
    "result": (True, "", "", ""),
    "note": (False, "595959", "", ""),
    "note_of_numbers": (False, "595959", "", "right"),
    "unit": (False, "595959", "", ""),
}
"""Whether letters are bold, their colour, that of the ground, and the side: grey on what is not to be edited."""


def parts(sheet: Sheet) -> dict[str, ET.Element]:
    """Return the parts of the file of a workbook of one sheet by name."""
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(Workbook([sheet], "", "")))) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        return {name: ET.fromstring(archive.read(name)) for name in names}  # noqa: S314 - written by this test


def color(of: ET.Element | None) -> str:
    """Return a colour, empty where none is set."""
    return "" if of is None else of.get("rgb", "").removeprefix("FF")


def styles(file: dict[str, ET.Element]) -> dict[str, tuple[bool, str, str, str, bool]]:
    """Return the look of each cell by place, and whether its text goes over several lines."""
    book = file["xl/styles.xml"]
    fonts, fills, kinds = (book.findall(f"{{*}}{name}/*") for name in ("fonts", "fills", "cellXfs"))
    found = {}
    for cell in file["xl/worksheets/sheet1.xml"].iterfind(".//{*}c"):
        kind = kinds[int(cell.get("s", 0))]
        font, fill, side = (
            fonts[int(kind.get("fontId", 0))],
            fills[int(kind.get("fillId", 0))],
            kind.find("{*}alignment"),
        )
        found[cell.attrib["r"]] = (
            font.find("{*}b") is not None,
            color(font.find("{*}color")),
            color(fill.find(".//{*}fgColor")),
            "" if side is None else side.get("horizontal", ""),
            side is not None and side.get("wrapText") == "1",
        )
    return found


@pytest.mark.parametrize("listed", [False, True])
def test_kinds_of_cells_are_told_apart(listed: bool) -> None:  # noqa: FBT001 - a case
    """Titles are bold, results too, yellow is to be edited, notes are grey; a text has lines unless it is listed."""
    assert {*LOOKS} == {*get_args(Look)}
    rows = [[SheetCell("a text", look=look), SheetCell(1.0, "battery", look=look)] for look in get_args(Look)]
    found = styles(parts(Sheet("Answer", rows, (20, 20), listed=listed)))
    for row, look in enumerate(LOOKS.values(), 1):
        assert found[f"A{row}"] == (*look, not listed)
        assert found[f"B{row}"] == (*look, False)


def test_a_text_beside_a_number_keeps_off_it() -> None:
    """In the first column it stands at the edge, in others it has an indent, but not where it is over numbers."""
    looks: list[Look] = ["plain", "plain", "note_of_numbers"]
    found = styles(parts(Sheet("Answer", [[SheetCell("a", look=look) for look in looks]], (9, 9, 9))))
    assert [found[place][3] for place in ("A1", "B1", "C1")] == ["", "left", "right"]


@pytest.mark.parametrize("look", ["title", "heading", "paragraph"])
def test_what_runs_across_a_sheet_has_its_columns_and_its_lines(look: Look) -> None:
    """A long text has the width of seven columns together and a row as high as its lines; one column is itself."""
    text = "seven letters " * 40
    for widths in ((20,) * 9, (30,) * 2, (60,)):
        page = parts(Sheet("Answer", [[SheetCell(text, look=look)]], widths))["xl/worksheets/sheet1.xml"]
        merged = [one.attrib["ref"] for one in page.iterfind(".//{*}mergeCell")]
        assert merged == {9: ["A1:G1"], 2: ["A1:B1"], 1: []}[len(widths)]
        (row,) = page.iterfind(".//{*}row")
        assert float(row.attrib["ht"]) >= 15 * len(text) / (1.3 * sum(widths[:7]))
        assert page.findtext(".//{*}c/{*}v") == "0", "the only text of the file"


def test_whole_counts_have_no_decimals_and_unknown_numbers_are_grey() -> None:
    """As long as a formula gives a whole number, whatever it gave when it was written; dates keep their form."""
    cells = [SheetCell(1.5, "battery"), SheetCell(None, "battery"), SheetCell(2030.0, "year"), SheetCell(0.5, "share")]
    file = parts(Sheet("Answer", [[SheetCell("a"), *cells]], (20,) * 5))
    kinds = file["xl/styles.xml"].findall("{*}dxfs/{*}dxf")
    forms = {}
    for rules in file["xl/worksheets/sheet1.xml"].iterfind(".//{*}conditionalFormatting"):
        for rule in rules.iterfind("{*}cfRule"):
            kind = kinds[int(rule.attrib["dxfId"])]
            number = kind.find("{*}numFmt")
            form = color(kind.find(".//{*}color")) if number is None else number.attrib["formatCode"]
            forms[rules.attrib["sqref"]] = (rule.findtext("{*}formula"), form)
    whole = {place: (f"INT({place})={place}", "#,##0") for place in ("B1", "C1")}
    never = {"D1": ("INT(D1)=D1", '[>=1E+300]"never";0')}
    assert forms == {"A1:F2": ("ISERROR(A1)", "7F7F7F"), **whole, **never}


def texts(of: ET.Element | None) -> str:
    """Return the text of a title of a chart."""
    return "" if of is None else "".join(one.text or "" for one in of.iterfind(".//{*}t"))


def chart_of(kind: str, unit: str, names: Sequence[Cell], along: str = "") -> ET.Element:
    """Return a chart, as it is in a file, of three numbers below each name."""
    rows = [[SheetCell("item"), SheetCell("one"), SheetCell("two")]]
    rows += [[SheetCell(f"item {place}"), SheetCell(1.0, unit), SheetCell(2.0, unit)] for place in range(3)]
    items = Range(Cell("Answer", 1, 0), Cell("Answer", 3, 0))
    series = {name: Range(name._replace(row=1), name._replace(row=3)) for name in names}
    chart = SheetChart("line" if kind == "line" else "column", "Title", items, series, unit, along, "amounts")
    return parts(Sheet("Answer", rows, (20, 20, 20), charts=[chart], charts_at=6))["xl/charts/chart1.xml"]


@pytest.mark.parametrize(("kind", "mark"), [("line", "lineChart"), ("column", "barChart")])
def test_a_chart_is_drawn_from_its_cells(kind: str, mark: str) -> None:
    """Each series has its name, its items and its numbers, and a colour of its own; amounts begin at 0."""
    names = [Cell("Answer", 0, 1), Cell("Answer", 0, 2)]
    chart = chart_of(kind, "USD", names, "Year")
    series = chart.findall(f".//{{*}}{mark}/{{*}}ser")
    read = [[one.findtext(f"{{*}}{part}//{{*}}f") for part in ("tx", "cat", "val")] for one in series]
    assert read == [[f"Answer!${x}$1", "Answer!$A$2:$A$4", f"Answer!${x}$2:${x}$4"] for x in "BC"]
    colors = [[shown.attrib["val"] for shown in one.iterfind("{*}spPr//{*}srgbClr")] for one in series]
    assert [len({*found}) for found in colors] == [1, 1]
    assert colors[0] != colors[1]
    axis = chart.find(".//{*}valAx")
    assert axis is not None
    assert texts(axis.find("{*}title")) == "amounts"
    assert texts(chart.find(".//{*}catAx/{*}title")) == "Year"
    assert texts(chart.find("{*}chart/{*}title")) == "Title"
    assert [one.attrib["val"] for one in axis.iterfind(".//{*}min")] == ["0"]
    assert [one.attrib["val"] for one in axis.iterfind("{*}majorGridlines//{*}srgbClr")] == ["D9D9D9"], "pale"
    assert [one.attrib["val"] for one in chart.iterfind(".//{*}tickLblSkip")] == ["1"], "each of a few has its label"


def test_a_chart_has_a_legend_if_there_is_something_to_tell_apart() -> None:
    """One series needs none; names of figures need no title of their axis."""
    names = [Cell("Answer", 0, 1), Cell("Answer", 0, 2)]
    assert [chart_of("line", "USD", names[:count]).find(".//{*}legend") is not None for count in (1, 2)] == [
        False,
        True,
    ]
    assert texts(chart_of("column", "USD", names).find(".//{*}catAx/{*}title")) == ""


@pytest.mark.parametrize(("unit", "money"), [("USD", True), ("USD/year", True), ("battery", False)])
def test_amounts_along_a_chart_are_money_or_counts(unit: str, money: bool) -> None:  # noqa: FBT001 - a case
    """Only money has its sign there, and large amounts their thousands."""
    form = chart_of("line", unit, [Cell("Answer", 0, 1)]).find(".//{*}valAx/{*}numFmt")
    assert form is not None
    assert form.attrib["sourceLinked"] == "0"
    assert ("$" in form.attrib["formatCode"]) == money
    assert "#,##0" in form.attrib["formatCode"]
