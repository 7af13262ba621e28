"""Lists: the same columns whatever is found, values as data, and readable on a screen of 80."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.model.fields import made
from patriot_cost.model.ledger import Fact
from patriot_cost.model.record_shape import as_object, columns_of
from patriot_cost.report.cells import dated, text_of
from patriot_cost.report.document import Column, Day, Table, Text
from patriot_cost.report.facts import as_published
from patriot_cost.report.list_items import ListedConflict
from patriot_cost.report.listing import listing
from patriot_cost.report.tables import field, records_down, values_down
from patriot_cost.report.upkeep_items import Finding

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., Any]

NOTHING = ("--text", "no such words anywhere")
LISTS = {
    "show assumptions -s mid-2026": 3,
    "show figures -s mid-2026": 4,
    "show pledges -s mid-2026": 4,
    "show interceptors -s mid-2026": 5,
    "facts --limit 50": 3,
    "facts --price-year 2020 --limit 0": 3,
    "facts conflicts": 5,
    "facts words": 3,
    "sources": 4,
    "show scenarios": 2,
    "check --today 2026-11-24": 4,
}
"""Lists, and how many lines an item takes at most on a screen of 80, on the average."""


def fact(**said: object) -> Fact:
    """Return a fact that says this, of 20 batteries where it does not say otherwise."""
    about = dict.fromkeys(Fact._fields) | {"id": "t001", "subject": "ukraine", "measure": "requirement"}
    return made(Fact, about | {"unit": "battery", "source": "s", "quality": "primary"} | said)


MONEY = {"unit": "USD/battery", "price_year": 2016, "scope": "hardware"}


@pytest.mark.parametrize(
    ("said", "whole", "short"),
    [
        ({"value": 20.0}, "20 batteries", "20 batteries"),
        ({"value": 20.0, "bound": "floor"}, "at least 20 batteries", "at least 20 batteries"),
        ({"low": 5.0, "high": 7.0}, "5 to 7 batteries", "5 to 7 batteries"),
        ({"low": 5.0, "bound": "floor"}, "at least 5 batteries", "at least 5 batteries"),
        ({"value": 6.0, "low": 5.0, "high": 7.0}, "6 batteries (5 to 7 batteries)", "6 batteries (5 to 7 batteries)"),
        ({"value": 450e6} | MONEY, "$450M a battery", "$450M (2016)"),
        (
            {"value": 9.55e6, "low": 9e6, "high": 12.5e6} | MONEY,
            "$9.55M a battery ($9.00M to $12.50M a battery)",
            "$9.55M ($9.00M to $12.50M) (2016)",
        ),
        ({"low": 7e8, "high": 8e8} | MONEY, "$700M to $800M a battery", "$700M to $800M (2016)"),
        ({"value": 5.351e6} | MONEY | {"price_year": None}, "$5.35M a battery", "$5.35M"),
        ({"unit": "event"}, "event", "event"),
        ({}, "no number", "no number"),
    ],
)
def test_a_fact_says_its_number_its_range_and_its_unit(said: dict[str, object], whole: str, short: str) -> None:
    """A fact is printed with its side and unit, in a list with the year of its money instead; its range is whole."""
    assert text_of(as_published(fact(**said))) == whole
    assert text_of(as_published(fact(**said), short=True)) == short


@pytest.mark.parametrize("command", ["facts", "facts --price-year 2020", "facts conflicts", "facts summary", "sources"])
def test_the_columns_of_csv_are_the_same_when_nothing_is_found(cli: Call, command: str) -> None:
    """A script finds its columns whatever is asked for: those of an empty answer are those of a full one."""
    first, *some = csv.reader(io.StringIO(cli(*command.split(), "-f", "csv").out))
    empty, *none = csv.reader(io.StringIO(cli(*command.split(), *NOTHING, "-f", "csv").out))
    assert (empty, none) == (first, [])
    assert some
    assert set(first) == set(cli(*command.split(), "--json").data["items"][0])


@pytest.mark.parametrize(("command", "most"), LISTS.items())
def test_a_list_is_readable_at_80_columns(cli: Call, monkeypatch: pytest.MonkeyPatch, command: str, most: int) -> None:
    """An item takes a few lines, those of one topic share some, and none is broken into a tower of single words."""
    monkeypatch.setenv("COLUMNS", "80")
    whole = cli(*command.split(), "-q").out.splitlines()[2:-2]
    lines = whole[: whole.index("Sources")] if "Sources" in whole else whole
    items = cli(*command.split(), "-q", "--json").data["items"]
    least = len({item.get("topic") or place for place, item in enumerate(items)})
    assert least <= len(lines) <= most * len(items) + 10
    single = [line for line in lines if len(line.split()) == 1 and len(line) < 40]
    assert len(single) < 0.2 * len(lines), single[:10]


def test_a_list_has_the_period_and_the_kind_of_dollars_that_its_facts_state(
    cli: Call, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are columns where a fact states them and the screen has room, and none where no fact does."""
    monkeypatch.setenv("COLUMNS", "160")
    row = "X001,pac3_mse,unit_cost,4.2e6,,,,USD/interceptor,2026,gross,2025,reuters-2025-07,primary,A.,,,,,,{},{},,,,"
    asked = ("facts", "--about", "pac3_mse", "--measure", "unit_cost", "--data", str(data))
    for period, dollars in (("FY2026", "then_year"), ("", "constant"), ("2026", ""), ("", "")):
        header = ",".join(columns_of(Fact))
        (data / "facts" / "new.csv").write_text(f"{header}\n{row.format(period, dollars)}\n", "utf-8")
        titles = cli(*asked).out.splitlines()[2].split()
        assert ("for" in titles, "dollars" in titles) == (bool(period), bool(dollars))
    (data / "facts" / "new.csv").write_text(f"{header}\n{row.format('FY2026', 'then_year')}\n", "utf-8")
    assert re.search(r"primary +FY2026 +then year +Reuters", cli(*asked).out)
    assert "dollars" not in cli(*asked, "--dollars", "then_year").out.splitlines()[2].split()
    monkeypatch.setenv("COLUMNS", "60")
    assert "not shown at this width: quality; for; dollars" in cli(*asked).out


