"""Table, Markdown, CSV and JSON of one answer hold the same figures."""

from __future__ import annotations

import csv
import io
import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from math import isclose
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

OF_CASE = "scenario,data_version,assumed_share,settings,system,case"
HEADER = f"key,label,value,bound,low,high,unit,currency,price_year,{OF_CASE},item,year,never,sources"
CONFIDENCE = ["mean", "p50", "p80", "chance_point_suffices"]
"""The columns of an answer that states how sure its figures are."""
ANSWERS = [("gap", "baseline"), ("gap", "mid-2026"), ("fund", "baseline"), ("fund", "mid-2026")]
MAINLY = 0.5
"""From this part of assumed inputs on, a figure has a mark."""
SIGNS = {"floor": ">= ", "ceiling": "<= ", "mixed": "~ ", None: ""}
FUND_ROWS = {
    "Systems": "systems_cost",
    "Missile packages": "missiles_cost",
    "Acquisition cost": "funding_need",
    "Pledged in kind": "pledged_interceptors_value",
    "Committed money": "funding_committed",
    "Unmet": "funding_unmet",
}
GAP_BATTERIES = ("batteries_required", "batteries_operational", "batteries_pledged", "battery_gap")
GAP_MISSILES = ("interceptors_required", "", "interceptors_pledged", "interceptor_gap")


def rounded(value: float, step: str, bound: str | None) -> str:
    """Return a number in steps, a floor down and a ceiling up, by the decimal arithmetic of the standard library."""
    way = {"floor": ROUND_FLOOR, "ceiling": ROUND_CEILING}.get(bound or "", ROUND_HALF_EVEN)
    # Fourteen digits: the fifteenth and later ones are the noise of binary arithmetic.
    return f"{Decimal(f'{value:.14g}').quantize(Decimal(step), way):,}"


def mark_of(figure: dict[str, Any]) -> str:
    """Return the mark of a figure of the JSON that rests mainly on assumed inputs."""
    return "*" if (figure["assumed_share"] or 0) >= MAINLY else ""


def table_rows(text: str) -> list[list[str]]:
    """Return the cells of the lines of a plain table; two blanks part them."""
    return [re.split(r" {2,}", line.strip()) for line in text.splitlines() if "  " in line.strip()]


def markdown_rows(text: str) -> list[list[str]]:
    """Return the cells of the lines of Markdown tables as a reader sees them, without the empty ones."""
    found = []
    for line in text.splitlines():
        if line.startswith("| ") and not re.fullmatch(r"[| :-]+", line):
            cells = [re.sub(r"^\*\*|\*\*$", "", cell.strip()).strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            found.append([re.sub(r"\\(.)", r"\1", cell).replace("\u00a0", " ") for cell in cells if cell])
    return found


@pytest.mark.parametrize(("command", "scenario"), ANSWERS)
def test_csv_and_json_are_equal(cli: Call, command: str, scenario: str) -> None:
    """Every figure of the JSON is a row of the CSV with the same numbers to the last bit, and no row is more."""
    data = cli(command, "--json", "-s", scenario).data
    text = cli(command, "-f", "csv", "-s", scenario).out
    sure = data.get("confidence", {})
    assert text.splitlines()[0] == ",".join([HEADER, *(CONFIDENCE if sure else [])])
    assert ("confidence" in data) == (command == "fund")
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(text))}
    assert list(rows) == list(data["figures"])
    assert len(text.splitlines()) == len(rows) + 1
    for key, figure in data["figures"].items():
        row = rows[key]
        for name in ("value", "low", "high", "assumed_share"):
            assert (float(row[name]) if row[name] else None) == figure[name]
        for name in CONFIDENCE if sure else ():
            assert (float(row[name]) if row[name] else None) == sure.get(key, {}).get(name)
        for name in ("bound", "unit", "label"):
            assert row[name] == (figure[name] or "")
        assert row["price_year"] == str(figure["price_year"] or "")
        assert row["currency"] == ("USD" if figure["unit"].startswith("USD") else "")
        assert (row["scenario"], row["data_version"]) == (scenario, data["data_version"])


