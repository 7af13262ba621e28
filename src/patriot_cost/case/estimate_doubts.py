"""Doubts about the assumptions of a case: old facts, facts outside of a range, others that say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.budget_money import NEEDED, facts_from_budgets
from patriot_cost.case.range_doubts import range_doubts
from patriot_cost.ledger.doubts import Doubt
from patriot_cost.ledger.grades import says
from patriot_cost.ledger.roots import date_of
from patriot_cost.model.scenario import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.model.upkeep import Topic

STALE_YEARS = 3
"""An assumption whose newest fact is older than this is stale; in 2026 those of 2022 are, those of 2024 are not."""


def estimate_doubts(case: LoadedCase, paths: Sequence[str], today: date, weak: Mapping[str, str]) -> Iterator[Doubt]:
    """Yield the doubts about some assumptions; `weak` are the grades of the facts that rest only on weak pages."""
    for path in paths:
        for topic, text, facts in _doubts(case, path, today, weak):
            detail = facts[0] if topic == "stale" else ", ".join(facts)
            where, names = case.files[path].where(path), tuple(fact.split()[0] for fact in facts)
            yield Doubt(topic, where, path, text, detail, names, case.origins[path].removeprefix(SYSTEM))


def _doubts(
    case: LoadedCase, path: str, today: date, weak: Mapping[str, str]
) -> Iterator[tuple[Topic, str, list[str]]]:
    """Yield topic and text of each doubt, and the facts that raise it, with their number or date."""
    estimate = case.estimates[path]
    dates = sorted((date, name) for name in estimate.facts if (date := date_of(case.facts[name], case.roots)))
    if dates and today.year - int(dates[-1][0][:4]) > STALE_YEARS:
        newest, name = dates[-1]
        yield "stale", f"newest fact dates from {newest}, over {STALE_YEARS} years ago", [f"{name} of {newest}"]
    yield from range_doubts(case, path)
    if others := list(_outside(case, estimate)):
        yield "others_say_otherwise", f"others say otherwise: {', '.join(others)}", others
    silent = [name for name in estimate.facts if name in weak and not says(weak[name], estimate.rationale)]
    if pages := [f"{name} {weak[name]}" for name in silent]:
        yield (
            "weak_source",
            f"only weak pages have what it rests on, and its rationale does not say so: {', '.join(pages)}",
            pages,
        )
    if budgets := facts_from_budgets(case, path):
        yield "budget_money", f"is set against the need, but rests on a budget: {', '.join(budgets)}; {NEEDED}", budgets


def _outside(case: LoadedCase, estimate: Estimate) -> Iterator[str]:
    """Yield the cross-checks of the same measure and dollars that lie outside the estimate, each root once."""
    low = estimate.value if estimate.low is None else estimate.low
    high = estimate.value if estimate.high is None else estimate.high
    if low is None or high is None:
        return
    kinds = {(case.facts[name].measure, estimate.unit, estimate.price_year) for name in estimate.facts}
    for statement in case.independent_crosschecks(estimate):
        fact = next((one for one in statement.facts if (one.measure, one.unit, one.price_year) in kinds), None)
        if fact and fact.value is not None and not low <= fact.value <= high:
            yield f"{fact.id} {fact.value:,.15g}" + (f" ({statement.reports})" if statement.others else "")
