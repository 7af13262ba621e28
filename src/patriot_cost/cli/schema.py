"""`patriot-cost schema`."""

from typing import Annotated

import typer

from patriot_cost.cli.options import Writing, application, takes
from patriot_cost.views.document import Answer

app = application()


@app.command(epilog="Example: patriot-cost schema scenario > scenario.schema.json")
@takes(Writing)
def schema(
    options: Writing,  # noqa: ARG001 - how to write is not this command's business
    topic: Annotated[
        str, typer.Argument(metavar="[output|list|scenario]", help="Of figures, of lists, or of scenario files.")
    ] = "output",
) -> Answer:
    """The JSON Schema of the output, or of scenario files."""
    from patriot_cost.views.schema import schema_answer

    return schema_answer(topic)
