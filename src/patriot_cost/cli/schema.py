"""`patriot-cost schema`."""

from typing import Annotated, Any

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.completion import among
from patriot_cost.cli.options import OutputOptions
from patriot_cost.errors import known_name
from patriot_cost.report.document import Response


@command()
@answers
def schema(
    options: OutputOptions,
    topic: Annotated[
        str,
        typer.Argument(
            metavar="[output|list|scenario|manifest|datapackage|error]",
            autocompletion=among(("output", "list", "scenario", "manifest", "datapackage", "error")),
            help="Schema of figures, lists, scenario files, manifests, the tables of the data (a Data Package), or "
            "errors.",
        ),
    ] = "output",
) -> Response:
    """The schema of the output, of scenario files, of recorded runs, of the tables of the data, or of errors."""
    from patriot_cost.report.schema import schema_answer

    topic = known_name("schema", topic, TOPICS, option="schema")
    return schema_answer(topic, TOPICS[topic](options))


def _of_output(_: OutputOptions) -> dict[str, Any]:
    from patriot_cost.dataset.validate import json_schema
    from patriot_cost.report.answer_keys import Envelope

    return json_schema(Envelope)


def _of_lists(_: OutputOptions) -> dict[str, Any]:
    from patriot_cost.dataset.validate import json_schema
    from patriot_cost.report.list_items import Listing

    return json_schema(Listing)


def _of_scenarios(_: OutputOptions) -> dict[str, Any]:
    from patriot_cost.dataset.validate import schema_of_scenarios

    return schema_of_scenarios()


def _of_manifests(_: OutputOptions) -> dict[str, Any]:
    from patriot_cost.dataset.validate import schema_of_file
    from patriot_cost.model.manifest import Manifest

    return schema_of_file(Manifest)


def _of_tables(options: OutputOptions) -> dict[str, Any]:
    from patriot_cost.dataset.data_package import data_package
    from patriot_cost.dataset.library import library_at

    return data_package(library_at(options.data))


def _of_errors(_: OutputOptions) -> dict[str, Any]:
    from patriot_cost.cli.error_report import ErrorReport
    from patriot_cost.dataset.validate import json_schema

    return json_schema(ErrorReport)


TOPICS = {
    "output": _of_output,
    "list": _of_lists,
    "scenario": _of_scenarios,
    "manifest": _of_manifests,
    "datapackage": _of_tables,
    "error": _of_errors,
}
"""Makers of the schemas, by topic."""
