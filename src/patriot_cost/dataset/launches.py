"""Launches by month, counted from a compiler's table of reports on a user's disk: one row a model and report.

The table is that of P. Ivaniuk ("Massive Missile Attacks on Ukraine", `missile_attacks_daily.csv`), which does not come
with this program and has a licence of its own. Regional commands repeat the national reports of the Air Force, so their
rows are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.characters import quoted
from patriot_cost.errors import Fault, FileFaults
from patriot_cost.model.launches import WANTED, LaunchTable, MonthlyCount

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.dataset.csv_table import CsvTable

NEEDED = ("time_start", "time_end", "model", "launched", "source")
_HIDDEN = "status_data"
"""The column that says `hidden` where the Air Force withheld the number launched; older tables lack it."""
_REGIONAL = re.compile(r"(https?://t\.me/)?(pvk|kharkivoda)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})([ T]\d{1,2}:\d{2}(:\d{2})?)?")
_MODELS = {
    "ballistic": (
        *("Iskander-M", "KN-23", "Iskander-M/KN-23", "Ballistic Missile", "Intercontinental Ballistic Missile"),
        "X-47 Kinzhal",
    ),
    "surface_to_air": ("C-300", "C-400", "C-300/C-400"),
    "cruise": (
        *("X-101/X-555", "Kalibr", "Iskander-K", "X-59", "X-69", "X-59/X-69", "X-59MK2", "X-35", "X-35Y"),
        "Banderol",
    ),
    "anti_ship": ("X-22", "X-32", "X-22/X-32", "P-800 Oniks", "3M22 Zircon"),
    "drone": ("Shahed-136/131", "Unknown UAV"),
}
"""The models of each class, as the compiler writes them. Surface-to-air missiles were fired at the ground."""
MIXED, OTHER = "mixed", "other"
CLASSES = (*_MODELS, MIXED, OTHER)
"""Models of several classes in one row are `mixed`; those in no class, tactical drones and bombs too, are `other`."""
_CLASS = {model.casefold(): name for name, models in _MODELS.items() for model in models}


class _Row(NamedTuple):
    """A row of a national report: the day the report ends, the classes of its models, and the number launched."""

    day: date
    kinds: frozenset[str]
    models: tuple[str, ...]
    launched: int | None
    hidden: bool
    regional: bool


def count_launches(table: CsvTable, wanted: Sequence[str]) -> LaunchTable:
    """Return the launches by month and class; the classes in `wanted` are also counted together, as `wanted`.

    Rows that mix classes do not count any of them: they make the month a floor of each.

    Raises:
        FileFaults: a column is missing, or a cell has another form than its column; all of them at once.
    """
    rows = list(_rows(table))
    national = [row for row in rows if not row.regional]
    if not national:
        raise FileFaults([Fault(table.label, "has no national report; needed: rows without a regional command")])
    first, last = min(row.day for row in national), max(row.day for row in national)
    months = _months(first, last)
    launched, floors = Counter[tuple[str, str]](), set[tuple[str, str]]()
    for row in national:
        month, kind = f"{row.day:%Y-%m}", next(iter(row.kinds)) if len(row.kinds) == 1 else MIXED
        inside = row.kinds <= {*wanted}
        for name in (kind, *([WANTED] if inside else ())):
            launched[month, name] += row.launched or 0
            if row.hidden or row.launched is None:
                floors.add((month, name))
        if len(row.kinds) > 1:
            floors |= {(month, kind) for kind in row.kinds}
        if not inside and row.kinds & {*wanted}:
            floors.add((month, WANTED))
    reported = {f"{row.day:%Y-%m}" for row in national}
    partial = {f"{day:%Y-%m}" for day, whole in ((first, first.day == 1), (last, _is_last_of_month(last))) if not whole}
    dropped = [row for row in rows if row.regional]
    return LaunchTable(
        counts=tuple(
            MonthlyCount(
                month, kind, launched[month, kind], "floor" if month in partial or (month, kind) in floors else None
            )
            for month in months
            if month in reported
            for kind in (WANTED, *CLASSES)
        ),
        missing=tuple(month for month in months if month not in reported),
        regional_rows=len(dropped),
        regional_launches=sum(row.launched or 0 for row in dropped),
        others=tuple(sorted({model for row in national for model in row.models if model.casefold() not in _CLASS})),
    )


def _rows(table: CsvTable) -> Iterator[_Row]:
    header, faults = table.header, list[Fault]()
    lacking = [name for name in NEEDED if name not in header]
    if lacking:
        needed = f"needed: {', '.join(NEEDED)}"
        raise FileFaults([Fault(f"{table.label}:1", f"has no column {', '.join(lacking)}; {needed}")])
    found = []
    for line, cells in table.rows():
        where = f"{table.label}:{line}"
        if len(cells) != len(header):
            faults.append(Fault(where, f"the row has {len(cells)} cells; needed: {len(header)}"))
            continue
        row = dict(zip(header, cells, strict=True))
        try:
            found.append(_row(row))
        except ValueError as error:
            faults.append(Fault(where, str(error)))
    if faults:
        raise FileFaults(faults)
    yield from found


def _row(row: dict[str, str]) -> _Row:
    day = _DAY.fullmatch(row["time_end"].strip())
    models = tuple(name.strip() for name in row["model"].split(" and ") if name.strip())
    if not models:
        raise ValueError("model: is empty; needed: the name of a missile or drone")
    try:
        ended = date.fromisoformat(day[1]) if day else None
    except ValueError:
        ended = None
    if ended is None:
        raise ValueError(f"time_end: {quoted(row['time_end'])} is not a time; needed: one such as 2026-06-07 08:30")
    return _Row(
        ended,
        frozenset(_CLASS.get(model.casefold(), OTHER) for model in models),
        models,
        _launched(row["launched"].strip()),
        row.get(_HIDDEN, "").strip().casefold() == "hidden",
        _REGIONAL.match(row["source"].strip()) is not None,
    )


def _launched(text: str) -> int | None:
    """Return a count; None where the report names the attack only."""
    if not text:
        return None
    if not re.fullmatch(r"\d{1,6}(\.0+)?", text):
        raise ValueError(f"launched: {quoted(text)} is not a count; needed: a whole number, or an empty cell")
    return int(text.partition(".")[0])


def _is_last_of_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _months(first: date, last: date) -> list[str]:
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{count // 12}-{count % 12 + 1:02}" for count in span]
