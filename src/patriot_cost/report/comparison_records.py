"""The records that answers about comparisons consist of."""

from __future__ import annotations

from typing import NamedTuple

from patriot_cost.model.record_shape import record


@record(
    object_only=("old_bound", "new_bound", "change_bound", "old_stated", "old_stated_price_year", "reason"),
    row_only=("data_version",),
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
    """The effect of a cause on a figure; `cause` null is its whole group, `values` the assumptions before and after.

    `averaged` and `in_order` of all groups add up to the change, and those of the causes of a group to the group.
    """

    key: str
    cause: str | None
    group: str
    values: str
    alone: float
    in_order: float
    averaged: float
    unit: str
    price_year: int | None
    old_case: str
    new_case: str
    data_version: str
