"""CSV: tidy rows, numbers without formatting, unknown as an empty cell."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from patriot_cost.render.csv_text import csv_text
from patriot_cost.render.visible import visible
from patriot_cost.render.zeros import unsigned
from patriot_cost.study.memory import FRAMES, room_for

if TYPE_CHECKING:
    from typing import BinaryIO

    from patriot_cost.render import Screen
    from patriot_cost.report.document import Response, Rows
    from patriot_cost.report.streams import LongTable


def render(response: Response, _: Screen) -> str:
    """Return an answer's table as CSV text."""
    return render_csv(visible(response.rows._replace(rows=unsigned(response.rows.rows))))


def write(columns: LongTable, stream: BinaryIO) -> None:
    """Write a long table, faster if the extra is installed and there is room for it."""
    if find_spec("polars") and room_for(FRAMES):
        from patriot_cost.render.data_frames import write_csv
    else:
        from patriot_cost.render.long_csv import write_csv
    write_csv(columns, stream)


def render_csv(rows: Rows) -> str:
    """Return rows under their columns as CSV text."""
    return csv_text([rows.columns, *rows.rows])
