"""CSV: tidy rows, numbers without formatting, unknown as an empty cell."""

from __future__ import annotations

import csv
import io
import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from patriot_cost.formats.seen import seen
from patriot_cost.formats.zeros import unsigned
from patriot_cost.study.memory import FRAMES, room_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from patriot_cost.formats import Screen
    from patriot_cost.views.document import Answer, Columns, Rows

_FORMULA_SIGNS = "=+-@"
"""What a spreadsheet takes for the beginning of a formula, behind blanks and in full width too."""


def render(answer: Answer, _: Screen) -> str:
    """Return an answer's table as CSV text."""
    return render_csv(seen(answer.rows._replace(rows=unsigned(answer.rows.rows))))


def write(columns: Columns, stream: BinaryIO) -> None:
    """Write a long table, faster where the extra is installed and there is room for it."""
    if find_spec("polars") and room_for(FRAMES):
        from patriot_cost.formats.frames import write_csv
    else:
        from patriot_cost.formats.columns import write_csv
    write_csv(columns, stream)


def render_csv(rows: Rows) -> str:
    """Return rows under their columns as CSV text."""
    return csv_text([rows.columns, *rows.rows])


@lru_cache(maxsize=1024)
def csv_cell(text: str) -> str:
    """Return a text as a cell of CSV, in quotes where it needs them."""
    return csv_text([[text]]).removesuffix("\n")


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as CSV text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([_inert(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return stream.getvalue()


def _inert(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula: an apostrophe goes before it; numbers and dashes stay."""
    words = text.lstrip()
    begins = unicodedata.normalize("NFKC", words[:1]) in _FORMULA_SIGNS
    runs = begins and len(words) > 1 and not _is_number(text)
    return f"'{text}" if runs else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
