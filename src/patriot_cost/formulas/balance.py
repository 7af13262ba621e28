"""One balance of missiles: the open output of the missile lines, divided between first loads and the stock.

Orders for the missing batteries are delivered to them; the rest of the output open to this customer feeds the
batteries in service, and is paid for by the plan only as far as the plan replaces missiles fired.
"""

from typing import Annotated

from patriot_cost.engine.ops import choose, left_over, lesser, positive_part, total
from patriot_cost.engine.registry import IfUsed, ItemNumber, Over, Value, Values, figure
from patriot_cost.formulas.codes import FIRST_LOADS, STOCK
from patriot_cost.formulas.production import YEARS_A_MONTH


@figure(unit="share", label="Part of the open output that first loads may take")
def first_load_part(supply_allocation: Value, supply_first_load_share: Annotated[Value, IfUsed()]) -> Value:
    """All of it, none, or the stated share; fire units are not divided."""
    return choose(
        supply_allocation == FIRST_LOADS, 1.0, choose(supply_allocation == STOCK, 0.0, supply_first_load_share)
    )


@figure(
    unit="interceptor/year",
    label="What the missile line can deliver to first loads",
    per=("line, missiles", "year, ahead"),
)
def first_load_capacity(line_capacity: Value, first_load_part: Value) -> Value:
    """Output open to this customer in a year after a supply halt, as far as first loads may take it."""
    return line_capacity * first_load_part


@figure(
    unit="interceptor/year",
    label="New interceptors of the line left by first loads",
    per=("line, missiles", "year, ordered"),
)
def line_left(supply_allocation: Value, line_capacity: Value, line_deliveries: Annotated[Value, IfUsed()]) -> Value:
    """Open output of a year less deliveries to first loads; where they get none, all of it."""
    return choose(supply_allocation == STOCK, line_capacity, left_over(line_capacity, line_deliveries))


@figure(unit="interceptor/year", label="Open output of the missile lines", per=("year, supplied",))
def open_production(line_capacity: Annotated[Values, Over("line, missiles")]) -> Value:
    """What the missile lines can deliver to this customer in a year, for first loads and the stock together."""
    return total(line_capacity)


@figure(unit="interceptor/year", label="New interceptors for the stock", per=("year, supplied",))
def stock_production(line_to_stock: Annotated[Values, Over("line, missiles")]) -> Value:
    """Open output less deliveries to first loads, all missile lines together."""
    return total(line_to_stock)


@figure(
    unit="share", label="Part of the year's output that orders of the plan can reach", per=("line", "year, supplied")
)
def reachable_share(year: Annotated[Value, ItemNumber("year")], plan_first_year: Value, lead_time: Value) -> Value:
    """Nothing before the lead time of an order placed when the plan starts has passed, then the whole output."""
    return lesser(1.0, positive_part(year + 1 - plan_first_year - lead_time * YEARS_A_MONTH))


@figure(
    unit="interceptor/year",
    label="New interceptors of the line for the stock within reach of orders",
    per=("line, missiles", "year, supplied"),
)
def line_replaceable(line_to_stock: Value, reachable_share: Value) -> Value:
    """New production for the stock that the plan could have ordered in time."""
    return line_to_stock * reachable_share


@figure(unit="interceptor/year", label="New interceptors for the stock within reach of orders", per=("year, supplied",))
def replaceable(line_replaceable: Annotated[Values, Over("line, missiles")]) -> Value:
    """All missile lines together."""
    return total(line_replaceable)


@figure(unit="interceptor/year", label="Fired interceptors that the plan replaces", per=("year, supplied",))
def interceptors_replaced(
    support_replaced_share: Value,
    interceptors_fired_a_year: Annotated[Value, IfUsed()],
    replaceable: Annotated[Value, IfUsed()],
) -> Value:
    """A share of what is fired in a year, but no more than new production brings the stock after a lead time."""
    return choose(
        support_replaced_share == 0, 0.0, lesser(support_replaced_share * interceptors_fired_a_year, replaceable)
    )


@figure(unit="interceptor/year", label="New interceptors for the stock that others pay for", per=("year, supplied",))
def unbilled_production(stock_production: Value, interceptors_replaced: Value) -> Value:
    """New production for the stock less what the plan replaces: given, or bought by others, and in no bill here."""
    return left_over(stock_production, interceptors_replaced)


@figure(
    unit="USD/year",
    label="Value of the new interceptors for the stock that others pay for",
    per=("year, supplied",),
)
def unbilled_value(unbilled_production: Value, interceptor_price: Value) -> Value:
    """New production for the stock that is in no bill here, at the mix-weighted price."""
    return unbilled_production * interceptor_price


@figure(unit="interceptor", label="New interceptors for the stock over the horizon")
def stock_production_total(stock_production: Annotated[Values, Over("year")]) -> Value:
    """Open output less deliveries to first loads, in all years of the plan."""
    return total(stock_production)


@figure(unit="interceptor", label="Fired interceptors that the plan replaces over the horizon")
def interceptors_replaced_total(interceptors_replaced: Annotated[Values, Over("year")]) -> Value:
    """Those of all years of the plan."""
    return total(interceptors_replaced)


@figure(unit="USD", label="Value of the new interceptors for the stock over the horizon that others pay for")
def unbilled_value_total(unbilled_value: Annotated[Values, Over("year")]) -> Value:
    """That of all years of the plan; it grows with the horizon."""
    return total(unbilled_value)
