"""All faults of a row are told at once: of its cells, of cells with each other, of names that are in no table."""

from __future__ import annotations

import csv
import shutil
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from patriot_cost.dataset.checked_records import Refused
from patriot_cost.dataset.library import find_data
from patriot_cost.dataset.table_rows import record_of
from patriot_cost.model.ledger import Fact, Identity, Source, Word
from patriot_cost.model.record_shape import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

COLUMNS = columns_of(Fact)
SOUND = {
    "id": "X001",
    "subject": "battery",
    "measure": "battery_cost",
    "value": "450000000",
    "unit": "USD/battery",
    "price_year": "2025",
    "scope": "unstated",
    "as_of": "2025-07",
    "source": "reuters-2025-07",
    "quality": "relayed",
    "note": "Made up.",
}
PLANTED = {
    "value": ({"value": "three"}, "value: 'three' is not a number"),
    "low": ({"low": "about 4"}, "low: 'about 4' is not a number"),
    "high": ({"high": "1e999"}, "high: found inf; needed: a finite number"),
    "bound": ({"bound": "least"}, "bound: 'least' is not allowed"),
    "unit": ({"unit": "USD/batery"}, "no unit 'USD/batery'; nearest: battery"),
    "price_year": ({"price_year": "25"}, "price_year: found 25; needed: 1950 or more"),
    "scope": ({"scope": "total"}, "scope: 'total' is not allowed"),
    "as_of": ({"as_of": "July"}, "as_of: 'July' is not a date"),
    "quality": ({"quality": "good"}, "quality: 'good' is not allowed"),
    "note": ({"note": "cut of"}, "note: 'cut of' ends without a full stop"),
    "id": ({"id": "X 001"}, "id: 'X 001' is not a name"),
    "checked": ({"checked": "no", "checked_on": "2026-11"}, "checked: 'no' is not allowed"),
    "for": ({"for": "last year"}, "for: 'last year' is not a period; allowed: 2026, 2026-05"),
    "dollars": ({"dollars": "nominal"}, "dollars: 'nominal' is not allowed; allowed: "),
    "read_on": ({"read_on": "2026-13"}, "read_on: '2026-13' is not a date"),
    "includes": ({"includes": "all", "load": "48"}, "includes: 'all' does not say what a total includes; allowed: "),
}
LINKED = {
    "subject": ({"subject": "batery"}, "no subject 'batery' in vocabulary.csv; nearest: battery"),
    "measure": ({"measure": "batery_cost"}, "no measure 'batery_cost' in vocabulary.csv; nearest: battery_cost"),
    "repeats": ({"repeats": "R0055"}, "no fact 'R0055' in facts/"),
    "source": ({"source": "reuters-2025-077"}, "no source 'reuters-2025-077' in sources.csv"),
}


def row(*changes: dict[str, str]) -> list[str]:
    """Return the cells of a sound row with some changed."""
    cells = dict.fromkeys(COLUMNS, "") | SOUND
    for change in changes:
        cells |= change
    return [*cells.values()]


@pytest.mark.parametrize("two", [*combinations(PLANTED, 2)], ids="+".join)
def test_two_faults_of_a_row_are_both_told(two: tuple[str, str]) -> None:
    """Whatever two cells of a fact are wrong, each is told, and nothing that only follows from it."""
    with pytest.raises(Refused) as refused:
        record_of(Fact, len(COLUMNS), row(*(PLANTED[name][0] for name in two)))
    told = str(refused.value).split("\n")
    assert len(told) == 2
    for name in two:
        assert sum(line.startswith(PLANTED[name][1]) for line in told) == 1


