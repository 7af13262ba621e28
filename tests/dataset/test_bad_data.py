"""Faults in a data directory: each has its file and line, and all are reported at once."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

HOLDINGS, PRICES, SOURCES = "facts/holdings.csv", "facts/prices.csv", "sources.csv"


class Table:
    """A CSV file of a copied data directory, changed cell by cell."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open(encoding="utf-8", newline="") as stream:
            self.rows = list(csv.reader(stream))

    def line(self, name: str) -> int:
        """Return the line of a row; no cell of the tables contains a line break."""
        return next(number for number, row in enumerate(self.rows, 1) if row[0] == name)

    def set(self, name: str, column: str, text: str) -> int:
        """Change one cell and return the line it is on."""
        line = self.line(name)
        self.rows[line - 1][self.rows[0].index(column)] = text
        self.save()
        return line

    def save(self) -> None:
        """Write the table back."""
        with self.path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(self.rows)


CELLS = {
    "no number": (HOLDINGS, "R001", "value", "three", "R001: value: 'three' is not a number"),
    "nan": (HOLDINGS, "R001", "value", "nan", "R001: value: found nan; needed: a finite number"),
    "half a year": (PRICES, "R005", "price_year", "2025.5", "R005: price_year: '2025.5' is not a number"),
    "no year": (PRICES, "R005", "price_year", "", "R005: money without a price_year; needed: the year of the money"),
    "no scope": (PRICES, "R005", "scope", "", "R005: money without a scope; 'unstated' where the source gives none"),
    "wrong scope": (PRICES, "R005", "scope", "flyway", "R005: scope: 'flyway' is not allowed"),
    "wrong unit": (PRICES, "R005", "unit", "USD/batery", "R005: no unit 'USD/batery'; nearest: battery"),
    "wrong quality": (HOLDINGS, "R001", "quality", "relaid", "nearest: relayed"),
    "wrong date": (
        HOLDINGS,
        "R001",
        "as_of",
        "July 2025",
        "R001: as_of: 'July 2025' is not a date; allowed: 2025, 2025-07",
    ),
    "low above value": (HOLDINGS, "R001", "low", "4", "R001: needed: low <= value <= high"),
    "no address": (SOURCES, "reuters-2025-07", "url", "", "reuters-2025-07: url: found nothing; needed: text"),
    "wrong kind": (SOURCES, "reuters-2025-07", "kind", "pres", "reuters-2025-07: kind: 'pres' is not allowed"),
}


@pytest.mark.parametrize(("file", "name", "column", "text", "said"), CELLS.values(), ids=CELLS)
def test_a_wrong_cell_has_its_line(
    cli: Call, data: Path, file: str, name: str, column: str, text: str, said: str
) -> None:
    """A query that needs the row ends with 3 and names file, line, row and fault."""
    line = Table(data / file).set(name, column, text)
    # Reuters states a price, which `gap` of the baseline needs for the missiles implied.
    outcome = cli("gap", "--data", str(data))
    assert (outcome.code, outcome.out) == (3, "")
    assert any(row.startswith(f"copy/{file}:{line}: ") and said in row for row in outcome.err.splitlines())


@pytest.mark.parametrize("cell", ["no number", "no year", "no address"])
def test_check_lists_a_wrong_cell(cli: Call, data: Path, cell: str) -> None:
    """`check` ends with 1 and has a row for the fault, in each of three tables."""
    file, name, column, text, said = CELLS[cell]
    line = Table(data / file).set(name, column, text)
    outcome = cli("check", "--data", str(data))
    assert outcome.code == 1
    assert any(f"copy/{file}:{line} " in row and said in row for row in outcome.out.splitlines())