@pytest.mark.parametrize("command", LISTS)
def test_no_cell_of_a_list_ends_in_a_blank(cli: Call, command: str) -> None:
    """What has nothing behind it has no blank behind it either, which would move it in its column."""
    assert not re.findall(r"[^|\s]  \|", cli(*command.split(), "-q", "-f", "markdown").out)


def test_data_have_the_values_of_records_and_a_table_their_cells() -> None:
    """JSON and CSV get the fields of an item, several values in one cell, a table what its fields make of them."""
    said = ("a", "b", "battery", None, "2026-07", 1.0, 2.0, 2.0, ("f1", "f2"), ("x", "y"))
    items = [ListedConflict(*said, 2, "2026-07", None, (), None, None)]
    fields = [
        field("subject", Column("about")),
        field("period", Column("when"), dated),
        field("scope", Column("scope"), without="nothing"),
    ]
    table = records_down(items, fields)
    given = listing("show x", "X", ListedConflict, items, [table], of="1")
    (item,) = as_object(given.data)["items"]
    assert (item["subject"], item["scope"], item["facts"]) == ("a", None, ["f1", "f2"])
    assert given.rows.columns == columns_of(ListedConflict)
    assert given.rows.rows == [[*said[:-2], "f1 f2", "x y", 2, "2026-07", None, "", None, None]]
    assert table.rows == [["a", Day("2026-07"), "nothing"]]


def test_an_empty_table_says_none() -> None:
    """A list of nothing says so, and has the columns of its kind."""
    given = listing("show x", "X", Finding, [], [Table([Column("a")], [])], of="1")
    assert given.document.blocks == [Text("None.")]
    assert given.rows == (["kind", "where", "message", "topic", "reason"], [])


def test_what_is_said_of_one_thing_is_typed_and_what_is_not_is_left_out() -> None:
    """Values down a table are the cells that are made of them, in their order; None is not said."""
    table = values_down({"id": "R1", "low": None, "as_of": 2026}, {"as_of": dated})
    assert table.rows == [["id", "R1"], ["as_of", Day("2026")]]


@pytest.mark.parametrize(
    ("name", "text"),
    [("R005", "value       $450M"), ("h035", "value    93%")],
)
def test_one_fact_has_its_number_as_it_is_typed(cli: Call, name: str, text: str) -> None:
    """The number of a fact is exact, as `--set` takes it."""
    assert text in cli("facts", "show", name).out.splitlines()


def test_a_count_of_a_list_is_a_value_on_a_page(cli: Call) -> None:
    """A page can calculate with how many facts a source has, though that is a whole number."""
    assert '<data value="' in cli("sources", "-f", "html").out
