"""Sweeps of a case: the axes as typed, and what is evaluated along them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.bind import input_key
from patriot_cost.case.evaluation import evaluate
from patriot_cost.case.vary import parse_axes
from patriot_cost.study.model import Model
from patriot_cost.study.sweep import Axis, Sweep, Variant
from patriot_cost.study.variants import variants

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.loaded import LoadedCase
    from patriot_cost.engine.bounds import Bound
    from patriot_cost.study.variants import Load


def sweep(load: Load, vary: Sequence[str], figures: Sequence[str], *, zipped: bool = False) -> Sweep:
    """Return the job of computing figures at many points: `sweep(loader(), ["force.operational=0:20:21"], [...])`.

    `vary` is in the notation of the command line.

    Raises:
        UsageFault: a path, a value or a figure is wrong, or zipped axes have different lengths.
        FileFaults: a file of values is faulty.
    """
    axes = parse_axes(vary, zipped=zipped)
    found = {
        variant.words: Variant(
            Model.of(variant.case.index_sets, figures, variant.case.inputs),
            variant.entering,
            _bounds(variant.case, figures),
        )
        for variant in variants(load, axes, figures, zipped=zipped)
    }
    return Sweep(
        [Axis(axis.name, None if axis.in_words else input_key(axis.path), axis.values) for axis in axes],
        found,
        zipped=zipped,
    )


def _bounds(case: LoadedCase, figures: Sequence[str]) -> dict[str, Bound | None]:
    """Return the side on which each figure is bounded.

    Raises:
        UsageFault: there is no such figure.
    """
    evaluation = evaluate(case)
    evaluation.need(figures, ())
    return {name: evaluation[name].bound for name in figures}
