"""`patriot-cost budget`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.completion import allowed_in, budget_lines, editions
from patriot_cost.cli.options import OutputOptions
from patriot_cost.report.document import Response

_STAGES = allowed_in("Budget", "stage", "budgets")
_ACCOUNTS = allowed_in("Budget", "account", "budgets")
_ACCOUNT = typer.Option("--account", metavar="ACCOUNT", help="procurement, rdte or all.", autocompletion=_ACCOUNTS)
_EDITION = typer.Option(
    "--edition", metavar="EDITION", help="Edition of the budget, such as PB2026.", autocompletion=editions
)


@command()
@answers
def budget(
    options: OutputOptions,
    line: Annotated[
        str | None,
        typer.Argument(
            metavar="[LINE]", help="Line of the budget, such as pac3_mse. Default: all.", autocompletion=budget_lines
        ),
    ] = None,
    year: Annotated[str | None, typer.Option("--year", metavar="FY", help="US fiscal year: 2026 or FY2026.")] = None,
    stage: Annotated[
        str | None,
        typer.Option("--stage", metavar="STAGE", help="request, enacted, actual, ...", autocompletion=_STAGES),
    ] = None,
    edition: Annotated[str | None, _EDITION] = None,
    account: Annotated[str | None, _ACCOUNT] = None,
    cite: Annotated[bool, typer.Option("--cite", help="One quotable line per row, with its sources.")] = False,
) -> Response:
    """US budgets by edition: quantity, then-year dollars, dollars per unit, and what changed since the edition before.

    US budgets buy for US stocks: none of this money is set against the gap of a case.
    """
    from patriot_cost.ledger.budget_query import BudgetQuery, select_budgets
    from patriot_cost.ledger.open_ledger import open_ledger
    from patriot_cost.report.budget import budget_answer

    opened = open_ledger(options.data)
    rows = select_budgets(opened, BudgetQuery(line, year, stage, edition, account))
    return budget_answer(opened, rows, cite=cite)
