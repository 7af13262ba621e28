"""The records that answers about comparisons consist of."""

from __future__ import annotations

from typing import NamedTuple

from patriot_cost.model.record_shape import record


@record(
    object_only=("old_stated", "old_stated_price_year", "reason"),
    row_only=("data_version",),
    last=("old_bound", "new_bound", "change_bound"),
)
class FigureChange(NamedTuple):
    """A figure of the first case and of another: old, new, and new less old.

    A date changes by months; neither it nor a share has a change in per cent. `old_stated` is the old value in
    dollars of its own year, if these are others. `reason` says why there is no change in numbers.
    """

    key: str
    label: str
    old: float | str | None
    new: float | str | None
    change: float | None
    change_percent: float | None
    unit: str
    change_unit: str
    price_year: int | None
    old_bound: str | None
    new_bound: str | None
    change_bound: str | None
    old_stated: float | None
    old_stated_price_year: int | None
    old_case: str
    new_case: str
    reason: str | None
    data_version: str


@record(row_only=("data_version",))
class CausePart(NamedTuple):
    """The effect of a driver on a figure, or of one of its causes; `values` are its figures or inputs before and after.

    `cause` null is the whole driver. `averaged` and `in_order` of all drivers add up to the change, and those of the
    causes of a driver, where they are separated, to the driver.
    """

    key: str
    driver: str
    cause: str | None
    values: str
    alone: float
    in_order: float
    averaged: float
    unit: str
    price_year: int | None
    old_case: str
    new_case: str
    data_version: str


@record(row_only=("data_version",))
class SarCategory(NamedTuple):
    """The cost variance of a category of the Selected Acquisition Reports; `line` null is all lines of production.

    `variance` of all categories adds up to the change. `at_average_cost` is that of quantity without the cost-quantity
    curve of the baseline; `values` are units or unit costs before and after.
    """

    key: str
    category: str
    line: str | None
    values: str
    variance: float
    at_average_cost: float | None
    unit: str
    price_year: int | None
    old_case: str
    new_case: str
    data_version: str
