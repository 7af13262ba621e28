"""A page of its own: one file with its style, without scripts and without anything from a network."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost import __version__
from patriot_cost.errors import UsageFault
from patriot_cost.render.html import block_element, references_list
from patriot_cost.render.vega import chart_svg, is_installed
from patriot_cost.render.visible import visible
from patriot_cost.report.brevity import whole_blocks
from patriot_cost.report.document import Chart, Heading, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patriot_cost.render import Screen
    from patriot_cost.report.chart_layers import ChartSpec
    from patriot_cost.report.document import Document, Response


class _Part(NamedTuple):
    """A part of a page: its title, the id of that, and its body as HTML."""

    title: str
    id: str
    body: str


def render(response: Response, screen: Screen) -> bytes:
    """Return an answer as a page; a character that the encoding lacks is a reference.

    Raises:
        UsageFault: Jinja2 is not installed.
    """
    document = visible(response.document)
    style = asset("page.css")
    words = {"title": document.title, "answer": document.answer, "footer": document.footer}
    text = filled(
        "page.html.jinja",
        plain=words | {"style_hash": hash_of(style), "version": __version__},
        made={"style": style, "parts": [*_parts(document)]},
    )
    return text.encode(screen.encoding, errors="xmlcharrefreplace")


def filled(template: str, *, plain: Mapping[str, str], made: Mapping[str, Any]) -> str:
    """Return a template with texts, which are escaped, and with parts `made` for it, which are not.

    Raises:
        UsageFault: Jinja2 is not installed.
    """
    if not find_spec("jinja2"):
        raise UsageFault("a page needs Jinja2, which is not installed", "pip install 'patriot-cost[report]'")
    from jinja2 import Environment, StrictUndefined

    made_of = Environment(autoescape=True, undefined=StrictUndefined).from_string(asset(template))
    return made_of.render({**plain, **made})


def chart_region(chart: ChartSpec) -> str:
    """Return a chart as a picture in a region that scrolls by itself."""
    return _region("chart", chart.title, chart_svg(chart))


def asset(name: str) -> str:
    """Return a file of this package."""
    return files(__package__).joinpath(name).read_text("utf-8")


def hash_of(text: str) -> str:
    """Return the source of a policy that allows this text and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _parts(document: Document) -> Iterator[_Part]:
    """Yield the parts below their titles: a heading begins one, and blocks before all headings have none."""
    title, below, body, tables = "", "", list[str](), 0
    charts = {part: found for part, found in document.charts.items() if found and is_installed()}
    undrawn: list[ChartSpec] = []
    for block in whole_blocks(document):
        match block:
            case Heading(text=text, part=True):
                if body:
                    yield _part(title, body)
                title, below, body = text, text, []
                undrawn = [*charts.get(text, ())]
            case Chart() if title in charts:
                # Its numbers are in the charts of its part.
                continue
            case Heading(text=text):
                below = text
                body.append(block_element(block))
            case Table():
                tables += 1
                body.append(_scrolled(block, f"Table {tables}. {below}"))
            case _:
                body.append(block_element(block))
        if body and undrawn:
            # Below the sentence that answers.
            body += map(chart_region, undrawn)
            undrawn = []
    if body:
        yield _part(title, body)
    if document.references:
        yield _part("Sources", [references_list(document.references)])


def _scrolled(table: Table, caption: str) -> str:
    """Return a table in a region that scrolls by itself, since a narrow screen has no room for it."""
    return _region("scroll", caption, block_element(table, caption))


def _region(kind: str, label: str, inner: str) -> str:
    return f'<div class="{kind}" role="region" aria-label="{escape(label)}" tabindex="0">{inner}</div>'


def _part(title: str, body: list[str]) -> _Part:
    return _Part(title, re.sub(r"[^a-z]+", "-", title.lower()).strip("-"), "\n".join(body))
