"""`patriot-cost explain`."""

import re
from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.cli.completion import figures_and_paths
from patriot_cost.cli.options import CaseOptions
from patriot_cost.report.document import Response


@command()
@answers
def explain(
    options: CaseOptions,
    name: Annotated[
        str,
        typer.Argument(
            metavar="FIGURE|PATH",
            help="A figure, an assumption, a command, or a fact.",
            autocompletion=figures_and_paths,
        ),
    ],
    depth: Annotated[
        str | None,
        typer.Option(
            "--depth", metavar="N", help="Levels of the tree below the number. Default: as many as fit on a page."
        ),
    ] = None,
) -> Response:
    """Where a number comes from: formula, numbers, assumptions, rationale, facts, sources with address."""
    from patriot_cost.cli.numbers import integer
    from patriot_cost.report.explain import explain_answer

    levels = None if depth is None else integer("--depth", depth, 1)
    request = options.request()
    if name in request.evaluation:
        return explain_answer(request, name, levels)
    if name in COMMANDS and COMMANDS[name].headline and name not in {"get", "explain"}:
        return explain_answer(request, COMMANDS[name].figure(request.evaluation, {}), levels)
    if re.fullmatch(r"[A-Za-z]+-?\d+", name):
        from patriot_cost.ledger.open_ledger import open_ledger
        from patriot_cost.report.facts import fact_answer

        opened = open_ledger(options.data)
        return fact_answer(opened, opened.fact(name), opened.corrections())
    return explain_answer(request, name, levels)
