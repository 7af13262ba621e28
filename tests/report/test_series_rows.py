"""CSV for spreadsheets: items and years beside keys, empty cells of dates that never come, a series a column."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.report.document import Rows
from patriot_cost.report.series_rows import items_of, wide

if TYPE_CHECKING:
    from collections.abc import Callable

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


@pytest.mark.parametrize(
    "asked",
    [
        "plan",
        "stock",
        "stock --draws 20",
        "fund",
        "gap",
        "simulate gap_closed_year --draws 64",
        "compare baseline mid-2026 --figures gap_closed_year,deliveries[2030]",
        "compare mid-2026 --systems",
    ],
)
def test_a_cell_of_a_number_has_no_word(cli: Call, asked: str) -> None:
    """What never comes is empty and named in `never`; series have their year, months as items."""
    case = () if asked.startswith("compare") else ("-s", "mid-2026")
    rows = rows_of(cli, *asked.split(), *case)
    assert rows
    for row in rows:
        late = row["never"].split()
        assert [name for name in row if row[name] == "never"] == []
        assert {row[name] for name in late} <= {""}
        assert row["key"].endswith(f"{row['item']}]") or not row["item"] or row["year"]
        assert row["year"] == items_of(row["key"])[2]
    figures = cli(*asked.split(), *case, "--json", "-q").data["figures"]
    for row in rows:
        if row["key"] in figures and "new" not in row and "system" not in asked:
            assert row["never"].split() == list(figures[row["key"]].get("never", ()))


@pytest.mark.parametrize(("asked", "dates"), [("plan", ("year",)), ("stock", ("year", "month"))])
def test_a_wide_table_has_the_numbers_of_the_long_one(cli: Call, asked: str, dates: tuple[str, ...]) -> None:
    """A row a date, a column a figure, and the case in each row; no number is another."""
    words = (asked, "-s", "mid-2026", "--set", "battery.system_cost=432M")
    long = {row["key"]: row["value"] for row in rows_of(cli, *words)}
    rows = rows_of(cli, *words, "--wide")
    own = {"scenario", "data_version", "settings", "system", "case", "price_year"}
    found = {}
    for row in rows:
        assert (row["scenario"], row["settings"]) == ("mid-2026", "battery.system_cost=432M")
        for name in row.keys() - own - {"year", "month"}:
            bare, _, item = name.removesuffix("]").partition("[")
            found[f"{bare}[{','.join(filter(None, (item, row[dates[-1]])))}]"] = row[name]
    assert found == {key: value for key, value in long.items() if items_of(key)[3 - len(dates)]}
    assert len({tuple(row[date] for date in dates) for row in rows}) == len(rows) > 5


def test_a_wide_table_of_no_dates_has_no_rows() -> None:
    """There is nothing to put in rows."""
    assert wide(Rows(["key", "value", "price_year"], [["a", 1.0, 2026]])).rows == []


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("--json",), "--wide is a shape of csv, not of json"),
        ((), "--wide is a shape of csv, not of table"),
        (("-f", "csv", "--draws", "20"), "--wide has values alone; leave out --draws"),
    ],
)
@pytest.mark.parametrize("asked", ["plan", "stock"])
def test_another_format_than_csv_is_refused(cli: Call, asked: str, typed: tuple[str, ...], why: str) -> None:
    """No option is passed over in silence."""
    run = cli(asked, "--wide", *typed)
    assert run.code == 2
    assert why in run.err
