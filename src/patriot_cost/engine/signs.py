"""Which way figures move when inputs do: found step by step, by moving one argument at a time.

A figure may stand still at the point and move elsewhere: a gap that is closed opens when two inputs move
together. Moving the arguments of each single formula shows the way, and the ways chain up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.engine.plan import compute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patriot_cost.engine.plan import Plan, Run, Step

SIZES = (1.0, 1e3, 1e10)
"""Sizes tried for an item whose size is unknown."""


def raised(value: float) -> tuple[float, ...]:
    """Return values above one: a hair, twice, a thousand times."""
    return (value * (1 + 1e-6) + 1e-6, 2 * value + 1, 1e3 * (value + 1))


def lowered(value: float) -> tuple[float, ...]:
    """Return values below one: a hair, half, nothing."""
    return (value * (1 - 1e-6), value / 2, 0.0)


def direction(before: float | None, after: float | None) -> bool | None:
    """Return True for up, False for down, None for no change beyond rounding."""
    if before is None or after is None or abs(after - before) <= 1e-12 * max(abs(before), abs(after)):
        return None
    return after > before


def signs(plan: Plan, values: Run, point: Run, ends: Mapping[str, tuple[float, float]]) -> dict[str, dict[str, bool]]:
    """Return for each figure, by source, whether it rises when the source does.

    `ends` are a lower and a higher value of each source. Where a source enters a figure on two ways that
    pull apart, the whole run from end to end decides; where that shows nothing either, the source is absent.
    """
    ways = _ways(plan, values, ends)
    torn = {source for name in plan.steps for source, rises in ways.get(name, {}).items() if len(rises) > 1}
    runs = {source: tuple(plan.run(point | {source: end}) for end in ends[source]) for source in torn}
    found: dict[str, dict[str, bool]] = {}
    for name in plan.steps:
        for source, rises in ways.get(name, {}).items():
            way = direction(*(run[name] for run in runs[source])) if len(rises) > 1 else True in rises
            if rises and way is not None:
                found.setdefault(name, {})[source] = way
    return found


def _ways(plan: Plan, values: Run, sources: Iterable[str]) -> dict[str, dict[str, set[bool]]]:
    """Chain the ways of single formulas up: for each figure, by source, all ways it is pulled."""
    ways: dict[str, dict[str, set[bool]]] = {source: {source: {True}} for source in sources}
    for step in plan.steps.values():
        found: dict[str, set[bool]] = {}
        for argument in step.arguments:
            for name in argument.keys:
                if name not in ways:
                    continue
                own = _step_signs(step, name, values)
                for source, rises in ways[name].items():
                    found.setdefault(source, set()).update(up == way for up in rises for way in own)
        if found:
            ways[step.key] = found
    return ways


def _step_signs(step: Step, name: str, values: Run) -> set[bool]:
    """Return whether one formula rises (True) or falls (False) with one of its arguments."""
    value, base = values.get(name), values[step.key]
    if value is None:
        moves = [(size, True) for size in SIZES]
    else:
        moves = [(moved, True) for moved in raised(value)] + [(moved, False) for moved in lowered(value)]
    found = set()
    for moved, upward in moves:
        way = direction(base, compute(step, _with(values, name, moved)))
        if way is not None:
            found.add(way is upward)
    return found


def _with(values: Mapping[str, float | None], name: str, value: float) -> dict[str, float | None]:
    return {**values, name: value}
