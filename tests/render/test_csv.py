"""CSV can be opened by a spreadsheet: texts are never run there, and numbers are numbers."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import numpy as np
import pytest

from patriot_cost.render import write_columns
from patriot_cost.render.csv import render_csv
from patriot_cost.render.long_csv import write_csv as write_plainly
from patriot_cost.report.document import Rows
from patriot_cost.report.streams import LongTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, BinaryIO

    Call = Callable[..., Any]

FORMULAS = (
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\n=1+1",
    "\uff1d1+1",
    "\ufe66SUM(A1)",
    "  =1+1",
    "\xa0+1+1",
    "\u3000\uff201",
    '=HYPERLINK("x","y")',
)
HARMLESS = (
    "",
    "-",
    "=",
    "a=b",
    "-0.5",
    "+3",
    "-1e9",
    "2026-07",
    "'=1",
    "1,5",
    'a "b"',
    "  a",
    " -0.5",
    " -",
    "\u2212 5",
)


def cells(text: str) -> list[list[str]]:
    """Read CSV as a spreadsheet does."""
    return list(csv.reader(io.StringIO(text, newline="")))


def columns(words: tuple[str, ...]) -> LongTable:
    """Return a long table of words, with numbers beside them."""
    block = {"word": np.array(words, dtype=object), "number": np.full(len(words), -0.5)}
    return LongTable({"word": "text", "number": "number"}, iter([block]))


@pytest.mark.parametrize("word", FORMULAS)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(word: str) -> None:
    """Whatever begins with a sign of formulas is a text there, and can be told by its apostrophe."""
    assert cells(render_csv(Rows(["a", word], [[word, -0.5]]))) == [["a", f"'{word}"], [f"'{word}", "-0.5"]]


@pytest.mark.parametrize("word", HARMLESS)
def test_other_texts_and_numbers_stay_as_they_are(word: str) -> None:
    """A number typed as text, a dash and a date are no formulas."""
    assert cells(render_csv(Rows(["a", "b"], [[word, -5]])))[1] == [word, "-5"]


def test_a_carriage_return_is_such_a_sign_too() -> None:
    """Python before 3.13 writes it without quotes, so that it is looked for in the text."""
    assert "'\r=1+1" in render_csv(Rows(["a", "b"], [["\r=1+1", 1]]))


@pytest.mark.parametrize("write", [write_plainly, lambda *table: write_columns(table[0], "csv", table[1])])
def test_long_tables_are_as_safe(write: Callable[[LongTable, BinaryIO], None]) -> None:
    """Block by block the cells are the same, by polars and without it."""
    words = (*FORMULAS, *HARMLESS)
    stream = io.BytesIO()
    write(columns(words), stream)
    expected = [[f"'{word}", "-0.5"] for word in FORMULAS] + [[word, "-0.5"] for word in HARMLESS]
    assert cells(stream.getvalue().decode()) == [["word", "number"], *expected]


def leaves(node: object) -> Iterator[str]:
    """Yield the names of all that is no record and no list."""
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from leaves(inner) if isinstance(inner, (dict, list)) else [name]
    for inner in node if isinstance(node, list) else ():
        yield from leaves(inner)


@pytest.mark.parametrize(
    ("command", "part"),
    [
        ("sensitivity --flat 10%", "sensitivity"),
        ("sensitivity --global -s mid-2026 --samples 64", "indices"),
        ("compare baseline mid-2026 --by-cause", "causes"),
    ],
)
def test_what_the_records_of_a_study_say_the_rows_say(cli: Call, command: str, part: str) -> None:
    """A column that is added to the data is added to the CSV."""
    header = next(csv.reader(cli(*command.split(), "-q", "-f", "csv").out.splitlines()))
    names = set(leaves(cli(*command.split(), "-q", "--json").data[part]))
    assert names - set(header) == set()
    assert len(names) > 5


@pytest.mark.parametrize(
    "line",
    [
        "compare baseline mid-2026",
        "fund --by element,year",
        "simulate -s mid-2026 --draws 50",
        "stock -s months --draws 50",
        "sweep --vary battery.system_cost=400M,450M --figures funding_need,battery_gap",
    ],
)
def test_rows_are_as_long_as_the_titles(cli: Call, line: str) -> None:
    """Each row has a cell of every column, and every column a title of its own, also where studies add their rows."""
    titles, *rows = csv.reader(io.StringIO(cli(*line.split(), "-q", "-f", "csv").out))
    assert len({*titles, ""}) == len(titles) + 1
    assert {len(row) for row in rows} == {len(titles)}
