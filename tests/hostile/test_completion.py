"""A key press runs nothing and says nothing, whatever stands in the data."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from patriot_cost.characters import is_identifier
from patriot_cost.cli import completion
from patriot_cost.dataset.library import find_data

OFFERS = [
    completion.scenarios,
    completion.systems,
    completion.assumptions,
    completion.figures_and_paths,
    completion.numbers_alone,
    completion.facts,
    completion.sources,
    completion.subjects,
    completion.measures,
]
OF_ITEMS = [completion.variants, completion.indices, completion.ranged]
"""Those of which nothing is left where a file of assumptions cannot be read."""
NAME = "zz1\\$(touch PWNED)"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the data directory, for completion to read."""
    copy = Path(shutil.copytree(find_data(), tmp_path / "data"))
    monkeypatch.setenv("PATRIOT_COST_DATA", str(copy))
    return copy


def test_only_names_are_offered(data: Path) -> None:
    """What a shell would run as an id, a file, a word or an item is left out; names beside it are offered."""
    for table in (*data.glob("*.csv"), *data.glob("facts/*.csv")):
        rows = table.read_text(encoding="utf-8")
        table.write_text(f"{rows}{NAME}\nsubject,{NAME}\nmeasure,{NAME}\n", encoding="utf-8")
    for folder in ("scenarios", "systems"):
        (data / folder / f"{NAME}.toml").touch()
    donors = data / "assumptions" / "donors.toml"
    donors.write_text(f"{donors.read_text('utf-8')}\n[donors.'{NAME}']\nname = \"x\"\n", encoding="utf-8")
    for offer in OFFERS:
        offered = [name.removesuffix("=") for name in offer("")]
        assert offered
        assert [name for name in offered if not is_identifier(name)] == []


@pytest.mark.parametrize(
    "content",
    [b'"', b"\xff\xfe", b"a = " + b"[" * 5000, b"x\n\x1b\n", b"", b"donors = 3\ninterceptors = 3\n", b"id\n\n,\nx\n"],
    ids=["quote", "no text", "depth", "control", "empty", "no tables", "short rows"],
)
def test_broken_data_are_passed_over_in_silence(data: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """No file of the data, broken in any way, makes completion fail or print."""
    for path in [*data.rglob("*.csv"), *data.rglob("*.toml")]:
        path.write_bytes(content)
    for offer in [*OFFERS, *OF_ITEMS]:
        offer("")
    assert capsys.readouterr() == ("", "")
