"""`explain` goes from a number down to the address where it was published."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load
from patriot_cost.dataset.library import find_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

DATA = find_data()


def addresses() -> dict[str, str]:
    """Return the address of each source."""
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as stream:
        return {row["id"]: row["url"] for row in csv.DictReader(stream)}


def facts() -> dict[str, dict[str, str]]:
    """Return the rows of all tables of facts by id."""
    found = {}
    for path in (DATA / "facts").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            found |= {row["id"]: row for row in csv.DictReader(stream)}
    return found


def test_a_figure_is_followed_down_to_its_assumptions(cli: Call) -> None:
    """Formula, numbers put in, and each assumption with basis and who set it."""
    text = cli("explain", "funding_need", "--all").out
    for line in (
        "funding_need = up to $22.00B",
        "= systems_cost + missiles_cost",
        "= $9.00B + $13.00B",
        "= battery_gap x system_price",
        "= battery.system_cost x price_adjustment",
        "= 20 batteries x $450M a battery",
        "= positive_part(20 batteries - 0 batteries)",
        "= positive_part(23 batteries - 3 batteries)",
        "battery.system_cost = $450M a battery: Ground system of one battery, without missiles.",
        "reported; set by baseline; 2025 dollars of an unstated kind, treated as budget authority of that year, ",
        "the year assumed from publication; scope unstated",
    ):
        assert line in text


@pytest.mark.parametrize(
    ("path", "scenario"),
    [
        ("battery.system_cost", "baseline"),
        ("battery.system_cost", "mid-2026"),
        ("force.operational", "baseline"),
        ("force.operational", "mid-2026"),
        ("interceptors.patriot.unit_cost", "baseline"),
        ("interceptors.pac3_mse.unit_cost", "mid-2026"),
    ],
)
def test_facts_it_rests_on_and_facts_beside_it_are_printed(cli: Call, path: str, scenario: str) -> None:
    """Every fact and every cross-check stands in the answer, the latter marked, each with its source's address."""
    outcome = cli("explain", path, "-s", scenario)
    record = next(
        item for item in cli("show", "assumptions", "--json", "-s", scenario).data["items"] if item["path"] == path
    )
    known, sources = facts(), addresses()
    assert record["crosschecks"]
    for name in record["facts"]:
        assert re.search(rf"(?<!beside it: )\b{name}: ", outcome.out)
        assert sources[known[name]["source"]] in outcome.out
    for name in record["crosschecks"]:
        assert f"beside it: {name}: " in outcome.out
        assert sources[known[name]["source"]] in outcome.out


def test_a_conflict_is_shown_not_averaged(cli: Call) -> None:
    """The reference has at least 3 batteries, a newspaper 6 working of 8: all three are printed, none is changed."""
    text = cli("explain", "force.operational").out
    for said in (
        "force.operational = at least 3 batteries",
        "R001: at least 3 batteries",
        "FRC-019: 6 batteries",
        "FRC-018: 8",
    ):
        assert said in text


def test_sources_are_numbered_where_they_are_used(cli: Call) -> None:
    """Each mark in the tree has its line under Sources, and each line is used."""
    tree, _, listed = cli("explain", "funding_need", "--all").out.partition("\nSources\n")
    numbers = set(re.findall(r"^\[(\d+)\] .+ https?://\S+$", listed, re.MULTILINE))
    assert numbers
    assert set(re.findall(r"\[(\d+)\]", tree)) == numbers


def test_a_relayed_source_says_through_whom(cli: Call) -> None:
    """What was not read in the original names the relay."""
    assert re.search(r"Newsweek, .+ \(read via apnews\.org\), https://", cli("explain", "force.operational").out)


def test_an_assumption_says_what_it_enters(cli: Call) -> None:
    """From an assumption the way leads up to the figures that rest on it."""
    told = cli("explain", "battery.system_cost", "--all").out.splitlines()
    line = next(line for line in told if line.startswith("Enters "))
    assert "; systems; acquisition cost of the shortfall; " in line
    assert "batteries short" not in line


