"""`patriot-cost sweep`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.completion import assumptions
from patriot_cost.cli.study_options import SweepOptions
from patriot_cost.report.streams import Stream


@command()
@answers
def sweep(
    options: SweepOptions,
    vary: Annotated[
        list[str] | None,
        typer.Option(
            "--vary",
            metavar="PATH=VALUES",
            help="low:high:points, both ends included; value,value; or @file.csv. Repeat for more; the first "
            "changes slowest.",
            autocompletion=assumptions,
        ),
    ] = None,
    zipped: Annotated[
        bool, typer.Option("--zip", help="Step along all paths together, in place of every combination.")
    ] = False,
    max_points: Annotated[
        str | None, typer.Option("--max-points", metavar="N", help="Most points allowed. Default: 10 million.")
    ] = None,
) -> Stream:
    """Figures at many values of assumptions, one row per point.

    --fail-if is true if it is true at any point; the first such point is named.
    """
    from patriot_cost.study.memory import check_room

    check_room()
    from patriot_cost.case.evaluation import evaluate
    from patriot_cost.case.typed_names import own_axis
    from patriot_cost.cli.numbers import integer
    from patriot_cost.render import STREAMED
    from patriot_cost.report.gates import own_gates
    from patriot_cost.report.request import Request
    from patriot_cost.report.sweep import SweepRequest, sweep_stream
    from patriot_cost.study.sweep import FIGURES, MOST_POINTS

    form = options.written_as()
    most = MOST_POINTS if max_points is None else integer("--max-points", max_points, 1)
    blocks, load = options.block_runner(), options.loader()
    evaluation = evaluate(load(()))
    gates = own_gates(options.fail_if or (), [evaluation])
    request = Request(options.called.command.name, evaluation, gates, cite=options.cite)
    figures = options.chosen_in(evaluation) or FIGURES
    varied = [own_axis(evaluation.loaded, text) for text in vary or ()]
    wanted = SweepRequest(varied, figures, zipped, most, form, keep=form not in STREAMED.values())
    return sweep_stream(request, load, wanted, blocks)
