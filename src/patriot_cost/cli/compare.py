"""`patriot-cost compare`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.completion import scenarios as offered
from patriot_cost.cli.study_options import ComparisonOptions
from patriot_cost.errors import UsageFault
from patriot_cost.report.document import Response


@command()
@answers
def compare(
    options: ComparisonOptions,
    cases: Annotated[
        list[str],
        typer.Argument(
            metavar="CASE...",
            help="Scenario, file, result saved as JSON, or - for standard input. The others are compared with the "
            "first, all in dollars of the last.",
            autocompletion=offered,
        ),
    ],
    by_cause: Annotated[
        bool,
        typer.Option(
            "--by-cause",
            help="Divide each change among its drivers and the assumptions that differ: of --figures, else of "
            "funding_need.",
        ),
    ] = False,
    by_sar: Annotated[
        bool,
        typer.Option(
            "--by-sar",
            help="Divide the change of funding_need by categories of Selected Acquisition Reports: quantity from the "
            "cost-quantity curve that the first case declares.",
        ),
    ] = False,
) -> Response:
    """Cases side by side: old, new, what changes in number and per cent, and why."""
    from patriot_cost.report.compare import ComparisonRequest, compare_answer
    from patriot_cost.study.comparison_cases import comparison_cases
    from patriot_cost.study.memory import check_room

    if by_cause and by_sar:
        raise UsageFault("--by-cause and --by-sar divide the same change in two ways; found both", "type one of them")
    if by_cause:
        check_room()
    found = comparison_cases(cases, options.set or (), options.system, options.data)
    changes = [f"--set {text}" for text in options.set or ()]
    changes += [f"--system {options.system}"] if options.system else []
    return compare_answer(found, ComparisonRequest(options.chosen(), options.fail_if or (), by_cause, by_sar, changes))
