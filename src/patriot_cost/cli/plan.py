"""`patriot-cost plan`."""

from typing import Annotated

import typer

from patriot_cost.cli.command import application, takes
from patriot_cost.cli.options import Query
from patriot_cost.views.document import Answer

app = application()


@app.command(epilog="Example: patriot-cost plan -s mid-2026 --until 2040")
@takes(Query)
def plan(
    options: Query,
    until: Annotated[
        str | None, typer.Option("--until", metavar="YEAR", help="Last year of the plan; else 15 years.")
    ] = None,
    orders: Annotated[
        str | None,
        typer.Option("--orders", metavar="PROFILE", help="fast (as the lines allow), level, or capped by money."),
    ] = None,
    cap: Annotated[
        str | None, typer.Option("--cap", metavar="AMOUNT", help="Money for orders a year, with --orders capped.")
    ] = None,
    payment: Annotated[
        str | None,
        typer.Option("--payment", metavar="PROFILE", help="appropriation, milestone, or deposit as in foreign sales."),
    ] = None,
) -> Answer:
    """When the gap can close, and what must be authorised and paid each year."""
    from patriot_cost.views.plan import plan_answer

    given = [
        ("--until", "plan.last_year", until),
        ("--orders", "orders.profile", orders or ("capped" if cap else None)),
        ("--cap", "orders.annual_cap", cap),
        ("--payment", "payment.profile", payment),
    ]
    return plan_answer(options.question("plan", given))
