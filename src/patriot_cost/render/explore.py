"""A page that computes: the plan of a case as a script, with controls, in one file without a network."""

from __future__ import annotations

import json
import re
from importlib.metadata import files as files_of
from typing import TYPE_CHECKING, cast

from patriot_cost import __version__
from patriot_cost.engine.script import operations_script
from patriot_cost.errors import UsageFault
from patriot_cost.render.page import asset, chart_region, filled, hash_of
from patriot_cost.render.vega import is_installed
from patriot_cost.render.visible import visible

if TYPE_CHECKING:
    from patriot_cost.render import Screen
    from patriot_cost.report.attachments import LivePage
    from patriot_cost.report.document import Response


def render(response: Response, screen: Screen) -> bytes:
    """Return an answer as a page that computes; a character that the encoding lacks is a reference.

    Raises:
        UsageFault: Jinja2 or vl-convert is not installed.
    """
    if not is_installed():
        fix = "pip install 'patriot-cost[report]'"
        raise UsageFault("a page that computes needs vl-convert-python, which is not installed", fix)
    document, live = visible(response.document), cast("LivePage", response.live)
    scripts = [
        f"{_licence()}\n{_drawing_library()}",
        operations_script(),
        f"const plan = {_inert(live.plan)};\nconst page = {_inert(json.dumps(live.data, ensure_ascii=False))};",
        asset("explore_controls.js"),
        asset("explore_charts.js"),
        asset("explore.js"),
    ]
    style = asset("page.css") + asset("explore.css")
    hashes = " ".join(f"'{hash_of(script)}'" for script in scripts)
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src '{hash_of(style)}'; base-uri 'none'; form-action 'none'"
    )
    text = filled(
        "explore.html.jinja",
        plain={"title": document.title, "footer": document.footer, "policy": policy, "version": __version__},
        made={"style": style, "scripts": scripts, "untouched": "\n".join(map(chart_region, live.untouched))},
    )
    return text.encode(screen.encoding, errors="xmlcharrefreplace")


def _inert(text: str) -> str:
    """Return a script in which no text ends the element around it."""
    return re.sub("(?i)</(?=script)", r"<\\/", text).replace("<!--", r"<\!--")


def _drawing_library() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as their package holds them."""
    import vl_convert

    # Without a snippet of imports it is the whole library, which its types do not know.
    return _inert(str(vl_convert.javascript_bundle(None)))  # type: ignore[arg-type]


def _licence() -> str:
    """Return the licence of the drawing library, as a comment."""
    found = [file for file in files_of("vl-convert-python") or () if "licens" in file.name.lower()]
    text = "\n\n".join(file.read_text("utf-8") for file in found)
    return f"/* Vega, Vega-Lite, Vega-Embed: BSD 3-Clause License\n{text.replace('*/', '* /')} */"
