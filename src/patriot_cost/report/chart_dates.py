"""Plots over years or months: panels with columns, lines and marks along one axis of dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from patriot_cost.engine.keys import key_of
from patriot_cost.report.chart_frame import Plot
from patriot_cost.report.chart_layers import (
    axis_of,
    fixed_color,
    heading_layer,
    known_layer,
    pixel,
    text_layer,
    values_layer,
)
from patriot_cost.report.chart_theme import GREY, INK, MARGIN, SMALL, width_of
from patriot_cost.report.wording import NEVER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.report.chart_frame import ColorKey
    from patriot_cost.report.chart_layers import Layer

_PANEL, _GAP, _HEADING = 150, 58, 30
_LEFT = 64
_LABEL = 20
"""Pixels that a text above a mark reaches up."""
_FEW = 40
"""Up to so many dates a line has points."""


class Series(NamedTuple):
    """A number for each date, None for an unknown one; `labels` are texts at some dates, above their marks.

    `stacked` columns of one panel stand on each other; `ticks` are short marks across the place of a column.
    `figure` has the name of its figure and the items besides the date.
    """

    kind: Literal["line", "area", "columns", "stacked", "ticks"]
    values: Mapping[str, float | None]
    color: str
    labels: Mapping[str, str] = {}
    figure: Sequence[str] = ()

    def at(self, date: str) -> dict[str, Any]:
        """Return the datum of a date, with the key of its figure."""
        keyed = {"key": key_of(*self.figure, date)} if self.figure else {}
        return {"date": date, "value": self.values[date]} | keyed


class Panel(NamedTuple):
    """A part of a plot with its own axis of numbers; `limits` are horizontal lines with their texts."""

    title: str
    unit: str
    series: Sequence[Series]
    most: float | None = None
    limits: Sequence[tuple[float, str]] = ()


def dates_plot(dates: Mapping[str, str], panels: Sequence[Panel], key: Sequence[ColorKey] = ()) -> Plot:
    """Return panels below each other as a plot; `dates` have their titles."""
    headed = len(panels) > 1
    height = len(panels) * _PANEL + (len(panels) - 1) * _GAP + (_HEADING if headed else 0) + (60 if not headed else 0)
    plot = Plot((), height, _LEFT, MARGIN + 8, 28, key)
    layers: list[Layer] = []
    for place, panel in enumerate(panels):
        top = place * (_PANEL + _GAP) + (_HEADING if headed else 0)
        bottom = top + _PANEL + (0 if headed else 60)
        layers.append(_panel(panel, dates, plot, top, bottom))
        layers += [heading_layer(panel.title, _LEFT, top - 26)] if headed else []
    return plot._replace(layers=layers)


def position(value: float | str | None) -> float | None:
    """Return the place of a number on its axis, of a month that of its year with its part; None for never."""
    if value is None or value == NEVER:
        return None
    if isinstance(value, str):
        year, _, month = value.partition("-")
        return int(year) + (int(month or 1) - 1) / 12
    return float(value)


def _panel(panel: Panel, dates: Mapping[str, str], plot: Plot, top: int, bottom: int) -> Layer:
    scale: dict[str, Any] = {"range": [bottom, top], "zero": True, "nice": True}
    known = [value for one in panel.series for value in one.values.values() if value is not None]
    scale |= {"domainMax": panel.most} if panel.most is not None and panel.most >= max(known, default=0.0) else {}
    scale |= {"domain": [0, 1]} if not any(known) else {}
    x = _x(dates, plot.width)
    axis = axis_of(panel.unit, orient="left", grid=True) | ({} if any(known) else {"values": [0]})
    channel = {"type": "quantitative", "scale": scale, "axis": axis}
    stacked = [one for one in panel.series if one.kind == "stacked"]
    layers = [_stack(stacked, x, channel)] if stacked else []
    layers += [_series(one, x, channel, many=len(dates) > _FEW) for one in panel.series if one.kind != "stacked"]
    for at, text in panel.limits:
        rule = {"type": "rule", "color": INK, "strokeDash": [4, 3]}
        layers.append(values_layer([{"value": at}], rule, y=channel | {"field": "value"}))
        layers.append(_at_left(text, at, channel))
    layers += [layer for one in panel.series if one.labels for layer in _labels(one, panel, x, channel)]
    base = {"type": "rule", "color": GREY}
    layers.append(
        values_layer([{"x": 0, "x2": plot.width, "y": bottom}], base, x=pixel("x"), x2={"field": "x2"}, y=pixel("y"))
    )
    return {"layer": layers, "resolve": {"scale": {"x": "shared"}}}


def _x(dates: Mapping[str, str], width: int) -> dict[str, Any]:
    longest = max(map(width_of, dates.values()), default=30.0)
    room = max(1, int(width / (longest + 12)))
    step = next(step for power in range(9) for size in _steps(dates) if (step := size * 10**power) * room >= len(dates))
    shown = list(dates)[::step]
    axis: dict[str, Any] = {"title": None, "values": shown, "labelAngle": 0, "grid": False, "labelOverlap": False}
    axis |= {"labelExpr": _titles(dates, shown)} if any(dates[one] != one for one in shown) else {}
    scale = {"domain": list(dates), "paddingInner": 0.25, "paddingOuter": 0.25}
    return {"field": "date", "type": "ordinal", "scale": scale, "sort": None, "axis": axis}


def _steps(dates: Mapping[str, str]) -> tuple[int, ...]:
    return (1, 3, 6, 12, 24, 60) if any("-" in date for date in dates) else (1, 2, 5)


def _titles(dates: Mapping[str, str], shown: Sequence[str]) -> str:
    """Return the expression that writes dates by their titles; only digits and letters stand in both."""
    pairs = ", ".join(f"'{one}': '{dates[one]}'" for one in shown)
    return f"({{{pairs}}})[datum.value]"


def _series(one: Series, x: dict[str, Any], channel: dict[str, Any], *, many: bool) -> Layer:
    values = [one.at(date) for date in one.values]
    y = channel | {"field": "value"}
    match one.kind:
        case "line":
            mark: dict[str, Any] = {"type": "line", "color": one.color, "strokeWidth": 2.5}
            mark |= {} if many else {"point": {"filled": True, "size": 40, "color": one.color}}
            # A line stops at an unknown number.
            return values_layer(values, mark | {"invalid": "break-paths-show-path-domains"}, x=x, y=y | {"stack": None})
        case "area":
            mark = {"type": "area", "color": one.color, "opacity": 0.25, "line": {"color": one.color, "strokeWidth": 2}}
            return known_layer(values_layer(values, mark, x=x, y=y | {"stack": None}), "value")
        case "ticks":
            mark = {"type": "tick", "color": one.color, "thickness": 3, "orient": "horizontal", "opacity": 1}
            return known_layer(values_layer(values, mark, x=x, y=y), "value")
        case _:
            mark = {"type": "bar", "color": one.color}
            return known_layer(values_layer(values, mark, x=x, y=y | {"stack": None}), "value")


def _stack(series: Sequence[Series], x: dict[str, Any], channel: dict[str, Any]) -> Layer:
    values = [
        one.at(date) | {"color": one.color, "order": place} for place, one in enumerate(series) for date in one.values
    ]
    order = {"field": "order", "type": "quantitative"}
    y = channel | {"field": "value", "stack": "zero"}
    return known_layer(values_layer(values, {"type": "bar"}, x=x, y=y, color=fixed_color(), order=order), "value")


def _labels(one: Series, panel: Panel, x: dict[str, Any], channel: dict[str, Any]) -> list[Layer]:
    """Return labels above their marks, below where a limit would cross them; the first and the last reach inwards."""
    dates = list(one.values)
    sides = {dates[-1]: ("right", 12), dates[0]: ("left", -2)}
    groups: dict[tuple[str, int, int], list[dict[str, Any]]] = {}
    for date in sorted(one.labels, key=lambda date: (date != dates[-1], date != dates[0])):
        place = *sides.get(date, ("center", 0)), 13 if _crossed(one.values[date], panel) else -11
        groups.setdefault(place, []).append(one.at(date) | {"text": one.labels[date]})
    found = []
    for (side, right, down), items in groups.items():
        layer = text_layer(items, side, size=SMALL, bold=True, x=x, y=channel | {"field": "value"})
        layer["mark"] |= {"dy": down, "dx": right}
        found.append(known_layer(layer, "value"))
    return found


def _crossed(value: float | None, panel: Panel) -> bool:
    """Tell whether a limit runs through a text above a number."""
    if value is None or panel.most is None:
        return False
    return any(0 < (at - value) / panel.most * _PANEL < _LABEL for at, _ in panel.limits)


def _at_left(text: str, at: float, channel: dict[str, Any]) -> Layer:
    layer = text_layer([{"x": 4, "value": at, "text": text}], size=SMALL, y=channel | {"field": "value"})
    layer["mark"] |= {"dy": -8}
    return layer
