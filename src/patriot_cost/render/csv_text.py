"""Cells and rows as CSV text, none of which a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMULA_SIGNS = "=+-@"
"""Signs that a spreadsheet takes for the beginning of a formula, after blanks and in full width too."""


@lru_cache(maxsize=1024)
def csv_cell(text: str) -> str:
    """Return a text as a cell of CSV, in quotes if it needs them."""
    return csv_text([[text]]).removesuffix("\n") if text else ""


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
