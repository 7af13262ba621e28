"""Limits of the data behind figures: empty lists, unknown sizes, series carried on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.input_binding import path_of
from patriot_cost.case.long_series import SERIES
from patriot_cost.case.provenance import inputs_of, paths_of, steps_of, why_unknown
from patriot_cost.engine.keys import key_of
from patriot_cost.model.estimate import below

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.model.estimate import Estimate

_OF_A_LINE = {"line_shared", "line_output"}
"""The figures of a production line that take its rate."""


class CarriedSeries(NamedTuple):
    """A series of which the years `first` to `last` are assumed: by its edition, or carried on beyond its end."""

    rationale: str
    first: str
    last: str


class HeldRate(NamedTuple):
    """The last rate of a production line, of `year`, which is held from `first` to `last`."""

    path: str
    year: str
    rate: Estimate
    first: str
    last: str


def empty_lists(evaluation: Evaluation, keys: Sequence[str]) -> dict[str, int]:
    """Return the empty lists of this case that figures add up, each with its number of uncredited entries."""
    needed = {name for key in steps_of(evaluation, keys) for name in evaluation.plan.steps[key].figure.parameters}
    axes, empty = evaluation.loaded.index_sets.axes, dict[str, int]()
    if not axes["pledge"] and needed & {"pledged_interceptors", "pledged_batteries"}:
        empty["pledges"] = 0
    if not axes["commitment"] and "donor_commitment" in needed:
        promises = evaluation.loaded.case.committed.values()
        empty["funding.committed"] = sum(promise.part_of is None for promise in promises)
    return empty


def pledges_without_size(evaluation: Evaluation, keys: Sequence[str]) -> list[str]:
    """List the paths of pledges and commitments that figures add up and whose size is unknown."""
    inputs = evaluation.loaded.inputs
    promised = (name for name in inputs_of(evaluation, keys) if name.startswith(("pledged_", "donor_commitment")))
    return [path_of(name) for name in promised if name in inputs and inputs[name].value is None]


def elements_left_out(evaluation: Evaluation, keys: Sequence[str]) -> list[str]:
    """List the elements of unknown price that a cost with all elements leaves out."""
    if "all_in_cost" not in steps_of(evaluation, keys):
        return []
    added = evaluation.loaded.index_sets.axes["element, added"]
    return [name for name in added if evaluation.values[key_of("element_total", name)] is None]


def unknown_figures(evaluation: Evaluation, keys: Sequence[str]) -> dict[str, list[str]]:
    """Return the unknown figures by the cause; those of many years or months once."""
    causes: dict[str, dict[str, None]] = {}
    for key in keys:
        result = evaluation[key]
        if result.value is None:
            step = evaluation.plan.steps[key]
            named = evaluation.plan.named(step.figure, step.items)
            causes.setdefault(why_unknown(result, "a division by zero"), {})[named] = None
    return {cause: list(unknown) for cause, unknown in causes.items()}


def carried_series(evaluation: Evaluation, keys: Sequence[str]) -> list[CarriedSeries]:
    """Return the series of which figures take years that are assumed, those of one rationale together."""
    case, found = evaluation.loaded, dict[str, list[str]]()
    for path in paths_of(evaluation, keys):
        estimate = case.estimates[path]
        carried = case.origins[path] == SERIES and estimate.basis == "assumed" and estimate.value is not None
        if carried and estimate.rationale:
            found.setdefault(estimate.rationale, []).append(path.rpartition(".")[2])
    return [CarriedSeries(rationale, min(years), max(years)) for rationale, years in found.items()]


def held_rates(evaluation: Evaluation, keys: Sequence[str]) -> list[HeldRate]:
    """Return the production rates that end before the years that figures take from them."""
    wanted: dict[str, set[str]] = {}
    for key in steps_of(evaluation, keys):
        step = evaluation.plan.steps[key]
        if step.figure.name in _OF_A_LINE:
            line, item = step.items
            wanted.setdefault(line, set()).add(item[:4])
    found = []
    for line, years in wanted.items():
        path = f"production.{line}.rate"
        rates = below(evaluation.loaded.estimates, path)
        known = rates and rates[max(rates)].value is not None
        beyond = sorted(year for year in years if known and year > max(rates))
        if beyond:
            found.append(HeldRate(path, max(rates), rates[max(rates)], beyond[0], beyond[-1]))
    return found
