"""From blocks of draws to the sorted draws of each figure, and what each part has to do with its whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from patriot_cost.errors import CannotCompute
from patriot_cost.study.points import size_of
from patriot_cost.study.simulation import Moments
from patriot_cost.study.summary import Sample

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.study.model import Column
    from patriot_cost.study.simulation import Drawn, Simulation

_DATES = frozenset({"date", "year"})
"""Units of figures that may never happen, which is no fault."""


class Collected(NamedTuple):
    """Sorted draws by figure, and by figure and part how the part goes with the whole."""

    samples: dict[str, Sample]
    moments: dict[str, dict[str, Moments]]


def collect(
    simulation: Simulation,
    units: Mapping[str, str],
    parts: Mapping[str, Sequence[str]],
    blocks: Iterable[Drawn],
) -> Collected:
    """Keep the draws of the figures in `units`, and add up those of their parts.

    Raises:
        CannotCompute: a figure that is no date is infinite in a draw, which is named.
    """
    kept = {name: np.empty(simulation.draws) for name in units}
    point = simulation.model.varying(())({})
    moments = {
        whole: {part: Moments(point[part], point[whole]) for part in names if part in point and whole in point}
        for whole, names in parts.items()
    }
    start = 0
    for number, (inputs, figures) in enumerate(blocks):
        size = size_of(number, simulation.draws)
        for name, column in kept.items():
            column[start : start + size] = figures.get(name, np.nan)
            if units[name] not in _DATES:
                _refuse_infinite(name, column[start : start + size], inputs)
        for whole, sums in moments.items():
            for part, sum_ in sums.items():
                sum_.add(*(np.broadcast_to(figures[name], size) for name in (part, whole)))
        start += size
    return Collected({name: Sample.of(column) for name, column in kept.items()}, moments)


def _refuse_infinite(name: str, column: Column, inputs: Mapping[str, Column]) -> None:
    infinite = np.isinf(column)
    if infinite.any():
        draw = int(infinite.argmax())
        where = ", ".join(f"{key}={values[draw]:g}" for key, values in inputs.items())
        raise CannotCompute(f"{name} is infinite in a draw, at {where}")
