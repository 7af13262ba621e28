"""CSV tables: rows with their lines, looked up by id without parsing the others."""

from __future__ import annotations

import csv
from functools import cached_property
from typing import TYPE_CHECKING, Any

from patriot_cost.dataset.files import one_line
from patriot_cost.errors import Fault, FileFaults

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


class CsvTable:
    """A CSV file: the name shown to people, and its text. The first column holds the ids.

    `sound` are the records made of valid rows, by line, so that none is checked twice.
    """

    def __init__(self, label: str, text: str) -> None:
        self.label = label
        self.sound: dict[int, Any] = {}
        self._lines = text.split("\n")

    @cached_property
    def header(self) -> list[str]:
        """The names of the columns."""
        return next((cells for _, cells in self.all_rows()), [])

    def all_rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the line number and the cells of every row, the header included.

        Raises:
            FileFaults: the text is not CSV.
        """
        return self._parsed(range(len(self._lines)))

    def rows(self, wanted: Collection[str] | None = None) -> Iterator[tuple[int, list[str]]]:
        """Yield the line number and the cells of every row, or of those whose id is wanted.

        Rows with other ids are skipped unparsed, so that a query does not slow down as the ledger grows.

        Raises:
            FileFaults: the text is not CSV.
        """
        if wanted is not None and self._places is not None:
            yield from self._parsed(sorted(self._places_of({*wanted})))
            return
        rows = self.all_rows()
        next(rows, None)
        yield from (row for row in rows if wanted is None or row[1][0] in wanted)

    def rows_with(self, text: str) -> Iterator[list[str]]:
        """Yield the cells of every row whose line has a text; other rows are skipped unparsed.

        Raises:
            FileFaults: the text of the table is not CSV.
        """
        if self._places is None:
            yield from (cells for _, cells in self.rows() if text in ",".join(cells))
        else:
            yield from (cells for _, cells in self._parsed([n for n, line in enumerate(self._lines) if text in line]))

    def _places_of(self, wanted: set[str]) -> Iterator[int]:
        """Yield the places of the lines with wanted ids, without that of the header."""
        names, places = self._names or [], self._places or {}
        if len(places) == len(names):
            yield from filter(None, (places.get(name) for name in wanted))
        else:
            # An id stands on several lines: the places have only the last of them.
            yield from (place for place, name in enumerate(names) if place and name in wanted)

    @cached_property
    def _names(self) -> list[str] | None:
        """The id of each line; None if a quoted cell may span lines, which then are not rows."""
        if any(line.count('"') % 2 for line in self._lines):
            return None
        return [line.partition(",")[0].strip('"') for line in self._lines]

    @cached_property
    def _places(self) -> dict[str, int] | None:
        """The last place of each id."""
        return None if self._names is None else dict(zip(self._names, range(len(self._names)), strict=True))

    def _parsed(self, places: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
        reader, first = csv.reader((f"{self._lines[place]}\n" for place in places), strict=True), 0
        try:
            for cells in reader:
                if cells:
                    yield places[first] + 1, cells if reader.line_num == first + 1 else one_line(cells)
                first = reader.line_num
        except csv.Error as error:
            message = "a quotation mark is never closed" if "end of data" in str(error) else str(error)
            raise FileFaults([Fault(f"{self.label}:{places[first] + 1}", f"not a CSV table: {message}")]) from None
