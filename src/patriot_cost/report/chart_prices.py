"""The chart of `facts`: published numbers over time, by scope, with their sources."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.errors import CannotCompute
from patriot_cost.model.fields import is_partial_date
from patriot_cost.report.chart_dates import position
from patriot_cost.report.chart_frame import ChartWords, ColorKey, Plot, framed, listed_in
from patriot_cost.report.chart_layers import axis_of, fixed_color, text_layer, values_layer
from patriot_cost.report.chart_theme import MARGIN, PALETTE, SHAPES, SMALL, lines_of
from patriot_cost.report.fact_records import RestatedFact
from patriot_cost.report.labels import unit_words
from patriot_cost.report.wording import counted, number, quantity
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.report.chart_layers import ChartSpec, Layer
    from patriot_cost.report.document import Response
    from patriot_cost.report.fact_records import ListedFact

_HEIGHT, _LEFT = 280, 64
_LABEL = 220
"""Pixels of the longest label."""
_UNSTATED = "unstated"
_MOST_SUBJECTS, _MOST_YEARS = 2, 10


class _Point(NamedTuple):
    """A number that was published: its date, itself or its range, on which side it is bounded, its scope."""

    id: str
    date: str
    at: float
    value: float | None
    low: float | None
    high: float | None
    bound: str | None
    unit: str
    subject: str
    measure: str
    scope: str
    publisher: str


def prices(response: Response) -> ChartSpec:
    """Draw the facts of the most frequent measure and unit by their dates, a colour and a shape for each scope.

    Raises:
        CannotCompute: no fact has a number and a date.
    """
    every = [point for item in response.data["items"] if (point := _point(item)) is not None]
    if not every:
        raise CannotCompute("nothing to draw: no fact of this answer has a number with a date")
    measure, unit = Counter((point.measure, point.unit) for point in every).most_common(1)[0][0]
    points = [point for point in every if (point.measure, point.unit) == (measure, unit)]
    scopes = [name for name, _ in Counter(point.scope for point in points).most_common()]
    if len(scopes) > len(PALETTE):
        kept = scopes[: len(PALETTE) - 1]
        points = [point._replace(scope=point.scope if point.scope in kept else "other") for point in points]
        scopes = [*kept, "other"]
    limits = [end for point in points for end in (point.value, point.low, point.high) if end is not None]
    subjects = [*dict.fromkeys(point.subject for point in points)]
    about = f"Published {measure}" + (f" of {' and '.join(subjects)}" if len(subjects) <= _MOST_SUBJECTS else "")
    first, last = (pick(point.date for point in points)[:4] for pick in (min, max))
    when = first if first == last else f"from {first} to {last}"
    between = (
        f"{number(min(limits), unit)} to {quantity(max(limits), unit)}"
        if min(limits) != max(limits)
        else quantity(max(limits), unit)
    )
    title = f"{about}: {between}, {counted(len(points), 'fact')} {when}"
    years = {item.restated_year for item in response.data["items"] if isinstance(item, RestatedFact)}
    dollars = ""
    if currency(unit):
        dollars = f"{years.pop()} dollars" if years else "each in the dollars of its source"
    notes = (
        ["Triangles in outline: at least (up) or at most (down); lines: ranges."]
        if any(p.bound for p in points)
        else []
    )
    left_out = len(response.data["items"]) - len(points)
    notes += (
        [f"Not drawn: {counted(left_out, 'fact')} without a number or a date, or of another measure or unit."]
        if left_out
        else []
    )
    values = [f"{point.date} {point.publisher} {number(_middle(point), unit)} ({point.scope})" for point in points]
    words = ChartWords(title, ", ".join(filter(None, (_unit_title(unit), dollars, "by scope"))), values, notes)
    # The publishers of the points are the sources of the chart.
    ids = {point.id for point in points}
    items = [item for item in response.data["items"] if listed_in(item).fact.id in ids]
    response = response._replace(data=response.data | {"items": items})
    return framed("prices", response, words, _plot(points, scopes, unit))


def _plot(points: Sequence[_Point], scopes: Sequence[str], unit: str) -> Plot:
    looks = {scope: (color, shape) for scope, color, shape in zip(scopes, PALETTE, SHAPES, strict=False)}
    rows = [
        {
            "at": point.at,
            "value": _middle(point),
            "low": point.low,
            "high": point.high,
            "color": looks[point.scope][0],
            "shape": {"floor": "triangle-up", "ceiling": "triangle-down"}.get(point.bound or "", looks[point.scope][1]),
            "source": f"{point.publisher}, {point.date} ({point.id})",
            "label": f"{point.publisher} ({point.id})",
        }
        for point in points
    ]
    domain = [int(min(point.at for point in points)), int(max(point.at for point in points)) + 1]
    x = {"field": "at", "type": "quantitative", "scale": {"domain": domain, "nice": False, "zero": False}}
    years = range(domain[0], domain[1] + 1)
    shown = [*years[:: 1 + len(years) // _MOST_YEARS]]
    x["axis"] = axis_of("year", orient="bottom", grid=False, values=shown, labelOverlap=False)
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"zero": True, "nice": True},
        "axis": axis_of(unit, grid=True),
    }
    tooltip = {"field": "source", "type": "nominal"}
    ranged = [row for row, point in zip(rows, points, strict=True) if point.low is not None and point.high is not None]
    layers: list[Layer] = []
    if ranged:
        line = {"type": "rule", "strokeWidth": 1.5}
        layers.append(
            values_layer(ranged, line, x=x, y=y | {"field": "low"}, y2={"field": "high"}, color=fixed_color())
        )
    shape = {"field": "shape", "type": "nominal", "scale": None, "legend": None}
    for hollow in (False, True):
        some = [row for row, point in zip(rows, points, strict=True) if bool(point.bound) == hollow]
        mark = {"type": "point", "filled": not hollow, "size": 60, "opacity": 0.85, "strokeWidth": 1.8}
        layers += (
            [values_layer(some, mark, x=x, y=y, color=fixed_color(), shape=shape, tooltip=tooltip)] if some else []
        )
    layers.append(_extremes(rows, domain, x, y))
    key = [ColorKey(scope, *look) for scope, look in looks.items()] if len(looks) > 1 else []
    return Plot([{"layer": layers}], _HEIGHT, _LEFT, MARGIN + 10, 28, key)


def _extremes(rows: Sequence[dict[str, Any]], domain: Sequence[float], x: Any, y: Any) -> Layer:  # noqa: ANN401
    """Return the publishers of the highest and of the lowest number, beside their marks, towards the middle."""
    middle, layers = sum(domain) / 2, []
    limits = [pick(rows, key=lambda row: row["value"]) for pick in (max, min)]
    # Below the lowest mark, unless the axis is there.
    below = limits[1]["value"] > limits[0]["value"] / 10
    for row in limits if limits[0] is not limits[1] else limits[:1]:
        left = row["at"] > middle
        text = lines_of(row["label"], _LABEL, SMALL, 1)[0]
        layer = text_layer([row | {"text": text}], "right" if left else "left", size=SMALL, x=x, y=y)
        layer["mark"] |= {"dx": -9 if left else 9, "dy": 10 if row is limits[1] and below else -10}
        layers.append(layer)
    return {"layer": layers}


def _point(item: ListedFact | RestatedFact) -> _Point | None:
    """Return a fact as a point; None without a number, or a date. A year stands in its middle."""
    fact, publisher = listed_in(item).fact, listed_in(item).publication.publisher
    value, low, high = fact.value, fact.low, fact.high
    unit = fact.unit
    if isinstance(item, RestatedFact):
        value, low, high = item.restated_value, item.restated_low, item.restated_high
        unit = item.restated_unit or ""
    date = str(fact.as_of or "")
    if not is_partial_date(date) or value is low is high is None:
        return None
    at = position(date[:7] if len(date) > 4 else f"{date}-07")
    names = (fact.subject, fact.measure, fact.scope or _UNSTATED)
    subject, measure, scope = (name.replace("_", " ") for name in names)
    return _Point(fact.id, date, at or 0.0, value, low, high, fact.bound, unit, subject, measure, scope, publisher)


def _middle(point: _Point) -> float:
    """Return the number of a fact; of a range alone the middle, where its mark stands on its line."""
    if point.value is not None:
        return point.value
    limits = [end for end in (point.low, point.high) if end is not None]
    return sum(limits) / len(limits)


def _unit_title(unit: str) -> str:
    words = "" if unit == "index" else unit_words(unit)
    return words[:1].upper() + words[1:]
