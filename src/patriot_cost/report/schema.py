"""Schemas of answers, of lists, and of the files that the program reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from patriot_cost.report.document import Code, Document, Response, Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIALECT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def schema_answer(topic: str, schema: Mapping[str, Any]) -> Response:
    """Answer `schema TOPIC`; one that names no dialect is a JSON Schema of the newest."""
    data = {**_DIALECT, **schema}
    text = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    return Response(
        Document(f"Schema: {topic}", [Code(text)], bare=text),
        data,
        Rows(["schema"], [[json.dumps(data)]]),
    )
