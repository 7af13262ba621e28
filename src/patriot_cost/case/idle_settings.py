"""Settings of a user that have no effect: a later one replaces them, or no figure rests on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.input_binding import RULES, input_key, is_input, path_of
from patriot_cost.case.provenance import inputs_of, steps_of
from patriot_cost.engine.registry import FIGURES
from patriot_cost.engine.step import known, used
from patriot_cost.model.paths import assumption, parameter, pattern_of
from patriot_cost.model.settings import PERIODS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase


_MOVES = ((0.9, 0.01), (2.0, 1.0), (0.5, 0.0), (1.0, 1.0), (0.0, 0.0))
"""Factors and additions by which a number is moved, to see whether a figure follows; some figures go by steps."""
_UNKNOWN = (1.0, 5e6)
"""Values tried for an unknown number: a count or a share, and an amount of money."""


class Overruled(NamedTuple):
    """A setting that a later one replaces, and the option of the later one."""

    path: str
    setting: str
    by: str
    option: str


def overruled(case: LoadedCase) -> Iterator[Overruled]:
    """Yield the settings whose path a later one sets again; one that scales or raises builds on them."""
    for place, setting in enumerate(case.overrides):
        path = setting.partition("=")[0].rstrip("*+- ")
        later = [other for other in case.overrides[place + 1 :] if other.startswith(f"{path}=")]
        if later:
            yield Overruled(
                path, setting, later[-1], case.user_settings[path].option if path in case.user_settings else path
            )


def without_effect(evaluation: Evaluation, keys: Sequence[str], paths: Iterable[str]) -> list[str]:
    """Return those of some paths on which no figure rests, or that move none, as the start of a halt of no length."""
    missed = (name for key in keys for name in evaluation[key].unknown_because if is_input(name))
    parameters = {name for key in steps_of(evaluation, keys) for name in _parameters_used(evaluation, key)}
    rules = (RULES[name] for name in parameters if name in RULES)
    entered = {path_of(name) for name in (*inputs_of(evaluation, keys), *missed, *rules)}
    return [
        path
        for path in paths
        if _enters(path) and not _in_force(evaluation.loaded, path)
        if path not in entered or (assumption(path) and not _moves(evaluation, keys, input_key(path)))
    ]


def _in_force(loaded: LoadedCase, path: str) -> bool:
    """Tell whether a number of a published case is that of the requirement, since the case was selected after it."""
    prefix = f"requirement.cases.{loaded.case.requirement.case}."
    if not path.startswith(prefix):
        return False
    taken = loaded.estimates.get(f"requirement.{path.removeprefix(prefix)}")
    return taken is not None and taken.value == loaded.estimates[path].value


def _moves(evaluation: Evaluation, keys: Sequence[str], name: str) -> bool:
    """Tell whether some value of an input changes a figure, or makes it known or unknown."""
    plan, values = evaluation.plan, known(evaluation.values)
    now = values.get(name)
    tried = _UNKNOWN if now is None else [now * factor + more for factor, more in _MOVES]
    for value in tried:
        moved = plan.rerun(values, {name: plan.index_sets.within(name, value)})
        if any(moved.get(key) != values.get(key) for key in keys):
            return True
    return False


def _parameters_used(evaluation: Evaluation, key: str) -> Iterator[str]:
    """Yield the parameters of a figure that its formula uses with these values."""
    step = evaluation.plan.steps[key]
    arguments = used(step, evaluation.values)
    pairs = zip(step.figure.parameters, step.arguments, strict=True)
    return (name for name, argument in pairs if not argument.if_used or argument in arguments)


def _enters(path: str) -> bool:
    """Tell whether figures can rest on the setting at a path; a horizon, and some words, only choose the figures."""
    if path in PERIODS:
        return not PERIODS[path].horizon
    name = parameter(path).name
    bound = pattern_of(path) is not None or name in RULES.values()
    return bound or any(name in figure.parameters for figure in FIGURES.values())
