"""Rules of demand: the same case under each rule for the launches ahead that can be computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.evaluation import Evaluation
from patriot_cost.case.input_binding import input_key
from patriot_cost.case.launch_months import RULE
from patriot_cost.model.paths import code
from patriot_cost.model.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Sequence


def by_demand_rule(evaluation: Evaluation, figures: Sequence[str]) -> dict[str, Evaluation]:
    """Return the case under each rule by which the launches a month are known, with some figures but no ranges."""
    loaded, key = evaluation.loaded, input_key(RULE)
    found = {}
    for word in SETTINGS[RULE]:
        rule = loaded.inputs[key]._replace(value=float(code(RULE, word)))
        other = Evaluation(loaded._replace(inputs={**loaded.inputs, key: rule}))
        chosen = evaluation if rule == loaded.inputs[key] else other
        chosen.need(["launches_ahead"], ())
        if chosen.values["launches_ahead"] is not None:
            chosen.need(figures, ())
            found[word] = chosen
    return found
