"""Division of the change of a figure between two cases among its drivers, and of a driver among its assumptions."""

from __future__ import annotations

from itertools import chain
from math import isclose
from typing import TYPE_CHECKING

import numpy as np

from patriot_cost.case.input_binding import path_of
from patriot_cost.case.typed_names import figure_words, reason_words
from patriot_cost.engine.keys import Key, kind_of
from patriot_cost.engine.registry import FIGURES
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.model.assumption_kinds import ESCALATION
from patriot_cost.model.settings import SETTINGS
from patriot_cost.study.attribution import DOLLARS, MOST_PLAYERS, Attribution, InputChange, InputValue, Part
from patriot_cost.study.driver_causes import DriverCauses
from patriot_cost.study.drivers import DriverMix, with_driver_figures
from patriot_cost.study.joint_case import State, joint_case, refusal
from patriot_cost.study.shapley import moving, sizes, sizes_within, without_idle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.comparison_cases import ComputedCase
    from patriot_cost.study.shapley import CoalitionValues

_EXACT = 1e-9
"""Relative tolerance within which parts add up to the whole."""


def attributions(old: ComputedCase, new: ComputedCase, keys: Iterable[str]) -> list[Attribution]:
    """Divide the changes of figures between two cases among their drivers.

    Dollars of another year come first, since only then are both values in the same dollars. The causes of a driver
    follow it, where they give its figures exactly and are not too many.

    Raises:
        UsageFault: the two cases are in dollars of different years.
        CannotCompute: a figure is unknown in one case, or no formula leads from one case to the other.
    """
    if old.price_year != new.price_year:
        years = f"{old.title} is in {old.price_year} dollars, {new.title} in {new.price_year}"
        raise UsageFault(
            f"--by-cause needs cases in dollars of one year: {years}", "name scenarios to be brought there"
        )
    divider = _Divider(old, new)
    return [divider.divided(key) for key in keys]


