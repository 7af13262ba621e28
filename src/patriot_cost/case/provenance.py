"""Provenance of figures: assumptions, facts, sources, and of which grade these are."""

from __future__ import annotations

import re
from collections import Counter, deque
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.input_binding import input_keys, is_input, path_of
from patriot_cost.case.reliance import standing_of
from patriot_cost.case.typed_names import figure_words, path_words, reason_words
from patriot_cost.engine.step import known, used
from patriot_cost.errors import CannotCompute, UsageFault, unknown
from patriot_cost.ledger.grades import weak_grade
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.paths import assumption, parameter
from patriot_cost.model.settings import CHOICES, WORDS
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.model.ledger import Fact, Source

GRADES = ("primary", "relayed", "derived", "assumed", "setting")
_STEP = 1e-3
_WHOLE = 1e-6
"""The prices of a sum of products make up all of it, but for rounding."""


def known_figures(evaluation: Evaluation, keys: Sequence[str]) -> list[Result]:
    """Return figures that must be known.

    Raises:
        UsageFault: there is no such figure.
        CannotCompute: one is unknown.
    """
    evaluation.need(keys, ())
    results = [evaluation[key] for key in keys]
    for result in results:
        if result.value is None:
            reasons = [
                f"{', '.join(map(path_words, paths))}: {why}"
                for why, paths in stated_reasons(evaluation, [result]).items()
            ]
            what, because = figure_words(evaluation.plan, result.key), reason_words(why_unknown(result))
            raise CannotCompute(f"{what} is unknown in this case: {because}", " ".join(reasons))
    return results


def reached(evaluation: Evaluation, keys: Iterable[str]) -> list[str]:
    """List figures and all they rest on, each key once, nearest first."""
    asked = tuple(keys)
    if asked not in evaluation.rests_on:
        found: dict[str, None] = {}
        pending = deque(asked)
        while pending:
            key = pending.popleft()
            if key not in found:
                found[key] = None
                pending += inputs_to(evaluation, key)
        evaluation.rests_on[asked] = list(found)
    return evaluation.rests_on[asked]


def inputs_to(evaluation: Evaluation, key: str) -> list[str]:
    """List the arguments of one figure: the figures and inputs that its formula uses with these values."""
    plan = evaluation.plan
    if key not in plan.steps:
        return []
    arguments = used(plan.steps[key], evaluation.values)
    return [name for argument in arguments for name in argument.keys if name not in plan.constants]


def figures_using(evaluation: Evaluation, path: str) -> list[str]:
    """List the figures that an assumption enters, of all of a case, those of years or months as `deliveries[year]`."""
    plan, entered, named = evaluation.plan, {*input_keys(path)}, set[str]()
    for key, step in plan.steps.items():
        if entered.intersection(inputs_to(evaluation, key)):
            entered.add(key)
            named.add(plan.named(step.figure, step.items))
    ordered = (plan.named(plan.steps[key].figure, plan.steps[key].items) for key in evaluation)
    return [key for key in dict.fromkeys(ordered) if key in named]


def dependents(evaluation: Evaluation, facts: AbstractSet[str]) -> dict[str, list[str]]:
    """Return the assumptions of a case that rest on some facts, by path, with the figures that each enters."""
    estimates = evaluation.loaded.estimates
    paths = [path for path, estimate in estimates.items() if facts & set(estimate.facts)]
    every = evaluation.every() if paths else evaluation
    return {path: figures_using(every, path) for path in paths}


def steps_of(evaluation: Evaluation, keys: Iterable[str]) -> list[str]:
    """List the keys of the figures that figures rest on, themselves included."""
    return [key for key in reached(evaluation, keys) if key in evaluation.plan.steps]


def inputs_of(evaluation: Evaluation, keys: Iterable[str]) -> list[str]:
    """List the keys of the inputs that figures rest on."""
    return [key for key in reached(evaluation, keys) if key not in evaluation.plan.steps]


def paths_of(evaluation: Evaluation, keys: Iterable[str]) -> list[str]:
    """List the paths of the assumptions with an estimate that figures rest on."""
    used = (path_of(key) for key in inputs_of(evaluation, keys))
    return [path for path in used if path in evaluation.loaded.estimates]


def input_behind(evaluation: Evaluation, path: str, keys: Sequence[str]) -> str:
    """Return the key of the number at a typed path, on which one of some figures rests.

    Raises:
        UsageFault: there is no such assumption, or it is a word or a date of the case.
        CannotCompute: no figure rests on it.
    """
    if path in CHOICES:
        raise UsageFault(f"{path} is a word or a date, not a number")
    used = {path_of(name): name for name in inputs_of(evaluation, keys) if assumption(path_of(name))}
    if path in used:
        return used[path]
    known = [*used, *evaluation.loaded.estimates, *(pattern for pattern in ASSUMPTIONS if "*" not in pattern)]
    items = {*evaluation.loaded.case.donors, *evaluation.loaded.case.interceptors}
    if path not in known and not (assumption(path) and items.issuperset(parameter(path).items)):
        raise UsageFault(unknown("assumption", path, known), "patriot-cost show assumptions lists them all")
    hint = f"patriot-cost explain {keys[0]} shows what it rests on"
    raise CannotCompute(
        f"{' and '.join(figure_words(evaluation.plan, key) for key in keys)}: nothing here rests on {path_words(path)}",
        hint,
    )


