"""The changes of figures between cases, divided among their drivers and the assumptions behind them."""

from __future__ import annotations

from typing import NamedTuple

from patriot_cost.units import currency

MOST_PLAYERS = 17
"""The most causes of one driver and other drivers that are mixed; the combinations to evaluate double with each."""
DOLLARS = "dollars"
"""The cause that the old value is stated in dollars of another year."""


class InputValue(NamedTuple):
    """An input as one case has it: a number in its unit, None where unknown, or the word of a setting."""

    value: float | str | None
    unit: str
    price_year: int | None


class InputChange(NamedTuple):
    """A figure or an input that differs: its key or path, and its values; None in a case that has or uses none."""

    path: str
    old: InputValue | None
    new: InputValue | None


class Part(NamedTuple):
    """The part of a change that a cause makes: alone, in order, averaged over all orders.

    `cause` is None for the whole driver. `inputs` are those of the cause that differ, or the figures of the driver.
    """

    driver: str
    cause: str | None
    inputs: tuple[InputChange, ...]
    alone: float
    in_order: float
    averaged: float


class Attribution(NamedTuple):
    """The change of a figure between two cases, with its parts.

    `years` are the price years in which the two cases are stated. `old` and `new` are in the same dollars, `start` is
    the old value as its case states it. Averaged, and in order, the drivers add up to the change from `start` to `new`,
    and the causes of a driver, where they are separated, to the driver.
    """

    key: str
    label: str
    unit: str
    titles: tuple[str, str]
    years: tuple[int, int]
    start: float
    old: float
    new: float
    parts: tuple[Part, ...]

    @property
    def change(self) -> float:
        """The change from the old value as its case states it."""
        return self.new - self.start

    @property
    def price_year(self) -> int | None:
        """The year of the dollars of the parts, None if they are not money."""
        return self.years[1] if currency(self.unit) else None

    @property
    def part_unit(self) -> str:
        """The unit of the parts: a date changes by years."""
        return "year" if self.unit == "date" else self.unit
