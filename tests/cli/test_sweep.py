"""`sweep` on the command line: the same points in every format, whole files or none, every slip named."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from patriot_cost.render import PICTURES, ROWS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

FORCE, COST = "force.operational=3:23:3", "battery.system_cost=450M,500M"
NAMED = "scenario,data_version,settings,system,case,never"
SWEEP = ("sweep", "-q", "--vary", FORCE, "--vary", COST)
LONG = ("sweep", "-q", "--vary", "force.operational=0:20:20000", "--vary", "battery.system_cost=1M:900M:20000")
BIG = (*LONG, "--max-points", "400000000")
FULL = Path("/dev/full")
REFUSED = {
    "nothing to vary": ([], "nothing varies; write --vary PATH=low:high:points"),
    "unknown path": (["--vary", "batery.system_cost=1M,2M"], "nearest: battery.system_cost"),
    "several at once": (["-s", "mid-2026", "--vary", "interceptors.*.unit_cost*=0.9,1.1"], "names several assumptions"),
    "twice": (["--vary", COST, "--vary", COST], "battery.system_cost is given twice"),
    "zip of two lengths": (["--vary", COST, "--vary", FORCE, "--zip"], "needs as many values of each path"),
    "unknown figure": (["--vary", COST, "--figures", "fundingneed"], "nearest: funding_need"),
    "unknown gate": (["--vary", COST, "--fail-if", "fundingneed > 1"], "nearest: funding_need"),
    "misread gate": (["--vary", COST, "--fail-if", "funding_need ~ 1"], "is not understood"),
    "too many points": (["--vary", "battery.system_cost=1M:2M:20000000"], "20,000,000 points; allowed: 10,000,000"),
    "too many for JSON": (["--vary", "battery.system_cost=1M:2M:100001", "--json"], "too many for JSON"),
    "too many for Markdown": (["--vary", "battery.system_cost=1M:2M:51", "-f", "markdown"], "too many for a Markdown"),
    "refused value": (["--vary", "battery.system_cost=-1M:2M:3"], "negative"),
    "no such extension": (["--vary", COST, "-o", "a.docx"], "no extension '.docx'"),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_rows_are_those_by_hand(cli: Call) -> None:
    """Twenty, ten and no batteries are missing: 20 x (450M + 650M) and so on."""
    outcome = cli(*SWEEP, "-f", "csv", "--figures", "battery_gap,funding_need")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines() == [
        f"force.operational,battery.system_cost,battery_gap,funding_need,{NAMED},battery_gap_bound,funding_need_bound",
        "3.0,450000000.0,20.0,22000000000.0,baseline,frozen,,,,,ceiling,ceiling",
        "3.0,500000000.0,20.0,23000000000.0,baseline,frozen,,,,,ceiling,ceiling",
        "13.0,450000000.0,10.0,11000000000.0,baseline,frozen,,,,,ceiling,ceiling",
        "13.0,500000000.0,10.0,11500000000.0,baseline,frozen,,,,,ceiling,ceiling",
        "23.0,450000000.0,0.0,0.0,baseline,frozen,,,,,ceiling,ceiling",
        "23.0,500000000.0,0.0,0.0,baseline,frozen,,,,,ceiling,ceiling",
    ]


def test_all_formats_agree(cli: Call, here: Path) -> None:
    """CSV, JSON lines, Parquet and JSON hold the same values and sides, unknown, dates and never among them."""
    command = ["sweep", "-q", "-s", "mid-2026", "--figures", "gap_closed_year,first_empty_month,battery_coverage"]
    for path in ("supply.halt_months=0,36", "plan.last_year=2030,2045", "requirement.batteries=0,25"):
        command += ["--vary", path]
    swept = cli(*command, "--json").data["sweep"]
    points = swept["points"]
    for name in ("a.csv", "a.jsonl", "a.parquet"):
        assert cli(*command, "-o", name).code == 0
    lines = [json.loads(line) for line in (here / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {name: ["never" if name in line["never"].split() else line[name] for line in lines] for name in points}
    assert found == points
    sides = {f"{name}_bound": [side or "" for side in column] for name, column in swept["bounds"].items()}
    assert {name: [line[name] for line in lines] for name in sides} == sides != {}
    assert {line["scenario"] for line in lines} == {"mid-2026"}
    told = list(csv.DictReader(io.StringIO((here / "a.csv").read_text(encoding="utf-8"))))
    assert [list(row.values()) for row in told] == [
        ["" if v is None else str(v) for v in line.values()] for line in lines
    ]
    table = pl.read_parquet(here / "a.parquet").to_dict(as_series=False)
    table["gap_closed_year"] = ["never" if value == float("inf") else value for value in table["gap_closed_year"]]
    assert {name: table[name] for name in points} == points
    assert table["never"] == [line["never"] for line in lines]
    assert {"never"} < set(points["gap_closed_year"])
    assert None in points["battery_coverage"]


def test_json_says_what_varies(cli: Call) -> None:
    """Paths with their operator, unit and values; the figures and assumptions beside them are the case without it."""
    data = cli("sweep", "--vary", "battery.system_cost*=0.9,1.1", "--json", "--set", "force.operational=13").data
    assert data["sweep"] == {
        "axes": [{"path": "battery.system_cost", "operator": "*", "unit": "", "values": [0.9, 1.1]}],
        "figures": ["funding_need"],
        "zip": False,
        "points": {"battery.system_cost*": [0.9, 1.1], "funding_need": [10 * 1055e6, 10 * 1145e6]},
        "bounds": {"funding_need": ["ceiling", "ceiling"]},
    }
    assert data["figures"]["funding_need"]["value"] == 11e9
    assert data["overrides"] == ["force.operational=13"]


def test_small_sweeps_are_tables(cli: Call) -> None:
    """A column a path and a figure, rounded; a figure that is at most something says so."""
    lines = cli(*SWEEP, "--figures", "battery_gap,funding_need").out.splitlines()
    assert [line.split() for line in lines if "$450M" in line] == [
        ["3", "$450M", "<=", "20", "<=", "$22.00B"],
        ["13", "$450M", "<=", "10", "<=", "$11.00B"],
        ["23", "$450M", "<=", "0", "<=", "$0.00B"],
    ]
    assert (
        "Values of ground system of one battery, without missiles (battery.system_cost) are in 2025 dollars." in lines
    )


def test_a_bound_goes_where_its_assumption_is_set(cli: Call) -> None:
    """A requirement that is typed is no longer "up to" it, as with --set; three batteries stay "at least"."""
    out = cli("sweep", "-q", "--vary", "requirement.batteries=10,20", "--figures", "batteries_required,battery_gap").out
    assert ["10", "10", "<=", "7"] in [line.split() for line in out.splitlines()]


@pytest.mark.parametrize("more", [[], ["--vary", "supply.halt_start=2028,2029"]], ids=["a table", "a heat map"])
def test_a_date_has_the_sign_of_its_side(cli: Call, more: list[str]) -> None:
    """The first empty month is the earliest there can be, at each point as in the case; pipes have the bare month."""
    options = ["-q", "-s", "mid-2026", "--vary", "stock.on_hand=100,200", *more, "--figures", "first_empty_month"]
    shown = cli("sweep", *options).out
    data = cli("sweep", *options, "--json").data
    assert data["figures"]["first_empty_month"]["bound"] == "floor"
    months = data["sweep"]["points"]["first_empty_month"]
    assert len(months) == shown.count(">= 20")
    assert all(f">= {month}" in shown for month in months)


def test_a_year_as_typed_has_no_comma(cli: Call) -> None:
    """Where a figure is lowest is told to the digit, and 2027 is not 2,027."""
    out = cli(
        "sweep", "-q", "-s", "mid-2026", "--vary", "supply.halt_start=2027:2028:60", "--figures", "battery_gap"
    ).out
    (row,) = [line for line in out.splitlines() if line.startswith("Start of a supply halt ")]
    assert row.split()[-2:] == ["2027", "2027"]


def test_two_paths_are_a_heat_map(cli: Call) -> None:
    """The shorter path stands across where the other is long; every value is there."""
    out = cli("sweep", "-q", "--vary", "force.operational=3,13", "--vary", "battery.system_cost=300M:500M:21").out
    assert "(battery.system_cost), across: Batteries operational (force.operational)" in out
    assert "$450M  <= $22.00B  <= $11.00B" in out


@pytest.mark.parametrize("form", [row.name for row in ROWS if not row.long_tables])
def test_every_format_of_answers_has_every_point_of_a_small_sweep(cli: Call, tmp_path: Path, form: str) -> None:
    """17 batteries of $400M and $650M are $17.85B, neither the lowest nor the highest; a format to come has it too."""
    grid = ("--vary", "force.operational=3,6,9", "--vary", "battery.system_cost=300M,400M,500M")
    outcome = cli("sweep", "-q", *grid, "-f", form, "-o", tmp_path / "answer")
    if form in PICTURES.values():
        assert "sweep has no chart" in outcome.err
        return
    file = tmp_path / "answer"
    text = zipped_text(file) if form == "xlsx" else file.read_text("utf-8")
    assert "17.85B" in text or "17850000000" in text


def zipped_text(file: Path) -> str:
    """Return the texts and numbers of a workbook."""
    with zipfile.ZipFile(file) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


def test_large_sweeps_are_summed_up(cli: Call) -> None:
    """Lowest and highest of each figure with their points, and where to find the rest."""
    out = cli("sweep", "-q", "--vary", "force.operational=3:23:101", "--vary", "battery.system_cost=450M:500M:11").out
    rows = [line.split() for line in out.splitlines()]
    assert "1,111 points" in out
    assert any(
        row[:9] == [*["Acquisition", "cost", "of", "the", "shortfall"], "<=", "$0.00B", "<=", "$23.00B"] for row in rows
    )
    assert ["Batteries", "operational", "23", "3"] in rows
    assert [*["Ground", "system", "of", "one", "battery,", "without", "missiles"], "$450M", "$500M"] in rows
    assert "-o sweep.csv" in out


@pytest.mark.parametrize(
    ("gate", "code", "said"),
    [
        (
            "funding_need > 22.5B",
            1,
            "failed: funding_need = $23.00B > $22.50B at force.operational=3, battery.system_cost=500M",
        ),
        (
            "funding_need < 1B",
            1,
            "failed: funding_need = $0 < $1.00B at force.operational=23, battery.system_cost=450M",
        ),
        ("funding_need > 30B", 0, "passed: funding_need = $23.00B not > $30.00B at any point"),
        ("battery_gap == 10", 1, "failed: battery_gap = 10 == 10 at force.operational=13, battery.system_cost=450M"),
    ],
)
def test_a_gate_holds_where_any_point_makes_it_true(cli: Call, gate: str, code: int, said: str) -> None:
    """The verdict names the first point, and stands in the JSON; the gate's figure need not be among those shown."""
    command = ("sweep", "--vary", FORCE, "--vary", COST, "--fail-if", gate)
    outcome = cli(*command, "-f", "csv")
    assert (outcome.code, outcome.err.splitlines()[-1]) == (code, f"gate {said}")
    assert outcome.out.startswith("force.operational,battery.system_cost,funding_need,")
    (data,) = cli(*command, "--json").data["gates"]
    assert (data["failed"], "point" in data) == (code == 1, code == 1)


