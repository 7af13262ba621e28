"""Kinds of rows of the table of assumptions: a number, a word, a date."""

# Without the future import of annotations: named tuples would compile each text at start-up.
from collections.abc import Mapping
from typing import NamedTuple

from patriot_cost.units import greatest

GROUPS = {
    "economic": "price levels: indices, discount rates, dollars of another year",
    "quantity": "what is required, there, promised, fired",
    "price": "what a unit costs",
    "schedule": "when it is ordered, made, delivered, paid",
    "estimating": "by which rules the estimate counts, and who pays",
    "support": "operation, upkeep, training",
}
"""The groups of causes of a change, in the order in which they are taken, and their contents.

They are the cost variance categories of the Selected Acquisition Reports of the US Department of Defense, in their
order, adapted to an estimate: `price` takes the place of engineering, which changes the cost of a unit.
"""
ECONOMIC, QUANTITY, PRICE, SCHEDULE, ESTIMATING, SUPPORT = GROUPS


class Assumption(NamedTuple):
    """A number: its unit (empty if each record states it), its meaning and the group of its cause.

    Attributes:
        as_one: the cause of all that changes as one with it: a statement, a mix, a series; `{}` is the item. Without
            it the assumption is a cause by itself.
        least: its least value.
        highest: its greatest value, where that is not 1 for a share and endless for others.
        needed: an item without it is refused.
        zero_if_absent: a case without the item counts 0: nothing of it is bought, promised or paid. Otherwise it is
            unknown.
        part: a part of a whole, which cannot change alone.
    """

    unit: str
    label: str
    group: str
    as_one: str = ""
    least: float = 0.0
    highest: float | None = None
    needed: bool = False
    zero_if_absent: bool = False
    part: bool = False

    @property
    def most(self) -> float:
        """The greatest value."""
        return greatest(self.unit) if self.highest is None else self.highest

    @property
    def keeping(self) -> bool:
        """Whether it is a cost of operation and support, which moves with the index of support, not of procurement."""
        return self.group == SUPPORT


class Words(NamedTuple):
    """A choice by word: the words allowed, the first of which is the default, and the group of its cause.

    Each word has its phrase for sentences, which may be empty.
    """

    words: Mapping[str, str]
    group: str
    as_one: str = ""


class Date(NamedTuple):
    """A year (2035) or a month (2035-06) of the case: the group of its cause, and the input, if it enters a formula.

    A `horizon` bounds the years or months for which there are figures.
    """

    precision: str
    group: str
    enters: str
    as_one: str = ""
    horizon: bool = False

    @property
    def unit(self) -> str:
        """The unit of the input: a year, or months since the year 0."""
        return "year" if self.precision == "year" else "date"
