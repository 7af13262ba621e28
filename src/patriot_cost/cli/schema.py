"""`patriot-cost schema`."""

from typing import Annotated, Any

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.options import OutputOptions
from patriot_cost.errors import UsageFault, unknown
from patriot_cost.report.document import Response


@command()
@answers
def schema(
    options: OutputOptions,  # noqa: ARG001 - how to write is not this command's business
    topic: Annotated[
        str,
        typer.Argument(
            metavar="[output|list|scenario|manifest]", help="Of figures, lists, scenario files or manifests."
        ),
    ] = "output",
) -> Response:
    """The JSON Schema of the output, of scenario files, or of the record of a run."""
    from patriot_cost.report.schema import schema_answer

    if topic not in TOPICS:
        raise UsageFault(f"schema: {unknown('schema', topic, TOPICS)}")
    return schema_answer(topic, TOPICS[topic]())


def _of_output() -> dict[str, Any]:
    from patriot_cost.dataset.validate import json_schema
    from patriot_cost.report.answer_keys import Envelope

    return json_schema(Envelope)


def _of_lists() -> dict[str, Any]:
    from patriot_cost.dataset.validate import json_schema
    from patriot_cost.report.list_items import Listing

    return json_schema(Listing)


def _of_scenarios() -> dict[str, Any]:
    from patriot_cost.dataset.validate import schema_of_scenarios

    return schema_of_scenarios()


def _of_manifests() -> dict[str, Any]:
    from patriot_cost.dataset.validate import schema_of_file
    from patriot_cost.model.manifest import Manifest

    return schema_of_file(Manifest)


TOPICS = {"output": _of_output, "list": _of_lists, "scenario": _of_scenarios, "manifest": _of_manifests}
"""Makers of the schemas, by topic."""
