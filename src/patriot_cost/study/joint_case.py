"""Two cases joined: the items of both, with the inputs of each and the figures of their drivers."""

from __future__ import annotations

from collections import deque
from math import isclose
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.index_sets import IndexSets
from patriot_cost.engine.keys import UNKNOWN, Key, kind_of
from patriot_cost.engine.step import used
from patriot_cost.errors import CannotCompute
from patriot_cost.study.comparison_cases import zero_if_absent

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from patriot_cost.engine.step import Known, Run

Each = TypeVar("Each")
_ROUNDING = 1e-12
"""Relative difference of inputs that the rounding of an escalation alone may make."""


class State(NamedTuple):
    """One of the two cases: its items, and its inputs by key; None is unknown."""

    index_sets: IndexSets
    inputs: Run

    def axes_in_time(self, figure: str, overridden: Container[str]) -> list[str]:
        """Return the axes in time of the steps that a figure uses, not those behind overridden figures."""
        plan = Plan(self.index_sets, [figure])
        values = plan.run(self.inputs)
        found: dict[str, None] = {}
        seen, pending = {figure}, deque([figure])
        while pending:
            step = plan.steps.get(pending.popleft())
            if step is None or step.key in overridden:
                continue
            taken = used(step, values)
            marked = zip(step.figure.parameters.values(), step.arguments, strict=True)
            markers = (marker for marker, argument in marked if argument in taken)
            axes = (*step.figure.per, *(getattr(marker, "axis", "") for marker in markers))
            found |= dict.fromkeys(axis for axis in axes if kind_of(axis) in self.index_sets.ordered)
            needed = {name for argument in taken for name in argument.keys} - seen
            seen |= needed
            pending += sorted(needed)
        return list(found)


class JointCase(NamedTuple):
    """The items of both cases with the inputs of each, by the same keys.

    `sources` names the input from which a key takes its value, if that is another; `undecided` are the keys that are
    aliases of one figure in the old case and of another in the new. Figures that are `overridden` have their value in
    each case among the inputs.
    """

    index_sets: IndexSets
    old: Known
    new: Known
    sources: Mapping[str, str]
    undecided: Mapping[str, tuple[str, str]]
    overridden: frozenset[str] = frozenset()

    @property
    def moved(self) -> list[str]:
        """The inputs and overridden figures that differ."""
        values = ((name, value, self.new[name]) for name, value in self.old.items())
        return [name for name, before, after in values if not isclose(before, after, rel_tol=_ROUNDING)]

    def source(self, name: str) -> str:
        """Return the input of the two cases behind a name: the one of which it is an alias, if it is."""
        return self.sources.get(name, name)

    def overriding(self, old: Known, new: Known) -> JointCase:
        """Return the joint case with figures that have these values."""
        return self._replace(old={**self.old, **old}, new={**self.new, **new}, overridden=frozenset(old))


def refusal(figure: str, reason: str) -> CannotCompute:
    """Return the error that a change cannot be divided."""
    return CannotCompute(
        f"the change of {figure} cannot be divided among causes: {reason}",
        "compare without --by-cause, or scenarios of one date (as_of) and one plan (plan.first_year, plan.last_year)",
    )


def joint_case(old: State, new: State) -> JointCase:
    """Join two cases.

    An item or a value of one case alone has no weight in the other. An input that counts as 0 if its item is absent
    is 0 there; any other takes the value of the other case.
    """
    aliases, taken, undecided = _aliases(old, new)
    index_sets = IndexSets(
        axes={axis: _known(items) for axis, items in _joined(old.index_sets.axes, new.index_sets.axes).items()},
        indexed=old.index_sets.indexed,
        links={
            kinds: _joined(old.index_sets.links.get(kinds, {}), new.index_sets.links.get(kinds, {}))
            for kinds in _keys(old.index_sets.links, new.index_sets.links)
        },
        aliases=aliases,
        ordered=old.index_sets.ordered,
        numbers={**old.index_sets.numbers, **new.index_sets.numbers},
    )
    before, after = ({**state.inputs, **inputs} for state, inputs in zip((old, new), taken, strict=True))
    found: tuple[Known, Known] = ({}, {})
    for key in _keys(before, after):
        left = _input(key, (old.index_sets, before), (new.index_sets, after))
        right = _input(key, (new.index_sets, after), (old.index_sets, before))
        if left is not None and right is not None:
            found[0][key], found[1][key] = left, right
    sources = {key: new.index_sets.aliases.get(key, key) for key in taken[1]}
    return JointCase(index_sets, *found, sources, undecided)


def _input(key: str, own: tuple[IndexSets, Run], other: tuple[IndexSets, Run]) -> float | None:
    """Return an input of one case, or a value that has no weight there."""
    value = own[1].get(key)
    if (value is None or (not _has(own[0], key) and _has(other[0], key))) and zero_if_absent(key):
        return 0.0
    return other[1].get(key) if value is None else value


def _has(index_sets: IndexSets, key: str) -> bool:
    """Tell whether the items of an input are among those over which a case adds up."""
    name, items = Key.of(key)
    return all(
        item in index_sets.axes.get(kind, ())
        for kind, item in zip(index_sets.indexed.get(name, ()), items, strict=False)
    )


def _aliases(old: State, new: State) -> tuple[dict[str, str], tuple[Run, Run], dict[str, tuple[str, str]]]:
    """Return the aliases of both cases, the inputs that replace those that differ, and the undecided ones."""
    same: dict[str, str] = {}
    taken: tuple[Run, Run] = ({}, {})
    undecided = {}
    plans = [Plan(state.index_sets, ()) for state in (old, new)]
    for key in _keys(old.index_sets.aliases, new.index_sets.aliases):
        left, right = (_alias_of(*case, key) for case in zip((old, new), plans, strict=True))
        if left is None or right is None or left == right:
            same[key] = left or right or key
        elif left in old.inputs and right in new.inputs:
            taken[0][key], taken[1][key] = old.inputs[left], new.inputs[right]
        else:
            undecided[key] = (left, right)
    return same, taken, undecided


def _alias_of(state: State, plan: Plan, key: str) -> str | None:
    """Return the key that a case uses for another, None if it has neither that input nor that figure."""
    own = key if key in state.inputs or plan.find(key) else None
    return state.index_sets.aliases.get(key, own)


def _joined(old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(_keys(old.get(key, ()), new.get(key, ()))) for key in _keys(old, new)}


def _known(items: tuple[str, ...]) -> tuple[str, ...]:
    """Return the items of an axis; the unknown item of a case that has none gives way to those of the other."""
    return tuple(item for item in items if item != UNKNOWN) or items


def _keys(old: Iterable[Each], new: Iterable[Each]) -> dict[Each, None]:
    """Return the keys of both, each once: those of the old case first."""
    return dict.fromkeys((*old, *new))
