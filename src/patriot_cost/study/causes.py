"""Why a figure differs between two cases: the change divided among the assumptions that differ."""

from __future__ import annotations

from collections import deque
from itertools import chain
from math import isclose
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.engine.keys import kind_of
from patriot_cost.engine.plan import Plan
from patriot_cost.engine.step import used as used_by
from patriot_cost.model.row import GROUPS
from patriot_cost.study.attribution import alone, averaged, in_order, within
from patriot_cost.study.mixture import Mixture, refusal
from patriot_cost.study.union import union

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from patriot_cost.model.paths import Cause
    from patriot_cost.study.attribution import Game
    from patriot_cost.study.union import State

MOST_CAUSES = 12
"""Causes of one group that are told apart; the combinations to evaluate double with each."""
DOLLARS = "dollars"
"""The cause that the old value is stated in dollars of another year."""
_EXACT = 1e-9
"""Within this part of a value, parts add up to the whole."""
_ROUNDING = 1e-12
"""Inputs that differ by no more differ by the rounding of an escalation alone."""


class Part(NamedTuple):
    """What a cause changes: alone, in order, averaged over all orders. `cause` None is the whole group.

    `inputs` are those of the cause that differ.
    """

    group: str
    cause: str | None
    inputs: tuple[str, ...]
    alone: float
    in_order: float
    averaged: float


class Pair(NamedTuple):
    """Two cases with names, and what must be known of their inputs.

    `cause` gives the cause an input belongs to; `nothing` tells whether an input counts 0 where its item is absent;
    `rules` names, for what stands for one figure or another by a rule of the case, the input that is the rule.
    """

    names: tuple[str, str]
    old: State
    new: State
    cause: Callable[[str], Cause]
    nothing: Callable[[str], bool]
    rules: Mapping[str, str]


class Moved(NamedTuple):
    """A figure with its two values; `stated` is the old one in dollars of its own year, where these are others."""

    figure: str
    old: float
    new: float
    stated: float | None = None


class Attribution:
    """Divides the change of figures between two cases among what differs."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.union = union(pair.old, pair.new, pair.nothing)
        ends = ((name, value, self.union.new[name]) for name, value in self.union.old.items())
        self.moved = [name for name, old, new in ends if not isclose(old, new, rel_tol=_ROUNDING)]

    def parts(self, moved: Moved) -> list[Part]:
        """Divide one change: each group, followed by its causes unless they are too many to tell apart.

        Dollars of another year come first, since only then are both values in the same dollars. Averaged, and in
        order, the groups add up to the change, and the causes of a group to the group.

        Raises:
            CannotCompute: no formula leads from one case to the other.
        """
        _check_calendars(self.pair, moved.figure)
        game = Mixture(self.union, moved.figure, self.moved, self.pair.rules)
        groups = self._grouped(game.inputs)
        together = [list(chain(*causes.values())) for causes in groups.values()]
        whole = game.play(together)
        self._check_ends(moved, whole)
        found = {
            group: [Part(group, None, tuple(names), *sizes)]
            for group, names, sizes in zip(groups, together, _sizes(whole), strict=True)
        }
        for place, (group, causes) in enumerate(groups.items()):
            if len(causes) <= MOST_CAUSES:
                others = together[:place] + together[place + 1 :]
                sizes = _sizes_within(game.play([*causes.values(), *others]), len(causes), place)
                found[group] += [
                    Part(group, name, tuple(causes[name]), *size) for name, size in zip(causes, sizes, strict=True)
                ]
        return list(chain(*_with_dollars(moved, found).values()))

    def source(self, name: str) -> str:
        """Return the input of the two cases behind a name: what stands in for it, where something does."""
        return self.union.sources.get(name, name)

    def _grouped(self, names: Sequence[str]) -> dict[str, dict[str, list[str]]]:
        """Return the inputs that differ by group and cause, in the order of the groups."""
        found: dict[str, dict[str, list[str]]] = {group: {} for group in GROUPS}
        for name in names:
            group, title = self.pair.cause(self.source(name))
            found[group].setdefault(title, []).append(name)
        return {group: causes for group, causes in found.items() if causes}

    def _check_ends(self, moved: Moved, whole: Game) -> None:
        """Refuse parts that would not add up: nothing changed must be the old case, all changed the new one."""
        ends = (float(whole[(end,) * whole.ndim]) for end in (0, 1))
        if all(isclose(end, value, rel_tol=_EXACT) for end, value in zip(ends, moved[1:3], strict=True)):
            return
        raise refusal(moved.figure, "it adds up other items in each case, such as the missiles of the mix")


def _sizes(game: Game) -> list[tuple[float, float, float]]:
    return list(zip(alone(game), in_order(game), averaged(game), strict=True))


def _sizes_within(game: Game, own: int, before: int) -> list[tuple[float, float, float]]:
    """Return the sizes of the first players, which are one group; `before` of the others change ahead of it."""
    others = game.ndim - own
    around = game.reshape((*(2,) * own, -1))
    none, earlier = around[..., 0], around[..., 2**others - 2 ** (others - before)]
    return list(zip(alone(none), in_order(earlier), averaged(within(game, own)), strict=True))


def _with_dollars(moved: Moved, found: dict[str, list[Part]]) -> dict[str, list[Part]]:
    """Put the dollars of another year first, into the group of price levels, which they make larger."""
    if moved.stated is None or isclose(moved.old, moved.stated, rel_tol=_EXACT):
        return found
    size = moved.old - moved.stated
    whole, *causes = found.pop("economic", [Part("economic", None, (), 0.0, 0.0, 0.0)])
    larger = Part("economic", None, whole.inputs, whole.alone + size, whole.in_order + size, whole.averaged + size)
    return {"economic": [larger, Part("economic", DOLLARS, (), size, size, size), *causes], **found}


def _check_calendars(pair: Pair, figure: str) -> None:
    """Refuse a figure that runs along years or months which the two cases do not share."""
    for axis in dict.fromkeys((*_axes_in_time(pair.old, figure), *_axes_in_time(pair.new, figure))):
        left, right = (state.index_sets.axes.get(axis, ()) for state in (pair.old, pair.new))
        if left != right:
            spans = " and ".join(
                f"{items[0]} to {items[-1]} in {name}" if items else f"none in {name}"
                for name, items in zip(pair.names, (left, right), strict=True)
            )
            raise refusal(figure, f"it rests on {kind_of(axis)}s, {spans}")


def _axes_in_time(state: State, figure: str) -> list[str]:
    """Return the axes in time of the steps that a figure really uses."""
    plan = Plan(state.index_sets, [figure])
    values = plan.run(state.inputs)
    found: dict[str, None] = {}
    seen, pending = {figure}, deque([figure])
    while pending:
        step = plan.steps.get(pending.popleft())
        if step is None:
            continue
        used = used_by(step, values)
        marked = zip(step.figure.parameters.values(), step.arguments, strict=True)
        markers = (marker for marker, argument in marked if argument in used)
        axes = (*step.figure.per, *(getattr(marker, "axis", "") for marker in markers))
        found |= dict.fromkeys(axis for axis in axes if kind_of(axis) in state.index_sets.ordered)
        needed = {name for argument in used for name in argument.keys} - seen
        seen |= needed
        pending += sorted(needed)
    return list(found)
