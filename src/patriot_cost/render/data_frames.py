"""CSV and Parquet by polars, which is an extra: CSV of the same bytes as without it, only faster."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

from patriot_cost.render.long_csv import texts
from patriot_cost.render.long_csv import write_csv as write_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import IO, BinaryIO

    from numpy.typing import NDArray

    from patriot_cost.render.long_csv import ColumnBlock
    from patriot_cost.report.streams import LongTable

_ROWS = 2**17
"""Rows of a group in a Parquet file."""
_JOINED = 2**13
"""Texts that are joined in Python; a block has more rows."""
_PLAIN = 1e-4
"""polars writes smaller numbers otherwise than Python does."""


def write_csv(columns: LongTable, stream: BinaryIO) -> None:
    """Write a long table as CSV."""
    write_lines(columns, stream, _csv_lines)


def _csv_lines(block: ColumnBlock, names: Sequence[str]) -> bytes:
    shape = np.broadcast_shapes(*(values.shape for values in block.values()))
    frame = pl.DataFrame(list(_csv_columns([block[name] for name in names], shape)))
    stream = BytesIO()
    # Texts are joined and quoted before they come here.
    frame.write_csv(stream, include_header=False, quote_style="never")
    return stream.getvalue()


def _csv_columns(columns: Iterable[NDArray[Any]], shape: tuple[int, ...]) -> Iterator[pl.Series]:
    """Yield the columns; neighbours that repeat often are joined, and each text is made once."""
    joined: NDArray[Any] | None = None
    for place, values in enumerate(columns):
        plain = values.shape == shape and _same_in_polars(values)
        words = None if plain else texts(values)
        if joined is not None and words is not None and np.broadcast(joined, words).size <= _JOINED:
            joined = joined + "," + words
            continue
        if joined is not None:
            yield _spread(f"before {place}", joined, shape)
        joined = words
        if plain:
            yield pl.Series(str(place), values.ravel(), nan_to_null=True)
    if joined is not None:
        yield _spread("last", joined, shape)


def _same_in_polars(values: NDArray[Any]) -> bool:
    if values.dtype.kind != "f" or np.isinf(values).any():
        return False
    sizes = np.abs(values)
    return not ((sizes < _PLAIN) & (sizes > 0)).any()


def _spread(name: str, words: NDArray[Any], shape: tuple[int, ...]) -> pl.Series:
    """Return texts in each of their rows; each is made once."""
    places = np.broadcast_to(np.arange(words.size, dtype=np.uint32).reshape(words.shape), shape)
    return pl.Series(name, words.ravel().tolist(), dtype=pl.String)[places.ravel()]


def write_parquet(columns: LongTable, stream: BinaryIO) -> None:
    """Write a Parquet file; unknown is null, and a date that never comes is infinite.

    Errors of the stream, or of computing a block, are raised unchanged.
    """
    schema = {name: pl.Float64 if kind == "number" else pl.String for name, kind in columns.kinds.items()}
    faults = _Faults()

    def frames(*_: object) -> Iterator[pl.DataFrame]:
        with faults.kept():
            for block in columns.blocks:
                if faults.first:
                    return
                yield _frame(block, list(schema))

    try:
        register_io_source(frames, schema=schema).sink_parquet(
            cast("IO[bytes]", _Sink(stream, faults)),
            row_group_size=_ROWS,
            metadata=dict(columns.meta),
        )
    except pl.exceptions.PolarsError:
        if faults.first:
            raise faults.first from None
        raise


class _Faults:
    """Keeps the errors of functions that polars calls, since it passes on a text only."""

    first: Exception | None = None

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the first error."""
        try:
            yield
        except Exception as error:
            self.first = self.first or error
            raise


class _Sink:
    """A stream whose errors are kept."""

    def __init__(self, stream: BinaryIO, faults: _Faults) -> None:
        self._stream, self._faults = stream, faults

    def write(self, content: bytes) -> int:
        """Write bytes."""
        with self._faults.kept():
            return self._stream.write(content)

    def flush(self) -> None:
        """Write the buffer."""
        with self._faults.kept():
            self._stream.flush()


def _frame(block: ColumnBlock, names: Sequence[str]) -> pl.DataFrame:
    shape = np.broadcast_shapes(*(values.shape for values in block.values()))
    return pl.DataFrame([_column(name, block[name], shape) for name in names])


def _column(name: str, values: NDArray[Any], shape: tuple[int, ...]) -> pl.Series:
    if values.dtype.kind == "f":
        return pl.Series(name, np.broadcast_to(values, shape).ravel(), nan_to_null=True)
    return _spread(name, values, shape)