@pytest.mark.parametrize(("command", "scenario"), ANSWERS)
def test_numbers_of_the_csv_are_bare(cli: Call, command: str, scenario: str) -> None:
    """No currency sign, no separator of thousands, no suffix; unknown is empty, never 0."""
    for row in csv.DictReader(io.StringIO(cli(command, "-f", "csv", "-s", scenario).out)):
        for name in ("value", "low", "high"):
            assert re.fullmatch(r"(-?\d+\.\d+(e[-+]\d+)?)?", row[name])
        if row["key"] == "interceptors_available_now" and scenario == "mid-2026":
            assert row["value"] == ""


@pytest.mark.parametrize(("command", "scenario"), ANSWERS)
def test_table_and_markdown_have_the_same_cells(cli: Call, command: str, scenario: str) -> None:
    """Each row of Markdown is a row of the table, but for the bars that only the table draws."""
    plain = [
        [cell for cell in row if cell.strip("#")]
        for row in table_rows(cli(command, "-s", scenario, "--no-sources").out)
    ]
    marked = markdown_rows(cli(command, "-f", "markdown", "-s", scenario, "--no-sources").out)
    assert len(marked) > 5
    assert [row for row in marked if len(row) > 1 and row not in plain] == []


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026"])
def test_the_fund_table_rounds_the_figures_of_the_json(cli: Call, scenario: str) -> None:
    """Each amount is the figure in billions with two decimals, rounded to its side, with its sign and its ends."""
    figures = cli("fund", "--json", "-s", scenario).data["figures"]
    rows = markdown_rows(cli("fund", "-f", "markdown", "-s", scenario, "--no-sources").out)
    for label, key in FUND_ROWS.items():
        figure = figures[key]
        row = next(row for row in rows if row[0] == label)
        end = {"floor": "low", "ceiling": "high"}.get(figure["bound"])
        # A side that the range goes beyond is said in a note and not by a sign.
        denied = end and figure[end] is not None and not isclose(figure[end], figure["value"])
        sign = "" if denied else SIGNS[figure["bound"]]
        point = f"{sign}${rounded(figure['value'] / 1e9, '0.01', figure['bound'])}B{mark_of(figure)}"
        if scenario == "mid-2026":
            ends = [
                rounded(figure["value"] / 1e9, "0.01", figure["bound"])
                if figure[end] is None
                else rounded(figure[end] / 1e9, "0.01", bound)
                for end, bound in (("low", "floor"), ("high", "ceiling"))
            ]
            assert row[-3:] == [point, *(f"${end}B" for end in ends)]
        else:
            assert row[-1] == point


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026"])
def test_the_gap_table_rounds_the_figures_of_the_json(cli: Call, scenario: str) -> None:
    """Batteries and missiles stand in whole numbers on their side, with their sign; stock in hand is unknown."""
    figures = cli("gap", "--json", "-s", scenario).data["figures"]
    rows = markdown_rows(cli("gap", "-f", "markdown", "-s", scenario).out)
    for label, keys in (("Batteries", GAP_BATTERIES), ("Missiles", GAP_MISSILES)):
        row = next(row for row in rows if row[0].startswith(label))
        found = [figures[key] if key else None for key in keys]
        cells = [
            f"{SIGNS[one['bound']]}{rounded(one['value'], '1', one['bound'])}{mark_of(one)}" if one else "unknown"
            for one in found
        ]
        assert row[1:5] == cells


def test_get_and_csv_and_json_agree(cli: Call) -> None:
    """The bare value of `get` is the value of the others."""
    names = ("battery_gap", "funding_need", "battery_coverage", "donor_bill[nato]")
    bare = [float(line) for line in cli("get", *names).out.split()]
    figures = cli("get", *names, "--json").data["figures"]
    rows = list(csv.DictReader(io.StringIO(cli("get", *names, "-f", "csv").out)))
    assert bare == [figures[name]["value"] for name in names] == [float(row["value"]) for row in rows]


def test_stacked_scenarios_are_named_in_every_row(cli: Call) -> None:
    """A file of rows that is cut in two still says of which case each half is."""
    rows = csv.DictReader(io.StringIO(cli("fund", "-f", "csv", "-s", "baseline", "-s", "halt").out))
    assert {row["scenario"] for row in rows} == {"baseline+halt"}
