"""`patriot-cost report`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.options import CaseOptions
from patriot_cost.report.document import Response
from patriot_cost.report.streams import Stream


@command()
@answers
def report(
    options: CaseOptions,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The title of the report.")] = "Cost estimate",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="A note of its author, above all else.")] = "",
    draws: Annotated[
        str | None, typer.Option("--draws", metavar="N", help="How many draws show how sure it is. Default: 10,000.")
    ] = None,
    seed: Annotated[str, typer.Option("--seed", metavar="N", help="The same seed gives the same draws.")] = "2025",
) -> Response | Stream:
    """The whole estimate in one document to hand on: a page, a workbook, a memo."""
    from patriot_cost.study.memory import check_room

    check_room()
    from patriot_cost.cli.numbers import integer
    from patriot_cost.report.report import AuthoredText, report_stream
    from patriot_cost.study.blocks import blocks_in_order
    from patriot_cost.study.drawing import Drawing

    drawing = Drawing(integer("--draws", draws) if draws is not None else 10_000, integer("--seed", seed))
    request = options.request()
    words = request.evaluation.loaded.vocabulary
    return report_stream(request, AuthoredText(title, note), words, drawing, blocks_in_order)
