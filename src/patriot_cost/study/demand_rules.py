"""Rules of demand: the same case under each rule for the launches ahead that can be computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.evaluation import Evaluation
from patriot_cost.case.input_binding import input_key
from patriot_cost.case.launch_months import RULE
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.model.paths import code
from patriot_cost.model.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

_LAUNCHES = "launches_ahead"


def by_demand_rule(evaluation: Evaluation, figures: Sequence[str]) -> dict[str, Evaluation]:
    """Return the case under each rule by which the launches a month are known, with some figures but no ranges."""
    loaded, key = evaluation.loaded, input_key(RULE)
    values = {name: entry.value for name, entry in loaded.inputs.items()}
    plan, found = Plan(loaded.index_sets, [_LAUNCHES]), {}
    for word in SETTINGS[RULE]:
        number = float(code(RULE, word))
        if plan.run({**values, key: number})[_LAUNCHES] is None:
            continue
        rule = loaded.inputs[key]._replace(value=number)
        same = rule == loaded.inputs[key]
        other = evaluation if same else Evaluation(loaded._replace(inputs={**loaded.inputs, key: rule}))
        other.need(figures, ())
        found[word] = other
    return found
