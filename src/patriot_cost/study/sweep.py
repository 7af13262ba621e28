"""Figures at every point of a grid, or along rows of values, as blocks of columns."""

from __future__ import annotations

from functools import cached_property, partial
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from patriot_cost.case.varied_paths import parse_axes
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.keys import listed
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.study.sweep_variants import variants
from patriot_cost.units import MAY_BE_NEVER, compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from patriot_cost.case.varied_paths import VariedPath
    from patriot_cost.engine.bounds import Bound
    from patriot_cost.study.array_model import Column, Function
    from patriot_cost.study.sweep_variants import Load, Variants

    PointColumns = dict[str, NDArray[Any]]
    Point = dict[str, float | str]

FIGURES = ("funding_need",)
MOST_POINTS = 10_000_000
BLOCK = 2**18
"""Points computed together in a grid, where most arrays are smaller."""
_ALONG = 4
"""The factor by which they are fewer along one dimension, where every array is as long as the block."""


class Sweep:
    """A job of many points, which can be sent to another process: block `n` is the same in every process.

    In a grid the first axis is slowest, and each of more than one value has its own dimension; `zipped` axes move
    together. Words choose the variant. `columns` gives all points at once, `block` a part of them at a time.
    """

    def __init__(self, axes: Sequence[VariedPath], variants: Variants, *, zipped: bool) -> None:
        self.axes = tuple(axes)
        self.variants = variants
        self.zipped = zipped
        long = [axis for axis in self.axes if len(axis.values) > 1] or [self.axes[0]]
        self._dimensions = {axis.name: 0 if zipped else place for place, axis in enumerate(long)}
        self.shape = tuple(len(axis.values) for axis in (long[:1] if zipped else long))
        self.points = prod(self.shape)
        self._split, self._parts = _blocks(self.shape)
        self.count = prod(self.shape[: self._split]) * self._parts

    def __reduce__(self) -> tuple[Any, ...]:
        """Return the arguments from which it is made, without caches of this process."""
        return partial(Sweep, zipped=self.zipped), (self.axes, self.variants)

    def columns(self) -> PointColumns:
        """Return all points, in order: a column for each axis and figure, by name, all of one length.

        Raises:
            CannotCompute: a figure that is not a date is infinite at a point.
        """
        names = (*(axis.name for axis in self.axes), *self.figures)
        found: dict[str, list[NDArray[Any]]] = {name: [] for name in names}
        for block in map(self.block, range(self.count)):
            for name in self.figures:
                infinite = np.isinf(block[name])
                if infinite.any() and self.units[name] not in MAY_BE_NEVER:
                    raise self.infinite(block, name, int(infinite.argmax()))
            for name, values in zip(names, np.broadcast_arrays(*(block[name] for name in names)), strict=True):
                found[name].append(values.ravel())
        return {name: np.concatenate(parts) for name, parts in found.items()}

    def block(self, number: int) -> PointColumns:
        """Return one block: a column for each axis and figure, by name, which broadcast to each other.

        A value is NaN where it is unknown, and infinite where a date never comes; `SweepSummary`, which looks for
        extremes anyway, refuses any other infinite one.
        """
        ranges = self._ranges(number)
        columns = {axis.name: self._placed(axis, ranges, self._short) for axis in self.axes}
        typed = {key: columns[axis.name] for axis in self.axes for key in axis.keys}
        return columns | self._figures(ranges, typed)

    def never_known(self) -> list[str]:
        """List the figures that are unknown at all points, because an input is."""
        first = {key: np.array(axis.values[:1]) for axis in self.axes for key in axis.keys}
        known = {name for words, function in self._functions.items() for name in function(self._entered(words, first))}
        return [name for name in self.figures if name not in known]

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The keys of the figures."""
        return next(iter(self.variants.values())).model.figures

    @cached_property
    def units(self) -> dict[str, str]:
        """The unit of each figure."""
        plan = Plan(next(iter(self.variants.values())).model.index_sets, ())
        found = {name: plan.find(name) for name in self.figures}
        return {name: place[0].unit for name, place in found.items() if place}

    @cached_property
    def _short(self) -> dict[str, NDArray[Any]]:
        """The values of all axes but the long ones, of which each block makes its part."""
        return {axis.name: np.array(axis.values[:]) for axis in self.axes if len(axis.values) <= BLOCK}

    @cached_property
    def _functions(self) -> dict[tuple[str, ...], Function]:
        keys = [key for axis in self.axes for key in axis.keys]
        return {words: variant.model.varying(keys) for words, variant in self.variants.items()}

    def _entered(self, words: tuple[str, ...], typed: Mapping[str, Column]) -> dict[str, Any]:
        return {key: self.variants[words].transforms[key](values) for key, values in typed.items()}

    def _ranges(self, number: int) -> list[range]:
        """Return the places of a block on each dimension: one of those before the split, a part there, all behind."""
        outer, part = divmod(number, self._parts)
        places = np.unravel_index(outer, self.shape[: self._split]) if self._split else ()
        length = self.shape[self._split]
        start, stop = length * part // self._parts, length * (part + 1) // self._parts
        ranges = [range(int(place), int(place) + 1) for place in places]
        return [*ranges, range(start, stop), *map(range, self.shape[self._split + 1 :])]

    def _placed(self, axis: VariedPath, ranges: list[range], whole: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
        """Return the values of an axis in a block, along its own dimension."""
        own = self._range(axis, ranges)
        cut = slice(own.start, own.stop)
        part = whole[axis.name][cut] if axis.name in whole else np.array(axis.values[cut])
        dimension = self._dimensions.get(axis.name)
        return part.reshape([-1 if place == dimension else 1 for place in range(len(ranges))])

    def _range(self, axis: VariedPath, ranges: list[range]) -> range:
        """Return the places of an axis in a block: the only one where it has no dimension."""
        return ranges[self._dimensions[axis.name]] if axis.name in self._dimensions else range(1)

    def _figures(self, ranges: list[range], typed: Mapping[str, Column]) -> PointColumns:
        if len(self.variants) == 1:
            (words,) = self.variants
            return self._known(self._functions[words](self._entered(words, typed)))
        shape = [len(part) for part in ranges]
        found = {name: np.full(shape, np.nan) for name in self.figures}
        for words, index in self._pieces(ranges):
            own = {key: values[index] for key, values in typed.items()} if self.zipped else typed
            for name, value in self._functions[words](self._entered(words, own)).items():
                found[name][index] = value
        return found

    def _known(self, values: Mapping[str, Any]) -> PointColumns:
        """Return figures as columns; one that depends on no axis has length 1 along each."""
        whole = {name: np.asarray(values.get(name, np.nan), dtype=np.float64) for name in self.figures}
        return {name: np.expand_dims(value, (*range(len(self.shape) - value.ndim),)) for name, value in whole.items()}

    def _pieces(self, ranges: list[range]) -> Iterator[tuple[tuple[str, ...], Any]]:
        """Yield the combinations of words in a block, and the places of each in it."""
        if self.zipped:
            (rows,) = ranges
            combinations = [tuple(str(axis.values[row]) for axis in self.axes if axis.in_words) for row in rows]
            for words in dict.fromkeys(combinations):
                yield words, np.array([place for place, other in enumerate(combinations) if other == words])
            return
        worded = [(axis, self._range(axis, ranges)) for axis in self.axes if axis.in_words]
        for places in product(*(range(len(own)) for _, own in worded)):
            index = [slice(None)] * len(ranges)
            for (axis, _), place in zip(worded, places, strict=True):
                if axis.name in self._dimensions:
                    index[self._dimensions[axis.name]] = slice(place, place + 1)
            yield (
                tuple(str(axis.values[own[place]]) for (axis, own), place in zip(worded, places, strict=True)),
                tuple(index),
            )

    def point(self, columns: PointColumns, name: str, place: int) -> Point:
        """Return the first point of a block at which a column has the value at a place of the column."""
        values = columns[name]
        index = np.unravel_index(place, values.shape)
        return {axis.name: _item(columns[axis.name], index) for axis in self.axes}

    def infinite(self, columns: PointColumns, name: str, place: int) -> CannotCompute:
        """Return the error that a figure is infinite at a point of a block."""
        return CannotCompute(f"{name} is infinite at {point_text(self.point(columns, name, place))}")

    def bound(self, name: str, point: Point) -> Bound | None:
        """Return the side on which a figure is bounded at a point."""
        words = tuple(str(point[axis.name]) for axis in self.axes if axis.in_words)
        return self.variants[words].bounds.get(name)


def sweep(
    load: Load,
    vary: str | Sequence[str],
    figures: str | Sequence[str] = FIGURES,
    *,
    zipped: bool = False,
    most: int = MOST_POINTS,
) -> Sweep:
    """Return a sweep: figures at many points of a case, over a grid, or row by row if `zipped`.

    `sweep(loader("mid-2026"), ["force.operational=3:12:4"], ["funding_need"]).columns()` are two columns of four
    values, `force.operational` and `funding_need`. `load` loads the case with further settings, as the function does
    that `loader` returns. `vary` is in the notation of `--vary`: PATH=low:high:points, PATH=value,value or
    PATH=@file.csv; PATH*=... scales and PATH+=... adds. Figures are in their units, money in dollars of the case's
    price year, dates years with their part; NaN is unknown, infinite a date that never comes.

    Raises:
        UsageFault: a path, a value or a figure is wrong, zipped axes differ in length, or points are more than `most`.
        FileFaults: a file of values is faulty.
    """
    axes = parse_axes(listed(vary), zipped=zipped)
    job = Sweep(axes, variants(load, axes, listed(figures), zipped=zipped), zipped=zipped)
    if job.points > most:
        raise UsageFault(f"{job.points:,} points; allowed: {most:,}", f"--max-points {job.points} raises it")
    return job


def point_text(point: Point) -> str:
    """Return a point as text: `battery.system_cost=450M, force.operational=3`."""
    texts = {name: value if isinstance(value, str) else compact(value) for name, value in point.items()}
    return ", ".join(f"{name}={text}" for name, text in texts.items())


def _blocks(shape: Sequence[int]) -> tuple[int, int]:
    """Return the dimension along which the points are cut into blocks, and into how many parts it is cut."""
    most = BLOCK if len(shape) > 1 else max(1, BLOCK // _ALONG)
    split = next(place for place in range(len(shape)) if prod(shape[place + 1 :]) <= most)
    each = max(1, most // prod(shape[split + 1 :]))
    return split, -(-shape[split] // each)


def _item(values: NDArray[Any], index: Sequence[Any]) -> float | str:
    item: float | str = values[tuple(0 if length == 1 else at for at, length in zip(index, values.shape, strict=True))]
    return str(item) if values.dtype.kind == "U" else float(item)
