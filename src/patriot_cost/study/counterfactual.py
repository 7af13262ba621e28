"""Counterfactual mixes of two cases: any of the inputs that differ as they were, all others as they are now."""

from __future__ import annotations

from itertools import chain, product
from typing import TYPE_CHECKING

import numpy as np

from patriot_cost.case.input_binding import RULES
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.keys import Key
from patriot_cost.study.array_model import Model

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from patriot_cost.engine.index_sets import IndexSets
    from patriot_cost.study.joint_case import JointCase
    from patriot_cost.study.shapley import CoalitionValues

    Columns = Mapping[str, CoalitionValues]


class CounterfactualMix:
    """Figures of a joint case as functions of the inputs that `moved`, or of figures that it overrides.

    Aliases that depend on a rule of the case have a function for each decision. `inputs` are those of the moved ones
    on which the figures depend, rules among them.
    """

    def __init__(self, joint: JointCase, figures: Sequence[str], moved: Sequence[str]) -> None:
        self._joint, self._figures = joint, tuple(figures)
        self._rule_of = {name: RULES.get(Key.of(name).name, "") for name in joint.undecided}
        self._rules = self._open_rules([name for name in moved if name in self._rule_of.values()])
        self._functions = {
            decisions: Model(self._decided(self._rules, decisions), self._figures, joint.old, joint.overridden).varying(
                moved
            )
            for decisions in _all_decisions(self._rules)
        }
        needed = set(chain(*(function.inputs for function in self._functions.values()), self._rules))
        self.inputs = tuple(name for name in moved if name in needed)

    def _open_rules(self, moved: Sequence[str]) -> list[str]:
        """Return the rules that choose the inputs of the figures; one may depend on the decision of another."""
        found: set[str] = set()
        while moved:
            rules = [name for name in moved if name in found]
            plans = (
                Plan(self._decided(rules, decisions), self._figures, self._joint.overridden)
                for decisions in _all_decisions(rules)
            )
            steps = chain(*(plan.steps.values() for plan in plans))
            needed = {name for step in steps for argument in step.arguments for name in argument.keys}
            more = {rule for name, rule in self._rule_of.items() if name in needed} & set(moved)
            if more <= found:
                return rules
            found |= more
        return []

    def _decided(self, rules: Sequence[str], decisions: tuple[int, ...]) -> IndexSets:
        """Return the items of both cases with these rules decided as in the old (0) or in the new (1) one."""
        decision = dict(zip(rules, decisions, strict=True))
        chosen = {
            name: self._joint.undecided[name][decision[rule]]
            for name, rule in self._rule_of.items()
            if rule in decision
        }
        return self._joint.index_sets._replace(aliases={**self._joint.index_sets.aliases, **chosen})

    def values(self, columns: Columns, shape: tuple[int, ...]) -> dict[str, CoalitionValues]:
        """Return the figures for some values of the inputs, which broadcast to a shape; NaN where one is unknown."""
        found = {figure: np.full(shape, np.nan) for figure in self._figures}
        for decisions, function in self._functions.items():
            where = self._where(columns, decisions)
            if where.any():
                computed = function(columns)
                for figure, values in found.items():
                    found[figure] = np.where(where, computed.get(figure, np.nan), values)
        return found

    def _where(self, columns: Columns, decisions: tuple[int, ...]) -> NDArray[np.bool_]:
        """Return the points at which the rules have these decisions."""
        where = np.ones((), dtype=bool)
        for rule, decision in zip(self._rules, decisions, strict=True):
            states = (self._joint.old[rule], self._joint.new[rule])
            where = where & np.equal(columns.get(rule, states[0]), states[decision])
        return where


def _all_decisions(rules: Sequence[str]) -> Iterable[tuple[int, ...]]:
    return product((0, 1), repeat=len(rules))
