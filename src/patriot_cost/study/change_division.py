"""Division of the change of a figure between two cases among the assumptions that differ."""

from __future__ import annotations

from itertools import chain
from math import isclose
from typing import TYPE_CHECKING

from patriot_cost.case.input_binding import path_of
from patriot_cost.engine.keys import kind_of
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.model.assumption_kinds import GROUPS
from patriot_cost.model.paths import cause_of
from patriot_cost.model.settings import SETTINGS
from patriot_cost.study.attribution import DOLLARS, MOST_CAUSES, Attribution, InputChange, InputValue, Part
from patriot_cost.study.counterfactual import CounterfactualMix, State, joint_case, refusal
from patriot_cost.study.shapley import sizes, sizes_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.comparison_cases import ComputedCase
    from patriot_cost.study.shapley import CoalitionValues

_EXACT = 1e-9
"""Relative tolerance within which parts add up to the whole."""
_ROUNDING = 1e-12
"""Relative difference of inputs that the rounding of an escalation alone may make."""


def attributions(old: ComputedCase, new: ComputedCase, keys: Iterable[str]) -> list[Attribution]:
    """Divide the changes of figures between two cases among the assumptions that differ.

    Dollars of another year come first, since only then are both values in the same dollars. The causes of a group
    follow it, unless they are more than `MOST_CAUSES`.

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
        self.states = tuple(_state(case.evaluation) for case in self.cases)
        self.joint = joint_case(*self.states)
        values = ((name, value, self.joint.new[name]) for name, value in self.joint.old.items())
        self.moved = [name for name, before, after in values if not isclose(before, after, rel_tol=_ROUNDING)]

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
        mix = CounterfactualMix(self.joint, key, self.moved)
        groups = self._grouped(mix.inputs)
        together = [list(chain(*causes.values())) for causes in groups.values()]
        whole = mix.coalition_values(together)
        _check_sums(key, whole, old, new)
        found = {
            group: [Part(group, None, self._changes(names), *sizes)]
            for group, names, sizes in zip(groups, together, sizes(whole), strict=True)
        }
        for place, (group, causes) in enumerate(groups.items()):
            if len(causes) <= MOST_CAUSES:
                others = together[:place] + together[place + 1 :]
                apart = sizes_within(mix.coalition_values([*causes.values(), *others]), len(causes), place)
                found[group] += [
                    Part(group, name, self._changes(causes[name]), *size)
                    for name, size in zip(causes, apart, strict=True)
                ]
        return list(chain(*_with_dollars(start, old, found).values()))

    def _source(self, name: str) -> str:
        """Return the input of the two cases behind a name: the one of which it is an alias, if it is."""
        return self.joint.sources.get(name, name)

    def _grouped(self, names: Sequence[str]) -> dict[str, dict[str, list[str]]]:
        """Return the inputs that differ by group and cause, in the order of the groups."""
        found: dict[str, dict[str, list[str]]] = {group: {} for group in GROUPS}
        for name in names:
            group, title = cause_of(path_of(self._source(name)))
            found[group].setdefault(title, []).append(name)
        return {group: causes for group, causes in found.items() if causes}

    def _changes(self, names: Iterable[str]) -> tuple[InputChange, ...]:
        found = ((path_of(self._source(name)), name) for name in names)
        return tuple(
            InputChange(path, *(_input(case.evaluation, name, path) for case in self.cases)) for path, name in found
        )

    def _check_calendars(self, figure: str) -> None:
        """Refuse a figure along years or months that the two cases do not share."""
        for axis in dict.fromkeys(chain(*(state.axes_in_time(figure) for state in self.states))):
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
        state = f"unknown in {case.title} ({figure.reason})" if figure else f"not in {case.title}"
        raise CannotCompute(f"--by-cause: {key} is {state}, so its change cannot be divided among causes")
    return figure.value


def _input(evaluation: Evaluation, name: str, path: str) -> InputValue | None:
    """Return an input of a case, None if it has none."""
    loaded = evaluation.loaded
    entry = loaded.inputs.get(loaded.index_sets.aliases.get(name, name))
    if entry is None:
        return None
    if path in SETTINGS:
        return InputValue(loaded.case.words[path], "", None)
    return InputValue(entry.value, entry.unit, loaded.year_of_money(entry.unit))


def _check_sums(figure: str, whole: CoalitionValues, old: float, new: float) -> None:
    """Refuse parts that would not add up: with no input changed the old case, with all changed the new one."""
    corners = (float(whole[(state,) * whole.ndim]) for state in (0, 1))
    if not all(isclose(corner, value, rel_tol=_EXACT) for corner, value in zip(corners, (old, new), strict=True)):
        raise refusal(figure, "it adds up other items in each case, such as the missiles of the mix")


def _with_dollars(start: float, old: float, found: dict[str, list[Part]]) -> dict[str, list[Part]]:
    """Put the dollars of another year first, in the group of price levels, and add them to it."""
    if isclose(old, start, rel_tol=_EXACT):
        return found
    size = old - start
    whole, *causes = found.pop("economic", [Part("economic", None, (), 0.0, 0.0, 0.0)])
    larger = Part("economic", None, whole.inputs, whole.alone + size, whole.in_order + size, whole.averaged + size)
    return {"economic": [larger, Part("economic", DOLLARS, (), size, size, size), *causes], **found}
