"""`--manifest` records a run, and `rerun` gives its bytes again or says what differs."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patriot_cost.cli.files import Files
from patriot_cost.cli.run_manifest import Recorder, Tally, repeatable, repeating
from patriot_cost.dataset.files import _substitute
from patriot_cost.dataset.library import find_data
from patriot_cost.study.repetition import _near

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    Call = Callable[..., Any]

RUNS = (
    "gap",
    "gap --ladder -f markdown",
    "fund -s mid-2026 --json",
    "fund -s mid-2026 --case high -f csv",
    "plan -f csv",
    "stock -f csv",
    "afford 5B --json",
    "engage",
    "brief --cite",
    "get funding_need --set battery.system_cost=500M",
    "explain systems_cost",
    "facts --about pac3_mse --json",
    "sources -f csv",
    "show assumptions",
    "scenario list",
    "check --today 2026-11-24",
    "schema manifest",
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty directory, without the variable that names the data: it would be part of every record."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PATRIOT_COST_DATA")
    return tmp_path


def record(changes: dict[str, Any] | None = None, name: str = "run.json") -> dict[str, Any]:
    """Read a record, after some changes of it where they are given."""
    path = Path(name)
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) | (changes or {})
    if changes:
        path.write_text(json.dumps(found), encoding="utf-8")
    return found


@pytest.mark.parametrize("run", RUNS)
def test_a_recorded_run_gives_the_same_bytes(cli: Call, run: str) -> None:
    """Every command can be recorded, the answer is as without a record, and it comes back byte for byte."""
    first = cli(*run.split(), "--manifest", "run.json")
    assert first.code == 0
    assert first.out == cli(*run.split()).out
    written = record()
    assert written["arguments"] == run.split()
    assert written["output"] == {
        "bytes": len(first.out.encode()),
        "hash": f"sha256:{sha256(first.out.encode()).hexdigest()}",
    }
    again = cli("rerun", "run.json")
    assert (again.code, again.out) == (0, first.out)
    assert again.err.endswith(f"the same {len(first.out.encode()):,} bytes as recorded\n")


def test_a_record_holds_what_the_schema_says_and_nothing_of_the_machine(
    cli: Call, here: Path, scenario_file: Callable[[str], str]
) -> None:
    """The same run makes the same record; no time, no directory that was not typed, seed null, case as answered."""
    file = Path(scenario_file('[set]\n"battery.system_cost" = "500M"\n')).name
    words = ("fund", "-s", file, "--set", "requirement.batteries=25", "--json")
    for name in ("run.json", "other.json"):
        assert cli(*words, f"--manifest={name}").code == 0
    text = Path("run.json").read_text(encoding="utf-8")
    assert text == Path("other.json").read_text(encoding="utf-8")
    assert str(here) not in text
    assert str(find_data()) not in text
    jsonschema.validate(record(), cli("schema", "manifest").data)
    found, answer = record(), cli(*words).data
    for name in ("data_version", "data_hash", "scenario", "overrides", "seed"):
        assert found[name] == answer[name]
    assert found["seed"] is None
    assert found["files"] == {file: f"sha256:{sha256(Path(file).read_bytes()).hexdigest()}"}
    assert found["versions"]["patriot-cost"] == answer["tool_version"]
    assert found["versions"]["python"] == ".".join(map(str, sys.version_info[:3]))


def test_the_recorded_output_file_is_not_touched(cli: Call, here: Path) -> None:
    """A rerun prints or writes where it is asked, in the recorded format, and never where the record points."""
    assert cli("fund", "-o", "answer.csv", "--manifest", "run.json").code == 0
    content = Path("answer.csv").read_bytes()
    Path("answer.csv").write_bytes(b"mine")
    assert cli("rerun", "run.json").out.encode() == content
    assert cli("rerun", "run.json", "-o", "again.txt").code == 0
    assert Path("again.txt").read_bytes() == content
    assert cli("rerun", "run.json", "-o", "again.txt").code == 2
    assert cli("rerun", "run.json", "-o", "again.txt", "--force").code == 0
    assert Path("answer.csv").read_bytes() == b"mine"
    record({"arguments": ["fund", "-f", "csv", "-o", "new.csv", "--force", "--manifest", "new.json"]})
    assert cli("rerun", "run.json").out.encode() == content
    assert sorted(path.name for path in here.iterdir()) == ["again.txt", "answer.csv", "run.json"]


def test_nothing_but_the_file_asked_for_is_written_while_a_run_is_repeated(here: Path) -> None:
    """Whatever else a run would write is passed over, whether it is there or not."""
    Path("there.csv").write_bytes(b"mine")
    token = repeating.set(Recorder("asked.csv", force=False))
    try:
        files = Files(force=True)
        for option, name in (("--save", "there.csv"), ("--manifest", "none/new.json"), ("--output", "asked.csv")):
            files.claim(option, name)
            with files.opened(option) as stream:
                stream.write(b"text")
        files.place()
    finally:
        repeating.reset(token)
    assert sorted(path.name for path in here.iterdir()) == ["asked.csv", "there.csv"]
    assert Path("there.csv").read_bytes() == b"mine"


def test_standard_input_is_kept(process: Call, here: Path, scenario_file: Callable[[str], str]) -> None:
    """A case that was piped in is in the record, and is there again without the pipe."""
    text = Path(scenario_file('[set]\n"battery.system_cost" = "500M"\n')).read_text(encoding="utf-8")
    first = process("fund", "-s", "-", "--manifest", "run.json", stdin=text, cwd=here)
    assert first.code == 0
    assert record()["stdin"] == text
    again = process("rerun", "run.json", cwd=here)
    assert (again.code, again.out) == (0, first.out)
    piped = process("rerun", "-", stdin=Path("run.json").read_bytes(), cwd=here)
    assert (piped.code, piped.out) == (0, first.out)


def test_a_run_comes_again_in_another_directory(cli: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run without files of its own is the same anywhere; one with such a file says what is missing."""
    first = cli("fund", "-s", "mid-2026", "--json", "--manifest", "run.json")
    assert cli("scenario", "new", "-o", "mine.toml", "-f", "table").code == 0
    assert cli("fund", "-s", "mine.toml", "--manifest", "mine.json").code == 0
    (here / "elsewhere").mkdir()
    monkeypatch.chdir(here / "elsewhere")
    again = cli("rerun", "../run.json")
    assert (again.code, again.out) == (0, first.out)
    lost = cli("rerun", "../mine.json")
    assert (lost.code, lost.out) == (3, "")
    assert "../mine.json: files: there is no 'mine.toml' here; run it where the record was made" in lost.err


