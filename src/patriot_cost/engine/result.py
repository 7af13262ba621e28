"""Evaluation: the value of every figure, on which side it is bounded, and how low or high it can be."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from patriot_cost.engine.plan import Plan
from patriot_cost.engine.ranges import entering, ranges, ranges_in_time, settings
from patriot_cost.engine.signs import SIZES, direction, lowered, raised
from patriot_cost.engine.step import known, skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patriot_cost.engine.registry import Figure
    from patriot_cost.engine.step import Known

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


def evaluate(plan: Plan, inputs: Mapping[str, Input], ranged: Iterable[str] | None = None) -> dict[str, Result]:
    """Compute every figure of the plan with its bound, and the range of those in `ranged`, None for all.

    What they rest on gets its range with them, unless it runs along a path in time: a range there takes many runs
    over all its years.
    """
    point = known({name: entry.value for name, entry in inputs.items()})
    values = plan.run_known(point)
    bounds = _bounds(plan, entering(plan, inputs), point, values)
    asked = list(plan.steps) if ranged is None else list(ranged)
    later = plan.rests_on_time()
    part = Plan(plan.space, [name for name in asked if name not in later])
    lows, highs = ranges(part, entering(part, inputs), point, values)
    in_time = ranges_in_time(plan, inputs, point, values, [name for name in asked if name in later])
    lows, highs = lows | in_time[0], highs | in_time[1]
    return {
        name: Result(
            name,
            step.figure,
            values.get(name),
            lows.get(name),
            highs.get(name),
            bounds.get(name),
            _reasons(plan, name, values) if name not in values else (),
        )
        for name, step in plan.steps.items()
    }


def _reasons(plan: Plan, name: str, values: Known) -> tuple[str, ...]:
    """Follow an unknown figure down to the unknown inputs; a division by zero names the figure itself."""
    reasons: dict[str, None] = {}
    seen: set[str] = set()
    pending = [name]
    while pending:
        key = pending.pop(0)
        if key in seen:
            continue
        seen.add(key)
        step = plan.steps.get(key)
        causes = [argument for argument in step.arguments if not argument.known_only] if step else []
        unknown = [needed for argument in causes for needed in argument.keys if needed not in values]
        if unknown:
            pending += unknown
        else:
            reasons[key] = None
    return tuple(reasons)


def _bounds(plan: Plan, inputs: Mapping[str, Input], point: Known, values: Known) -> dict[str, Bound]:
    """Move the one-sided numbers the way they may move, alone and together, and see which figures follow."""
    probes: dict[str, tuple[float, ...]] = {
        name: SIZES for step in plan.steps.values() for name in skipped(step, values)
    }
    falling = set()
    for name, entry in inputs.items():
        if entry.bound and entry.value is not None:
            tried = raised(entry.value) if entry.bound == "floor" else lowered(entry.value)
            probes[name] = tuple(plan.space.within(name, value) for value in tried)
            falling |= {name} if entry.bound == "ceiling" else set()
    moves: dict[str, set[bool]] = defaultdict(set)
    later = plan.rests_on_time()
    if later and probes:
        # A path is long: each one-sided number is moved as far as it may, alone and all together.
        farthest = {name: tried[-1] for name, tried in probes.items()}
        for moved in (farthest, *({name: value} for name, value in farthest.items())):
            _note(moves, later, values, plan.run_known(point | moved))
        plan = Plan(plan.space, [name for name in plan.steps if name not in later])
    ends = {name: _apart(point.get(name), tried) for name, tried in probes.items()}
    for setting, figures in settings(plan, values, point, ends).items():
        for size in range(3):
            moved = plan.run_known(
                point | {name: probes[name][size] for name, rises in setting if rises is (name not in falling)}
            )
            _note(moves, figures, values, moved)
    for source, tried in probes.items():
        for value in tried:
            _note(moves, plan.steps, values, plan.run_known(point | {source: value}))
    return {name: _side(directions) for name, directions in moves.items()}


def _apart(value: float | None, tried: tuple[float, ...]) -> tuple[float, float]:
    """Return where a one-sided number stands and one place it may move to, the lower one first."""
    start = 0.0 if value is None else value
    return (min(start, tried[1]), max(start, tried[1]))


def _note(moves: dict[str, set[bool]], figures: Iterable[str], before: Known, after: Known) -> None:
    for name in figures:
        way = direction(before.get(name), after.get(name))
        if way is not None:
            moves[name].add(way)


def _side(directions: set[bool]) -> Bound:
    if len(directions) > 1:
        return "mixed"
    return "floor" if True in directions else "ceiling"
