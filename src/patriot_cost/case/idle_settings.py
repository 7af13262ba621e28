"""Settings of a user that have no effect: a later one replaces them, or no figure rests on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.input_binding import RULES, is_input, path_of
from patriot_cost.case.provenance import inputs_of, steps_of
from patriot_cost.engine.registry import FIGURES
from patriot_cost.engine.step import used
from patriot_cost.model.paths import parameter, pattern_of
from patriot_cost.model.settings import PERIODS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase


class Overruled(NamedTuple):
    """A setting that a later one replaces, and the option of the later one."""

    path: str
    setting: str
    by: str
    option: str


def overruled(case: LoadedCase) -> Iterator[Overruled]:
    """Yield the settings whose path a later one sets again; one that scales or raises builds on them."""
    for place, setting in enumerate(case.overrides):
        path = setting.partition("=")[0].rstrip("*+ ")
        later = [other for other in case.overrides[place + 1 :] if other.startswith(f"{path}=")]
        if later:
            yield Overruled(
                path, setting, later[-1], case.user_settings[path].option if path in case.user_settings else path
            )


def without_effect(evaluation: Evaluation, keys: Sequence[str], paths: Iterable[str]) -> list[str]:
    """Return those of some paths that no figure rests on."""
    missed = (name for key in keys for name in evaluation[key].unknown_because if is_input(name))
    parameters = {name for key in steps_of(evaluation, keys) for name in _parameters_used(evaluation, key)}
    rules = (RULES[name] for name in parameters if name in RULES)
    entered = {path_of(name) for name in (*inputs_of(evaluation, keys), *missed, *rules)}
    chosen = f"requirement.cases.{evaluation.loaded.case.requirement.case}."
    return [path for path in paths if _enters(path) and path not in entered and not path.startswith(chosen)]


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
    known = pattern_of(path) is not None or name in RULES.values()
    return known or any(name in figure.parameters for figure in FIGURES.values())