class _Divider:
    """Divides changes of figures between two cases."""

    def __init__(self, old: ComputedCase, new: ComputedCase) -> None:
        self.cases = (old, new)
        self.states = (_state(old.evaluation), _state(new.evaluation))
        self.plain = joint_case(*self.states)
        self.joint = with_driver_figures(self.plain, self.states)

    def divided(self, key: str) -> Attribution:
        """Divide one change."""
        first, last = self.cases
        old, new = (_known(case, key) for case in self.cases)
        stated = (first.stated or first.evaluation)[key].value
        start = old if stated is None else stated
        figure = last.evaluation[key].figure
        return Attribution(
            key=key,
            label=figure.label,
            unit=figure.unit,
            titles=(first.title, last.title),
            years=(first.stated_year, last.price_year),
            start=start,
            old=old,
            new=new,
            parts=tuple(self._parts(key, start, old, new)),
        )

    def _parts(self, key: str, start: float, old: float, new: float) -> list[Part]:
        self._check_calendars(key)
        mix = DriverMix(self.joint, key)
        whole = mix.coalition_values(mix.members)
        if not np.isfinite(whole).all():
            raise refusal(key, "in some mixtures of the two cases it is unknown or never happens")
        _check_sums(key, whole, old, new)
        acting = [driver for driver, acts in zip(mix.members, moving(whole), strict=True) if acts]
        found = {
            driver: [Part(driver, None, (), *size), *self._causes(mix, acting, place)]
            for place, (driver, size) in enumerate(zip(acting, sizes(without_idle(whole)), strict=True))
        }
        for driver, (part, *causes) in found.items():
            shown = [name for name in mix.members[driver] if name in self.joint.overridden or not causes]
            found[driver][0] = part._replace(inputs=tuple(self._change(name) for name in shown))
        return list(chain(*_with_dollars(start, old, found).values()))

    def _causes(self, mix: DriverMix, drivers: Sequence[str], place: int) -> list[Part]:
        """Return the parts of the causes of one of some drivers, none if they cannot be separated."""
        driver, others = drivers[place], [*drivers[:place], *drivers[place + 1 :]]
        evaluations = [case.evaluation for case in self.cases]
        causes = DriverCauses(self.joint, self.plain, evaluations, mix.key, mix.members[driver])
        count = len(causes.names)
        columns = causes.columns(len(others)) if 0 < count <= MOST_PLAYERS - len(others) else None
        if columns is None:
            return []
        values = mix.coalition_values(others, columns, count)
        if not np.isfinite(values).all():
            return []
        each = zip(causes.names.items(), sizes_within(values, count, place), moving(values), strict=False)
        return [
            Part(
                driver, cause, tuple(filter(_stated, (self._change(name, causes.users(name)) for name in names))), *size
            )
            for (cause, names), size, acts in each
            if acts
        ]

    def _change(self, name: str, users: tuple[bool, bool] = (True, True)) -> InputChange:
        """Return the values of a figure or an input in both cases; none in a case that does not use it."""
        path = name if name in self.joint.overridden else path_of(self.joint.source(name))
        values = (
            self._value(case.evaluation, name, path, place) if uses else None
            for place, (case, uses) in enumerate(zip(self.cases, users, strict=True))
        )
        return InputChange(path, *values)

    def _value(self, evaluation: Evaluation, name: str, path: str, place: int) -> InputValue | None:
        loaded = evaluation.loaded
        if name in self.joint.overridden:
            value = (self.joint.old, self.joint.new)[place][name]
            unit = FIGURES[Key.of(name).name].unit
            return InputValue(value, unit, loaded.year_of_money(unit))
        entry = loaded.inputs.get(loaded.index_sets.aliases.get(name, name))
        if entry is None:
            return None
        if path in SETTINGS:
            return InputValue(loaded.case.words[path], "", None)
        return InputValue(entry.value, entry.unit, loaded.year_of_money(entry.unit))

    def _check_calendars(self, figure: str) -> None:
        """Refuse a figure along years or months that the two cases do not share."""
        overridden = self.joint.overridden
        for axis in dict.fromkeys(chain(*(state.axes_in_time(figure, overridden) for state in self.states))):
            left, right = (state.index_sets.axes.get(axis, ()) for state in self.states)
            if left != right:
                spans = " and ".join(
                    f"{items[0]} to {items[-1]} in {case.title}" if items else f"none in {case.title}"
                    for case, items in zip(self.cases, (left, right), strict=True)
                )
                raise refusal(figure, f"it rests on {kind_of(axis)}s, {spans}")


def _state(evaluation: Evaluation) -> State:
    inputs = evaluation.loaded.inputs
    return State(evaluation.loaded.index_sets, {name: entry.value for name, entry in inputs.items()})


def _known(case: ComputedCase, key: str) -> float:
    figure = case.figure(key)
    if figure is None or figure.value is None:
        state = (
            f"unknown in {case.title} because of {reason_words(figure.reason)}" if figure else f"not in {case.title}"
        )
        raise CannotCompute(
            f"--by-cause: {figure_words(case.evaluation.plan, key)} is {state}, so its change cannot be divided among "
            "causes"
        )
    return figure.value


def _stated(change: InputChange) -> bool:
    """Tell whether a case has and uses the input."""
    return change.old is not None or change.new is not None


def _check_sums(figure: str, whole: CoalitionValues, old: float, new: float) -> None:
    """Refuse parts that would not add up: with no driver changed the old case, with all changed the new one."""
    corners = (float(whole[(state,) * whole.ndim]) for state in (0, 1))
    if not all(isclose(corner, value, rel_tol=_EXACT) for corner, value in zip(corners, (old, new), strict=True)):
        raise refusal(figure, "it adds up different items in each case, such as the missiles of the mix")


def _with_dollars(start: float, old: float, found: dict[str, list[Part]]) -> dict[str, list[Part]]:
    """Put the dollars of another year first, in the driver of price levels, and add them to it."""
    if isclose(old, start, rel_tol=_EXACT):
        return found
    size = old - start
    whole, *causes = found.pop(ESCALATION, [Part(ESCALATION, None, (), 0.0, 0.0, 0.0)])
    larger = Part(ESCALATION, None, whole.inputs, whole.alone + size, whole.in_order + size, whole.averaged + size)
    return {ESCALATION: [larger, Part(ESCALATION, DOLLARS, (), size, size, size), *causes], **found}
