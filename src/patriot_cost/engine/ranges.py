"""Ranges of figures, and the corners of the ranges of inputs at which they are reached: bounds, not percentiles."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.engine.monotonicity import direction, members, monotonicity
from patriot_cost.engine.step import known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from patriot_cost.engine.evaluation_plan import Plan
    from patriot_cost.engine.monotonicity import Monotonicity
    from patriot_cost.engine.step import Input, Known

_ROUNDS = 12
_BETWEEN = (0.2, 0.5, 0.8)
_GOLDEN = 0.6180339887498949
"""The part of the golden section: its multiples lie evenly between whole numbers."""
InputBounds = dict[str, tuple[float, float]]
"""The lower and the upper bound of each uncertain input."""
Corner = dict[str, bool]
"""The inputs, or sources, at their upper bound (True) or at their lower bound; all others are at the point."""


def extreme(plan: Plan, inputs: Mapping[str, Input], name: str, *, upward: bool) -> Corner:
    """Return the corner of the ranges of inputs at which a figure is as high (low) as its range says.

    The plan is of this figure alone. Inputs that do not move it are not in the corner, which is empty if the figure
    is unknown, or has no range.
    """
    values = plan.run_known(known({key: entry.value for key, entry in inputs.items()}))
    if name not in values:
        return {}
    tried = _in_time if name in plan.time_dependent() else _monotone
    extreme: Corner = {}
    best, bounds = values[name], _bounds(plan_inputs(plan, inputs))
    for corner in tried(plan, name, values, bounds, upward=upward):
        value = plan.rerun(values, _at_corner(bounds, corner)).get(name)
        # A change within rounding is none.
        if value is not None and direction(best, value) is upward:
            extreme, best = corner, value
    return extreme


def plan_inputs(plan: Plan, inputs: Mapping[str, Input]) -> dict[str, Input]:
    """Return the inputs that the steps of a plan take."""
    needed = {name for step in plan.steps.values() for argument in step.arguments for name in argument.keys}
    return {name: entry for name, entry in inputs.items() if name in needed}


class FigureRange(NamedTuple):
    """The range of a figure; if it cannot be computed, `why_none` says why."""

    low: float
    high: float
    why_none: str


JUMPS = "it jumps up and down between the ends of its inputs, as whole numbers leave more or less over"
OPEN = "it is unknown at an end of the ranges of its inputs"
BETWEEN = "it goes further between the ends of the ranges of its inputs than at any of them"


def ranges(plan: Plan, inputs: Mapping[str, Input], values: Known) -> dict[str, FigureRange]:
    """Put each uncertain input at the bound that lowers (raises) a figure, all together, figure by figure.

    Figures that the inputs move the same way share one run. A figure that does not move has no range.
    """
    bounds = _bounds(inputs)
    monotone = monotonicity(plan, values, bounds)
    reached: dict[str, list[float | None]] = {name: [values[name]] for name in plan.steps if name in values}
    for corner, figures in corners(plan, monotone, bounds).items():
        run = plan.rerun(values, _at_corner(bounds, dict(corner)))
        for name in figures:
            if name in reached:
                reached[name].append(run.get(name))
    computed = {name: _range(run, jumps=plan.family(name) in monotone.sawtooth) for name, run in reached.items()}
    return _moving(_confirmed(_inside(plan, values, bounds), computed))


def ranges_in_time(
    plan: Plan, inputs: Mapping[str, Input], values: Known, ranged: Iterable[str]
) -> dict[str, FigureRange]:
    """Search the range of each figure that depends on a path in time, on a plan of its own."""
    computed: dict[str, FigureRange] = {}
    for name in ranged:
        if name not in values:
            continue
        part = plan.part([name])
        bounds = _bounds(plan_inputs(part, inputs))
        monotone = monotonicity(part, values, bounds)
        extremes = [_farthest(part, name, values, bounds, monotone, upward=upward) for upward in (False, True)]
        reached = [values[name], *(value for _, value in extremes)]
        one = _range(reached, jumps=plan.family(name) in monotone.sawtooth)
        ambiguous = monotone.non_monotone.get(plan.family(name), set())
        near = (run for corner, _ in extremes for run in _near(part, values, bounds, corner, ambiguous))
        computed |= _confirmed(chain(near, _inside(part, values, bounds)), {name: one})
    return _moving(computed)


def _near(plan: Plan, values: Known, bounds: InputBounds, corner: Corner, ambiguous: Iterable[str]) -> Iterator[Known]:
    """Run a corner of sources with each non-monotone source in turn between its bounds."""
    sources = _sources(plan, bounds)
    run = plan.rerun(values, _at_corner(bounds, _of_inputs(corner, sources)))
    for source in sorted(set(ambiguous) & sources.keys()):
        for part in _BETWEEN:
            yield plan.rerun(run, {name: _interpolated(bounds[name], part) for name in sources[source]})


def _interpolated(bounds: tuple[float, float], part: float) -> float:
    return bounds[0] + (bounds[1] - bounds[0]) * part


def _range(reached: Sequence[float | None], *, jumps: bool) -> FigureRange:
    """Return the range of the values that a figure has at its point and at the corners."""
    known_ones = [value for value in reached if value is not None]
    low, high = min(known_ones), max(known_ones)
    if len(known_ones) < len(reached):
        return FigureRange(low, high, OPEN)
    return FigureRange(low, high, JUMPS if jumps and direction(low, high) is not None else "")


def _moving(computed: Mapping[str, FigureRange]) -> dict[str, FigureRange]:
    """Return the ranges of the figures that move, or may."""
    return {name: one for name, one in computed.items() if one.why_none or direction(one.low, one.high) is not None}


def _confirmed(runs: Iterable[Known], computed: dict[str, FigureRange]) -> dict[str, FigureRange]:
    """Return ranges, with the reason for none if a run inside the ranges of the inputs contradicts one."""
    confirmed = dict(computed)
    for run in runs:
        for name, one in confirmed.items():
            value = run.get(name)
            beyond = value is not None and not one.why_none and not one.low <= value <= one.high
            if beyond and (direction(one.low, value) is False or direction(one.high, value) is True):
                confirmed[name] = one._replace(why_none=BETWEEN)
        if all(one.why_none for one in confirmed.values()):
            break
    return confirmed


def _inside(plan: Plan, values: Known, bounds: InputBounds) -> Iterator[Known]:
    """Run inputs inside their ranges: one source half way, all sources at unequal parts."""
    sources = _sources(plan, bounds)
    for names in sources.values():
        yield plan.rerun(values, {name: _interpolated(bounds[name], 0.5) for name in names})
    for number in range(_ROUNDS):
        parts = {source: (place * _GOLDEN + number / _ROUNDS) % 1 for place, source in enumerate(sources, number)}
        if number % 2:
            parts = {source: float(round(part)) for source, part in parts.items()}
        moved = {name: _interpolated(bounds[name], part) for source, part in parts.items() for name in sources[source]}
        yield plan.rerun(values, moved)


def corners(plan: Plan, monotone: Monotonicity, bounds: InputBounds) -> dict[frozenset[tuple[str, bool]], list[str]]:
    """Return the corners to try, as the inputs at their upper (True) or lower bound, with the figures each is for.

    Each figure asks for two: all sources at the bounds that raise it, and at those that lower it. Corners that
    do not contradict each other are one: a source that a figure does not name may be at either bound.
    """
    names, sources = members(plan), _sources(plan, bounds)
    wanted_corners: list[tuple[Corner, list[str]]] = []
    for family, increasing in monotone.increasing.items():
        for upward in (True, False):
            wanted = {source: up is upward for source, up in increasing.items()}
            for corner, figures in wanted_corners:
                if all(corner.get(source, up) is up for source, up in wanted.items()):
                    corner.update(wanted)
                    figures.extend(names[family])
                    break
            else:
                wanted_corners.append((wanted, list(names[family])))
    return {frozenset(_of_inputs(corner, sources).items()): figures for corner, figures in wanted_corners}


def _monotone(plan: Plan, name: str, values: Known, bounds: InputBounds, *, upward: bool) -> Iterator[Corner]:
    """Yield both corners of a figure; if a source is not monotone, the opposite one may go further."""
    increasing = monotonicity(plan, values, bounds).increasing.get(plan.family(name), {})
    for target in (upward, not upward):
        yield _of_inputs({source: up is target for source, up in increasing.items()}, _sources(plan, bounds))


def _in_time(plan: Plan, name: str, values: Known, bounds: InputBounds, *, upward: bool) -> Iterator[Corner]:
    """Yield the corner of a figure that depends on a path in time, without the sources that make no difference."""
    monotone, sources = monotonicity(plan, values, bounds), _sources(plan, bounds)
    corner, best = _farthest(plan, name, values, bounds, monotone, upward=upward)
    family = plan.family(name)
    effective = {*monotone.increasing.get(family, ()), *monotone.non_monotone.get(family, ())}
    for source in (source for source in sources if source not in effective):
        without = {other: up for other, up in corner.items() if other != source}
        if plan.rerun(values, _at_corner(bounds, _of_inputs(without, sources))).get(name) == best:
            corner = without
    yield _of_inputs(corner, sources)


def _farthest(
    plan: Plan, name: str, values: Known, bounds: InputBounds, monotone: Monotonicity, *, upward: bool
) -> tuple[Corner, float | None]:
    """Return the corner of sources at which a figure goes furthest, and how far; None if it is unknown there.

    An input may undo in one year its effect in another, so the direction of each is not enough: from the corner that
    the directions give, each non-monotone source is moved to its other bound alone as long as that takes the figure
    further.
    """
    family, sources = plan.family(name), _sources(plan, bounds)
    increasing = monotone.increasing.get(family, {})
    ambiguous = [source for source in sources if source in monotone.non_monotone.get(family, set())]
    corner = {source: increasing.get(source, True) is upward for source in sources}
    run = plan.rerun(values, _at_corner(bounds, _of_inputs(corner, sources)))
    improved = True
    while improved:
        improved = False
        for source in ambiguous:
            flip = {source: not corner[source]}
            flipped = plan.rerun(run, _at_corner(bounds, _of_inputs(flip, sources)))
            best, value = run.get(name), flipped.get(name)
            if value is not None and (best is None or (value != best and (value > best) is upward)):
                corner, run, improved = corner | flip, flipped, True
    return corner, run.get(name)


def _at_corner(bounds: InputBounds, corner: Corner) -> Known:
    return {name: bounds[name][up] for name, up in corner.items()}


def _of_inputs(corner: Corner, sources: Mapping[str, Sequence[str]]) -> Corner:
    """Return a corner of sources as one of inputs: all years of an input are one source."""
    return {name: up for source, up in corner.items() for name in sources[source]}


def _sources(plan: Plan, bounds: InputBounds) -> dict[str, list[str]]:
    sources: dict[str, list[str]] = defaultdict(list)
    for name in bounds:
        sources[plan.family(name)].append(name)
    return sources


def _bounds(inputs: Mapping[str, Input]) -> InputBounds:
    return {
        name: (entry.low, entry.high)
        for name, entry in inputs.items()
        if entry.low is not None and entry.high is not None
    }
