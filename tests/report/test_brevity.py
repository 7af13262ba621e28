"""A short text has the answer, a usual one loses nothing of its tables, and the full one has all notes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from patriot_cost.cli.commands import COMMANDS
from patriot_cost.render import Screen
from patriot_cost.render.terminal import render_terminal
from patriot_cost.report.brevity import abridged, folded, whole_blocks
from patriot_cost.report.cells import texts_of
from patriot_cost.report.document import Column, Number, Table, Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from patriot_cost.report.document import Response

PAGE = 40
CASES = ("baseline", "mid-2026", "months", "halt")
ANSWERING = (
    *("gap", "fund", "plan", "stock", "afford 5B", "engage", "sensitivity", "brief", "explain funding_need", "review"),
    *("fund --by year", "solve battery_gap=0 --for force.operational --within 0..60", "simulate --draws 200"),
    *("sweep --vary force.operational=3:12:4", "cost 10 batteries", "cost 700 missiles", "plan --system samp_t"),
)


def unfolded(table: Table, dates: list[str]) -> list[list[str]]:
    """Return the rows of a folded table, one for each date."""
    rows = []
    for first, *rest in texts_of(table.rows):
        start, _, end = first.partition(" to ")
        run_of = dates[dates.index(start) : dates.index(end or start) + 1]
        rows += [[date, *rest] for date in run_of]
    return rows


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("command", ANSWERING)
def test_folding_loses_no_row(once_answered: Callable[[str], Response], command: str, case: str) -> None:
    """Rows that were folded into one unfold to the rows there were, and no two rows that follow read alike."""
    for block in whole_blocks(once_answered(f"{command} -s {case}").document):
        if isinstance(block, Table) and block.columns and block.columns[0].ordered:
            rows, short = [[*row] for row in texts_of(block.rows)], folded(block)
            assert unfolded(short, [row[0] for row in rows]) == rows
            assert all(one[1:] != other[1:] for one, other in pairwise(texts_of(short.rows)))


def test_rows_are_folded_by_hand() -> None:
    """Three equal years are one row, and a year that differs is one of its own."""
    counts = [5.0, 5.0, 5.0, 7.0]
    table = Table(
        [Column("year", ordered=True), Column()], [[f"{2030 + at}", Number(n)] for at, n in enumerate(counts)]
    )
    assert [row[0] for row in folded(table).rows] == ["2030 to 2032", "2033"]
    apart = table._replace(emphasis=frozenset({1}))
    assert [row[0] for row in folded(apart).rows] == ["2030", "2031", "2032", "2033"]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("command", ANSWERING)
def test_a_command_answers_in_its_first_sentence(
    once_answered: Callable[[str], Response], command: str, case: str
) -> None:
    """The answer stands above the rest, names its case, is in the records, and is not said again below."""
    given = once_answered(f"{command} -s {case}")
    sentence = given.document.answer
    assert f"the case {case}" in sentence
    assert sentence.endswith(".")
    assert given.data["answer"] == sentence
    assert Text(sentence) not in whole_blocks(given.document)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("command", ANSWERING)
def test_a_longer_text_has_all_of_a_shorter_one(
    once_answered: Callable[[str], Response], command: str, case: str
) -> None:
    """Each sentence of the usual text is in the full one, as is each input that a list of it names."""
    document = once_answered(f"{command} -s {case}").document
    usual = [block.text for block in abridged(document, "usual", charts=False).blocks if isinstance(block, Text)]
    blocks = abridged(document, "all", charts=False).blocks
    full = " ".join(text for block in blocks for text in texts_in(block))
    for text in usual:
        if text.startswith("More with --all: "):
            continue
        parts = sentences(text)
        if text.startswith(("Main inputs: ", "* assumed, not published")):
            named = [one for one in re.split(r"; (?![^()]*\))", text.partition(": ")[2]) if not one.startswith("and ")]
            parts = [re.sub(r" (\([^()]*\) )?[^a-z ]*\d.*", "", one) for one in named]
        assert [part for part in parts if part not in full] == []
    assert len(abridged(document, "short", charts=False).blocks) <= 1


def texts_in(block: object) -> list[str]:
    """Return the texts of a note or of the rows of a table."""
    if isinstance(block, Text):
        return [block.text]
    return [text for row in texts_of(block.rows) for text in row] if isinstance(block, Table) else []


def sentences(text: str) -> list[str]:
    """Return the sentences of a text without their last points: within a longer text one may go on."""
    return [part.rstrip(".") for part in re.split(r"(?<=[\w)%*][\w)%*]\.) (?=[A-Z])", text)]


@pytest.mark.parametrize("case", ["baseline", "mid-2026"])
@pytest.mark.parametrize("command", ["gap", "fund", "plan", "stock"])
def test_an_answer_is_one_page(once_answered: Callable[[str], Response], command: str, case: str) -> None:
    """From the title to the last line, without the list of sources, it has 40 lines of 80 columns at most."""
    document = once_answered(f"{command} -s {case}").document
    usual = abridged(document, "usual", charts=False)._replace(references=())
    lines = render_terminal(usual, Screen(80)).splitlines()
    assert len(lines) <= PAGE
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("name", [row.name for row in COMMANDS.values() if row.takes("short")])
def test_commands_with_a_text_take_both_options(cli: Callable[..., Any], name: str) -> None:
    """Each command whose text could be shorter offers `--short` and `--all` in its help."""
    text = cli(name, "--help").out
    assert "--short" in text
    assert "--all" in text
