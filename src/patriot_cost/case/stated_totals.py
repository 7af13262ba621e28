"""Totals that a case computes from their parts, taken as stated: for studies that move the total itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.evaluation import Evaluation
from patriot_cost.case.input_binding import RULES, input_key
from patriot_cost.engine.step import Input
from patriot_cost.model.paths import TOTALS

if TYPE_CHECKING:
    from collections.abc import Iterable


def with_totals_stated(evaluation: Evaluation, paths: Iterable[str]) -> Evaluation:
    """Return an evaluation that takes those of some paths that are totals as stated, at the value and range computed.

    It has the same figures, and is the same one if none of the totals is computed from its parts.
    """
    loaded = evaluation.loaded
    aliases, inputs = dict(loaded.index_sets.aliases), dict(loaded.inputs)
    for path in paths:
        if path in TOTALS:
            stated, rule = input_key(path), input_key(TOTALS[path])
            computed = next(aliases.get(name, name) for name, chooses in RULES.items() if chooses == rule)
            if computed != stated:
                result = evaluation[computed]
                inputs[stated] = Input(result.value, result.figure.unit, result.low, result.high)
                aliases |= {name: stated for name, target in aliases.items() if target == computed}
    if aliases == loaded.index_sets.aliases:
        return evaluation
    found = Evaluation(loaded._replace(index_sets=loaded.index_sets._replace(aliases=aliases), inputs=inputs))
    found.need(evaluation.plan.steps, ())
    return found
