"""Notes on totals over the horizon of a plan that goes on after it."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from patriot_cost.case.open_horizon import CLOSED, horizon_totals, open_totals
from patriot_cost.report.plan_years import plan_year
from patriot_cost.report.wording import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.draw_statistics import Sample


def open_horizon_note(evaluation: Evaluation, keys: Iterable[str]) -> str:
    """Name the totals that stop before the plan does, with its parts to come: a slip beyond the horizon lowers them."""
    found = open_totals(evaluation, keys)
    if not found:
        return ""
    paid_only = set(found) == {("payments",)}
    state = "Payments still due after the horizon" if paid_only else "Gap still open at the horizon"
    totals = (f"{', '.join(names)} ({', '.join(parts)} to come)" for parts, names in found.items())
    return f"{state}, {_last(evaluation)}: not comparable: {'; '.join(totals)}."


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
    years = ", ".join(f"{title} {plan_year(cases[title].loaded.calendar, year)}" for title, year in closed.items())
    return f"Not of one effect: {', '.join(totals)}, since the battery gap closes in other years: {years}."


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
        f"{', '.join(totals)} leaves out what comes later, and is not comparable."
    )


def open_in_draws_note(evaluation: Evaluation, keys: Sequence[str], closed: Sample | None) -> str:
    """State that draws in which the gap stays open have lower totals, with their share if it is known."""
    totals = horizon_totals(evaluation, keys)
    chance = closed.chance_up_to(evaluation.loaded.calendar.last_year) if closed else None
    if not totals or chance == 1:
        return ""
    last, names = _last(evaluation), ", ".join(totals)
    if chance is None:
        which = f"Draws in which the gap is still open at the horizon, {last}, leave out what comes later"
        return f"{which}: there {names} is not comparable. --figures {CLOSED} tells their share."
    which = f"In {number(1 - chance, 'share')} of the draws the gap is still open at the horizon, {last}"
    return f"{which}; they leave out what comes later, and {names} of them is not comparable."


def _last(evaluation: Evaluation) -> str:
    calendar = evaluation.loaded.calendar
    return calendar.named(calendar.last_year)
