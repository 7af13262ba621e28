"""Long tables hold the same values in CSV, JSON lines and Parquet, and CSV the same bytes with and without polars."""

from __future__ import annotations

import csv
import io
import json
from math import inf, nan
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patriot_cost.render import data_frames, write_columns
from patriot_cost.render import long_csv as plain
from patriot_cost.report.streams import LongTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.render import Format

NUMBERS = [
    0.0,
    -0.0,
    22e9,
    4974619.37,
    0.1 + 0.2,
    1e-4,
    9.99e-5,
    1e-7,
    1e15,
    1e16,
    123456789012345.67,
    1e22,
    5e-324,
    nan,
]
LINES = """rule,a.b,"c[x,2028]",when
priced,1.0,2.5,2028-06
priced,2.0,,
counted,1.0,22000000000.0,
counted,2.0,,2029-01
"""


def written(table: LongTable, form: Format) -> bytes:
    """Return what a table is written as."""
    stream = io.BytesIO()
    write_columns(table, form, stream)
    return stream.getvalue()


def small() -> LongTable:
    """Return two blocks of words, a grid of numbers, an unknown one and one that never is, and dates."""
    kinds: Any = {"rule": "text", "a.b": "number", "c[x,2028]": "number", "when": "text"}
    whens = np.array(["2028-06", None, None, "2029-01"], dtype=object).reshape(2, 2)
    figures = np.array([2.5, nan, 22e9, inf]).reshape(2, 2)
    blocks = [
        {
            "rule": np.array([word]).reshape(1, 1),
            "a.b": np.array([1.0, 2.0]).reshape(1, 2),
            "c[x,2028]": figures[place : place + 1],
            "when": whens[place : place + 1],
        }
        for place, word in enumerate(["priced", "counted"])
    ]
    return LongTable(kinds, blocks, {"scenario": "baseline"})


def test_csv_is_what_it_was_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unknown is empty, as is infinite, and a name with a comma is quoted; with polars and without."""
    assert written(small(), "csv").decode() == LINES
    monkeypatch.setattr("patriot_cost.render.csv.find_spec", lambda _: None)
    assert written(small(), "csv").decode() == LINES


def test_json_lines_hold_what_csv_holds() -> None:
    """An object a row with the same numbers; unknown is null."""
    found = [json.loads(line) for line in written(small(), "jsonl").splitlines()]
    for row, told in zip(found, csv.DictReader(io.StringIO(LINES)), strict=True):
        assert {name: "" if value is None else str(value) for name, value in row.items()} == told
    assert found[1] == {"rule": "priced", "a.b": 2.0, "c[x,2028]": None, "when": None}


def test_parquet_holds_numbers_and_says_of_what() -> None:
    """Unknown is null and a year that never comes infinite, so that it is counted; the case stands in the metadata."""
    content = written(small(), "parquet")
    table = pl.read_parquet(io.BytesIO(content))
    assert table.to_dict(as_series=False) == {
        "rule": ["priced", "priced", "counted", "counted"],
        "a.b": [1.0, 2.0, 1.0, 2.0],
        "c[x,2028]": [2.5, None, 22e9, inf],
        "when": ["2028-06", None, None, "2029-01"],
    }
    assert pl.read_parquet_metadata(io.BytesIO(content))["scenario"] == "baseline"
    assert written(small(), "parquet") == content


@given(st.lists(st.one_of(st.sampled_from(NUMBERS), st.floats(allow_nan=True, allow_infinity=False)), min_size=1))
def test_csv_is_the_same_with_polars_and_without(values: list[float]) -> None:
    """Every number has the text Python gives it, however small or large, alone or repeated along a grid."""
    numbers = np.array(values)
    block = {"a": numbers.reshape(-1, 1), "b": np.array([[1.5, 2e-9]]), "f": np.multiply.outer(numbers, [1.0, 1.0])}
    table = LongTable(dict.fromkeys(block, "number"), [block])
    fast, slow = io.BytesIO(), io.BytesIO()
    data_frames.write_csv(table, fast)
    plain.write_csv(table, slow)
    assert fast.getvalue() == slow.getvalue()
    cells = [row.split(",") for row in slow.getvalue().decode().splitlines()[1:]]
    assert [cell for _, _, cell in cells] == [("" if value != value else repr(value)) for value in values for _ in "ab"]  # noqa: PLR0124


def test_a_table_of_one_number_is_written() -> None:
    """A block without a dimension is one row."""
    table = LongTable({"a": "number", "b": "number"}, [{"a": np.array([1.0]), "b": np.array(2.0)}])
    assert written(table, "csv") == b"a,b\n1.0,2.0\n"
    assert pl.read_parquet(io.BytesIO(written(table, "parquet"))).rows() == [(1.0, 2.0)]


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_what_goes_wrong_in_a_block_comes_out_as_it_is(form: Format) -> None:
    """An error of the study is not hidden behind one of the format, nor swallowed."""

    def blocks() -> Iterator[dict[str, Any]]:
        yield {"a": np.array([1.0])}
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        written(LongTable({"a": "number"}, blocks()), form)


def test_a_file_of_parquet_is_out_of_the_buffer_when_it_is_written() -> None:
    """What a stream has buffered is handed on, and an error that comes then is not swallowed."""

    class Full(io.BytesIO):
        def flush(self) -> None:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_columns(small(), "parquet", Full())


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_full_disk_stops_the_blocks(form: Format) -> None:
    """The system's own error comes out, and no more blocks are computed than were under way."""

    class Full(io.BytesIO):
        def write(self, content: Any) -> int:  # noqa: ANN401, ARG002 - bytes
            raise OSError(28, "No space left on device")

        def writelines(self, lines: Any) -> None:  # noqa: ANN401 - bytes
            for line in lines:
                self.write(line)

    taken = []

    def blocks() -> Iterator[dict[str, Any]]:
        for number in range(1000):
            taken.append(number)
            yield {"a": np.random.default_rng(number).random(50_000)}

    with pytest.raises(OSError, match="No space left"):
        write_columns(LongTable({"a": "number"}, blocks()), form, Full())
    assert len(taken) < 200
