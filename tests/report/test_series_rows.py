"""CSV for spreadsheets: items and years beside keys, empty cells of dates that never come, a series a column."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.report.document import Rows
from patriot_cost.report.series_rows import items_of, wide

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., Any]


def rows_of(cli: Call, *words: str) -> list[dict[str, str]]:
    """Read the CSV of a command."""
    return list(csv.DictReader(io.StringIO(cli(*words, "-q", "-f", "csv").out)))


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("funding_need", ("", "", "")),
        ("deliveries[2028]", ("", "", "2028")),
        ("donor_bill[nato]", ("nato", "", "")),
        ("donor_bill[nato,2027]", ("nato", "", "2027")),
        ("stock[2027-03]", ("", "2027-03", "2027")),
        ("demand_rules.mean.launches_ahead", ("", "", "")),
    ],
)
def test_a_key_is_split_into_item_month_and_year(key: str, parts: tuple[str, str, str]) -> None:
    """A spreadsheet need not take brackets apart."""
    assert items_of(key) == parts


ASKED = (
    *("gap", "gap --ladder", "fund", "fund --by element", "fund --by year,donor", "plan", "plan --wide", "stock"),
    *("plan --draws 20", "stock --wide", "stock --draws 20", "afford 5B", "engage", "cost 10 batteries", "brief"),
    *(
        "sweep --vary force.operational=3,8 --figures gap_closed_year,first_empty_month,funding_need",
        "explain plan_cost",
    ),
    *(
        "simulate gap_closed_year --draws 64",
        "simulate --draws 64",
        "sensitivity gap_closed_year",
        "get gap_closed_year",
    ),
    *("solve funding_need=20B --for requirement.batteries", "sensitivity --flat 10%", "review", "show figures"),
    *("show assumptions", "show force", "show pledges", "show batteries", "show interceptors"),
)
COMPARED = (
    "compare baseline mid-2026 --figures gap_closed_year,deliveries[2030]",
    "compare baseline mid-2026 --by-cause",
    "compare mid-2026 --systems",
)
CASES = {
    "unknown pledges, never closed": ["--set", "production.fire_unit.open_share=1%"],
    "unknown production": ["-s", "mid-2026", "--system", "iris_t"],
}


def as_number(cell: str) -> float | None:
    """Read a cell as a spreadsheet does, as a number if it is one."""
    try:
        return float(cell)
    except ValueError:
        return None


@pytest.mark.parametrize("asked", ASKED)
def test_a_column_of_numbers_has_no_word(cli: Call, asked: str) -> None:
    """In no case: what is unknown is empty, what never comes too and named in `never`; only dates are written out."""
    for case in CASES.values():
        columns_hold(cli, *asked.split(), *case)


@pytest.mark.parametrize("asked", COMPARED)
def test_a_column_of_compared_numbers_has_no_word(cli: Call, asked: str) -> None:
    """They name their own cases."""
    columns_hold(cli, *asked.split())


def columns_hold(cli: Call, *words: str) -> None:
    """Assert that the columns of numbers of a command hold numbers, dates in the unit of a date, and nothing else."""
    rows = rows_of(cli, *words)
    for name in rows[0] if rows else ():
        cells = [row[name] for row in rows if row[name]]
        assert not {"never", "unknown"}.intersection(cells), (name, words)
        words_there = [cell for cell in cells if as_number(cell) is None]
        if words_there and len(words_there) < len(cells):
            assert {*map(len, words_there)} == {7}, (name, words_there)
            assert all(re.fullmatch(r"\d{4}-\d\d", cell) for cell in words_there), (name, words_there)
    for row in rows:
        assert {row[name] for name in row.get("never", "").split()} <= {""}


@pytest.mark.parametrize("asked", [one for one in ASKED if one.split()[0] in {"plan", "stock", "fund", "gap"}])
def test_a_row_has_the_item_and_the_year_of_its_key(cli: Call, asked: str) -> None:
    """Series have their year, months as items, and what never comes is what the JSON calls so."""
    rows = [row for row in rows_of(cli, *asked.split(), "-s", "mid-2026") if "key" in row]
    figures = cli(*asked.split(), "-s", "mid-2026", "--json", "-q").data["figures"] if "--wide" not in asked else {}
    for row in rows:
        assert row["key"].endswith(f"{row['item']}]") or not row["item"] or row["year"] or "--by" in asked
        assert row["year"] == items_of(row["key"])[2]
        if row["key"] in figures and "never" in row:
            assert row["never"].split() == list(figures[row["key"]].get("never", ()))


def test_draws_that_are_saved_have_no_word_either(cli: Call, tmp_path: Path) -> None:
    """Each draw names what never comes in it, and the sides of the case; no cell is a word."""
    path = tmp_path / "draws.csv"
    asked = ("simulate", "gap_closed_year", "first_empty_month", "battery_gap", "-q", "--draws", "64")
    assert cli(*asked, "--save", str(path), "--set", "production.fire_unit.open_share=1%").code == 0
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert {row["never"] for row in rows} == {"gap_closed_year"}
    assert {row["gap_closed_year"] for row in rows} == {""}
    assert {row["battery_gap_bound"] for row in rows} == {"ceiling"}
    assert all(as_number(row["battery_gap"]) is not None for row in rows)


@pytest.mark.parametrize(("asked", "dates"), [("plan", ("year",)), ("stock", ("year", "month"))])
def test_a_wide_table_has_the_numbers_of_the_long_one(cli: Call, asked: str, dates: tuple[str, ...]) -> None:
    """A row a date, a column a figure, and the case in each row; no number is another."""
    words = (asked, "-s", "mid-2026", "--set", "battery.system_cost=432M")
    told = ("value", "unit", "bound", "low", "high")
    long = {row["key"]: [row[name] for name in told] for row in rows_of(cli, *words)}
    rows = rows_of(cli, *words, "--wide")
    found = {}
    for row in rows:
        assert (row["scenario"], row["settings"]) == ("mid-2026", "battery.system_cost=432M")
        units = dict(one.rsplit(" ", 1) for one in row["units"].split("; "))
        assert [*row][len(dates) : len(dates) + len(units)] == [*units]
        for name, unit in units.items():
            bare, _, item = name.removesuffix("]").partition("[")
            key = f"{bare}[{','.join(filter(None, (item, row[dates[-1]])))}]"
            found[key] = [row[name], unit, *(row.get(f"{name}_{part}", "") for part in ("bound", "low", "high"))]
    assert found == {key: cells for key, cells in long.items() if items_of(key)[3 - len(dates)]}
    assert len({tuple(row[date] for date in dates) for row in rows}) == len(rows) > 5


def test_a_wide_table_of_no_dates_has_no_rows() -> None:
    """There is nothing to put in rows."""
    assert wide(Rows(["key", "value", "price_year"], [["a", 1.0, 2026]])).rows == []


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("--json",), "--wide is for csv, not for json"),
        ((), "--wide is for csv, not for table"),
        (("-f", "csv", "--draws", "20"), "--wide has no columns for draws; leave out --draws"),
    ],
)
@pytest.mark.parametrize("asked", ["plan", "stock"])
def test_another_format_than_csv_is_refused(cli: Call, asked: str, typed: tuple[str, ...], why: str) -> None:
    """No option is passed over in silence."""
    run = cli(asked, "--wide", *typed)
    assert run.code == 2
    assert why in run.err
