"""`patriot-cost afford`."""

import re
from typing import Annotated, Any

import typer

from patriot_cost.cli.command_decorators import GroupedCommand, answers, command
from patriot_cost.cli.completion import words_of
from patriot_cost.cli.options import CaseOptions, YearsOption
from patriot_cost.cli.setting_options import Sets
from patriot_cost.errors import UsageFault
from patriot_cost.report.document import Response


class _Priced(GroupedCommand):
    """A command that takes money: a negative amount looks like an option, but gets an error of its own."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's own
        """Read the arguments.

        Raises:
            UsageFault: the amount is negative.
        """
        typed = list(args)
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            option = str(getattr(error, "option_name", ""))
            amount = next((word for word in typed if option and word.startswith(option)), "")
            if re.match(r"-[$.]?\d", amount):
                raise UsageFault(f"AMOUNT: {amount} is negative; needed: money to spend, 0 or more") from None
            raise


class BudgetOptions(YearsOption, CaseOptions):
    """Options of `afford`: the money, and its use."""

    amount: Annotated[
        str, typer.Argument(metavar="AMOUNT", help="Money, in dollars of the scenario: 5B."), Sets("budget.amount")
    ]
    buys: Annotated[
        str | None,
        typer.Option(
            "--buys",
            metavar="WHAT",
            help="batteries with their missiles, interceptors alone, or split.",
            autocompletion=words_of("budget.buys"),
        ),
        Sets("budget.buys"),
    ] = None
    keep_rest: Annotated[
        bool,
        typer.Option("--keep-rest", help="Do not spend on interceptors what whole batteries leave over."),
        Sets("budget.rest", "keep"),
    ] = False
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="YEAR", help="Only what the lines can deliver by the end of YEAR."),
        Sets("budget.by", implies={"budget.limit": "lines"}),
    ] = None


@command(cls=_Priced)
@answers
def afford(options: BudgetOptions) -> Response:
    """What an amount of money buys: the inverse of `fund`."""
    from patriot_cost.report.afford import afford_answer

    return afford_answer(options.request())
