"""What a reader must know before using figures: warnings with stable codes, and how typed ranges are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.bind import path_of
from patriot_cost.case.provenance import inputs_of, paths_of, steps_of, why_unknown
from patriot_cost.case.series import SERIES
from patriot_cost.model.estimate import below
from patriot_cost.report.setting_diagnostics import typed_warnings
from patriot_cost.report.words import counted, number, quantity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded import LoadedCase
    from patriot_cost.report.answer_data import WarningData


def warnings(evaluation: Evaluation, keys: Sequence[str]) -> list[WarningData]:
    """Return what a reader must know before using the figures, with stable codes."""
    case = evaluation.loaded
    found: list[WarningData] = []
    inputs = inputs_of(evaluation, keys)
    for path, text in none_recorded(evaluation, keys).items():
        found.append({"code": "none-recorded", "message": f"{path}: {text} counted as 0"})
    promised = [name for name in inputs if name.startswith(("pledged_", "donor_commitment"))]
    sizeless = [path_of(name) for name in promised if name in case.inputs and case.inputs[name].value is None]
    if sizeless:
        message = f"{counted(len(sizeless), 'pledge')} of unknown size ({', '.join(sizeless)}): totals are floors"
        found.append({"code": "unknown-size", "message": message})
    found += [
        {"code": "unknown-figure", "message": f"unknown because of {why}: {', '.join(unknown)}"}
        for why, unknown in _unknown(evaluation, keys).items()
    ]
    found += [{"code": "extrapolated", "message": text} for text in _carried_on(evaluation, keys)]
    used = set(paths_of(evaluation, keys))
    cautions = {step.caution for path, step in case.steps.items() if path in used}
    found += [{"code": "index", "message": caution} for caution in sorted(filter(None, cautions))]
    found += unread(case.library.unread)
    return [*found, *typed_warnings(evaluation, keys)] if case.own else found


def told(found: Sequence[WarningData]) -> list[str]:
    """Return warnings as lines for standard error."""
    return [f"warning: {warning['message']}" for warning in found]


def unread(files: Mapping[str, str]) -> list[WarningData]:
    """Return the files of the data that cannot be read, and why; no answer needed them."""
    return [{"code": "unread-data", "message": f"{file} cannot be read: {why}"} for file, why in files.items()]


def _carried_on(evaluation: Evaluation, keys: Sequence[str]) -> list[str]:
    """Say which series end before the years asked for and how they are carried on."""
    case, found = evaluation.loaded, dict[str, list[str]]()
    for path in paths_of(evaluation, keys):
        estimate = case.estimates[path]
        carried = case.origins[path] == SERIES and estimate.basis == "assumed" and estimate.value is not None
        if carried and estimate.rationale:
            found.setdefault(estimate.rationale, []).append(path.rpartition(".")[2])
    texts = [f"{text.rstrip('.')}: {min(years)} to {max(years)}" for text, years in found.items()]
    wanted: dict[str, set[str]] = {}
    for key in steps_of(evaluation, keys):
        step = evaluation.plan.steps[key]
        if step.figure.name in {"line_shared", "line_output", "line_open_output"}:
            line, item = step.items
            wanted.setdefault(line, set()).add(item[:4])
    for line, years in wanted.items():
        rates = below(case.estimates, f"production.{line}.rate")
        beyond = sorted(year for year in years if rates and year > max(rates))
        if beyond:
            last = rates[max(rates)]
            held = quantity(last.value, last.unit)
            texts.append(
                f"production.{line}.rate ends in {max(rates)} and is held at {held}: {beyond[0]} to {beyond[-1]}"
            )
    return texts


def _unknown(evaluation: Evaluation, keys: Sequence[str]) -> dict[str, list[str]]:
    """Return the unknown figures by what keeps them unknown; those of many years or months once."""
    causes: dict[str, dict[str, None]] = {}
    for key in keys:
        result = evaluation[key]
        if result.value is None:
            step = evaluation.plan.steps[key]
            named = evaluation.plan.named(step.figure, step.items)
            causes.setdefault(why_unknown(result, "a division by zero"), {})[named] = None
    return {cause: list(unknown) for cause, unknown in causes.items()}


def none_recorded(evaluation: Evaluation, keys: Sequence[str]) -> dict[str, str]:
    """Return the lists that figures add up and that are empty in this case, with what is assumed."""
    needed = {name for key in steps_of(evaluation, keys) for name in evaluation.plan.steps[key].figure.parameters}
    axes, text = evaluation.loaded.index_sets.axes, "none recorded in this scenario,"
    empty = {}
    if not axes["pledge"] and needed & {"pledged_interceptors", "pledged_batteries"}:
        empty["pledges"] = text
    if not axes["commitment"] and "donor_commitment" in needed:
        promises = evaluation.loaded.case.committed.values()
        recorded = sum(promise.part_of is None for promise in promises)
        empty["funding.committed"] = f"{recorded} recorded, none credited," if recorded else text
    return empty


def readings(case: LoadedCase) -> list[str]:
    """Say how each range that was typed is read."""
    notes = []
    for path, origin in case.origins.items():
        estimate = case.as_stated(path) if path in case.estimates else None
        if origin != "override" or estimate is None or not estimate.shape or estimate.low is None:
            continue
        ends = f"{number(estimate.low, estimate.unit)} to {number(estimate.high, estimate.unit)}"
        kind = "90 % interval" if estimate.interval == "p5p95" else "bounds"
        word = estimate.distribution.middle
        notes.append(f"{path} read as {estimate.shape}, {kind} {ends}, {word} {number(estimate.value, estimate.unit)}")
    return notes
