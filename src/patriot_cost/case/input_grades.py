"""Grades of the inputs of a figure: how many are primary, relayed, derived, assumed or set, and so of its money."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.input_binding import input_keys
from patriot_cost.case.provenance import facts_of, paths_of
from patriot_cost.case.reliance import standing_of
from patriot_cost.engine.step import known
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase

GRADES = ("primary", "relayed", "derived", "assumed", "setting")
_STEP = 1e-3
_WHOLE = 1e-6
"""The prices of a sum of products make up all of it, but for rounding."""


class InputGrades(NamedTuple):
    """The number of known inputs of each grade, the part of the money at prices of each, and the oldest fact.

    `money` is empty if the figure is not a sum of products of its prices.
    """

    inputs: Mapping[str, int]
    money: Mapping[str, float]
    oldest_fact: str | None


def input_grades(evaluation: Evaluation, key: str) -> InputGrades:
    """Return the grades of the inputs of a figure."""
    case = evaluation.loaded
    paths = [path for path in paths_of(evaluation, [key]) if case.estimates[path].value is not None]
    counts = Counter(grade_of(case, path) for path in dict.fromkeys(paths))
    dates = sorted(fact.as_of for fact in facts_of(case, paths) if fact.as_of)
    ordered = {grade: counts[grade] for grade in GRADES if counts[grade]}
    return InputGrades(ordered, _money(evaluation, key, paths), dates[0] if dates else None)


def grade_of(case: LoadedCase, path: str) -> str:
    """Return the grade of an input: primary if a document among its facts was read, relayed if none was."""
    standing, estimate = standing_of(case, path), case.estimates[path]
    if standing != "published":
        return standing
    if estimate.basis == "derived":
        return "derived"
    return "primary" if any(fact.quality == "primary" for fact in facts_of(case, [path])) else "relayed"


def _money(evaluation: Evaluation, key: str, paths: Sequence[str]) -> dict[str, float]:
    """Return the part of a cost at prices of each grade, by the effect of each price on it (Euler)."""
    value, plan = evaluation[key].value, evaluation.plan
    if not currency(evaluation[key].figure.unit) or not value:
        return {}
    values, parts = known(evaluation.values), dict.fromkeys(GRADES, 0.0)
    for path in paths:
        if currency(evaluation.loaded.estimates[path].unit):
            moved = {name: values[name] * (1 + _STEP) for name in input_keys(path) if name in values}
            after = plan.rerun(values, moved).get(key)
            if after is None:
                return {}
            parts[grade_of(evaluation.loaded, path)] += (after - value) / (_STEP * value)
    if abs(sum(parts.values()) - 1) > _WHOLE:
        return {}
    return {grade: round(parts[grade], 6) for grade in GRADES if parts[grade] > _WHOLE}
