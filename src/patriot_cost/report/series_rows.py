"""Rows of figures for spreadsheets: the item and the year of a key, dates that never come, a series a column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from patriot_cost.engine.keys import Key, key_of
from patriot_cost.model.record_shape import ABSENT
from patriot_cost.report.document import Rows
from patriot_cost.report.wording import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.model.record_shape import Absent

_ITEMS = re.compile(r"\[([^\[\]]+)\]")
_DATE = re.compile(r"(\d{4})(-\d\d)?")
_KEPT = ("scenario", "data_version", "settings", "system", "case", "year_basis")
"""The columns that name the case of a row."""
_MARKS = ("bound", "low", "high")


def items_of(key: str) -> tuple[str, str, str]:
    """Return the items of a key other than a date, its month, and its year, each empty where it has none."""
    found = _ITEMS.search(key)
    items = found[1].split(",") if found else []
    dates = [date for item in items if (date := _DATE.fullmatch(item))]
    rest = ",".join(item for item in items if not _DATE.fullmatch(item))
    date = dates[-1] if dates else None
    return rest, (date[0] if date and date[2] else ""), (date[1] if date else "")


def with_series(rows: Rows) -> Rows:
    """Return rows of figures with the item and the year of their keys behind; a month is an item with its year."""
    if "key" not in rows.columns:
        return rows
    place = list(rows.columns).index("key")
    more = [name for name in ("item", "year") if name not in rows.columns]

    def cells(key: str) -> list[str]:
        item, month, year = items_of(key)
        found = {"item": ",".join(filter(None, (item, month))), "year": year}
        return [found[name] for name in more]

    return Rows([*rows.columns, *more], [[*row, *cells(str(row[place]))] for row in rows.rows])


def with_never(rows: Rows, late: Iterable[Sequence[str] | Absent]) -> Rows:
    """Return rows with the names of their cells that are empty because a date lies beyond the horizon."""
    words = ["" if names is ABSENT else " ".join(names) for names in late]
    return Rows([*rows.columns, "never"], [[*row, word] for row, word in zip(rows.rows, words, strict=True)])


def without_words(rows: Rows) -> Rows:
    """Return rows whose cells of dates that never come are empty, and named in `never`."""
    late = [[name for name, cell in zip(rows.columns, row, strict=True) if cell == NEVER] for row in rows.rows]
    return with_never(
        Rows(rows.columns, [[None if cell == NEVER else cell for cell in row] for row in rows.rows]), late
    )


def dated(rows: Rows) -> Rows:
    """Return rows whose `year` is a year or empty: another part of a division by years is an item."""
    year, item = list(rows.columns).index("year"), list(rows.columns).index("item")

    def cells(row: Sequence[object]) -> list[object]:
        named = row[year] is None or _DATE.fullmatch(str(row[year]))
        moved = {} if named else {year: None, item: row[year]}
        return [moved.get(place, cell) for place, cell in enumerate(row)]

    return Rows(rows.columns, [cells(row) for row in rows.rows])


def sourced(rows: Rows, sources: Iterable[Iterable[str]]) -> Rows:
    """Return rows with the ids of the sources that each rests on; a setting of the user in place of one has none."""
    cells = [" ".join(sorted(set(ids))) for ids in sources]
    return Rows([*rows.columns, "sources"], [[*row, cell] for row, cell in zip(rows.rows, cells, strict=True)])


def wide(rows: Rows) -> Rows:
    """Return tidy rows with one a month, or a year where there are no months, and a column a figure.

    Behind them stand the case, the unit of each figure in `units`, and the sides, lows and highs of figures that have
    any: `deliveries_bound`. Figures without such a date are left out.
    """
    records = [dict(zip(rows.columns, row, strict=True)) for row in rows.rows]
    parts = [items_of(str(record["key"])) for record in records]
    by_month = any(month for _, month, _ in parts)
    found: dict[tuple[str, str], dict[str, object]] = {}
    units: dict[str, str] = {}
    sources: dict[tuple[str, str], set[str]] = {}
    for record, (item, month, year) in zip(records, parts, strict=True):
        if month if by_month else year:
            name = key_of(Key.of(str(record["key"])).name, *filter(None, [item]))
            units[name] = str(record["unit"])
            marks = {f"{name}_{part}": value for part in _MARKS if (value := record[part]) is not None}
            found.setdefault((year, month), {}).update({name: record["value"]} | marks)
            sources.setdefault((year, month), set()).update(str(record["sources"]).split())
    kept = {name: records[0][name] for name in _KEPT if name in rows.columns} if records else {}
    kept["price_year"] = next((record["price_year"] for record in records if record["price_year"]), None)
    kept["units"] = "; ".join(f"{name} {unit}" for name, unit in units.items())
    dates = ["year", "month"] if by_month else ["year"]
    more = [f"{name}_{part}" for name in units for part in _MARKS]
    more = [name for name in more if any(name in values for values in found.values())]
    rows = Rows(
        [*dates, *units, *kept, *more],
        [
            [*date[: len(dates)], *map(values.get, units), *kept.values(), *map(values.get, more)]
            for date, values in found.items()
        ],
    )
    return sourced(rows, sources.values())