@pytest.mark.parametrize("path", ["battery.system_cost", "force.operational", "engagement.hit_probability"])
def test_a_program_reads_the_keys_of_the_figures_that_an_assumption_enters(cli: Call, path: str) -> None:
    """Every figure that moves with it is among them; a figure, which is explained by its inputs, has no such list."""
    entered = cli("explain", path, "-s", "mid-2026", "--json").data["enters"]
    first, moved = evaluate(load("mid-2026")), evaluate(load("mid-2026", set=f"{path}*=0.9"))
    keys = first.single()
    for case in (first, moved):
        case.need(keys, ())
    assert {key for key in keys if first[key].value != moved[key].value} - {*entered} == set()
    assert "battery_gap" not in entered or path == "force.operational"
    assert "enters" not in cli("explain", "funding_need", "-s", "mid-2026", "--json").data


def test_what_was_set_is_explained_as_set(cli: Call) -> None:
    """A typed value is nobody's fact: it is assumed, and the old facts stand beside it."""
    text = cli("explain", "battery.system_cost", "--set", "battery.system_cost=500M").out
    assert "assumed; set by override" in text
    assert "Rationale: Set to 500M by override." in text
    assert "beside it: R005: $450M a battery" in text


def test_the_rule_that_is_not_used_is_not_followed(cli: Call) -> None:
    """Under the priced rule the count of missiles plays no part, under the counted rule the price does not."""
    assert "battery.missiles = " not in cli("explain", "missile_package_cost", "--all").out
    counted = cli("explain", "missile_package_cost", "-s", "mid-2026", "--all").out
    assert "missiles_of_launchers = 84 interceptors a battery" in counted
    assert "battery.fills = 1.5* (" in counted
    assert "battery.missile_package_cost = " not in counted


def test_a_figure_used_twice_is_told_once(cli: Call) -> None:
    """The second time it is only named, so that the tree stays readable."""
    text = cli("explain", "funding_need").out
    assert text.count("battery_gap = up to 20 batteries") == 2
    assert text.count("battery_gap = up to 20 batteries (above)") == 1


def test_the_dollars_of_an_assumption_are_told_where_it_stands_and_not_again(cli: Call) -> None:
    """What other answers say below their numbers on price years, `explain` says at each assumption, and only there."""
    data = cli("explain", "funding_need", "-s", "mid-2026", "--json").data
    notes = [note for note in data["notes"] if note.startswith("Brought to ")]
    assert notes
    text = " ".join(cli("explain", "funding_need", "-s", "mid-2026", "--all").out.split())
    assert [note for note in notes if note in text] == []
    assert "In 2026 dollars: $425M x" in text
    elsewhere = " ".join(cli("fund", "-s", "mid-2026", "--all").out.split())
    assert all(note in elsewhere for note in notes)


def test_a_fact_says_what_period_it_is_about(data: Path, cli: Call) -> None:
    """A fact for a fiscal year is explained with it, before the year of its dollars; one of no period is not."""
    table = data / "facts" / "prices.csv"
    header, *rows = table.read_text("utf-8").splitlines()
    more = ",attributed_to,checked,checked_on,formula,repeats,for"
    dated = [f"{row},,,,,,{'FY2025' if row.startswith('R005,') else ''}" for row in rows]
    table.write_text("\n".join([f"{header}{more}", *dated, ""]), "utf-8")
    text = cli("explain", "battery.system_cost", "--data", data).out
    assert "R005: $450M a battery, for FY2025, 2025 dollars, scope unstated;" in text
    assert "a004: $400M a battery, 2025 dollars, scope unstated;" in text


def test_the_month_of_a_case_is_counted_in_months(cli: Call) -> None:
    """August 2026 is month 24,319 from the year 0, and no January of the year 24319."""
    for key in ("transfer_months_before_plan", "month_block[2026-11]"):
        shown = cli("explain", key, "-s", "months").out
        assert "24,319 months" in shown
        assert "24319-01" not in shown
