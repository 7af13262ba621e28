"""CSV: tidy rows, numbers without formatting, unknown as an empty cell."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from patriot_cost.views.document import Rows


def render_csv(rows: Rows) -> str:
    """Return an answer's table as CSV text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows(rows.rows)
    return stream.getvalue()
