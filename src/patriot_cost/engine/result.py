"""Evaluation: the value of every figure, on which side it is bounded, and how low or high it can be."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from patriot_cost.engine.plan import skipped
from patriot_cost.engine.signs import SIZES, direction, lowered, raised, signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    """Move the one-sided numbers the way they may move, alone and together, and see which figures follow."""
    probes: dict[str, tuple[float, ...]] = {
        name: SIZES for step in plan.steps.values() for name in skipped(step, values)
    }
    falling = set()
    for name, entry in inputs.items():
        if entry.bound and entry.value is not None:
            probes[name] = raised(entry.value) if entry.bound == "floor" else lowered(entry.value)
            falling |= {name} if entry.bound == "ceiling" else set()
    moves: dict[str, set[bool]] = defaultdict(set)
    ends = {name: _apart(point.get(name), tried) for name, tried in probes.items()}
    for setting, figures in _settings(plan, values, point, ends).items():
        for size in range(3):
            moved = plan.run(
                point | {name: probes[name][size] for name, rises in setting if rises is (name not in falling)}
            )
            _note(moves, figures, values, moved)
    for source, tried in probes.items():
        for value in tried:
            _note(moves, plan.steps, values, plan.run(point | {source: value}))
    return {name: _side(directions) for name, directions in moves.items()}


def _apart(value: float | None, tried: tuple[float, ...]) -> tuple[float, float]:
    """Return where a one-sided number stands and one place it may move to, the lower one first."""
    start = 0.0 if value is None else value
    return (min(start, tried[1]), max(start, tried[1]))


def _note(moves: dict[str, set[bool]], figures: Iterable[str], before: Run, after: Run) -> None:
    for name in figures:
        way = direction(before[name], after[name])
        if way is not None:
            moves[name].add(way)


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
    ends = {
        name: (entry.low, entry.high)
        for name, entry in inputs.items()
        if entry.low is not None and entry.high is not None
    }
    found: dict[str, list[float]] = defaultdict(list)
    for setting, figures in _settings(plan, values, point, ends).items():
        run = plan.run(point | {name: ends[name][rises] for name, rises in setting})
        for name in figures:
            if (value := run[name]) is not None:
                found[name].append(value)
    spans = {name: (min(seen), max(seen)) for name, seen in found.items() if values[name] is not None}
    moved = {name: span for name, span in spans.items() if direction(*span) is not None}
    return {name: low for name, (low, _) in moved.items()}, {name: high for name, (_, high) in moved.items()}


def _settings(
    plan: Plan, values: Run, point: Run, ends: Mapping[str, tuple[float, float]]
) -> dict[frozenset[tuple[str, bool]], list[str]]:
    """Return the settings to try, as the sources that go up (True) or down, with the figures each is for.

    Each figure asks for two: all sources at the ends that raise it, and at those that lower it.
    """
    asked: dict[frozenset[tuple[str, bool]], list[str]] = defaultdict(list)
    for figure, rises in signs(plan, values, point, ends).items():
        for upward in (True, False):
            asked[frozenset((name, up is upward) for name, up in rises.items())].append(figure)
    return asked
