"""`patriot-cost schema`."""

from typing import Annotated

import typer

from patriot_cost.cli.command import answers, command
from patriot_cost.cli.options import OutputOptions
from patriot_cost.report.document import Answer


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
) -> Answer:
    """The JSON Schema of the output, of scenario files, or of the record of a run."""
    from patriot_cost.report.schema import schema_answer

    return schema_answer(topic)