def unknown_paths(result: Result) -> list[str]:
    """List the paths of the unknown assumptions that make a figure unknown; a run of years or months as one."""
    runs: list[list[str]] = []
    for path in _unknown_inputs(result):
        if runs and path == _next_in_series(runs[-1][-1]):
            runs[-1].append(path)
        else:
            runs.append([path])
    return [run[0] if len(run) == 1 else f"{run[0]} to {run[-1].rpartition('.')[2]}" for run in runs]


def stated_reasons(evaluation: Evaluation, results: Iterable[Result]) -> dict[str, list[str]]:
    """Return why assumptions that make figures unknown are stated as unknown: their paths, by the rationale.

    That of a word of the case, by which there is no such number, is its phrase.
    """
    case, found = evaluation.loaded, dict[str, list[str]]()
    for path in sorted({path for result in results for path in _unknown_inputs(result)}):
        stated = case.estimates.get(path)
        why = WORDS[path].words[case.case.words[path]] if path in WORDS else stated and stated.rationale
        if why:
            found.setdefault(why, []).append(path)
    return found


def _unknown_inputs(result: Result) -> list[str]:
    return sorted({path_of(name) for name in result.unknown_because if is_input(name)})


def why_unknown(result: Result, otherwise: str = "division by zero") -> str:
    """Return the reason why a figure is unknown: unknown assumptions, or `otherwise` if there are none."""
    return ", ".join(unknown_paths(result)) or otherwise


def _next_in_series(path: str) -> str | None:
    """Return the path of the next year or month of a series, None if the path is not of one."""
    found = re.fullmatch(r"(.+\.)(\d{4})(?:-(\d\d))?", path)
    if found is None:
        return None
    series, year, month = found[1], int(found[2]), found[3]
    if month is None:
        return f"{series}{year + 1}"
    return f"{series}{year + 1}-01" if month == "12" else f"{series}{year}-{int(month) + 1:02}"


def facts_of(case: LoadedCase, paths: Iterable[str]) -> list[Fact]:
    """List the facts that assumptions rest on; cross-checks are not among them."""
    names = dict.fromkeys(name for path in paths for name in case.estimates[path].facts)
    levels = dict.fromkeys(name for path in paths if path in case.escalations for name in case.escalations[path].facts)
    return [case.facts[name] for name in (names | levels) if name in case.facts]


def sources_of(case: LoadedCase, facts: Iterable[Fact]) -> Mapping[str, Source]:
    """Return the sources of facts by id."""
    return {fact.source: case.sources[fact.source] for fact in facts}


def reference(source: Source) -> str:
    """Return a source in full: publisher, title, date, relay, its grade if that is one of the weakest, address."""
    date = f", {source.published}" if source.published else ", undated"
    read = ", ".join(filter(None, (source.via and f"read via {source.via}", weak_grade(source))))
    return f"{source.publisher}, {source.title}{date}{f' ({read})' if read else ''}, {source.url}"


class InputGrades(NamedTuple):
    """The number of known inputs of each grade, the part of the money at prices of each, and the oldest fact.

    `money` is empty if the figure is not a sum of products of its prices.
    """

    inputs: Mapping[str, int]
    money: Mapping[str, float]
    oldest_fact: str | None


def input_grades(evaluation: Evaluation, key: str) -> InputGrades:
    """Return the grades of the inputs of a figure."""
    case = evaluation.loaded
    paths = [path for path in paths_of(evaluation, [key]) if case.estimates[path].value is not None]
    counts = Counter(grade_of(case, path) for path in dict.fromkeys(paths))
    dates = sorted(fact.as_of for fact in facts_of(case, paths) if fact.as_of)
    ordered = {grade: counts[grade] for grade in GRADES if counts[grade]}
    return InputGrades(ordered, _money(evaluation, key, paths), dates[0] if dates else None)


def grade_of(case: LoadedCase, path: str) -> str:
    """Return the grade of an input: primary if a document among its facts was read, relayed if none was."""
    standing, estimate = standing_of(case, path), case.estimates[path]
    if standing != "published":
        return standing
    if estimate.basis == "derived":
        return "derived"
    return "primary" if any(fact.quality == "primary" for fact in facts_of(case, [path])) else "relayed"


def _money(evaluation: Evaluation, key: str, paths: Sequence[str]) -> dict[str, float]:
    """Return the part of a cost at prices of each grade, by the effect of each price on it (Euler)."""
    value, plan = evaluation[key].value, evaluation.plan
    if not currency(evaluation[key].figure.unit) or not value:
        return {}
    values, parts = known(evaluation.values), dict.fromkeys(GRADES, 0.0)
    for path in paths:
        if currency(evaluation.loaded.estimates[path].unit):
            moved = {name: values[name] * (1 + _STEP) for name in input_keys(path) if name in values}
            after = plan.rerun(values, moved).get(key)
            if after is None:
                return {}
            parts[grade_of(evaluation.loaded, path)] += (after - value) / (_STEP * value)
    if abs(sum(parts.values()) - 1) > _WHOLE:
        return {}
    return {grade: round(parts[grade], 6) for grade in GRADES if parts[grade] > _WHOLE}
