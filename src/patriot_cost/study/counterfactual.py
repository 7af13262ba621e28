"""Counterfactual mixes of two cases: any of the inputs that differ as they were, all others as they are now."""

from __future__ import annotations

from collections import deque
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from patriot_cost.case.input_binding import RULES
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.index_sets import IndexSets
from patriot_cost.engine.keys import Key, kind_of
from patriot_cost.engine.step import used
from patriot_cost.errors import CannotCompute
from patriot_cost.study.array_model import Model
from patriot_cost.study.comparison_cases import zero_if_absent
from patriot_cost.study.shapley import column

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.engine.step import Known, Run
    from patriot_cost.study.array_model import Function
    from patriot_cost.study.shapley import CoalitionValues

Players = list[list[str]]
"""Inputs that change together, player by player."""
Each = TypeVar("Each")


class State(NamedTuple):
    """One of the two cases: its items, and its inputs by key; None is unknown."""

    index_sets: IndexSets
    inputs: Run

    def axes_in_time(self, figure: str) -> list[str]:
        """Return the axes in time of the steps that a figure uses."""
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

    `sources` names the input from which a key takes its value, if that is another; `undecided` are the keys that are
    aliases of one figure in the old case and of another in the new.
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
    """Join two cases.

    An item or a value of one case alone has no weight in the other. An input that counts as 0 if its item is absent
    is 0 there; any other takes the value of the other case.
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
    for key in _keys(old.index_sets.aliases, new.index_sets.aliases):
        left, right = (_alias_of(state, key) for state in (old, new))
        if left is None or right is None or left == right:
            same[key] = left or right or key
        elif left in old.inputs and right in new.inputs:
            taken[0][key], taken[1][key] = old.inputs[left], new.inputs[right]
        else:
            undecided[key] = (left, right)
    return same, taken, undecided


def _alias_of(state: State, key: str) -> str | None:
    """Return the key that a case uses for another, None if there is none."""
    return state.index_sets.aliases.get(key, key if key in state.inputs else None)


def _joined(old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(_keys(old.get(key, ()), new.get(key, ()))) for key in _keys(old, new)}


def _keys(old: Iterable[Each], new: Iterable[Each]) -> dict[Each, None]:
    """Return the keys of both, each once: those of the old case first."""
    return dict.fromkeys((*old, *new))


class CounterfactualMix:
    """One figure of a joint case as a function of the inputs that `moved`.

    Aliases that depend on a rule of the case have a function for each decision. `inputs` are those of the moved ones
    on which the figure depends, rules among them.
    """

    def __init__(self, joint: JointCase, figure: str, moved: Sequence[str]) -> None:
        self._joint, self._figure = joint, figure
        self._rule_of = {name: RULES.get(Key.of(name).name, "") for name in joint.undecided}
        self._rules = self._open_rules([name for name in moved if name in self._rule_of.values()])
        self._functions = {
            decisions: Model(self._decided(self._rules, decisions), (figure,), joint.old).varying(moved)
            for decisions in _all_decisions(self._rules)
        }
        needed = set(chain(*(function.inputs for function in self._functions.values()), self._rules))
        self.inputs = tuple(name for name in moved if name in needed)

    def _open_rules(self, moved: Sequence[str]) -> list[str]:
        """Return the rules that choose the inputs of the figure; one may depend on the decision of another."""
        found: set[str] = set()
        while True:
            rules = [name for name in moved if name in found]
            index_sets_of_each = (self._decided(rules, decisions) for decisions in _all_decisions(rules))
            steps = chain(*(Plan(index_sets, [self._figure]).steps.values() for index_sets in index_sets_of_each))
            needed = {name for step in steps for argument in step.arguments for name in argument.keys}
            more = {rule for name, rule in self._rule_of.items() if name in needed} & set(moved)
            if more <= found:
                return rules
            found |= more

    def _decided(self, rules: Sequence[str], decisions: tuple[int, ...]) -> IndexSets:
        """Return the items of both cases with these rules decided as in the old (0) or in the new (1) one."""
        decision = dict(zip(rules, decisions, strict=True))
        chosen = {
            name: self._joint.undecided[name][decision[rule]]
            for name, rule in self._rule_of.items()
            if rule in decision
        }
        return self._joint.index_sets._replace(aliases={**self._joint.index_sets.aliases, **chosen})

    def coalition_values(self, players: Players) -> CoalitionValues:
        """Return the figure for all combinations of players, changed or not.

        Raises:
            CannotCompute: the figure is unknown in some of them.
        """
        columns = {
            name: column(self._joint.old[name], self._joint.new[name], place, len(players))
            for place, names in enumerate(players)
            for name in names
        }
        values = np.full((2,) * len(players), np.nan)
        for decisions, function in self._functions.items():
            where = self._corner(players, decisions)
            if where is not None:
                values[where] = self._evaluated(function, columns, values.shape)[where]
        if not np.isfinite(values).all():
            raise refusal(self._figure, "in some mixtures of the two cases it is unknown or never happens")
        return values

    def _corner(self, players: Players, decisions: tuple[int, ...]) -> tuple[int | slice, ...] | None:
        """Return the combinations in which the rules have these decisions, None if one player has two."""
        where: list[int | slice] = [slice(None)] * len(players)
        for rule, decision in zip(self._rules, decisions, strict=True):
            place = next(place for place, names in enumerate(players) if rule in names)
            if where[place] == 1 - decision:
                return None
            where[place] = decision
        return tuple(where)

    def _evaluated(
        self, function: Function, columns: Mapping[str, CoalitionValues], shape: tuple[int, ...]
    ) -> CoalitionValues:
        value = function(columns).get(self._figure, np.nan)
        return np.broadcast_to(np.asarray(value, dtype=float), shape)


def _all_decisions(rules: Sequence[str]) -> Iterable[tuple[int, ...]]:
    return product((0, 1), repeat=len(rules))
