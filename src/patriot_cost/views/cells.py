"""Numbers as cells of a table, which know their unit and the side on which they are bounded."""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.units import currency
from patriot_cost.views.money import MoneyUnit, money_units
from patriot_cost.views.rounding import fixed
from patriot_cost.views.wording import marked, number, sided

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from patriot_cost.engine.result import Result


class Cell(NamedTuple):
    """A number in a table.

    `bound` rounds a floor down and a ceiling up, and puts its sign in front unless the cell is `bare`, as the ends
    of a range are. `decimals` align the counts of a column. A `change` has a plus or a minus in front.
    """

    value: float | None
    unit: str
    bound: str | None = None
    decimals: int | None = None
    bare: bool = False
    change: bool = False

    @property
    def money(self) -> str:
        """What the amounts of a column must have in common to be printed alike; empty where it is no money."""
        return self.unit.removesuffix("/year") if currency(self.unit) and self.value is not None else ""

    def text(self, column: MoneyUnit) -> str:
        """Return the number as the column prints it."""
        if self.value is None or not isfinite(self.value):
            return marked(self.value, self.unit, "" if self.bare else self.bound)
        if self.money:
            digits = column.text(self.value, self.unit, self.bound)
        elif self.decimals is not None:
            digits = fixed(self.value, self.decimals, self.bound)
        else:
            digits = number(self.value, self.unit, self.bound)
        plus = "+" if self.change and self.value > 0 and re.search("[1-9]", digits) else ""
        return f"{'' if self.bare else sided(self.bound)}{plus}{digits}"


def cell(result: Result, decimals: int | None = None) -> Cell:
    """Return a figure as a cell."""
    return Cell(result.value, result.figure.unit, result.bound, decimals)


def ends(result: Result) -> tuple[Cell, Cell]:
    """Return the low and the high end of a figure as cells, rounded outwards; a figure without a range is both."""
    if result.low is None or result.high is None:
        same = cell(result)._replace(bare=True)
        return same, same
    unit = result.figure.unit
    return Cell(result.low, unit, "floor", bare=True), Cell(result.high, unit, "ceiling", bare=True)


def texts(rows: Sequence[Sequence[Cell | str]]) -> list[list[str]]:
    """Return the rows of a table as text: amounts of money in columns of one unit, where one suits them."""
    columns = list(zip(*rows, strict=True))
    kinds = {one.money for column in columns for one in _numbers(column)} - {""}
    units = {
        kind: money_units(
            *([one.value for one in _numbers(column) if one.money == kind] for column in columns), unit=kind
        )
        for kind in kinds
    }
    return [
        [
            one if isinstance(one, str) else one.text(units[one.money][place] if one.money else MoneyUnit())
            for place, one in enumerate(row)
        ]
        for row in rows
    ]


def alike(cells: Iterable[Cell | str]) -> list[str]:
    """Return numbers of a sentence or a drawing as text: they are read beside each other, as those of a column are."""
    return [text for (text,) in texts([[one] for one in cells])]


def _numbers(column: Sequence[Cell | str]) -> Iterator[Cell]:
    return (one for one in column if isinstance(one, Cell))
