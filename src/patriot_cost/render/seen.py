"""Hidden characters in texts are made visible where they go out, so that no format lets them through."""

from __future__ import annotations

from typing import Any

from patriot_cost.characters import escaped


def seen(part: Any) -> Any:  # noqa: ANN401 - a document or a part of it: a record, a list, a text, a number
    """Return a document or a part of it with all its texts escaped."""
    if isinstance(part, str):
        return escaped(part)
    if isinstance(part, tuple) and hasattr(part, "_make"):
        return part._make(map(seen, part))
    return [seen(inner) for inner in part] if isinstance(part, (list, tuple)) else part
