"""The stock of interceptors by month: on hand, arriving, fired; when it is empty, and what holding it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.views import notes
from patriot_cost.views.cells import Cell, cell, texts
from patriot_cost.views.document import Answer, Block, Chart, Column, Heading, Table, Text
from patriot_cost.views.frame import Question, answer
from patriot_cost.views.wording import NEVER, marked, number, parts, shown, span, stated, when

if TYPE_CHECKING:
    from patriot_cost.api import Evaluation
    from patriot_cost.engine.result import Result
    from patriot_cost.store.load import LoadedCase

_SINGLE = {
    "launches_ahead": "Launches a month ahead",
    "interceptors_wanted": "Interceptors wanted a month",
    "months_of_supply": "Months of supply on hand",
    "first_empty_month": "First month that ends without interceptors",
    "engagement_success": "Probability that an engagement hits",
    "interceptors_fired_a_year": "Interceptors a year to hold the stock",
    "stock_holding_cost": "Cost a year to hold the stock",
    "fired_share_of_world_output": "The same, against world output of these types",
    "stock_shortfall": "Interceptors short of the chosen stock, once",
    "stock_building_cost": "Cost of these, once",
}
HEADLINES = tuple(_SINGLE)
_MONTHLY = {
    "stock_arrivals": "arriving",
    "stock_fired": "fired",
    "stock": "in stock\nat the end",
    "launches_engaged_share": "launches\nengaged",
    "launches_not_engaged": "not\nengaged",
    "launches_not_hit": "not engaged\nor not hit",
}
_OPTIONAL = ("launches_engaged_share", "launches_not_engaged", "launches_not_hit")
_RULES = {
    "observed_mean": "the mean of all observed months",
    "observed_peak": "the worst month observed",
    "last_12_months": "the mean of the last 12 observed months",
    "own": "as set",
}
_BESIDE = ("stock.on_hand", "engagement.share_engaged", "engagement.hit_probability")


def stock_answer(question: Question) -> Answer:
    """Answer `stock`."""
    evaluation = question.evaluation
    months = evaluation.loaded.space.axes["month"]
    monthly = [f"{name}[{month}]" for name in _MONTHLY for month in months]
    keys = [*_SINGLE, "launches_mean", "launches_peak", "launches_recent", "world_output", *monthly]
    said = question.said(keys, [_demand_note, *_assumed_notes(evaluation.loaded), notes.CAUTION], HEADLINES)
    blocks: list[Block] = [
        _single_table(evaluation),
        *_history(evaluation),
        Heading("The path ahead"),
        _month_table(evaluation, months),
        _stock_chart(evaluation, months),
        *map(Text, said),
    ]
    return answer(question, keys, "Stock of interceptors by month", blocks, said, HEADLINES)


def _single_table(evaluation: Evaluation) -> Table:
    results = {label: evaluation[key] for key, label in _SINGLE.items()}
    spans = {label: span(result.low, result.high, result.figure.unit) for label, result in results.items()}
    ranged = any(spans.values())
    columns = [Column(), Column("point", "right"), *([Column("low to high", "right")] if ranged else [])]
    rows = texts([[label, cell(result), *([spans[label]] if ranged else [])] for label, result in results.items()])
    return Table(columns, rows)


def _history(evaluation: Evaluation) -> list[Block]:
    recent = evaluation.loaded.space.axes["month, last 12"]
    counts = [(month, evaluation.values.get(f"demand_observed[{month}]")) for month in recent]
    if not any(count is not None for _, count in counts):
        return []
    bars = [(month, count, number(count, "launch")) for month, count in counts]
    return [Chart("Launches observed, last 12 months", bars)]


def _month_table(evaluation: Evaluation, months: tuple[str, ...]) -> Table:
    rows = texts([[month, *(_whole(evaluation[f"{name}[{month}]"]) for name in _MONTHLY)] for month in months])
    columns = [Column(title, "right", optional=name in _OPTIONAL) for name, title in _MONTHLY.items()]
    return Table([Column("month", whole=True), *columns], rows)


def _whole(result: Result) -> Cell:
    """Return a figure of a month as a whole number, or as a share."""
    return cell(result, None if result.figure.unit == "share" else 0)


def _stock_chart(evaluation: Evaluation, months: tuple[str, ...]) -> Chart:
    """Draw the stock up to the month after the last that ends with some."""
    results = [evaluation[f"stock[{month}]"] for month in months]
    full = [position for position, result in enumerate(results) if result.value]
    end = max(full, default=0) + 2
    bars = [(month, result.value, shown(result)) for month, result in zip(months, results, strict=True)]
    return Chart("Interceptors in stock at the end of the month", bars[:end])


@notes.note("launches_ahead", "first_empty_month")
def _demand_note(loaded: LoadedCase, ahead: Result, empty: Result) -> str:
    case, observed = loaded.case.demand, loaded.calendar.observed
    rule = f"Ahead: {stated(*parts(ahead))}, {_RULES[case.rule]}"
    scale = notes.given(loaded, "demand_scale")
    scaled = "" if scale in {None, 1.0} else f", times {number(scale, 'index')}"
    series = ""
    if observed and case.rule != "own":
        series = f" ({observed[0]} to {observed[-1]}). Counted: {(case.observed_class or '').rstrip('.')}"
    if empty.value is None:
        end = ""
    elif number(empty.value, "date") == NEVER:
        end = f" The stock is not empty at the end of any month up to {loaded.space.axes['month'][-1]}."
    else:
        end = f" The stock is empty at the end of {when(empty)}; from then on what arrives is fired as it arrives."
    return f"{rule}{scaled}{series}.{end}"


def _assumed_notes(case: LoadedCase) -> list[str]:
    """Say what no authority publishes, with the published numbers that stand beside it, also where they conflict."""
    found = []
    for path in _BESIDE:
        estimate = case.estimates.get(path)
        if estimate is None:
            continue
        facts = [case.facts[name] for name in (*estimate.facts, *estimate.crosschecks) if name in case.facts]
        beside = [
            f"{marked(fact.value, fact.unit, fact.bound)} {(fact.note or fact.measure).rstrip('.')} ({fact.id})"
            for fact in facts
            if fact.value is not None
        ]
        listed = f" Published beside it: {'; '.join(beside)}." if beside else ""
        value = marked(estimate.value, estimate.unit, estimate.bound)
        found.append(f"{path} = {value}, {estimate.basis}: {estimate.rationale or ''}{listed}")
    return found
