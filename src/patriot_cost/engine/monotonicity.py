"""Monotonicity of figures in their inputs: directions of single formulas, chained from step to step.

A figure may be constant at the point and move elsewhere: a gap that is closed opens when two inputs move
together. Moving the arguments of each single formula shows its direction, and the directions chain up.

All years (or months) of an input move together, as one source, and a figure is judged over all its years by
a few of them: a path of 180 months would take too long otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.engine.ops import NEVER, total
from patriot_cost.engine.step import compute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.engine.evaluation_plan import Plan
    from patriot_cost.engine.step import Known, Step

SIZES = (1.0, 1e3, 1e10)
"""Sizes tried for an item whose size is unknown."""


class Monotonicity(NamedTuple):
    """By family of figures: whether it increases in each source, and the sources with effects of both signs.

    `sawtooth` are the families that go up and down many times between the bounds of a source.
    """

    increasing: dict[str, dict[str, bool]]
    non_monotone: dict[str, set[str]]
    sawtooth: set[str]


def raised(value: float) -> tuple[float, ...]:
    """Return values above one: a hair, twice, a thousand times."""
    size = abs(value)
    return (value + size * 1e-6 + 1e-6, value + size + 1, value + 1e3 * (size + 1))


def lowered(value: float) -> tuple[float, ...]:
    """Return values below one: a hair, half, nothing; of a negative one, further down."""
    size = abs(value)
    return (value - size * 1e-6, value - size / 2, value - size)


def direction(before: float | None, after: float | None) -> bool | None:
    """Return True for up, False for down, None for no change beyond rounding."""
    if before is None or after is None or before == after:
        return None
    if abs(after - before) <= 1e-12 * max(abs(before), abs(after)) < NEVER:
        return None
    return after > before


def monotonicity(plan: Plan, values: Known, bounds: Mapping[str, tuple[float, float]]) -> Monotonicity:
    """Return for each family of figures, by source, whether it increases in the source.

    `bounds` are a lower and a higher value of each source. Sources of one family in time are one, named by the
    family. If a source has effects of both signs on a figure, the whole run from bound to bound decides, over all
    years together; if that shows nothing, the arguments of the figure decide; else the source is absent.
    """
    families: dict[str, list[str]] = {}
    for name in bounds:
        families.setdefault(plan.family(name), []).append(name)
    figures = members(plan)
    directions, partials = _directions(plan, values, families)
    ambiguous = {source for effects in directions.values() for source, signs in effects.items() if len(signs) > 1}
    runs = {
        source: tuple(
            _totals(figures, plan.rerun(values, {name: bounds[name][upper] for name in families[source]}))
            for upper in (False, True)
        )
        for source in ambiguous & set(families)
    }
    increasing: dict[str, dict[str, bool]] = {}
    for family in figures:
        for source, signs in directions.get(family, {}).items():
            if not signs:
                continue
            up = True in signs if len(signs) == 1 else direction(*(run.get(family) for run in runs[source]))
            if up is None:
                up = _inherited(increasing, partials, family, source)
            if up is not None:
                increasing.setdefault(family, {})[source] = up
    non_monotone = {
        family: {source for source, signs in effects.items() if len(signs) > 1}
        for family, effects in directions.items()
    }
    return Monotonicity(increasing, non_monotone, _sawtooth(plan, directions, partials))


def _sawtooth(
    plan: Plan, directions: Mapping[str, Mapping[str, set[bool]]], partials: Mapping[tuple[str, str], set[bool]]
) -> set[str]:
    """Return the families of figures that a source moves by a whole number, and back without one.

    The formulas show it: a rounded argument moves in steps while all others move smoothly, such as the money left
    by whole batteries while their price rises.
    """
    stepping: dict[str, set[str]] = {}
    sawtooth: set[str] = set()
    below: dict[str, list[str]] = {}
    for family, needed in partials:
        below.setdefault(family, []).append(needed)
    for family, names in members(plan).items():
        needed_families = below.get(family, [])
        stepping[family] = set().union(*(stepping.get(name, set()) for name in needed_families))
        for source in stepping[family]:
            effects = {
                name: {up is sign for up in directions[name].get(source, ()) for sign in partials[family, name]}
                for name in needed_families
            }
            steps = set().union(*(effects[name] for name in needed_families if source in stepping.get(name, ())))
            smooth = set().union(*(effects[name] for name in needed_families if source not in stepping.get(name, ())))
            if any(sign is not other for sign in steps for other in smooth):
                sawtooth.add(family)
        if any(name in sawtooth for name in needed_families):
            sawtooth.add(family)
        if plan.steps[names[0]].figure.rounds:
            stepping[family] = set(directions.get(family, ()))
    return sawtooth


def _inherited(
    increasing: Mapping[str, Mapping[str, bool]],
    partials: Mapping[tuple[str, str], set[bool]],
    family: str,
    source: str,
) -> bool | None:
    """Return the direction of a figure by its arguments, if all of them agree."""
    signs = {
        increasing[needed][source] is sign
        for (figure, needed), effects in partials.items()
        if figure == family and source in increasing.get(needed, {})
        for sign in effects
    }
    return signs.pop() if len(signs) == 1 else None


def members(plan: Plan) -> dict[str, list[str]]:
    """Return the keys of the figures of a plan by family."""
    families: dict[str, list[str]] = {}
    for name in plan.steps:
        families.setdefault(plan.family(name), []).append(name)
    return families


def _totals(figures: Mapping[str, Sequence[str]], run: Known) -> Known:
    return {
        family: total([run[name] for name in names])
        for family, names in figures.items()
        if all(name in run for name in names)
    }


def _directions(
    plan: Plan, values: Known, sources: Iterable[str]
) -> tuple[dict[str, dict[str, set[bool]]], dict[tuple[str, str], set[bool]]]:
    """Chain the directions of single formulas up: for each family, by source, the signs of all its effects.

    Return with them the partial directions: those of single formulas, by the family and that of the argument.
    """
    directions: dict[str, dict[str, set[bool]]] = {source: {source: {True}} for source in sources}
    links = _links(plan)
    partials: dict[tuple[str, str], set[bool]] = {}
    changed = True
    while changed:
        changed = False
        for family, (below, steps) in links.items():
            effects = directions.setdefault(family, {})
            for needed in below:
                if not directions.get(needed):
                    continue
                if (family, needed) not in partials:
                    partials[family, needed] = {sign for step in steps for sign in _partial(plan, step, needed, values)}
                for source, signs in directions[needed].items():
                    chained = effects.setdefault(source, set())
                    before = len(chained)
                    chained.update(up == sign for up in signs for sign in partials[family, needed])
                    changed |= len(chained) != before
    return directions, partials


def _links(plan: Plan) -> dict[str, tuple[list[str], Sequence[Step]]]:
    """Return by family of figures the families of its arguments, and the steps to judge it by."""
    links: dict[str, tuple[list[str], Sequence[Step]]] = {}
    for family, keys in members(plan).items():
        names = sorted(keys)
        tried = [names[0], names[len(names) // 2], names[-1]] if len(names) > 2 else names
        steps = [plan.steps[name] for name in tried]
        below = dict.fromkeys(
            plan.family(name) for step in steps for argument in step.arguments for name in argument.keys
        )
        links[family] = (list(below), steps)
    return links


def _partial(plan: Plan, step: Step, family: str, values: Known) -> set[bool]:
    """Return whether one formula increases (True) or decreases (False) in one of its arguments, in all its items."""
    names = [name for argument in step.arguments for name in argument.keys]
    local = {name: values[name] for name in names if name in values}
    base, signs = values.get(step.key), set()
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
        up = direction(base, compute(step, moved))
        if up is not None:
            signs.add(up is upward)
    return signs
