"""Workbooks: yellow cells act as settings do, results are those of the program, texts stay texts."""

from __future__ import annotations

import random
import shlex
import zipfile
from math import isclose
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests.spreadsheet import computed, number

from patriot_cost.case.input_binding import input_key
from patriot_cost.case.live_inputs import is_live_number, live_words
from patriot_cost.engine.cell_operations import NEVER
from patriot_cost.engine.cells import Cell
from patriot_cost.render.xlsx import workbook_bytes
from patriot_cost.report.sheet_layout import VALUE
from patriot_cost.report.workbook import Sheet, SheetCell, Workbook
from patriot_cost.report.workbook_pages import LIVE, workbook_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Outcome

    from patriot_cost.report.document import Response
    from patriot_cost.report.workbook import Look

    Answer = Callable[[str], Response]
    Call = Callable[..., Outcome]

LINES = {
    "gap": "gap -s baseline",
    "fund": "fund -s mid-2026 --draws 0",
    "plan": "plan -s mid-2026",
    "stock": "stock -s 2026-11",
    "afford": "afford 10B -s mid-2026",
    "report": "report -s mid-2026 --draws 200",
}
STATED_ANEW: dict[str, float | str] = {
    "orders.profile": "capped",
    "orders.annual_cap": 3e9,
    "supply.allocation": "share",
    "supply.first_load_share": 0.4,
    "force.in_repair": 2.0,
}
"""Rules that need numbers which the case does not state, and these numbers."""
WRONG = -77.0
"""Written as the result of every formula of a copy: a program that shows it has not computed."""


def changed_inputs(response: Response, seed: int) -> dict[str, float]:
    """Return other values, by path, of some inputs that may be edited; shares that add up to a whole stay."""
    evaluation, found = response.evaluation, dict[str, float]()
    chosen = random.Random(seed)  # noqa: S311 - no secret
    assert evaluation
    for path, estimate in evaluation.loaded.estimates.items():
        entry = evaluation.loaded.inputs.get(input_key(path))
        free = estimate.unit != "share" and path not in {"demand.block_months", "budget.amount"}
        if (
            entry
            and entry.value
            and free
            and is_live_number(evaluation.loaded, input_key(path))
            and chosen.random() < 0.5
        ):
            found[path] = float(f"{entry.value * chosen.uniform(0.85, 1.0):.12g}")
    return found


def changed_words(response: Response, seed: int) -> dict[str, str]:
    """Return other words, by path, of some rules that may be edited."""
    chosen = random.Random(seed)  # noqa: S311 - no secret
    assert response.evaluation
    case = response.evaluation.loaded
    others = {path: [word for word in words if word != case.choice(path)] for path, words in live_words(case).items()}
    return {path: chosen.choice(words) for path, words in others.items() if chosen.random() < 0.4}


def with_changes(workbook: Workbook, changes: dict[Cell, float | str]) -> Workbook:
    """Return a copy whose inputs are changed and in which the result of every formula is wrong."""

    def copied(sheet: str, row: int, column: int, cell: SheetCell) -> SheetCell:
        for place, value in changes.items():
            if place == (sheet, row, column):
                return cell._replace(value=value)
        return cell._replace(value=WRONG) if cell.formula else cell

    sheets = []
    for sheet in workbook.sheets:
        rows = [[copied(sheet.name, y, x, cell) for x, cell in enumerate(row)] for y, row in enumerate(sheet.rows)]
        sheets.append(sheet._replace(rows=rows))
    return workbook._replace(sheets=sheets)


def formulas(workbook: Workbook) -> Iterator[tuple[str, int, int, float | None]]:
    """Yield the place and the result of each formula."""
    for sheet in workbook.sheets:
        for row, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                if cell.formula:
                    assert not isinstance(cell.value, str)
                    yield sheet.name, row, column, cell.value


