"""`patriot-cost afford`."""

from typing import Annotated

import typer

from patriot_cost.cli.command import application, takes
from patriot_cost.cli.options import Query
from patriot_cost.views.document import Answer

app = application()


@app.command(epilog="Example: patriot-cost afford 5B")
@takes(Query)
def afford(
    options: Query,
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help="Money, in dollars of the scenario: 5B.")],
    buys: Annotated[
        str | None,
        typer.Option("--buys", metavar="WHAT", help="batteries with their missiles, interceptors alone, or split."),
    ] = None,
    keep_rest: Annotated[
        bool, typer.Option("--keep-rest", help="Do not spend on interceptors what whole batteries leave over.")
    ] = False,
    by: Annotated[
        str | None, typer.Option("--by", metavar="YEAR", help="Only what the lines can deliver by the end of YEAR.")
    ] = None,
) -> Answer:
    """What an amount of money buys: the inverse of `fund`."""
    from patriot_cost.views.afford import afford_answer

    given = [
        ("AMOUNT", "budget.amount", amount),
        ("--buys", "budget.buys", buys),
        ("--keep-rest", "budget.rest", "keep" if keep_rest else None),
        ("--by", "budget.by", by),
        ("--by", "budget.limit", "lines" if by else None),
    ]
    return afford_answer(options.question("afford", given))