def test_all_faults_of_a_row_are_told_together(cli: Call, tmp_path: Path) -> None:
    """A row in which every cell is wrong that can be, twice in a file, has a message for each, and one for its id."""
    data = shutil.copytree(find_data(), tmp_path / "copy")
    every = PLANTED | LINKED
    cells = row(*(change for change, _ in every.values()))
    with (data / "facts" / "made-up.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([COLUMNS, cells, cells])
    outcome = cli("facts", "--data", str(data))
    assert (outcome.code, outcome.out) == (3, "")
    for _, told in every.values():
        assert f"copy/facts/made-up.csv:2: X 001: {told}" in outcome.err
    told_of_one = [found for found in outcome.err.splitlines() if "made-up.csv:2: " in found]
    assert len(told_of_one) == len(every)
    items = cli("check", "--json", "--today", "2026-11-23", "--data", str(data)).data["items"]
    found = [item["message"] for item in items if item["where"] == "copy/facts/made-up.csv:2"]
    assert len(found) == len(every)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"price_year": "", "scope": ""}, ["money without a price_year", "money without a scope"]),
        ({"as_of": "July", "scope": ""}, ["as_of: 'July'", "money without a scope"]),
        ({"as_of": "July", "low": "451000000", "high": "452000000"}, ["as_of: 'July'", "needed: low <= value <= high"]),
        ({"value": "three", "low": "5", "high": "4"}, ["value: 'three'"]),
        ({"unit": "USDD", "scope": ""}, ["no unit 'USDD'; nearest: USD"]),
        ({"low": "4e8"}, ["a range needs both low and high"]),
        ({"value": "", "high": "4e8"}, ["a range needs both low and high"]),
        ({"value": ""}, ["no number; needed: a value, a range, or unit 'event'"]),
        ({"unit": "event", "price_year": "", "scope": ""}, ["an event has no number"]),
        ({"unit": "battery"}, ["scope 'unstated' of battery; only money has a scope"]),
        ({"quality": "derived", "note": ""}, ["quality 'derived' without a note"]),
        ({"checked": "yes"}, ["checked and checked_on belong together"]),
        ({"load": "48"}, ["includes and load belong together"]),
        ({"includes": "system, missiles"}, ["includes and load belong together"]),
        ({"includes": "system", "load": "some"}, ["load: 'some' is not a load; allowed: a number of missiles"]),
        (
            {"unit": "battery", "scope": "", "includes": "not stated", "load": "not stated"},
            ["includes and load of battery; only a total of money has them"],
        ),
        ({"unit": "battery", "scope": "", "dollars": "contract"}, ["dollars 'contract' of battery; only money"]),
        ({"repeats": "X001"}, ["repeats itself"]),
        ({"formula": "R004 / 2"}, ["formula of a relayed number; needed: none, or quality 'derived'"]),
        ({"formula": "R004 / 2", "quality": "doubtful", "repeats": "R004"}, ["computed, so no other fact is repeated"]),
        ({"quality": "doubtful", "note": ""}, ["quality 'doubtful' without a note"]),
        (
            {"measure": " battery_cost", "note": "A. "},
            ["measure: ' battery_cost' begins", "note: 'A. ' begins or ends"],
        ),
    ],
)
def test_rules_are_looked_at_beside_other_faults(changes: dict[str, str], told: list[str]) -> None:
    """A rule between sound cells is told beside a fault of another cell; one about an unsound cell is not."""
    with pytest.raises(Refused) as refused:
        record_of(Fact, len(COLUMNS), row(changes))
    lines = str(refused.value).split("\n")
    assert len(lines) == len(told)
    for part in told:
        assert any(line.startswith(part) for line in lines)


def test_a_fault_of_another_row_with_the_same_id_is_told(cli: Call, tmp_path: Path) -> None:
    """A row whose id is taken is also checked."""
    data = shutil.copytree(find_data(), tmp_path / "copy")
    lines = ",".join(COLUMNS), ",".join(row({"id": "R005", "as_of": "July"}))
    (data / "facts" / "zz.csv").write_text("\n".join(lines), "utf-8")
    told = cli("facts", "--data", str(data)).err
    assert "R005: duplicate id" in told
    assert "R005: as_of: 'July' is not a date" in told


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        (Source, ["s-1", "Who", "What", "https://a.org", "2025", "press", "", "cut off"]),
        (Word, ["subject", "thing", "Thing", "", "cut off"]),
        (Identity, ["i-1", "sum", "R004", "R005 R006", "cut off"]),
        (Fact, row({"note": "cut off"})),
    ],
)
def test_no_text_of_a_table_is_cut_off(kind: type[tuple[Any, ...]], cells: list[str]) -> None:
    """A note or a description without a full stop is refused in every table; with one it is taken."""
    with pytest.raises(Refused, match="'cut off' ends without a full stop"):
        record_of(kind, len(cells), cells)
    whole = ["Whole." if cell == "cut off" else cell for cell in cells]
    assert "Whole." in record_of(kind, len(cells), whole)


@pytest.mark.parametrize(
    ("unit", "nearest"),
    [("USD/batery", "battery"), ("usd", "USD"), ("interceptors/year", "interceptor"), ("mont", "month")],
)
def test_a_wrong_unit_names_the_nearest_and_the_list(unit: str, nearest: str) -> None:
    """The nearest to the part that is wrong, whatever is beside it; the command that lists all units is named."""
    with pytest.raises(Refused) as refused:
        record_of(Fact, len(COLUMNS), row({"unit": unit, "price_year": "2025", "scope": "unstated"}))
    assert str(refused.value).startswith(f"no unit '{unit}'; nearest: {nearest}")
    assert str(refused.value).endswith("`patriot-cost facts new` lists them all")
