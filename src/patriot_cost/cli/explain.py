"""`patriot-cost explain`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.completion import figures_and_paths
from patriot_cost.cli.options import CaseOptions
from patriot_cost.report.document import Response


@command()
@answers
def explain(
    options: CaseOptions,
    name: Annotated[
        str,
        typer.Argument(metavar="FIGURE|PATH", help="A figure or an assumption.", autocompletion=figures_and_paths),
    ],
) -> Response:
    """Where a number comes from: formula, numbers, assumptions, rationale, facts, sources with address."""
    from patriot_cost.report.explain import explain_answer

    return explain_answer(options.request(), name)
