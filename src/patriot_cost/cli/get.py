"""`patriot-cost get`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.completion import figures as offered
from patriot_cost.cli.options import CaseOptions
from patriot_cost.report.document import Response


@command()
@answers
def get(
    options: CaseOptions,
    figures: Annotated[
        list[str], typer.Argument(metavar="FIGURE...", help="Names of figures.", autocompletion=offered)
    ],
    human: Annotated[bool, typer.Option("--human", help="Rounded, with units: $22.0B.")] = False,
) -> Response:
    """Bare values of figures, one per line, for scripts."""
    from patriot_cost.report.get import get_answer

    return get_answer(options.request(), figures, human=human)
