"""Rows of words on the sheet of inputs: a word to choose from a list, and beside it the number that formulas read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.input_binding import input_key, path_of
from patriot_cost.model.paths import code
from patriot_cost.model.settings import SETTINGS
from patriot_cost.report.labels import assumption_label, word_phrase
from patriot_cost.report.workbook import SheetCell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.cells import Cell

_BETWEEN = 5
"""The columns of units, bounds, grounds and sources, which words do not have."""


def is_word(key: str) -> bool:
    """Tell whether an input is a word, and not an alias of a figure that a word chooses."""
    return (path := path_of(key)) in SETTINGS and key == input_key(path)


def word_row(loaded: LoadedCase, path: str, words: Sequence[str], place: Cell) -> list[SheetCell]:
    """Return the row of a word with the cell of its number last; without a choice of `words` it is not edited."""
    word = loaded.case.words[path]
    listed = ",".join(f'"{one}"' for one in SETTINGS[path])
    # Any other text has no number: the figures that rest on it are unknown.
    number = f"MATCH({place.place},{{{listed}}},0)-1" if words else ""
    meanings = ((one, word_phrase(path, one)) for one in words or (word,))
    return [
        SheetCell(assumption_label(loaded.case, path)),
        SheetCell(word, look="input" if words else "locked", choices=words),
        *[SheetCell()] * _BETWEEN,
        SheetCell(" ".join(f"{one}: {meaning}" for one, meaning in meanings if meaning)),
        SheetCell(path, look="note"),
        SheetCell(float(code(path, word)), "exact", number, "note"),
    ]
