"""The places of inputs and figures on the sheets of a workbook: years, months and donors across, all else down."""

from __future__ import annotations

import sys
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.engine.cells import Cell
from patriot_cost.engine.keys import key_of, kind_of
from patriot_cost.engine.registry import FIGURES
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from patriot_cost.engine.evaluation_plan import Plan
    from patriot_cost.engine.step import Step

INPUTS, COST, FIGURES_DOWN = "Inputs", "Cost", "Figures"
ACROSS = {"month": "Months", "year": "Years", "donor": "Donors", "age": "Ages"}
"""The sheets with a column for each item of a kind, by kind; of a figure along two, the first."""
VALUE = 1
"""The column of the numbers of sheets that list them down, and of the words among the inputs."""
CODE = 9
"""The column of the numbers of these words in formulas."""
FIRST = 2
"""The column of the first item of sheets that list items across."""
TOP = 3
"""The rows above the first of a sheet."""
ITEMS, NUMBERS = 1, 2
"""The rows of the names of items across, and of their numbers."""


class Line(NamedTuple):
    """A row of a sheet: a heading, or the keys in it by their columns."""

    heading: str = ""
    keys: Mapping[int, str] = {}

    @property
    def first(self) -> str:
        """The first of its keys."""
        return next(iter(self.keys.values()))


class SheetLayout(NamedTuple):
    """The lines of a sheet, and the items across it."""

    name: str
    lines: Sequence[Line]
    items: Sequence[str] = ()


def layouts(plan: Plan, inputs: Sequence[Line]) -> list[SheetLayout]:
    """Return the sheets of the steps of a plan, after the inputs, each of those that are not empty.

    The amounts of money have one of their own where the acquisition cost is among them.
    """
    steps = sorted(plan.steps.values(), key=_order())
    down = [step for step in steps if _across(step) is None]
    costs = [step for step in down if currency(step.figure.unit)] if "funding_need" in plan.steps else []
    others = [step for step in down if step not in costs]
    found = [SheetLayout(INPUTS, inputs)]
    found += [SheetLayout(name, [*_down(those)]) for name, those in ((COST, costs), (FIGURES_DOWN, others)) if those]
    for kind, name in reversed(ACROSS.items()):
        own = [step for step in steps if _across(step) == kind]
        if own:
            items = _items(plan, kind, own)
            found.append(SheetLayout(name, [*_rows(own, kind, items)], items))
    return found


def cells_of(plan: Plan, sheets: Iterable[SheetLayout]) -> dict[str, Cell]:
    """Return the cell of each key, and of the number of each item that is across a sheet."""
    cells: dict[str, Cell] = {}
    for sheet in sheets:
        for row, line in enumerate(sheet.lines, TOP):
            cells |= {key: Cell(sheet.name, row, column) for column, key in line.keys.items()}
        numbers = {f"number {item}": Cell(sheet.name, NUMBERS, FIRST + place) for place, item in enumerate(sheet.items)}
        cells |= {key: cell for key, cell in numbers.items() if key in plan.constants}
    return cells


def _order() -> Callable[[Step], int]:
    """Return the key by which steps stand in the order of the formulas, and of their items."""
    places = {name: place for place, name in enumerate(FIGURES)}
    return lambda step: places[step.figure.name]


def _across(step: Step) -> str | None:
    kinds = [kind_of(axis) for axis in step.figure.per]
    return next((kind for kind in ACROSS if kind in kinds), None)


def _theme(step: Step) -> str:
    """Return the theme of a formula: the first words of its module."""
    text = sys.modules[step.figure.function.__module__].__doc__ or ""
    return text.partition("\n")[0].partition(":")[0].rstrip(".")


def _down(steps: Iterable[Step]) -> Iterable[Line]:
    for theme, those in groupby(steps, key=_theme):
        yield Line(theme)
        yield from (Line(keys={VALUE: step.key}) for step in those)


def _rows(steps: Iterable[Step], kind: str, items: Sequence[str]) -> Iterable[Line]:
    columns = {item: FIRST + place for place, item in enumerate(items)}
    for theme, those in groupby(steps, key=_theme):
        yield Line(theme)
        rows: dict[str, dict[int, str]] = {}
        for step in those:
            at = [kind_of(axis) for axis in step.figure.per].index(kind)
            others = [*step.items[:at], *step.items[at + 1 :]]
            rows.setdefault(key_of(step.figure.name, *others), {})[columns[step.items[at]]] = step.key
        yield from (Line(keys=dict(sorted(row.items()))) for row in rows.values())


def _items(plan: Plan, kind: str, steps: Iterable[Step]) -> list[str]:
    """Return the items of a kind that steps have, and those whose numbers they take."""
    found = {step.items[[kind_of(axis) for axis in step.figure.per].index(kind)] for step in steps}
    known = [item for axis, items in plan.index_sets.axes.items() if kind_of(axis) == kind for item in items]
    if kind not in plan.index_sets.ordered:
        return [item for item in dict.fromkeys(known) if item in found]
    numbered = {item for item in known if f"number {item}" in plan.constants}
    # Ages have no leading zeros: 10 comes after 9.
    return sorted(found | numbered, key=lambda item: (len(item), item))
