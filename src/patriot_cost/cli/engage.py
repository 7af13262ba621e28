"""`patriot-cost engage`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.options import CaseOptions, Sets
from patriot_cost.report.document import Response


class EngagementOptions(CaseOptions):
    """Options of `engage`: the salvo, and the hit probability."""

    salvo: Annotated[
        str | None,
        typer.Option("--salvo", metavar="COUNT", help="Interceptors fired at one target."),
        Sets("engagement.interceptors_per_target"),
    ] = None
    hit: Annotated[
        str | None,
        typer.Option("--hit", metavar="SHARE", help="Probability that one interceptor hits: 70%."),
        Sets("engagement.hit_probability"),
    ] = None


@command()
@answers
def engage(options: EngagementOptions) -> Response:
    """What an engagement costs, for each interceptor, beside the price of what is shot at."""
    from patriot_cost.report.engage import engage_answer

    return engage_answer(options.request())
