"""One voice over all commands and cases: labels for ids, words for signs, right plurals, few digits."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from patriot_cost.engine.keys import Key
from patriot_cost.engine.registry import FIGURES
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.paths import pattern_of
from patriot_cost.model.settings import CHOICES
from patriot_cost.report.cells import texts_of
from patriot_cost.report.document import Abridged, Chart, Heading, HeatMap, Lines, Table, Text
from patriot_cost.report.wording import counted, plural, quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from patriot_cost.report.document import Block, Document, Response

    Answered = Callable[[str], Response]

CASES = ("baseline", "mid-2026", "months")
ASKED = (
    *("gap --ladder", "fund", "fund --by element,donor", "plan", "stock --on-hand 300", "afford 5B", "engage"),
    *("brief --checked", "review", "cost 10 batteries", "cost 700 missiles", "plan --system samp_t", "sensitivity"),
    *(
        "sensitivity --flat 10%",
        "simulate --draws 200",
        "fund --case low",
        "plan --until 2034 --orders capped --cap 1B",
    ),
    *("solve battery_gap=0 --for force.operational --within 0..60", "sweep --vary force.operational=3:12:4"),
    *("sweep --vary force.operational=3,9 --vary battery.system_cost=400M,500M", "explain battery.system_cost"),
    *("explain gap_closed_year", "show risks", "show wbs", "show ground-rules", "fund --set funding.rule=nato_gdp"),
)
LINES = (
    *(f"{asked} -s {case}" for asked in ASKED for case in CASES),
    *("compare baseline mid-2026", "compare baseline mid-2026 --by-cause", "compare --systems mid-2026"),
)
_TYPED = re.compile(r"`[^`]*`|\S+=\S+|--[a-z][^;.]*|patriot-cost [^;,)]*")
"""Commands and settings, which are typed as they stand."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NAME = re.compile(r"(?<![\w./-])[a-z][a-z0-9]*(?:[_.][a-z0-9_*]+)+(?![\w/])")
_DIGITS = re.compile(r"(?<![\w.,:#/-])\d[\d,]*\.\d+(?![\w/-]|\.\d)")
_ONE = re.compile(r"(?<![\d.,\w-])1 (?P<noun>[a-z]+)\b")


def blocks(document: Document) -> Iterator[Block]:
    """Yield the blocks of a document, of an abridged part the short ones and the full ones."""
    for block in document.blocks:
        yield from (*block.short, *block.full) if isinstance(block, Abridged) else (block,)


def prose(response: Response) -> Iterator[str]:
    """Yield the sentences, notes, headings, titles of columns and warnings of an answer, but for what was typed."""
    document = response.document
    yield from (document.title, document.answer, *response.messages)
    for block in blocks(document):
        match block:
            case Text(text=text) | Heading(text=text):
                yield text
            case Lines(lines=lines):
                yield from lines
            case Chart(title=title, across=across, along=along):
                yield from (title, across.title, along.title)
            case HeatMap(title=title, down=down, across=across):
                yield from (title, down.title, across.title)
            case Table(columns=columns, below=below):
                yield from (*(column.title for column in columns), below)


def readable(text: str, line: str) -> str:
    """Return a text without what is typed as it stands, and without what stands in brackets behind a label."""
    text = _TYPED.sub("", text.replace("\u00a0", " "))
    while (shorter := _BRACKETS.sub("", text)) != text:
        text = shorter
    return " ".join(word for word in text.split(" ") if word.rstrip(":,.") not in line)


@cache
def is_id(name: str) -> bool:
    """Tell whether a name is that of a figure, an assumption, a choice or a section, as programs know it."""
    keys = {figure.key_name for figure in FIGURES.values()}
    sections = {pattern.rpartition(".")[0] for pattern in ASSUMPTIONS}
    return Key.of(name).name in keys or pattern_of(name) is not None or name in CHOICES or name in sections


@pytest.mark.parametrize("line", LINES)
def test_prose_names_things_by_their_labels(once_answered: Answered, line: str) -> None:
    """No key, path or id of an item stands in a sentence, a heading or a warning but in brackets behind its label."""
    given = once_answered(line)
    items = {item for axis in _axes(given) for item in axis if "_" in item}
    for text in prose(given):
        found = [name for name in _NAME.findall(readable(text, line)) if is_id(name) or name in items]
        assert not found, (found, text)


@pytest.mark.parametrize("line", LINES)
def test_rows_name_things_by_their_labels(once_answered: Answered, line: str) -> None:
    """No key or path stands in a table but in brackets behind its label, unless the table lists paths to be typed."""
    given = once_answered(line)
    for block in blocks(given.document):
        if isinstance(block, Table) and not {column.title for column in block.columns} & {"path", "figure", "see"}:
            for text in chain.from_iterable(texts_of(block.rows)):
                found = [name for name in _NAME.findall(readable(text, "")) if is_id(name)]
                assert not found, (found, text)


def _axes(given: Response) -> list[tuple[str, ...]]:
    return [*given.evaluation.loaded.index_sets.axes.values()] if given.evaluation else []


@pytest.mark.parametrize("line", LINES)
def test_prose_says_sides_in_words(once_answered: Answered, line: str) -> None:
    """No sentence has the sign of a side, and no side stands in front of a range, which has two."""
    for text in prose(once_answered(line)):
        assert not re.search(r"(?:<=|>=|~) ?[$\d]", text), text
        assert not re.search(r"(?:up to|at least|about) \S+ to \S*\d", text), text


@pytest.mark.parametrize("line", LINES)
def test_one_of_a_thing_is_singular(once_answered: Answered, line: str) -> None:
    """No count of one has a plural behind it."""
    for text in prose(once_answered(line)):
        found = [match["noun"] for match in _ONE.finditer(text) if match["noun"] in PLURALS]
        assert not found, (found, text)


def cells(response: Response) -> Iterator[str]:
    """Yield the texts of the cells of an answer."""
    for block in blocks(response.document):
        if isinstance(block, Table):
            yield from chain.from_iterable(texts_of(block.rows))


@pytest.mark.parametrize("line", LINES)
def test_no_number_has_more_digits_than_are_known(once_answered: Answered, line: str) -> None:
    """A number that is not whole has five digits at most, as 171.05 has, in sentences and tables, unless so typed."""
    given = once_answered(line)
    for text in (*prose(given), *cells(given)):
        shown = _TYPED.sub("", text).replace("2027.5 is July 2027", "")
        long = [one for one in _DIGITS.findall(shown) if len(re.sub(r"[.,]", "", one).lstrip("0")) > 5]
        assert not long, (long, text)


UNITS = sorted(
    {
        unit.partition("/")[0]
        for row in (*FIGURES.values(), *ASSUMPTIONS.values())
        if (unit := row.unit) and not unit.startswith(("USD", "date", "share", "index"))
    }
)
PLURALS = {
    plural(noun)
    for noun in (*UNITS, "note", "source", "assumption", "draw", "point", "pledge", "element", "case", "input")
}


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_agrees_with_its_count(unit: str) -> None:
    """One has the noun as it is; none, a part and more have the plural, in whatever form they are counted."""
    many = plural(unit)
    assert (many != unit) is not (unit.startswith("km") or unit.isupper())
    for count, noun in ((0, many), (1, unit), (2, many), (12, many)):
        assert counted(count, unit) == f"{count} {noun}"
        assert quantity(float(count), unit).endswith(f" {noun}") or quantity(float(count), unit) == str(count)
    part = quantity(1.5, unit)
    assert part in {"1.5", "1.50"} or part.endswith(f" {many}")
