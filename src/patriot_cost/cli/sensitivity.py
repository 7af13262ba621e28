"""`patriot-cost sensitivity`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.completion import ranged
from patriot_cost.cli.study_options import StudyOptions
from patriot_cost.errors import UsageFault
from patriot_cost.report.document import Response


@command()
@answers
def sensitivity(
    options: StudyOptions,
    choices: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="PATH",
            help="Vary this choice of policy too; repeat for more.",
            autocompletion=ranged,
        ),
    ] = None,
    flat: Annotated[
        str | None,
        typer.Option(
            "--flat", metavar="PERCENT", help="Move every number by the same share, such as 10%, in place of its range."
        ),
    ] = None,
    everywhere: Annotated[
        bool,
        typer.Option(
            "--global", help="All ranges at once: how much of the variance each explains, alone and with others."
        ),
    ] = False,
    samples: Annotated[
        str | None,
        typer.Option("--samples", metavar="N", help="Points for --global, a power of two. Default: 4096."),
    ] = None,
    seed: Annotated[str | None, typer.Option("--seed", metavar="N", help="Seed for --global. Default: 2025.")] = None,
) -> Response:
    """Which assumptions move a figure most: each over its own range, or all at once."""
    from patriot_cost.cli.numbers import integer, per_cent

    if flat is not None and everywhere:
        raise UsageFault("--flat moves one number at a time, so it does not go with --global")
    if everywhere:
        from patriot_cost.study.memory import check_room

        check_room()
        from patriot_cost.report.global_sensitivity import global_sensitivity_answer
        from patriot_cost.study.random_points import DEFAULT_SEED
        from patriot_cost.study.sobol_indices import SAMPLES

        points = integer("--samples", samples) if samples is not None else SAMPLES
        start = integer("--seed", seed, 0) if seed is not None else DEFAULT_SEED
        request = options.request()
        figures, paths = options.chosen_in(request.evaluation), map(request.evaluation.own_path, choices or ())
        return global_sensitivity_answer(request, figures, list(paths), points, start)
    if samples is not None or seed is not None:
        raise UsageFault(f"{'--samples' if samples is not None else '--seed'} is for --global")
    from patriot_cost.report.sensitivity import sensitivity_answer

    part = per_cent("--flat", flat) / 100 if flat is not None else None
    request = options.request()
    figures, paths = options.chosen_in(request.evaluation), map(request.evaluation.own_path, choices or ())
    return sensitivity_answer(request, figures, list(paths), part)
