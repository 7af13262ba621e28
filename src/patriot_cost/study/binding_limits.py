"""Binding limits: the year in which the battery gap would close with each limit on deliveries removed alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from patriot_cost.engine.keys import Key
from patriot_cost.formulas.codes import FAST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patriot_cost.case.evaluation import Evaluation

_CLOSED = "gap_closed_year"
_QUICK_LEAD = 12.0
"""Months."""
DeliveryLimit = Literal["share", "order book", "rate", "lead time", "money", "halt"]


class RelaxedLimit(NamedTuple):
    """The year in which the battery gap would close without one of its limits, infinite if it never would."""

    limit: DeliveryLimit
    closed: float


def binding_limits(evaluation: Evaluation) -> list[RelaxedLimit] | None:
    """Return the limits whose removal closes the battery gap earlier than in the case, the earliest year first.

    None if the gap closes in the first year or before, or if its year is unknown.
    """
    closed = evaluation[_CLOSED].value
    if closed is None or closed <= evaluation.loaded.calendar.first_year:
        return None
    years = {limit: evaluation.what_if(changes)[_CLOSED] for limit, changes in _limits(evaluation)}
    earlier = [RelaxedLimit(limit, year) for limit, year in years.items() if year is not None and year < closed]
    return sorted(earlier, key=lambda one: one.closed)


def _limits(evaluation: Evaluation) -> Iterator[tuple[DeliveryLimit, Mapping[str, float]]]:
    """Yield each limit with the values of inputs that remove it."""
    case, values = evaluation.loaded.case, evaluation.values
    inputs = {name: entry.value for name, entry in evaluation.loaded.inputs.items() if entry.value is not None}

    def of_lines(field: str, scale: float = 0.0, level: float = 0.0) -> dict[str, float]:
        field_name = f"production_{field}"
        return {name: value * scale + level for name, value in inputs.items() if Key.of(name).name == field_name}

    if case.words["supply.rule"] == "share":
        yield "share", of_lines("open_share", level=1.0)
    else:
        yield "order book", of_lines("order_book")
    yield "rate", of_lines("rate", scale=2.0)
    yield "lead time", of_lines("lead_time", level=_QUICK_LEAD)
    if case.words["orders.profile"] != "fast":
        yield "money", {"orders_profile": float(FAST)}
    if values.get("supply_halt_months"):
        yield "halt", {"supply_halt_months": 0.0}
