"""`patriot-cost stock`."""

from typing import Annotated

import typer

from patriot_cost.cli.command import application, takes
from patriot_cost.cli.options import Query
from patriot_cost.views.document import Answer

app = application()


@app.command(epilog="Example: patriot-cost stock -s mid-2026 -s escalation --on-hand 300")
@takes(Query)
def stock(
    options: Query,
    until: Annotated[
        str | None, typer.Option("--until", metavar="MONTH", help="Last month of the path, as 2028-06; else 36 months.")
    ] = None,
    on_hand: Annotated[
        str | None, typer.Option("--on-hand", metavar="COUNT", help="Interceptors on hand when the path starts.")
    ] = None,
    launches: Annotated[
        str | None, typer.Option("--launches", metavar="COUNT", help="Launches a month ahead, in place of a rule.")
    ] = None,
) -> Answer:
    """How long the interceptors last, month by month, and what it takes to hold a stock."""
    from patriot_cost.views.stock import stock_answer

    given = [
        ("--until", "stock.last_month", until),
        ("--on-hand", "stock.on_hand", on_hand),
        ("--launches", "demand.launches", launches),
        ("--launches", "demand.rule", "own" if launches else None),
    ]
    return stock_answer(options.question("stock", given))
