"""What people write, validated, and the JSON Schemas of all that is read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import TypeAdapter

from patriot_cost.model.shape import described

if TYPE_CHECKING:
    from typing import TypeAlias

    Mode: TypeAlias = Literal["validation", "serialization"]


def json_schema(kind: Any, mode: Mode = "serialization") -> dict[str, Any]:  # noqa: ANN401 - any type
    """Return the JSON Schema of a type, in which records are objects: of what is written, or of what is read."""
    return TypeAdapter(described(kind)).json_schema(mode=mode)
