"""Reliance of figures on their inputs: how far each moves them, and whether it is published, assumed or a setting.

Each input moves alone, over its own range; one without a range by a tenth of itself to both sides. Dates and parts of
a whole stay if they have none, as does an assumed share or factor of 0 or 1, which means that nothing is done.

A figure of one of many years or months is assumed as far as all of them are together: the movements of its series are
added up, so that a mark is of the whole series, and no year near the half differs from the next.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from math import inf, isfinite
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from patriot_cost.case.input_binding import input_key, path_of
from patriot_cost.engine.keys import key_of, kind_of
from patriot_cost.engine.monotonicity import direction
from patriot_cost.engine.step import known
from patriot_cost.model.paths import assumption
from patriot_cost.units import is_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.evaluation_plan import Plan
    from patriot_cost.engine.step import Input, Run

    Movements = Mapping[str, float]
    """How far each input moves one figure, by the name of the input; infinite if it is unknown or never at an end."""

Standing: TypeAlias = Literal["published", "assumed", "setting"]
"""The standing of an input: published, also if it is derived of facts; assumed; or a setting of the user."""
PART = 0.1
"""The part of itself by which an input without a range is lowered and raised."""
MAINLY = 0.5
"""From this part on, a figure rests mainly on assumed inputs."""
_NEUTRAL = frozenset({0.0, 1.0})


class MovingInput(NamedTuple):
    """An input, or its years of one standing, which move together: its name, its paths, and its standing."""

    name: str
    paths: tuple[str, ...]
    standing: Standing


class Reliance:
    """The inputs that move the figures of a plan, and how far each moves each figure."""

    def __init__(self, loaded: LoadedCase, plan: Plan, run: Run) -> None:
        spans: dict[tuple[str, Standing], dict[str, tuple[float, float]]] = defaultdict(dict)
        for key in _needed(plan):
            path, entry = path_of(key), loaded.inputs.get(key)
            if entry is not None and path in loaded.estimates and (span := _span(loaded, path, entry)):
                spans[plan.family(input_key(path)), standing_of(loaded, path)][key] = span
        values = known(run)
        self.inputs: dict[str, MovingInput] = {}
        self._family = plan.family
        self._moved: dict[str, dict[str, float]] = defaultdict(dict)
        self._series: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for (_, standing), keys in spans.items():
            paths = tuple(sorted({path_of(key) for key in keys}))
            one = MovingInput(_name(paths), paths, standing)
            self.inputs[one.paths[0]] = one
            low, high = (plan.rerun(values, {key: span[end] for key, span in keys.items()}) for end in (0, 1))
            for name, *_ in plan.program.dependents(frozenset(keys)):
                swing = _swing(low.get(name), high.get(name))
                if swing and name in values:
                    self._moved[name][one.paths[0]] = swing
                    self._series[plan.family(name)][one.paths[0]] += swing

    def movements(self, key: str) -> Movements:
        """Return how far each input moves a figure, the farthest first, by the first path of the input."""
        moved = self._moved.get(key, {})
        return {path: moved[path] for path in sorted(moved, key=lambda path: (-moved[path], path))}

    def assumed_share(self, key: str, varied: AbstractSet[str] = frozenset()) -> float | None:
        """Return the part of the movement of a figure, or its series, of assumed inputs; None if nothing moves it.

        Settings of the user, and paths that are `varied`, are left out: they raise no doubt, and ten batteries at an
        assumed price are as assumed as one.
        """
        found = self._series.get(self._family(key), {})
        inputs = {path: self.inputs[path] for path in found}
        moved = {
            path: found[path]
            for path, one in inputs.items()
            if one.standing != "setting" and varied.isdisjoint(one.paths)
        }
        if inf in moved.values():
            # Beside a date that may never come, all other movements are nothing.
            moved = {path: 1.0 for path, swing in moved.items() if swing == inf}
        whole = sum(moved.values())
        if not whole or not isfinite(whole):
            return None
        return round(sum(swing for path, swing in moved.items() if self.inputs[path].standing == "assumed") / whole, 3)


def standing_of(loaded: LoadedCase, path: str) -> Standing:
    """Return the standing of an input with an estimate; a setting that cites facts is published."""
    if loaded.estimates[path].basis != "assumed":
        return "published"
    return "setting" if path in loaded.user_settings else "assumed"


def whole_series(plan: Plan, keys: Iterable[str]) -> list[str]:
    """Return the keys of all years and months of the figures with these keys, where they are of one."""
    series = {plan.family(key): plan.steps[key] for key in keys if key in plan.steps}
    ordered, axes = plan.index_sets.ordered, plan.index_sets.axes
    return [
        key_of(step.figure.key_name, *items)
        for step in series.values()
        for items in product(
            *(
                axes.get(axis, ()) if kind_of(axis) in ordered else (item,)
                for axis, item in zip(step.figure.per, step.items, strict=True)
            )
        )
    ]


def _needed(plan: Plan) -> Iterable[str]:
    """Return the keys that the steps of a plan take, each once, in order."""
    return dict.fromkeys(name for step in plan.steps.values() for one in step.arguments for name in one.keys)


def _span(loaded: LoadedCase, path: str, entry: Input) -> tuple[float, float] | None:
    """Return the ends between which an input moves; None if it stays."""
    if entry.value is None:
        return None
    if entry.low is not None and entry.high is not None:
        return entry.low, entry.high
    row = assumption(path)
    neutral = entry.value in _NEUTRAL and entry.unit in {"share", "index"} and standing_of(loaded, path) != "published"
    if row is None or row.part or neutral or not entry.value or is_date(entry.value, row.unit):
        return None
    low, high = sorted((entry.value * (1 - PART), entry.value * (1 + PART)))
    return low, min(high, 1.0) if entry.unit == "share" else high


def _swing(low: float | None, high: float | None) -> float:
    if low is None and high is None:
        return 0.0
    if low is None or high is None:
        return inf
    return 0.0 if direction(low, high) is None else abs(high - low)


def _name(paths: tuple[str, ...]) -> str:
    """Return a path, or the first of several with the last part of the last."""
    return paths[0] if len(paths) == 1 else f"{paths[0]} to {paths[-1].rpartition('.')[2]}"
