"""`patriot-cost fund`."""

from typing import Annotated

import typer

from patriot_cost.case.need_division import DIMENSIONS
from patriot_cost.cli import completion
from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.study_options import ConfidenceOptions
from patriot_cost.errors import UsageFault
from patriot_cost.report.document import Response


@command()
@answers
def fund(
    options: ConfidenceOptions,
    context: Annotated[
        bool, typer.Option("--context", help="Show each donor's bill beside its gross domestic product and population.")
    ] = False,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="DIMENSION,...",
            help="The acquisition cost by element, year, account or donor; year,donor crosses them. Repeat for more.",
            autocompletion=completion.listed(completion.among(DIMENSIONS)),
        ),
    ] = None,
) -> Response:
    """What the missing batteries cost in parts, what is pledged and committed, what is unmet, who pays."""
    if by is not None:
        from patriot_cost.report.fund_by import dimensions, fund_by_answer

        names = dimensions(",".join(by))
        typed = {"--context": context, "--draws": options.draws is not None, "--seed": options.seed is not None}
        idle = next((option for option, found in typed.items() if found), None)
        if idle:
            raise UsageFault(f"{idle} is of the answer that --by replaces; found both", "type one of them")
        return fund_by_answer(options.request(), names)
    from patriot_cost.report.fund import fund_answer

    return fund_answer(options.request(), context=context, drawing=options.drawing())
