"""The closing of the gap: arrivals, batteries in service and shortfalls by year."""

from typing import Annotated

from patriot_cost.engine.ops import choose, first_without, greater, left_over, lesser, positive_part, ratio, total
from patriot_cost.engine.registry import At, ItemNumber, ItemNumbers, Over, Previous, Value, Values, figure
from patriot_cost.formulas.production import MONTHS_A_YEAR


@figure(unit="month", label="Months before the plan in which stocks can give")
def transfer_months_before_plan(
    plan_start: Value,
    stock_first_month: Value,
    first_transfer_month: Value,
    supply_halt_start: Value,
    supply_halt_months: Value,
) -> Value:
    """From the date of the case, or the first month in which stocks can give, to the plan; less a supply halt."""
    return left_over(
        plan_start * MONTHS_A_YEAR - greater(stock_first_month, first_transfer_month),
        positive_part(
            lesser(plan_start * MONTHS_A_YEAR, supply_halt_start * MONTHS_A_YEAR + supply_halt_months)
            - greater(greater(stock_first_month, first_transfer_month), supply_halt_start * MONTHS_A_YEAR)
        ),
    )


@figure(unit="share", label="Pledges arrived before the plan")
def transferred_before_plan(transfer_months_before_plan: Value) -> Value:
    """All of them if stocks can give at any time before the plan starts, else none."""
    return choose(transfer_months_before_plan > 0, 1.0, 0.0)


@figure(unit="share", label="Pledges arrived", per=("year",))
def transferred_share(
    transferred_share: Annotated[Value, Previous("year", start="transferred_before_plan")],
    year: Annotated[Value, ItemNumber("year")],
    supply_transfer_year: Value,
    halted_share: Value,
) -> Value:
    """All of them from the first time at which stocks can give and there is no halt, else none."""
    return choose(
        year < supply_transfer_year,
        transferred_share,
        choose(halted_share < 1, 1.0, transferred_share),
    )


@figure(unit="battery/year", label="Batteries delivered from new production", per=("year",))
def deliveries(line_deliveries: Annotated[Value, At("line", "fire_unit")]) -> Value:
    """Fire units that reach this customer in a year; transfers from stock are not among them."""
    return line_deliveries


@figure(unit="battery/year", label="Batteries ordered", per=("year",))
def battery_orders(line_orders: Annotated[Value, At("line", "fire_unit")]) -> Value:
    """Fire units ordered in a year."""
    return line_orders


@figure(unit="interceptor/year", label="Interceptors delivered from new production", per=("interceptor", "year"))
def interceptor_deliveries(line_deliveries: Value) -> Value:
    """Missiles of a variant that reach this customer in a year; transfers from stock are not among them."""
    return line_deliveries


@figure(unit="interceptor/year", label="Interceptors ordered", per=("interceptor", "year"))
def interceptor_orders(line_orders: Value) -> Value:
    """Missiles of a variant ordered in a year."""
    return line_orders


@figure(unit="battery", label="Batteries in service at the end of the year", per=("year",))
def batteries_in_service(
    batteries_in_hand: Value,
    batteries_pledged: Value,
    transferred_share: Value,
    line_delivered: Annotated[Value, At("line", "fire_unit")],
) -> Value:
    """Operational now, plus repairs, transfers from stock and new production; losses are not foreseen.

    What is in repair now and returns is back in service when the plan starts.
    """
    return batteries_in_hand + batteries_pledged * transferred_share + line_delivered


@figure(unit="share", label="Share of the battery requirement met", per=("year",))
def coverage(batteries_in_service: Value, batteries_required: Value) -> Value:
    """Batteries in service as a share of those required."""
    return ratio(batteries_in_service, batteries_required)


@figure(unit="battery", label="Batteries still missing at the end of the year", per=("year",))
def batteries_missing(
    batteries_short: Value,
    batteries_credited: Value,
    transferred_share: Value,
    line_delivered: Annotated[Value, At("line", "fire_unit")],
) -> Value:
    """Shortfall before pledges, less the pledges that have arrived and new production, never below zero."""
    return left_over(batteries_short, batteries_credited * transferred_share + line_delivered)


@figure(unit="interceptor", label="Interceptors delivered so far", per=("year",))
def interceptors_received(line_delivered: Annotated[Values, Over("line, missiles")]) -> Value:
    """Missiles of new production for the missing batteries, up to the end of a year."""
    return total(line_delivered)


@figure(unit="interceptor", label="Interceptors to order in all")
def interceptors_to_order_in_all(interceptors_to_order: Annotated[Values, Over("interceptor")]) -> Value:
    """All variants together."""
    return total(interceptors_to_order)


@figure(unit="interceptor", label="Interceptors still missing at the end of the year", per=("year",))
def interceptors_missing(interceptors_to_order_in_all: Value, interceptors_received: Value) -> Value:
    """What was to be ordered less what has been delivered, never below zero."""
    return left_over(interceptors_to_order_in_all, interceptors_received)


@figure(unit="year", label="Year in which the battery gap closes")
def gap_closed_year(
    batteries_missing: Annotated[Values, Over("year")], years: Annotated[Values, ItemNumbers("year")]
) -> Value:
    """First year at whose end no battery is missing."""
    return first_without(batteries_missing, years)


@figure(unit="year", label="Year in which the first loads are complete")
def interceptor_gap_closed_year(
    interceptors_missing: Annotated[Values, Over("year")], years: Annotated[Values, ItemNumbers("year")]
) -> Value:
    """First year at whose end no interceptor of the first loads is missing."""
    return first_without(interceptors_missing, years)
