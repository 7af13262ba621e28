"""Facts in dollars of another year, against arithmetic by hand from the facts of the indices."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.dataset.library import find_data
from patriot_cost.model.ledger import Fact
from patriot_cost.model.record_shape import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., Any]

DATA = find_data()

# The levels below, as printed in data/facts/indices.csv:
# dod_procurement: f053 FY2015 88.34 and f060 FY2022 100 (FY2022 = 100); f061 FY2022 93.13, f063 FY2024 97.92,
#   f064 FY2025 100, f065 FY2026 102.1 (FY2025 = 100). FY2015 on the newer base is 88.34 x 93.13 / 100.
# gdp: f018 FY2015 0.9756, f036 FY2024 1.2533, f040 FY2026 1.3074.
# cpi_u: f006 2015 237.017, f015 2024 313.689, f016 2025 321.943 (BLS); M213 2025 322.379, M214 2026 331.808 (CBO).
#   A BLS level on the base of CBO is the level x 322.379 / 321.943.
LINK = 322.379 / 321.943
CASES = {
    # a028: $300M a battery of 2024.
    "dod_procurement": ("a028", "dod_procurement", 2026, 300e6 * 102.1 / 97.92),
    "gdp": ("a028", "gdp", 2026, 300e6 * 1.3074 / 1.2533),
    "cpi_u over its link": ("a028", "cpi_u", 2026, 300e6 * 331.808 / (313.689 * LINK)),
    # b042: $4,425,000 an interceptor of 2015.
    "dod_procurement over its link": ("b042", "dod_procurement", 2026, 4425000 * 102.1 / (88.34 * 93.13 / 100)),
    "gdp from 2015": ("b042", "gdp", 2024, 4425000 * 1.2533 / 0.9756),
    "cpi_u within an edition": ("b042", "cpi_u", 2024, 4425000 * 313.689 / 237.017),
    # R005: $450M a battery of 2025.
    "backwards": ("R005", "dod_procurement", 2024, 450e6 * 97.92 / 100),
    "the same year": ("R005", "dod_procurement", 2025, 450e6),
    # b011: EUR 6,000,000 of 2024; f087: $1.082 for one euro in 2024.
    "euros at the average of their year": ("b011", "dod_procurement", 2026, 6000000 * 1.082 * 102.1 / 97.92),
    "euros of the same year": ("b011", "gdp", 2024, 6000000 * 1.082),
}


def restated(cli: Call, name: str, year: int, *options: str) -> dict[str, Any]:
    """Ask for a fact in dollars of a year."""
    outcome = cli("facts", "--price-year", str(year), "--json", *options)
    assert outcome.code == 0
    (item,) = [item for item in outcome.data["items"] if item["id"] == name]
    assert item["restated_year"] == year
    return item


@pytest.mark.parametrize(("name", "index", "year", "amount"), CASES.values(), ids=CASES)
def test_money_is_brought_to_another_year(cli: Call, name: str, index: str, year: int, amount: float) -> None:
    """An amount is multiplied by the index of the year asked for over that of its own, euros first made dollars."""
    item = restated(cli, name, year, "--index", index)
    assert item["restated_value"] == pytest.approx(amount, rel=1e-12)
    assert item["restated_unit"] == item["unit"].replace("EUR", "USD")


def test_procurement_prices_are_the_index_unless_told(cli: Call) -> None:
    """Without --index the deflator of defence procurement is used."""
    assert restated(cli, "a028", 2026)["restated_value"] == pytest.approx(300e6 * 102.1 / 97.92, rel=1e-12)


def test_a_range_is_brought_at_both_ends(cli: Call) -> None:
    """b061, $4M to $7M of 2026 without a value, has both ends and still no value in dollars of 2025."""
    item = restated(cli, "b061", 2025)
    assert item["restated_value"] is None
    ends = (item["restated_low"], item["restated_high"])
    assert ends == pytest.approx((4e6 * 100 / 102.1, 7e6 * 100 / 102.1))


def test_the_way_is_told(cli: Call) -> None:
    """What was done to an amount stands beside it: the rate with its fact, and the factor."""
    euros = restated(cli, "b011", 2026)["restated_how"]
    assert "1.082" in euros
    assert "f087" in euros
    # 102.1 / 97.92 is 1.04269.
    assert "1.0427" in euros
    assert "f087" not in restated(cli, "a028", 2026)["restated_how"]


NOTHING = {
    "Swiss francs, for which there is no rate": ("M064", "dod_procurement"),
    "euros of 2013, before the first rate": ("e028", "dod_procurement"),
    "dollars of 2012, before the first level": ("b047", "gdp"),
    "not money": ("R001", "dod_procurement"),
    "an event": ("R013", "dod_procurement"),
}


@pytest.mark.parametrize(("name", "index"), NOTHING.values(), ids=NOTHING)
def test_nothing_is_guessed(cli: Call, name: str, index: str) -> None:
    """Without a rate or an index level for its year a fact has no number in other dollars, and is still listed."""
    item = restated(cli, name, 2026, "--index", index)
    given = {item[f"restated_{end}"] for end in ("value", "low", "high", "unit", "how")}
    assert given == {None}


@pytest.mark.parametrize("row", ["", "f087,usd_per_eur,exchange_rate,,1.07,1.09,,USD/EUR,2024,,2025,{},primary,A.\n"])
def test_without_its_rate_a_euro_is_not_a_dollar(cli: Call, tmp_path: Path, row: str) -> None:
    """When the rate of 2024 is taken out of the tables, or made a range, b011 has no number in dollars."""
    data = Path(shutil.copytree(DATA, tmp_path / "copy"))
    for file in (data / "facts").glob("*.csv"):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [row.format("reuters-2025-07") if line.startswith("f087,") else line for line in lines]
        file.write_text("".join(kept), encoding="utf-8")
    assert restated(cli, "b011", 2026, "--data", str(data))["restated_value"] is None
    assert restated(cli, "a028", 2026, "--data", str(data))["restated_value"] is not None


@pytest.mark.parametrize("command", [["facts"], ["facts", "summary"]])
def test_an_unknown_index_is_refused_with_the_nearest(cli: Call, command: list[str]) -> None:
    """A wrong --index is exit 2, nothing on stdout, and the nearest of those there are."""
    outcome = cli(*command, "--price-year", "2026", "--index", "cpi")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--index: no index 'cpi'; nearest: cpi_u; allowed: " in outcome.err


# dod_procurement has 2010 (f048) to 2028 (f067) at least; gdp ends with FY2029 (f046).
@pytest.mark.parametrize("command", [["facts"], ["facts", "summary"]])
@pytest.mark.parametrize(("year", "index"), [(2009, "dod_procurement"), (2090, "dod_procurement"), (2030, "gdp")])
def test_a_year_without_a_level_is_refused(cli: Call, command: list[str], year: int, index: str) -> None:
    """Nothing is extrapolated: a year that the index does not have is exit 2, with the years it has."""
    outcome = cli(*command, "--price-year", str(year), "--index", index)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("error: --price-year: ")
    assert f", not {year}" in outcome.err


def test_a_table_and_csv_have_the_other_dollars_too(cli: Call) -> None:
    """CSV has the exact number, the table a rounded one with a star where another currency was converted."""
    options = ("facts", "--about", "gem_t", "--measure", "unit_cost", "--price-year", "2026", "--limit", "0")
    rows = {row["id"]: row for row in csv.DictReader(cli(*options, "--format", "csv").out.splitlines())}
    # 6,000,000 x 1.082 x 102.1 / 97.92 = 6,769,129.
    assert float(rows["b011"]["restated_value"]) == pytest.approx(6769129, abs=1)
    line = next(line for line in cli(*options).out.splitlines() if line.startswith("b011 "))
    assert "$6.77M #" in line


def test_a_summary_is_of_the_restated_numbers(cli: Call) -> None:
    """In dollars of 2026 the system prices of scope contract are those of 2024 and 2025, brought there."""
    options = ("facts", "summary", "--about", "battery", "--measure", "system_cost", "--scope", "contract", "--json")
    plain, moved = cli(*options).data["items"], cli(*options, "--price-year", "2026").data["items"]
    (before,), (after,) = plain, moved
    assert before["count"] == after["count"] > 1
    assert all(after[name] > before[name] for name in ("low", "median", "high"))


@pytest.mark.parametrize(
    ("index", "described", "substitute"),
    [
        (
            "dod_procurement",
            "outlay-weighted, fiscal years, projected by its edition after 2023",
            {"constant": "a raw"},
        ),
        (
            "gdp",
            "raw, fiscal years, projected by its edition after 2023",
            {"contract": "an outlay-weighted", "then_year": "an outlay-weighted"},
        ),
    ],
)
@pytest.mark.parametrize("kind", ["constant", "then_year", "contract", "unstated"])
@pytest.mark.parametrize("command", ["facts", "facts summary"])
def test_a_list_tells_its_index_and_where_that_is_a_substitute(
    cli: Call, data: Path, command: str, kind: str, index: str, described: str, substitute: dict[str, str]
) -> None:
    """Prices of a year move with an outlay-weighted index, constant dollars with a raw one."""
    row = {"id": "n900", "subject": "pac3_mse", "measure": "unit_cost", "value": "4000000", "unit": "USD/interceptor"}
    row |= {"price_year": "2015", "scope": "program", "source": "us-dod-sar-2016-03", "quality": "primary"}
    with (data / "facts" / "more.csv").open("w", encoding="utf-8", newline="") as table:
        rows = csv.DictWriter(table, columns_of(Fact))
        rows.writeheader()
        rows.writerow({**row, "dollars": kind})
    asked = ("--about", "pac3_mse", "--measure", "unit_cost", "--scope", "program", "--price-year", "2026")
    text = " ".join(cli(*command.split(), *asked, "--index", index, "--data", data).out.split())
    assert described in text
    found = re.search(r"It is used in place of (an? [a-z-]+) index for", text)
    assert (found[1] if found else None) == substitute.get(kind)
