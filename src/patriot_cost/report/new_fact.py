"""The answer of `facts new`: the columns of a fact with their meanings, and a line to append."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from patriot_cost.model.columns import FACTS
from patriot_cost.model.fields import words_of
from patriot_cost.model.ledger import Fact
from patriot_cost.model.record_shape import columns_of
from patriot_cost.report.document import Column, Rows
from patriot_cost.report.listing import listing
from patriot_cost.report.tables import field, records_down
from patriot_cost.report.upkeep_items import NewCell
from patriot_cost.units import CURRENCIES, UNITS

if TYPE_CHECKING:
    from patriot_cost.ledger.new_row import NewRow
    from patriot_cost.report.document import Response

_HINTS = dict(zip(columns_of(Fact), Fact.__annotations__.values(), strict=True))
"""The types of the columns."""
_FIELDS = (
    field("column", Column("column", key=True, no_wrap=True)),
    field("cell", Column("so far")),
    field("needed", Column("needed", no_wrap=True)),
    field("holds", Column("what it holds")),
    field("allowed", Column("allowed")),
)


def new_fact_answer(row: NewRow, data_version: str) -> Response:
    """Answer `facts new`; the row of its table is a line of a table of facts."""
    items = [
        NewCell(column, cell or None, _needed(column), FACTS.columns[column], _allowed(column))
        for column, cell in row.cells.items()
    ]
    file = row.file or "the file of facts/ that fits"
    footer = f"patriot-cost facts new -f csv prints the line, to be appended to {file}; then patriot-cost check"
    base = listing(
        "facts new", "A new fact", NewCell, items, [records_down(items, _FIELDS)], footer=footer, of=data_version
    )
    # A table of facts has its header already.
    return base._replace(rows=Rows([*row.cells.values()], []))


def _needed(column: str) -> str:
    if column in {"price_year", "scope", "dollars"}:
        return "for money"
    return "no" if type(None) in get_args(_HINTS[column]) else "yes"


def _allowed(column: str) -> str | None:
    if column == "unit":
        return ", ".join([*sorted(CURRENCIES), *sorted(UNITS - CURRENCIES)])
    return ", ".join(words_of(_HINTS[column])) or None
