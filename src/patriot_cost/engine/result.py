"""Evaluation: the value of every figure, on which side it is bounded, and how low or high it can be."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from patriot_cost.engine.plan import skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from patriot_cost.engine.plan import Plan, Run
    from patriot_cost.engine.registry import Figure

Bound: TypeAlias = Literal["floor", "ceiling", "mixed"]


class Input(NamedTuple):
    """A number that enters the formulas.

    `value` None is unknown. `low` and `high` are the ends of its range, None when it has none or when it
    is a policy choice, which is never varied unasked. `bound` says that the truth may lie above (`floor`)
    or below (`ceiling`).
    """

    value: float | None
    unit: str
    low: float | None = None
    high: float | None = None
    bound: Literal["floor", "ceiling"] | None = None


class Result(NamedTuple):
    """A computed figure. `unknown_because` lists the unknown inputs that keep it from being known."""

    key: str
    figure: Figure
    value: float | None
    low: float | None
    high: float | None
    bound: Bound | None
    unknown_because: tuple[str, ...]


def evaluate(plan: Plan, inputs: Mapping[str, Input]) -> dict[str, Result]:
    """Compute every figure of the plan with its bound and its range."""
    point = {name: entry.value for name, entry in inputs.items()}
    values = plan.run(point)
    bounds = _bounds(plan, inputs, point, values)
    lows, highs = _ranges(plan, inputs, point, values)
    return {
        name: Result(
            name,
            step.figure,
            values[name],
            lows.get(name),
            highs.get(name),
            bounds.get(name),
            _reasons(plan, name, values) if values[name] is None else (),
        )
        for name, step in plan.steps.items()
    }


def _reasons(plan: Plan, name: str, values: Run) -> tuple[str, ...]:
    """Follow an unknown figure down to the unknown inputs; a division by zero names the figure itself."""
    if name not in plan.steps:
        return (name,)
    step = plan.steps[name]
    causes = [argument for argument in step.arguments if not argument.known_only]
    unknown = [key for argument in causes for key in argument.keys if values.get(key) is None]
    if not unknown:
        return (name,)
    return tuple(dict.fromkeys(reason for key in unknown for reason in _reasons(plan, key, values)))


def _bounds(plan: Plan, inputs: Mapping[str, Input], point: Run, values: Run) -> dict[str, Bound]:
    """Move each one-sided number the way it may move and see which figures follow, and where to."""
    probes = {
        name: _PROBES[entry.bound](entry.value)
        for name, entry in inputs.items()
        if entry.bound and entry.value is not None
    }
    probes |= {name: _SIZES for step in plan.steps.values() for name in skipped(step, values)}
    moves: dict[str, set[bool]] = defaultdict(set)
    for source, tried in probes.items():
        for value in tried:
            moved = plan.run(point | {source: value})
            for name in plan.steps:
                direction = _direction(values[name], moved[name])
                if direction is not None:
                    moves[name].add(direction)
    return {name: _side(directions) for name, directions in moves.items()}


# A small step alone would miss what a figure does beyond a kink, such as a gap that opens only later.
_PROBES: dict[str, Callable[[float], tuple[float, ...]]] = {
    "floor": lambda value: (value * (1 + 1e-6) + 1e-6, 2 * value + 1, 1e3 * (value + 1)),
    "ceiling": lambda value: (value * (1 - 1e-6), value / 2, 0.0),
}
_SIZES = (1.0, 1e3, 1e10)
"""Sizes tried for an item whose size is unknown."""


def _direction(before: float | None, after: float | None) -> bool | None:
    """Return True for up, False for down, None for no change beyond rounding."""
    if before is None or after is None or abs(after - before) <= 1e-12 * max(abs(before), abs(after)):
        return None
    return after > before


def _side(directions: set[bool]) -> Bound:
    if len(directions) > 1:
        return "mixed"
    return "floor" if True in directions else "ceiling"


def _ranges(
    plan: Plan, inputs: Mapping[str, Input], point: Run, values: Run
) -> tuple[dict[str, float], dict[str, float]]:
    """Put each uncertain input at the end that lowers (raises) a figure, all together, figure by figure.

    These are bounds, not percentiles. Figures that the inputs push the same way share one run.
    """
    uncertain = {name: entry for name, entry in inputs.items() if entry.low is not None and entry.high is not None}
    pushes = {name: _pushes(plan, name, entry, point) for name, entry in uncertain.items()}
    settings: dict[frozenset[tuple[str, bool]], list[str]] = defaultdict(list)
    for figure in plan.steps:
        pattern = frozenset((name, push[figure]) for name, push in pushes.items() if figure in push)
        if pattern and values[figure] is not None:
            settings[pattern].append(figure)
    lows: dict[str, float] = {}
    highs: dict[str, float] = {}
    for pattern, figures in settings.items():
        for ends, upward in ((lows, False), (highs, True)):
            at = {name: _end(uncertain[name], high=rises is upward) for name, rises in pattern}
            run = plan.run(point | at)
            ends.update({name: value for name in figures if (value := run[name]) is not None})
    return lows, highs


def _pushes(plan: Plan, name: str, entry: Input, point: Run) -> dict[str, bool]:
    """Tell for each figure that depends on an input whether it rises with it."""
    low, high = (plan.run(point | {name: end}) for end in (entry.low, entry.high))
    found = {figure: _direction(low[figure], high[figure]) for figure in plan.steps}
    return {figure: rises for figure, rises in found.items() if rises is not None}


def _end(entry: Input, *, high: bool) -> float | None:
    return entry.high if high else entry.low
