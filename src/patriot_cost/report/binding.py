"""What keeps a gap open: each limit taken away alone, on the same figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.engine.keys import Key
from patriot_cost.formulas.codes import FAST
from patriot_cost.report.words import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patriot_cost.case.evaluation import Evaluation

_QUICK_LEAD = 12.0
"""Months."""


def binding_note(evaluation: Evaluation) -> str:
    """Say which limit delays the closing of the battery gap most, and when it would close without each."""
    closed = evaluation["gap_closed_year"].value
    if closed is None or closed <= evaluation.loaded.calendar.first_year:
        return ""
    years = {text: evaluation.what_if(changes)["gap_closed_year"] for text, changes in _limits(evaluation)}
    known = {text: year for text, year in years.items() if year is not None}
    earlier = {text: year for text, year in known.items() if year < closed}
    if not earlier:
        return "No limit alone keeps the battery gap open: rate, share, lead time and money bind together."
    listed = [f"{text} {number(year, 'year')}" for text, year in sorted(earlier.items(), key=lambda item: item[1])]
    return f"What binds, each alone taken away, the battery gap would close: {'; '.join(listed)}."


def _limits(evaluation: Evaluation) -> Iterator[tuple[str, Mapping[str, float]]]:
    """Yield the limits with the inputs that take each away."""
    case, values = evaluation.loaded.case, evaluation.values
    inputs = {name: entry.value for name, entry in evaluation.loaded.inputs.items() if entry.value is not None}

    def of_lines(field: str, scale: float = 0.0, level: float = 0.0) -> dict[str, float]:
        own = f"production_{field}"
        return {name: value * scale + level for name, value in inputs.items() if Key.of(name).name == own}

    if case.words["supply.rule"] == "share":
        yield "share: with the whole output open to this customer in", of_lines("open_share", level=1.0)
    else:
        yield "order book: with nothing ordered by others in", of_lines("order_book")
    yield "rate: with twice the output in", of_lines("rate", scale=2.0)
    yield "lead time: with a year from order to delivery in", of_lines("lead_time", level=_QUICK_LEAD)
    if case.words["orders.profile"] != "fast":
        yield "money: with orders as fast as the lines allow in", {"orders_profile": float(FAST)}
    if values.get("supply_halt_months"):
        yield "halt: without it in", {"supply_halt_months": 0.0}
