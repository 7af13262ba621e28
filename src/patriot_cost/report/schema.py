"""JSON Schemas of answers, of lists, and of the files that the program reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from patriot_cost.errors import UsageFault, unknown
from patriot_cost.model.estimate import Estimate
from patriot_cost.model.manifest import Manifest
from patriot_cost.model.scenario import ScenarioHeader
from patriot_cost.report.answer_schema import Envelope
from patriot_cost.report.document import Answer, Code, Document, Rows
from patriot_cost.report.list_items import Listing

Describe: TypeAlias = Callable[[type], dict[str, Any]]
"""Returns the JSON Schema of the objects of a kind of record."""
_DIALECT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


class ScenarioFile(BaseModel):
    """A scenario file: a header, then only its changes; sections of assumptions may follow.

    `set` takes the notation of `--set`, by path or as tables within tables; `estimates` takes full records, whose unit
    follows from the path.
    """

    model_config = ConfigDict(extra="allow")
    scenario: ScenarioHeader
    set: dict[str, str | float | dict[str, Any]] = Field(default_factory=dict)
    estimates: dict[str, Estimate] = Field(default_factory=dict)


def schema_answer(topic: str, describe: Describe) -> Answer:
    """Answer `schema output`, `schema list`, `schema scenario` and `schema manifest`.

    Raises:
        UsageFault: there is no such schema.
    """
    if topic not in TOPICS:
        raise UsageFault(f"schema: {unknown('schema', topic, TOPICS)}")
    schema = _DIALECT | TOPICS[topic](describe)
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return Answer(
        Document(f"JSON Schema: {topic}", [Code(text)], bare=text),
        schema,
        Rows(["schema"], [[json.dumps(schema)]]),
    )


def _scenario_schema() -> dict[str, Any]:
    schema = ScenarioFile.model_json_schema()
    estimate = schema["$defs"]["Estimate"]
    estimate["required"] = [name for name in estimate["required"] if name != "unit"]
    for name in ("value", "low", "high"):
        # The validator turns the notation into a number before it looks.
        estimate["properties"][name] = {"type": ["number", "string", "null"]}
    return schema


TOPICS: dict[str, Callable[[Describe], dict[str, Any]]] = {
    "output": lambda describe: describe(Envelope),
    "list": lambda describe: describe(Listing),
    "scenario": lambda _: _scenario_schema(),
    "manifest": lambda _: Manifest.model_json_schema(),
}
