"""Draws: every uncertain input at random within its range, block by block, and the figures that follow."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from patriot_cost.distributions.curve import curve_of
from patriot_cost.errors import CannotCompute
from patriot_cost.study.correlation import correlated, root_of
from patriot_cost.study.random_points import BLOCK, points, size_of
from patriot_cost.units import MAY_BE_NEVER, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from patriot_cost.distributions.curve import Spread
    from patriot_cost.distributions.distribution import Quantile
    from patriot_cost.engine.step import Known
    from patriot_cost.study.array_model import Column, Function, Model
    from patriot_cost.study.correlation import Matrix

    DrawBlock = tuple[dict[str, Column], dict[str, Any]]
    """The inputs of a block of draws, and the figures."""


@dataclass(frozen=True)
class Simulation:
    """A study whose inputs are drawn at random, block by block, on this machine or another.

    `correlated` are the inputs that move together, `matrix` the correlations of their normal scores. An input in
    `same_point` takes the point of another: months of one block are at the same place of their lists of outcomes.
    """

    model: Model
    spreads: Mapping[str, Spread]
    draws: int
    seed: int
    sampler: str
    correlated: tuple[str, ...] = ()
    matrix: Matrix | None = None
    same_point: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """The number of blocks."""
        return -(-self.draws // BLOCK)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The inputs that are drawn: those that the figures depend on."""
        return self._function.inputs

    @property
    def point(self) -> Known:
        """The figures at the point estimates, those that are known."""
        return self._function.point

    def block(self, number: int) -> DrawBlock:
        """Draw one block: the inputs, and the figures; a figure that depends on no drawn input is one number."""
        size = size_of(number, self.draws)
        at = points(self.sampler, self._sampled, number, size, self.seed)
        if self._root is not None:
            at = correlated(at, self.correlated, self._root)
        inputs = {name: self._quantiles[name](at[self._point_of(name)]) for name in self.inputs}
        return inputs, self._function(inputs)

    @cached_property
    def _function(self) -> Function:
        return self.model.varying(self.spreads)

    @cached_property
    def _quantiles(self) -> dict[str, Quantile]:
        return {name: curve_of(self.spreads[name]).quantile() for name in self.inputs}

    @cached_property
    def _sampled(self) -> tuple[str, ...]:
        """The inputs that need points: those drawn, and those correlated with them."""
        return tuple(
            dict.fromkeys((*map(self._point_of, self.inputs), *(self.correlated if self._root is not None else ())))
        )

    def _point_of(self, name: str) -> str:
        return self.same_point.get(name, name)

    @cached_property
    def _root(self) -> Matrix | None:
        return root_of(self.matrix) if self.matrix is not None and set(self.correlated) & set(self.inputs) else None

    def __getstate__(self) -> dict[str, object]:
        """Return the fields without the cached properties, which a receiver computes again."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Restore the fields that were sent."""
        self.__dict__.update(state)


@dataclass
class Moments:
    """Sums over the draws, block by block, that give a part's covariance with a total.

    They are of differences from the point estimates, which keeps their digits.
    """

    part: float
    total: float
    draws: int = 0
    sum_part: float = 0.0
    sum_total: float = 0.0
    sum_product: float = 0.0

    def add(self, part: Column, total: Column) -> None:
        """Add the draws of a block."""
        left, right = part - self.part, total - self.total
        self.draws += total.size
        self.sum_part += float(np.sum(left))
        self.sum_total += float(np.sum(right))
        self.sum_product += float(np.einsum("i,i", left, right))

    @property
    def mean(self) -> float:
        """The mean of the part."""
        return self.part + self.mean_shift

    @property
    def mean_shift(self) -> float:
        """The mean of the part less its point estimate."""
        return self.sum_part / self.draws

    @property
    def covariance(self) -> float:
        """The covariance of the part with the total."""
        return self.sum_product / self.draws - self.mean_shift * self.sum_total / self.draws


class Collector:
    """Keeps the draws of the figures in `units`, and adds up those of the `parts` of figures, block by block.

    `draws` are by figure, in the order drawn and not a number where unknown; `moments` by figure and part. `path_of`
    returns the path of an input.
    """

    def __init__(
        self,
        simulation: Simulation,
        units: Mapping[str, str],
        parts: Mapping[str, Sequence[str]],
        path_of: Callable[[str], str] = str,
    ) -> None:
        self._simulation, self._units, self._path_of = simulation, units, path_of
        self.draws = {name: np.empty(simulation.draws) for name in units}
        point = simulation.point
        self.moments = {
            total: {part: Moments(point[part], point[total]) for part in names if part in point and total in point}
            for total, names in parts.items()
        }

    def passing(self, blocks: Iterable[DrawBlock]) -> Iterator[DrawBlock]:
        """Yield each block after its draws are kept.

        Raises:
            CannotCompute: a figure that is not a date is infinite in a draw, which is named.
        """
        start = 0
        for number, block in enumerate(blocks):
            size = size_of(number, self._simulation.draws)
            self._keep(block, slice(start, start + size))
            start += size
            yield block

    def _keep(self, block: DrawBlock, place: slice) -> None:
        inputs, figures = block
        for name, column in self.draws.items():
            column[place] = figures.get(name, np.nan)
            if self._units[name] not in MAY_BE_NEVER:
                self._refuse_infinite(name, column[place], inputs)
        size = place.stop - place.start
        for total, sums in self.moments.items():
            for part, moments in sums.items():
                moments.add(*(np.broadcast_to(figures[name], size) for name in (part, total)))

    def _refuse_infinite(self, name: str, column: Column, inputs: Mapping[str, Column]) -> None:
        infinite = np.isinf(column)
        if infinite.any():
            draw = int(infinite.argmax())
            where = ", ".join(f"{self._path_of(key)}={compact(float(values[draw]))}" for key, values in inputs.items())
            raise CannotCompute(f"{name} is infinite in a draw, at {where}")
