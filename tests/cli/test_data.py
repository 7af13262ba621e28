"""Launches of one's own: a table on the user's disk becomes a scenario, which carries its checksum and its licence."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., Any]

HEAD = "time_start,time_end,model,launched,source,status_data"
MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)][:19]
"""January 2025 to July 2026, the month in which the case ends."""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Write a table with 10 launches at the start of each month, 20 more at the end of the last complete year."""
    rows = [f"{month}-01,{month}-01,Iskander-M,10,kpszsu/{month}," for month in MONTHS]
    rows += ["2026-06-30,2026-06-30,Iskander-M,20,kpszsu/a,", "2026-07-31,2026-07-31,Iskander-M,5,kpszsu/b,hidden"]
    path = tmp_path / "attacks.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def launches(cli: Call, table: Path, tmp_path: Path) -> str:
    """Import the table, and return the scenario file."""
    path = tmp_path / "launches.toml"
    assert cli("data", "import-launches", str(table), "-o", str(path)).code == 0
    return str(path)


def test_the_mean_is_that_of_complete_months(cli: Call, launches: str) -> None:
    """17 months of 10 and one of 30 are 200 / 18 = 11.1; July, of which counts were withheld, is no part of it."""
    found = cli("stock", "-s", launches, "--json").data["figures"]
    assert found["launches_ahead"]["value"] == pytest.approx(200 / 18)
    assert found["launches_peak"]["value"] == 30
    assert found["launches_recent"]["value"] == pytest.approx((11 * 10 + 30) / 12)
    assert ">= 15" in cli("stock", "-s", launches, "--all").out


def test_an_answer_on_imported_launches_says_whose_they_are(cli: Call, launches: str, table: Path) -> None:
    """Every format names file and licence; an answer that takes no launches does not."""
    checksum = sha256(table.read_bytes()).hexdigest()
    for form in ("table", "markdown", "html", "json"):
        said = cli("stock", "-s", launches, "-f", form).out.replace("\u00a0", " ")
        assert checksum in said
        assert "CC BY-NC-SA 4.0" in said
    assert checksum not in cli("fund", "-s", launches).out


def test_it_stacks_on_any_case(cli: Call, launches: str) -> None:
    """On the baseline only the launches change."""
    assert cli("get", "launches_ahead", "-s", "baseline", "-s", launches).out.startswith("11.1")
    assert cli("get", "battery_gap", "-s", "baseline", "-s", launches).out == "20\n"


@pytest.mark.parametrize("rule", ["observed_mean", "observed_peak", "last_12_months"])
def test_a_rule_of_months_needs_twelve_complete_ones(cli: Call, rule: str, launches: str) -> None:
    """Without them the message names the command that makes them; with them the rule runs."""
    outcome = cli("stock", "--set", f"demand.rule={rule}")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"'{rule}' needs 12 complete months of launches, found 0" in outcome.err
    assert "patriot-cost data import-launches FILE" in outcome.err
    assert cli("stock", "-s", launches, "--set", f"demand.rule={rule}").code == 0


def test_fewer_than_twelve_complete_months_set_no_rule(cli: Call, table: Path, tmp_path: Path) -> None:
    """The scenario runs by the published total of a year, and the import says why."""
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join(lines[:12]) + "\n", encoding="utf-8")
    path = str(tmp_path / "few.toml")
    assert "the rules of months need 12 complete months" in cli("data", "import-launches", str(table), "-o", path).err
    assert cli("get", "launches_ahead", "-s", path).out == "75\n"
    assert (
        "(launches_mean) is unknown in this case: ballistic missiles launched in one month (demand.observed.*)"
        in cli("get", "launches_mean", "-s", path).err
    )


def test_all_classes_are_rows(cli: Call, table: Path) -> None:
    """CSV and JSON have each class of each month, with floors marked."""
    found = cli("data", "import-launches", str(table), "-f", "csv").out.splitlines()
    assert found[0] == "month,kind,launched,bound"
    assert "2026-07,ballistic,15,floor" in found
    items = cli("data", "import-launches", str(table), "--json").data["items"]
    assert {"month": "2026-06", "kind": "ballistic", "launched": 30, "bound": None} in items


