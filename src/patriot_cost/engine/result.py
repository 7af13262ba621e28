"""Evaluation: the value of every figure, on which side it is bounded, and how low or high it can be."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from patriot_cost.engine.ops import NEVER
from patriot_cost.engine.plan import Plan
from patriot_cost.engine.signs import SIZES, Ways, direction, lowered, members, raised, signs
from patriot_cost.engine.step import known, skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    bounds = _bounds(plan, _entering(plan, inputs), point, values)
    asked = list(plan.steps) if ranged is None else list(ranged)
    later = plan.rests_on_time()
    part = Plan(plan.space, [name for name in asked if name not in later])
    lows, highs = _ranges(part, _entering(part, inputs), point, values)
    in_time = _ranges_in_time(plan, inputs, point, values, [name for name in asked if name in later])
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


def _entering(plan: Plan, inputs: Mapping[str, Input]) -> dict[str, Input]:
    needed = {name for step in plan.steps.values() for argument in step.arguments for name in argument.keys}
    return {name: entry for name, entry in inputs.items() if name in needed}


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
            probes[name] = raised(entry.value) if entry.bound == "floor" else lowered(entry.value)
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
    for setting, figures in _settings(plan, values, point, ends).items():
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


def _ranges(
    plan: Plan, inputs: Mapping[str, Input], point: Known, values: Known
) -> tuple[dict[str, float], dict[str, float]]:
    """Put each uncertain input at the end that lowers (raises) a figure, all together, figure by figure.

    These are bounds, not percentiles. Figures that the inputs push the same way share one run.
    """
    ends = _ends(inputs)
    seen: dict[str, list[float]] = {name: [values[name]] for name in plan.steps if name in values}
    for setting, figures in _settings(plan, values, point, ends).items():
        run = plan.run_known(point | {name: ends[name][rises] for name, rises in setting})
        for name in figures:
            if name in seen and name in run:
                seen[name].append(run[name])
    return _spread({name: (min(found), max(found)) for name, found in seen.items()})


def _ranges_in_time(
    plan: Plan, inputs: Mapping[str, Input], point: Known, values: Known, ranged: Iterable[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """Look for the range of each figure that rests on a path in time, on a plan of its own.

    What an input does in one year it may undo in another, so the way of each is not enough: from the ends
    that the ways give, each source that pulls both ways is turned alone as long as that takes the figure further.
    """
    spans: dict[str, tuple[float, float]] = {}
    for name in ranged:
        if name not in values:
            continue
        own = Plan(plan.space, [name])
        ends = _ends(_entering(own, inputs))
        sources: dict[str, list[str]] = defaultdict(list)
        for entry in ends:
            sources[own.family(entry)].append(entry)
        ways = signs(own, values, point, ends)
        low, high = (_farthest(own, name, point, ends, sources, ways, upward=upward) for upward in (False, True))
        spans[name] = (min(low, values[name]), max(high, values[name]))
    return _spread(spans)


def _farthest(
    plan: Plan,
    name: str,
    point: Known,
    ends: Mapping[str, tuple[float, float]],
    sources: Mapping[str, Sequence[str]],
    ways: Ways,
    *,
    upward: bool,
) -> float:
    """Return how far a figure goes, turning sources that pull both ways one at a time for as long as it helps."""

    def reached(setting: Mapping[str, bool]) -> float:
        moved = {entry: ends[entry][up] for source, up in setting.items() for entry in sources[source]}
        value = plan.run_known(point | moved).get(name)
        return (-NEVER if upward else NEVER) if value is None else value

    family = plan.family(name)
    rises, torn = ways.rises.get(family, {}), ways.torn.get(family, set())
    setting = {source: rises.get(source, True) is upward for source in sources}
    best, helped = reached(setting), True
    while helped:
        helped = False
        for source in (source for source in sources if source in torn):
            turned = setting | {source: not setting[source]}
            value = reached(turned)
            if value != best and (value > best) is upward:
                setting, best, helped = turned, value, True
    return best


def _ends(inputs: Mapping[str, Input]) -> dict[str, tuple[float, float]]:
    return {
        name: (entry.low, entry.high)
        for name, entry in inputs.items()
        if entry.low is not None and entry.high is not None
    }


def _spread(spans: Mapping[str, tuple[float, float]]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the low and the high ends, of what moves at all."""
    moved = {name: span for name, span in spans.items() if direction(*span) is not None}
    return {name: low for name, (low, _) in moved.items()}, {name: high for name, (_, high) in moved.items()}


def _settings(
    plan: Plan, values: Known, point: Known, ends: Mapping[str, tuple[float, float]]
) -> dict[frozenset[tuple[str, bool]], list[str]]:
    """Return the settings to try, as the sources that go up (True) or down, with the figures each is for.

    Each figure asks for two: all sources at the ends that raise it, and at those that lower it. Settings that
    do not contradict each other are one: a source that a figure does not name leaves it where it is.
    """
    names = members(plan)
    sources: dict[str, list[str]] = defaultdict(list)
    for name in ends:
        sources[plan.family(name)].append(name)
    asked: list[tuple[dict[str, bool], list[str]]] = []
    for family, rises in signs(plan, values, point, ends).rises.items():
        for upward in (True, False):
            wanted = {source: up is upward for source, up in rises.items()}
            for setting, figures in asked:
                if all(setting.get(source, up) is up for source, up in wanted.items()):
                    setting.update(wanted)
                    figures.extend(names[family])
                    break
            else:
                asked.append((wanted, list(names[family])))
    return {
        frozenset((name, up) for source, up in setting.items() for name in sources[source]): figures
        for setting, figures in asked
    }