def test_yellow_cells_act_as_settings(response_to: Answer, tmp_path: Path) -> None:
    """After an edit, every formula of every sheet gives what the command line computes with the same settings."""
    expected: dict[str, Workbook] = {}
    for seed, (name, line) in enumerate(LINES.items(), 1):
        response = response_to(line)
        changes, words = changed_inputs(response, seed), changed_words(response, seed)
        settings = " ".join(f"--set {path}={value}" for path, value in (changes | words).items())
        expected[name] = workbook_of(response_to(f"{line} {settings}"))
        workbook = workbook_of(response)
        cells = {key.partition(".")[0]: cell for key, cell in workbook.names.items()}
        assert cells, "names of inputs"
        places: dict[Cell, float | str] = {
            workbook.names[_name(path)]: value for path, value in changes.items() if _name(path) in workbook.names
        }
        assert len(places) >= 2, name
        places |= {_yellow_cell(workbook, path): word for path, word in words.items() if _name(path) in workbook.names}
        (tmp_path / f"{name}.xlsx").write_bytes(workbook_bytes(with_changes(workbook, places)))
    found = computed([tmp_path / f"{name}.xlsx" for name in LINES], tmp_path)
    for name, workbook in expected.items():
        for sheet, row, column, value in formulas(workbook):
            shown = number(found[name][sheet][row][column])
            assert _agree(value, shown), (name, sheet, row, column, value, shown)


def test_words_in_yellow_cells_act_as_settings(response_to: Answer, tmp_path: Path) -> None:
    """Each word of a rule gives what the command line does, with numbers that the case does not state too.

    What rests on another text is unknown.
    """
    line, response = LINES["plan"], response_to(LINES["plan"])
    assert response.evaluation
    case, workbook = response.evaluation.loaded, workbook_of(response)
    others = {path: [word for word in words if word != case.choice(path)] for path, words in live_words(case).items()}
    shown = {path: words for path, words in others.items() if _name(path) in workbook.names}
    assert {"orders.profile", "payment.profile", "supply.allocation", "battery.package_rule"} <= shown.keys()
    rounds = (0, 1)
    chosen: dict[str, dict[str, float | str]]
    chosen = {f"words-{place}": {path: words[place % len(words)] for path, words in shown.items()} for place in rounds}
    chosen["anew"] = STATED_ANEW
    for name, rules in (chosen | {"wrong": {"orders.profile": "sideways"}}).items():
        cells = {_yellow_cell(workbook, path): value for path, value in rules.items()}
        (tmp_path / f"{name}.xlsx").write_bytes(workbook_bytes(with_changes(workbook, cells)))
    found = computed([*tmp_path.glob("*.xlsx")], tmp_path)
    for name, rules in chosen.items():
        settings = " ".join(f"--set {path}={word}" for path, word in rules.items())
        for sheet, row, column, value in formulas(workbook_of(response_to(f"{line} {settings}"))):
            read = number(found[name][sheet][row][column])
            assert _agree(value, read), (name, sheet, row, column, value, read)
    left = {
        (sheet, row, column): _agree(value, read)
        for sheet, row, column, value in formulas(workbook)
        if (read := number(found["wrong"][sheet][row][column])) is not None
    }
    assert workbook.names["orders_profile"] not in left
    assert all(left.values())
    assert len(left) < len([*formulas(workbook)]) / 2


def _agree(value: float | None, read: float | None) -> bool:
    return read is value if value is None or read is None else _close(value, read)


def _yellow_cell(workbook: Workbook, path: str) -> Cell:
    return workbook.names[_name(path)]._replace(column=VALUE)


def test_a_yellow_word_has_a_list(cli: Call, response_to: Answer, tmp_path: Path) -> None:
    """The cell of a rule offers the words that the case may have, and no other cell has a list."""
    response = response_to(LINES["fund"])
    assert response.evaluation
    workbook, words = workbook_of(response), live_words(response.evaluation.loaded)
    assert cli(*LINES["fund"].split(), "-q", "-o", tmp_path / "fund.xlsx").code == 0
    with zipfile.ZipFile(tmp_path / "fund.xlsx") as archive:
        pages = [archive.read(f"xl/worksheets/sheet{place}.xml") for place in range(1, len(workbook.sheets) + 1)]
    lists = [[*ET.fromstring(page).iterfind(".//{*}dataValidation")] for page in pages]  # noqa: S314 - as above
    assert [sheet.name for sheet, found in zip(workbook.sheets, lists, strict=True) if found] == ["Inputs"]
    offered = {one.attrib["sqref"]: (one.findtext("{*}formula1") or "").strip('"').split(",") for one in lists[1]}
    assert offered == {
        _yellow_cell(workbook, path).place: [*allowed]
        for path, allowed in words.items()
        if _name(path) in workbook.names
    }
    assert offered


