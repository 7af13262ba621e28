"""What a sweep looks like: every point of a small one, shades of two paths, or the ends of a large one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from patriot_cost.model.paths import assumption
from patriot_cost.units import compact
from patriot_cost.views.cells import Cell, alike, texts
from patriot_cost.views.document import Block, Column, Heat, Lines, Table, Text
from patriot_cost.views.wording import UNKNOWN, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.api import Evaluation
    from patriot_cost.study.extremes import Seen
    from patriot_cost.study.sweep import Axis, Point, Sweep

    Kept = dict[str, list[float | str | None]]

MOST_ROWS = 50
"""Points that a table shows one by one."""
_MOST_CELLS = 400
_MOST_ACROSS = 12


def is_heat(job: Sweep) -> bool:
    """Tell whether a sweep is small enough for a heat map: one figure over a grid of two paths."""
    small = not job.zipped and len(job.axes) == len(job.shape) == 2
    return small and len(job.figures) == 1 and job.points <= _MOST_CELLS and min(job.shape) <= _MOST_ACROSS


def sweep_blocks(evaluation: Evaluation, seen: Seen, figures: Sequence[str], kept: Kept | None) -> list[Block]:
    """Return what is shown of a sweep; `kept` are its points, where there are few."""
    job = seen.job
    if kept is not None and is_heat(job):
        return [_heat(evaluation, seen, figures[0], kept)]
    labels = [Lines([f"{name}: {evaluation[name].figure.label}" for name in figures if name in evaluation])]
    if kept is not None and job.points <= MOST_ROWS:
        return [*labels, _table(job, figures, kept)]
    return [*labels, *(_ends(seen, name) for name in figures), Text("All points: -o sweep.csv, or .jsonl or .parquet")]


def axis_unit(axis: Axis) -> str:
    """Return the unit of the values of a path; a factor and a word have none."""
    spec = assumption(axis.name.rstrip("*+"))
    return spec.unit if spec and axis.key and not axis.name.endswith("*") else ""


def axis_texts(axis: Axis) -> list[str]:
    """Return the values of a path, rounded where they stay apart."""
    unit = axis_unit(axis)
    rounded = [value if isinstance(value, str) else number(value, unit) for value in axis.values]
    if not unit or len(set(rounded)) < len(set(axis.values)):
        rounded = [value if isinstance(value, str) else compact(value) for value in axis.values]
    return rounded


def _table(job: Sweep, figures: Sequence[str], kept: Kept) -> Table:
    columns = [Column(_broken(axis.name), "right") for axis in job.axes]
    columns += [Column(_broken(name), "right") for name in figures]
    shown = [dict(zip(axis.values, axis_texts(axis), strict=True)) for axis in job.axes]
    rows = [
        [
            *(labels[point[axis.name]] for axis, labels in zip(job.axes, shown, strict=True)),
            *(_cell(job, name, point[name], point) for name in figures),
        ]
        for point in _points(kept)
    ]
    return Table(columns, texts(rows))


def _points(kept: Kept) -> Iterator[Any]:
    """Yield each point as its values by name."""
    return (dict(zip(kept, row, strict=True)) for row in zip(*kept.values(), strict=True))


def _broken(name: str) -> str:
    """Let a long path break after its dots."""
    return name.replace(".", ".\n")


def _cell(job: Sweep, name: str, value: float | str | None, point: Point) -> Cell | str:
    if value is None:
        return UNKNOWN
    return value if isinstance(value, str) else Cell(value, job.units[name], job.bound(name, point))


def _heat(evaluation: Evaluation, seen: Seen, name: str, kept: Kept) -> Heat:
    """Return the grid with the shorter path across where the second is too long."""
    job = seen.job
    down, across = job.axes
    labels = alike(_cell(job, name, value, point) for value, point in zip(kept[name], _points(kept), strict=True))
    cells = [(text, _shade(seen, name, value)) for text, value in zip(labels, kept[name], strict=True)]
    width = len(across.values)
    grid = [cells[start : start + width] for start in range(0, len(cells), width)]
    if width > _MOST_ACROSS:
        down, across, grid = across, down, [list(column) for column in zip(*grid, strict=True)]
    title = f"{evaluation[name].figure.label} ({name})" if name in evaluation else name
    return Heat(title, down.name, across.name, axis_texts(down), axis_texts(across), grid)


def _shade(seen: Seen, name: str, value: float | str | None) -> float | None:
    if not isinstance(value, float):
        return None
    low, high = seen.lowest[name].value, seen.highest[name].value
    return (value - low) / (high - low) if low < high < float("inf") else 0.0


def _ends(seen: Seen, name: str) -> Table:
    """Return where a figure is lowest and highest."""
    ends = (seen.lowest.get(name), seen.highest.get(name))
    values = [_cell(seen.job, name, end.value, end.point) if end else UNKNOWN for end in ends]
    rows: list[list[str]] = texts([["", *values]])
    for axis in seen.job.axes:
        found = [end.point[axis.name] if end else "" for end in ends]
        rows.append([axis.name, *(value if isinstance(value, str) else compact(value) for value in found)])
    columns = [Column(name, whole=True), Column("lowest", "right"), Column("highest", "right")]
    return Table(columns, rows, frozenset({0}))
