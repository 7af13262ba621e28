"""On which side a figure is bounded, where numbers it rests on are: at least, at most, or both ways."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, TypeAlias

from patriot_cost.engine.plan import Plan
from patriot_cost.engine.ranges import entering, settings
from patriot_cost.engine.signs import direction
from patriot_cost.engine.step import skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from patriot_cost.engine.result import Input
    from patriot_cost.engine.step import Known

Bound: TypeAlias = Literal["floor", "ceiling", "mixed"]
_DISTANCES = tuple(round(10 ** (step / 6) - 1, 3) or 1e-6 for step in range(19))
"""How far a number that may be higher is moved, in multiples of itself and one: a hair to a thousand times."""
_PARTS = (1e-6, *(step / 18 for step in range(1, 19)))
"""How far down a number that may be lower is moved, as parts of itself."""
_SIZES = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 120.0, 250.0, 500.0, 1e3, 2e3, 4e3, 8e3, 2e4, 1e5, 1e6, 1e8, 1e10)
"""Sizes tried for an item whose size is unknown, money as well as counts."""
_STEPS = len(_SIZES)
_STRIDES = (0, 3, 7, 11)
"""By how many steps the distances of one number run ahead of those of the one before, when many are moved."""


def bounds(plan: Plan, inputs: Mapping[str, Input], point: Known, values: Known) -> dict[str, Bound]:
    """Move the one-sided numbers the way they may move, alone and together, near and far; see which figures follow.

    A figure that becomes unknown far away says nothing, which is why one distance would not do.
    """
    probes = _probes(plan, entering(plan, inputs), values)
    moves: dict[str, set[bool]] = defaultdict(set)
    for moved in _alone_and_together(probes):
        figures = [name for name, *_ in plan.resting_on(frozenset(moved))]
        _note(moves, figures, values, plan.rerun(values, moved))
    for moved, figures in _pulling_together(plan, probes, point, values):
        _note(moves, figures, values, plan.rerun(values, moved))
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
        probes[name] = tuple(plan.space.within(name, value) for value in tried)
    return probes


def _alone_and_together(probes: Mapping[str, tuple[float, ...]]) -> Iterator[Known]:
    """Yield each number alone at all its distances, all at equal distances, and all at unequal ones."""
    for name, tried in probes.items():
        yield from ({name: value} for value in tried)
    if len(probes) < 2:
        return
    for stride in _STRIDES:
        for step in range(_STEPS):
            yield {name: tried[(step + place * stride) % _STEPS] for place, (name, tried) in enumerate(probes.items())}


def _pulling_together(
    plan: Plan, probes: Mapping[str, tuple[float, ...]], point: Known, values: Known
) -> Iterator[tuple[Known, list[str]]]:
    """Yield the numbers that pull a figure one way moved together, for the figures that run along no path in time."""
    later = plan.rests_on_time()
    part = Plan(plan.space, [name for name in plan.steps if name not in later])
    starts = {name: point.get(name, 0.0) for name in probes}
    ends = {name: (min(starts[name], tried[-1]), max(starts[name], tried[-1])) for name, tried in probes.items()}
    for setting, figures in settings(part, values, point, ends).items():
        chosen = [name for name, rises in setting if rises is (probes[name][-1] >= starts[name])]
        for step in range(_STEPS):
            yield {name: probes[name][step] for name in chosen}, figures


def _note(moves: dict[str, set[bool]], figures: Iterable[str], before: Known, after: Known) -> None:
    for name in figures:
        way = direction(before.get(name), after.get(name))
        if way is not None:
            moves[name].add(way)


def _side(directions: set[bool]) -> Bound:
    if len(directions) > 1:
        return "mixed"
    return "floor" if True in directions else "ceiling"
