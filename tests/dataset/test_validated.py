"""Data that were validated when the program was built are not validated again, and no other data pass for them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.case.load import load_case
from patriot_cost.case.settings import typed_settings
from patriot_cost.dataset import fingerprint, library, validate
from patriot_cost.dataset.csv_table import CsvTable
from patriot_cost.dataset.library import find_data, library_at
from patriot_cost.dataset.tables import read_facts, read_identities, read_sources, read_words
from patriot_cost.errors import FileFaults

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.dataset.library import Library

    Call = Callable[..., Any]

SETTINGS = (
    "battery.system_cost*=1.1",
    "supply.rule=queue",
    "force.operational=3..8",
    "requirement.case=president-2024-04",
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the data, and stamp them as validated, as the build of the wheel does."""
    copy = tmp_path / "data"
    shutil.copytree(find_data(), copy)
    stamp = tmp_path / "validated.txt"
    stamp.write_text(f"{library_at(copy).fingerprint}\n", encoding="utf-8")
    monkeypatch.setattr(fingerprint, "STAMP", stamp)
    monkeypatch.setattr(library, "CsvTable", CsvTable)
    return copy


@pytest.fixture
def no_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be validated."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("nothing is to be validated")

    monkeypatch.setattr(validate, "faults_of", refuse)


def read(opened: Library, name: str, settings: tuple[str, ...] = (), system: str | None = None) -> tuple[Any, ...]:
    """Return what a case holds that comes of its files."""
    case: LoadedCase = load_case(opened, [name], typed_settings(settings), system)
    files = {"library", "files", "own", "indices"}
    return tuple(part for field, part in case._asdict().items() if field not in files)


def test_validated_data_give_the_same_cases(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every scenario and every system, and every row of the ledger, are the same with the validator and without."""
    opened = library_at(data)
    assert opened.validated
    asked = [(name, (), None) for name in opened.scenario_ids]
    asked += [(opened.scenario_ids[0], (), name) for name in opened.system_ids]
    with monkeypatch.context() as without:
        without.setattr(fingerprint, "STAMP", data / "nothing")
        known = [read(library_at(data), *request) for request in asked]
        rows = ledger_of(library_at(data))
    monkeypatch.setattr(validate, "faults_of", None)
    assert [read(opened, *request) for request in asked] == known
    assert ledger_of(opened) == rows


def ledger_of(opened: Library) -> list[object]:
    """Return all rows of the tables."""
    return [
        read_facts(opened, None, []),
        read_sources(opened, None, []),
        read_words(opened, []),
        read_identities(opened, []),
    ]


@pytest.mark.usefixtures("no_validator")
def test_a_setting_is_no_reason_to_validate(data: Path) -> None:
    """What is typed makes records of the right types, whose rules hold without the validator."""
    for setting in SETTINGS:
        assert read(library_at(data), "mid-2026", (setting,))


def test_what_is_typed_is_refused_all_the_same(data: Path, cli: Call) -> None:
    """The rules between fields, and between records, are looked at, with the same words."""
    wrong = [
        ("battery.system_cost=-1", "-1 is negative; needed: 0 or more"),
        ("interceptors.pac3_mse.share=2", "a share of 2 is above 1; needed: 0 to 1, or 0% to 100%"),
        ("supply.rule=quue", "'quue' is not allowed; nearest: queue; allowed: share, queue"),
        ("discount.real_rate=-60%", "-0.6 is too low; needed: -0.5 or more"),
    ]
    for setting, said in wrong:
        got = cli("gap", "--data", str(data), "-s", "mid-2026", "--set", setting)
        assert (got.code, got.out) == (2, "")
        assert said in got.err


CORRELATED = {
    "one": "coefficient = 0.5\n",
    "other": "matrix = [[1.0, 0.5], [0.5, 1.0]]\n",
}


def test_what_two_files_state_together_was_not_validated(data: Path, scenario_file: Call) -> None:
    """Each is sound by itself; stacked they say of one correlation what excludes each other, and are refused."""
    for name, said in CORRELATED.items():
        paths = 'paths = ["battery.system_cost", "battery.missile_package_cost"]\nrationale = "A test."\n'
        text = Path(scenario_file(f"[correlation.prices]\n{paths}{said}")).read_text(encoding="utf-8")
        (data / "scenarios" / f"{name}.toml").write_text(text.replace("test-case", name), encoding="utf-8")
    fingerprint.STAMP.write_text(library_at(data).fingerprint, encoding="utf-8")
    assert library_at(data).validated
    for name in CORRELATED:
        assert load_case(library_at(data), [name], [])
    with pytest.raises(FileFaults) as refused:
        load_case(library_at(data), ["one", "other"], [])
    said = [fault.message for fault in refused.value.faults]
    assert said == ["correlation.prices: needed: either a coefficient for every two paths, or a matrix"]


def change(file: Path, old: str, new: str) -> None:
    """Change a text of a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("scenarios/baseline.toml", "[scenario]", "[scenario]\nauthr = 1"),
        ("scenarios/baseline.toml", "basis =", "bass ="),
        ("sources.csv", ",press,", ",pres,"),
        ("assumptions/*.toml", "basis =", "bass ="),
    ],
)
def test_a_changed_file_is_validated(data: Path, file: str, old: str, new: str) -> None:
    """One letter is enough, in a copy as where the program lies."""
    (path, *_) = (one for one in sorted(data.glob(file)) if old in one.read_text(encoding="utf-8"))
    change(path, old, new)
    assert not library_at(data).validated
    with pytest.raises(FileFaults) as refused:
        load_case(library_at(data), ["baseline"], [])
    assert any("nearest" in fault.message for fault in refused.value.faults)


