"""The blocks of a sweep: every point of a small one, a heat map of two paths, or the extremes of a large one."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import partial
from math import isnan
from typing import TYPE_CHECKING, Any

from patriot_cost.case.typed_names import inside
from patriot_cost.model.paths import assumption
from patriot_cost.report.document import Axis, Block, Column, HeatMap, Number, Table, Text
from patriot_cost.report.labels import assumption_label, figure_label
from patriot_cost.report.reference_list import with_row_of_sources, with_sources
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import UNKNOWN, assumed_mark, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.varied_paths import VariedPath
    from patriot_cost.model.case import Case
    from patriot_cost.report.document import Cell, Style
    from patriot_cost.study.sweep import Sweep
    from patriot_cost.study.sweep_summary import Extreme, SweepSummary

    Kept = dict[str, list[float | str]]
    """The values of paths and figures at each point; not a number is unknown, infinite a date that never comes."""
    Cells = dict[str, Callable[[dict[str, Any]], Number | str]]
    """The cell of each path and figure at a point."""

MOST_ROWS = 50
"""The greatest number of points in a table."""
_MOST_CELLS = 400
_MOST_ACROSS = 12


def is_heat_map(job: Sweep) -> bool:
    """Tell whether a sweep is small enough for a heat map: one figure over a grid of two paths."""
    small = not job.zipped and len(job.axes) == len(job.shape) == 2
    return small and len(job.figures) == 1 and job.points <= _MOST_CELLS and min(job.shape) <= _MOST_ACROSS


def sweep_blocks(evaluation: Evaluation, summary: SweepSummary, figures: Sequence[str]) -> list[Block]:
    """Return the blocks of a sweep, with its points if there are few."""
    job = summary.job
    heat = is_heat_map(job)
    shown = summary.points if heat or job.points <= MOST_ROWS else None
    # The points of extremes have all digits, so that they can be typed.
    cells: Cells = {
        **{axis.name: partial(_path_value, evaluation, axis, _style(axis) if shown else "exact") for axis in job.axes},
        **{name: partial(_found, evaluation, job, name) for name in figures},
    }
    if shown and heat:
        return [_heat(evaluation, job, figures[0], cells, shown)]
    case = evaluation.loaded.case
    named = {name: figure_label(evaluation, name) for name in figures}
    named |= {axis.name: _axis_label(case, axis) for axis in job.axes}
    varied = Text(f"Varied: {'; '.join(inside(_axis_words(case, axis)) for axis in job.axes)}.")
    if shown:
        fields = [
            Field(
                Column(named[name] + _mark(evaluation, job, name), "right", key=name not in figures),
                cell,
            )
            for name, cell in cells.items()
        ]
        behind = [[name] if name in figures else [] for name in cells]
        return [varied, with_row_of_sources(records_down(_points(shown), fields), evaluation, behind[1:])]
    tables = {name: _extremes(evaluation, name, named, cells, summary) for name in figures}
    extremes = [
        with_sources(table, evaluation, [[name], *[[]] * (len(table.rows) - 1)]) for name, table in tables.items()
    ]
    return [varied, *extremes, Text("All points: -o sweep.csv, or .jsonl or .parquet")]


def axis_unit(axis: VariedPath) -> str:
    """Return the unit of the values of a path; a factor and a word have none."""
    row = assumption(axis.path)
    return row.unit if row and not axis.in_words and axis.operator != "*" else ""


def _axis_words(case: Case, axis: VariedPath) -> str:
    """Return the label of a varied path, with the name that people type behind it."""
    return f"{assumption_label(case, axis.path)} ({axis.name})"


def _axis_label(case: Case, axis: VariedPath) -> str:
    """Return the label of a varied path; a factor has its name too, or it would read as the value."""
    return assumption_label(case, axis.path) if axis.name == axis.path else _axis_words(case, axis)


def _style(axis: VariedPath) -> Style:
    """Return how the values of a path are printed: rounded if they stay distinct, else as they are typed."""
    unit = axis_unit(axis)
    rounded = {value if isinstance(value, str) else number(value, unit) for value in axis.values}
    return "alone" if unit and len(rounded) == len(set(axis.values)) else "exact"


def _path_value(evaluation: Evaluation, axis: VariedPath, style: Style, point: dict[str, Any]) -> Number | str:
    """Return the value of a path at a point."""
    value, unit = point[axis.name], axis_unit(axis)
    if isinstance(value, str):
        return value
    return Number(value, unit, year=evaluation.loaded.year_of_money(unit), style=style)


def _found(evaluation: Evaluation, job: Sweep, name: str, point: dict[str, Any]) -> Number:
    """Return a figure at a point."""
    value = point[name]
    year = evaluation[name].price_year if name in evaluation else None
    return Number(None if isnan(value) else value, job.units[name], job.bound(name, point), year)


def _mark(evaluation: Evaluation, job: Sweep, name: str) -> str:
    """Return the mark of a figure that rests mainly on assumed inputs beside those that are varied."""
    if name not in job.figures or name not in evaluation:
        return ""
    paths = [axis.path for axis in job.axes]
    varied = {one for one in evaluation.loaded.estimates if any(fnmatchcase(one, path) for path in paths)}
    share = evaluation.reliance.assumed_share(name, varied)
    return assumed_mark(evaluation[name]._replace(assumed_share=share))


def _points(kept: Kept) -> Iterator[dict[str, Any]]:
    """Yield each point as its values by name."""
    return (dict(zip(kept, row, strict=True)) for row in zip(*kept.values(), strict=True))


def _heat(evaluation: Evaluation, job: Sweep, name: str, cells: Cells, kept: Kept) -> HeatMap:
    """Return the heat map, with the first path across if the second is too long."""
    down, across = job.axes
    width = len(across.values)
    numbers = [_found(evaluation, job, name, point) for point in _points(kept)]
    grid = [numbers[start : start + width] for start in range(0, len(numbers), width)]
    if width > _MOST_ACROSS:
        down, across, grid = across, down, [list(column) for column in zip(*grid, strict=True)]
    case = evaluation.loaded.case
    lengthwise, crosswise = (Axis(_axis_words(case, axis), axis_unit(axis)) for axis in (down, across))
    rows, columns = ([cells[axis.name]({axis.name: value}) for value in axis.values] for axis in (down, across))
    title = figure_label(evaluation, name) + _mark(evaluation, job, name)
    return HeatMap(title, lengthwise, crosswise, rows=rows, columns=columns, cells=grid)


def _extremes(
    evaluation: Evaluation, name: str, named: Mapping[str, str], cells: Cells, summary: SweepSummary
) -> Table:
    """Return the points at which a figure is lowest and highest."""

    def field(title: str, end: Extreme | None) -> Field[str]:
        point = end.point | {name: end.value} if end else None

        def cell(key: str) -> Cell:
            found = cells[key](point) if point else UNKNOWN
            return found._replace(mark=_mark(evaluation, summary.job, key)) if isinstance(found, Number) else found

        return Field(Column(title, "right"), cell)

    extremes = [field("lowest", summary.lowest.get(name)), field("highest", summary.highest.get(name))]
    varied = [axis.name for axis in summary.job.axes]
    labels: Field[str] = Field(Column(), lambda key: named[key])
    return records_down([name, *varied], [labels, *extremes], lambda key: key == name)
