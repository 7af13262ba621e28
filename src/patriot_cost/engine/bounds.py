"""One-sided figures: at least, at most, or both ways, if numbers they depend on are one-sided."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

from patriot_cost.engine.monotonicity import direction, monotonicity
from patriot_cost.engine.ranges import corners, plan_inputs
from patriot_cost.engine.step import skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from patriot_cost.engine.evaluation_plan import Plan
    from patriot_cost.engine.step import Input, Known

Bound: TypeAlias = Literal["floor", "ceiling", "mixed"]
_DISTANCES = (1e-6, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1.0, 1.25, 1.6, 2.0, 3.0, 5.0, 10.0, 30.0, 100.0, 1e3)
"""Distances to which a number that may be higher is moved, in multiples of itself and one: from a hair."""
_PARTS = (1e-6, *(step / 18 for step in range(1, 19)))
"""Distances to which a number that may be lower is moved, as parts of itself."""
_SIZES = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 120.0, 250.0, 500.0, 1e3, 2e3, 4e3, 8e3, 2e4, 1e5, 1e6, 1e8, 1e10)
"""Sizes tried for an item whose size is unknown, money as well as counts."""
_STEPS = len(_SIZES)
_STRIDES = (0, 7)
"""Steps by which the distances of one number run ahead of those of the one before, when many are moved."""

_HALVINGS = 3
"""Halvings between two distances."""


def figure_bounds(plan: Plan, inputs: Mapping[str, Input], values: Known) -> dict[str, Bound]:
    """Move the one-sided numbers the way they may move, alone and together, near and far; return the figures that move.

    Several distances are tried, since a figure that becomes unknown far away shows nothing.
    """
    probes = _probes(plan, plan_inputs(plan, inputs), values)
    moves: dict[str, set[bool]] = defaultdict(set)
    for name, tried in probes.items():
        _note_alone(moves, plan, values, name, tried)
    for moved in _together(probes) if len(probes) > 1 else ():
        _note(moves, plan, moved, values)
    later = plan.time_dependent()
    part = plan.part(name for name in plan.steps if name not in later)
    for moved, figures in _reinforcing(part, probes, values):
        _note(moves, part, moved, values, figures)
    return {name: _bound(directions) for name, directions in moves.items()}


def _probes(plan: Plan, inputs: Mapping[str, Input], values: Known) -> dict[str, tuple[float, ...]]:
    """Return the values that each one-sided number may have, from near to far."""
    probes: dict[str, tuple[float, ...]] = {
        name: _SIZES for step in plan.steps.values() for name in skipped(step, values)
    }
    for name, entry in inputs.items():
        if entry.value is None or entry.bound is None:
            continue
        size = abs(entry.value)
        if entry.bound == "floor":
            tried = [entry.value + part * (size + 1) for part in _DISTANCES]
        else:
            tried = [entry.value - part * size for part in _PARTS]
        probes[name] = tuple(plan.index_sets.within(name, value) for value in tried)
    return probes


def _note_alone(moves: dict[str, set[bool]], plan: Plan, values: Known, name: str, tried: tuple[float, ...]) -> None:
    """Move one number to all its distances, and in between if other figures follow than before.

    An event falls into one year of many for few values of a number.
    """
    directions = {value: _note(moves, plan, {name: value}, values) for value in tried}
    between = [(pair, _HALVINGS) for pair in pairwise(tried)]
    for (near, far), halvings in between:
        middle = (near + far) / 2
        if halvings and directions[near] != directions[far] and middle not in {near, far}:
            directions[middle] = _note(moves, plan, {name: middle}, values)
            between += [((near, middle), halvings - 1), ((middle, far), halvings - 1)]


def _together(probes: Mapping[str, tuple[float, ...]]) -> Iterator[Known]:
    """Yield all numbers moved at equal distances, and at unequal ones."""
    for stride in _STRIDES:
        for step in range(_STEPS):
            yield {name: tried[(step + place * stride) % _STEPS] for place, (name, tried) in enumerate(probes.items())}


def _reinforcing(
    plan: Plan, probes: Mapping[str, tuple[float, ...]], values: Known
) -> Iterator[tuple[Known, list[str]]]:
    """Yield the numbers that move some figures one way, moved together, and these figures.

    Most numbers move a path in time both ways, so that all numbers together show as much of it.
    """
    starts = {name: values.get(name, 0.0) for name in probes}
    limits = {name: (min(starts[name], tried[-1]), max(starts[name], tried[-1])) for name, tried in probes.items()}
    for corner, figures in corners(plan, monotonicity(plan, values, limits), limits).items():
        chosen = [name for name, up in corner if up is (probes[name][-1] >= starts[name])]
        # One alone, and all of them, have been moved before.
        for step in range(_STEPS) if 1 < len(chosen) < len(probes) else ():
            yield {name: probes[name][step] for name in chosen}, figures


def _note(
    moves: dict[str, set[bool]], plan: Plan, moved: Known, values: Known, figures: Sequence[str] | None = None
) -> dict[str, bool]:
    """Note the directions of figures, None for all that depend on the numbers moved, and return them."""
    run = plan.rerun(values, moved)
    followed = [name for name, *_ in plan.program.dependents(frozenset(moved))] if figures is None else figures
    # Most do not move: they are passed over before they are compared with care.
    pairs = ((name, values.get(name), run.get(name)) for name in followed)
    directions = {name: up for name, old, new in pairs if old != new and (up := direction(old, new)) is not None}
    for name, up in directions.items():
        moves[name].add(up)
    return directions


def _bound(directions: set[bool]) -> Bound:
    if len(directions) > 1:
        return "mixed"
    return "floor" if True in directions else "ceiling"
