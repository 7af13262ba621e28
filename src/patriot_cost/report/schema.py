"""JSON Schemas of what is printed and of what is read."""

from __future__ import annotations

import json
import operator
from functools import reduce
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model
from typing_extensions import is_typeddict

from patriot_cost.errors import UsageFault, unknown
from patriot_cost.model.estimate import Estimate
from patriot_cost.model.manifest import Manifest
from patriot_cost.model.scenario import ScenarioHeader
from patriot_cost.model.shape import described
from patriot_cost.report.answer_data import Envelope, Listing
from patriot_cost.report.document import Answer, Code, Document, Rows

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


def schema_answer(topic: str) -> Answer:
    """Answer `schema output`, `schema list`, `schema scenario` and `schema manifest`.

    Raises:
        UsageFault: there is no such schema.
    """
    if topic not in TOPICS:
        raise UsageFault(f"schema: {unknown('schema', topic, TOPICS)}")
    schema = _DIALECT | TOPICS[topic]()
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return Answer(
        Document(f"JSON Schema: {topic}", [Code(text)], bare=text),
        schema,
        Rows(["schema"], [[json.dumps(schema)]]),
    )


def _output_schema() -> dict[str, Any]:
    model: type[BaseModel] = _model(Envelope)
    return model.model_json_schema(mode="serialization")


def _list_schema() -> dict[str, Any]:
    model: type[BaseModel] = _model(Listing)
    return model.model_json_schema(mode="serialization")


def _scenario_schema() -> dict[str, Any]:
    schema = ScenarioFile.model_json_schema()
    estimate = schema["$defs"]["Estimate"]
    estimate["required"] = [name for name in estimate["required"] if name != "unit"]
    for name in ("value", "low", "high"):
        # The validator turns the notation into a number before it looks.
        estimate["properties"][name] = {"type": ["number", "string", "null"]}
    return schema


def _without_default(schema: dict[str, Any]) -> None:
    del schema["default"]


_OPTIONAL = Field(default=None, json_schema_extra=_without_default)
"""A key that may be missing, and is never null because of that."""


def _model(hint: Any) -> Any:  # noqa: ANN401 - any type
    """Turn records and typed dictionaries, wherever they are nested, into models the schema generator reads."""
    hint = described(hint)
    if is_typeddict(hint):
        hints = get_type_hints(hint).items()
        fields: dict[str, Any] = {
            name: (_model(part), ... if name in hint.__required_keys__ else _OPTIONAL) for name, part in hints
        }
        return create_model(hint.__name__, __doc__=hint.__doc__, **fields)
    parts = [_model(part) for part in get_args(hint)]
    if not parts:
        return hint
    origin = get_origin(hint)
    return origin[tuple(parts)] if origin in {list, dict} else reduce(operator.or_, parts)


TOPICS = {
    "output": _output_schema,
    "list": _list_schema,
    "scenario": _scenario_schema,
    "manifest": Manifest.model_json_schema,
}
