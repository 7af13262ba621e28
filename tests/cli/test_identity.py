"""Every answer, in every format, says which case it is of: settings, system, range case, file and title."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.cli.commands import COMMANDS, LISTS

if TYPE_CHECKING:
    from collections.abc import Callable

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
    assert all(f"scenario mid-2026 with {SETTING}, high case of funding_need, data " in line for line in cited)


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
    assert "plan of SAMP/T is unknown for lack of: Order to delivery (production.fire_unit.lead_time);" in text
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
