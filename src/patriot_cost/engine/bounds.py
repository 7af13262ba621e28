"""On which side a figure is bounded, where numbers it rests on are: at least, at most, or both ways."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

from patriot_cost.engine.monotonicity import direction, signs
from patriot_cost.engine.ranges import entering, settings
from patriot_cost.engine.step import skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from patriot_cost.engine.plan import Plan
    from patriot_cost.engine.step import Input, Known

Bound: TypeAlias = Literal["floor", "ceiling", "mixed"]
_DISTANCES = (1e-6, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1.0, 1.25, 1.6, 2.0, 3.0, 5.0, 10.0, 30.0, 100.0, 1e3)
"""How far a number that may be higher is moved, in multiples of itself and one: from a hair."""
_PARTS = (1e-6, *(step / 18 for step in range(1, 19)))
"""How far down a number that may be lower is moved, as parts of itself."""
_SIZES = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 120.0, 250.0, 500.0, 1e3, 2e3, 4e3, 8e3, 2e4, 1e5, 1e6, 1e8, 1e10)
"""Sizes tried for an item whose size is unknown, money as well as counts."""
_STEPS = len(_SIZES)
_STRIDES = (0, 7)
"""By how many steps the distances of one number run ahead of those of the one before, when many are moved."""

_HALVINGS = 3
"""How often the way between two distances is halved."""


def bounds(plan: Plan, inputs: Mapping[str, Input], values: Known) -> dict[str, Bound]:
    """Move the one-sided numbers the way they may move, alone and together, near and far; see which figures follow.

    A figure that becomes unknown far away says nothing, which is why one distance would not do.
    """
    probes = _probes(plan, entering(plan, inputs), values)
    moves: dict[str, set[bool]] = defaultdict(set)
    for name, tried in probes.items():
        _note_alone(moves, plan, values, name, tried)
    for moved in _together(probes) if len(probes) > 1 else ():
        _note(moves, plan, moved, values)
    later = plan.rests_on_time()
    part = plan.part(name for name in plan.steps if name not in later)
    for moved, figures in _pulling_together(part, probes, values):
        _note(moves, part, moved, values, figures)
    return {name: _side(directions) for name, directions in moves.items()}


def _probes(plan: Plan, inputs: Mapping[str, Input], values: Known) -> dict[str, tuple[float, ...]]:
    """Return what each one-sided number may be, from near to far."""
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
    """Move one number to all its distances, and in between where other figures follow than before.

    What falls into one year of many does so for few values of a number.
    """
    ways = {value: _note(moves, plan, {name: value}, values) for value in tried}
    between = [(pair, _HALVINGS) for pair in pairwise(tried)]
    for (near, far), halvings in between:
        middle = (near + far) / 2
        if halvings and ways[near] != ways[far] and middle not in {near, far}:
            ways[middle] = _note(moves, plan, {name: middle}, values)
            between += [((near, middle), halvings - 1), ((middle, far), halvings - 1)]


def _together(probes: Mapping[str, tuple[float, ...]]) -> Iterator[Known]:
    """Yield all numbers moved at equal distances, and at unequal ones."""
    for stride in _STRIDES:
        for step in range(_STEPS):
            yield {name: tried[(step + place * stride) % _STEPS] for place, (name, tried) in enumerate(probes.items())}


def _pulling_together(
    plan: Plan, probes: Mapping[str, tuple[float, ...]], values: Known
) -> Iterator[tuple[Known, list[str]]]:
    """Yield the numbers that pull some figures one way, moved together, and these figures.

    A path in time is pulled both ways by most, so that all numbers together say as much of it.
    """
    starts = {name: values.get(name, 0.0) for name in probes}
    ends = {name: (min(starts[name], tried[-1]), max(starts[name], tried[-1])) for name, tried in probes.items()}
    for setting, figures in settings(plan, signs(plan, values, ends), ends).items():
        chosen = [name for name, rises in setting if rises is (probes[name][-1] >= starts[name])]
        # One alone, and all of them, have been moved before.
        for step in range(_STEPS) if 1 < len(chosen) < len(probes) else ():
            yield {name: probes[name][step] for name in chosen}, figures


def _note(
    moves: dict[str, set[bool]], plan: Plan, moved: Known, values: Known, figures: Sequence[str] | None = None
) -> dict[str, bool]:
    """Note which way figures go, None for all that rest on what is moved, and return it."""
    run = plan.rerun(values, moved)
    asked = [name for name, *_ in plan.program.resting_on(frozenset(moved))] if figures is None else figures
    # Most stand still: they are passed over before they are compared with care.
    pairs = ((name, values.get(name), run.get(name)) for name in asked)
    ways = {name: way for name, old, new in pairs if old != new and (way := direction(old, new)) is not None}
    for name, way in ways.items():
        moves[name].add(way)
    return ways


def _side(directions: set[bool]) -> Bound:
    if len(directions) > 1:
        return "mixed"
    return "floor" if True in directions else "ceiling"
