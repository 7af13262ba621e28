"""`patriot-cost brief`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.study_options import ConfidenceOptions
from patriot_cost.report.document import Response


@command()
@answers
def brief(
    options: ConfidenceOptions,
    checked: Annotated[bool, typer.Option("--checked", help="What other sources say, beside each number.")] = False,
) -> Response:
    """The one-page fact sheet: what is stated, each with its source, then the computed gaps and needs."""
    from patriot_cost.report.brief import brief_answer

    request = options.request()
    words = request.evaluation.loaded.vocabulary if checked else None
    return brief_answer(request, words=words, drawing=options.drawing())
