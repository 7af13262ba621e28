"""Charts and heat maps as tables: with a drawn column for formats that draw, and with numbers for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report.cells import alike
from patriot_cost.report.document import Bar, Column, Table

if TYPE_CHECKING:
    from patriot_cost.report.document import Chart, HeatMap


def chart_table(chart: Chart) -> Table:
    """Return a chart as a table: each item, its bar, its number."""
    columns = [Column(chart.across.title), Column(axis=chart.along), Column(chart.along.title, "right")]
    return Table(columns, [[item, Bar(chart.along.least, number.value), number] for item, number in chart.points])


def heat_table(heat: HeatMap) -> Table:
    """Return a heat map as a table without shades, under the labels of its columns as printed."""
    columns = [Column(f"{heat.down.title} / {heat.across.title}")]
    columns += [Column(label, "right") for label in alike(heat.columns)]
    return Table(columns, [[label, *row] for label, row in zip(heat.rows, heat.cells, strict=True)])


def without_drawings(table: Table) -> Table:
    """Return a table without its drawings."""
    kept = [place for place, column in enumerate(table.columns) if column.axis is None]
    return table._replace(
        columns=[table.columns[place] for place in kept], rows=[[row[place] for place in kept] for row in table.rows]
    )


def without_titles(table: Table) -> Table:
    """Return a table without the titles of its columns."""
    return table._replace(columns=[column._replace(title="") for column in table.columns])
