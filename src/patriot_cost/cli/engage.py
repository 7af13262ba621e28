"""`patriot-cost engage`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.completion import words_of
from patriot_cost.cli.options import CaseOptions
from patriot_cost.cli.setting_options import Sets
from patriot_cost.report.document import Response


class EngagementOptions(CaseOptions):
    """Options of `engage`: the salvo, the hit probability, and shots one at a time."""

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
    rule: Annotated[
        str | None,
        typer.Option(
            "--rule", metavar="WORD", help="salvo, shoot_look_shoot or mix.", autocompletion=words_of("engagement.rule")
        ),
        Sets("engagement.rule"),
    ] = None
    looks: Annotated[
        str | None,
        typer.Option("--looks", metavar="COUNT", help="The most looks at one target, each after a miss."),
        Sets("engagement.looks"),
    ] = None
    second_look: Annotated[
        str | None,
        typer.Option(
            "--second-look", metavar="SHARE", help="In a mix, the share of targets that leave time for a second look."
        ),
        Sets("engagement.second_look_share"),
    ] = None


@command()
@answers
def engage(options: EngagementOptions) -> Response:
    """What an engagement costs, for each interceptor, beside the price of what is shot at."""
    from patriot_cost.report.engage import engage_answer

    return engage_answer(options.request())
