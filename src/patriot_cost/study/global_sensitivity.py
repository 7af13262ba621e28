"""Global sensitivity of figures to all uncertain assumptions at once, as Sobol indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patriot_cost.case.input_binding import path_of
from patriot_cost.case.provenance import known_figures
from patriot_cost.case.typed_names import figure_words
from patriot_cost.distributions.curve import curve_of
from patriot_cost.engine.keys import listed
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.study.array_model import Model
from patriot_cost.study.random_points import DEFAULT_SEED, power_of_two
from patriot_cost.study.results import GlobalSensitivity, SobolIndex
from patriot_cost.study.sobol_indices import SAMPLES, UndefinedIndices, indices
from patriot_cost.study.spreads import spreads_of
from patriot_cost.study.uncertain_inputs import uncertain_inputs
from patriot_cost.units import compact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.distributions.curve import Spread
    from patriot_cost.study.array_model import Column
    from patriot_cost.study.sobol_indices import Columns, Index, UncertainSource
    from patriot_cost.study.uncertain_inputs import UncertainInput

_LEAST, _MOST = 64, 131_072


class NotFinite(CannotCompute):
    """A figure is unknown, or never happens, at a point within the ranges: `at` has the inputs by path."""

    def __init__(self, figure: str, at: Mapping[str, float]) -> None:
        where = ", ".join(f"{path}={compact(value)}" for path, value in at.items())
        hint = "patriot-cost sensitivity without --global shows at which ends"
        super().__init__(f"{figure} is unknown, or never happens, where {where}", hint)
        self.figure, self.at = figure, at


def global_sensitivity(
    evaluation: Evaluation,
    figures: str | Sequence[str],
    vary: str | Sequence[str] = (),
    *,
    samples: int = SAMPLES,
    seed: int = DEFAULT_SEED,
) -> GlobalSensitivity:
    """Move all uncertain assumptions of some figures at once, and return the part of the variance that each explains.

    First-order indices by Saltelli et al. (2010), doi:10.1016/j.cpc.2009.09.018, total indices by Jansen (1999),
    doi:10.1016/S0010-4655(98)00154-4, as parts of 1, from `samples` (a power of two, 64 to 131,072) scrambled Sobol
    points times two plus the number of assumptions. Assumptions are drawn independently of each other, the years of
    one with the same probability. Choices of policy stay unless their paths are in `vary`.

    Raises:
        UsageFault: a figure or a path does not exist, or `samples` is not such a power of two.
        CannotCompute: a figure is unknown at a point within the ranges (`NotFinite`), or nothing moves it.
    """
    _check(samples)
    figures, vary = listed(figures), listed(vary)
    known_figures(evaluation, figures)
    inputs = uncertain_inputs(evaluation, figures, vary)
    spreads = spreads_of(evaluation, vary).sampled if inputs.moving else {}
    sources = {one.path: _source(one, spreads) for one in inputs.moving}
    found = {figure: _ranked(evaluation, figure, inputs.moving, sources, (samples, seed)) for figure in figures}
    labels = {one.path: one.label for one in inputs.moving}
    return GlobalSensitivity(
        inputs,
        {
            figure: tuple(
                SobolIndex(figure, path, labels[path], *index, samples=samples, seed=seed)
                for path, index in ranked.items()
            )
            for figure, ranked in found.items()
        },
    )


def _check(samples: int) -> None:
    """Refuse a number of points at which Sobol sequences are not balanced."""
    if not _LEAST <= samples <= _MOST:
        raise UsageFault(f"--samples {samples}: needed a power of two, {_LEAST} to {_MOST}")
    above = power_of_two(samples)
    if samples != above:
        raise UsageFault(f"--samples {samples} is not a power of two; nearest: {above // 2} or {above}")


def _source(one: UncertainInput, spreads: Mapping[str, Spread]) -> UncertainSource:
    """Return the function from probabilities to values; the years of one assumption have the same probability."""
    curves = {name: curve_of(spreads[path_of(name)]).quantile() for name in one.spans}
    return lambda probability: {name: curve(probability) for name, curve in curves.items()}


def _ranked(
    evaluation: Evaluation,
    key: str,
    moving: Sequence[UncertainInput],
    sources: Mapping[str, UncertainSource],
    drawing: tuple[int, int],
) -> Mapping[str, Index]:
    """Return the indices of one figure by path, the largest total first."""
    model = Model.of(evaluation.loaded.index_sets, [key], evaluation.loaded.inputs)
    function = model.varying(name for one in moving for name in one.spans)
    used = {one.path: sources[one.path] for one in moving if not set(function.inputs).isdisjoint(one.spans)}
    if not used:
        raise CannotCompute(
            f"nothing that {figure_words(evaluation.plan, key)} rests on has a range", "--set PATH=low..high gives one"
        )

    def figure(columns: Columns) -> Column:
        return np.asarray(function(columns).get(key, np.nan), dtype=float)

    try:
        found = indices(figure, used, *drawing)
    except UndefinedIndices as fault:
        if fault.at is not None:
            raise NotFinite(key, {path_of(name): value for name, value in fault.at.items()}) from None
        what = figure_words(evaluation.plan, key)
        raise CannotCompute(
            f"{what} does not vary over the ranges, or at too few of the points, so there is nothing to explain",
            "--samples N looks at more points",
        ) from None
    return dict(sorted(found.items(), key=lambda pair: -pair[1].total))
