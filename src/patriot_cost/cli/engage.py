"""`patriot-cost engage`."""

from typing import Annotated

import typer

from patriot_cost.cli.command import application, takes
from patriot_cost.cli.options import Query
from patriot_cost.views.document import Answer

app = application()


@app.command(epilog="Example: patriot-cost engage -s mid-2026 --salvo 2 --hit 70%")
@takes(Query)
def engage(
    options: Query,
    salvo: Annotated[
        str | None, typer.Option("--salvo", metavar="COUNT", help="Interceptors fired at one target.")
    ] = None,
    hit: Annotated[
        str | None, typer.Option("--hit", metavar="SHARE", help="Probability that one interceptor hits: 70%.")
    ] = None,
) -> Answer:
    """What an engagement costs, for each interceptor, beside the price of what is shot at."""
    from patriot_cost.views.engage import engage_answer

    given = [
        ("--salvo", "engagement.interceptors_per_target", salvo),
        ("--hit", "engagement.hit_probability", hit),
    ]
    return engage_answer(options.question("engage", given))
