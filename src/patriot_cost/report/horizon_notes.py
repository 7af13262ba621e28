"""Notes on totals over the horizon of a plan that goes on after it."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from patriot_cost.case.open_horizon import CLOSED, horizon_keys, horizon_totals, open_totals
from patriot_cost.case.typed_names import inside
from patriot_cost.report.labels import figure_label
from patriot_cost.report.plan_years import plan_year
from patriot_cost.report.wording import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.open_horizon import ToCome
    from patriot_cost.study.draw_statistics import Sample

_LATE: dict[ToCome, str] = {"orders": "orders_left_cost", "payments": "order_outlays_later"}
"""The figures of the orders and payments after the horizon, in constant dollars."""
_WITH_LATE = ("acquisition_to_closure", "acquisition_to_closure_then_year")
"""Totals that have the orders after the horizon."""

_THEN_YEAR = ", then-year dollars"
"""The end of the label of a total in dollars of the years of payment."""
_EQUAL = "At equal effect: acquisition to closure (acquisition_to_closure), without support."


def open_horizon_note(evaluation: Evaluation, keys: Iterable[str]) -> str:
    """Name the totals that stop before the plan does, with its parts to come: a slip beyond the horizon lowers them."""
    found = open_totals(evaluation, keys)
    if not found:
        return ""
    paid_only = set(found) == {("payments",)}
    state = "Payments still due after the horizon" if paid_only else "Gap still open at the horizon"
    totals = (f"{_listed(evaluation, names)} ({', '.join(parts)} to come)" for parts, names in found.items())
    return f"{state}, {_last(evaluation)}: totals up to it are not comparable. They are: {'; '.join(totals)}. {_EQUAL}"


def unequal_effect_note(cases: Mapping[str, Evaluation], keys: Sequence[str]) -> str:
    """State that cases close the gap in different years, so that a total over the horizon is not of one effect."""
    totals = [
        key
        for key in keys
        if any("deliveries" in horizon_totals(evaluation, [key]).get(key, ()) for evaluation in cases.values())
    ]
    if not totals:
        return ""
    closed = {title: evaluation.values[CLOSED] for title, evaluation in cases.items()}
    if len(set(closed.values())) == 1:
        return ""
    listed = _listed(next(iter(cases.values())), totals)
    years = ", ".join(f"{title} {plan_year(cases[title].loaded.calendar, year)}" for title, year in closed.items())
    return f"Not of equal effect: {listed}, since the battery gap closes in different years: {years}. {_EQUAL}"


def open_in_ranges_note(evaluation: Evaluation, keys: Sequence[str]) -> str:
    """State that a study of a total moves deliveries beyond the horizon, though at its points the gap closes.

    The evaluation has the range of the year in which the gap closes.
    """
    totals = horizon_totals(evaluation, keys)
    if not totals:
        return ""
    closed = evaluation[CLOSED]
    if closed.high != inf or closed.value == inf:
        return ""
    return (
        f"Within the ranges the gap may still be open at the horizon, {_last(evaluation)}: there "
        f"what comes later is left out of {_listed(evaluation, [*totals])}, so that they are not comparable."
    )


def late_keys(evaluation: Evaluation, keys: Sequence[str]) -> list[str]:
    """Return the figures whose draws tell the parts that some totals over the horizon leave out."""
    if horizon_keys(evaluation, keys):
        return [CLOSED, *_LATE.values()]
    return [CLOSED, _LATE["orders"]] if set(keys) & set(_WITH_LATE) else []


def open_in_draws_note(evaluation: Evaluation, keys: Sequence[str], samples: Mapping[str, Sample]) -> str:
    """State the share of the draws in which totals over the horizon leave orders or payments out, and their mean.

    `samples` are the draws of the `late_keys` too, those known.
    """
    totals, whole = horizon_totals(evaluation, keys), [key for key in keys if key in _WITH_LATE]
    cut, last = {part for parts in totals.values() for part in parts}, _last(evaluation)
    closed = samples[CLOSED].chance_up_to(evaluation.loaded.calendar.last_year) if CLOSED in samples else None
    clauses = []
    if closed is not None and closed < 1:
        clauses.append(f"in {number(1 - closed, 'share')} of the draws the gap is still open at the horizon, {last}")
    for part, key in _LATE.items():
        sample = samples.get(key) if part in cut or whole else None
        if sample and sample.mean:
            share, mean = 1 - (sample.chance_up_to(0.0) or 0.0), number(sample.mean, "USD")
            clauses.append(
                f"in {number(share, 'share')} of the draws {part} come after {last}, {mean} in the mean of all draws"
            )
    if not clauses or not (totals or whole):
        return ""
    text = "; ".join(clauses)
    lacking = (
        f" Without what comes later, and not comparable there: {_listed(evaluation, [*totals])}." if totals else ""
    )
    held = (
        f" With the late orders, then-year dollars at the prices of {last}: {_listed(evaluation, whole)}."
        if whole
        else ""
    )
    return f"{text[0].upper()}{text[1:]}.{lacking}{held}"


def _listed(evaluation: Evaluation, keys: Iterable[str]) -> str:
    """List totals by their labels; one that is there in both kinds of dollars is named once."""
    labels = [inside(figure_label(evaluation, key)) for key in keys]
    alone = [label for label in labels if label.removesuffix(_THEN_YEAR) not in labels or _THEN_YEAR not in label]
    both = (f"{one}, also in then-year dollars" if f"{one}{_THEN_YEAR}" in labels else one for one in alone)
    return "; ".join(both)


def _last(evaluation: Evaluation) -> str:
    calendar = evaluation.loaded.calendar
    return calendar.named(calendar.last_year)
