"""Broken data, files, options and streams: each is refused with its place, and none costs an answer."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

PROGRAM = [sys.executable, "-m", "patriot_cost"]
WHY = 'basis = "assumed"\nrationale = "Because."\n'
FORCE = '[force.operational]\nvalue = 3\nbasis = "reported"\nfacts = ["R001"]\n'


def test_talk_never_lands_in_the_answer() -> None:
    """With standard error closed, notes are lost and not printed among the values."""
    shell = ["/bin/sh", "-c", 'exec "$@" 2>&-', "sh", *PROGRAM, "get", "battery_gap"]
    done = subprocess.run(shell, stdout=subprocess.PIPE, check=False)
    assert (done.returncode, done.stdout) == (0, b"20\n")


def test_a_full_standard_error_does_not_cost_the_answer() -> None:
    """Where notes cannot be written the answer still is."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*PROGRAM, "get", "battery_gap"], stdout=subprocess.PIPE, stderr=full, check=False)
    assert (done.returncode, done.stdout) == (0, b"20\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["get", "funding_need", "--set", "battery.system_cost=1e308"],
        ["fund", "--json", "--set", "battery.system_cost=1e308"],
        ["brief", "--set", "interceptors.patriot.unit_cost=1e-320"],
        ["fund", "--set", "battery.system_cost=1e308"],
        ["get", "funding_need", "--set", "battery.system_cost=1e308", "--set", "battery.system_cost*=1e308"],
    ],
)
def test_what_overflows_is_refused(cli: Call, arguments: list[str]) -> None:
    """A result too large for a number is exit 2 or 4, never a traceback and never $infB."""
    outcome = cli(*arguments)
    assert outcome.code in {2, 4}
    assert outcome.out == ""


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        (FORCE.replace("force.", "forces."), 11, "forces: no key 'forces'; nearest: force"),
        ('[estimates."batery.system_cost"]\nvalue = "450M"\n', 11, "nearest: bat"),
        (f"[pledges.germny.interceptors]\nvalue = 3\n{WHY}", 11, "no donor 'germny'; nearest: germany"),
        (f'[pledges.x]\ndonor = "germny"\n[pledges.x.interceptors]\nvalue = 3\n{WHY}', 12, "nearest: germany"),
        ('[price_indices.cpi]\nname = "x"\n', 11, "price_indices: no key 'price_indices'"),
        (FORCE.replace("= 3", "= " + "9" * 400), 11, "force.operational: 1e+19 is out of all proportion"),
        ('[requirement]\ncase = "nosuch"\n', 12, "no requirement case 'nosuch'"),
    ],
    ids=["section", "path", "donor", "named donor", "index", "huge int", "case"],
)
def test_a_fault_is_3_with_its_line(cli: Call, scenario_file: Call, body: str, line: int, said: str) -> None:
    """The message begins with file and line of the scenario, not with `data`."""
    path = scenario_file(body)
    outcome = cli("gap", "-s", path)
    assert (outcome.code, outcome.out) == (3, "")
    assert any(text.startswith(f"{path}:{line}: ") and said in text for text in outcome.err.splitlines()), outcome.err


@pytest.mark.parametrize("line", ['price_index = "cpi"\nprice_year = 2026', "price_year = 2099"])
def test_a_wrong_index_or_year_is_blamed_on_the_scenario(cli: Call, scenario_file: Call, line: str) -> None:
    """An unknown index, or a year it does not reach, is a fault of the file that asks for it."""
    path = Path(scenario_file(""))
    path.write_text(path.read_text().replace("[scenario]", f"[scenario]\n{line}", 1))
    outcome = cli("gap", "-s", str(path))
    assert outcome.code == 3
    assert outcome.err.startswith(f"{path}:")


def test_a_missing_header_is_one_fault(cli: Call, tmp_path: Path) -> None:
    """A file without header is told so once, not also of each missing field."""
    path = tmp_path / "bare.toml"
    path.write_text('[set]\n"battery.system_cost" = "450M"\n')
    assert "error: 1 problem" in cli("gap", "-s", str(path)).err


def test_fund_of_a_case_without_prices_says_unknown(cli: Call, scenario_file: Call) -> None:
    """A scenario that extends nothing has unknown costs, and `fund` says so."""
    path = Path(scenario_file(""))
    path.write_text(path.read_text().replace('extends = "baseline"\n', ""))
    outcome = cli("fund", "-s", str(path))
    assert outcome.code == 0
    assert "unknown" in outcome.out


def test_groups_in_a_circle_end(cli: Call, scenario_file: Call) -> None:
    """Two donors that are members of each other are a fault, not an endless loop."""
    body = '[donors.norway]\nmember_of = "sweden"\n[donors.sweden]\nmember_of = "norway"\n'
    outcome = cli("fund", "-s", scenario_file(body + f"[pledges.norway.interceptors]\nvalue = 3\n{WHY}"))
    assert outcome.code == 3


