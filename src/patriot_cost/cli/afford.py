"""`patriot-cost afford`."""

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from patriot_cost.cli.command_decorators import GroupedCommand, answers, command
from patriot_cost.cli.completion import words_of
from patriot_cost.cli.options import CaseOptions, YearsOption
from patriot_cost.cli.setting_options import Sets
from patriot_cost.errors import Parts, UsageFault, Wording
from patriot_cost.report.document import Response

if TYPE_CHECKING:
    from patriot_cost.case.settings import TypedSetting
    from patriot_cost.case.typed_prices import Load

_AMOUNT = "AMOUNT"


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
                text = f"AMOUNT: {amount} is negative; needed: money to spend, 0 or more"
                raise UsageFault(Wording(text, Parts("AMOUNT", amount))) from None
            raise


class BudgetOptions(YearsOption, CaseOptions):
    """Options of `afford`: the money, and its use."""

    amount: Annotated[
        str,
        typer.Argument(
            metavar=_AMOUNT,
            help="An amount in the scenario's dollars, such as 5B; or in another currency at its "
            "newest yearly rate, such as EUR30B.",
        ),
        Sets("budget.amount"),
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
        typer.Option("--keep-rest", help="Keep what whole batteries leave over; buy no interceptors with it."),
        Sets("budget.rest", "keep"),
    ] = False
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="YEAR", help="Only what the lines can deliver by the end of YEAR."),
        Sets("budget.by", implies={"budget.limit": "lines"}),
    ] = None

    def settings(self) -> "list[TypedSetting]":
        """Return the settings that options make, without an amount that names its currency."""
        from patriot_cost.case.foreign_money import split_currency

        made = super().settings()
        return [one for one in made if one.option != _AMOUNT] if split_currency(self.amount) else made

    def prices(self, load: "Load") -> "list[TypedSetting]":
        """Return the settings of prices, and that of an amount which names its currency."""
        from patriot_cost.case.foreign_money import converted, split_currency
        from patriot_cost.case.settings import TypedSetting

        made, money = super().prices(load), split_currency(self.amount)
        if money is None:
            return made
        foreign = converted(load(made).library, _AMOUNT, self.amount)
        return [*made, TypedSetting("budget.amount", foreign.dollars if foreign else money[1], _AMOUNT)]


@command(cls=_Priced)
@answers
def afford(options: BudgetOptions) -> Response:
    """What an amount of money buys: the inverse of `fund`."""
    from patriot_cost.case.foreign_money import converted
    from patriot_cost.report.afford import afford_answer

    request = options.request()
    return afford_answer(request, converted(request.evaluation.loaded.library, _AMOUNT, options.amount))
