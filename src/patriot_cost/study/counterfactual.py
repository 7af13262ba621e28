"""Counterfactual mixes of two cases: any of the inputs that differ as they were, all others as they are now."""

from __future__ import annotations

from collections import deque
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from patriot_cost.case.bind import RULES
from patriot_cost.engine.index_sets import IndexSets
from patriot_cost.engine.keys import Key, kind_of
from patriot_cost.engine.plan import Plan
from patriot_cost.engine.step import used
from patriot_cost.errors import CannotCompute
from patriot_cost.study.cases import zero_if_absent
from patriot_cost.study.model import Model
from patriot_cost.study.shapley import column

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.engine.step import Known, Run
    from patriot_cost.study.model import Function
    from patriot_cost.study.shapley import CoalitionValues

Players = list[list[str]]
"""Inputs that change together, player by player."""
Each = TypeVar("Each")


class State(NamedTuple):
    """One of the two cases: its items, and its inputs by key, of which None is unknown."""

    index_sets: IndexSets
    inputs: Run

    def axes_in_time(self, figure: str) -> list[str]:
        """Return the axes in time of the steps that a figure really uses."""
        plan = Plan(self.index_sets, [figure])
        values = plan.run(self.inputs)
        found: dict[str, None] = {}
        seen, pending = {figure}, deque([figure])
        while pending:
            step = plan.steps.get(pending.popleft())
            if step is None:
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

    `sources` names the input that a key takes its value from, where that is another; `undecided` are the keys that
    stand for one figure in the old case and for another in the new.
    """

    index_sets: IndexSets
    old: Known
    new: Known
    sources: Mapping[str, str]
    undecided: Mapping[str, tuple[str, str]]


def refusal(figure: str, reason: str) -> CannotCompute:
    """Return the error that a change cannot be divided."""
    return CannotCompute(
        f"the change of {figure} cannot be divided among causes: {reason}",
        "compare without --by-cause, or scenarios of one date (as_of) and one plan (plan.first_year, plan.last_year)",
    )


def joint_case(old: State, new: State) -> JointCase:
    """Put two cases together.

    An item or a value of one case alone has no weight in the other. An input that counts 0 where its item is absent is
    0 there; any other takes the value of the other case.
    """
    aliases, taken, undecided = _aliases(old, new)
    index_sets = IndexSets(
        axes=_joined(old.index_sets.axes, new.index_sets.axes),
        indexed=old.index_sets.indexed,
        links={
            kinds: _joined(old.index_sets.links.get(kinds, {}), new.index_sets.links.get(kinds, {}))
            for kinds in _keys(old.index_sets.links, new.index_sets.links)
        },
        aliases=aliases,
        ordered=old.index_sets.ordered,
        numbers={**old.index_sets.numbers, **new.index_sets.numbers},
    )
    before, after = ({**state.inputs, **own} for state, own in zip((old, new), taken, strict=True))
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
    """Tell whether the items of an input are among those that the totals of a case run over."""
    name, items = Key.of(key)
    return all(
        item in index_sets.axes.get(kind, ())
        for kind, item in zip(index_sets.indexed.get(name, ()), items, strict=False)
    )


def _aliases(old: State, new: State) -> tuple[dict[str, str], tuple[Run, Run], dict[str, tuple[str, str]]]:
    """Return the aliases of both cases, the inputs that take over where they differ, and those left undecided."""
    same: dict[str, str] = {}
    taken: tuple[Run, Run] = ({}, {})
    undecided = {}
    for key in _keys(old.index_sets.aliases, new.index_sets.aliases):
        left, right = (_stands_for(state, key) for state in (old, new))
        if left is None or right is None or left == right:
            same[key] = left or right or key
        elif left in old.inputs and right in new.inputs:
            taken[0][key], taken[1][key] = old.inputs[left], new.inputs[right]
        else:
            undecided[key] = (left, right)
    return same, taken, undecided


def _stands_for(state: State, key: str) -> str | None:
    """Return the key that is taken for another in a case, None where there is none."""
    return state.index_sets.aliases.get(key, key if key in state.inputs else None)


def _joined(old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(_keys(old.get(key, ()), new.get(key, ()))) for key in _keys(old, new)}


def _keys(old: Iterable[Each], new: Iterable[Each]) -> dict[Each, None]:
    """Return the keys of both, each once: those of the old case first."""
    return dict.fromkeys((*old, *new))


class CounterfactualMix:
    """One figure of a joint case as a function of the inputs that `moved`.

    An alias that a rule of the case decides has a function for each way to decide. `inputs` are those of the moved
    ones that matter, rules among them.
    """

    def __init__(self, both: JointCase, figure: str, moved: Sequence[str]) -> None:
        self._both, self._figure = both, figure
        self._rule_of = {name: RULES.get(Key.of(name).name, "") for name in both.undecided}
        self._rules = self._open_rules([name for name in moved if name in self._rule_of.values()])
        self._functions = {
            ways: Model(self._decided(self._rules, ways), (figure,), both.old).varying(moved)
            for ways in _all_ways(self._rules)
        }
        needed = set(chain(*(function.inputs for function in self._functions.values()), self._rules))
        self.inputs = tuple(name for name in moved if name in needed)

    def _open_rules(self, moved: Sequence[str]) -> list[str]:
        """Return the rules that choose the inputs of the figure; one may come into play behind another."""
        found: set[str] = set()
        while True:
            rules = [name for name in moved if name in found]
            spaces = (self._decided(rules, ways) for ways in _all_ways(rules))
            steps = chain(*(Plan(index_sets, [self._figure]).steps.values() for index_sets in spaces))
            needed = {name for step in steps for argument in step.arguments for name in argument.keys}
            more = {rule for name, rule in self._rule_of.items() if name in needed} & set(moved)
            if more <= found:
                return rules
            found |= more

    def _decided(self, rules: Sequence[str], ways: tuple[int, ...]) -> IndexSets:
        """Return the items of both cases with these rules taken from the old (0) or the new (1) one."""
        way = dict(zip(rules, ways, strict=True))
        chosen = {name: self._both.undecided[name][way[rule]] for name, rule in self._rule_of.items() if rule in way}
        return self._both.index_sets._replace(aliases={**self._both.index_sets.aliases, **chosen})

    def coalition_values(self, players: Players) -> CoalitionValues:
        """Evaluate all combinations of players that have changed or not.

        Raises:
            CannotCompute: the figure is unknown in some of them.
        """
        columns = {
            name: column(self._both.old[name], self._both.new[name], place, len(players))
            for place, names in enumerate(players)
            for name in names
        }
        values = np.full((2,) * len(players), np.nan)
        for ways, function in self._functions.items():
            where = self._corner(players, ways)
            if where is not None:
                values[where] = self._evaluated(function, columns, values.shape)[where]
        if not np.isfinite(values).all():
            raise refusal(self._figure, "in some mixtures of the two cases it is unknown or never happens")
        return values

    def _corner(self, players: Players, ways: tuple[int, ...]) -> tuple[int | slice, ...] | None:
        """Return the part of the combinations in which rules are taken so, None where they change together."""
        where: list[int | slice] = [slice(None)] * len(players)
        for rule, way in zip(self._rules, ways, strict=True):
            place = next(place for place, names in enumerate(players) if rule in names)
            if where[place] == 1 - way:
                return None
            where[place] = way
        return tuple(where)

    def _evaluated(
        self, function: Function, columns: Mapping[str, CoalitionValues], shape: tuple[int, ...]
    ) -> CoalitionValues:
        value = function(columns).get(self._figure, np.nan)
        return np.broadcast_to(np.asarray(value, dtype=float), shape)


def _all_ways(rules: Sequence[str]) -> Iterable[tuple[int, ...]]:
    return product((0, 1), repeat=len(rules))
