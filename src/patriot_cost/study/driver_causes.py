"""The causes of one driver: the assumptions that move its figures, and the figures for each mixture of them."""

from __future__ import annotations

from itertools import chain
from math import isclose
from typing import TYPE_CHECKING

import numpy as np

from patriot_cost.case.input_binding import is_input, path_of
from patriot_cost.case.provenance import inputs_of
from patriot_cost.model.paths import cause_of
from patriot_cost.model.settings import SETTINGS
from patriot_cost.study.counterfactual import CounterfactualMix
from patriot_cost.study.shapley import column

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.joint_case import JointCase
    from patriot_cost.study.shapley import CoalitionValues

_EXACT = 1e-9
"""Relative tolerance within which the assumptions give the figures of both cases."""


class DriverCauses:
    """The causes of a driver of one figure.

    `names` are the inputs that differ, by cause. An assumption that only one case uses has no value to mix in the
    other: where a rule of the driver is switched, it changes as one with the rule.
    """

    def __init__(
        self, joint: JointCase, plain: JointCase, cases: Sequence[Evaluation], key: str, members: Sequence[str]
    ) -> None:
        self._joint = joint
        self._figures = [name for name in members if name in joint.overridden]
        self._inputs = [name for name in members if name not in joint.overridden]
        self._mix = CounterfactualMix(plain, self._figures, plain.moved)
        self._used = [self._used_in(case, key) for case in cases]
        self.names = self._switched(self._by_cause(dict.fromkeys((*self._mix.inputs, *self._inputs))))

    def _cause(self, name: str) -> str:
        return cause_of(path_of(self._joint.source(name))).name

    def _used_in(self, case: Evaluation, key: str) -> set[str]:
        """Return the causes that the members of the driver have in one case."""
        case.need(self._figures, ())
        behind, direct = (
            {cause_of(path_of(name)).name for name in inputs_of(case, keys) if is_input(name)}
            for keys in ([name for name in self._figures if name in case], [key])
        )
        return behind | (direct & set(map(self._cause, self._inputs)))

    def _by_cause(self, names: Iterable[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in names:
            found.setdefault(self._cause(name), []).append(name)
        return found

    def _switched(self, found: dict[str, list[str]]) -> dict[str, list[str]]:
        """Join the causes that only one case uses to the rules that are switched."""
        rules = [cause for cause in found if cause in SETTINGS]
        single = [cause for cause in found if cause not in rules and sum(cause in used for used in self._used) == 1]
        if not rules or not single:
            return found
        switch = {", ".join(rules): list(chain(*(found[cause] for cause in (*rules, *single))))}
        return switch | {cause: names for cause, names in found.items() if cause not in {*rules, *single}}

    def users(self, name: str) -> tuple[bool, bool]:
        """Tell whether the old and the new case use an input; one that neither says to use is used by both."""
        old, new = (self._cause(name) in used for used in self._used)
        return (old, new) if old or new else (True, True)

    def columns(self, others: int) -> Mapping[str, CoalitionValues] | None:
        """Return the members of the driver for all mixtures of its causes, in front of the axes of other drivers.

        None if the assumptions do not make the figures of both cases, because each adds up other items.
        """
        players = len(self.names)
        inputs = {
            name: column(self._joint.old[name], self._joint.new[name], place, players)
            for place, names in enumerate(self.names.values())
            for name in names
        }
        figures = self._mix.values(inputs, (2,) * players)
        for name, values in figures.items():
            corners = (values[(state,) * players] for state in (0, 1))
            stated = (self._joint.old[name], self._joint.new[name])
            if not np.isfinite(values).all() or not all(map(_close, corners, stated)):
                return None
        members = figures | {name: inputs[name] for name in self._inputs}
        return {name: values.reshape((*values.shape, *(1,) * others)) for name, values in members.items()}


def _close(left: float, right: float) -> bool:
    return isclose(left, right, rel_tol=_EXACT)
