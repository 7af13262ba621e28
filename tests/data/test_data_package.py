"""The description of the tables for other programs: current, valid by their own validator, and of every table."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import frictionless
import pytest

from patriot_cost.dataset.library import Library, find_data
from patriot_cost.model.columns import TABLES_OF_DATA
from patriot_cost.model.record_shape import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.model.columns import TableOfData

DATA = Path(__file__).resolve().parents[2] / "data"


def fields() -> dict[tuple[str, str], dict[str, Any]]:
    """Return the described columns by table and name."""
    described = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    return {
        (resource["name"], field["name"]): field
        for resource in described["resources"]
        for field in resource["schema"]["fields"]
    }


def test_the_description_is_that_of_the_data(cli: Callable[..., Any]) -> None:
    """data/datapackage.json is, to the byte, what `schema datapackage --json` prints."""
    printed = cli("schema", "datapackage", "--json").out
    assert (DATA / "datapackage.json").read_text(encoding="utf-8") == printed


def test_the_validator_of_the_standard_accepts_every_row() -> None:
    """Frictionless finds no fault in the description, in any row, in any key, nor a table without rows."""
    report = frictionless.Package(str(DATA / "datapackage.json")).validate()
    assert report.flatten(["title", "message"]) == []
    assert [task.name for task in report.tasks] == [table.name for table in TABLES_OF_DATA]
    assert all(task.stats.get("rows") for task in report.tasks)


def test_the_description_refuses_what_the_data_forbid(tmp_path: Path) -> None:
    """A blank in an id, no measure, and a quality, a source and a date that do not exist are five faults."""
    shutil.copytree(DATA, tmp_path / "data")
    prices = tmp_path / "data" / "facts" / "prices.csv"
    with prices.open(encoding="utf-8", newline="") as stream:
        sound = next(csv.DictReader(stream))
    wrong = {"id": "a 1", "quality": "certain", "source": "nobody", "as_of": "2025-13", "measure": ""}
    with prices.open("a", encoding="utf-8", newline="") as stream:
        csv.DictWriter(stream, sound, lineterminator="\n").writerows(
            sound | {"id": f"x{name}", name: bad} for name, bad in wrong.items()
        )
    report = frictionless.Package(str(tmp_path / "data" / "datapackage.json")).validate()
    found = [(title, field) for title, field in report.flatten(["type", "fieldName"])]
    assert sorted(found, key=str) == sorted(
        [
            ("constraint-error", "id"),
            ("constraint-error", "quality"),
            ("foreign-key", None),
            ("constraint-error", "as_of"),
            ("constraint-error", "measure"),
        ],
        key=str,
    )


def test_every_table_is_described_once() -> None:
    """Each CSV file of the data is in one resource, and no resource names a file that is not there."""
    described = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    paths = [
        path
        for resource in described["resources"]
        for path in ([resource["path"]] if isinstance(resource["path"], str) else resource["path"])
    ]
    assert sorted(paths) == sorted(file.relative_to(DATA).as_posix() for file in DATA.rglob("*.csv"))


@pytest.mark.parametrize("table", TABLES_OF_DATA, ids=[table.name for table in TABLES_OF_DATA])
def test_every_column_has_a_meaning(table: TableOfData) -> None:
    """Each column of a table is described by a sentence, in the order of the file, and no other column is."""
    assert list(table.columns) == columns_of(table.kind)
    assert [text for text in table.columns.values() if not text.endswith(".")] == []
    assert set(table.key) | set(table.points_at) <= set(table.columns)


def test_the_description_has_version_licence_and_the_choices_of_words() -> None:
    """Version and licence are those of the files beside it; what has few values lists them, an id has its pattern."""
    described = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    assert described["version"] == (DATA / "VERSION").read_text(encoding="utf-8").strip()
    assert [licence["name"] for licence in described["licenses"]] == ["CC-BY-4.0"]
    found = fields()
    assert found["facts", "quality"]["constraints"]["enum"] == ["primary", "relayed", "derived", "doubtful"]
    assert found["facts", "bound"]["constraints"] == {"enum": ["floor", "ceiling"]}
    assert found["vocabulary", "kind"]["constraints"]["enum"] == ["subject", "measure"]
    assert {found[name, "id"]["constraints"]["pattern"] for name in ("facts", "sources", "identities")} == {
        "^[A-Za-z0-9][A-Za-z0-9_.-]*$"
    }
    assert found["facts", "price_year"]["constraints"] == {"minimum": 1950, "maximum": 2100}
    assert found["facts", "value"]["type"] == "number"


def test_data_without_the_licence_are_not_said_to_have_it(tmp_path: Path, cli: Callable[..., Any]) -> None:
    """The description of somebody's own data names no licence unless the file stands among them."""
    shutil.copytree(find_data(), tmp_path / "own")
    (tmp_path / "own" / "LICENSE").unlink()
    answer = cli("schema", "datapackage", "--data", str(tmp_path / "own"), "--json")
    assert answer.code == 0
    assert "licenses" not in answer.data
    assert answer.data["version"] == Library(find_data()).version
