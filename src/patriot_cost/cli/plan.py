"""`patriot-cost plan`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.completion import words_of
from patriot_cost.cli.options import CaseOptions, YearsOption
from patriot_cost.cli.setting_options import Sets
from patriot_cost.cli.study_options import SEED_OF_DRAWS, WIDE, in_shape, typed_drawing
from patriot_cost.report.document import Response


class PlanOptions(YearsOption, CaseOptions):
    """Options of `plan`: the horizon, the profiles of orders and payments."""

    until: Annotated[
        str | None,
        typer.Option("--until", metavar="YEAR", help="Last year of the plan. Default: 15 years."),
        Sets("plan.last_year"),
    ] = None
    orders: Annotated[
        str | None,
        typer.Option(
            "--orders",
            metavar="PROFILE",
            help="fast (as the lines allow), level, or capped by money.",
            autocompletion=words_of("orders.profile"),
        ),
        Sets("orders.profile"),
    ] = None
    cap: Annotated[
        str | None,
        typer.Option("--cap", metavar="AMOUNT", help="Money for orders in each year, with --orders capped."),
        Sets("orders.annual_cap", implies={"orders.profile": "capped"}),
    ] = None
    payment: Annotated[
        str | None,
        typer.Option(
            "--payment",
            metavar="PROFILE",
            help="appropriation, milestone, or deposit as in foreign sales.",
            autocompletion=words_of("payment.profile"),
        ),
        Sets("payment.profile"),
    ] = None


@command()
@answers
def plan(
    options: PlanOptions,
    draws: Annotated[
        str | None,
        typer.Option(
            "--draws", metavar="N", help="Draw from the ranges N times: bands by year, confidence in the date."
        ),
    ] = None,
    seed: Annotated[str | None, SEED_OF_DRAWS] = None,
    wide: Annotated[bool, WIDE] = False,
) -> Response:
    """When the gap can close, and what must be authorised and paid each year."""
    from patriot_cost.report.plan import plan_answer

    answer = plan_answer(options.request(), typed_drawing(draws, seed))
    return in_shape(answer, options, wide=wide, draws=draws)
