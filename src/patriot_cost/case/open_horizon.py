"""Totals over the years of a plan that goes on after them: they are not comparable with those of another case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from patriot_cost.case.provenance import steps_of
from patriot_cost.engine.keys import key_of, kind_of
from patriot_cost.engine.registry import Over
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.registry import Figure

CLOSED = "gap_closed_year"
"""The year in which the battery gap closes."""
ToCome = Literal["orders", "deliveries", "payments"]
_BY_FIGURE: dict[str, ToCome] = {"line_orders": "orders", "line_delivered": "deliveries", "payment_share": "payments"}
"""The part of the plan that goes on after the horizon, by the figure through which a total rests on it."""


def horizon_keys(evaluation: Evaluation, keys: Iterable[str]) -> list[str]:
    """Return the figures that tell the parts of a plan after its horizon, if one of some figures adds up its years."""
    found = (evaluation.plan.find(key) for key in keys)
    if not any(place and _adds_up_years(place[0]) for place in found):
        return []
    return [CLOSED, *(key for several in _rests(evaluation).values() for key in several)]


def horizon_totals(evaluation: Evaluation, keys: Iterable[str]) -> dict[str, list[ToCome]]:
    """Return those figures that add up money of the years of the plan, each with the parts of the plan it rests on."""
    found = {}
    for key in keys:
        step = evaluation.plan.steps.get(key)
        if step and _adds_up_years(step.figure):
            names = {evaluation.plan.steps[under].figure.name for under in steps_of(evaluation, [key])}
            if parts := [part for name, part in _BY_FIGURE.items() if name in names]:
                found[key] = parts
    return found


def open_totals(evaluation: Evaluation, keys: Iterable[str]) -> dict[tuple[ToCome, ...], list[str]]:
    """Return the totals that stop before the plan does, by the parts of it that are still to come.

    The evaluation has their `horizon_keys`.
    """
    totals = horizon_totals(evaluation, keys)
    if not totals:
        return {}
    rests = _rests(evaluation)
    to_come = {part for part, several in rests.items() if any(evaluation.values[key] for key in several)}
    found: dict[tuple[ToCome, ...], list[str]] = {}
    for key, parts in totals.items():
        if open_parts := tuple(part for part in parts if part in to_come):
            found.setdefault(open_parts, []).append(key)
    return found


def _rests(evaluation: Evaluation) -> dict[ToCome, list[str]]:
    """Return the figures of which one above 0 tells that a part of the plan comes after the horizon."""
    axes = evaluation.loaded.index_sets.axes
    last = axes["year"][-1]
    return {
        "orders": [key_of("line_orders_left", line) for line in axes["line"]],
        "deliveries": [key_of("batteries_missing", last), key_of("interceptors_missing", last)],
        "payments": ["order_outlays_later"],
    }


def _adds_up_years(figure: Figure) -> bool:
    """Tell whether a figure is money of all years of the plan."""
    over = any(isinstance(marker, Over) and kind_of(marker.axis) == "year" for marker in figure.parameters.values())
    return over and "year" not in map(kind_of, figure.per) and bool(currency(figure.unit))
