"""`patriot-cost solve`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.completion import goals, numbers_alone
from patriot_cost.cli.options import CaseOptions
from patriot_cost.report.document import Response


@command()
@answers
def solve(
    options: CaseOptions,
    goal: Annotated[
        str,
        typer.Argument(
            metavar="FIGURE=VALUE",
            help="The value that a figure should have; for a date, a month.",
            autocompletion=goals,
        ),
    ],
    path: Annotated[
        str,
        typer.Option("--for", metavar="PATH", help="The assumption to be found.", autocompletion=numbers_alone),
    ],
    within: Annotated[
        str | None,
        typer.Option(
            "--within",
            metavar="a..b",
            help="Range to search. Default: the assumption's own range, else 0 to 10 times its value, 0 to 1 for "
            "shares.",
        ),
    ] = None,
    value: Annotated[
        bool, typer.Option("--value", help="Only the values, at full precision, one per line, for scripts.")
    ] = False,
) -> Response:
    """Which value of an assumption gives a figure the value you want: goal seek and break-even."""
    from patriot_cost.study.memory import check_room

    check_room()
    from patriot_cost.report.solve import solve_answer

    return solve_answer(options.request(), goal, path, within, bare=value)
