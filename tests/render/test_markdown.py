"""Markdown that any renderer reads the same way."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from patriot_cost.cli import respond as answering
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.cli.main import run
from patriot_cost.render.markdown import render_markdown
from patriot_cost.report.cells import alike
from patriot_cost.report.document import Axis, Chart, Column, Day, Document, Number, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from patriot_cost.report.document import Response

    Call = Callable[..., Any]

ASKED = (
    *(f"{row.name} {row.example}".partition(" -")[0] for row in COMMANDS.values() if isinstance(row.headline, str)),
    "afford 5B",
    "gap --ladder",
    "fund -s mid-2026",
    "brief --checked",
    "brief -s mid-2026",
    "show batteries",
    "show figures",
    "show interceptors -s mid-2026",
    "show pledges -s mid-2026",
    "show scenarios",
    "check",
)
PLAIN_MARKUP = re.compile(r"(?<!\\)[$<>`_\[\]]")


def tables(text: str) -> Iterator[list[str]]:
    """Yield the lines of each table."""
    for part in text.split("\n\n"):
        if part.startswith("|"):
            yield part.splitlines()


def cells(line: str) -> int:
    """Count the cells of a line: only a bar without a backslash parts them."""
    return len(re.findall(r"(?<!\\)\|", line)) - 1


@pytest.mark.parametrize("command", ASKED)
def test_every_row_of_a_table_has_as_many_cells_as_its_head(cli: Call, command: str) -> None:
    """Head, rule and rows have the same number of cells, and the rule has its form."""
    found = list(tables(cli(*command.split(), "-f", "markdown").out))
    assert found
    for lines in found:
        assert {cells(line) for line in lines} == {cells(lines[0])}
        assert re.fullmatch(r"\|( ---:? \|)+", lines[1])


def test_a_bar_in_a_text_parts_no_cells(cli: Call, scenario_file: Call) -> None:
    """A remark with a bar, a star and a bracket arrives as it was written."""
    path = scenario_file('[pledges.germany]\nremark = "One | two *three* [four](five) _six_."\n')
    text = cli("show", "pledges", "-f", "markdown", "-s", path).out
    (lines,) = tables(text)
    assert {cells(line) for line in lines} == {cells(lines[0])}
    assert r"One \| two \*three\* \[four\](five) \_six\_." in text


@pytest.mark.parametrize("command", [*ASKED, "explain funding_need", "brief --cite"])
def test_signs_that_mean_something_are_escaped(cli: Call, command: str) -> None:
    """Two amounts in a line are not a formula, `<=` is not a tag, and a name with underscores is not slanted."""
    # What is fenced is to be copied as it is.
    text = re.sub(r"^```\n.*?^```$", "", cli(*command.split(), "-f", "markdown").out, flags=re.DOTALL | re.MULTILINE)
    # The links of references: the escaped title or number in them is left.
    bare = re.sub(r"https?:\S+", "", re.sub(r"\[((?:\\.|[^\]\\])+)\]\(<https?:[^>]+>\)", r"\1", text))
    assert PLAIN_MARKUP.findall(bare) == []


def test_headings_lists_and_emphasis(cli: Call) -> None:
    """The title is a heading, parts are headings below it, and the result rows are bold."""
    text = cli("brief", "-f", "markdown").out
    assert text.startswith("## Fact sheet · reference case")
    assert [line for line in text.splitlines() if line.startswith("### ")] == [
        "### Stated",
        "### Computed",
        "### Sources",
    ]
    assert re.search(r"^1\. .+, \[.+\]\(<https://", text, re.MULTILINE)
    assert re.search(r"^\| \*\*Unmet\*\* \|", cli("fund", "-f", "markdown").out, re.MULTILINE)
    assert text.endswith("*\n")


def test_the_tree_of_an_explanation_is_a_nested_list(cli: Call) -> None:
    """A part stands two blanks deeper than what it is part of, and never more."""
    lines = cli("explain", "funding_need", "-f", "markdown", "--all").out.split("### Sources")[0].splitlines()[2:]
    depths = [(len(line) - len(line.lstrip())) // 2 for line in lines if line.lstrip().startswith("- ")]
    assert depths[0] == 0
    assert max(depths) >= 4
    assert all(deeper - depth <= 1 for depth, deeper in pairwise(depths))


def charts(command: str) -> Iterator[list[tuple[str, str]]]:
    """Yield what the charts of a command show: items and numbers as printed."""
    given: list[Response] = []

    def keep(answer: Response, *_: object) -> bytes:
        given.append(answer)
        return b""

    with mock.patch.object(answering, "render", keep):
        assert run([*command.split(), "--all", "-q"]) == 0
    for block in given[0].document.blocks:
        if isinstance(block, Chart):
            items, numbers = zip(*block.points, strict=True)
            yield list(zip(alike(items), alike(numbers), strict=True))


@pytest.mark.parametrize("command", ["plan", "stock -s mid-2026", "simulate --draws 64"])
def test_what_a_chart_draws_is_told(cli: Call, command: str) -> None:
    """Markdown draws no charts, so each number stands in a table, in the row of what it is of."""
    text = cli(*command.split(), "--all", "-q", "-f", "markdown").out
    rows = [line.strip("| ").split(" | ") for line in text.splitlines()]
    drawn = list(charts(command))
    assert drawn
    for points in drawn:
        missing = [
            (item, number)
            for item, number in points
            if not any(bare(row[0]) == bare(item) and bare(number) in map(bare, row) for row in rows)
        ]
        assert missing == []


def bare(text: str) -> str:
    """Return a number as printed without what its column or its place gives it: sign of the side, unit of money."""
    return re.sub(r"[\\<>=~$*KMBT\u00a0 ]", "", text).removesuffix(".0")


def test_what_stands_in_a_table_is_not_told_again() -> None:
    """A chart of a column is left out; one of which a single number stands nowhere else is listed whole."""
    points = [(Day("2027"), Number(3.0, "battery")), (Day("2028"), Number(None, "battery"))]
    chart = Chart("Batteries", "line", Axis("year"), Axis("batteries", "battery"), points)
    table = Table([Column("year"), Column("batteries", "right")], points)
    assert "Batteries\n" not in render_markdown(Document("A", [table, chart]))
    for rows in (
        points[:1],
        [points[0], (Day("2028"), Number(None, "launch"))],
        [points[0], (Day("2029"), points[1][1])],
    ):
        text = render_markdown(Document("A", [table._replace(rows=rows), chart]))
        assert "Batteries\n\n| year | batteries |\n| --- | ---: |\n| 2027 | 3 |\n| 2028 | unknown |" in text
