"""Charts as pictures, drawn by vl-convert from a specification of Vega-Lite, without a network."""

from __future__ import annotations

import json
from html import escape
from importlib.util import find_spec
from typing import TYPE_CHECKING

from patriot_cost.errors import UsageFault

if TYPE_CHECKING:
    from patriot_cost.render import Format
    from patriot_cost.report.chart_layers import ChartSpec

_VERSION = "6.1"
_SCALE = 2.0
"""Pixels of a picture for one of the chart: it stays sharp on a page."""


def is_installed() -> bool:
    """Tell whether pictures can be drawn."""
    return find_spec("vl_convert") is not None


def check_installed() -> None:
    """Refuse pictures if vl-convert is missing.

    Raises:
        UsageFault: it is not installed.
    """
    if not is_installed():
        fix = "pip install 'patriot-cost[report]'; -o FILE.vl.json needs nothing more"
        raise UsageFault("a picture of a chart needs vl-convert-python, which is not installed", fix)


def draw(chart: ChartSpec, form: Format) -> bytes:
    """Return a chart as a file of a format."""
    if form == "vl.json":
        return (json.dumps(chart.spec, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()
    return chart_png(chart) if form == "png" else chart_svg(chart).encode()


def chart_svg(chart: ChartSpec) -> str:
    """Return a chart as SVG with its title and its alternative text."""
    import vl_convert

    picture: str = vl_convert.vegalite_to_svg(chart.spec, vl_version=_VERSION, allowed_base_urls=[])
    texts = f"<title>{escape(chart.title)}</title><desc>{escape(chart.alt)}</desc>"
    head, end, rest = picture.partition(">")
    return f'{head} role="img" aria-label="{escape(chart.alt)}"{end}{texts}{rest}\n'


def chart_png(chart: ChartSpec, scale: float = _SCALE) -> bytes:
    """Return a chart as PNG."""
    import vl_convert

    picture: bytes = vl_convert.vegalite_to_png(chart.spec, vl_version=_VERSION, scale=scale, allowed_base_urls=[])
    return picture