def test_licence_and_compiler_can_be_stated(cli: Call, table: Path) -> None:
    """Whoever has the terms writes them; quotation marks and backslashes come through."""
    stated = ["--licence", 'As "agreed"', "--source", "A\\B"]
    text = cli("data", "import-launches", str(table), *stated).out
    assert 'observed_licence = "As \\"agreed\\""' in text
    assert 'observed_source = "A\\\\B"' in text


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nowhere.csv"], 2, "there is no file 'nowhere.csv'"),
        (["{table}", "--count", "cruise"], 2, "no kind 'cruise'"),
        (["{table}", "--extends", "mid-2062"], 2, "mid-2062"),
        (["{table}", "--extends", "-"], 2, "standard input cannot be read again"),
        (["{table}", "--as-of", "tomorrow"], 2, "tomorrow"),
    ],
)
def test_what_is_typed_wrong_is_refused(cli: Call, table: Path, arguments: list[str], code: int, message: str) -> None:
    """Nothing is written, and the message names what was found."""
    outcome = cli("data", "import-launches", *(text.format(table=table) for text in arguments))
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err


def test_imported_months_are_resampled(cli: Call, launches: str) -> None:
    """17 months had 10 launches and one 30, so a month drawn has one of these; July, withheld in part, is none."""
    words = ("stock", "-s", "baseline", "-s", launches, "--until", "2026-09", "--draws", "180")
    found = cli(*words, "--json").data["stock_draws"]["resampled"]
    assert (len(found["observed"]), found["observed"][-1], found["mean"]) == (18, "2026-06", pytest.approx(200 / 18))
    draws = cli("simulate", *words[1:5], "--draws", "180", "--figures", "launches[2026-08]", "--json")
    assert draws.code == 0, draws.err
    drawn = draws.data["figures"]["launches[2026-08]"]
    assert drawn["mean"] == pytest.approx(200 / 18)
    assert (drawn["p5"], drawn["p80"], drawn["p95"]) == (10, 10, 30)
    assert "Licence" in cli(*words).out


@pytest.mark.parametrize(("kinds", "most"), [("ballistic", 30), ("ballistic-and-s300", 34)])
def test_missiles_of_air_defence_count_where_asked(
    cli: Call, table: Path, tmp_path: Path, kinds: str, most: int
) -> None:
    """30 ballistic missiles and 4 of the C-300, fired at the ground, are 34 in the month of most."""
    table.write_text(table.read_text("utf-8") + "2026-06-10,2026-06-10,C-300,4,kpszsu/c,\n", encoding="utf-8")
    path = str(tmp_path / "both.toml")
    assert cli("data", "import-launches", str(table), "--count", kinds, "-o", path).code == 0
    assert cli("get", "launches_peak", "-s", path).out == f"{most}\n"


@pytest.mark.parametrize(("scenario", "day"), [("baseline", "2025-07-31"), ("mid-2026", "2026-07-31")])
def test_the_day_is_that_of_the_case_unless_it_is_typed(cli: Call, table: Path, scenario: str, day: str) -> None:
    """What is known at the day of the extended case is what counts, not the day on which the table was read."""
    words = ("data", "import-launches", str(table), "--extends", scenario)
    assert f"\nas_of = {day}\n" in cli(*words).out
    assert "\nas_of = 2026-05-31\n" in cli(*words, "--as-of", "2026-05-31").out


@pytest.mark.parametrize("group", ["data", "scenario"])
def test_a_group_without_an_answer_prints_its_commands(cli: Call, group: str) -> None:
    """Nothing was asked for, so the help is the answer."""
    outcome = cli(group)
    assert f"patriot-cost {group}" in outcome.out + outcome.err
    assert "Commands" in outcome.out + outcome.err
    assert "error" not in outcome.err
