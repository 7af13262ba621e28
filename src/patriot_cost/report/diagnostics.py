"""Warnings about figures, with stable codes, and the readings of typed ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.budget_money import NEEDED, facts_from_budgets
from patriot_cost.case.data_limits import (
    carried_series,
    elements_left_out,
    empty_lists,
    held_rates,
    pledges_without_size,
    unknown_figures,
)
from patriot_cost.case.due import last_day, moved
from patriot_cost.case.input_binding import input_key
from patriot_cost.case.launcher_mix import mixes_apart
from patriot_cost.case.payers import PROFILE, payment_fit
from patriot_cost.case.provenance import facts_of, inputs_of, paths_of, stated_reasons
from patriot_cost.model.elements import ELEMENTS
from patriot_cost.report.answer_records import Diagnostic
from patriot_cost.report.labels import (
    assumption_words,
    assumptions_listed,
    figures_listed,
    item_name,
    labelled,
    reasons_listed,
)
from patriot_cost.report.setting_diagnostics import typed_warnings
from patriot_cost.report.wording import counted, number, quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.report.reliance import RestsOn

_FEW = 3
"""So many payers are named, the rest is counted."""

_STALE = "2y"
"""The age from which on the newest fact of an input is old."""


def warnings(evaluation: Evaluation, keys: Sequence[str]) -> list[Diagnostic]:
    """Return the warnings about some figures, with stable codes."""
    case = evaluation.loaded
    found = [
        Diagnostic("none-recorded", f"{assumption_words(case.case, path)}: {text} so counted as 0")
        for path, text in none_recorded(evaluation, keys).items()
    ]
    sizeless = pledges_without_size(evaluation, keys)
    if sizeless:
        found.append(Diagnostic("unknown-size", _sizeless_words(case, sizeless)))
    elements = elements_left_out(evaluation, keys)
    if elements:
        whole, listed = (
            figures_listed(evaluation, ["all_in_cost"]),
            ", ".join(ELEMENTS[name].label.lower() for name in elements),
        )
        message = f"{counted(len(elements), 'element')} of unknown price left out of {whole}: {listed}"
        found.append(Diagnostic("unknown-element", message))
    found += [
        Diagnostic(
            "unknown-figure",
            f"unknown because of {reasons_listed(case.case, why)}: {figures_listed(evaluation, unknown)}",
        )
        for why, unknown in unknown_figures(evaluation, keys).items()
    ]
    reasons = stated_reasons(evaluation, (evaluation[key] for key in keys if evaluation[key].value is None))
    found += [
        Diagnostic("unknown-assumption", f"{assumptions_listed(case.case, paths)}: {why}")
        for why, paths in reasons.items()
    ]
    found += [Diagnostic("extrapolated", text) for text in _carried_on(evaluation, keys)]
    found += [Diagnostic("payment-profile", text) for text in _payment_misfit(evaluation, keys)]
    found += [Diagnostic("mix-apart", text) for text in _mix_apart(evaluation, keys)]
    used = dict.fromkeys(paths_of(evaluation, keys))
    found += [
        Diagnostic(
            "budget-money",
            f"{assumption_words(case.case, path)} is set against the need, but rests on a budget: "
            f"{', '.join(facts)}; {NEEDED}",
        )
        for path in used
        if (facts := facts_from_budgets(case, path))
    ]
    cautions = {step.caution for path, step in case.escalations.items() if path in used}
    found += [Diagnostic("index", caution) for caution in sorted(filter(None, cautions))]
    found += unread(case.unread)
    return [*found, *typed_warnings(evaluation, keys)] if case.user_settings else found


def _sizeless_words(case: LoadedCase, sizeless: Sequence[str]) -> str:
    """Return the warning of pledges of unknown size, and of the figures that rest on them."""
    listed, one = assumptions_listed(case.case, sizeless), len(sizeless) == 1
    return (
        f"{counted(len(sizeless), 'pledge')} of unknown size {'is' if one else 'are'} counted as 0, {listed}: figures "
        f"that rest on {'it' if one else 'them'} are at least, or at most, what is shown"
    )


def warning_lines(found: Sequence[Diagnostic]) -> list[str]:
    """Return warnings as lines for standard error."""
    return [f"warning: {warning.message}" for warning in found]


def unread(files: Mapping[str, str]) -> list[Diagnostic]:
    """Return the data files that cannot be read, with the reasons; no answer needed them."""
    return [Diagnostic("unread-data", f"{file} cannot be read: {why}") for file, why in files.items()]


def none_recorded(evaluation: Evaluation, keys: Sequence[str]) -> dict[str, str]:
    """Return the lists that figures add up and that are empty in this case, with the assumption."""
    return {
        path: f"{recorded} recorded, none credited," if recorded else "none recorded in this scenario,"
        for path, recorded in empty_lists(evaluation, keys).items()
    }


def _carried_on(evaluation: Evaluation, keys: Sequence[str]) -> Iterator[str]:
    """Yield the series that end before the years asked for, and how they are extrapolated."""
    for series in carried_series(evaluation, keys):
        yield f"{series.rationale.rstrip('.')}: {series.first} to {series.last}"
    for held in held_rates(evaluation, keys):
        rate = quantity(held.rate.value, held.rate.unit)
        line = item_name(evaluation.loaded.case, held.path.split(".")[1])
        yield f"Output of {line} ({held.path}) ends in {held.year} and is held at {rate}: {held.first} to {held.last}"


def _payment_misfit(evaluation: Evaluation, keys: Sequence[str]) -> Iterator[str]:
    """Yield that the payment profile, on which a figure rests, is not of the money of those who pay."""
    fit = payment_fit(evaluation.loaded)
    if fit.fits or input_key(PROFILE) not in inputs_of(evaluation, keys):
        return
    if fit.money == "us":
        yield (
            f"the payment profile {fit.profile} ({PROFILE}) is how other buyers pay, but the United States alone "
            "pays here; appropriation has the outlay rates of its accounts"
        )
    else:
        payers = _few([item_name(evaluation.loaded.case, one) for one in fit.payers])
        yield (
            f"the payment profile {fit.profile} ({PROFILE}) has the outlay rates of US accounts, of US money, "
            f"but not that alone pays here ({payers}); milestone and deposit are profiles of other buyers"
        )


def _mix_apart(evaluation: Evaluation, keys: Sequence[str]) -> Iterator[str]:
    """Yield that the missiles counted on launchers are priced by another mix."""
    mixes = mixes_apart(evaluation, keys)
    if mixes:
        bought, carried = (
            ", ".join(
                f"{item_name(evaluation.loaded.case, one.variant)} {number(share, 'share')}"
                for one, share in zip(mixes, shares, strict=True)
            )
            for shares in zip(*((one.bought, one.on_launchers) for one in mixes), strict=True)
        )
        yield f"missiles are counted on launchers that carry {carried}, and priced by the mix stated, {bought}"


def _few(names: Sequence[str]) -> str:
    """Name a few, and count the rest."""
    rest = [f"{len(names) - _FEW} more"] if len(names) > _FEW else []
    return ", ".join([*names[:_FEW], *rest])


def readings(case: LoadedCase) -> list[str]:
    """Return the reading of each typed range."""
    notes = []
    for path, origin in case.origins.items():
        estimate = case.as_stated(path) if path in case.estimates else None
        if origin != "override" or estimate is None or not estimate.shape or estimate.low is None:
            continue
        bounds = f"{number(estimate.low, estimate.unit)} to {number(estimate.high, estimate.unit)}"
        word = estimate.distribution.middle
        value = number(estimate.value, estimate.unit)
        read = f"{estimate.shape}, {estimate.reading.words} {bounds}, {word} {value}"
        notes.append(f"{assumption_words(case.case, path)} read as {read}")
    return notes


def stale_warnings(evaluation: Evaluation, found: RestsOn) -> list[Diagnostic]:
    """Return the warnings about inputs that carry the main figure and whose newest fact was old when the case was made.

    Age is measured to the day that the case describes, so that an answer is the same on any day.
    """
    case = evaluation.loaded
    limit, stale = moved(case.as_of, _STALE, back=True).isoformat(), list[Diagnostic]()
    for path in (one.paths for carrier in found.carriers if (one := evaluation.reliance.inputs[carrier.first])):
        dates = [fact.as_of for fact in facts_of(case, path) if fact.as_of]
        newest = max(dates, key=last_day, default=None)
        if newest and last_day(newest) < limit:
            name = f"{labelled(case.case, path[0])} ({path[0]})"
            text = f"{name}: its newest fact dates from {newest}, more than two years before this case ({case.as_of})"
            stale.append(Diagnostic("stale", text))
    return stale
