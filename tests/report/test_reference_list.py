"""References: each source of an answer has a numbered entry with its address, and each number points to an entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from patriot_cost.report.document import Column, Document, Number, Phrase, Table, Text
from patriot_cost.report.reference import Cited, Reference
from patriot_cost.report.reference_list import without_references

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Call = Callable[..., Any]

ANSWERS = (
    *("gap", "gap --ladder", "fund", "fund --by year,donor", "plan", "stock", "afford 5B", "engage", "brief"),
    *("brief --checked", "explain funding_need", "explain battery.system_cost", "sensitivity", "simulate --draws 64"),
    *("sweep --vary force.operational=3,8", "solve funding_need=20B --for requirement.batteries", "compare baseline"),
    "compare --systems",
)
ROWS = ("Systems", "Missile packages", "Acquisition cost")
_ENTRY = re.compile(r"^\[(\d+)\] (.+), https?://\S+$", re.MULTILINE)
_NUMBERS = re.compile(r"(?<!\S)\[(\d+(?:-\d+)?(?: \d+(?:-\d+)?)*)\](?=\s|$)")
"""References in a text: `[1-3 7]`."""


def cited(numbers: str) -> set[int]:
    """Return the numbers of a mark."""
    ends = [[int(end) for end in run.split("-")] for run in numbers.split()]
    return {number for run in ends for number in range(run[0], run[-1] + 1)}


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026"])
@pytest.mark.parametrize("asked", ANSWERS)
def test_every_source_has_a_numbered_address(cli: Call, asked: str, scenario: str) -> None:
    """The sources of the JSON are listed with address, once each, from 1 on; each number printed is of one of them."""
    case = (scenario,) if asked == "compare baseline" else ("-s", scenario) if "compare" not in asked else ()
    text = cli(*asked.split(), *case, "--all").out
    entries = _ENTRY.findall(text)
    assert [int(number) for number, _ in entries] == list(range(1, len(entries) + 1))
    assert len({entry for _, entry in entries}) == len(entries)
    for source in cli(*asked.split(), *case, "--json").data["sources"].values():
        assert source["url"] in text
        assert any(entry.startswith(source["publisher"]) for _, entry in entries)
    assert set().union(*map(cited, _NUMBERS.findall(text))) <= {int(number) for number, _ in entries}


@pytest.mark.parametrize("asked", ANSWERS)
def test_without_sources_the_footer_names_publishers(cli: Call, asked: str) -> None:
    """With --no-sources there is no list, no number and no address, and the last line names each publisher once."""
    case = ("mid-2026",) if asked == "compare baseline" else ("-s", "mid-2026") if "compare" not in asked else ()
    text = cli(*asked.split(), *case, "--no-sources", "--all").out
    assert not _NUMBERS.search(text)
    assert not _ENTRY.search(text)
    assert not re.search(r"^ *sources$", text, re.MULTILINE)
    names = text.splitlines()[-1].partition(" · sources: ")[2]
    for source in cli(*asked.split(), *case, "--json").data["sources"].values():
        assert names.count(source["publisher"]) >= 1


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_numbers_and_titles_are_links(cli: Call, form: str) -> None:
    """In a page a number leads to the address of its source, as does the title in the list."""
    text = cli("brief", "-f", form, "-s", "mid-2026").out
    mark = r"\[\\\[1\\\]\]\(<(https?://[^>]+)>\)" if form == "markdown" else r'<a href="(https?://[^"]+)">\[1\]</a>'
    found = re.search(mark, text)
    assert found
    assert text.count(found[1]) >= 2


@pytest.mark.parametrize(
    ("numbers", "text"),
    [((), ""), ((3,), "[3]"), ((1, 2), "[1 2]"), ((6, 1, 3, 2), "[1-3 6]"), ((9, 4, 5, 6, 7), "[4-7 9]")],
)
def test_runs_of_numbers_are_short(numbers: Sequence[int], text: str) -> None:
    """Three numbers or more in a row are told by their first and last."""
    assert Cited((), [entry(number) for number in numbers]).text == text


def entry(number: int) -> Reference:
    """Return an entry of a list."""
    return Reference(number, f"s{number}", f"Publisher {number}", "A title", ", 2026", "https://example.org/")


def test_a_column_of_sources_then_names_publishers() -> None:
    """A column with a title holds names where it held numbers, one without a title goes, and so do marks of texts."""
    one = Cited(["s1"], [entry(1)])
    table = Table(
        [Column("item"), Column("source"), Column("others"), Column()],
        [["a", one, Phrase((Number(2.0, "battery"), " ", one)), one]],
    )
    shown = without_references(Document("", [table, Text("b", one)], "case", references=[entry(1)]))
    assert shown.blocks[0] == Table(
        table.columns[:3], [["a", "Publisher 1", Phrase([Number(2.0, "battery"), " ", "(Publisher 1)"])]]
    )
    assert shown.blocks[1] == Text("b")
    assert (shown.footer, shown.references) == ("case · sources: Publisher 1", ())


def test_a_row_cites_what_no_row_above_rests_on(cli: Call) -> None:
    """Each row of the costs has the numbers of its own sources; the totals, which rest on the rows above, have none."""
    lines = cli("fund", "-s", "mid-2026").out.splitlines()
    rows = {name: next(line for line in lines if line.startswith(f"{name}  ")) for name in ROWS}
    marks = [cited(found[0]) if (found := _NUMBERS.findall(row)) else set() for row in rows.values()]
    assert [bool(numbers) for numbers in marks] == [True, True, False]
    assert marks[0] | marks[1] == set(range(1, max(marks[1]) + 1))
    assert not marks[0] & marks[1]
