"""Deliveries of the production lines to this customer, and the arrival of orders.

A line is the one of the fire units or that of a missile variant. Quantities are expected values: a part of
a battery is a battery that is finished later. Years are those of the plan, calendar or fiscal.
"""

from typing import Annotated

from patriot_cost.engine.ops import choose, greater, left_over, lesser, positive_part, profile_sum, ratio, total
from patriot_cost.engine.registry import (
    At,
    Following,
    IfUsed,
    ItemNumber,
    Of,
    Over,
    Previous,
    Trailing,
    Value,
    Values,
    figure,
)
from patriot_cost.formulas.codes import CAPPED, FAST

YEARS_A_MONTH = 1 / 12
MONTHS_A_YEAR = 12


@figure(unit="share", label="Part of the year without deliveries", per=("year, open",))
def halted_share(year_start: Value, supply_halt_start: Value, supply_halt_months: Value) -> Value:
    """Overlap of the supply halt, which has calendar dates, with a year of the plan.

    0 without a halt, 1 in a year that is all halt.
    """
    return ratio(
        positive_part(
            lesser((year_start + 1) * MONTHS_A_YEAR, supply_halt_start * MONTHS_A_YEAR + supply_halt_months)
            - greater(year_start, supply_halt_start) * MONTHS_A_YEAR
        ),
        MONTHS_A_YEAR,
    )


@figure(unit="unit", label="Output of the line since the start of the plan", per=("line", "year, ahead"))
def line_output(line_output: Annotated[Value, Previous("year, ahead")], rate_of_year: Value) -> Value:
    """Deliveries of a line to all its customers, cumulative from the first year of the plan."""
    return line_output + rate_of_year


@figure(unit="unit/year", label="Output of the line left by its order book", per=("line", "year, ahead"))
def line_unsold(line_output: Value, rate_of_year: Value, production_order_book: Value) -> Value:
    """Output of a year beyond what others had ordered when the plan starts; before it all of the output is theirs."""
    return positive_part(line_output - production_order_book) - positive_part(
        line_output - rate_of_year - production_order_book
    )


@figure(unit="unit/year", label="Output of the line shared with this customer", per=("line", "year, open"))
def line_shared(rate_of_year: Value, production_open_share: Value) -> Value:
    """A share of every year's output, whatever others have ordered."""
    return rate_of_year * production_open_share


@figure(unit="unit/year", label="What the line can deliver to this customer", per=("line", "year, open"))
def line_capacity(line_open: Value, halted_share: Value) -> Value:
    """Output open to this customer in a year, less what a supply halt takes.

    What is open follows from `supply.rule`: a share of every year's output, or all output once the order book
    is worked off.
    """
    return line_open * (1 - halted_share)


@figure(unit="year", label="Order book in years of present output", per=("line",))
def order_book_years(production_order_book: Value, present_rate: Value) -> Value:
    """How long the line works for what others have ordered already, at its present rate."""
    return ratio(production_order_book, present_rate)


@figure(unit="month", label="Order to delivery with the delays that occur", per=("line, delayed",))
def lead_time(production_lead_time: Value, risk_months_late: Annotated[Values, Of("risk", relation="delay")]) -> Value:
    """Lead time and the delays by risks that occur; never below zero.

    A line that no risk of the case may delay has its lead time as stated.
    """
    return positive_part(production_lead_time + total(risk_months_late))


@figure(unit="share", label="Part of an order that arrives so many years later", per=("line", "age"))
def arrival_share(age: Annotated[Value, ItemNumber("age")], lead_time: Value) -> Value:
    """Lead time as a profile by age: a lead time between two whole years is split between them."""
    return positive_part(
        1
        - greater(
            age - lead_time * YEARS_A_MONTH,
            lead_time * YEARS_A_MONTH - age,
        )
    )


@figure(unit="unit/year", label="What the line can deliver a lead time later", per=("line", "year, ordered"))
def order_capacity(
    plan_capacity: Annotated[Values, Following("year, ahead")],
    arrival_share: Annotated[Values, Over("age")],
) -> Value:
    """Orders of a year that the line can meet when they fall due."""
    return profile_sum(plan_capacity, arrival_share)


