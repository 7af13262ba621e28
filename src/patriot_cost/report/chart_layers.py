"""A chart, and layers of its plot in Vega-Lite: marks with data, texts, axes that write numbers as the program does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from patriot_cost.report.chart_theme import INK, MARGIN, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Layer: TypeAlias = dict[str, Any]
Channel: TypeAlias = dict[str, Any]


class ChartSpec(NamedTuple):
    """A chart: its name, its texts, and its specification; `source` are the lines below it."""

    name: str
    title: str
    subtitle: str
    alt: str
    source: str
    spec: dict[str, Any]


def values_layer(values: Sequence[Mapping[str, Any]], mark: dict[str, Any], **encoding: Channel) -> Layer:
    """Return a layer with data of its own.

    A `key` is that of the figure whose value, or whose words, a datum shows; `end_key` is that of its `end`.
    """
    return {"data": {"values": list(values)}, "mark": mark, "encoding": encoding}


def known_layer(layer: Layer, *fields: str) -> Layer:
    """Return a layer without the data of which a field is unknown."""
    return layer | {"transform": [{"filter": " && ".join(f"isValid(datum.{field})" for field in fields)}]}


def text_layer(
    items: Sequence[Mapping[str, Any]],
    align: str = "left",
    *,
    color: str = INK,
    size: int = TEXT,
    bold: bool = False,
    **encoding: Channel,
) -> Layer:
    """Return texts, by default at their own pixels `x` and `y`."""
    mark = {
        "type": "text",
        "align": align,
        "baseline": "middle",
        "color": color,
        "fontSize": size,
        "lineHeight": size + 3,
    }
    mark |= {"fontWeight": "bold"} if bold else {}
    places = {"x": pixel("x"), "y": pixel("y")} | encoding
    return values_layer(items, mark, **places, text={"field": "text", "type": "nominal"})


def worded_keys(spec: Layer) -> Iterator[str]:
    """Yield the keys of figures that a chart has in words at a place of their own, not at that of their value."""
    for layer in spec.get("layer", ()):
        yield from worded_keys(layer)
    for datum in spec.get("data", {}).get("values", ()):
        if "key" in datum and "value" not in datum:
            yield datum["key"]


def pixel(field: str) -> dict[str, Any]:
    """Return the channel of a field that holds pixels."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def fixed_color(field: str = "color") -> dict[str, Any]:
    """Return the channel of a field that holds a colour."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def axis_of(unit: str, **more: object) -> dict[str, Any]:
    """Return an axis that writes the numbers of a unit as the program does."""
    axis: dict[str, Any] = {"title": None, "tickCount": 5, "labelFlush": False} | more
    if unit.startswith("USD"):
        money = "replace(replace(format(datum.value, '$~s'), 'G', 'B'), 'k', 'K')"
        return axis | {"labelExpr": f"datum.value == 0 ? '$0' : {money}"}
    if unit == "share":
        return axis | {"labelExpr": "format(100 * datum.value, '~f') + ' %'"}
    return axis | {"format": "~f" if unit in {"date", "year"} else ",~f"}


def heading_layer(text: str, plot_left: int, y: float) -> Layer:
    """Return the title of a panel, in line with the title of the chart."""
    return text_layer([{"x": MARGIN - plot_left, "y": y, "text": text}], bold=True)
