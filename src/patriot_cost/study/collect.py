"""From blocks of draws to the sorted draws of each figure, and what each part has to do with its whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from patriot_cost.errors import CannotCompute
from patriot_cost.study.draws import Moments
from patriot_cost.study.points import size_of
from patriot_cost.study.summary import Sample
from patriot_cost.units import MAY_BE_NEVER, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from patriot_cost.study.draws import Drawn, Simulation
    from patriot_cost.study.model import Column


class Collected(NamedTuple):
    """Sorted draws by figure, and by figure and part how the part goes with the whole."""

    samples: dict[str, Sample]
    moments: dict[str, dict[str, Moments]]


class Collector:
    """Keeps the draws of the figures in `units`, and adds up those of the `parts` of figures, block by block.

    `named` gives the name by which a reader knows an input.
    """

    def __init__(
        self,
        simulation: Simulation,
        units: Mapping[str, str],
        parts: Mapping[str, Sequence[str]],
        named: Callable[[str], str] = str,
    ) -> None:
        self._simulation, self._units, self._named = simulation, units, named
        self._kept = {name: np.empty(simulation.draws) for name in units}
        point = simulation.point
        self._moments = {
            whole: {part: Moments(point[part], point[whole]) for part in names if part in point and whole in point}
            for whole, names in parts.items()
        }

    def passing(self, blocks: Iterable[Drawn]) -> Iterator[Drawn]:
        """Take note of each block as it passes.

        Raises:
            CannotCompute: a figure that is no date is infinite in a draw, which is named.
        """
        start = 0
        for number, block in enumerate(blocks):
            size = size_of(number, self._simulation.draws)
            self._keep(block, slice(start, start + size))
            start += size
            yield block

    def _keep(self, block: Drawn, place: slice) -> None:
        inputs, figures = block
        for name, column in self._kept.items():
            column[place] = figures.get(name, np.nan)
            if self._units[name] not in MAY_BE_NEVER:
                self._refuse_infinite(name, column[place], inputs)
        size = place.stop - place.start
        for whole, sums in self._moments.items():
            for part, moments in sums.items():
                moments.add(*(np.broadcast_to(figures[name], size) for name in (part, whole)))

    def _refuse_infinite(self, name: str, column: Column, inputs: Mapping[str, Column]) -> None:
        infinite = np.isinf(column)
        if infinite.any():
            draw = int(infinite.argmax())
            where = ", ".join(f"{self._named(key)}={compact(float(values[draw]))}" for key, values in inputs.items())
            raise CannotCompute(f"{name} is infinite in a draw, at {where}")

    def finished(self) -> Collected:
        """Return what all blocks came to."""
        return Collected({name: Sample.of(column) for name, column in self._kept.items()}, self._moments)
