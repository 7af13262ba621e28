"""The records of the divided acquisition cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.line_aliases import FIRE_UNITS
from patriot_cost.case.need_division import UNIT, WHOLE, line_of
from patriot_cost.case.provenance import unknown_paths
from patriot_cost.model.record_shape import record

if TYPE_CHECKING:
    from patriot_cost.case.need_division import NeedPart

_SYSTEM, _FIRST_LOAD = "system", "first_load"


@record(row_only=["currency"], object_only=["unknown_because"])
class DividedPart(NamedTuple):
    """A part of the acquisition cost, by the dimensions asked for; the others are null, as it is the sum over them.

    `year` may also be `not_ordered`, orders the plan has no room for, or `pledged`, first loads given in kind. `line`
    is the line of production of an `element`. The value is that of the figure at `key`, times those at
    `share_keys`. `value_then_year` is the same authority in dollars of its year. The parts of one `whole` add up to it:
    of `funding_need`, or with those outside of it of `all_in_cost` or `ownership_cost`.
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
    share_keys: str | None
    whole: str
    unknown_because: list[str]


def divided_part(part: NeedPart) -> DividedPart:
    """Return the record of a part."""
    element = part.items.get("element")
    made = element is not None and part.whole == WHOLE
    return DividedPart(
        element=_element(element) if element and made else element,
        line=line_of(element) if element and made else None,
        year=part.items.get("year"),
        account=part.items.get("account"),
        donor=part.items.get("donor"),
        value=part.value,
        bound=part.bound,
        low=part.low,
        high=part.high,
        value_then_year=part.then_year,
        unit=UNIT,
        currency=UNIT,
        price_year=part.price_year,
        key=part.key,
        share_keys=" ".join(part.share_keys) or None,
        whole=part.whole,
        unknown_because=unknown_paths(part.unknown) if part.value is None else [],
    )


def _element(item: str) -> str:
    """Return the element of the breakdown that a line makes; a part of the system is one itself."""
    if item == FIRE_UNITS:
        return _SYSTEM
    return item if line_of(item) == FIRE_UNITS else _FIRST_LOAD
