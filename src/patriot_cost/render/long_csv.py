"""Long tables, block by block: CSV, and the texts of their values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from patriot_cost.characters import escaped
from patriot_cost.render.csv_text import csv_cell, csv_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import BinaryIO

    from numpy.typing import NDArray

    from patriot_cost.report.streams import LongTable

    ColumnBlock = Mapping[str, NDArray[Any]]


def write_csv(
    columns: LongTable, stream: BinaryIO, lines: Callable[[ColumnBlock, Sequence[str]], bytes] | None = None
) -> None:
    """Write a long table as CSV; `lines` makes the lines of a block."""
    stream.write(csv_text([columns.kinds]).encode())
    stream.writelines((lines or _csv_lines)(block, list(columns.kinds)) for block in columns.blocks)


def _csv_lines(block: ColumnBlock, names: Sequence[str]) -> bytes:
    """Return the lines of a block as CSV, without a header."""
    leads = ["", *[","] * (len(names) - 1)]
    joined = lines_of(texts(block[name], lead) for name, lead in zip(names, leads, strict=True))
    return "\n".join([*joined, ""]).encode()


def texts(values: NDArray[Any], lead: str = "", *, unknown: str = "", quoted: bool = False) -> NDArray[Any]:
    """Return values as text in their own shape, each after a lead: numbers to the last digit, words as JSON or CSV.

    Infinite is as unknown: the table names in another column which of its dates never come.
    """
    flat = values.ravel().tolist()
    if values.dtype.kind == "f":
        made = [f"{lead}{value!r}" for value in flat]
        for place in np.flatnonzero(~np.isfinite(values)).tolist():
            made[place] = lead + unknown
    else:
        write = json.dumps if quoted else lambda word: csv_cell(escaped(word))
        made = [lead + (unknown if word is None else write(word)) for word in flat]
    return np.array(made, dtype=object).reshape(values.shape)


def lines_of(columns: Iterable[NDArray[Any]]) -> list[str]:
    """Join texts that broadcast to each other: those that repeat in many rows are joined once."""
    first, *rest = columns
    for column in rest:
        first = first + column
    return first.ravel().tolist()
