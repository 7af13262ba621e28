"""The records of the divided acquisition cost."""

from __future__ import annotations

from typing import NamedTuple

from patriot_cost.model.record_shape import record


@record(row_only=["currency"], object_only=["unknown_because"])
class DividedPart(NamedTuple):
    """A part of the acquisition cost, by the dimensions asked for; the others are null, as it is the sum over them.

    `year` may also be `not_ordered`, orders the plan has no room for, or `pledged`, first loads given in kind. `line`
    is the line of production of an `element`. The value is that of the figure at `key`, or the share of it at
    `share_key`. `value_then_year` is the same authority in dollars of its year.
    """

    element: str | None
    line: str | None
    year: str | None
    account: str | None
    donor: str | None
    value: float | None
    bound: str | None
    low: float | None
    high: float | None
    value_then_year: float | None
    unit: str
    currency: str | None
    price_year: int
    key: str
    share_key: str | None
    unknown_because: list[str]
