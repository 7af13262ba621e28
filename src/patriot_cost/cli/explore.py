"""`patriot-cost explore`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.options import CaseOptions
from patriot_cost.report.document import Response
from patriot_cost.report.streams import Stream


@command()
@answers
def explore(
    options: CaseOptions,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The title of the page.")] = "Cost estimate",
    draws: Annotated[
        str | None,
        typer.Option(
            "--draws", metavar="N", help="How many draws show how sure the case is as it stands. Default: 10,000."
        ),
    ] = None,
    seed: Annotated[str, typer.Option("--seed", metavar="N", help="The same seed gives the same draws.")] = "2025",
) -> Response | Stream:
    """A page on which every assumption can be moved, and the figures are computed again, without a network."""
    from patriot_cost.study.memory import check_room

    check_room()
    from patriot_cost.case.saved_case import contents_of
    from patriot_cost.cli.numbers import integer
    from patriot_cost.report.explore import explore_stream
    from patriot_cost.study.blocks import blocks_in_order
    from patriot_cost.study.drawing import Drawing

    drawing = Drawing(integer("--draws", draws) if draws is not None else 10_000, integer("--seed", seed))
    request = options.request()
    return explore_stream(request, title, contents_of(request.evaluation.loaded), drawing, blocks_in_order)
