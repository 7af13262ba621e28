"""Figures of several cases next to each other: cells, a table, records and rows."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from patriot_cost.case.typed_names import inside
from patriot_cost.model.record_shape import as_row, columns_of
from patriot_cost.model.settings import SETTINGS
from patriot_cost.report.comparison_records import FigureChange
from patriot_cost.report.document import Block, Column, Number, Rows, Table, Text
from patriot_cost.report.labels import figure_family, reasons_listed, with_items
from patriot_cost.report.reference_list import with_sources_of_cases
from patriot_cost.report.series_rows import with_never
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import NEVER, assumed_mark, counted, missing_text, written
from patriot_cost.study.compare import TOTALS
from patriot_cost.study.comparison_cases import ComputedCase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.model.case import Case
    from patriot_cost.report.document import Cell
    from patriot_cost.study.compare import Change, ComparedFigure, Comparison
    from patriot_cost.study.comparison_cases import CaseFigure

ABSENT = "absent"
"""A figure that a case does not have."""
_MOST_KEYS = 40
_AT_CHANGE = re.compile(r"(?<=[:,])(?=[^,=]+=)")
"""Where a case made on the spot may be broken into lines: before each of its changes."""


def value_cell(figure: CaseFigure | None) -> Cell:
    """Return a figure of a case as a cell; the case may lack it."""
    if figure is None:
        return ABSENT
    mark, missing = assumed_mark(figure), missing_text(figure.reason)
    return Number(figure.value, figure.unit, figure.bound, figure.price_year, mark, missing=missing)


def change_cell(change: Change) -> Cell:
    """Return a change, or the reason why it has no number."""
    if change.same:
        return "same"
    if change.value is None and change.reason != "unknown":
        return NEVER if change.reason == "never" else "-"
    return Number(change.value, change.unit, change.bound, change.price_year, style="change")


def growth_cell(change: Change) -> Cell:
    """Return a change in per cent of the old value; empty if there is none."""
    return "" if change.part is None or change.same else Number(change.part, "share", style="growth")


def comparison_blocks(comparison: Comparison) -> list[Block]:
    """Return the table of the figures that differ, then notes on the others."""
    figures, cases = [*comparison.figures.values()], comparison.cases
    titles = [case.title for case in cases]
    columns = [_AT_CHANGE.sub("\n", title) for title in titles]
    dated = len({case.price_year for case in cases}) > 1
    if dated:
        columns = [f"{column}\n{case.price_year} $" for column, case in zip(columns, cases, strict=True)]
    models = [one.loaded.case for case in cases for one in case.evaluations]
    named = {line.key: with_items(models, line.label, line.key) for line in figures}
    computed = [case.evaluation for case in cases if isinstance(case, ComputedCase)]
    return [_table(figures, columns, named, computed), *_left_out(figures, titles, named, models)]


def _table(
    lines: Sequence[ComparedFigure], names: Sequence[str], named: Mapping[str, str], computed: Sequence[Evaluation]
) -> Table:
    """Return the figures that differ as a table, with their sources; both totals are always in it.

    `names` are the titles of the columns of values, `named` the labels of figures by key, `computed` the cases that are
    no saved results.
    """
    shown = [line for line in lines if line.key in TOTALS or (line.shared and not line.same)]
    own = next((line.stated for line in shown if line.stated), None)
    several = "\n{}" if len(names) > 2 else ""
    fields: list[Field[ComparedFigure]] = [
        Field(Column(), lambda line: named[line.key]),
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
            Field(Column(title, "right", optional=True), lambda line: value_cell(line.stated) if line.stated else "")
        )
    table = records_down(shown, fields, lambda line: line.key in TOTALS)
    return with_sources_of_cases(table, computed, [[line.key] for line in shown])


def _each(
    names: Sequence[str], title: str, cell: Callable[[int, ComparedFigure], Cell], *, optional: bool = False
) -> Iterator[Field[ComparedFigure]]:
    """Yield a column for each of some cases, by their places."""
    for place, name in enumerate(names):
        column = Column(title.format(name), "right", optional=optional)
        yield Field(column, partial(cell, place))


def _left_out(
    lines: Sequence[ComparedFigure], names: Sequence[str], named: Mapping[str, str], models: Sequence[Case]
) -> list[Block]:
    """Return notes on figures that the table leaves out, and on changes without a number."""
    same = [line for line in lines if line.same and line.key not in TOTALS]
    known = [line.key for line in same if line.values[0] and line.values[0].value is not None]
    unknown = [line.key for line in same if line.key not in known]
    texts = (
        [f"{counted(len(known), 'figure')} {'is' if len(known) == 1 else 'are'} the same: {_listed(known, named)}."]
        if known
        else []
    )
    texts += [f"Unknown in all: {_listed(unknown, named)}."] if unknown else []
    gaps: dict[str, list[str]] = {}
    for place, name in enumerate(names):
        for gap in _gaps(lines, place, named, models):
            gaps.setdefault(gap, []).append(name)
    texts += [gap.format(_and(cases)) for gap, cases in gaps.items()]
    return [Text(text) for text in texts]


def _gaps(lines: Sequence[ComparedFigure], place: int, named: Mapping[str, str], models: Sequence[Case]) -> list[str]:
    """Return notes on the figures that a case lacks, or that are unknown in it alone; `{}` is the case."""
    absent = [line.key for line in lines if line.values[place] is None]
    found: dict[str, list[str]] = {}
    for line in lines:
        figure = line.values[place]
        if figure and figure.value is None and not line.same:
            found.setdefault(figure.reason, []).append(line.key)
    texts = [f"Not in {{}}: {_listed(absent, named)}."] if absent else []
    return texts + [_gap(reason, keys, named, models) for reason, keys in found.items()]


def _gap(reason: str, keys: Sequence[str], named: Mapping[str, str], models: Sequence[Case]) -> str:
    listed = reasons_listed(models[0], reason) if models else reason
    why = f" {'by' if reason in SETTINGS else 'for lack of'} {listed}" if reason else ""
    return f"{missing_text(reason).capitalize()} in {{}}{why}: {_listed(keys, named)}."


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _listed(keys: Sequence[str], named: Mapping[str, str]) -> str:
    """List figures by their labels; those of many years or months are one."""
    many = len(keys) > _MOST_KEYS
    few = dict.fromkeys(inside(figure_family(key) if many else named[key]) for key in keys)
    return "; ".join(few)


def figure_changes(comparison: Comparison, data_version: str) -> list[FigureChange]:
    """Return each figure of each later case with that of the first, as records."""
    return [
        _record(figure, place, (comparison.cases[0].title, case.title), data_version)
        for place, case in enumerate(comparison.cases[1:], 1)
        for figure in comparison.figures.values()
    ]


def _record(figure: ComparedFigure, place: int, titles: tuple[str, str], data_version: str) -> FigureChange:
    old, new, moved = figure.values[0], figure.values[place], figure.changes[place - 1]
    either = new or old or next(filter(None, figure.values))
    return FigureChange(
        key=figure.key,
        label=figure.label,
        old=_written(old),
        new=_written(new),
        change=moved.value,
        change_percent=None if moved.part is None else moved.part * 100,
        unit=either.unit,
        change_unit=moved.unit or either.unit,
        price_year=either.price_year,
        old_bound=old.bound if old else None,
        new_bound=new.bound if new else None,
        change_bound=moved.bound,
        old_stated=figure.stated.value if figure.stated else None,
        old_stated_price_year=figure.stated.price_year if figure.stated else None,
        old_case=titles[0],
        new_case=titles[1],
        reason=moved.reason or None,
        data_version=data_version,
    )


def _written(figure: CaseFigure | None) -> float | str | None:
    value = written(figure.value, figure.unit) if figure else None
    return None if value == NEVER else value


def change_rows(changes: Sequence[FigureChange]) -> Rows:
    """Return changes as rows, one a figure and later case; a value that never comes is named."""
    # Without a change for a reason, both are the same, and none of the two that are alike and empty is unknown.
    late = [
        [name for name in ("old", "new") if getattr(one, name) is None] if one.reason in {None, "never"} else []
        for one in changes
    ]
    return with_never(Rows(columns_of(FigureChange), [as_row(one) for one in changes]), late)