def _name(path: str) -> str:
    name, _, items = input_key(path).partition("[")
    return ".".join((name, *items.removesuffix("]").replace("-", "_").split(","))).rstrip(".")


def _close(value: float, found: float) -> bool:
    return found >= NEVER / 100 if value > NEVER else isclose(value, found, rel_tol=1e-9, abs_tol=1e-9)


def cells_of(file: Path, number: int) -> dict[str, ET.Element]:
    """Return the cells of a sheet of a file by place."""
    with zipfile.ZipFile(file) as archive:
        root = ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 - written by this test
    names = {"x": root.tag[1:].partition("}")[0]}
    return {cell.attrib["r"]: cell for cell in root.iterfind(".//x:c", names)}


@pytest.mark.parametrize("command", LIVE)
def test_a_file_has_the_results_of_the_program(cli: Call, response_to: Answer, tmp_path: Path, command: str) -> None:
    """Each formula is written with its right result, which a preview shows that computes nothing."""
    file = tmp_path / "answer.xlsx"
    assert cli(*LINES[command].split(), "-q", "-o", file).code == 0
    workbook = workbook_of(response_to(LINES[command]))
    for place, sheet in enumerate(workbook.sheets, 1):
        cells = cells_of(file, place)
        for row, line in enumerate(sheet.rows):
            for column, cell in enumerate(line):
                if cell.formula:
                    found = cells[Cell(sheet.name, row, column).place].findtext("{*}v")
                    assert found == "#N/A" if cell.value is None else _close(float(cell.value), float(found or "nan"))


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", "+1", "-1", "=HYPERLINK(1)", "http://example.org", "<b>"])
def test_a_text_that_looks_like_a_formula_stays_a_text(
    cli: Call, scenario_file: Callable[..., str], tmp_path: Path, title: str
) -> None:
    """A scenario may be called anything: its name is never computed and never a link."""
    own = scenario_file("", extends="mid-2026")
    text = (tmp_path / "case.toml").read_text("utf-8").replace('title = "Test case"', f'title = "{title}"')
    (tmp_path / "case.toml").write_text(text, encoding="utf-8")
    assert cli("show", "scenarios", "-s", own, "-q", "-o", tmp_path / "list.xlsx").code == 0
    assert cli("brief", "-s", own, "-q", "-o", tmp_path / "own.xlsx").code == 0
    for sheet in (1, 2):
        assert not [cell for cell in cells_of(tmp_path / "own.xlsx", sheet).values() if cell.find("{*}f") is not None]


@pytest.mark.parametrize("text", ["=1+1", "{=1+1}", "@SUM(A1)", "http://example.org", "mailto:a@b.org"])
@pytest.mark.parametrize("look", ["plain", "input", "paragraph"])
def test_a_cell_that_begins_like_a_formula_or_a_link_is_a_text(tmp_path: Path, text: str, look: Look) -> None:
    """A text at the beginning of a cell is a string, whatever it looks like."""
    sheet = Sheet("Answer", [[SheetCell(text, look=look), SheetCell("beside")]], (20, 20))
    (tmp_path / "text.xlsx").write_bytes(workbook_bytes(Workbook([sheet], "", "")))
    assert cells_of(tmp_path / "text.xlsx", 1)["A1"].attrib["t"] == "s"
    with zipfile.ZipFile(tmp_path / "text.xlsx") as archive:
        assert b"<hyperlink" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_workbook_names_its_case(response_to: Answer) -> None:
    """The last sheet has the whole identity of the case; the file carries its title."""
    workbook = workbook_of(response_to("fund -s mid-2026 --draws 0 --set force.operational=9"))
    texts = [str(cell.value) for row in workbook.sheets[-1].rows for cell in row]
    assert any("force.operational=9" in text and "mid-2026" in text for text in texts)
    assert "changed: force.operational=9" in workbook.title


