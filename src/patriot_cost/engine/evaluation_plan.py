"""The evaluation plan: steps in order of dependency, made from the register, and the run over them."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from patriot_cost.engine import registry as mark
from patriot_cost.engine.index_sets import Link
from patriot_cost.engine.keys import Key, key_of, kind_of
from patriot_cost.engine.registry import FIGURES, Figure
from patriot_cost.engine.step import Argument, Known, Program, Run, Step, argument_getter, computed, known

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from patriot_cost.engine.index_sets import IndexSets
    from patriot_cost.engine.registry import Marker

NOTHING = "nothing"
"""The key of the 0 at which a path starts, and of which there is nothing."""


class Plan:
    """The steps that compute figures over index sets, in order of dependency: all that were requested so far.

    Figures that are `overridden`, by key, are taken from the inputs and not computed.
    """

    def __init__(
        self, index_sets: IndexSets, wanted: Iterable[str] | None = None, overridden: Container[str] = ()
    ) -> None:
        self.index_sets = index_sets
        self._overridden = overridden
        self.steps: dict[str, Step] = {}
        self._built: dict[str, Step] = {}
        self.program = Program()
        self.constants: Known = {}
        self._families: dict[str, str] = {}
        self._shapes: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._rows: dict[tuple[str | None, ...], tuple[str, ...]] = {}
        self._by_key_name: dict[str, list[Figure]] = {}
        for figure in FIGURES.values():
            self._by_key_name.setdefault(figure.key_name, []).append(figure)
        self._places = {axis: {item: n for n, item in enumerate(items)} for axis, items in index_sets.axes.items()}
        self.add(self.keys() if wanted is None else wanted)

    def part(self, wanted: Iterable[str]) -> Plan:
        """Return a plan of some of the figures alone, which shares the steps and the tables of their keys."""
        found = copy(self)
        found.steps, found.program, found._built = {}, Program(), self.steps  # noqa: SLF001 - of its own class
        found.add(wanted)
        return found

    def keys(self, figures: Iterable[Figure] | None = None) -> Iterator[str]:
        """Iterate over the keys of figures over the index sets, requested or not; of all, if none are named."""
        for figure in FIGURES.values() if figures is None else figures:
            yield from (key_of(figure.key_name, *items) for items in self._combinations(figure))

    def _combinations(self, figure: Figure) -> list[tuple[str, ...]]:
        combinations: list[tuple[str, ...]] = [()]
        for axis in figure.per:
            combinations = [(*items, item) for items in combinations for item in self.index_sets.axes.get(axis, ())]
        return combinations

    def find(self, name: str) -> tuple[Figure, tuple[str, ...]] | None:
        """Return the figure and the items of a key, or None."""
        key = Key.of(name)
        for figure in self._by_key_name.get(key.name, ()):
            if len(key.items) == len(figure.per) and str(key) == name:
                places = zip(figure.per, key.items, strict=True)
                if all(item in self._places.get(axis, ()) for axis, item in places):
                    return figure, key.items
        return None

    def add(self, wanted: Iterable[str]) -> None:
        """Add the steps that compute these figures; an unknown name is passed over.

        Raises:
            ValueError: a figure needs itself.
        """
        pending = [(name, False) for name in wanted]
        pending.reverse()
        building: dict[str, Step] = {}
        while pending:
            name, ready = pending.pop()
            if name in self.steps or name in self._overridden:
                continue
            if ready:
                step = self.steps[name] = building.pop(name)
                self.program.add(step)
                continue
            if name in building:
                raise ValueError(f"the figure '{name}' needs itself")
            if name in self._built:
                step = self._built[name]
            elif found := self.find(name):
                step = self._step(*found)
            else:
                continue
            building[name] = step
            pending.append((name, True))
            pending += [
                (needed, False)
                for argument in reversed(step.arguments)
                for needed in reversed(argument.keys)
                if needed not in self.steps
            ]

    def _step(self, figure: Figure, items: tuple[str, ...]) -> Step:
        at = {kind_of(axis): item for axis, item in zip(figure.per, items, strict=True)}
        arguments = tuple(self._argument(name, marker, at) for name, marker in figure.parameters.items())
        return Step(key_of(figure.key_name, *items), figure, items, arguments, argument_getter(arguments))

    def _argument(self, name: str, marker: Marker, at: Mapping[str, str]) -> Argument:  # noqa: PLR0911 - one a marker
        if isinstance(marker, (mark.Over, mark.Trailing, mark.Following)):
            row = self._row(name, marker.axis, at)
            if not isinstance(marker, mark.Over):
                place = self._places[marker.axis][at[kind_of(marker.axis)]]
                row = row[place:] if isinstance(marker, mark.Following) else row[place::-1]
            return Argument(
                row, many=True, known_only=isinstance(marker, mark.Over) and marker.known_only, if_used=False
            )
        if isinstance(marker, mark.Of):
            keys = [self._key_at(name, {**at, marker.axis: item}) for item in self._belonging(marker, at)]
            return _argument_from(keys, many=True)._replace(known_only=marker.known_only)
        if isinstance(marker, (mark.ItemNumber, mark.ItemNumbers)):
            several = isinstance(marker, mark.ItemNumbers)
            chosen = self.index_sets.axes[marker.axis] if several else (at[marker.axis],)
            return _argument_from([self._number(item) for item in chosen], many=several)
        if isinstance(marker, mark.At):
            return _argument_from([self._key_at(name, {**at, marker.axis: marker.item})])
        if isinstance(marker, mark.Previous):
            place = self._places[marker.axis][at[kind_of(marker.axis)]]
            if place:
                return _argument_from([self._row(name, marker.axis, at)[place - 1]])
            return _argument_from([self._key_at(marker.start, at) if marker.start else self._nothing()])
        key = self._key_at(name, at)
        found = (key,) if key else ()
        known_only, if_used = isinstance(marker, mark.IfKnown), isinstance(marker, mark.IfUsed)
        return Argument(found, many=False, known_only=known_only, if_used=if_used)

    def _row(self, name: str, axis: str, at: Mapping[str, str]) -> tuple[str, ...]:
        """Return the keys of a quantity along an axis, at the item of the figure on all other axes."""
        kind = kind_of(axis)
        _, kinds = self._shape(name)
        where = (name, axis, *(at.get(other) for other in kinds if other != kind))
        if where not in self._rows:
            keys = [self._key_at(name, {**at, kind: item}) for item in self.index_sets.axes.get(axis, ())]
            self._rows[where] = tuple(filter(None, keys))
        return self._rows[where]

    def _key_at(self, name: str, at: Mapping[str, str]) -> str | None:
        """Return the key of a figure or an input at an item; None if it has none there."""
        key_name, kinds = self._shape(name)
        if not kinds:
            return self.index_sets.aliases.get(key_name, key_name)
        items = [item for kind in kinds if (item := at[kind] if kind in at else self._linked(kind, at)) is not None]
        if len(items) < len(kinds):
            return None
        key = key_of(key_name, *items)
        found = self.index_sets.aliases.get(key, key)
        return self._nothing() if found == NOTHING else found

    def _shape(self, name: str) -> tuple[str, tuple[str, ...]]:
        """Return the printed name of a figure or an input, and the kinds along which it varies."""
        if name not in self._shapes:
            figure = FIGURES.get(name)
            kinds = tuple(map(kind_of, figure.per)) if figure else tuple(self.index_sets.indexed.get(name, ()))
            self._shapes[name] = (figure.key_name if figure else name, kinds)
        return self._shapes[name]

    def _linked(self, axis: str, at: Mapping[str, str]) -> str | None:
        """Return the one item of another kind that belongs to the item of the figure: the year of a month."""
        for kind, item in at.items():
            belonging = self.index_sets.links.get(Link(kind, axis), {}).get(item, ())
            if belonging:
                return belonging[0]
        return None

    def _belonging(self, marker: mark.Of, at: Mapping[str, str]) -> tuple[str, ...]:
        ((kind, item),) = at.items()
        return self.index_sets.links.get(Link(kind, marker.axis, marker.relation), {}).get(item, ())

    def _number(self, item: str) -> str:
        """Return the key of the number of an item, which is a constant."""
        return self._constant(
            f"number {item}", self.index_sets.numbers[item] if item in self.index_sets.numbers else float(item)
        )

    def _nothing(self) -> str:
        return self._constant(NOTHING, 0.0)

    def _constant(self, name: str, value: float) -> str:
        self.constants[name] = value
        return name

    def run(self, inputs: Mapping[str, float | None]) -> Run:
        """Compute every figure from the inputs, which are values by key, floats or arrays.

        A figure with an unknown input is unknown and its formula is not called.
        """
        return {**inputs, **dict.fromkeys(self.steps), **self.run_known(known(inputs))}

    def run_known(self, inputs: Mapping[str, float]) -> Known:
        """Compute every figure from known inputs alone; unknown figures are not in the result."""
        return computed(self.program.instructions, {**self.constants, **inputs})

    def rerun(self, values: Known, moved: Known) -> Known:
        """Return the values after some inputs have moved: only their dependents are computed again."""
        return computed(self.program.dependents(frozenset(moved)), {**values, **moved})

    def in_time(self, figure: Figure) -> bool:
        """Tell whether a figure runs along a path in time, with a step for each of many items."""
        return any(kind_of(axis) in self.index_sets.ordered for axis in figure.per)

    def time_dependent(self) -> set[str]:
        """Return the keys of the steps that run along a path in time or depend on one that does."""
        found: set[str] = set()
        for name, step in self.steps.items():
            if self.in_time(step.figure) or any(not found.isdisjoint(argument.keys) for argument in step.arguments):
                found.add(name)
        return found

    def named(self, figure: Figure, items: tuple[str, ...]) -> str:
        """Return the key of a figure with the kind of each item in time in its place: `deliveries[year]`."""
        places = zip(map(kind_of, figure.per), items, strict=True)
        return key_of(figure.key_name, *(kind if kind in self.index_sets.ordered else item for kind, item in places))

    def family(self, name: str) -> str:
        """Return a key without its items in time: all years of a figure or of an input are one family."""
        if name not in self._families:
            self._families[name] = self._family(name)
        return self._families[name]

    def _family(self, name: str) -> str:
        bare, items = Key.of(name)
        axes = self.steps[name].figure.per if name in self.steps else self.index_sets.indexed.get(bare, ())
        lasting = [
            item for axis, item in zip(axes, items, strict=False) if kind_of(axis) not in self.index_sets.ordered
        ]
        return name if len(lasting) == len(items) else key_of(f"{bare} in time", *lasting)


def _argument_from(keys: list[str | None] | list[str], *, many: bool = False) -> Argument:
    return Argument(tuple(name for name in keys if name), many=many, known_only=False, if_used=False)
