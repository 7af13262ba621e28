"""JSON: plain numbers in base units at full precision, keys in a fixed order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from patriot_cost.characters import escaped_in_json
from patriot_cost.model.record_shape import as_object
from patriot_cost.render.zeros import unsigned

if TYPE_CHECKING:
    from patriot_cost.render import Screen
    from patriot_cost.report.document import Response


def render(response: Response, _: Screen) -> str:
    """Return an answer as JSON text."""
    return escaped_in_json(render_json(unsigned(as_object(response.data))))


def render_json(data: dict[str, Any]) -> str:
    """Return data as JSON text."""
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
