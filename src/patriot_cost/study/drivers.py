"""The drivers of a change: the figures and inputs of each, and the figures of two cases as values to mix."""

from __future__ import annotations

from itertools import chain
from math import isclose, isfinite, prod
from typing import TYPE_CHECKING

import numpy as np

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost.case.input_binding import path_of
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.keys import Key
from patriot_cost.engine.registry import FIGURES
from patriot_cost.model.assumption_kinds import DRIVERS, PRODUCTS
from patriot_cost.model.paths import cause_of
from patriot_cost.study.counterfactual import CounterfactualMix
from patriot_cost.study.shapley import column

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.engine.step import Known
    from patriot_cost.study.counterfactual import Columns
    from patriot_cost.study.joint_case import JointCase, State
    from patriot_cost.study.shapley import CoalitionValues

_DRIVER_OF = {figure: name for name, driver in DRIVERS.items() for figure in driver.figures}
NO_COLUMNS: Columns = {}
_FIGURES = [FIGURES[name] for name in (*_DRIVER_OF, *PRODUCTS)]
_EXACT = 1e-9
"""Relative tolerance within which a figure is a product."""


def with_driver_figures(joint: JointCase, states: tuple[State, State]) -> JointCase:
    """Return a joint case that overrides the figures of drivers where both cases know them, and those of products.

    A figure has its value of each case; in a case without its item it has the one that follows from the joint inputs.
    Where a case does not have the product, its figure is left to its formula.
    """
    keys = tuple(Plan(joint.index_sets, ()).keys(_FIGURES))
    own = [Plan(state.index_sets, keys).run(state.inputs) for state in states]
    corners = {name: np.array([joint.old[name], joint.new[name]]) for name in joint.moved}
    mixed = CounterfactualMix(joint, keys, tuple(corners)).values(corners, (2,))
    found: tuple[Known, Known] = ({}, {})
    for key in keys:
        old, new = (_value(run.get(key), float(mixed[key][place])) for place, run in enumerate(own))
        if old is not None and new is not None:
            found[0][key], found[1][key] = old, new
    for name, factors in PRODUCTS.items():
        if not all(_is_product(name, factors, values) for values in found):
            for values in found:
                values.pop(name, None)
    return joint.overriding(*found)


def _is_product(name: str, factors: Sequence[str], values: Known) -> bool:
    known = values.keys() >= {name, *factors}
    return known and isclose(values[name], prod(values[factor] for factor in factors), rel_tol=_EXACT)


def _value(own: float | None, mixed: float) -> float | None:
    if own is not None:
        return own
    return mixed if isfinite(mixed) else None


class DriverMix:
    """A figure for all combinations of its drivers, changed or not; `members` are those of each driver that differ."""

    def __init__(self, joint: JointCase, key: str) -> None:
        self.key = key
        self._joint = joint
        products = [name for name in PRODUCTS if name in joint.overridden]
        self._mix = CounterfactualMix(joint, (key,), tuple(dict.fromkeys((*joint.moved, *products))))
        factors = dict.fromkeys(chain(*(PRODUCTS.get(name, (name,)) for name in self._mix.inputs)))
        self.members: dict[str, list[str]] = {driver: [] for driver in DRIVERS}
        for name in joint.moved:
            if name in factors:
                self.members[self._driver(name)].append(name)
        self.members = {driver: names for driver, names in self.members.items() if names}

    def _driver(self, name: str) -> str:
        return _DRIVER_OF.get(Key.of(name).name) or cause_of(path_of(self._joint.source(name))).driver

    def coalition_values(self, players: Iterable[str], causes: Columns = NO_COLUMNS, axes: int = 0) -> CoalitionValues:
        """Return the figure for all combinations of drivers, behind the axes of the causes of one; NaN if unknown."""
        names = [self.members[driver] for driver in players]
        shape = (2,) * (axes + len(names))
        columns = {
            name: column(self._joint.old[name], self._joint.new[name], axes + place, len(shape))
            for place, members in enumerate(names)
            for name in members
        }
        return self._mix.values(self._with_products({**columns, **causes}), shape)[self.key]

    def _with_products(self, columns: Columns) -> Columns:
        products = {
            name: np.asarray(prod(columns.get(factor, self._joint.old[factor]) for factor in factors))
            for name, factors in PRODUCTS.items()
            if name in self._joint.overridden
        }
        return {**columns, **products}
