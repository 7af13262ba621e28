"""Which way figures move when inputs do: found step by step, by moving one argument at a time.

A figure may stand still at the point and move elsewhere: a gap that is closed opens when two inputs move
together. Moving the arguments of each single formula shows the way, and the ways chain up.

All years (or months) of an input move together, as one source, and a figure is judged over all its years by
a few of them: a path of 180 months would take too long otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.engine.ops import NEVER, total
from patriot_cost.engine.step import compute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.engine.plan import Plan
    from patriot_cost.engine.step import Known, Step

SIZES = (1.0, 1e3, 1e10)
"""Sizes tried for an item whose size is unknown."""


class Ways(NamedTuple):
    """By family of figures: whether it rises with each source, and the sources that pull it both ways.

    `jumping` are the families that go up and down many times between the ends of a source.
    """

    rises: dict[str, dict[str, bool]]
    torn: dict[str, set[str]]
    jumping: set[str]


def raised(value: float) -> tuple[float, ...]:
    """Return values above one: a hair, twice, a thousand times."""
    size = abs(value)
    return (value + size * 1e-6 + 1e-6, value + size + 1, value + 1e3 * (size + 1))


def lowered(value: float) -> tuple[float, ...]:
    """Return values below one: a hair, half, nothing; of what is negative, further down."""
    size = abs(value)
    return (value - size * 1e-6, value - size / 2, value - size)


def direction(before: float | None, after: float | None) -> bool | None:
    """Return True for up, False for down, None for no change beyond rounding."""
    if before is None or after is None or before == after:
        return None
    if abs(after - before) <= 1e-12 * max(abs(before), abs(after)) < NEVER:
        return None
    return after > before


def signs(plan: Plan, values: Known, ends: Mapping[str, tuple[float, float]]) -> Ways:
    """Return for each family of figures, by source, whether it rises when the source does.

    `ends` are a lower and a higher value of each source. Sources of one family in time are one, named by the
    family. Where one enters a figure on two ways that pull apart, the whole run from end to end decides, over
    all years together; where that shows nothing, what the figure is computed from; else the source is absent.
    """
    families: dict[str, list[str]] = {}
    for name in ends:
        families.setdefault(plan.family(name), []).append(name)
    figures = members(plan)
    ways, pulls = _ways(plan, values, families)
    torn = {source for found in ways.values() for source, rises in found.items() if len(rises) > 1}
    runs = {
        source: tuple(
            _totals(figures, plan.rerun(values, {name: ends[name][end] for name in families[source]}))
            for end in (False, True)
        )
        for source in torn & set(families)
    }
    found: dict[str, dict[str, bool]] = {}
    for family in figures:
        for source, rises in ways.get(family, {}).items():
            if not rises:
                continue
            way = True in rises if len(rises) == 1 else direction(*(run.get(family) for run in runs[source]))
            if way is None:
                way = _inherited(found, pulls, family, source)
            if way is not None:
                found.setdefault(family, {})[source] = way
    torn_by = {family: {name for name in own if len(own[name]) > 1} for family, own in ways.items()}
    return Ways(found, torn_by, _jumping(plan, ways, pulls))


def _jumping(
    plan: Plan, ways: Mapping[str, Mapping[str, set[bool]]], pulls: Mapping[tuple[str, str], set[bool]]
) -> set[str]:
    """Return the families of figures that are sawteeth: a source moves them by a whole number, and back without it.

    It is read off the formulas: what is rounded steps while all else goes on, such as the money left by whole
    batteries while their price rises.
    """
    stepping: dict[str, set[str]] = {}
    jumping: set[str] = set()
    below: dict[str, list[str]] = {}
    for family, needed in pulls:
        below.setdefault(family, []).append(needed)
    for family, names in members(plan).items():
        parts = below.get(family, [])
        stepping[family] = set().union(*(stepping.get(name, set()) for name in parts))
        for source in stepping[family]:
            moves = {
                name: {up is pull for up in ways[name].get(source, ()) for pull in pulls[family, name]}
                for name in parts
            }
            steps = set().union(*(moves[name] for name in parts if source in stepping.get(name, ())))
            goes_on = set().union(*(moves[name] for name in parts if source not in stepping.get(name, ())))
            if any(way is not other for way in steps for other in goes_on):
                jumping.add(family)
        if any(name in jumping for name in parts):
            jumping.add(family)
        if plan.steps[names[0]].figure.rounds:
            stepping[family] = set(ways.get(family, ()))
    return jumping


def _inherited(
    found: Mapping[str, Mapping[str, bool]], pulls: Mapping[tuple[str, str], set[bool]], family: str, source: str
) -> bool | None:
    """Return the way a figure goes by way of what it is computed from, where all of that goes one way."""
    ways = {
        found[needed][source] is up
        for (pulled, needed), pull in pulls.items()
        if pulled == family and source in found.get(needed, {})
        for up in pull
    }
    return ways.pop() if len(ways) == 1 else None


def members(plan: Plan) -> dict[str, list[str]]:
    """Return the keys of the figures of a plan by family."""
    found: dict[str, list[str]] = {}
    for name in plan.steps:
        found.setdefault(plan.family(name), []).append(name)
    return found


def _totals(figures: Mapping[str, Sequence[str]], run: Known) -> Known:
    return {
        family: total([run[name] for name in names])
        for family, names in figures.items()
        if all(name in run for name in names)
    }


def _ways(
    plan: Plan, values: Known, sources: Iterable[str]
) -> tuple[dict[str, dict[str, set[bool]]], dict[tuple[str, str], set[bool]]]:
    """Chain the ways of single formulas up: for each family, by source, all ways it is pulled.

    Return with it the ways of the single formulas, by the family and what it is computed from.
    """
    ways: dict[str, dict[str, set[bool]]] = {source: {source: {True}} for source in sources}
    links = _links(plan)
    pulls: dict[tuple[str, str], set[bool]] = {}
    changed = True
    while changed:
        changed = False
        for family, (below, steps) in links.items():
            own = ways.setdefault(family, {})
            for needed in below:
                if not ways.get(needed):
                    continue
                if (family, needed) not in pulls:
                    pulls[family, needed] = {way for step in steps for way in _step_signs(plan, step, needed, values)}
                for source, rises in ways[needed].items():
                    seen = own.setdefault(source, set())
                    before = len(seen)
                    seen.update(up == way for up in rises for way in pulls[family, needed])
                    changed |= len(seen) != before
    return ways, pulls


def _links(plan: Plan) -> dict[str, tuple[list[str], Sequence[Step]]]:
    """Return by family of figures the families it is computed from, and the steps to judge it by."""
    links: dict[str, tuple[list[str], Sequence[Step]]] = {}
    for family, found in members(plan).items():
        names = sorted(found)
        tried = [names[0], names[len(names) // 2], names[-1]] if len(names) > 2 else names
        steps = [plan.steps[name] for name in tried]
        below = dict.fromkeys(
            plan.family(name) for step in steps for argument in step.arguments for name in argument.keys
        )
        links[family] = (list(below), steps)
    return links


def _step_signs(plan: Plan, step: Step, family: str, values: Known) -> set[bool]:
    """Return whether one formula rises (True) or falls (False) with one of its arguments, in all its items."""
    names = [name for argument in step.arguments for name in argument.keys]
    local = {name: values[name] for name in names if name in values}
    base, found = values.get(step.key), set()
    moving = [name for name in names if plan.family(name) == family]
    starts = [local.get(name) for name in moving]
    for upward, size in ((True, 0), (True, 1), (True, 2), (False, 0), (False, 1), (False, 2)):
        moved = dict(local)
        for name, start in zip(moving, starts, strict=True):
            if start is None:
                moved[name] = SIZES[size]
            else:
                moved[name] = plan.index_sets.within(name, (raised if upward else lowered)(start)[size])
        if not upward and None in starts:
            continue
        way = direction(base, compute(step, moved))
        if way is not None:
            found.add(way is upward)
    return found
