"""Evaluation: the value of every figure, its bound, and its range."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.engine.bounds import figure_bounds
from patriot_cost.engine.ranges import plan_inputs, ranges, ranges_in_time
from patriot_cost.engine.step import known, used

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patriot_cost.engine.bounds import Bound
    from patriot_cost.engine.evaluation_plan import Plan
    from patriot_cost.engine.ranges import FigureRange
    from patriot_cost.engine.registry import Figure
    from patriot_cost.engine.step import Argument, Input, Known, Run


class Result(NamedTuple):
    """A computed figure.

    `unknown_because` lists the unknown inputs that keep it from being known; `rangeless_because` says why it has no
    low and high, although its inputs have. `price_year` is the year whose dollars it is in, None if it is not
    money or adds dollars of many years. `assumed_share` is the part of its movement, or of that of its series, that is
    of assumed inputs, the user's settings left out; None if nothing else moves it.
    """

    key: str
    figure: Figure
    value: float | None
    low: float | None
    high: float | None
    bound: Bound | None
    unknown_because: tuple[str, ...]
    rangeless_because: str = ""
    price_year: int | None = None
    assumed_share: float | None = None


def evaluate(
    plan: Plan, inputs: Mapping[str, Input], run: Run, ranged: Iterable[str] | None = None
) -> dict[str, Result]:
    """Return every figure of a run of the plan with its bound, and the range of those in `ranged`, None for all.

    Figures that they depend on get their ranges too, unless they run along a path in time: a range there takes many
    runs over all its years.
    """
    values = known(run)
    bounds = figure_bounds(plan, inputs, values)
    wanted = list(plan.steps) if ranged is None else list(ranged)
    later = plan.time_dependent()
    part = plan.part(name for name in wanted if name not in later)
    found = ranges(part, plan_inputs(part, inputs), values)
    found |= ranges_in_time(plan, inputs, values, [name for name in wanted if name in later])
    return {name: _result(plan, name, values, found.get(name), bounds.get(name)) for name in plan.steps}


def _result(plan: Plan, name: str, values: Known, figure_range: FigureRange | None, bound: Bound | None) -> Result:
    reasons = _reasons(plan, name, values) if name not in values else ()
    low, high, why_none = figure_range or (None, None, "")
    if why_none:
        low = high = None
    return Result(name, plan.steps[name].figure, values.get(name), low, high, bound, reasons, why_none)


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
        unknown = (_unknown(used(step, values), values) or _unknown(step.arguments, values)) if step else []
        if unknown:
            pending += unknown
        else:
            reasons[key] = None
    return tuple(reasons)


def _unknown(arguments: Iterable[Argument], values: Known) -> list[str]:
    """List the unknown keys of some arguments, without those that a sum may leave out."""
    return [
        needed for argument in arguments if not argument.known_only for needed in argument.keys if needed not in values
    ]