def test_a_changed_number_is_the_one_that_counts(data: Path, cli: Call) -> None:
    """An answer is of the data that lie there."""
    before = cli("get", "battery_gap", "--data", str(data)).out
    change(next(iter(data.glob("scenarios/baseline.toml"))), "value = 3", "value = 4")
    assert cli("get", "battery_gap", "--data", str(data)).out != before


@pytest.mark.parametrize(
    "stamp", [None, b"", b"sha256:", b"sha256:" + b"0" * 64, b"\xff\xfe\x00", b"sha256:" + b"0" * 5_000_000, "folder"]
)
def test_a_stamp_that_says_nothing_of_the_data_is_none(data: Path, stamp: bytes | str | None) -> None:
    """One that is missing, empty, cut off, garbage, of other data, or a folder, leaves all to the validator."""
    fingerprint.STAMP.unlink()
    if isinstance(stamp, bytes):
        fingerprint.STAMP.write_bytes(stamp)
    elif stamp:
        fingerprint.STAMP.mkdir()
    assert not library_at(data).validated
    assert read(library_at(data), "baseline")


def test_no_query_writes_beside_the_program(data: Path, cli: Call) -> None:
    """An installation may be read-only: what is there before is there afterwards, and nothing else."""
    fingerprint.STAMP.unlink()
    package = fingerprint.STAMP.parent
    before = sorted(os.walk(package))
    package.chmod(0o555)
    assert cli("gap", "--data", str(data), "--json").code == 0
    assert sorted(os.walk(package)) == before
    package.chmod(0o755)


def test_a_file_of_ones_own_is_validated(data: Path, cli: Call, scenario_file: Call) -> None:
    """It is refused as ever, with its line, though all it rests on was validated."""
    path = scenario_file('[estimates."force.operational"]\nvalue = 3\nbass = "assumed"\n')
    got = cli("gap", "--data", str(data), "-s", path)
    assert (got.code, got.out) == (3, "")
    line = 1 + Path(path).read_text(encoding="utf-8").split("\n").index('bass = "assumed"')
    assert f"{path}:{line}: force.operational.bass: no key 'bass'; nearest: basis" in got.err