def test_unknown_points_are_warned_of_once(cli: Call) -> None:
    """The first and how many; where all are unknown there is nothing to print, and the missing input is named."""
    outcome = cli("sweep", "--vary", "battery.package_rule=priced,counted", "--vary", FORCE, "-f", "csv")
    message = "shortfall is unknown at 3 points, first at battery.package_rule=counted, force.operational=3"
    assert outcome.err.count(message) == 1
    outcome = cli("sweep", "--vary", FORCE, "--set", "battery.package_rule=counted", "-q")
    assert (outcome.code, outcome.out) == (4, "")
    assert outcome.err == (
        "error: acquisition cost of the shortfall (funding_need) is unknown at all points: "
        "missiles bought with one battery (battery.missiles)\n"
    )


def test_how_commas_were_read_is_said_where_it_is_not_plain(cli: Call) -> None:
    """`--set` takes 4,125,500 as one number; a list of values takes it as three, and says so."""
    outcome = cli("sweep", "--vary", "battery.system_cost=4,125,500", "-f", "csv")
    assert len(outcome.out.splitlines()) == 4
    said = "--vary battery.system_cost: read as 3 values, 4 and 125 and 500; one number is written 4125500"
    assert f"warning: {said}" in outcome.err
    assert "read as" not in cli("sweep", "--vary", "battery.system_cost=4M,125M", "-f", "csv").err