def test_defaults_of_the_environment_are_part_of_the_run(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """What variables said then is used, not what they say now, and afterwards they are as they were."""
    monkeypatch.setenv("PATRIOT_COST_SCENARIO", "mid-2026")
    monkeypatch.setenv("PATRIOT_COST_FORMAT", "csv")
    first = cli("fund", "--manifest", "run.json")
    assert record()["environment"] == {"PATRIOT_COST_FORMAT": "csv", "PATRIOT_COST_SCENARIO": "mid-2026"}
    monkeypatch.delenv("PATRIOT_COST_FORMAT")
    monkeypatch.setenv("PATRIOT_COST_SCENARIO", "halt")
    assert cli("rerun", "run.json").out == first.out
    assert os.environ["PATRIOT_COST_SCENARIO"] == "halt"
    assert "PATRIOT_COST_FORMAT" not in os.environ


def test_a_narrow_screen_is_remembered(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table is laid out for the width and the colour of the recorded run."""
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("FORCE_COLOR", "1")
    first = cli("fund", "--manifest", "run.json")
    assert record()["screen"] == {"width": 60, "color": True}
    monkeypatch.delenv("COLUMNS")
    monkeypatch.delenv("FORCE_COLOR")
    assert cli("rerun", "run.json").out == first.out != cli("fund").out


def test_a_changed_scenario_file_is_named(cli: Call, scenario_file: Callable[[str], str]) -> None:
    """The new answer is printed, the exit code is 1, and the file that differs is named."""
    cli("fund", "-s", scenario_file('[set]\n"battery.system_cost" = "500M"\n'), "--json", "--manifest", "run.json")
    scenario_file('[set]\n"battery.system_cost" = "600M"\n')
    again = cli("rerun", "run.json")
    assert again.code == 1
    # 20 x (600M + 650M)
    assert again.data["figures"]["funding_need"]["value"] == 25e9
    assert "not the recorded bytes" in again.err
    assert again.err.count("case.toml: sha256:") == 1
    assert "data_" not in again.err


def test_changed_data_are_named(cli: Call, here: Path) -> None:
    """Another version of the data is told from the recorded one by version and hash."""
    shutil.copytree(find_data(), here / "mine")
    cli("fund", "--data", "mine", "--manifest", "run.json")
    (here / "mine" / "VERSION").write_text("2027.01\n", encoding="utf-8")
    with (here / "mine" / "sources.csv").open("a", encoding="utf-8") as stream:
        stream.write("new,Us,Title,https://example.org,2026,press,,\n")
    again = cli("rerun", "run.json")
    assert again.code == 1
    version = (find_data() / "VERSION").read_text(encoding="utf-8").strip()
    assert f"data_version: {version} -> 2027.01" in again.err
    assert "data_hash: sha256:" in again.err


def test_other_versions_are_named_where_the_bytes_differ(cli: Call) -> None:
    """A library or a Python of another version is named, and one that changed nothing is not worth a word."""
    cli("fund", "--manifest", "run.json")
    versions = record()["versions"] | {"python": "3.9.1", "polars": "0.1"}
    record({"versions": versions})
    assert cli("rerun", "run.json").code == 0
    record({"output": {"bytes": 5, "hash": "sha256:" + "0" * 64}})
    again = cli("rerun", "run.json")
    assert again.code == 1
    assert "python: 3.9.1 -> " in again.err
    assert "polars: 0.1 -> " in again.err


def test_bytes_that_differ_for_no_recorded_reason_are_said_to(cli: Call) -> None:
    """Nothing is blamed where nothing that is recorded differs."""
    cli("fund", "--manifest", "run.json")
    count = record()["output"]["bytes"]
    record({"output": {"bytes": count, "hash": "sha256:" + "0" * 64}})
    again = cli("rerun", "run.json")
    assert again.code == 1
    assert again.err.endswith(
        f"not the recorded bytes ({count:,} bytes, recorded {count:,}), though versions, data and files are those of "
        "the record\n"
    )


def test_a_failed_gate_is_recorded_too(cli: Call) -> None:
    """Exit 1 of a gate is an answer: it is recorded, and its bytes come again."""
    first = cli("fund", "--json", "--fail-if", "funding_need > 1B", "--manifest", "run.json")
    assert first.code == 1
    again = cli("rerun", "run.json")
    assert (again.code, again.out) == (0, first.out)
    assert "gate failed" in again.err


@pytest.mark.parametrize(
    ("words", "code"),
    [("get fundin_need", 2), ("get interceptors_available_now -s mid-2026", 4), ("gap -s no.toml", 2)],
)
def test_a_failure_leaves_no_record(cli: Call, here: Path, words: str, code: int) -> None:
    """Where there is no answer there is nothing to run again."""
    assert cli(*words.split(), "--manifest", "run.json").code == code
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--manifest", "there.json"), "'there.json' exists; --force replaces it"),
        (("--manifest", "none/run.json"), "there is no directory 'none'"),
        (("--manifest", "-"), "--manifest needs a file"),
        (("--manifest", "a.json", "-o", "./a.json"), "the same file"),
        (("--manifest", "a.json", "--set", "battery.system_cost=\udcff"), "not UTF-8 text"),
    ],
)
def test_a_record_that_cannot_be_written_is_refused_first(
    cli: Call, here: Path, words: tuple[str, ...], said: str
) -> None:
    """Nothing is printed and nothing is touched."""
    Path("there.json").write_bytes(b"old")
    outcome = cli("fund", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert [path.name for path in here.iterdir()] == ["there.json"]
    assert Path("there.json").read_bytes() == b"old"
    assert cli("fund", "--manifest", "there.json", "--force").code == 0
    assert record(name="there.json")["arguments"] == ["fund", "--force"]


WRONG = {
    "an option that is gone": ({"arguments": ["fund", "--colour"]}, "arguments: no option '--colour'"),
    "a setting that is wrong": ({"arguments": ["fund", "--set", "x"]}, "arguments: --set: 'x' is not understood"),
    "no such command": ({"arguments": ["fnud"]}, "no command 'fnud'; nearest: fund"),
    "an option in place of a command": ({"arguments": ["--version"]}, "no command '--version'"),
    "a rerun of a rerun": ({"arguments": ["rerun", "run.json"]}, "a rerun is not run again"),
    "help": ({"arguments": ["fund", "--help"]}, "help is not an answer"),
    "help in short": ({"arguments": ["fund", "-h"]}, "help is not an answer"),
    "nothing": ({"arguments": []}, "arguments: found a list; needed: 1 or more"),
    "a null character": ({"arguments": ["fund", "\0"]}, "arguments.1: '\\x00' holds a null character"),
    "a missing file": ({"files": {"gone.toml": "sha256:" + "0" * 64}}, "there is no 'gone.toml' here"),
    "a variable of others": ({"environment": {"PATH": "/"}}, "'PATH' is not a variable of this program"),
    "no hash": ({"output": {"bytes": 3, "hash": "abc"}}, "output.hash: 'abc' is not a hash"),
    "an unknown key": ({"stdinn": "x"}, "stdinn: no key 'stdinn'; nearest: stdin"),
    "a later kind": ({"manifest_version": 2}, "manifest_version: 2 is not allowed; allowed: 1"),
}


@pytest.mark.parametrize(("changes", "said"), WRONG.values(), ids=WRONG)
def test_a_bad_record_is_3(cli: Call, changes: dict[str, Any], said: str) -> None:
    """The file is named with what is wrong in it, and nothing is printed."""
    cli("fund", "--manifest", "run.json")
    record(changes)
    outcome = cli("rerun", "run.json")
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.startswith("run.json: ")
    assert said in outcome.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("{", "not valid JSON"),
        ("[]", "is not the record of a run"),
        ('{"schema_version": 1}', "is not the record of a run"),
        ('{"manifest_version": 1}', "arguments: missing"),
        ("[" * 100_000, "not valid JSON"),
        ('{"manifest_version": "\\ud800"}', "not valid JSON"),
    ],
)
def test_what_is_no_record_is_3(cli: Call, text: str, said: str) -> None:
    """An answer, a half of a file or no JSON at all is told from a record."""
    Path("run.json").write_text(text, encoding="utf-8")
    outcome = cli("rerun", "run.json")
    assert (outcome.code, outcome.out) == (3, "")
    assert said in outcome.err


def test_a_missing_record_is_2(cli: Call) -> None:
    """A name that is wrong was typed wrong."""
    assert cli("rerun", "gone.json").code == 2


def test_a_closed_pipe_is_quiet(cli: Call, here: Path) -> None:
    """A reader of a rerun may go away like that of any answer."""
    cli("fund", "-q", "--manifest", "run.json")
    reader, writer = os.pipe()
    os.close(reader)
    program = [sys.executable, "-m", "patriot_cost", "rerun", "run.json"]
    done = subprocess.run(program, stdout=writer, stderr=subprocess.PIPE, check=False, cwd=here, timeout=60)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("fund --manifest a.json --json", "fund --json"),
        ("fund --manifest=a.json", "fund"),
        ("fund --manifest a.json --manifest b.json -q", "fund -q"),
        ("get --manifest a.json -- --manifest", "get -- --manifest"),
        ("sweep --cluster tcp://a:1 -q --cluster=b", "sweep -q"),
        ("fund", "fund"),
    ],
)
def test_the_record_leaves_out_what_changes_no_answer(typed: str, kept: str) -> None:
    """Where the record is written and who works is not kept, with its value; what stands behind `--` is no option."""
    assert " ".join(repeatable(typed.split())) == kept


@given(st.lists(st.binary()))
def test_a_tally_in_parts_is_that_of_the_whole(parts: list[bytes]) -> None:
    """An answer that streams by in blocks has the hash and the length of the whole."""
    tally = Tally()
    for part in parts:
        tally.update(part)
    whole = b"".join(parts)
    assert (tally.output.bytes, tally.output.hash) == (len(whole), f"sha256:{sha256(whole).hexdigest()}")


def drawn(cli: Call, *words: str) -> str:
    """Record some draws, and return the answer."""
    done = cli(
        "simulate", "--draws", "200", "--set", "battery.system_cost=400M..500M", *words, "--manifest", "run.json"
    )
    assert done.code == 0
    return str(done.out)


def hashed(text: str) -> dict[str, Any]:
    """Return what a record says of a text that was written."""
    return {"bytes": len(text.encode()), "hash": f"sha256:{sha256(text.encode()).hexdigest()}"}


def test_a_file_beside_the_answer_is_recorded_and_compared_and_never_written_again(cli: Call, here: Path) -> None:
    """Draws that were saved are repeated, counted and thrown away, also where the answer is to have their name."""
    answer = drawn(cli, "--save", "draws.csv", "-q")
    content = Path("draws.csv").read_text(encoding="utf-8")
    assert content.count("\n") == 201
    assert record()["written"] == {"draws.csv": hashed(content)}
    Path("draws.csv").unlink()
    again = cli("rerun", "run.json")
    assert (again.code, again.out) == (0, answer)
    assert again.err.endswith(f"draws.csv: the same {len(content):,} bytes as recorded\n")
    assert [path.name for path in here.iterdir()] == ["run.json"]
    assert cli("rerun", "run.json", "-o", "draws.csv").code == 0
    assert Path("draws.csv").read_text(encoding="utf-8") == answer
    record({"written": {"draws.csv": hashed(content[:-2] + "1\n")}})
    again = cli("rerun", "run.json")
    assert (again.code, again.out) == (1, answer)
    assert "draws.csv: not the recorded bytes" in again.err
    record({"written": {"gone.csv": hashed(content)}})
    again = cli("rerun", "run.json")
    assert again.code == 1
    assert "gone.csv: was recorded, and is no longer written" in again.err


def test_what_comes_through_a_pipe_with_a_name_is_kept(cli: Call, scenario_file: Callable[[str], str]) -> None:
    """`-s <(...)` can be read once only: its text is in the record, and is there again without the pipe."""
    text = Path(scenario_file('[set]\n"battery.system_cost" = "500M"\n')).read_text(encoding="utf-8")
    os.mkfifo("pipe.toml")
    writer = Thread(target=Path("pipe.toml").write_text, args=(text,))
    writer.start()
    first = cli("fund", "-s", "pipe.toml", "--json", "--manifest", "run.json")
    writer.join()
    assert first.code == 0
    assert (record()["files"], record()["kept"]) == ({}, {"pipe.toml": text})
    Path("pipe.toml").unlink()
    again = cli("rerun", "run.json")
    assert (again.code, again.out) == (0, first.out)


@pytest.mark.parametrize("run", ["scenario new", "check", "scenario check baseline"])
def test_the_day_is_recorded_and_repeated_with(cli: Call, run: str) -> None:
    """What depends on the day is the same on another day; what does not has no day in its record."""
    assert cli(*run.split(), "--manifest", "run.json").code == 0
    assert record()["today"] == datetime.now().astimezone().date().isoformat()
    first = cli("rerun", "run.json")
    assert first.code == 0
    record({"today": "2031-05-06"})
    later = cli("rerun", "run.json")
    assert (later.code, later.out != first.out) == (1, True)
    assert "today" not in later.err
    if run == "scenario new":
        assert "date = 2031-05-06" in later.out
    cli("fund", "--manifest", "other.json")
    assert record(name="other.json")["today"] is None


def test_a_record_of_an_earlier_version_is_read(cli: Call) -> None:
    """What was not recorded then is not asked for."""
    cli("fund", "--manifest", "run.json")
    found = record()
    for name in ("kept", "today", "features", "written", "answer"):
        del found[name]
    Path("run.json").write_text(json.dumps(found), encoding="utf-8")
    assert cli("rerun", "run.json").code == 0


def test_on_another_processor_numbers_within_a_billionth_are_the_same(cli: Call) -> None:
    """Last digits may differ where vector instructions do, which is said; more, or for no reason, is a failure."""
    answer = drawn(cli, "--json", "-q")
    mean = repr(json.loads(answer)["figures"]["funding_need"]["mean"])
    assert record()["features"]

    def recorded(factor: float, *features: str) -> tuple[int, str]:
        other = answer.replace(mean, repr(float(mean) * factor))
        assert other != answer
        record({"features": features, "answer": other, "output": hashed(other)})
        again = cli("rerun", "run.json")
        assert again.out == answer
        return again.code, again.err

    here = record()["features"]
    code, said = recorded(1 + 1e-12, "X86_V9")
    assert code == 0
    assert ", but every number lies within 1e-9; what differs from the record:" in said
    assert f"  vector instructions: X86_V9 -> {', '.join(here)}\n" in said
    code, said = recorded(1 + 1e-6, "X86_V9")
    assert (code, "every number" in said) == (1, False)
    assert "vector instructions: X86_V9" in said
    code, said = recorded(1 + 1e-12, *here)
    assert (code, "every number" in said) == (1, False)


@pytest.mark.parametrize(
    ("then", "now", "near"),
    [
        ("cost 1.5e9 in 2031", "cost 1500000000.0000001 in 2031", True),
        ("in 2031-05", "in 2031-06", False),
        ("8 batteries", "9 batteries", False),
        ("0.0", "1e-300", False),
        ("-1.0", "1.0", False),
        ("never", "2031", False),
        ("5e604ab1", "5e604ab1", True),
        ("sha256:12345678901234a", "sha256:12345678901235a", False),
        ("<= 5.0", ">= 5.0", False),
    ],
)
def test_dates_counts_words_and_signs_are_never_nearly_the_same(then: str, now: str, *, near: bool) -> None:
    """Only the last digits of a number may differ."""
    assert _near(then, now) is near


def test_a_rerun_is_quiet_talks_or_gives_its_verdict_as_data(cli: Call) -> None:
    """-q says nothing, -v what the run rests on, --json the verdict in place of the answer, which -o still takes."""
    answer = drawn(cli, "--fail-if", "funding_need > 1000B")
    quiet = cli("rerun", "run.json", "-q")
    assert (quiet.code, quiet.out, quiet.err) == (0, answer, "")
    assert "numpy: " in cli("rerun", "run.json", "-v").err
    judged = cli("rerun", "run.json", "--json", "-q")
    assert (judged.code, judged.err) == (0, "")
    jsonschema.validate(judged.data, cli("schema", "list").data)
    count = len(answer.encode())
    assert judged.data["same"] is True
    assert judged.data["items"] == [{"file": None, "verdict": "same bytes", "bytes": count, "recorded_bytes": count}]
    record({"output": hashed("other")})
    failed = cli("rerun", "run.json", "--json", "-o", "answer.txt")
    assert (failed.code, failed.data["same"]) == (1, False)
    assert failed.data["items"][0]["recorded_bytes"] == len("other")
    assert Path("answer.txt").read_text(encoding="utf-8") == answer


def test_a_record_does_not_choose_a_cluster(cli: Call) -> None:
    """Nobody is spoken to because a record says so; the cluster that is typed now is, and is blamed as typed."""
    drawn(cli)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        record({"arguments": [*record()["arguments"], f"--cluster={address}"]})
        refused = cli("rerun", "run.json")
        assert (refused.code, refused.out) == (3, "")
        assert f"a record does not choose the cluster '{address}'" in refused.err
        asked = cli("rerun", "run.json", "--cluster", "nowhere")
        assert (asked.code, asked.out) == (2, "")
        assert "nobody answers at 'nowhere'" in asked.err
        server.setblocking(False)  # noqa: FBT003 - the socket's own
        with pytest.raises(BlockingIOError):
            server.accept()


HIDDEN = 'battery.system_cost\n"SECRET" = "of the house"\n'
ELSEWHERE = {
    "a scenario": ["fund", "-s", "../secret.toml"],
    "a link": ["fund", "-s", "link.toml"],
    "values": ["sweep", "--vary", "battery.system_cost=@../secret.toml"],
    "a result": ["compare", "baseline", "../secret.json"],
    "checked": ["scenario", "check", "../secret.toml"],
    "shown": ["scenario", "show", "../secret.toml"],
    "here, and not named": ["fund", "-s", "secret.toml"],
    "data": ["fund", "--data", "../data"],
    "a device": ["fund", "-s", "/dev/null"],
}


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("arguments", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_record_reads_no_files_but_its_own(cli: Call, here: Path, arguments: list[str], *, named: bool) -> None:
    """What lies elsewhere is not opened, even where the record names it; nor is what it does not name."""
    home = here / "home"
    shutil.copytree(find_data(), here / "data")
    home.mkdir()
    os.chdir(home)
    for file in ("../secret.toml", "../secret.json", "secret.toml"):
        Path(file).write_text(HIDDEN, encoding="utf-8")
    Path("link.toml").symlink_to("../secret.toml")
    cli("fund", "--manifest", "run.json")
    outside = arguments[-1].rpartition("@")[2]
    if outside == "secret.toml":
        named = False
    record({"arguments": arguments, "files": {outside: "sha256:" + "0" * 64} if named else {}})
    with opened_files() as opened:
        refused = cli("rerun", "run.json")
    assert (refused.code, refused.out) == (3, "")
    assert "it is not read" in refused.err
    assert "SECRET" not in refused.err
    assert not [path for path in opened if "secret" in path or path.startswith(str(here / "data"))]


@contextmanager
def opened_files() -> Iterator[list[str]]:
    """Note which files are opened meanwhile."""
    found: list[str] = []
    noting = [True]

    def note(event: str, given: tuple[Any, ...]) -> None:
        if event == "open" and noting and isinstance(given[0], str):
            found.append(os.path.realpath(given[0]))

    sys.addaudithook(note)
    yield found
    noting.clear()


def test_data_the_user_has_chosen_are_read(cli: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of data elsewhere is read where the one who repeats has chosen it too, not where the record says so."""
    (here / "home").mkdir()
    shutil.copytree(find_data(), here / "mine")
    monkeypatch.chdir(here / "home")
    monkeypatch.setenv("PATRIOT_COST_DATA", str(here / "mine"))
    assert cli("fund", "--manifest", "run.json").code == 0
    assert cli("rerun", "run.json").code == 0
    monkeypatch.delenv("PATRIOT_COST_DATA")
    assert cli("rerun", "run.json").code == 3


@pytest.mark.parametrize("arguments", [["fund"], ["fund", "--colour"]])
def test_what_a_rerun_puts_in_place_is_taken_away_again(
    cli: Call, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Standard input, the defaults and the reading of files are as before, whether the run succeeds or not."""
    monkeypatch.setenv("PATRIOT_COST_FORMAT", "csv")
    cli("fund", "--manifest", "run.json")
    record({"arguments": arguments, "environment": {"PATRIOT_COST_FORMAT": "json"}, "stdin": "x"})
    monkeypatch.setenv("PATRIOT_COST_FORMAT", "markdown")
    before = sys.stdin
    cli("rerun", "run.json")
    assert sys.stdin is before
    assert os.environ["PATRIOT_COST_FORMAT"] == "markdown"
    assert _substitute.get()(Path("any.toml"), "any.toml") is None
    assert repeating.get() is None


def test_a_plain_answer_loads_nothing_of_records() -> None:
    """What only a record needs is loaded with a record."""
    probe = (
        "import sys; from patriot_cost.cli.main import run; run(['get', 'funding_need', '-q']); "
        "print('patriot_cost.model.manifest' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, timeout=60)
    assert done.stdout.decode().splitlines()[-1] == "False"


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown", "html"])
def test_a_recorded_run_is_written_in_another_format(cli: Call, here: Path, form: str) -> None:
    """The answer is that of the command in the format, to a file too; it is said that no bytes are compared."""
    run = "fund -s mid-2026 --set battery.system_cost=500M"
    cli(*run.split(), "-f", "csv" if form != "csv" else "json", "--manifest", "run.json")
    wanted = cli(*run.split(), "-f", form)
    outcome = cli("rerun", "run.json", "-f", form)
    assert (outcome.code, outcome.out) == (0, wanted.out)
    said = (
        f"written as {form}; the record is of another format, so bytes are not compared; versions, data and files are"
    )
    assert said in outcome.err
    assert cli("rerun", "run.json", "-f", form, "-o", "memo.any", "-q").err == ""
    assert (here / "memo.any").read_bytes() == wanted.out.encode()


def test_the_recorded_format_is_compared_and_changes_are_named_in_any(cli: Call) -> None:
    """The format of the record itself is compared; in another one changed data are named; --json excludes both."""
    cli("gap", "--manifest", "run.json")
    assert "bytes as recorded" in cli("rerun", "run.json", "-f", "table").err
    record = json.loads(Path("run.json").read_text("utf-8"))
    Path("run.json").write_text(json.dumps(record | {"data_version": "1.0"}), encoding="utf-8")
    assert (
        "not compared; what differs from the record:\n  data_version: 1.0 -> "
        in cli("rerun", "run.json", "-f", "csv").err
    )
    for words in (("-f", "csv", "--json"), ("-f", "csv", "-o", "memo.md"), ("-f", "markdon")):
        assert cli("rerun", "run.json", *words).code == 2
