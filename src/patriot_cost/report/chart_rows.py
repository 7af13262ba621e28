"""Rows of a chart: items down, each with its label, its bars along one axis, and its number at the right."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.report.chart_frame import Plot
from patriot_cost.report.chart_layers import axis_of, fixed_color, known_layer, pixel, text_layer, values_layer
from patriot_cost.report.chart_theme import BLUE, GREY, INK, MARGIN, MUTED, SMALL, TEXT, WIDTH, lines_of, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.report.chart_frame import ColorKey
    from patriot_cost.report.chart_layers import Layer

_BAR = 18
_STEP, _TALL_STEP = 40, 54
"""Pixels of a row, and of one whose label has three lines."""
_WIDEST_LABEL = 210
_LINE = TEXT + 3


class BarPart(NamedTuple):
    """A part of a bar: from where to where, in its colour, and the keys of the figures where it starts and ends.

    One of which an end is unknown is not drawn.
    """

    start: float | None
    end: float | None
    color: str = BLUE
    start_key: str = ""
    end_key: str = ""


class ChartRow(NamedTuple):
    """An item: label and number, each with a smaller line below, its bars, and its range if it has one.

    A range whose `high` is infinite is an arrow, as is a bar that goes on beyond `open_at`. `key` is that of the
    figure whose number stands at the right.
    """

    label: str
    text: str
    parts: Sequence[BarPart] = ()
    low: float | None = None
    high: float | None = None
    label_detail: str = ""
    detail: str = ""
    strong: bool = False
    open_at: float | None = None
    key: str = ""


def rows_plot(
    rows: Sequence[ChartRow],
    unit: str,
    *,
    reference: float | None = None,
    linked: bool = False,
    zero: bool = True,
    key: Sequence[ColorKey] = (),
    more: Sequence[Layer] = (),
    longest: str = "",
) -> Plot:
    """Return rows as a plot; `reference` is a vertical line, `linked` bars begin where the one above ends.

    At the right there is room for the `longest` number as well.
    """
    left = round(min(_WIDEST_LABEL, max(_text_width(row.label, row.label_detail) for row in rows)) + MARGIN + 12)
    right = round(
        min(_WIDEST_LABEL, max(_text_width(row.text, row.detail) for row in (*rows, ChartRow("", longest))))
        + MARGIN
        + 12
    )
    width = WIDTH - left - right
    wrapped = any(row.label_detail and len(_label(row, left)) > 1 for row in rows)
    step = _TALL_STEP if wrapped else _STEP
    places = [step * place + step / 2 for place in range(len(rows))]
    edges = [end for row in rows for part in row.parts for end in (part.start, part.end)]
    edges += [end for row in rows for end in (row.low, row.high)]
    limits = [end for end in edges if end is not None and isfinite(end)]
    limits += [] if reference is None else [reference]
    limits += [0.0] if zero else []
    scale = {"nice": True, "zero": zero, "domain": [min(limits, default=0.0), max(limits, default=1.0)]}
    axis = axis_of(unit, orient="bottom", grid=True, domain=False, ticks=False, labelPadding=6, labelFlush=False)

    def x(field: str) -> dict[str, Any]:
        return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}

    bars: list[dict[str, Any]] = [
        {"start": part.start, "end": part.end, "y": y - _BAR / 2, "y2": y + _BAR / 2, "color": part.color}
        | _keyed(start_key=part.start_key, end_key=part.end_key)
        for row, y in zip(rows, places, strict=True)
        for part in row.parts
    ]
    # A part without length is a line.
    bar = {"type": "rect", "strokeWidth": 1}
    drawn = values_layer(
        bars,
        bar,
        stroke=fixed_color(),
        x=x("start"),
        x2={"field": "end"},
        y=pixel("y"),
        y2={"field": "y2"},
        color=fixed_color(),
    )
    layers = [known_layer(drawn, "start", "end")]
    if linked:
        layers.append(_links(rows, places, x))
    layers += _ranges(rows, places, x, width)
    if reference is not None:
        rule = {"type": "rule", "color": INK, "strokeDash": [4, 3], "strokeWidth": 1.5}
        layers.append(
            values_layer(
                [{"at": reference, "y": 0, "y2": step * len(rows)}], rule, x=x("at"), y=pixel("y"), y2={"field": "y2"}
            )
        )
    zero_line = {"type": "rule", "color": GREY}
    if zero:
        layers.append(
            values_layer(
                [{"at": 0, "y": 0, "y2": step * len(rows)}], zero_line, x=x("at"), y=pixel("y"), y2={"field": "y2"}
            )
        )
    layers += _labels(rows, places, left, right, width)
    return Plot([*layers, *more], step * len(rows), left, right, 26, key)


def _keyed(**keys: str) -> dict[str, str]:
    """Return the keys that a datum has."""
    return {name: key for name, key in keys.items() if key}


def _text_width(text: str, detail: str) -> float:
    return max(width_of(text, bold=True), width_of(detail, SMALL))


def _label(row: ChartRow, left: int) -> list[str]:
    return lines_of(row.label, left - MARGIN - 10, TEXT, 2, bold=True)


def _labels(rows: Sequence[ChartRow], places: Sequence[float], left: int, right: int, width: int) -> list[Layer]:
    """Return the texts on both sides, the lines of each around the middle of its row."""
    texts: dict[tuple[str, bool], list[dict[str, Any]]] = {}
    details: dict[str, list[dict[str, Any]]] = {}
    for row, y in zip(rows, places, strict=True):
        number = lines_of(row.text, right - MARGIN - 10, TEXT, 1 if row.detail else 2, bold=True)
        sides = (("right", _label(row, left), row.label_detail, ""), ("left", number, row.detail, row.key))
        for align, lines, detail, key in sides:
            x, room = (-10, left) if align == "right" else (width + 10, right)
            first = y - (_LINE * (len(lines) - 1) + (_LINE if detail else 0)) / 2
            whole = {"x": x, "y": first, "text": "\n".join(lines)} | _keyed(key=key)
            texts.setdefault((align, row.strong), []).append(whole)
            if detail:
                small = lines_of(detail, room - MARGIN - 10, SMALL, 1)[0]
                details.setdefault(align, []).append({"x": x, "y": first + _LINE * len(lines), "text": small})
    return [
        *(text_layer(items, align, bold=strong) for (align, strong), items in texts.items()),
        *(text_layer(items, align, color=MUTED, size=SMALL) for align, items in details.items()),
    ]


def _links(rows: Sequence[ChartRow], places: Sequence[float], x: Any) -> Layer:  # noqa: ANN401 - a channel
    limits = [
        {"at": row.parts[-1].end, "y": y + _BAR / 2, "y2": below - _BAR / 2} | _keyed(at_key=row.parts[-1].end_key)
        for row, y, below in zip(rows, places, places[1:], strict=False)
        if row.parts
    ]
    rule = {"type": "rule", "color": GREY, "strokeDash": [2, 2]}
    return known_layer(values_layer(limits, rule, x=x("at"), y=pixel("y"), y2={"field": "y2"}), "at")


def _ranges(rows: Sequence[ChartRow], places: Sequence[float], x: Any, width: int) -> list[Layer]:  # noqa: ANN401
    closed, arrows, heads, caps = [], [], [], []
    for row, y in zip(rows, places, strict=True):
        if row.low is None or row.high is None or not isfinite(row.low):
            continue
        caps.append({"at": row.low, "y": y - 4, "y2": y + 4})
        if isfinite(row.high):
            closed.append({"low": row.low, "high": row.high, "y": y})
            caps.append({"at": row.high, "y": y - 4, "y2": y + 4})
        else:
            arrows.append({"low": row.low, "y": y, "px": width})
            heads.append({"px": width - 4, "y": y})
    line = {"type": "rule", "color": INK, "strokeWidth": 1.5}
    head = {"type": "point", "shape": "triangle-right", "filled": True, "color": INK, "size": 60, "opacity": 1}
    found = []
    beyond = [{"at": row.open_at, "y": y} for row, y in zip(rows, places, strict=True) if row.open_at is not None]
    if beyond:
        found.append(values_layer(beyond, head, x=x("at"), y=pixel("y")))
    if closed:
        found.append(values_layer(closed, line, x=x("low"), x2={"field": "high"}, y=pixel("y")))
    if arrows:
        found.append(values_layer(arrows, line, x=x("low"), x2={"value": width}, y=pixel("y")))
        found.append(values_layer(heads, head, x=pixel("px"), y=pixel("y")))
    if caps:
        found.append(values_layer(caps, line, x=x("at"), y=pixel("y"), y2={"field": "y2"}))
    return found
