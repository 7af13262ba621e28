"""Charts of `stock`: interceptors month by month, and launches counted and ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.provenance import why_unknown
from patriot_cost.engine.keys import key_of
from patriot_cost.errors import CannotCompute
from patriot_cost.report.chart_dates import Panel, Series, dates_plot
from patriot_cost.report.chart_frame import ChartWords, ColorKey, evaluated, framed, live_words
from patriot_cost.report.chart_theme import BLUE, GREEN, GREY, RED
from patriot_cost.report.labels import reasons_listed
from patriot_cost.report.wording import NEVER, in_words, number, when

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.chart_layers import ChartSpec
    from patriot_cost.report.document import Response

_OBSERVED = 12
"""Months before the path whose counts are drawn."""


def stock(response: Response, *, live: bool = False) -> ChartSpec:
    """Draw the stock at the end of each month, and the interceptors arriving and fired in it; `live` with the inputs.

    Raises:
        CannotCompute: none of these is known.
    """
    evaluation = evaluated(response)
    left, arriving, fired = (_by_month(evaluation, name) for name in ("stock", "stock_arrivals", "stock_fired"))
    notes = _sides(evaluation, "stock", "Stock")
    moving = Panel(
        "Interceptors arriving (columns) and fired (marks) in the month",
        "interceptor",
        [
            Series("columns", arriving, GREEN, figure=["stock_arrivals"]),
            Series("ticks", fired, RED, figure=["stock_fired"]),
        ],
    )
    area = Series("area", left, BLUE, figure=["stock"])
    panels = [Panel("Interceptors in stock at the end of the month", "interceptor", [area]), moving]
    dates, units = {month: month for month in left}, "Interceptors by month"
    if live:
        needs = [[key_of(name, month) for name in ("stock", "stock_arrivals", "stock_fired") for month in left]]
        return framed("stock", response, live_words(units, needs, notes), dates_plot(dates, panels))
    _known(evaluation, "stock", left, arriving, fired)
    if not any(left.values()):
        panels, notes = [moving], ["The stock at the end of every month is 0 or unknown."]
    empty = evaluation["first_empty_month"]
    if empty.value is None:
        why = reasons_listed(evaluation.loaded.case, why_unknown(empty))
        title = f"When the stock is empty is unknown, because of {why}"
    elif number(empty.value, "date") == NEVER:
        title = f"The stock is empty at the end of no month up to {list(left)[-1]}"
    else:
        title = f"The stock is empty at the end of {when(empty)}"
    values = [
        f"{month} {number(left[month], 'interceptor')} left, {number(fired[month], 'interceptor')} fired"
        for month in left
    ]
    words = ChartWords(title, units if len(panels) > 1 else moving.title, values, notes)
    return framed("stock", response, words, dates_plot(dates, panels))


def launches(response: Response, *, live: bool = False) -> ChartSpec:
    """Draw the launches counted in the last months, and those ahead with the part that is not engaged or not hit.

    A `live` chart follows the inputs.

    Raises:
        CannotCompute: neither is known.
    """
    evaluation = evaluated(response)
    ahead, missed = (_by_month(evaluation, name) for name in ("launches", "launches_not_hit"))
    counted = {
        month: evaluation.values.get(key_of("demand_observed", month))
        for month in evaluation.loaded.calendar.observed[-_OBSERVED:]
    }
    months = dict.fromkeys([*counted, *ahead])
    series = [
        Series("columns", ahead, BLUE, figure=["launches"]),
        Series("columns", missed, RED, figure=["launches_not_hit"]),
    ]
    if any(value is not None for value in counted.values()):
        series.append(Series("columns", counted, GREY, figure=["demand_observed"]))
    colors = [ColorKey("Launches ahead", BLUE), ColorKey("of these, not engaged or not hit", RED)]
    colors += [ColorKey("Launches counted", GREY)] if len(series) > 2 else []
    plot = dates_plot({month: month for month in months}, [Panel("", "launch", series)], colors)
    units = "Ballistic missiles launched, by month"
    notes = _sides(evaluation, "launches_not_hit", "Not engaged or not hit")
    if live:
        needs = [
            [key_of("launches", month) for month in ahead] + [key_of("demand_observed", month) for month in counted]
        ]
        return framed("launches", response, live_words(units, needs, notes), plot)
    _known(evaluation, "launches", ahead, counted)
    expected, stopped = evaluation["launches_ahead"], evaluation["launches_stopped_share"]
    title = f"{in_words(expected).capitalize()} ahead"
    if stopped.value is not None:
        title += f"; {in_words(stopped)} of the launches of all months are hit"
    values = [f"{month} {number(ahead.get(month, counted.get(month)), 'launch')}" for month in months]
    return framed("launches", response, ChartWords(title, units, values, notes), plot)


def _by_month(evaluation: Evaluation, name: str) -> dict[str, float | None]:
    keys = {month: key_of(name, month) for month in evaluation.loaded.index_sets.axes["month"]}
    evaluation.need(keys.values(), ())
    return {month: evaluation[key].value for month, key in keys.items()}


def _known(evaluation: Evaluation, name: str, *series: dict[str, float | None]) -> None:
    if all(value is None for one in series for value in one.values()):
        first = evaluation[key_of(name, evaluation.loaded.index_sets.axes["month"][0])]
        why = reasons_listed(evaluation.loaded.case, why_unknown(first))
        raise CannotCompute(f"nothing to draw: {first.figure.label} is unknown, because of {why}")


def _sides(evaluation: Evaluation, name: str, words: str) -> list[str]:
    bounds = {evaluation[key_of(name, month)].bound for month in evaluation.loaded.index_sets.axes["month"]} - {None}
    if not bounds:
        return []
    side = {"floor": "at least", "ceiling": "at most"}.get(str(bounds.pop()) if len(bounds) == 1 else "", "about")
    return [f"{words}: {side} what is drawn."]
