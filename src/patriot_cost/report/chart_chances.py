"""Charts of `simulate`: the S-curve of a figure, and cost and date that are kept together."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from patriot_cost.case.open_horizon import CLOSED
from patriot_cost.errors import CannotCompute
from patriot_cost.model.record_shape import Absent
from patriot_cost.report.cells import alike_in_words
from patriot_cost.report.chart_dates import Panel, Series, dates_plot
from patriot_cost.report.chart_frame import ChartWords, Plot, evaluated, framed
from patriot_cost.report.chart_layers import axis_of, text_layer, values_layer
from patriot_cost.report.chart_theme import BLUE, GREEN, MARGIN, RED, width_of
from patriot_cost.report.document import Number
from patriot_cost.report.joint_confidence import NOT_REACHED
from patriot_cost.report.labels import figure_label
from patriot_cost.report.wording import counted, number
from patriot_cost.units import compact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.case.horizon import Calendar
    from patriot_cost.report.chart_layers import ChartSpec, Layer
    from patriot_cost.report.document import Response
    from patriot_cost.study.results import EqualPercentiles

_HEIGHT, _LEFT, _LINE = 230, 58, 16
_LEVELS = (50, 80)
_MOST_LABELS = 16


def s_curve(response: Response) -> ChartSpec:
    """Draw the chance that an amount is enough, with the point estimate and the percentiles 50 and 80.

    Raises:
        CannotCompute: no figure of the answer has a curve of amounts.
    """
    evaluation, summary = evaluated(response), response.data["simulation"]
    curves = {key: points for key, points in summary.s_curve.items() if not isinstance(points[0].value, str)}
    if not curves:
        raise CannotCompute("nothing to draw: no figure of this answer has a curve", "type an amount: funding_need")
    key, points = next(iter(curves.items()))
    figure, label = response.data["figures"][key], figure_label(evaluation, key)
    unit, found = figure.figure.unit, figure.statistics
    marked = {"point": figure.figure.value} | {f"P{level}": getattr(found, f"p{level}") for level in _LEVELS}
    amounts = {name: value for name, value in marked.items() if isinstance(value, float | int)}
    chances = {"point": found.chance_point_suffices} | {f"P{level}": level / 100 for level in _LEVELS}
    texts = dict(zip(amounts, alike_in_words(Number(value, unit) for value in amounts.values()), strict=True))
    title = f"{label}: "
    suffices = chances["point"]
    if "point" in amounts and suffices is not None:
        title += f"{texts['point']}, the point estimate, is enough in {number(suffices, 'share')} of the draws"
    if "P80" in texts:
        title += f"{', ' if 'point' in texts else ''}{texts['P80']} in 80 %"
    items = [
        {
            "amount": amounts[name],
            "chance": chance,
            "text": f"{'Point estimate' if name == 'point' else name} {texts[name]}",
        }
        for name, chance in chances.items()
        if name in amounts and chance is not None
    ]
    values = [f"{number(one.value, unit)} is enough in {number(one.chance, 'share')}" for one in points]
    counts = f"{counted(summary.draws, 'draw')}, seed {response.data['seed']}"
    notes = [f"{counts}; the curve ends where one draw in a hundred is left."]
    words = ChartWords(title, f"Chance that an amount is enough, {label}", values, notes)
    curve = [{"amount": one.value, "chance": one.chance} for one in points]
    return framed("s-curve", response, words, _curve_plot(curve, items, unit))


def _curve_plot(curve: Sequence[dict[str, Any]], items: Sequence[dict[str, Any]], unit: str) -> Plot:
    plot = Plot((), _HEIGHT, _LEFT, MARGIN + 14, 28)
    limits = [one["amount"] for one in (*curve, *items)]
    x = {
        "field": "amount",
        "type": "quantitative",
        "scale": {"zero": False, "nice": False, "domain": [min(limits), max(limits)]},
    }
    x["axis"] = axis_of(unit, orient="bottom", grid=False)
    y = {"field": "chance", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": axis_of("share", grid=True)}
    line = {"type": "line", "color": BLUE, "strokeWidth": 2.5, "interpolate": "monotone"}
    point = {"type": "point", "filled": True, "size": 90, "color": RED, "opacity": 1}
    layers = [values_layer(curve, line, x=x, y=y), values_layer(items, point, x=x, y=y)]
    layers += _point_labels(items, min(limits), max(limits), plot.width)
    return plot._replace(layers=[{"layer": layers}])


def _point_labels(items: Sequence[dict[str, Any]], least: float, most: float, width: int) -> list[Layer]:
    """Return the labels of points: below the curve at their right, or above it at their left if there is no room."""
    below: list[dict[str, Any]] = []
    above: list[dict[str, Any]] = []
    for one in items:
        x = (one["amount"] - least) / ((most - least) or 1.0) * width
        right = x + 12 + width_of(one["text"], bold=True) <= width
        place = {"x": x + (12 if right else -12), "y": _HEIGHT * (1 - one["chance"]) + (4 if right else -4)}
        (below if right else above).append(place | {"text": one["text"]})
    layers = []
    for labels, align, way in ((below, "left", 1), (above, "right", -1)):
        labels.sort(key=lambda one: way * one["y"])
        for former, one in pairwise(labels):
            # Labels that would cover each other move apart, away from the curve.
            one["y"] = way * max(way * one["y"], way * former["y"] + _LINE)
        layers += [text_layer(labels, align, bold=True)] if labels else []
    return layers


def joint(response: Response) -> ChartSpec:
    """Draw the chance that the gap is closed by each year, and the cost that is kept with it at each confidence.

    Raises:
        CannotCompute: the date was not drawn.
    """
    evaluation, summary = evaluated(response), response.data["simulation"]
    calendar = evaluation.loaded.calendar
    closed = {str(one.value): one.chance for one in summary.closed_by}
    if not any(chance is not None for chance in closed.values()):
        raise CannotCompute(
            "nothing to draw: the year in which the gap closes was not drawn",
            f"type it too: --figures funding_need,{CLOSED}",
        )
    dates = {year: calendar.named(year) for year in closed}
    labels = {list(closed)[-1]: number(list(closed.values())[-1], "share")}
    found = response.data.get("joint_confidence") or [one for one in [summary.joint] if not isinstance(one, Absent)]
    limits = [(one.confidence / 100, f"{compact(one.confidence)} % confidence") for one in found]
    title = "Chance that the battery gap is closed by the end of the year"
    panels = [Panel(title, "share", [Series("line", closed, BLUE, labels)], 1.0, limits)]
    values = [f"{dates[year]} {number(chance, 'share')}" for year, chance in closed.items()]
    notes = [f"{counted(summary.draws, 'draw')}, seed {response.data['seed']}."]
    for one in found:
        level, costs = f"{compact(one.confidence)} %", {point.year: point.cost for point in one.frontier}
        known = {year: cost for year, cost in costs.items() if year in dates and cost is not None}
        if not known:
            notes.append(f"Joint confidence of {level} is {NOT_REACHED} in any year of the plan, whatever is paid.")
            continue
        texts = _texts(known, few=len(dates) <= _MOST_LABELS)
        title = f"Cost to closure that is kept together with the year in {level} of the draws"
        panels.append(Panel(title, "USD", [Series("columns", {year: costs[year] for year in dates}, GREEN, texts)]))
        with_level = f" in {level}" if len(found) > 1 else ""
        values += [f"by {dates[year]} {number(cost, 'USD')}{with_level}" for year, cost in known.items()]
    if len(panels) > 1:
        notes.append("Acquisition to closure, then-year dollars; a year without a column is not reached at any cost.")
    title = _pairs([one.equal for one in found if one.equal], calendar) or (
        f"The battery gap is closed by {calendar.named(calendar.last_year)} in {labels[list(closed)[-1]]} of the draws"
    )
    return framed(
        "joint", response, ChartWords(title, "Cost and date together", values, notes), dates_plot(dates, panels)
    )


def _pairs(pairs: Sequence[EqualPercentiles], calendar: Calendar) -> str:
    """Say which cost and year are kept together, by level; empty if none are."""
    texts = list[str]()
    for one in pairs:
        pair = f"{number(one.cost, 'USD')} and a gap closed by {calendar.named(one.year)}"
        chance = number(one.chance, "share")
        texts.append(f"{pair} in {chance}" if texts else f"{pair} are kept together in {chance} of the draws")
    return ", ".join(texts)


def _texts(costs: Mapping[str, float], *, few: bool) -> dict[str, str]:
    """Return the texts of the first cost and of the last, unless these are neighbours, which have no room for two."""
    shown = [*list(costs)[:1], *list(costs)[2:][-1:]] if few else []
    return {year: number(costs[year], "USD") for year in shown}
