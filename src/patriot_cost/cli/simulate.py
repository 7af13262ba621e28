"""`patriot-cost simulate`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.completion import named_in, ranged
from patriot_cost.cli.study_options import BlockStudyOptions
from patriot_cost.report.streams import Stream


class SimulationOptions(BlockStudyOptions):
    """Options of `simulate` that ask for a sentence of the answer."""

    enough: Annotated[
        str | None,
        typer.Option("--enough", metavar="AMOUNT", help="Show in what share of the draws an amount is enough: 15B."),
    ] = None


@command()
@answers
def simulate(
    options: SimulationOptions,
    draws: Annotated[
        str | None, typer.Option("--draws", metavar="N", help="Number of draws. Default: 100,000.")
    ] = None,
    seed: Annotated[str, typer.Option("--seed", metavar="N", help="The same seed gives the same draws.")] = "2025",
    sampler: Annotated[
        str,
        typer.Option(
            "--sampler",
            metavar="NAME",
            help="lhs (Latin hypercube), sobol, or random.",
            autocompletion=named_in("study.random_points", "SAMPLERS"),
        ),
    ] = "lhs",
    correlation: Annotated[
        str | None,
        typer.Option(
            "--correlation",
            metavar="R",
            help="One correlation of normal scores in place of all those of the case; 0 for none.",
        ),
    ] = None,
    sample: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="PATH",
            help="Draw a choice of policy too, such as requirement.batteries.",
            autocompletion=ranged,
        ),
    ] = None,
    confidence: Annotated[
        str,
        typer.Option("--confidence", metavar="PERCENT", help="Confidence level of the contingency: 80, 80% or 0.8."),
    ] = "80",
    save: Annotated[
        str | None,
        typer.Option("--save", metavar="FILE", help="Also write the draws, one per row: .csv, .jsonl or .parquet."),
    ] = None,
) -> Stream:
    """How sure the figures are: S-curve, budget at a confidence level, contingency, chance of closing the gap.

    Gates may name percentiles: --fail-if 'p80(funding_need) > 25B'; mean(...) and sd(...) too.
    """
    from patriot_cost.study.memory import check_room

    check_room()
    from patriot_cost.cli.numbers import amount, integer, number, per_cent
    from patriot_cost.errors import known_name
    from patriot_cost.report.simulate import Asked, simulate_stream
    from patriot_cost.study.drawing import Drawing
    from patriot_cost.study.random_points import SAMPLERS

    request = options.request()
    drawing = Drawing(
        integer("--draws", draws) if draws is not None else None,
        integer("--seed", seed),
        known_name("sampler", sampler, SAMPLERS, option="--sampler"),
        number("--correlation", correlation) if correlation is not None else None,
        tuple(map(request.evaluation.own_path, sample or ())),
    )
    budget = None if options.enough is None else amount("--enough", options.enough)
    asked = Asked(options.chosen_in(request.evaluation), per_cent("--confidence", confidence), budget)
    return simulate_stream(request, asked, drawing, options.block_runner(), save)