@pytest.mark.parametrize("line", ["gap -s mid-2026", "afford 10B -s mid-2026", "brief -s mid-2026"])
def test_a_workbook_says_how_to_make_it_again(
    cli: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """The command on the last sheet makes the same bytes, and does not tell the folders of this computer."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    file = tmp_path / "folder" / "answer.xlsx"
    assert cli(*line.split(), "-q", "-o", file).code == 0
    with zipfile.ZipFile(file) as archive:
        texts = [one.text or "" for one in ET.fromstring(archive.read("xl/sharedStrings.xml")).iter()]  # noqa: S314
    assert not [text for text in texts if str(tmp_path) in text]
    command = next(text for text in texts if text.startswith("patriot-cost "))
    assert cli(*shlex.split(command)[1:]).code == 0
    assert (tmp_path / "answer.xlsx").read_bytes() == file.read_bytes()


def test_the_cost_stands_in_its_parts(response_to: Answer) -> None:
    """One sheet has all amounts of money that the acquisition cost and its rest are made of, and nothing else."""
    sheets = {sheet.name: sheet for sheet in workbook_of(response_to(LINES["fund"])).sheets}
    costs, others = (
        {str(row[-1].value): row[1] for row in sheets[name].rows if len(row) > 1} for name in ("Cost", "Figures")
    )
    assert {"systems_cost", "missiles_cost", "funding_need", "funding_committed", "funding_unmet"} <= costs.keys()
    assert all(cell.unit.startswith("USD") for cell in costs.values() if cell.formula)
    assert not [name for name, cell in others.items() if cell.unit.startswith("USD")]
    assert "Cost" not in {sheet.name for sheet in workbook_of(response_to(LINES["gap"])).sheets}


def test_a_file_carries_what_it_is_of(tmp_path: Path) -> None:
    """Title and subject are among the properties of the file; longer ones than the format has room for are cut."""
    for title, subject in (("Fürs & <b>", "a case"), ("t" * 300, "s" * 300)):
        (tmp_path / "own.xlsx").write_bytes(workbook_bytes(Workbook([Sheet("Answer", [], ())], title, subject)))
        with zipfile.ZipFile(tmp_path / "own.xlsx") as archive:
            root = ET.fromstring(archive.read("docProps/core.xml"))  # noqa: S314 - written by this test
        assert (root.findtext("{*}title"), root.findtext("{*}subject")) == (title[:255], subject[:255])


def test_a_comment_stands_at_its_cell_and_at_no_other(tmp_path: Path) -> None:
    """It is a text whatever it looks like; a cell without one is left alone."""
    said = {"B1": "at most", "A2": "=1+1"}
    rows = [[SheetCell("a"), SheetCell(1.0, comment="at most")], [SheetCell("b", comment="=1+1"), SheetCell(2.0)]]
    (tmp_path / "own.xlsx").write_bytes(workbook_bytes(Workbook([Sheet("Answer", rows, (20, 20))], "", "")))
    with zipfile.ZipFile(tmp_path / "own.xlsx") as archive:
        root = ET.fromstring(archive.read("xl/comments1.xml"))  # noqa: S314 - written by this test
    assert {one.attrib["ref"]: "".join(one.itertext()) for one in root.iterfind(".//{*}comment")} == said


def test_sources_have_their_addresses(response_to: Answer) -> None:
    """Each reference of the answer is a row with a link."""
    response = response_to("fund -s mid-2026 --draws 0")
    (sheet,) = (sheet for sheet in workbook_of(response).sheets if sheet.name == "Sources")
    assert [row[-1].url for row in sheet.rows[2:]] == [one.url for one in response.document.references]


def test_inputs_are_marked_and_stand_with_their_ranges(response_to: Answer) -> None:
    """Yellow are the numbers that may be edited and no others; low and high are those of the case, in this order."""
    response = response_to(LINES["report"])
    assert response.evaluation
    (sheet,) = (sheet for sheet in workbook_of(response).sheets if sheet.name == "Inputs")
    inputs, ranges = response.evaluation.loaded.inputs, 0
    for row in sheet.rows[3:]:
        path = str(row[8].value) if len(row) > 8 else ""
        entry = inputs.get(input_key(path)) if path else None
        if len(row) < 2 or isinstance(row[1].value, str):
            continue
        if entry is None:
            # A number that the case does not state may be typed too.
            assert row[1].value is None or row[1].look == "locked"
            continue
        assert (row[1].look == "input") == is_live_number(response.evaluation.loaded, input_key(path)), path
        assert not path.startswith("prices.procurement_index") or row[1].look == "locked"
        assert [row[1].value, *(end.value if end.value != "" else None for end in row[3:5])] == [
            entry.value,
            entry.low,
            entry.high,
        ]
        ranges += entry.low is not None
    assert ranges > 10
