"""The row that `facts new` prints: a free id, every column with what it holds, a line that can be appended."""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING

import pytest

from patriot_cost.dataset.library import find_data
from patriot_cost.ledger.new_row import next_id
from patriot_cost.model.ledger import Fact
from patriot_cost.model.record_shape import columns_of
from patriot_cost.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]


@pytest.mark.parametrize(
    ("known", "free"),
    [
        ([], "n001"),
        (["R005", "a001", "n007", "n003"], "n008"),
        (["n009", "N010"], "n011"),
        (["n999"], "n1000"),
        (["n12x", "nn5"], "n001"),
    ],
)
def test_the_next_id_is_free(known: list[str], free: str) -> None:
    """It is the number after the greatest, also where another id differs by case only."""
    assert next_id(known) == free


def test_every_column_is_told(cli: Call) -> None:
    """Each column of a fact has what it holds and whether it is needed; words and units are all named."""
    items = {item["column"]: item for item in cli("facts", "new", "--json").data["items"]}
    assert list(items) == columns_of(Fact)
    assert all(item["holds"] for item in items.values())
    assert {unit.strip() for unit in items["unit"]["allowed"].split(",")} == UNITS
    assert items["bound"]["allowed"] == "floor, ceiling"
    assert items["quality"]["allowed"] == "primary, relayed, derived, doubtful"
    assert {name for name, item in items.items() if item["needed"] == "yes"} == {
        "id",
        "subject",
        "measure",
        "unit",
        "source",
        "quality",
    }
    assert {name for name, item in items.items() if item["needed"] == "for money"} == {"price_year", "scope", "dollars"}
    shown = cli("facts", "new").out
    assert all(name in shown for name in columns_of(Fact))


def test_the_line_can_be_appended(cli: Call, tmp_path: Path) -> None:
    """Appended to the table it names and filled, the line is a fact, and the next one has the next id."""
    data = shutil.copytree(find_data(), tmp_path / "copy")
    words = ("--about", "pac3_mse", "--measure", "unit_cost", "--source", "reuters-2025-07", "--data", str(data))
    line = cli("facts", "new", "-f", "csv", *words).out
    assert line.count("\n") == 1
    table = data / "facts" / "prices.csv"
    header = table.read_text("utf-8").partition("\n")[0].split(",")
    assert header == columns_of(Fact)[: len(header)]
    cells = dict(zip(header, next(csv.reader([line])), strict=True))
    assert (cells["id"], cells["unit"], cells["source"]) == ("n001", "USD/interceptor", "reuters-2025-07")
    assert (cells["subject"], cells["measure"]) == ("pac3_mse", "unit_cost")
    assert cells["as_of"].startswith("2025-07")
    assert "copy/facts/prices.csv" in cli("facts", "new", *words).out
    filled = cells | {"value": "4200000", "price_year": "2025", "scope": "unstated", "quality": "relayed", "note": "A."}
    table.write_text(f"{table.read_text('utf-8').rstrip()}\n{','.join(filled.values())}\n", "utf-8")
    assert cli("facts", "show", "n001", "--data", str(data)).code == 0
    assert cli("facts", "new", "-f", "csv", "--data", str(data)).out.startswith("n002,")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--about", "pac3_ms"), "--about: no subject 'pac3_ms'; nearest: pac3_mse"),
        (("--measure", "unit_cst"), "--measure: no measure 'unit_cst'; nearest: unit_cost"),
        (("--source", "reuters-2025-077"), "--source: no source 'reuters-2025-077'; nearest: reuters-2025-07"),
    ],
)
def test_what_a_row_cannot_name_is_refused(cli: Call, words: tuple[str, ...], told: str) -> None:
    """A word or a source that is in no table is told with the nearest, and no row is printed."""
    outcome = cli("facts", "new", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
