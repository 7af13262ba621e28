"""JSON Schemas of answers, of lists, and of the files that the program reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from patriot_cost.report.document import Code, Document, Response, Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIALECT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def schema_answer(topic: str, schema: Mapping[str, Any]) -> Response:
    """Answer `schema output`, `schema list`, `schema scenario` and `schema manifest`."""
    data = {**_DIALECT, **schema}
    text = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    return Response(
        Document(f"JSON Schema: {topic}", [Code(text)], bare=text),
        data,
        Rows(["schema"], [[json.dumps(data)]]),
    )