def test_parts_in_a_circle_are_refused(cli: Call, scenario_file: Call) -> None:
    """Two pledges that are parts of each other would both vanish from the total."""
    body = (
        '[pledges.germany]\npart_of = "pledges.united_states"\n[pledges.united_states]\npart_of = "pledges.germany"\n'
    )
    assert cli("gap", "-s", scenario_file(body)).code == 3


def test_a_field_too_large_for_a_table_is_3(cli: Call, data: Path) -> None:
    """A broken row is a fault with its line where all facts are read; a query that does not cite it passes over it."""
    with (data / "facts" / "holdings.csv").open("a") as stream:
        stream.write('R900,"' + "x" * 200_000 + '"\n')
    outcome = cli("facts", "--data", str(data))
    assert (outcome.code, outcome.out) == (3, "")
    assert "holdings.csv:" in outcome.err
    assert cli("gap", "--data", str(data)).code == 0


def test_an_index_level_of_0_is_3(cli: Call, data: Path) -> None:
    """An index of 0 cannot scale anything."""
    file = data / "facts" / "indices.csv"
    file.write_text(re.sub(r"^(f064,[^,]*,[^,]*,)[^,]*", r"\g<1>0", file.read_text(), flags=re.MULTILINE))
    assert cli("gap", "-s", "mid-2026", "--data", str(data)).code == 3


def test_segments_that_are_no_list_are_3(cli: Call, data: Path) -> None:
    """The definition of an index is checked like a record."""
    file = data / "assumptions" / "prices.toml"
    file.write_text(file.read_text().replace("segments = [", "segments = 3\nx = [", 1))
    assert cli("gap", "-s", "mid-2026", "--data", str(data)).code == 3


def test_an_unknown_source_has_a_line(cli: Call, data: Path) -> None:
    """A fact of a source that is not listed is blamed on its row."""
    file = data / "facts" / "holdings.csv"
    file.write_text(
        re.sub(r"^(R001,.*),newsweek-2025-07,", r"\1,newsweek-2025-7,", file.read_text(), flags=re.MULTILINE)
    )
    outcome = cli("gap", "--data", str(data))
    assert outcome.code == 3
    assert re.match(r"copy/facts/holdings\.csv:\d+: ", outcome.err)


def test_a_fault_is_listed_once_by_check(cli: Call, data: Path) -> None:
    """`check` does not repeat a fault for every scenario that meets it."""
    file = data / "facts" / "holdings.csv"
    file.write_text(file.read_text().replace("id,subject", "id,subjct", 1))
    items = [item["where"] + item["message"] for item in cli("check", "--json", "--data", str(data)).data["items"]]
    assert len(items) == len(set(items))


def test_check_lists_an_unreadable_file_with_the_other_faults(cli: Call, data: Path) -> None:
    """An empty table is a fault of our files: exit 1 and a row, like every other."""
    (data / "facts" / "holdings.csv").write_text("")
    assert cli("check", "--data", str(data)).code == 1


@pytest.mark.parametrize(
    "option",
    ["battery.system_cost**=2", "battery.system_cost+*=2"],
)
def test_an_operator_that_means_nothing_is_refused(cli: Call, option: str) -> None:
    """Two operators, or one on a word, are not silently ignored."""
    assert cli("gap", "--set", option).code == 2


def test_per_cent_of_money_is_refused_in_gates_too(cli: Call) -> None:
    """`%` is only for shares."""
    assert cli("gap", "--fail-if", "funding_need > 25%").code == 2


@pytest.mark.parametrize("command", ["show figures", "show assumptions", "show pledges"])
def test_lists_of_a_case_name_it_in_json(cli: Call, command: str) -> None:
    """A list that rests on the baseline says so in JSON as it does on the screen."""
    data = cli(*command.split(), "--json").data
    assert data["scenario"] == ["baseline"]
    assert "July 2025" in data["notice"]


def test_a_separator_at_the_end_is_no_scenario(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty name between separators means nothing."""
    monkeypatch.setenv("PATRIOT_COST_SCENARIO", "baseline:")
    assert cli("get", "battery_gap").out == "20\n"


@pytest.mark.parametrize("command", ["brief --cite", "brief -s mid-2026"])
def test_columns_set_the_width_of_lines_without_address_too(
    cli: Call, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """With COLUMNS=80 no line is longer, but for those that carry an address."""
    monkeypatch.setenv("COLUMNS", "80")
    assert [line for line in cli(*command.split()).out.splitlines() if len(line) > 80 and "://" not in line] == []
