"""`patriot-cost sensitivity`."""

from typing import Annotated

import typer

from patriot_cost.cli.command import application, takes
from patriot_cost.cli.complete import paths_alone
from patriot_cost.cli.options import Study
from patriot_cost.errors import UsageFault
from patriot_cost.views.document import Answer

app = application()


@app.command(epilog="Example: patriot-cost sensitivity -s mid-2026")
@takes(Study)
def sensitivity(
    options: Study,
    choices: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="PATH",
            help="Vary this choice of policy too; again for more.",
            autocompletion=paths_alone,
        ),
    ] = None,
    flat: Annotated[
        str | None,
        typer.Option("--flat", metavar="PER CENT", help="Every number by the same part, such as 10%, not its range."),
    ] = None,
    everywhere: Annotated[
        bool,
        typer.Option("--global", help="All ranges at once: how much of the variance each explains, alone and in all."),
    ] = False,
    samples: Annotated[
        int | None,
        typer.Option("--samples", metavar="N", help="Points for --global, a power of two. Default: 4096."),
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", metavar="N", help="Seed for --global. Default: 2025.")] = None,
) -> Answer:
    """Which assumptions move a figure most: each over its own range, or all at once."""
    if flat and everywhere:
        raise UsageFault("--flat moves one number at a time; it does not go with --global")
    if everywhere:
        from patriot_cost.views.indices import indices_answer

        return indices_answer(options.question("sensitivity"), options.chosen(), choices or (), samples, seed)
    if samples is not None or seed is not None:
        raise UsageFault(f"{'--samples' if samples is not None else '--seed'} is for --global")
    from patriot_cost.views.sensitivity import sensitivity_answer

    return sensitivity_answer(options.question("sensitivity"), options.chosen(), choices or (), flat)
