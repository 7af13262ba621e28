"""`patriot-cost fund`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.study_options import ConfidenceOptions
from patriot_cost.report.document import Response


@command()
@answers
def fund(
    options: ConfidenceOptions,
    context: Annotated[
        bool, typer.Option("--context", help="Each bill beside the donor's gross domestic product and population.")
    ] = False,
) -> Response:
    """What the missing batteries cost in parts, what is pledged and committed, what is unmet, who pays."""
    from patriot_cost.report.fund import fund_answer

    return fund_answer(options.request(), context=context, drawing=options.drawing())
