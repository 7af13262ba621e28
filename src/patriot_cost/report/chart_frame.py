"""The frame of a chart: its title, the case, the plot, and its sources, as one specification of Vega-Lite.

All places are in pixels that follow from the texts, so that no label grows into another, however long its text is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost import __version__
from patriot_cost.characters import escaped
from patriot_cost.errors import CannotCompute
from patriot_cost.report.chart_layers import ChartSpec, fixed_color, pixel, text_layer, values_layer
from patriot_cost.report.chart_theme import (
    CONFIG,
    MARGIN,
    MUTED,
    SMALL,
    TEXT,
    TITLE,
    WIDTH,
    lines_of,
    width_of,
)
from patriot_cost.report.fact_records import RestatedFact
from patriot_cost.report.identity_words import footer_words
from patriot_cost.report.wording import ASSUMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.chart_layers import Layer
    from patriot_cost.report.document import Response
    from patriot_cost.report.fact_records import ListedFact

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_ROOM = WIDTH - 2 * MARGIN
_MOST_PUBLISHERS = 6
_LONGEST_ALT = 900
_KEY_LINE = 20
"""Pixels of a line of the key."""


class ChartWords(NamedTuple):
    """The words of a chart: `units` go in front of the case, `values` are the numbers for readers who do not see it.

    One that follows the inputs `needs` a known figure of each group of keys.
    """

    title: str
    units: str
    values: Sequence[str]
    notes: Sequence[str] = ()
    needs: Sequence[Sequence[str]] = ()


class ColorKey(NamedTuple):
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
    key: Sequence[ColorKey] = ()

    @property
    def width(self) -> int:
        """The pixels of the plot itself."""
        return WIDTH - self.left - self.right


LIVE = "With the assumptions set on this page"
"""The words of a chart that follows the inputs, in front of the case that these began as."""
LONGEST = "at least $999.99B"
"""The longest number of a chart that follows the inputs."""


def live_words(title: str, needs: Sequence[Sequence[str]], notes: Sequence[str] = ()) -> ChartWords:
    """Return the words of a chart that follows the inputs: no finding, since the next input may end it."""
    of_case = [f"{note.removesuffix('.')}, in the untouched case." for note in notes]
    return ChartWords(title, LIVE, (), of_case, needs)


def framed(name: str, response: Response, words: ChartWords, plot: Plot) -> ChartSpec:
    """Return a chart with its title, its case, its sources and its alternative text."""
    title, origin = escaped(words.title), escaped(" · ".join(filter(None, (words.units, _case_of(words, response)))))
    source = [source_line(response), *map(escaped, words.notes), *_assumed_note([title, *words.values])]
    heading = lines_of(title, _ROOM, TITLE, 3, bold=True)
    below_heading = lines_of(origin, _ROOM, TEXT, 2)
    footer = [line for text in source for line in lines_of(text, _ROOM, SMALL, 2)]
    alt = escaped(_cut(". ".join(filter(None, (title.rstrip("."), "; ".join(words.values), f"{origin}.")))))
    keys = _key_lines(plot.key)
    top = MARGIN + 21 * len(heading) + 16 * len(below_heading) + 22 + _KEY_LINE * len(keys)
    spec: dict[str, Any] = {
        "$schema": SCHEMA,
        "description": alt,
        "usermeta": {"source": source} | ({"needs": words.needs} if words.needs else {}),
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


def evaluated(response: Response) -> Evaluation:
    """Return the case of an answer.

    Raises:
        CannotCompute: it has none, being a saved result.
    """
    if response.evaluation is None:
        raise CannotCompute("nothing to draw: the answer has no computed case")
    return response.evaluation


def _case_of(words: ChartWords, response: Response) -> str:
    """Return the identity of the case without the year of its dollars where those of the chart are of many years."""
    line = case_line(response)
    of_years = "then-year" in f"{words.title} {words.units}"
    return line.rpartition(" · ")[0] if of_years and line.endswith(" dollars") else line


def case_line(response: Response) -> str:
    """Return the identity of the case, or the version of the data for a list."""
    if response.evaluation is not None:
        return footer_words(response.evaluation.loaded)
    return " · ".join([*filter(None, response.data.get("scenario", ())), f"data {response.data['data_version']}"])


def source_line(response: Response) -> str:
    """Return the publishers behind an answer, the first by name, and the program."""
    publishers = list(dict.fromkeys(_publishers(response)))
    more = len(publishers) - _MOST_PUBLISHERS
    named = ", ".join(publishers[:_MOST_PUBLISHERS]) + (f" and {more} more" if more > 0 else "")
    return escaped(f"{f'Sources: {named}. ' if publishers else ''}Calculated by patriot-cost {__version__}.")


def _publishers(response: Response) -> Iterable[str]:
    """Return the publishers of the sources of an answer, or of the facts of a list."""
    if "items" in response.data:
        return (listed_in(item).publication.publisher for item in response.data["items"])
    return (source.publisher for source in response.data.get("sources", {}).values())


def listed_in(item: ListedFact | RestatedFact) -> ListedFact:
    """Return the fact of a list as published, also of one that is in other dollars."""
    return item.listed if isinstance(item, RestatedFact) else item


def _assumed_note(texts: Iterable[str]) -> list[str]:
    """Return a note on the mark of assumed numbers, if a text has it."""
    return [f"{ASSUMED} rests mainly on assumed inputs"] if any(ASSUMED in text for text in texts) else []


def _key_lines(keys: Sequence[ColorKey]) -> list[list[ColorKey]]:
    lines: list[list[ColorKey]] = []
    used = float(_ROOM)
    for key in keys:
        if used + 31 + width_of(key.text) > _ROOM:
            lines.append([])
            used = 0.0
        lines[-1].append(key)
        used += 31 + width_of(key.text)
    return lines


def _key_layers(lines: Sequence[Sequence[ColorKey]], left: int) -> list[Layer]:
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
    return values_layer(
        [{"x": x, "y": y, "text": text}], mark, x=pixel("x"), y=pixel("y"), text={"field": "text", "type": "nominal"}
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_ALT else text[: _LONGEST_ALT - 1].rstrip() + "…"
