"""How low or high a figure can be, and at which ends of the ranges of its inputs. Bounds, not percentiles."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.engine.monotonicity import direction, members, signs
from patriot_cost.engine.step import known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from patriot_cost.engine.monotonicity import Ways
    from patriot_cost.engine.plan import Plan
    from patriot_cost.engine.step import Input, Known

_TURNS = 12
_BETWEEN = (0.2, 0.5, 0.8)
_GOLDEN = 0.6180339887498949
"""The part of the golden section: its multiples lie evenly between whole numbers."""
Ends = dict[str, tuple[float, float]]
"""The low and the high end of each uncertain input."""
Turned = dict[str, bool]
"""The inputs, or sources, that stand at their high end (True) or at their low end; all others are at the point."""


def extreme(plan: Plan, inputs: Mapping[str, Input], name: str, *, upward: bool) -> Turned:
    """Return the ends of the uncertain inputs at which a figure is as high (low) as its range says.

    The plan is of this figure alone. Inputs that do not move it are not among them. None is where the figure is
    unknown, or has no range.
    """
    values = plan.run_known(known({key: entry.value for key, entry in inputs.items()}))
    if name not in values:
        return {}
    tried = _in_time if name in plan.rests_on_time() else _by_ways
    found: Turned = {}
    best, ends = values[name], _ends(entering(plan, inputs))
    for turned in tried(plan, name, values, ends, upward=upward):
        value = plan.rerun(values, _at_ends(ends, turned)).get(name)
        # A change within rounding is none.
        if value is not None and direction(best, value) is upward:
            found, best = turned, value
    return found


def entering(plan: Plan, inputs: Mapping[str, Input]) -> dict[str, Input]:
    """Return the inputs that the steps of a plan take."""
    needed = {name for step in plan.steps.values() for argument in step.arguments for name in argument.keys}
    return {name: entry for name, entry in inputs.items() if name in needed}


class Span(NamedTuple):
    """How low and how high a figure can be; where nobody can tell, `why_none` says why."""

    low: float
    high: float
    why_none: str = ""


JUMPS = "it jumps up and down between the ends of its inputs, as whole numbers leave more or less over"
OPEN = "it is unknown at an end of the ranges of its inputs"
BETWEEN = "it goes further between the ends of the ranges of its inputs than at any of them"


def ranges(plan: Plan, inputs: Mapping[str, Input], values: Known) -> dict[str, Span]:
    """Put each uncertain input at the end that lowers (raises) a figure, all together, figure by figure.

    Figures that the inputs push the same way share one run. What does not move has no span.
    """
    ends = _ends(inputs)
    ways = signs(plan, values, ends)
    seen: dict[str, list[float | None]] = {name: [values[name]] for name in plan.steps if name in values}
    for setting, figures in settings(plan, ways, ends).items():
        run = plan.rerun(values, _at_ends(ends, dict(setting)))
        for name in figures:
            if name in seen:
                seen[name].append(run.get(name))
    spans = {name: _span(found, jumps=plan.family(name) in ways.jumping) for name, found in seen.items()}
    return _moving(_held(_inside(plan, values, ends), spans))


def ranges_in_time(plan: Plan, inputs: Mapping[str, Input], values: Known, ranged: Iterable[str]) -> dict[str, Span]:
    """Look for the range of each figure that rests on a path in time, on a plan of its own."""
    spans: dict[str, Span] = {}
    for name in ranged:
        if name not in values:
            continue
        own = plan.part([name])
        ends = _ends(entering(own, inputs))
        ways = signs(own, values, ends)
        found = [_farthest(own, name, values, ends, ways, upward=upward) for upward in (False, True)]
        span = _span([values[name], *(value for _, value in found)], jumps=plan.family(name) in ways.jumping)
        torn = ways.torn.get(plan.family(name), set())
        near = (run for setting, _ in found for run in _near(own, values, ends, setting, torn))
        spans |= _held(chain(near, _inside(own, values, ends)), {name: span})
    return _moving(spans)


def _near(plan: Plan, values: Known, ends: Ends, setting: Turned, torn: Iterable[str]) -> Iterator[Known]:
    """Run a setting with each source in turn, of those that pull both ways, between its ends."""
    sources = _sources(plan, ends)
    corner = plan.rerun(values, _at_ends(ends, _turned(setting, sources)))
    for source in sorted(set(torn) & sources.keys()):
        for part in _BETWEEN:
            yield plan.rerun(corner, {name: _at(ends[name], part) for name in sources[source]})


def _at(ends: tuple[float, float], part: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * part


def _span(found: Sequence[float | None], *, jumps: bool) -> Span:
    """Return the span of the values that a figure has at its point and at the ends."""
    known_ones = [value for value in found if value is not None]
    low, high = min(known_ones), max(known_ones)
    if len(known_ones) < len(found):
        return Span(low, high, OPEN)
    return Span(low, high, JUMPS if jumps and direction(low, high) is not None else "")


def _moving(spans: Mapping[str, Span]) -> dict[str, Span]:
    """Return the spans of what moves, or may."""
    return {name: span for name, span in spans.items() if span.why_none or direction(span.low, span.high) is not None}


def _held(runs: Iterable[Known], spans: dict[str, Span]) -> dict[str, Span]:
    """Return the spans, those contradicted by runs inside the ranges of inputs with the reason why there is none."""
    held = dict(spans)
    for run in runs:
        for name, span in held.items():
            value = run.get(name)
            beyond = value is not None and not span.why_none and not span.low <= value <= span.high
            if beyond and (direction(span.low, value) is False or direction(span.high, value) is True):
                held[name] = span._replace(why_none=BETWEEN)
        if all(span.why_none for span in held.values()):
            break
    return held


def _inside(plan: Plan, values: Known, ends: Ends) -> Iterator[Known]:
    """Run inputs inside their ranges: one source half way, all sources at unequal parts."""
    sources = _sources(plan, ends)
    for names in sources.values():
        yield plan.rerun(values, {name: _at(ends[name], 0.5) for name in names})
    for turn in range(_TURNS):
        parts = {source: (place * _GOLDEN + turn / _TURNS) % 1 for place, source in enumerate(sources, turn)}
        if turn % 2:
            parts = {source: float(round(part)) for source, part in parts.items()}
        moved = {name: _at(ends[name], part) for source, part in parts.items() for name in sources[source]}
        yield plan.rerun(values, moved)


def settings(plan: Plan, ways: Ways, ends: Ends) -> dict[frozenset[tuple[str, bool]], list[str]]:
    """Return the settings to try, as the sources that go up (True) or down, with the figures each is for.

    Each figure asks for two: all sources at the ends that raise it, and at those that lower it. Settings that
    do not contradict each other are one: a source that a figure does not name leaves it where it is.
    """
    names, sources = members(plan), _sources(plan, ends)
    asked: list[tuple[dict[str, bool], list[str]]] = []
    for family, rises in ways.rises.items():
        for upward in (True, False):
            wanted = {source: up is upward for source, up in rises.items()}
            for setting, figures in asked:
                if all(setting.get(source, up) is up for source, up in wanted.items()):
                    setting.update(wanted)
                    figures.extend(names[family])
                    break
            else:
                asked.append((wanted, list(names[family])))
    return {frozenset(_turned(setting, sources).items()): figures for setting, figures in asked}


def _by_ways(plan: Plan, name: str, values: Known, ends: Ends, *, upward: bool) -> Iterator[Turned]:
    """Yield both settings of a figure; where an input pulls both ways, the other one may go further."""
    rises = signs(plan, values, ends).rises.get(plan.family(name), {})
    for way in (upward, not upward):
        yield _turned({source: up is way for source, up in rises.items()}, _sources(plan, ends))


def _in_time(plan: Plan, name: str, values: Known, ends: Ends, *, upward: bool) -> Iterator[Turned]:
    """Yield the setting of a figure that rests on a path in time, without the sources that make no difference."""
    ways, sources = signs(plan, values, ends), _sources(plan, ends)
    setting, best = _farthest(plan, name, values, ends, ways, upward=upward)
    family = plan.family(name)
    pulling = {*ways.rises.get(family, ()), *ways.torn.get(family, ())}
    for source in (source for source in sources if source not in pulling):
        without = {other: up for other, up in setting.items() if other != source}
        if plan.rerun(values, _at_ends(ends, _turned(without, sources))).get(name) == best:
            setting = without
    yield _turned(setting, sources)


def _farthest(
    plan: Plan, name: str, values: Known, ends: Ends, ways: Ways, *, upward: bool
) -> tuple[Turned, float | None]:
    """Return at which ends of the sources a figure goes furthest, and how far; None where it is unknown there.

    What an input does in one year it may undo in another, so the way of each is not enough: from the ends that
    the ways give, each source that pulls both ways is turned alone as long as that takes the figure further.
    """
    family, sources = plan.family(name), _sources(plan, ends)
    rises = ways.rises.get(family, {})
    pulling = [source for source in sources if source in ways.torn.get(family, set())]
    setting = {source: rises.get(source, True) is upward for source in sources}
    run = plan.rerun(values, _at_ends(ends, _turned(setting, sources)))
    helped = True
    while helped:
        helped = False
        for source in pulling:
            turn = {source: not setting[source]}
            turned = plan.rerun(run, _at_ends(ends, _turned(turn, sources)))
            best, value = run.get(name), turned.get(name)
            if value is not None and (best is None or (value != best and (value > best) is upward)):
                setting, run, helped = setting | turn, turned, True
    return setting, run.get(name)


def _at_ends(ends: Ends, turned: Turned) -> Known:
    return {name: ends[name][up] for name, up in turned.items()}


def _turned(setting: Turned, sources: Mapping[str, Sequence[str]]) -> Turned:
    """Return a setting of sources as one of inputs: all years of an input are one source."""
    return {name: up for source, up in setting.items() for name in sources[source]}


def _sources(plan: Plan, ends: Ends) -> dict[str, list[str]]:
    sources: dict[str, list[str]] = defaultdict(list)
    for name in ends:
        sources[plan.family(name)].append(name)
    return sources


def _ends(inputs: Mapping[str, Input]) -> Ends:
    return {
        name: (entry.low, entry.high)
        for name, entry in inputs.items()
        if entry.low is not None and entry.high is not None
    }
