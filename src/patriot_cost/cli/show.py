"""`patriot-cost show`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.commands import LISTS
from patriot_cost.cli.completion import among
from patriot_cost.cli.options import CaseOptions
from patriot_cost.report.document import Response


@command()
@answers
def show(
    options: CaseOptions,
    topic: Annotated[str, typer.Argument(metavar="LIST", help=", ".join(LISTS), autocompletion=among(LISTS))],
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]...", help="Only rows with these words in their name or label.")
    ] = None,
) -> Response:
    """Lists: batteries, interceptors, wbs, force, pledges, risks, assumptions, figures, ground-rules, scenarios."""
    if topic.casefold() == "scenarios":
        from patriot_cost.cli.scenario import shipped

        return shipped("show scenarios", options.data)
    from patriot_cost.report.gates import with_gates
    from patriot_cost.report.show import show_answer

    request = options.request()
    request.need([])
    return with_gates(show_answer(topic, request.evaluation, words or []), request.evaluation, request.gates)