def test_a_duplicate_id_has_the_line_of_the_second(cli: Call, data: Path) -> None:
    """The same id twice, in one file or in two, is a fault of the second row."""
    holdings, prices = Table(data / HOLDINGS), Table(data / PRICES)
    prices.rows.append(holdings.rows[holdings.line("R001") - 1])
    prices.save()
    holdings.rows.append(holdings.rows[holdings.line("R001") - 1])
    holdings.save()
    outcome = cli("gap", "--data", str(data))
    assert outcome.code == 3
    assert f"copy/{HOLDINGS}:{len(holdings.rows)}: R001: duplicate id" in outcome.err
    assert f"copy/{PRICES}:{len(prices.rows)}: R001: duplicate id" in outcome.err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda row: row[:-1], "the header ends before column 14; needed: 'note'"),
        (lambda row: ["name", *row[1:]], "column 1 of the header is 'name'; needed: 'id'"),
        (lambda row: row[::-1], "column 1 of the header is 'note'; needed: 'id'"),
    ],
)
def test_a_wrong_header_is_a_fault_of_line_1(
    cli: Call, data: Path, change: Callable[[list[str]], list[str]], said: str
) -> None:
    """A missing column, a wrong name or another order: the message shows where, and the header needed."""
    table = Table(data / HOLDINGS)
    right = ",".join(table.rows[0])
    table.rows[0] = change(table.rows[0])
    table.save()
    outcome = cli("gap", "--data", str(data))
    assert (outcome.code, outcome.out) == (3, "")
    assert f"copy/{HOLDINGS}:1: {said}, in all {right}" in outcome.err


def test_a_row_too_short_has_its_line(cli: Call, data: Path) -> None:
    """A row of five cells under fourteen columns is a fault, not five cells and nine empty ones."""
    table = Table(data / HOLDINGS)
    line = table.line("R001")
    table.rows[line - 1] = table.rows[line - 1][:5]
    table.save()
    outcome = cli("gap", "--data", str(data))
    assert outcome.code == 3
    assert f"copy/{HOLDINGS}:{line}: R001: the row has 5 cells; needed: 14" in outcome.err


def test_a_line_after_a_cell_with_a_line_break_is_counted_right(cli: Call, data: Path) -> None:
    """A note of two lines moves the rows below it down by one line."""
    table = Table(data / HOLDINGS)
    line = table.line("R001")
    assert line > 2
    table.rows[1][-1] = "First line.\nSecond line."
    table.set("R001", "value", "three")
    assert f"copy/{HOLDINGS}:{line + 1}: R001: " in cli("gap", "--data", str(data)).err


def test_faults_of_three_files_are_reported_together(cli: Call, data: Path) -> None:
    """`check` lists the faults of facts and scenarios in one report and ends with 1."""
    first = Table(data / HOLDINGS).set("R001", "value", "three")
    second = Table(data / PRICES).set("R005", "unit", "USD/batery")
    halt = data / "scenarios" / "halt.toml"
    halt.write_text(halt.read_text(encoding="utf-8").replace("\ntitle", "\ntitel", 1), encoding="utf-8")
    outcome = cli("check", "--json", "--data", str(data))
    assert outcome.code == 1
    places = {item["where"] for item in outcome.data["items"] if item["kind"] == "error"}
    assert {f"copy/{HOLDINGS}:{first}", f"copy/{PRICES}:{second}", "copy/scenarios/halt.toml:3"} <= places
    outcome = cli("gap", "--data", str(data))
    assert outcome.code == 3
    assert f"copy/{HOLDINGS}:{first}: " in outcome.err
    assert f"copy/{PRICES}:{second}: " in outcome.err


def test_a_fault_in_an_assumption_has_its_line(cli: Call, data: Path) -> None:
    """The shared assumptions are judged like the scenarios."""
    file = data / "assumptions" / "battery.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    line = lines.index("[battery.personnel]") + 1
    file.write_text("\n".join(lines).replace("value = 90", "value = -90"), encoding="utf-8")
    outcome = cli("gap", "--data", str(data))
    assert outcome.code == 3
    assert f"copy/assumptions/battery.toml:{line}: battery.personnel: -90 is negative" in outcome.err


def test_a_faulty_scenario_of_the_directory_does_not_harm_another(cli: Call, data: Path) -> None:
    """Only what is asked for is read: a broken halt leaves the baseline at 20."""
    (data / "scenarios" / "halt.toml").write_text("[scenario\n", encoding="utf-8")
    assert cli("get", "battery_gap", "--data", str(data)).out == "20\n"
    assert cli("get", "battery_gap", "-s", "halt", "--data", str(data)).code == 3
