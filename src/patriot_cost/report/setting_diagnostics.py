"""Warnings about the settings of a user: values far from all published ones, settings without effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.idle_settings import overruled, without_effect
from patriot_cost.case.outliers import unusual
from patriot_cost.report.answer_records import Diagnostic
from patriot_cost.report.wording import facts_of_roots, number, quantity
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase


def typed_warnings(evaluation: Evaluation, keys: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield the warnings about the user's settings, for some figures."""
    for text in unusual_texts(evaluation.loaded):
        yield Diagnostic("unusual-value", text)
    for one in overruled(evaluation.loaded):
        place = f"{one.by} is typed too and" if one.option.endswith(one.path) else one.option
        yield Diagnostic("overruled", f"{one.setting}: {place} takes its place, so it changes nothing")
    typed = {path: own.option for path, own in evaluation.loaded.user_settings.items() if own.option}
    for path in without_effect(evaluation, keys, typed):
        option = typed[path] if typed[path].endswith(path) else f"{typed[path]} ({path})"
        yield Diagnostic("no-effect", f"{option}: nothing shown here rests on it, so it changes nothing here")


def unusual_texts(case: LoadedCase) -> Iterator[str]:
    """Yield the user's values that are far from all published ones, with the published range."""
    for path, value, found in unusual(case):
        unit = case.estimates[path].unit
        far = "less than a third of the least" if value < found.low else "more than three times the most"
        least, most = number(found.low, unit), quantity(found.high, unit)
        span = f"{least} to {most}" if found.low < found.high else most
        years = " to ".join(map(str, sorted({found.years[0], found.years[-1]}))) if found.years else ""
        dollars = f", in dollars of {years} as published" if currency(unit) and years else ""
        known = f"{span} ({facts_of_roots(found.facts, len(found.roots))}{dollars})"
        yield f"{path}: {quantity(value, unit)} is {far} that is published, {known}"
