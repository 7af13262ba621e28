"""Figures of several cases side by side: as a table, as data, as rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.engine.keys import Key
from patriot_cost.report.changes import change_cell, growth_cell, value_cell
from patriot_cost.report.comparison_cases import TOTALS, computed, has_name, stated
from patriot_cost.report.document import Block, Column, Rows, Table, Text
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.words import NEVER, counted, written
from patriot_cost.study.compare import change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from patriot_cost.report.compared_data import ComparedData
    from patriot_cost.report.document import Cell
    from patriot_cost.study.cases import Side
    from patriot_cost.study.compare import Change, Stated

COLUMNS = (
    "key",
    "label",
    "old",
    "new",
    "change",
    "change_percent",
    "unit",
    "change_unit",
    "price_year",
    "old_case",
    "new_case",
    "data_version",
)


class Line(NamedTuple):
    """A figure in all cases, and how each of the later ones differs from the first.

    `own` is the first value in dollars of its own year, where these are others. `shared` tells whether all cases
    have figures of this name, if perhaps of other items.
    """

    key: str
    label: str
    values: Sequence[Stated | None]
    changes: Sequence[Change]
    own: Stated | None
    shared: bool

    @property
    def same(self) -> bool:
        """Whether all cases have the same."""
        return all(one.same for one in self.changes)


def lines_of(sides: Sequence[Side], keys: Iterable[str]) -> list[Line]:
    """Return the figures with these keys in all cases."""
    return [_line(sides, key) for key in keys]


def _line(sides: Sequence[Side], key: str) -> Line:
    values = [stated(side, key) for side in sides]
    label = next(figure.label for figure in values if figure)
    first = sides[0].stated
    own = computed(first, key) if first and key in first else None
    moved = own is not None and values[0] is not None and own.price_year != values[0].price_year
    shared = all(has_name(side, Key.of(key).name) for side in sides)
    changes = [change(values[0], other) for other in values[1:]]
    return Line(key, label, values, changes, own if moved else None, shared)


def table(lines: Sequence[Line], names: Sequence[str]) -> Table:
    """Return what differs as a table; both totals stand in it in any case.

    `names` are the titles of the columns of values.
    """
    shown = [line for line in lines if line.key in TOTALS or (line.shared and not line.same)]
    own = next((line.own for line in shown if line.own), None)
    several = "\n{}" if len(names) > 2 else ""
    fields = [
        Field(Column(), _titled),
        *_each(names, "{}", lambda place, line: value_cell(line.values[place])),
        *_each(
            names[1:],
            f"change{several}",
            lambda place, line: change_cell(line.changes[place]),
            optional=bool(several),
        ),
        *_each(names[1:], f"per cent{several}", lambda place, line: growth_cell(line.changes[place]), optional=True),
    ]
    if own:
        title = f"{names[0]} as\nstated, {own.price_year} $"
        fields.append(
            Field(Column(title, "right", optional=True), lambda line: value_cell(line.own) if line.own else "")
        )
    return records_down(shown, fields, lambda line: line.key in TOTALS)


def _each(
    names: Sequence[str], title: str, cell: Callable[[int, Line], Cell], *, optional: bool = False
) -> Iterator[Field[Line]]:
    """Yield a column for each of some cases, by their places."""
    for place, name in enumerate(names):
        column = Column(title.format(name), "right", optional=optional)
        yield Field(column, partial(cell, place))


def _titled(line: Line) -> str:
    """Return the label of a figure, with its item where it has one."""
    return ", ".join((line.label, *Key.of(line.key).items))


def beside(lines: Sequence[Line], names: Sequence[str]) -> list[Block]:
    """Say what the table leaves out, and why some changes have no number."""
    same = [line for line in lines if line.same and line.key not in TOTALS]
    known = [line.key for line in same if line.values[0] and line.values[0].value is not None]
    unknown = [line.key for line in same if line.key not in known]
    said = (
        [f"{counted(len(known), 'figure')} {'is' if len(known) == 1 else 'are'} the same: {_listed(known)}."]
        if known
        else []
    )
    said += [f"Unknown in all: {_listed(unknown)}."] if unknown else []
    gaps: dict[str, list[str]] = {}
    for place, name in enumerate(names):
        for gap in _gaps(lines, place):
            gaps.setdefault(gap, []).append(name)
    said += [gap.format(_and(cases)) for gap, cases in gaps.items()]
    return [Text(text) for text in said]


def _gaps(lines: Sequence[Line], place: int) -> list[str]:
    """Say which figures a case lacks, and which are unknown in it alone and for want of what; `{}` is the case."""
    absent = [line.key for line in lines if line.values[place] is None]
    found: dict[str, list[str]] = {}
    for line in lines:
        figure = line.values[place]
        if figure and figure.value is None and not line.same:
            found.setdefault(f" for want of {figure.reason}" if figure.reason else "", []).append(line.key)
    said = [f"Not in {{}}: {_listed(absent)}."] if absent else []
    return said + [f"Unknown in {{}}{reason}: {_listed(keys)}." for reason, keys in found.items()]


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _listed(keys: Sequence[str]) -> str:
    """List keys; those of many years or months are one name."""
    few = dict.fromkeys(key if len(keys) <= _MOST_KEYS else Key.of(key).name for key in keys)
    return ", ".join(few)


_MOST_KEYS = 40


def data(lines: Sequence[Line], names: Sequence[str]) -> list[ComparedData]:
    """Return each figure of each later case beside that of the first."""
    return [_datum(line, place, (names[0], name)) for place, name in enumerate(names[1:], 1) for line in lines]


def _datum(line: Line, place: int, names: tuple[str, str]) -> ComparedData:
    old, new, moved = line.values[0], line.values[place], line.changes[place - 1]
    either = new or old
    if either is None:
        either = next(figure for figure in line.values if figure)
    return {
        "key": line.key,
        "label": line.label,
        "old": _written(old),
        "new": _written(new),
        "change": moved.value,
        "change_percent": None if moved.part is None else moved.part * 100,
        "unit": either.unit,
        "change_unit": moved.unit or either.unit,
        "price_year": either.price_year,
        "old_bound": old.bound if old else None,
        "new_bound": new.bound if new else None,
        "change_bound": moved.bound,
        "old_stated": line.own.value if line.own else None,
        "old_stated_price_year": line.own.price_year if line.own else None,
        "old_case": names[0],
        "new_case": names[1],
        "reason": moved.reason or None,
    }


def _written(figure: Stated | None) -> float | str | None:
    value = written(figure.value, figure.unit) if figure else None
    return None if value == NEVER else value


def rows(compared: Sequence[ComparedData], data_version: str) -> Rows:
    """Return tidy rows, one a figure and later case."""
    return Rows.of(COLUMNS, ({**one, "data_version": data_version} for one in compared))
