"""Every answer, in every format, says which case it is of: settings, system, range case, file and title."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from patriot_cost.cli.command_record import CITED
from patriot_cost.cli.commands import COMMANDS, LISTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., Any]

SETTING = "battery.system_cost=432M"
OF_A_CASE = (
    *(
        "gap",
        "gap --ladder",
        "fund",
        "fund --by element",
        "fund --by year,donor",
        "plan",
        "stock",
        "afford 5B",
        "engage",
    ),
    *("sweep --vary force.operational=3,8", "simulate --draws 64", "sensitivity", "brief", "brief --cite"),
    *("solve funding_need=20B --for requirement.batteries", "explain funding_need", "get funding_need", "review"),
    *(f"show {name}" for name in LISTS if name != "scenarios"),
)
COMPARED = ("compare baseline mid-2026", "compare baseline mid-2026 --by-cause")
RANGED = tuple(asked for asked in OF_A_CASE if COMMANDS[asked.split()[0]].headline)


def seen(text: str) -> str:
    """Return a text without the marks of a format and the blanks of its layout."""
    plain = text.replace("&nbsp;", " ").replace("\u00a0", " ")
    return " ".join(plain.replace("\\", "").split())


@pytest.mark.parametrize("asked", [*OF_A_CASE, *COMPARED])
def test_a_setting_and_a_system_are_in_every_row_and_object(cli: Call, asked: str) -> None:
    """Each row of CSV has the setting and the system; the JSON has them in its identity, with the data."""
    words = (*asked.split(), "--set", SETTING, *(("--system", "samp_t") if "by-cause" not in asked else ()))
    rows = list(csv.DictReader(io.StringIO(cli(*words, "-f", "csv").out)))
    assert rows or asked in {"show risks", "sensitivity"}
    for row in rows:
        assert SETTING in row["settings"]
        assert row["system"] == ("samp_t" if "--system" in words else "")
    identity = cli(*words, "--json").data["identity"]
    assert SETTING in identity["settings"]
    assert (identity["system"] or {}).get("name") == ("SAMP/T" if "--system" in words else None)
    assert identity["data_hash"].startswith("sha256:")


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
@pytest.mark.parametrize("asked", [one for one in OF_A_CASE if not one.startswith("get")])
def test_a_setting_and_a_system_are_in_every_text(cli: Call, asked: str, form: str) -> None:
    """A page can be cut from the command line that made it."""
    text = seen(cli(*asked.split(), "--set", SETTING, "--system", "samp_t", "-f", form).out)
    assert SETTING in text
    assert "SAMP/T" in text


@pytest.mark.parametrize("asked", ["gap", "fund", "plan", "stock", "engage", "afford 5B", "sensitivity"])
def test_a_system_that_stops_no_ballistic_missiles_is_cautioned(cli: Call, asked: str) -> None:
    """Each view says it, and so do the notes of its JSON, once."""
    caution = "IRIS-T SLM does not stop ballistic missiles."
    words = (*asked.split(), "-s", "mid-2026", "--system", "iris_t")
    assert caution in seen(cli(*words).out)
    assert sum(caution in note for note in cli(*words, "--json").data["notes"]) == 1


@pytest.mark.parametrize("asked", RANGED)
def test_a_range_case_is_named(cli: Call, asked: str) -> None:
    """The rows and the identity of a high case say so."""
    words = (*asked.split(), "-s", "mid-2026", "--case", "high")
    rows = list(csv.DictReader(io.StringIO(cli(*words, "-f", "csv").out)))
    assert "--ladder" in asked or {row["case"] for row in rows} <= {"high"}
    assert cli(*words, "--json").data["identity"]["case"]["name"] == "high"


@pytest.mark.parametrize("asked", [one for one in OF_A_CASE if not one.startswith(("get", "brief --cite"))])
def test_a_case_of_ones_own_has_its_title_and_file(cli: Call, scenario_file: Call, asked: str) -> None:
    """A file that extends the baseline has its own title, and says what it is based on, not what that reported."""
    path = scenario_file('[set]\n"battery.system_cost" = "470M"\n')
    text = seen(cli(*asked.split(), "-s", path).out)
    assert "Test case, based on Reference case of July 2025" in text
    assert "July 2025 article, not a current" not in text
    identity = cli(*asked.split(), "-s", path, "--json").data["identity"]
    assert identity["files"] == {"test-case": path}
    assert (identity["title"], identity["based_on"]["id"]) == ("Test case", "baseline")


def test_a_quotable_line_names_the_setting_and_the_range_case(cli: Call) -> None:
    """Nobody can take the number of a user, or the top of all ranges, for that of a source."""
    lines = cli("brief", "--cite", "-q", "-s", "mid-2026", "--case", "high", "--set", SETTING).out.splitlines()
    cited = [line for line in lines if "(patriot-cost, " in line]
    assert cited
    assert all(
        f"scenario mid-2026 with {SETTING}, high case of acquisition cost of the shortfall, data " in line
        for line in cited
    )


@pytest.mark.parametrize("asked", ["show batteries", "show interceptors", "review", "compare mid-2026 mid-2026"])
def test_a_list_and_a_comparison_caution_too(cli: Call, asked: str) -> None:
    """They have no notes on the system, but say that it stops no ballistic missiles."""
    case = () if asked.startswith("compare") else ("-s", "mid-2026")
    assert "IRIS-T SLM does not stop ballistic missiles." in seen(cli(*asked.split(), *case, "--system", "iris_t").out)
    assert "does not stop" not in seen(cli(*asked.split(), *case).out)


def test_a_bare_value_has_the_caution_on_standard_error(cli: Call) -> None:
    """A script reads the number alone."""
    run = cli("get", "funding_need", "-s", "mid-2026", "--system", "iris_t")
    assert "note: IRIS-T SLM does not stop ballistic missiles." in run.err
    assert len(run.out.split()) == 1


def test_a_plan_without_terms_says_what_it_lacks(cli: Call) -> None:
    """No row of unknowns: the assumptions that nobody publishes, with the options that set them; set, they are used."""
    asked = ("plan", "-s", "mid-2026", "--system", "samp_t", "-q")
    text = seen(cli(*asked).out)
    assert (
        "plan of SAMP/T is unknown for lack of: Time from order to delivery (production.fire_unit.lead_time);" in text
    )
    assert "unknown unknown" not in text
    path = "production.aster_30.open_share"
    assert f"--set {path}=" in text
    assert f"--set {path}=" not in seen(cli(*asked, "--set", f"{path}=40%").out)
    assert "lack of" not in seen(cli("plan", "-s", "mid-2026", "-q").out)


def test_every_setting_that_a_plan_lacks_can_be_set(cli: Call) -> None:
    """The options in the sentence are accepted as they stand, with a number in place of the word."""
    asked = ("plan", "-s", "mid-2026", "--system", "samp_t", "-q")
    typed = re.findall(r"--set (\S+?)=[A-Z]+", seen(cli(*asked).out))
    assert typed
    for path in typed:
        assert cli(*asked, "--set", f"{path}={'40%' if path.endswith('share') else '4'}").code == 0


def test_each_case_of_a_comparison_has_its_identity(cli: Call) -> None:
    """The object names them by title, with the settings of each."""
    found = cli("compare", "baseline", "mid-2026:battery.system_cost=432M", "--json").data["identities"]
    assert [one["settings"] for one in found.values()] == [[], [SETTING]]
    assert [one["scenarios"] for one in found.values()] == [["baseline"], ["mid-2026"]]


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
@pytest.mark.parametrize("asked", COMPARED)
def test_every_case_of_a_comparison_is_in_every_text(cli: Call, scenario_file: Call, asked: str, form: str) -> None:
    """The line below the tables has each with its changes and its day; the first has what is changed in all."""
    path = scenario_file("[set]\nforce.operational = 4\n")
    words = (*asked.split(), "mid-2026:force.operational=7", path, "--set", SETTING)
    text = seen(cli(*words, "-f", form, "-q").out)
    assert f"2025 dollars · in each: {SETTING}" in text
    for case in ("baseline", "mid-2026", "mid-2026 · set " + SETTING + ", force.operational=7", f"test-case ({path})"):
        assert f"scenario {case} · " in text
    assert text.count("as of 2025-07-31") == 1
    assert text.count("as of 2026-07-31") == 3


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_the_system_and_the_saved_cases_of_a_comparison_are_named(cli: Call, tmp_path: Path, form: str) -> None:
    """A saved result has what it was saved with, in text and rows; what is changed is said of the computed ones."""
    path = str(tmp_path / "saved.json")
    assert cli("fund", "--system", "iris_t", "--set", SETTING, "--case", "high", "-o", path, "-q").code == 0
    asked = ("compare", "mid-2026", path, "--system", "samp_t", "--figures", "battery_gap", "-q", "-f")
    text = seen(cli(*asked, form).out)
    assert "2025 dollars · in mid-2026: SAMP/T in place of Patriot" in text
    assert "scenario mid-2026 · system SAMP/T · as of 2026-07-31" in text
    told = f"saved.json as saved: scenario baseline · set {SETTING} · system IRIS-T SLM · high case of funding_need"
    assert told in text
    rows = list(csv.DictReader(io.StringIO(cli(*asked, "csv").out)))
    assert {(row["settings"], row["system"], row["case"]) for row in rows} == {(SETTING, "iris_t", "high")}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (
            ["--system", "samp_t"],
            "--system samp_t applies to every case; to change one of them: mid-2026:system=samp_t",
        ),
        (
            ["--set", "force.operational=3", "--set", SETTING],
            f"apply to every case; to change one of them: mid-2026:force.operational=3,{SETTING}",
        ),
        ([], "so nothing changes between them; to change one of them: mid-2026:PATH=VALUE"),
    ],
)
def test_a_case_compared_with_itself_is_warned_of(cli: Call, typed: list[str], meant: str) -> None:
    """The option that was meant for one of them is told; cases that differ are not warned of."""
    data = cli("compare", "mid-2026", "mid-2026", *typed, "--json").data
    (found,) = (one["message"] for one in data["warnings"] if one["code"] == "same-cases")
    assert found.startswith("mid-2026 and mid-2026 (2) are the same case")
    assert meant in found
    unlike = cli("compare", "mid-2026", "mid-2026:force.operational=3", *typed, "--json").data["warnings"]
    assert typed[:1] == ["--set"] or "same-cases" not in {one["code"] for one in unlike}


@pytest.mark.parametrize(
    ("asked", "option"),
    [("sweep --vary force.operational=3,8", "-o"), ("simulate --draws 64", "--save")],
    ids=["points", "draws"],
)
def test_long_tables_carry_the_case(cli: Call, tmp_path: Path, asked: str, option: str) -> None:
    """Each row in CSV and JSON lines, and the metadata of Parquet, with the version and the hash of the data."""
    words = (*asked.split(), "--set", SETTING, "--system", "samp_t", "-q")
    for form in ("csv", "jsonl", "parquet"):
        path = tmp_path / f"saved.{form}"
        assert cli(*words, option, str(path)).code == 0
        if form == "parquet":
            meta = pl.read_parquet_metadata(path)
            assert (meta["scenario"], meta["settings"], meta["system"]) == ("baseline", SETTING, "samp_t")
            assert meta["data_hash"].startswith("sha256:")
            assert option == "-o" or meta["seed"] == "2025"
            continue
        lines = path.read_text("utf-8").splitlines()
        rows = csv.DictReader(lines) if form == "csv" else map(json.loads, lines)
        assert {(row["scenario"], row["settings"], row["system"]) for row in rows} == {("baseline", SETTING, "samp_t")}


ARGUMENTS = {"afford": ["5B"], "get": ["funding_need"], "explain": ["funding_need"]}
CASE = ("-s", "mid-2026", "--set", SETTING, "--system", "samp_t", "-q")


@pytest.mark.parametrize("name", sorted(CITED - {"plan", "compare", "sweep", "solve", "cost"}))
def test_every_quotable_line_of_every_command_names_the_case(cli: Call, name: str) -> None:
    """A figure is never quoted without the system and the setting that made it what it is."""
    draws = ["--draws", "64"] if name == "simulate" else []
    lines = cli(name, *ARGUMENTS.get(name, []), "--cite", *CASE, *draws).out.splitlines()
    cited = [line for line in lines if "patriot-cost, scenario" in line]
    assert cited
    for line in cited:
        assert f"scenario mid-2026 with SAMP/T in place of Patriot, {SETTING}" in line


def test_each_command_that_a_review_prints_is_of_its_case(cli: Call, scenario_file: Call) -> None:
    """It has the file, the system, the settings and the range case, where the command knows one, and runs."""
    path = scenario_file("[set]\nforce.operational = 4\n")
    options = ("--system", "samp_t", "--set", SETTING)
    data = cli("review", "-s", path, *options, "--case", "high", "--json", "-q").data
    printed = {item["command"] for item in data["items"] if "-s" in shlex.split(item["command"])}
    assert len(printed) > 5
    for line in printed:
        program, *words = shlex.split(line)
        assert (program, words[words.index("-s") + 1]) == ("patriot-cost", path)
        assert " ".join(options) in line
        assert ("--case high" in line) == COMMANDS[words[0]].takes("case")
        assert words[0] in {"simulate", "sensitivity"} or cli(*words, "-q").code == 0
