"""Confidence: figures drawn some thousand times in plain numbers, fast enough for any answer.

The inputs, their quantiles and their correlations are those of `simulate`, which draws far more often, in arrays.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.input_binding import input_key
from patriot_cost.case.provenance import paths_of
from patriot_cost.distributions.curve import curve_of
from patriot_cost.engine.bounds import figure_bounds
from patriot_cost.engine.step import computed, known
from patriot_cost.errors import CannotCompute
from patriot_cost.study.latin_hypercube import DEFAULT_SEED, correlated, points
from patriot_cost.study.ordered_draws import OrderedDraws
from patriot_cost.study.spreads import spreads_of
from patriot_cost.study.stated_correlation import coefficients

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.bounds import Bound
    from patriot_cost.engine.evaluation_plan import Plan
    from patriot_cost.engine.step import Input
    from patriot_cost.study.latin_hypercube import Column

MOST_DRAWS = 100_000
DEFAULT_DRAWS = 2000


class ScalarDrawing(NamedTuple):
    """The number of draws, and their seed."""

    draws: int = DEFAULT_DRAWS
    seed: int = DEFAULT_SEED


class ConfidenceResult(NamedTuple):
    """Figures with their draws; `sampled` are the paths that were drawn, `held` those of choices used that were not.

    `bounds` are the sides on which draws are bounded, by figure, where some number that they rest on is one-sided: a
    risk that does not occur at the point estimate does in draws.
    """

    draws: Mapping[str, OrderedDraws[list[float]]]
    bounds: Mapping[str, Bound]
    sampled: tuple[str, ...]
    held: tuple[str, ...]


def confidence(evaluation: Evaluation, figures: Sequence[str], drawing: ScalarDrawing) -> ConfidenceResult:
    """Draw the uncertain assumptions on which some known figures rest, and return the draws of the figures.

    Raises:
        CannotCompute: the correlations of the case contradict each other.
    """
    evaluation.need(figures, ())
    plan = evaluation.plan.part(figures)
    used = {name for step in plan.steps.values() for argument in step.arguments for name in argument.keys}
    spreads, held = spreads_of(evaluation)
    inputs = {path: input_key(path) for path in spreads if input_key(path) in used}
    at = _points(evaluation, list(spreads), list(inputs), drawing)
    columns = [list(map(curve_of(spreads[path]).inverse(), at[path])) for path in inputs]
    fixed = plan.run_known(known({name: entry.value for name, entry in evaluation.loaded.inputs.items()}))
    # A draw copies as few values as it can: those of the figures, and those that the steps to repeat look at.
    program = plan.program.dependents(frozenset(inputs.values()))
    wanted = {*figures, *(name for *_, step in program for argument in step.arguments for name in argument.keys)}
    fixed = {name: value for name, value in fixed.items() if name in wanted}
    found: dict[str, list[float]] = {name: [] for name in figures}
    for place in zip(*columns, strict=True):
        values = computed(program, {**fixed, **dict(zip(inputs.values(), place, strict=True))})
        for name, column in found.items():
            if name in values:
                column.append(values[name])
    count = drawing.draws if inputs else 0
    ordered = {name: OrderedDraws(sorted(column), count - len(column)) for name, column in found.items()}
    means = {name: fsum(column) / count for name, column in zip(inputs.values(), columns, strict=True)}
    bounds = _bounds(plan, evaluation.loaded.inputs, means) if means else {}
    rests_on = paths_of(evaluation, figures)
    return ConfidenceResult(ordered, bounds, tuple(inputs), tuple(path for path in held if path in rests_on))


def _bounds(plan: Plan, inputs: Mapping[str, Input], means: Mapping[str, float]) -> Mapping[str, Bound]:
    """Return the bounds of the figures of a plan with the sampled inputs at their means, where risks occur in part."""
    at_means = {**inputs, **{name: inputs[name]._replace(value=mean) for name, mean in means.items()}}
    return figure_bounds(plan, at_means, plan.run_known(known({name: one.value for name, one in at_means.items()})))


def _points(
    evaluation: Evaluation, paths: Sequence[str], sampled: Sequence[str], drawing: ScalarDrawing
) -> Mapping[str, Column]:
    """Return the points of the paths to be sampled, correlated as the case states for all paths with a range."""
    at = points(sampled, drawing.draws, drawing.seed)
    pairs = coefficients(paths, evaluation.loaded.case.correlation.values())
    moving = {path for pair, coefficient in pairs.items() if coefficient for path in pair}
    if moving.isdisjoint(sampled):
        return at
    together = correlated(at, [path for path in paths if path in moving], pairs)
    if together is None:
        raise CannotCompute("the correlations contradict each other; simulate names the nearest possible")
    return together
