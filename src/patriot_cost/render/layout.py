"""Tables on a screen: columns if they fit, else a record of `label: value` lines for each row.

No number is cut, broken or separated from its unit: columns of numbers and names take the width they need, texts break
at their spaces, and if that is too little, or makes the table much longer, each row is a record.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from patriot_cost.render.drawing import LONGEST, SHORTEST, drawing_text, scale_of
from patriot_cost.render.joined import joined, unbroken
from patriot_cost.render.wrap import breadth, longest, wrapped
from patriot_cost.report.cells import texts_of
from patriot_cost.report.document import Number, Span
from patriot_cost.report.wording import ASSUMED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.report.document import Cell, Column, Table

    Line = Sequence[tuple[str, str]]
    """Pieces of a line, each with its style."""

GAP = 2
_SEPARATOR = "   "
"""The separator of the values of a record on one line."""
_LEAST_TEXT = 12
"""Characters that a longer text needs to be read."""
_MOST_LINES = 3
"""Lines of a title, or of the name of a row, that are read at a glance: for more, an optional column gives way."""
_TALLER = 1.5
"""Columns are easier to read than records, unless they take this many times as many lines."""


class _Part(NamedTuple):
    """A column with the texts of its rows, and the cells that they show; one of `names` tells the rows apart."""

    column: Column
    texts: Sequence[str]
    cells: Sequence[Cell]
    names: bool

    @property
    def title(self) -> str:
        """The title on one line."""
        return " ".join(self.column.title.split())

    @property
    def wanted(self) -> int:
        """The width at which nothing breaks that need not."""
        if self.column.axis:
            return LONGEST
        return longest([line for text in (self.column.title, *self.texts) for line in text.split("\n")])

    @property
    def needed(self) -> int:
        """The width at which no number, name or word is broken."""
        if self.column.axis:
            return SHORTEST
        return max(
            longest(re.split(r"[ \n]", joined(_broken(self.column.title)))),
            longest(self._pieces),
            min(_LEAST_TEXT, longest(self.texts)),
        )

    @property
    def readable(self) -> int:
        """The width at which also the title and the names of rows have few lines."""
        width, names = self.needed, self.texts if self.names else ()
        while width < self.wanted and any(
            len(lines) > _MOST_LINES for lines in (self.head(width), *(wrapped(name, width) for name in names))
        ):
            width += 1
        return width

    def head(self, width: int) -> list[str]:
        """Return the lines of the title; a longer name in it breaks after its underscores and points."""
        title = self.column.title
        return wrapped(_broken(title) if longest(title.split("\n")) > width else title, width)

    @property
    def _pieces(self) -> list[str]:
        blank = "\n" if self.column.no_wrap else r"[ \n]"
        return [piece for text in self.texts for piece in re.split(blank, joined(text))]


_Sized: TypeAlias = tuple[_Part, int]


def laid_out(table: Table, width: int | None, *, solid: bool = False) -> list[Line]:
    """Return a table as lines for a screen, whose width is None for a pipe; `solid` draws in blocks."""
    sized, left_out = _fitting(_parts(table), width)
    room = 0 if width is None else width - _sum(sized)
    below: list[Line] = [[(line, "dim")] for line in wrapped(table.below, width) if table.below]
    if room < 0:
        return [*_records(table, width), *below]
    head, body = _in_columns(table, [part for part, _ in sized], _widths(sized, room), solid=solid)
    if len(body) > len(table.rows) and len(records := _records(table, width)) * _TALLER < len(body):
        return [*records, *below]
    named = f"not shown at this width: {'; '.join(left_out)}"
    return [*head, *body, *([(line, "dim")] for line in wrapped(named, width) if left_out), *below]


def _parts(table: Table, *, in_line: bool = True) -> list[_Part]:
    rows = [list(map(_no_wrap, *row)) for row in zip(table.rows, texts_of(table.rows), strict=True)]
    columns = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    cells = list(zip(*table.rows, strict=True)) or columns
    named = any(column.key for column in table.columns)
    return [
        _Part(column, _in_line(column, texts) if in_line else texts, shown, column.key if named else not place)
        for place, (column, texts, shown) in enumerate(zip(table.columns, columns, cells, strict=True))
    ]


def _in_line(column: Column, texts: Sequence[str]) -> Sequence[str]:
    """Return the texts of a column so that digits stand below each other where some of them have a mark."""
    if column.align != "right" or not any(text.endswith(ASSUMED) for text in texts):
        return texts
    return [text if text.endswith(ASSUMED) or not text else text + unbroken(" ") for text in texts]


def _no_wrap(cell: Cell, text: str) -> str:
    """Return the text of a cell; a number or a range never breaks."""
    return unbroken(text) if isinstance(cell, (Number, Span)) else text


def _fitting(parts: Sequence[_Part], width: int | None) -> tuple[list[_Sized], list[str]]:
    """Leave out columns until the others fit, if they can with titles and names of few lines, else as they must.

    Return the columns that fit, with their least widths, and the titles of the optional ones left out.
    """
    kept, left_out = [(part, part.wanted) for part in parts], list[str]()
    if width is None or _sum(kept) <= width:
        return kept, left_out
    for name in ("readable", "needed"):
        kept, left_out = _kept([(part, getattr(part, name)) for part in parts], width)
        if _sum(kept) <= width:
            break
    return kept, left_out


def _kept(parts: list[_Sized], width: int) -> tuple[list[_Sized], list[str]]:
    """Leave out drawings, which hold no numbers, then optional columns, the last first, until the others fit."""
    left_out: list[str] = []
    while _sum(parts) > width:
        drawn = [one for one in parts if one[0].column.axis]
        spare = drawn or [one for one in parts if one[0].column.optional]
        if not spare:
            break
        left_out[:0] = [spare[-1][0].title] if spare[-1][0].title and not drawn else []
        parts = [one for one in parts if one is not spare[-1]]
    return parts, left_out


def _sum(parts: Sequence[_Sized]) -> int:
    return sum(width for _, width in parts) + GAP * (len(parts) - 1)


def _widths(parts: Sequence[_Sized], room: int) -> list[int]:
    """Return the widths of columns: the least of each, and an even share of the room that is left."""
    found = [least for _, least in parts]
    wishes = sorted((max(part.wanted - least, 0), place) for place, (part, least) in enumerate(parts))
    for before, (wish, place) in enumerate(wishes):
        more = min(wish, room // (len(wishes) - before))
        found[place] += more
        room -= more
    return found


def _in_columns(
    table: Table, parts: Sequence[_Part], widths: Sequence[int], *, solid: bool
) -> tuple[list[Line], list[Line]]:
    """Return the lines of the titles, if there are any, and those of the rows."""
    shown = list(
        zip(*(_column(part, width, solid=solid) for part, width in zip(parts, widths, strict=True)), strict=True)
    )

    def line(pieces: Sequence[str], style: str) -> Line:
        texts = [_aligned(*piece) for piece in zip(parts, pieces, widths, strict=True)]
        return [((" " * GAP).join(texts).rstrip(), style)]

    # Titles are aligned at the bottom; other texts at the top.
    upward = zip_longest(*(texts[::-1] for texts in shown[0]), fillvalue="")
    head = [line(pieces, "head") for pieces in reversed(list(upward)) if any(part.column.title for part in parts)]
    styles = ["bold" if number in table.emphasis else "" for number in range(len(table.rows))]
    rows = zip(shown[1:], styles, strict=True)
    return head, [line(pieces, style) for row, style in rows for pieces in zip_longest(*row, fillvalue="")]


def _column(part: _Part, width: int, *, solid: bool) -> list[list[str]]:
    """Return the title of a column and its cells, each as lines."""
    if part.column.axis:
        scale = scale_of(part.column.axis, part.cells, width, solid=solid)
        return [wrapped(part.column.title, width), *([drawing_text(cell, scale)] for cell in part.cells)]
    return [part.head(width), *(wrapped(text, width) for text in part.texts)]


def _aligned(part: _Part, text: str, width: int) -> str:
    blank = " " * (width - breadth(text))
    return blank + text if part.column.align == "right" else text + blank


def _records(table: Table, width: int | None) -> list[Line]:
    """Return each row as its first key, followed by its other cells with labels, the other keys first."""
    parts = _parts(table, in_line=False)
    first, *rest = sorted((part for part in parts if part.column.axis is None), key=lambda part: not part.column.key)
    lines: list[Line] = []
    for number, key in enumerate(first.texts):
        style = "bold" if number in table.emphasis else ""
        # A number alone would have no meaning.
        head = _labelled(first, number) if isinstance(first.cells[number], Number) else key
        indent = " " * (len(key) - len(key.lstrip()) + GAP)
        values = [head]
        for part in rest:
            text, both = _labelled(part, number), values[-1] + _SEPARATOR + part.texts[number]
            # A cell without a title belongs to the one before it.
            if text and not part.title and values[1:] and (width is None or breadth(indent + both) <= width):
                values[-1] = both
            else:
                values.append(text)
        begun, *more = _flowing(values, indent, width)
        no_wrap = head if begun.startswith(head) else begun
        lines += [[(no_wrap, "bold"), (begun.removeprefix(no_wrap), style)], *([(text, style)] for text in more)]
    return lines


def _labelled(part: _Part, number: int) -> str:
    text = part.texts[number]
    return f"{part.title}: {text}" if part.title and text and not part.column.spoken else text


def _flowing(values: Sequence[str], indent: str, width: int | None) -> list[str]:
    """Return values on as few lines as hold them, the later ones indented, each value unbroken if it fits one."""
    lines = [""]
    for value in filter(None, values):
        longer = lines[-1] + _SEPARATOR + value if lines[-1] else value
        if lines[-1] and width is not None and breadth(longer) > width:
            lines.append(indent + value)
        else:
            lines[-1] = longer
    return [part for line in lines for part in wrapped(line, width, "  ")]


def _broken(title: str) -> str:
    """Let a name break after its underscores and points."""
    return title.replace("_", "_\n").replace(".", ".\n").replace(".\n\n", ".\n")
