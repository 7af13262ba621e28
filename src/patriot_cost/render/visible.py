"""Escapes for hidden characters in all texts of a document, so that no format prints them."""

from __future__ import annotations

from typing import Any

from patriot_cost.characters import escaped


def visible(part: Any) -> Any:  # noqa: ANN401 - a document or a part of it: a record, a list, a text, a number
    """Return a document or a part of it with all its texts escaped."""
    if isinstance(part, str):
        return escaped(part)
    if isinstance(part, tuple) and hasattr(part, "_make"):
        return part._make(map(visible, part))
    return [visible(inner) for inner in part] if isinstance(part, (list, tuple)) else part
