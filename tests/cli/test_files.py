"""Whatever writes a file does so alike: whole, together with the run's other files, under any condition of the disk."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

SWEEP = "sweep --vary battery.system_cost=400M,500M -q -o"
DRAWS = "simulate --set battery.system_cost=400M..500M --draws 64 --figures systems_cost -q --save"
WRITERS = {
    "a.json": "scenario list -q -o a.json",
    "a.csv": "sources -q -o a.csv",
    "a.md": "schema -q -f markdown -o a.md",
    "a.toml": "scenario new -q -o a.toml",
    "points.csv": f"{SWEEP} points.csv",
    "points.jsonl": f"{SWEEP} points.jsonl",
    "points.parquet": f"{SWEEP} points.parquet",
    "draws.csv": f"{DRAWS} draws.csv",
    "draws.parquet": f"{DRAWS} draws.parquet",
    "run.json": "scenario list -q --manifest run.json",
}
"""One command for every way to a file."""


def failing(number: int) -> Callable[..., NoReturn]:
    """Return a call of the system that fails."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


every_writer = pytest.mark.parametrize(("name", "words"), WRITERS.items(), ids=WRITERS)


@every_writer
def test_what_a_file_system_cannot_do_is_not_needed(
    cli: Call, here: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    """Without hard links, modes and fsync (USB sticks, shares) the same bytes are written, and no file replaced."""
    assert cli(*words.split()).code == 0
    file = here / name
    content = file.read_bytes()
    file.unlink()
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    monkeypatch.setattr(os, "chmod", failing(errno.EPERM))
    monkeypatch.setattr(os, "chown", failing(errno.EPERM))
    monkeypatch.setattr(os, "fsync", failing(errno.EINVAL))
    assert cli(*words.split()).code == 0
    assert file.read_bytes() == content
    file.write_bytes(b"mine")
    assert cli(*words.split()).code == 2
    assert file.read_bytes() == b"mine"
    assert cli(*words.split(), "--force").code == 0
    # A record holds the arguments, of which --force is one.
    assert file.read_bytes() == content or name == "run.json"
    assert file.read_bytes() != b"mine"
    assert [path.name for path in here.iterdir()] == [name]


@every_writer
def test_a_device_that_fails_is_4_and_leaves_all_as_it_was(
    cli: Call, here: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    """A full disk, a quota, a limit and a fault of the device are told by name, over an old file and without one."""
    for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO):
        monkeypatch.setattr(os, "fsync", failing(number))
        outcome = cli(*words.split())
        assert outcome.code == 4
        assert outcome.err == f"error: '{name}' cannot be written: {os.strerror(number)}\n"
        assert list(here.iterdir()) == []
    (here / name).write_bytes(b"old")
    assert cli(*words.split(), "--force").code == 4
    assert [path.name for path in here.iterdir()] == [name]
    assert (here / name).read_bytes() == b"old"


@every_writer
def test_a_link_is_followed_and_the_mode_stays(cli: Call, here: Path, name: str, words: str) -> None:
    """What a link points to is replaced and stays private, the link is a link still, and nothing is written unasked."""
    (here / "kept").mkdir()
    real, link = here / "kept" / name, here / name
    real.write_bytes(b"old")
    real.chmod(0o600)
    link.symlink_to(Path("kept") / name)
    assert cli(*words.split()).code == 2
    assert real.read_bytes() == b"old"
    assert cli(*words.split(), "--force").code == 0
    assert link.is_symlink()
    assert real.read_bytes() != b"old"
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    assert sorted(path.name for path in here.rglob("*")) == sorted([name, "kept", name])


@every_writer
def test_a_link_to_what_is_no_file_is_refused(cli: Call, here: Path, name: str, words: str) -> None:
    """A link to a directory, a device, nothing or itself is said, with --force too, and stays what it is."""
    (here / "folder").mkdir()
    for target in ("folder", os.devnull, "nowhere", name):
        (here / name).symlink_to(target)
        outcome = cli(*words.split(), "--force")
        assert (outcome.code, outcome.out) == (2, "")
        assert f"'{name}'" in outcome.err
        assert str((here / name).readlink()) == target
        (here / name).unlink()


@every_writer
def test_a_name_of_any_length_is_written_or_refused_by_name(cli: Call, here: Path, name: str, words: str) -> None:
    """The longest name that the disk takes is written; a longer one is refused by its name."""
    suffix = Path(name).suffix
    longest, longer = "x" * (255 - len(suffix)) + suffix, "x" * 300 + suffix
    assert cli(*words.replace(name, longest).split()).code == 0
    outcome = cli(*words.replace(name, longer).split())
    assert outcome.code == 2
    assert outcome.err == f"error: '{longer}' cannot be written: {os.strerror(errno.ENAMETOOLONG)}\n"
    assert [path.name for path in here.iterdir()] == [longest]


@every_writer
def test_what_may_not_be_written_is_2_and_names_the_file(
    cli: Call, here: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    """A directory that lets nobody in, or takes no file, is told with the name that was typed."""
    (here / "locked").mkdir()
    typed = words.replace(name, f"locked/{name}")
    real = os.stat

    def refuse(path: str | Path | int, *, follow_symlinks: bool = True) -> os.stat_result:
        if "locked/" in str(path):
            failing(errno.EACCES)()
        return real(path, follow_symlinks=follow_symlinks)

    with monkeypatch.context() as patched:
        patched.setattr(os, "stat", refuse)
        outcome = cli(*typed.split())
    assert (outcome.code, outcome.err) == (2, f"error: 'locked/{name}' cannot be written: Permission denied\n")
    monkeypatch.setattr(os, "access", lambda *_: False)
    outcome = cli(*typed.split())
    assert (outcome.code, outcome.err) == (2, f"error: 'locked/{name}': directory 'locked' cannot be written\n")
    assert list((here / "locked").iterdir()) == []


@every_writer
@pytest.mark.parametrize("typed", ["", "folder/", "none/", "none/."])
def test_what_is_no_name_of_a_file_is_refused(cli: Call, here: Path, name: str, words: str, typed: str) -> None:
    """An empty name and the name of a directory, whether it is there or not, are told for what they are."""
    suffix = Path(name).suffix
    (here / f"folder{suffix}").mkdir()
    asked = typed.replace("/", f"{suffix}/")
    outcome = cli(*words.split()[:-1], asked)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"error: '{asked}'")
    assert [path.name for path in here.rglob("*")] == [f"folder{suffix}"]


RUN = "simulate --set battery.system_cost=400M..500M --draws 64 --figures systems_cost -q"


@pytest.mark.parametrize(
    "words",
    [
        "--save s.csv -o s.csv",
        "--save s.csv -o ./s.csv",
        "--save s.csv --manifest s.csv",
        "-o a.json --manifest folder/../a.json",
        "--save s.csv -o S.csv",
        "--save link.csv -o real.csv",
        "--save hard.csv --manifest real.csv",
        "--save folder/s.csv -o way/s.csv",
        "--save caf\u00e9.csv -o cafe\u0301.csv",
    ],
)
def test_one_file_for_two_things_is_refused(cli: Call, here: Path, words: str) -> None:
    """However the two names are written, nothing is computed and nothing touched, with --force too."""
    (here / "folder").mkdir()
    (here / "way").symlink_to("folder")
    (here / "real.csv").write_bytes(b"old")
    (here / "link.csv").symlink_to("real.csv")
    (here / "hard.csv").hardlink_to("real.csv")
    before = sorted(here.rglob("*"))
    outcome = cli(*RUN.split(), *words.split(), "--force")
    assert (outcome.code, outcome.out) == (2, "")
    assert "are the same file" in outcome.err
    assert sorted(here.rglob("*")) == before
    assert (here / "real.csv").read_bytes() == b"old"


def test_a_file_that_takes_standard_output_is_no_second_file(here: Path) -> None:
    """`--save s.csv > s.csv` would lose the answer."""
    program = [sys.executable, "-m", "patriot_cost", *RUN.split(), "--save", "s.csv", "--force"]
    with (here / "s.csv").open("wb") as stream:
        done = subprocess.run(program, stdout=stream, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert b"are the same file" in done.stderr
    assert (here / "s.csv").read_bytes() == b""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give a file away")
def test_the_owner_of_a_replaced_file_stays(cli: Call, here: Path) -> None:
    """An answer written by root does not take a file from its owner."""
    (here / "a.json").write_bytes(b"old")
    os.chown(here / "a.json", 12345, 54321)
    assert cli("gap", "-q", "-o", "a.json", "--force").code == 0
    found = (here / "a.json").stat()
    assert (found.st_uid, found.st_gid) == (12345, 54321)


def test_other_names_of_a_replaced_file_keep_its_bytes(cli: Call, here: Path) -> None:
    """A hard link is another name of the old file, as README says."""
    (here / "a.json").write_bytes(b"old")
    (here / "b.json").hardlink_to("a.json")
    assert cli("gap", "-q", "-o", "a.json", "--force").code == 0
    assert (here / "b.json").read_bytes() == b"old"


def test_where_one_file_cannot_be_placed_none_is(cli: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that appears meanwhile keeps its bytes, and the others of the run are not there."""
    real = os.fsync

    def slow(descriptor: int) -> None:
        (here / "m.json").write_bytes(b"theirs")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    outcome = cli(*RUN.split(), "--save", "s.csv", "-o", "a.json", "--manifest", "m.json")
    assert outcome.code == 2
    assert "'m.json' exists" in outcome.err
    assert [path.name for path in here.iterdir()] == ["m.json"]
    assert (here / "m.json").read_bytes() == b"theirs"


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_where_one_file_cannot_be_replaced_none_is(
    cli: Call, here: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    """A file that the system will not replace, as one made immutable, costs no other file of the run its old bytes."""
    for name in ("s.csv", "a.json"):
        (here / name).write_bytes(b"old")
    real = os.replace

    def stubborn(old: str | Path, new: str | Path) -> None:
        if Path(old).suffix == ".part" and Path(new).name == "a.json":
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        real(old, new)

    monkeypatch.setattr(Path, "replace", stubborn)
    if not links:
        monkeypatch.setattr(os, "link", failing(errno.EPERM))
    outcome = cli(*RUN.split(), "--save", "s.csv", "-o", "a.json", "--manifest", "m.json", "--force")
    assert (outcome.code, outcome.out) == (2, "")
    assert "'a.json' cannot be written: Operation not permitted" in outcome.err
    assert {path.name: path.read_bytes() for path in here.iterdir()} == {"s.csv": b"old", "a.json": b"old"}


@pytest.mark.parametrize("words", ["fund", "simulate --draws 64", "scenario new", "show assumptions"])
def test_nothing_is_printed_where_a_file_cannot_be_written(
    cli: Call, here: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """Standard output comes last: a record that the disk does not take leaves it empty."""
    monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
    outcome = cli(*words.split(), "--manifest", "m.json")
    assert (outcome.code, outcome.out) == (4, "")
    assert outcome.err.endswith("error: 'm.json' cannot be written: No space left on device\n")
    assert list(here.iterdir()) == []


def test_the_draws_are_kept_whoever_reads_the_answer(here: Path) -> None:
    """A reader of standard output that goes away does not cost the draws."""
    reader, writer = os.pipe()
    os.close(reader)
    program = [sys.executable, "-m", "patriot_cost", *RUN.split(), "--save", "s.csv"]
    done = subprocess.run(program, stdout=writer, stderr=subprocess.PIPE, check=False, cwd=here)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")
    # A header, and a line a draw.
    assert len((here / "s.csv").read_text(encoding="utf-8").splitlines()) == 65


def test_a_limit_of_the_size_of_files_is_4(here: Path) -> None:
    """Draws of 240 kB do not fit 4 blocks: one line, and nothing is left."""
    for form in ("csv", "parquet"):
        save = RUN.replace("64", "30000") + f" --save d.{form}"
        shell = ["/bin/sh", "-c", f'ulimit -f 4; exec "$@" {save}', "sh", sys.executable, "-m", "patriot_cost"]
        done = subprocess.run(shell, capture_output=True, check=False, text=True, cwd=here)
        assert (done.returncode, done.stdout) == (4, "")
        assert done.stderr == f"error: 'd.{form}' cannot be written: File too large\n"
        assert list(here.iterdir()) == []


KILLED = """
import os, signal, sys, time
from patriot_cost.cli import main

call, last, number = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
real, count = getattr(os, call), 0

def stopping(*words, **options):
    global count
    count += 1
    if count == last:
        os.kill(os.getpid(), number)
        time.sleep(0.5)
    return real(*words, **options)

setattr(os, call, stopping)
sys.argv[1:] = sys.argv[4:]
main.main()
"""


def killed(here: Path, call: str, last: int, number: int) -> tuple[int, set[bytes], list[str]]:
    """Kill a run with three files at a call of the system; return its exit code, how they begin, and what is left."""
    names = ["s.csv", "a.json", "m.json"]
    for name in names:
        (here / name).write_bytes(b"old")
    words = [*RUN.split(), "--save", "s.csv", "-o", "a.json", "--manifest", "m.json", "--force"]
    program = [sys.executable, "-c", KILLED, call, str(last), str(number), *words]
    done = subprocess.run(program, capture_output=True, check=False, cwd=here)
    assert (done.stdout, done.stderr) == (b"", b"")
    found = {(here / name).read_bytes()[:3] for name in names}
    others = sorted(path.name for path in here.iterdir() if path.name not in names)
    for name in others:
        (here / name).unlink()
    return done.returncode, found, others


@pytest.mark.parametrize("last", [1, 3])
def test_the_files_of_a_killed_run_are_all_old(here: Path, last: int) -> None:
    """While any file is being written all have their old bytes; what even SIGKILL leaves can be told by its name."""
    code, found, others = killed(here, "fsync", last, signal.SIGKILL)
    assert (code, found) == (-signal.SIGKILL, {b"old"})
    assert len(others) == last
    assert all(name.startswith(".patriot-cost-") and name.endswith(".part") for name in others)
    assert killed(here, "fsync", last, signal.SIGTERM) == (143, {b"old"}, [])


def test_no_signal_comes_between_the_files(here: Path) -> None:
    """Once the first file has its name, the others get theirs before the run ends."""
    code, found, others = killed(here, "replace", 1, signal.SIGTERM)
    assert (code, others) == (143, [])
    assert b"old" not in found
