"""One-at-a-time sensitivity: figures with each uncertain input at its own low and high, all else at the point."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from patriot_cost.case.provenance import inputs_of, known_figures
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.keys import listed
from patriot_cost.engine.monotonicity import direction
from patriot_cost.engine.step import known
from patriot_cost.study.results import Sensitivity, Swing
from patriot_cost.study.uncertain_inputs import flat_inputs, uncertain_inputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.step import Known

    Span = tuple[float, float]

NO_CONDITIONS: Mapping[str, Mapping[str, float]] = {}


def sensitivity(
    evaluation: Evaluation, figures: str | Sequence[str], vary: str | Sequence[str] = (), flat: float | None = None
) -> Sensitivity:
    """Move each uncertain assumption of some figures alone, from its own low to its own high (a tornado).

    Choices of policy, such as the requirement, stay unless their paths are in `vary`. `flat` moves every number by
    that part of it, such as 0.1, in place of its range. The years of an assumption move together. Values are in the
    units of the figures, money in dollars of the case's price year. Interactions are left out; see
    `global_sensitivity`. The diagram is that of Eschenbach (1992), doi:10.1287/inte.22.6.40.

    Raises:
        UsageFault: a figure or a path does not exist, or the part is not above 0 and up to 1.
        CannotCompute: a figure is unknown, or does not depend on a path in `vary`.
    """
    figures, vary = listed(figures), listed(vary)
    known_figures(evaluation, figures)
    if flat is None:
        inputs = uncertain_inputs(evaluation, figures, vary)
    else:
        inputs = flat_inputs(evaluation, figures, flat, vary)
    point = known({name: entry.value for name, entry in evaluation.loaded.inputs.items()})
    spans = {one.path: one.spans for one in inputs.moving}
    own = {figure: set(inputs_of(evaluation, [figure])) for figure in figures}
    conditions = {one.path: one.conditions for one in inputs.moving}
    swings = tornado(Plan(evaluation.loaded.index_sets, figures), figures, point, spans, conditions)
    return Sensitivity(
        inputs,
        {figure: tuple(one for one in swings[figure] if own[figure] & set(spans[one.path])) for figure in figures},
    )


def tornado(
    plan: Plan,
    figures: Iterable[str],
    point: Known,
    sources: Mapping[str, Mapping[str, Span]],
    conditions: Mapping[str, Mapping[str, float]] = NO_CONDITIONS,
) -> dict[str, list[Swing]]:
    """Return the swings of some figures of a plan, the widest first; after those that are unknown at an end.

    A source is one input or several that move together, each over its own span, where some inputs have
    the values that are its `conditions`.
    """
    runs = {
        name: [
            plan.run_known({**point, **conditions.get(name, {}), **{key: span[end] for key, span in spans.items()}})
            for end in (0, 1)
        ]
        for name, spans in sources.items()
    }
    return {
        figure: sorted((_swing(name, *(run.get(figure) for run in bounds)) for name, bounds in runs.items()), key=_rank)
        for figure in figures
    }


def _swing(path: str, low: float | None, high: float | None) -> Swing:
    if direction(low, high) is None and (low is None) == (high is None):
        return Swing(path, low, high, 0.0)
    return Swing(path, low, high, None if low is None or high is None else abs(high - low))


def _rank(one: Swing) -> float:
    return -inf if one.swing is None else -one.swing
