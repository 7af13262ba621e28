"""`patriot-cost stock`."""

from functools import partial
from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.options import CaseOptions
from patriot_cost.cli.setting_options import Sets
from patriot_cost.cli.study_options import SEED_OF_DRAWS, WIDE, in_shape, typed_drawing
from patriot_cost.report.document import Response


class StockOptions(CaseOptions):
    """Options of `stock`: the length of the path, its start, the launches."""

    until: Annotated[
        str | None,
        typer.Option("--until", metavar="MONTH", help="Last month of the path, such as 2028-06. Default: 36 months."),
        Sets("stock.last_month"),
    ] = None
    on_hand: Annotated[
        str | None,
        typer.Option("--on-hand", metavar="COUNT", help="Interceptors on hand when the path starts."),
        Sets("stock.on_hand"),
    ] = None
    launches: Annotated[
        str | None,
        typer.Option("--launches", metavar="COUNT", help="Launches expected in each month ahead, in place of a rule."),
        Sets("demand.launches", implies={"demand.rule": "own"}),
    ] = None


@command()
@answers
def stock(
    options: StockOptions,
    draws: Annotated[
        str | None,
        typer.Option("--draws", metavar="N", help="Draw months and ranges N times: chances, not one path."),
    ] = None,
    seed: Annotated[str | None, SEED_OF_DRAWS] = None,
    wide: Annotated[bool, WIDE] = False,
) -> Response:
    """How long the interceptors last, month by month, and what it takes to hold a stock."""
    from patriot_cost.report.stock import stock_answer

    drawing = typed_drawing(draws, seed)
    if drawing is None:
        return in_shape(stock_answer(options.request()), options, wide=wide, draws=draws)
    from patriot_cost.report.stock_draws import stock_chances

    answer = stock_answer(options.request(), partial(stock_chances, drawing=drawing))
    return in_shape(answer, options, wide=wide, draws=draws)