@figure(unit="interceptor", label="Interceptors to order", per=("interceptor",))
def interceptors_to_order(interceptor_gap: Value, interceptor_mix: Value) -> Value:
    """First loads of the missing batteries less credited pledges, by variant of the mix."""
    return interceptor_gap * interceptor_mix


@figure(unit="share", label="Part of all orders that the money of a year buys", per=("year, ordered",))
def capped_part(orders_annual_cap: Value, plan_order_cost: Value) -> Value:
    """The yearly amount of money at the prices of the year, divided so that all lines advance by the same part."""
    return choose(plan_order_cost == 0, 1.0, ratio(orders_annual_cap, plan_order_cost))


@figure(unit="unit/year", label="Ordered", per=("line", "year, ordered"))
def line_orders(
    quantity_to_order: Value,
    line_ordered: Annotated[Value, Previous("year, ordered")],
    orders_profile: Value,
    order_capacity: Annotated[Value, IfUsed()],
    capped_part: Annotated[Value, IfUsed()],
    orders_years: Annotated[Value, IfUsed()],
) -> Value:
    """What is ordered in a year, of what is still missing.

    Fast: what the line can deliver a lead time later. Capped: that, or what the yearly money buys, whichever
    is less. Level: the same number in each of the stated years, whether or not the line can follow.
    """
    return lesser(
        left_over(quantity_to_order, line_ordered),
        choose(
            orders_profile == FAST,
            order_capacity,
            choose(
                orders_profile == CAPPED,
                lesser(order_capacity, quantity_to_order * capped_part),
                ratio(quantity_to_order, orders_years),
            ),
        ),
    )


@figure(unit="unit", label="Ordered so far", per=("line", "year, ordered"))
def line_ordered(line_ordered: Annotated[Value, Previous("year, ordered")], line_orders: Value) -> Value:
    """Orders up to the end of a year."""
    return line_ordered + line_orders


@figure(unit="unit", label="Left to order after the horizon", per=("line",))
def line_orders_left(quantity_to_order: Value, line_orders: Annotated[Values, Over("year")]) -> Value:
    """Orders of the line that the years of the plan have no room for."""
    return left_over(quantity_to_order, total(line_orders))


@figure(unit="unit", label="Fallen due so far", per=("line", "year, ordered"))
def line_due(
    line_due: Annotated[Value, Previous("year, ordered")],
    line_orders: Annotated[Values, Trailing("year, ordered")],
    arrival_share: Annotated[Values, Over("age")],
) -> Value:
    """Orders whose lead time has passed, up to the end of a year."""
    return line_due + profile_sum(line_orders, arrival_share)


@figure(unit="unit/year", label="Delivered", per=("line", "year, ordered"))
def line_deliveries(
    line_due: Value, line_delivered: Annotated[Value, Previous("year, ordered")], plan_capacity: Value
) -> Value:
    """What has fallen due and is not yet delivered, as far as the line can follow."""
    return lesser(left_over(line_due, line_delivered), plan_capacity)


@figure(unit="unit", label="Delivered so far", per=("line", "year, ordered"))
def line_delivered(line_delivered: Annotated[Value, Previous("year, ordered")], line_deliveries: Value) -> Value:
    """Deliveries of new production up to the end of a year."""
    return line_delivered + line_deliveries


@figure(unit="interceptor/year", label="World output of interceptors at present")
def world_output(present_rate: Annotated[Values, Over("line, missiles")]) -> Value:
    """Present yearly output of the missile lines of the mix, for all customers."""
    return total(present_rate)


@figure(unit="battery/year", label="Output of the line of ground systems at present")
def system_output(present_rate: Annotated[Value, At("line", "fire_unit")]) -> Value:
    """Present yearly output of the line, for all customers."""
    return present_rate


@figure(unit="month", label="Lead time of the line of ground systems")
def system_lead_time(production_lead_time: Annotated[Value, At("line", "fire_unit")]) -> Value:
    """From the order of a system to its delivery."""
    return production_lead_time


@figure(unit="year", label="Interceptors short, in years of world output")
def years_of_world_output(interceptor_gap: Value, world_output: Value) -> Value:
    """The shortfall of interceptors divided by all that the lines make in a year at present."""
    return ratio(interceptor_gap, world_output)
