"""`patriot-cost glossary`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.completion import terms as offered
from patriot_cost.cli.options import OutputOptions
from patriot_cost.report.document import Response


@command()
@answers
def glossary(
    options: OutputOptions,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORD...]", help="Terms, such as floor. Default: all.", autocompletion=offered),
    ] = None,
) -> Response:
    """Terms of the field and of this program: one sentence and a source each."""
    from patriot_cost.dataset.library import library_at
    from patriot_cost.report.glossary import glossary_answer

    return glossary_answer(words or [], library_at(options.data).version)
