"""Tables by specification: figures down, items down, records down."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from patriot_cost.engine.keys import key_of
from patriot_cost.report.cells import as_cell, figure, range_of
from patriot_cost.report.document import Cell, Column, Day, Number, Table
from patriot_cost.report.wording import ASSUMED, assumed_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.document import Style

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)
RANGE = Column("low to high", "right")


class Field(NamedTuple, Generic[T_contra]):
    """A column of a list of records, and the cell that it makes of each."""

    column: Column
    cell: Callable[[T_contra], Cell]


class FigureColumn(NamedTuple):
    """A figure as a column: its title, its style, and whether a narrow screen leaves it out."""

    title: str
    optional: bool = False
    style: Style = "number"
    decimals: int | None = None
    bare: bool = False

    def field(self, evaluation: Evaluation, name: str, *others: str) -> Field[str]:
        """Return the figure of each item of an axis, and of items of its other axes, as a field."""

        def cell(item: str) -> Cell:
            result = evaluation[key_of(name, item, *others)]
            return figure(result, self.style, decimals=self.decimals, bare=self.bare)

        return Field(Column(self.title, "right", optional=self.optional), cell)


def figures_down(
    evaluation: Evaluation, keys: Collection[str], names: Mapping[str, str] = {}, *, head: str = "", point: str = ""
) -> Table:
    """Return figures down a table, with a column of ranges if one has a range; `names` replace their labels."""
    fields: list[Field[str]] = [
        Field(Column(head), lambda key: names.get(key, evaluation[key].figure.label)),
        Field(Column(point, "right"), lambda key: figure(evaluation[key])),
    ]
    if any(evaluation[key].low is not None for key in keys):
        fields.append(Field(RANGE, lambda key: range_of(evaluation[key])))
    return records_down(keys, fields)


def items_down(
    evaluation: Evaluation,
    head: Column,
    items: Mapping[str, Cell],
    across: Mapping[str, FigureColumn],
    more: Sequence[Field[str]] = (),
) -> Table:
    """Return the items of an axis, each with its title, down a table, and figures of them, and more, across.

    Where all figures of a column rest mainly on assumed inputs, their mark is at its title.
    """
    fields = [one.field(evaluation, name) for name, one in across.items()]
    table = records_down(items, [Field(head, items.__getitem__), *fields, *more])
    for place, name in enumerate(across, 1):
        known = [one for item in items if (one := evaluation[key_of(name, item)]).value is not None]
        if len(items) > 1 and known and all(map(assumed_mark, known)):
            table = _marked_at_title(table, place)
    return table


def _marked_at_title(table: Table, place: int) -> Table:
    columns, rows = list(table.columns), [list(row) for row in table.rows]
    columns[place] = columns[place]._replace(title=columns[place].title + ASSUMED)
    for row in rows:
        cell = row[place]
        row[place] = cell._replace(mark="") if isinstance(cell, Number) else cell
    return table._replace(columns=columns, rows=rows)


def in_order(evaluation: Evaluation, name: str, dates: Mapping[str, Day | str]) -> list[tuple[Day | str, Number]]:
    """Return a figure of each of some dates, each with its title, as the points of a chart."""
    return [(title, figure(evaluation[key_of(name, date)])._replace(mark="")) for date, title in dates.items()]


def field(name: str, column: Column, make: Callable[[Any], Cell] = as_cell, *, without: str = "") -> Field[Any]:
    """Return the column of one field of each record, or of one within it: `source.id`.

    `make` makes its cell, `without` is the cell of an unknown value.
    """
    value = attrgetter(name)
    return Field(column, lambda record: without if value(record) is None else make(value(record)))


def records_down(
    records: Iterable[T], fields: Sequence[Field[T]], emphasized: Callable[[T], bool] = lambda _: False
) -> Table:
    """Return records down a table, a row each; some may be emphasized."""
    shown = list(records)
    rows = [[field.cell(record) for field in fields] for record in shown]
    emphasis = frozenset(place for place, record in enumerate(shown) if emphasized(record))
    return Table([field.column for field in fields], rows, emphasis)


def values_down(values: Mapping[str, object], make: Mapping[str, Callable[[Any], Cell]]) -> Table:
    """Return values by name down a table without titles; those that are unknown are left out.

    `make` makes the cells of the names it has, the others are texts.
    """
    cells = {name: make.get(name, as_cell)(value) for name, value in values.items() if value is not None}
    return records_down(cells, [Field(Column(no_wrap=True), str), Field(Column(), cells.__getitem__)])