def test_an_axis_that_moves_nothing_is_warned_of(cli: Call) -> None:
    """As a setting is: the number on hand is no part of the need, launchers only where missiles are counted."""
    typed = ("sweep", "--figures", "funding_need", "--json")
    for axis in ("stock.on_hand=1,2", "battery.launchers*=1,2", "interceptors.patriot.per_launcher=4,8"):
        outcome = cli(*typed, "--vary", axis)
        path = axis.partition("=")[0].rstrip("*")
        assert f"warning: --vary {path}: nothing shown here rests on it" in outcome.err
        assert [warning["code"] for warning in outcome.data["warnings"]].count("no-effect") == 1
    assert "nothing shown here" not in cli(*typed, "--vary", "force.operational=3,4").err


def test_several_paths_go_together(cli: Call) -> None:
    """With one path --zip would change nothing."""
    outcome = cli("sweep", "--vary", "force.operational=3,4", "--zip")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--zip goes along several paths together" in outcome.err


def test_unknown_points_are_counted_along_axes_that_do_not_move_the_figure(cli: Call) -> None:
    """A cost per kill without a chance to hit is unknown at each of the three numbers of batteries beside it."""
    chance = ("--vary", "engagement.hit_probability=0,0.5", "--vary", FORCE)
    outcome = cli("sweep", *chance, "--figures", "cost_per_kill[patriot],funding_need", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    assert [row["cost_per_kill[patriot]"] == "" for row in rows] == [True] * 3 + [False] * 3
    assert "Patriot interceptor, type not stated is unknown at 3 points" in outcome.err


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_said_before_anything_is_printed(
    cli: Call, here: Path, arguments: list[str], message: str
) -> None:
    """Exit 2, nothing on standard output, no file."""
    outcome = cli("sweep", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert list(here.iterdir()) == []


def test_a_value_of_a_file_is_refused_with_its_line(cli: Call, here: Path) -> None:
    """What --set would refuse is exit 3 where it stands in a file."""
    (here / "shares.csv").write_text("share\n10%\n150%\n", encoding="utf-8")
    outcome = cli("sweep", "--vary", "supply.available_share=@shares.csv")
    assert (outcome.code, outcome.out) == (3, "")
    assert "shares.csv:3: supply.available_share: a share of 1.5 is above 1" in outcome.err


def test_a_scenario_on_standard_input_is_read_once(process: Call, scenario_file: Call) -> None:
    """A sweep loads its case several times, a pipe can be read only once."""
    text = Path(scenario_file('[set]\n"force.operational" = 13\n')).read_text(encoding="utf-8")
    outcome = process("sweep", "-s", "-", "--vary", COST, "-f", "csv", stdin=text)
    assert outcome.out.splitlines()[1:] == [
        "450000000.0,11000000000.0,test-case,frozen,,,,,ceiling",
        "500000000.0,11500000000.0,test-case,frozen,,,,,ceiling",
    ]


@pytest.mark.parametrize("command", ["gap", "fund", "get funding_need"])
@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_other_commands_refuse_formats_of_long_tables(cli: Call, command: str, form: str) -> None:
    """They say what is allowed, by name and by extension."""
    assert "allowed: table, json, csv, markdown" in cli(*command.split(), "-f", form).err
    assert cli(*command.split(), "-o", f"a.{form}").code == 2


def test_parquet_needs_polars(cli: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it: exit 2 with what to install, and no file."""
    monkeypatch.setattr("patriot_cost.render.parquet.find_spec", lambda _: None)
    outcome = cli(*SWEEP, "-o", "a.parquet")
    assert (outcome.code, list(here.iterdir())) == (2, [])
    assert outcome.err.splitlines()[1].strip() == "pip install 'patriot-cost[parquet]'"


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_an_interrupt_leaves_no_file(here: Path, form: str) -> None:
    """Ctrl-C while rows are written: exit 130, silence, and a directory as it was."""
    command = [sys.executable, "-m", "patriot_cost", *BIG, "-o", f"a.{form}"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as running:
        deadline = time.monotonic() + 60
        while not any(path.stat().st_size for path in here.iterdir()):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
    assert (running.returncode, err, list(here.iterdir())) == (130, b"", [])


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_reader_that_goes_away_is_141(form: str) -> None:
    """`| head -3` of a long table ends it quietly."""
    command = [sys.executable, "-m", "patriot_cost", *BIG, "-f", form]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.read(100)
        running.stdout.close()
        assert (running.stderr.read(), running.wait(timeout=60)) == (b"", 141)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_full_disk_is_4(form: str) -> None:
    """Standard output that takes no more is said in one line."""
    with FULL.open("wb") as full:
        command = [sys.executable, "-m", "patriot_cost", *SWEEP, "-f", form]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (4, b"error: standard output cannot be written: No space left on device\n")


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_disk_that_fills_up_leaves_no_file(cli: Call, here: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """Exit 4, and the old file keeps its bytes."""

    def full(descriptor: int) -> None:
        raise OSError(28, os.strerror(28), str(descriptor))

    (here / f"a.{form}").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    outcome = cli(*SWEEP, "-o", f"a.{form}", "--force")
    assert (outcome.code, outcome.err) == (4, f"error: 'a.{form}' cannot be written: No space left on device\n")
    assert [(path.name, path.read_bytes()) for path in here.iterdir()] == [(f"a.{form}", b"old")]


def test_no_bar_is_drawn_where_nobody_looks(process: Call, tmp_path: Path) -> None:
    """Standard error that is no terminal gets no bar, however long it takes."""
    command = ["sweep", "--vary", "force.operational=0:20:20000", "--vary", "battery.system_cost=1M:900M:200"]
    outcome = process(*command, "-o", str(tmp_path / "points.parquet"))
    assert outcome.code == 0
    assert "\x1b" not in outcome.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_bar_is_drawn_on_a_terminal_and_goes_away(here: Path) -> None:
    """After a second there is a bar with the size of the job; an interrupt takes it away and leaves no file."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.execv(  # noqa: S606 - the child of a fork
            sys.executable, [sys.executable, "-m", "patriot_cost", "sweep", *BIG[2:], "-o", "a.csv"]
        )
    seen = b""
    while b"400,000,000 points" not in seen:
        seen += os.read(terminal, 65_536)
    os.write(terminal, b"\x03")
    with suppress(OSError):
        while True:
            seen += os.read(terminal, 65_536)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 130
    # Up one line and cleared: the bar is gone.
    assert seen.rstrip().endswith(b"\x1b[2K")
    assert list(here.iterdir()) == []
