"""Changes between two data directories, and the figures that they move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.ledger.data_changes import DataChange
from patriot_cost.report import fund, gap, plan, stock
from patriot_cost.report.document import Column, Number
from patriot_cost.report.listing import listing
from patriot_cost.report.tables import Field, field, records_down
from patriot_cost.report.wording import counted

if TYPE_CHECKING:
    from patriot_cost.case.moved_figures import DataComparison
    from patriot_cost.ledger.data_changes import Side
    from patriot_cost.report.document import Cell, Response

FIGURES = tuple(dict.fromkeys((*gap.KEYS, *fund.KEYS, *plan.HEADLINES, *stock.HEADLINES)))
"""The figures that are looked at."""


def diff_answer(found: DataComparison) -> Response:
    """Answer `facts diff`: changes of the data, then the figures that moved; a warning says why there are none."""
    items = [*found.changes, *found.moved]
    counts = f"{counted(len(found.changes), 'change')}, {counted(len(found.moved), 'figure')} moved"
    title = f"From data {found.old} to {found.new}: {counts}"
    base = listing("facts diff", title, DataChange, items, [records_down(items, _FIELDS)], of=found.new)
    warning = (f"warning: no figures are compared: {found.why_none}",) if found.why_none else ()
    return base._replace(messages=(*base.messages, *warning))


def _cell(value: str | float | None, unit: str | None, bound: Side | None) -> Cell:
    if unit is not None and not isinstance(value, str):
        return Number(value, unit, bound, style="alone")
    return "" if value is None else str(value)


_FIELDS: tuple[Field[DataChange], ...] = (
    field("kind", Column("kind", key=True, no_wrap=True)),
    field("id", Column("id", key=True)),
    field("change", Column("change", no_wrap=True)),
    field("column", Column("column", no_wrap=True)),
    Field(Column("old"), lambda item: _cell(item.old, item.unit, item.old_bound)),
    Field(Column("new"), lambda item: _cell(item.new, item.unit, item.new_bound)),
)
