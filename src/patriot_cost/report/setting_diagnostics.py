"""What must be said of what a user says: values far from all that is published, settings that change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.bind import RULES, is_input, path_of
from patriot_cost.case.outliers import unusual
from patriot_cost.case.provenance import inputs_of, steps_of
from patriot_cost.engine.registry import FIGURES
from patriot_cost.model.assumptions import PERIODS
from patriot_cost.model.paths import parameter, pattern_of
from patriot_cost.report.records import Diagnostic
from patriot_cost.report.words import counted, number, quantity
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded import LoadedCase


def typed_warnings(evaluation: Evaluation, keys: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield what must be said of the user's own values beside some figures."""
    for text in unusual_texts(evaluation.loaded):
        yield Diagnostic("unusual-value", text)
    for text in _overruled(evaluation.loaded):
        yield Diagnostic("overruled", text)
    for option in _idle(evaluation, keys):
        yield Diagnostic("no-effect", f"{option}: nothing shown here rests on it, so it changes nothing here")


def unusual_texts(case: LoadedCase) -> Iterator[str]:
    """Yield what of a user's own values is far from all that is published, with what that is."""
    for path, value, found in unusual(case):
        unit = case.estimates[path].unit
        far = "less than a third of the least" if value < found.low else "more than three times the most"
        least, most = number(found.low, unit), quantity(found.high, unit)
        span = f"{least} to {most}" if found.low < found.high else most
        years = " to ".join(map(str, sorted({found.years[0], found.years[-1]}))) if found.years else ""
        dollars = f", in dollars of {years} as published" if currency(unit) and years else ""
        known = f"{span} ({counted(found.facts, 'fact')}{dollars})"
        yield f"{path}: {quantity(value, unit)} is {far} that is published, {known}"


def _overruled(case: LoadedCase) -> Iterator[str]:
    """Yield what is said of settings whose path a later one sets anew; one that scales or raises builds on them."""
    for place, setting in enumerate(case.overrides):
        path = setting.partition("=")[0].rstrip("*+ ")
        later = [other for other in case.overrides[place + 1 :] if other.startswith(f"{path}=")]
        if later:
            option = case.own[path].option if path in case.own else path
            what = f"{later[-1]} is typed too and" if option.endswith(path) else option
            yield f"{setting}: {what} takes its place, so it changes nothing"


def _idle(evaluation: Evaluation, keys: Sequence[str]) -> Iterator[str]:
    """Yield the options that set what no figure shown rests on."""
    typed = {path: own.option for path, own in evaluation.loaded.own.items() if own.option}
    for path in without_effect(evaluation, keys, typed):
        option = typed[path]
        yield option if option.endswith(path) else f"{option} ({path})"


def without_effect(evaluation: Evaluation, keys: Sequence[str], paths: Iterable[str]) -> list[str]:
    """Return those of some paths that no figure rests on."""
    missed = (name for key in keys for name in evaluation[key].unknown_because if is_input(name))
    parameters = {name for key in steps_of(evaluation, keys) for name in evaluation.plan.steps[key].figure.parameters}
    rules = (RULES[name] for name in parameters if name in RULES)
    used = {path_of(name) for name in (*inputs_of(evaluation, keys), *missed, *rules)}
    chosen = f"requirement.cases.{evaluation.loaded.case.requirement.case}."
    return [path for path in paths if _enters(path) and path not in used and not path.startswith(chosen)]


def _enters(path: str) -> bool:
    """Tell whether figures rest on what stands at a path; a horizon, and some words, choose what there is instead."""
    if path in PERIODS:
        return not PERIODS[path].horizon
    name = parameter(path).name
    known = pattern_of(path) is not None or name in RULES.values()
    return known or any(name in figure.parameters for figure in FIGURES.values())
