"""On a screen of any width every number is whole, beside the key of its row, and in nobody else's place."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patriot_cost.cli import respond as answering
from patriot_cost.cli.commands import COMMANDS as ROWS
from patriot_cost.cli.commands import LISTS
from patriot_cost.cli.main import run
from patriot_cost.render import Screen
from patriot_cost.render.joined import NO_BREAK, joined
from patriot_cost.render.layout import laid_out
from patriot_cost.render.terminal import render_terminal
from patriot_cost.render.visible import visible
from patriot_cost.render.wrap import breadth
from patriot_cost.report.cells import texts_of
from patriot_cost.report.document import (
    Abridged,
    Chart,
    Code,
    Column,
    Day,
    Document,
    Heading,
    HeatMap,
    Number,
    Phrase,
    Span,
    Table,
    Text,
    Tree,
)
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from patriot_cost.render.layout import Line
    from patriot_cost.report.document import Cell, Response

NARROWEST, WIDEST = 20, 200
SILENT = {"simulate", "brief", "get", "rerun", "schema"}
"""Commands whose examples draw much, write or need a file, or show no table."""
COMMANDS = (
    *(
        f"{row.name} {row.example}".partition(" -o ")[0]
        for row in ROWS.values()
        if row.example and row.name not in SILENT
    ),
    *("gap", "gap -s mid-2026", "fund", "fund -s mid-2026 --context --case high", "fund --set funding.rule=nato_gdp"),
    *("stock -s mid-2026", "engage -s mid-2026", "fund -s mid-2026 --by element,year", "compare --systems mid-2026"),
    *(
        "brief -s mid-2026 --checked",
        "brief --cite",
        "explain funding_need -s mid-2026",
        "explain stock[2026-09] -s mid-2026",
    ),
    *(f"show {name} -s mid-2026" for name in LISTS if name != "assumptions"),
    *("facts --about pac3_mse", "facts conflicts", "facts words"),
    *("facts show c018", "facts summary --about pac3_mse --measure unit_cost", "sources", "scenario list"),
    *(
        "scenario show mid-2026",
        "compare baseline mid-2026 order-25",
        "sensitivity -s mid-2026 --figures gap_closed_year",
    ),
    *("sensitivity --global -s mid-2026 --samples 64", "simulate -s mid-2026 --draws 1000"),
    *(
        "sweep --vary force.operational=3:12:4",
        "sweep -s months --vary demand.rule=observed_peak,own --vary stock.on_hand=5,50 --figures first_empty_month",
        "sweep --vary force.operational=3,5 --vary battery.system_cost=4M,5M --zip --figures funding_need,battery_gap",
    ),
    *("solve battery_gap=0 --for force.operational --within 0..60", "compare baseline halt"),
    *("sweep --vary force.operational=1:12:120", "sources show reuters-2025-07", "stock -s months --draws 64"),
)


class Row(NamedTuple):
    """What a reader must find of a row: how it may begin, and its numbers by the title of their column."""

    begins: tuple[str, ...]
    numbers: dict[str, list[str]]


@cache
def document(command: str) -> Document:
    """Return what a command shows."""
    found: list[Document] = []

    def keep(answer: Response, *_: object) -> bytes:
        found.append(visible(answer.document))
        return b""

    with mock.patch.object(answering, "render", keep):
        assert run([*shlex.split(command), "-q"]) in {0, 1}, command
    given = found[0]
    blocks = [
        one
        for block in given.blocks
        for one in ((*block.short, *block.full) if isinstance(block, Abridged) else [block])
    ]
    return given._replace(blocks=blocks)


STEP = 31
"""Between the widths of a command, which begin one further with each command: fewer than the commands."""


def widths(command: str) -> list[int]:
    """Return widths from the narrowest to the widest, other ones for each command, and those that many screens have."""
    first = NARROWEST + COMMANDS.index(command) % STEP
    return sorted({*range(first, WIDEST, STEP), NARROWEST, 60, 79, 80, 120, WIDEST})


def test_every_width_is_tried() -> None:
    """All the commands together are laid out for each width there is between the two."""
    assert {width for command in COMMANDS for width in widths(command)} == {*range(NARROWEST, WIDEST + 1)}


def text_of(line: Line) -> str:
    """Return a line as the screen has it."""
    return "".join(piece for piece, _ in line).replace(NO_BREAK, " ").rstrip()


def numbers_of(cell: Cell, text: str) -> list[str]:
    """Return the numbers and dates of a cell as printed; those among words each for themselves."""
    if isinstance(cell, Phrase):
        return [number for part in cell.parts for number in numbers_of(part, texts_of([[part]])[0][0])]
    return [text] if isinstance(cell, (Number, Span, Day)) and text else []


def rows_of(table: Table, shown: Sequence[Sequence[str]]) -> Iterator[Row]:
    """Yield what a reader must find of each row, whose cells are shown as these texts."""
    keys = [place for place, column in enumerate(table.columns) if column.key] or [0]
    for cells, texts in zip(table.rows, shown, strict=True):
        numbers: dict[str, list[str]] = {}
        for column, cell, text in zip(table.columns, cells, texts, strict=True):
            if numbers_of(cell, text):
                numbers.setdefault(" ".join(column.title.split()), []).extend(numbers_of(cell, text))
        first = next(iter(" ".join(texts[place] for place in keys).split()), "")
        title = table.columns[keys[0]].title
        # A record that begins with a number says what it is, in words that a narrow screen breaks.
        said = (f"{title}: {first}", f"{title}:\n", f"{title.partition(' ')[0]}\n")
        begins = (first, *said) if isinstance(cells[keys[0]], Number) else (first,)
        yield Row(begins, numbers)


def left_out(lines: Sequence[str], below: str) -> set[str]:
    """Return the titles of the columns that a narrow screen does without, which are named before the line below it."""
    text = " ".join(lines).partition("not shown at this width: ")[2].removesuffix(below).rstrip()
    return set(re.split("; ", re.sub(" +", " ", text))) if text else set()


def check_table(table: Table, width: int | None) -> None:
    """Check that every number of every row is whole, in its row, as often as the row has it, and no other is there."""
    lines = [text_of(line) for line in laid_out(table, width)]
    texts = texts_of(table.rows)
    missing = left_out(lines, table.below)
    titles = {word for column in table.columns for word in re.split(r"[\s_.]", column.title)}
    known = {word for text in (table.below, *chain.from_iterable(texts)) for word in text.split()}
    place = 0
    starts = []
    rows = list(rows_of(table, texts))
    for row in rows:
        # A value of a record may begin with the words of another row: it stands further in, if heads are on the left.
        inside = "    " if table.columns[0].align == "left" and not isinstance(table.rows[0][0], Number) else "\0"
        heads = (at for at in range(place, len(lines)) if not lines[at].startswith(inside))
        place = next((at for at in heads if f"{lines[at].lstrip()}\n".startswith(row.begins)), -1)
        assert place >= 0, (width, row.begins, lines)
        starts.append(place)
        place += 1
    for row, start, end in zip(rows, starts, [*starts[1:], len(lines)], strict=True):
        own = lines[start:end]
        wanted = Counter(text for title, texts in row.numbers.items() if title not in missing for text in texts)
        for text, times in wanted.items():
            blank = " " if width is None or breadth(text) < width - 8 else r"\s+"
            side, digits = re.fullmatch(r"((?:at least |up to |about )?)(.*)", text).groups()
            worded = re.escape(side).replace(re.escape(" "), r"\s+")
            whole = rf"(?<![\w.,$]){worded}{re.escape(digits).replace(re.escape(' '), blank)}(?![\w%]|[.,]\d| %)"
            assert len(re.findall(whole, "\n".join(own))) >= times, (width, row.begins, text, own)
    shown = (word for line in lines for word in line.split() if re.search(r"\d", word))
    strange = [word for word in shown if word not in known and word.strip(":,;") not in titles | missing]
    assert not [word for word in strange if not any(word in name for name in known | titles if "_" in name)], (
        width,
        strange,
    )
    assert_fits(lines, width)


def assert_fits(lines: Sequence[str], width: int | None, together: Collection[str] = ()) -> None:
    """Check that no line is longer than the screen, unless one word is, or a piece of what is read together."""
    for line in lines if width else ():
        text = line.strip(" │├└─")
        whole = " " not in joined(text) or any(text in piece for piece in together)
        assert breadth(line) <= (width or 0) or whole, (width, line)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_number_of_a_table_is_cut_or_parted(command: str) -> None:
    """Every cell of every table and chart is whole in its own row; what is not there is named; no other is."""
    tables = [block for block in document(command).blocks if isinstance(block, Table)]
    for width in (None, *widths(command)):
        for table in tables:
            check_table(table, width)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_title_names_one_column(command: str) -> None:
    """A label in a record, and a column named as not shown, can be only one."""
    for table in [block for block in document(command).blocks if isinstance(block, Table)]:
        titles = [" ".join(column.title.split()) for column in table.columns if column.title]
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_title_is_read_at_a_glance(command: str) -> None:
    """On a screen of the usual width, or a wider one, none is broken over more than three lines."""
    for table in [block for block in document(command).blocks if isinstance(block, Table)]:
        for width in (80, 100, 120):
            heads = [line for line in laid_out(table, width) if [style for _, style in line] == ["head"]]
            assert len(heads) <= 3, (width, heads)


@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_table_counts_is_a_number_and_no_text(command: str) -> None:
    """A page or a sheet can calculate with it: a text in a column of numbers has no digit, and none is all number."""
    for table in [block for block in document(command).blocks if isinstance(block, Table)]:
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                # Numbers of an outline are names.
                if isinstance(cell, str) and column.title != "no.":
                    counted = r".*\d.*" if column.align == "right" else r"([<>]=|~)? ?[+-]?[$€£]?\d[\d,.]*[KMBT]?( %)?"
                    assert not re.fullmatch(counted, cell), (column.title, cell)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_breaks_within_a_number_or_a_word(command: str) -> None:
    """All that is read together, a number with sign and unit or a word, stands on one line, where it fits one."""
    given = document(command)
    given = given._replace(blocks=[block for block in given.blocks if not isinstance(block, Code)])
    parts = [given.title, given.answer, given.footer, *(text for block in given.blocks for text in paragraphs(block))]
    for width in widths(command):
        text = render_terminal(given, Screen(width))
        pieces = {piece.replace(NO_BREAK, " ") for part in parts for piece in re.split(r"[ \n]+", joined(part))}
        assert_fits(text.splitlines(), width, pieces)
        lines = set(re.sub("[│├└─]", " ", text).splitlines())
        for piece in {piece for part in parts for piece in re.split(r"[ \n]+", joined(part)) if NO_BREAK in piece}:
            if breadth(piece) <= width // 2:
                assert any(piece.replace(NO_BREAK, " ") in line for line in lines), (width, piece)


def cells_of(block: object) -> Iterator[Cell]:
    """Yield what stands in a block."""
    match block:
        case Table(rows=rows):
            yield from chain(*rows)
        case Chart(points=points):
            yield from chain(*points)
        case HeatMap(rows=rows, columns=columns, cells=cells):
            yield from chain(rows, columns, *cells)


def numbers_in(cell: Cell) -> Iterator[Number]:
    """Yield the numbers of a cell."""
    match cell:
        case Number():
            yield cell
        case Span(low=low, high=high):
            yield from (low, high)
        case Phrase(parts=parts):
            yield from chain.from_iterable(map(numbers_in, parts))


@pytest.mark.parametrize("command", [name for name in COMMANDS if name.split()[0] not in {"facts", "show"}])
def test_money_of_a_case_knows_whose_dollars_it_is_in(command: str) -> None:
    """In tables, charts and heat maps; facts are of many years, and totals named in then-year dollars add such."""
    heading = ""
    for block in document(command).blocks:
        heading = block.text if isinstance(block, Heading) else heading
        numbers = [one for cell in cells_of(_of_one_year(block, heading)) for one in numbers_in(cell)]
        assert [one for one in numbers if one.value is not None and currency(one.unit) and not one.year] == []


def _of_one_year(block: object, heading: str) -> object:
    """Return a block without the rows that are named in then-year dollars, themselves or by their heading."""
    if not isinstance(block, Table):
        return block
    return block._replace(rows=[row for row in block.rows if "then-year dollars" not in f"{heading} {row[0]}"])


def paragraphs(block: object) -> Iterator[str]:
    """Yield the texts of a block that are wrapped."""
    match block:
        case Text(text=text):
            yield text
        case Tree(text=text, children=children):
            yield text
            for child in children:
                yield from paragraphs(child)
        case Chart(title=title):
            yield title
        case _:
            pass


CELLS = st.one_of(
    st.builds(
        Number, st.floats(-1e13, 1e13) | st.none(), st.sampled_from(["USD", "battery", "share", "year", "index"])
    ),
    st.builds(Number, st.floats(0, 1e6), st.just("interceptor/battery"), st.just("ceiling"), style=st.just("quantity")),
    st.just(""),
)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4), st.integers(NARROWEST, WIDEST))
def test_any_table_is_whole_at_any_width(rows: list[list[Cell]], width: int) -> None:
    """Numbers of any size and unit, in a table that has a name, a text, three numbers and an optional one."""
    columns = [
        Column("item", no_wrap=True),
        Column("what it is"),
        *(Column(f"{name}\nof it", "right", optional=name == "third") for name in ("first", "second", "third")),
    ]
    named = [[f"name_{place}", "a text of some words", *row] for place, row in enumerate(rows)]
    check_table(Table(columns, named), width)
