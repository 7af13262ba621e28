"""From the register to an ordered list of steps, and the run over it: plain, for draws, for probes."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.engine.ops import NOT_A_NUMBER
from patriot_cost.engine.registry import FIGURES, Figure, IfUsed, Of, Over

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patriot_cost.engine.registry import Marker


class Space(NamedTuple):
    """The items a case has: by axis, along which axes each input varies, and what belongs to what.

    `links[(axis, other)][item]` are the items of `other` that belong to `item`; another way of belonging is
    named behind a comma, `links[(axis, "other, relation")]`.
    """

    axes: Mapping[str, tuple[str, ...]]
    indexed: Mapping[str, tuple[str, ...]]
    links: Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]]


class Argument(NamedTuple):
    """Where one parameter of a step comes from: one key, or the keys of many items."""

    keys: tuple[str, ...]
    many: bool
    known_only: bool
    if_used: bool


class Step(NamedTuple):
    """One figure for one item: its key, its formula, where its inputs come from."""

    key: str
    figure: Figure
    arguments: tuple[Argument, ...]


Run = dict[str, float | None]
"""Values by key; None is unknown."""


class Plan:
    """The steps that compute the figures of one space, in order of dependency."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.steps: dict[str, Step] = {}
        for name in _ordered(FIGURES):
            figure = FIGURES[name]
            for items in product(*(space.axes.get(axis, ()) for axis in figure.per)):
                step = self._step(figure, dict(zip(figure.per, items, strict=True)))
                self.steps[step.key] = step

    def _step(self, figure: Figure, at: dict[str, str]) -> Step:
        arguments = tuple(self._argument(name, marker, at) for name, marker in figure.parameters.items())
        return Step(key(figure.name, *at.values()), figure, arguments)

    def _argument(self, name: str, marker: Marker, at: dict[str, str]) -> Argument:
        if isinstance(marker, (Over, Of)):
            keys = tuple(key(name, item) for item in self._items(marker, at))
            return Argument(keys, many=True, known_only=marker.known_only, if_used=False)
        axes = FIGURES[name].per if name in FIGURES else self.space.indexed.get(name, ())
        own = key(name, *(at[axis] for axis in axes))
        return Argument((own,), many=False, known_only=False, if_used=isinstance(marker, IfUsed))

    def _items(self, marker: Over | Of, at: dict[str, str]) -> tuple[str, ...]:
        if isinstance(marker, Over):
            return self.space.axes.get(marker.axis, ())
        ((axis, item),) = at.items()
        target = f"{marker.axis}, {marker.relation}" if marker.relation else marker.axis
        return self.space.links.get((axis, target), {}).get(item, ())

    def run(self, inputs: Mapping[str, float | None]) -> Run:
        """Compute every figure from the inputs, which are values by key, floats or arrays.

        A figure with an unknown input is unknown and its formula is not called.
        """
        values: Run = dict(inputs)
        for step in self.steps.values():
            values[step.key] = compute(step, values)
        return values

    def used(self, step: Step, values: Mapping[str, float | None]) -> tuple[Argument, ...]:
        """Return the arguments a step really uses: those it may leave unused are tried as unknown."""

        def idle(argument: Argument) -> bool:
            hidden = dict.fromkeys(argument.keys)
            return argument.if_used and compute(step, {**values, **hidden}) == values[step.key]

        return tuple(argument for argument in step.arguments if not idle(argument))


def key(name: str, *items: str) -> str:
    """Return the printed name of a figure or an input: `donor_bill[nato]`."""
    return f"{name}[{','.join(items)}]" if items else name


def skipped(step: Step, values: Mapping[str, float | None]) -> list[str]:
    """List the items of unknown size that a step leaves out, so that its value is not the whole."""
    return [
        name for argument in step.arguments if argument.known_only for name in argument.keys if values.get(name) is None
    ]


def compute(step: Step, values: Mapping[str, float | None]) -> float | None:
    """Compute one step from the values of its arguments; None where one that it needs is unknown."""
    supplied: list[object] = []
    hidden = False
    for argument in step.arguments:
        given = [values.get(name) for name in argument.keys]
        known = [value for value in given if value is not None]
        if argument.many:
            if len(known) < len(given) and not argument.known_only:
                return None
            supplied.append(tuple(known))
        elif known:
            supplied.append(known[0])
        elif argument.if_used:
            supplied.append(NOT_A_NUMBER)
            hidden = True
        else:
            return None
    value: Any = step.figure.function(*supplied)
    strange = value != value  # noqa: PLR0124 - only what is not a number differs from itself
    if hasattr(strange, "any"):
        # In some points of many a division by zero is unknown; a hidden input that was used is unknown in all.
        strange = hidden and bool(strange.any())
    return None if strange else value


def _ordered(figures: Mapping[str, Figure]) -> Iterable[str]:
    """Yield figure names so that each stands after the figures it needs.

    Raises:
        ValueError: two figures need each other.
    """
    done: dict[str, bool] = {}

    def visit(name: str) -> None:
        if name in done:
            if not done[name]:
                raise ValueError(f"the figure '{name}' needs itself")
            return
        done[name] = False
        for parameter in figures[name].parameters:
            if parameter in figures:
                visit(parameter)
        done[name] = True
        order.append(name)

    order: list[str] = []
    for name in figures:
        visit(name)
    return order
