"""`patriot-cost sources`: the list, one source and its dependents, citations."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, application, part
from patriot_cost.cli.completion import named_in
from patriot_cost.cli.completion import sources as offered
from patriot_cost.cli.ledger_options import SourceOptions
from patriot_cost.cli.options import OutputOptions
from patriot_cost.report.document import Response

sources = application(help="The publications: the list, one with all that rests on it, or citations.")


@sources.callback(invoke_without_command=True)
@answers
def listed(
    options: SourceOptions,
    ctx: typer.Context,
) -> Response | None:
    """The publications that facts rest on."""
    if ctx.invoked_subcommand:
        return None
    from patriot_cost.ledger.open_ledger import open_ledger
    from patriot_cost.ledger.query import select_sources
    from patriot_cost.report.sources import sources_answer

    opened = open_ledger(options.data)
    return sources_answer(opened, select_sources(opened.ledger, options.query()))


@part(sources, "sources show", "What rests on this report of the Associated Press?", "apnews-org-2025-07")
@answers
def show(
    options: OutputOptions, name: Annotated[str, typer.Argument(metavar="ID", autocompletion=offered)]
) -> Response:
    """One source: its address, its facts, the assumptions on them, the figures on those."""
    from patriot_cost.case.evaluation import evaluate, load
    from patriot_cost.ledger.open_ledger import open_ledger
    from patriot_cost.report.sources import source_answer

    opened = open_ledger(options.data)
    (source,) = opened.ledger.named_sources([name])
    cases = {scenario: evaluate(load(scenario, data=options.data)) for scenario in opened.library.readable_scenarios}
    return source_answer(opened, source, cases)


@part(sources, "sources cite", "How is it cited in a paper?", "apnews-org-2025-07 --style bibtex")
@answers
def cite(
    options: OutputOptions,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[ID...]", help="Default: all.", autocompletion=offered)
    ] = None,
    style: Annotated[
        str,
        typer.Option(
            "--style",
            metavar="STYLE",
            help="markdown or bibtex.",
            autocompletion=named_in("ledger.citations", "STYLES"),
        ),
    ] = "markdown",
) -> Response:
    """Sources as references, for a memo or a paper."""
    from patriot_cost.ledger.open_ledger import open_ledger
    from patriot_cost.report.sources import cite_answer

    opened = open_ledger(options.data)
    return cite_answer(opened, opened.ledger.named_sources(names or []), style)
