"""`patriot-cost compare`."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.completion import scenarios as offered
from patriot_cost.cli.options import default_scenarios
from patriot_cost.cli.study_options import ComparisonOptions
from patriot_cost.errors import UsageFault
from patriot_cost.report.document import Response


@command()
@answers
def compare(
    options: ComparisonOptions,
    cases: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CASE...",
            help="Scenario, file, result saved as JSON, or - for standard input. +NAME stacks another scenario on "
            "it, :PATH=VALUE,... changes assumptions, :system=NAME buys another system: "
            "mid-2026+halt:force.operational=6. The others are compared with the first, all in the dollars of "
            "the last.",
            autocompletion=offered,
        ),
    ] = None,
    by_cause: Annotated[
        bool,
        typer.Option(
            "--by-cause",
            help="Divide each change among its drivers and the assumptions that differ: of --figures, or else of "
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
    systems: Annotated[
        bool,
        typer.Option(
            "--systems",
            help="One case with each air-defence system in turn: price, load, production, dates, cost.",
        ),
    ] = False,
) -> Response:
    """Cases side by side: old, new, the change in amount and in per cent, and why."""
    if systems:
        return _systems(options, cases or (), {"--by-cause": by_cause, "--by-sar": by_sar})
    from patriot_cost.report.compare import ComparisonRequest, compare_answer
    from patriot_cost.report.gates import own_gates
    from patriot_cost.study.comparison_cases import comparison_cases
    from patriot_cost.study.memory import check_room

    if by_cause and by_sar:
        raise UsageFault("--by-cause and --by-sar divide the same change in two ways; found both", "type one of them")
    if by_cause:
        check_room()
    found = comparison_cases(cases or (), options.set or (), options.system, options.data)
    computed = [evaluation for case in found for evaluation in case.evaluations]
    gates = own_gates(options.fail_if or (), computed)
    changes = [f"--set {text}" for text in options.set or ()]
    changes += [f"--system {options.system}"] if options.system else []
    figures = options.chosen_in(*computed)
    return compare_answer(found, ComparisonRequest(figures, gates, by_cause, by_sar, changes, options.cite))


def _systems(options: ComparisonOptions, cases: Sequence[str], others: Mapping[str, object]) -> Response:
    """Return the systems side by side, for one case.

    Raises:
        UsageFault: several cases, or an option that is of comparisons of cases.
    """
    others = {"--system": options.system, "--figures": options.figures, "--fail-if": options.fail_if, **others}
    if typed := [name for name, value in others.items() if value]:
        raise UsageFault(
            f"--systems compares all systems in figures of its own; found {' and '.join(typed)} too",
            "for one system: patriot-cost get FIGURE --system NAME --fail-if ...",
        )
    if len(cases) > 1:
        raise UsageFault(
            f"--systems compares the systems of one case; found {len(cases)}: {', '.join(cases)}",
            "type one of them, or lay one on the other: NAME+NAME",
        )
    from patriot_cost.report.systems import systems_answer
    from patriot_cost.study.system_cases import system_cases

    found = system_cases(cases or default_scenarios(), options.set or (), options.data)
    return systems_answer(found, cite=options.cite)
