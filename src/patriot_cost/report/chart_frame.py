"""The frame of a chart: its title, the case, the plot, and its sources, as one specification of Vega-Lite.

All places are in pixels that follow from the texts, so that no label grows into another, however long its text is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from patriot_cost import __version__
from patriot_cost.characters import escaped
from patriot_cost.report.chart_theme import (
    BLUE,
    CONFIG,
    GREY,
    INK,
    MARGIN,
    MUTED,
    SMALL,
    TEXT,
    TITLE,
    WIDTH,
    lines_of,
    width_of,
)
from patriot_cost.report.identity_words import footer_words
from patriot_cost.report.wording import ASSUMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.report.document import Response

Layer: TypeAlias = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_ROOM = WIDTH - 2 * MARGIN
_MOST_PUBLISHERS = 6
_LONGEST_ALT = 900
_KEY_LINE = 20
"""Pixels of a line of the key."""


class ChartSpec(NamedTuple):
    """A chart: its name, its texts, and its specification; `source` are the lines below it."""

    name: str
    title: str
    subtitle: str
    alt: str
    source: str
    spec: dict[str, Any]


class ChartWords(NamedTuple):
    """The words of a chart: `units` go in front of the case, `values` are the numbers for readers who do not see it."""

    title: str
    units: str
    values: Sequence[str]
    notes: Sequence[str] = ()


class Key(NamedTuple):
    """The meaning of a colour, and of a shape."""

    text: str
    color: str
    shape: str = "square"


class Plot(NamedTuple):
    """The layers of a plot, its height, and the pixels that its labels need around it; `key` stands above it."""

    layers: Sequence[Layer]
    height: int
    left: int = 60
    right: int = MARGIN
    below: int = 26
    key: Sequence[Key] = ()

    @property
    def width(self) -> int:
        """The pixels of the plot itself."""
        return WIDTH - self.left - self.right


def framed(name: str, response: Response, words: ChartWords, plot: Plot) -> ChartSpec:
    """Return a chart with its title, its case, its sources and its alternative text."""
    title, origin = escaped(words.title), escaped(" · ".join(filter(None, (words.units, case_line(response)))))
    source = [source_line(response), *map(escaped, words.notes)]
    heading = lines_of(title, _ROOM, TITLE, 3, bold=True)
    below_heading = lines_of(origin, _ROOM, TEXT, 2)
    footer = [line for text in source for line in lines_of(text, _ROOM, SMALL, 2)]
    alt = escaped(_cut(f"{title.rstrip('.')}. {'; '.join(words.values)}. {origin}."))
    keys = _key_lines(plot.key)
    top = MARGIN + 21 * len(heading) + 16 * len(below_heading) + 22 + _KEY_LINE * len(keys)
    spec: dict[str, Any] = {
        "$schema": SCHEMA,
        "description": alt,
        "usermeta": {"source": source},
        "title": {
            "text": heading,
            "subtitle": below_heading,
            "dx": MARGIN - plot.left,
            "offset": 14,
        },
        "width": plot.width,
        "height": plot.height,
        "padding": {
            "left": plot.left,
            "right": plot.right,
            "top": top,
            "bottom": plot.below + 12 + 14 * len(footer) + 8,
        },
        "autosize": "none",
        "layer": [
            *plot.layers,
            *_key_layers(keys, plot.left),
            _note("\n".join(footer), MARGIN - plot.left, plot.height + plot.below + 12),
        ],
        "resolve": {"scale": {"y": "independent"}, "axis": {"y": "independent"}},
        "config": CONFIG,
    }
    return ChartSpec(name, title, origin, alt, "\n".join(source), spec)


def case_line(response: Response) -> str:
    """Return the identity of the case, or the version of the data for a list."""
    if response.evaluation is not None:
        return footer_words(response.evaluation.loaded)
    return " · ".join([*filter(None, response.data.get("scenario", ())), f"data {response.data['data_version']}"])


def source_line(response: Response) -> str:
    """Return the publishers behind an answer, the first by name, and the program."""
    sources = response.data.get("sources") or {}
    publishers = list(dict.fromkeys(one.publisher for one in sources.values()))
    publishers = publishers or list(dict.fromkeys(one.listed.publication.publisher if hasattr(one, "listed") else one.publication.publisher for one in response.data.get("items", ())))
    return named_sources(publishers)


def named_sources(publishers: Sequence[str]) -> str:
    """Return a line with publishers, the first by name."""
    more = len(publishers) - _MOST_PUBLISHERS
    named = ", ".join(publishers[:_MOST_PUBLISHERS]) + (f" and {more} more" if more > 0 else "")
    listed = f"Sources: {named}. " if publishers else ""
    return escaped(f"{listed}Calculated by patriot-cost {__version__}.")


def assumed_note(texts: Iterable[str]) -> list[str]:
    """Return a note on the mark of assumed numbers, if a text has it."""
    return [f"{ASSUMED} rests mainly on assumed inputs"] if any(ASSUMED in text for text in texts) else []


def values_layer(values: Sequence[dict[str, Any]], mark: dict[str, Any], **encoding: Any) -> Layer:  # noqa: ANN401
    """Return a layer with data of its own."""
    return {"data": {"values": list(values)}, "mark": mark, "encoding": encoding}


def text_layer(items: Sequence[dict[str, Any]], align: str = "left", *, color: str = INK, size: int = TEXT, bold: bool = False, **encoding: Any) -> Layer:  # noqa: ANN401
    """Return texts, by default at their own pixels `x` and `y`."""
    mark = {"type": "text", "align": align, "baseline": "middle", "color": color, "fontSize": size, "lineHeight": size + 3}
    mark |= {"fontWeight": "bold"} if bold else {}
    places = {"x": pixel("x"), "y": pixel("y")} | encoding
    return values_layer(items, mark, **places, text={"field": "text", "type": "nominal"})


def pixel(field: str) -> dict[str, Any]:
    """Return the channel of a field that holds pixels."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def fixed_color(field: str = "color") -> dict[str, Any]:
    """Return the channel of a field that holds a colour."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def axis_of(unit: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - of Vega-Lite
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


def _key_lines(keys: Sequence[Key]) -> list[list[Key]]:
    lines: list[list[Key]] = []
    used = float(_ROOM)
    for key in keys:
        if used + 31 + width_of(key.text) > _ROOM:
            lines.append([])
            used = 0.0
        lines[-1].append(key)
        used += 31 + width_of(key.text)
    return lines


def _key_layers(lines: Sequence[Sequence[Key]], left: int) -> list[Layer]:
    if not lines:
        return []
    items = []
    for place, line in enumerate(lines):
        x, y = float(MARGIN - left), -18 - _KEY_LINE * (len(lines) - 1 - place)
        for key in line:
            items.append({"x": x + 5, "tx": x + 15, "y": y, "text": key.text, "color": key.color, "shape": key.shape})
            x += 31 + width_of(key.text)
    mark = {"type": "point", "size": 90, "filled": True, "opacity": 1}
    shape = {"field": "shape", "type": "nominal", "scale": None, "legend": None}
    return [
        values_layer(items, mark, x=pixel("x"), y=pixel("y"), color=fixed_color(), shape=shape),
        text_layer(items, x=pixel("tx")),
    ]


def _note(text: str, x: float, y: float) -> Layer:
    mark = {"type": "text", "align": "left", "baseline": "top", "color": MUTED, "fontSize": SMALL, "lineHeight": 14}
    return values_layer([{"x": x, "y": y, "text": text}], mark, x=pixel("x"), y=pixel("y"), text={"field": "text", "type": "nominal"})


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_ALT else text[: _LONGEST_ALT - 1].rstrip() + "…"
