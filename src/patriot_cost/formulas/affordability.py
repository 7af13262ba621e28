"""Purchases for an amount of money: batteries with their missiles, interceptors, or both."""

from typing import Annotated

from patriot_cost.engine.ops import choose, left_over, lesser, ratio, round_down, total
from patriot_cost.engine.registry import At, IfUsed, ItemNumber, Over, Value, Values, figure
from patriot_cost.formulas.codes import BATTERIES, INTERCEPTORS, SPEND, UNLIMITED


@figure(unit="USD", label="Money for batteries")
def money_for_batteries(
    budget_buys: Value,
    budget_amount: Value,
    funding_need: Annotated[Value, IfUsed()],
    stock_building_cost: Annotated[Value, IfUsed()],
) -> Value:
    """All of it, none of it, or the part that the battery gap has in all that is missing.

    The split serves the worse served as well as possible: the same part of the missing batteries and of the
    interceptors missing from the chosen stock is bought, before whole batteries are counted.
    """
    return choose(
        budget_buys == BATTERIES,
        budget_amount,
        choose(
            budget_buys == INTERCEPTORS,
            0.0,
            budget_amount * ratio(funding_need, funding_need + stock_building_cost),
        ),
    )


@figure(unit="unit/year", label="What the line can deliver up to the chosen year", per=("line", "year"))
def deliverable_in_year(
    line_capacity: Value, year: Annotated[Value, ItemNumber("year")], budget_by: Value, reachable_share: Value
) -> Value:
    """Output open to this customer in a year, after the lead time of orders placed when the plan starts."""
    return choose(year > budget_by, 0.0, line_capacity * reachable_share)


@figure(unit="unit", label="What the line can deliver by the chosen year", per=("line",))
def deliverable(deliverable_in_year: Annotated[Values, Over("year")]) -> Value:
    """Sum over the years of the plan, up to the chosen one."""
    return total(deliverable_in_year)


@figure(unit="interceptor", label="Interceptors the lines can deliver by the chosen year")
def interceptors_deliverable(deliverable: Annotated[Values, Over("line, missiles")]) -> Value:
    """All missile lines of the mix together."""
    return total(deliverable)


@figure(unit="battery", label="Batteries with their missiles the lines can deliver by the chosen year")
def batteries_deliverable(
    deliverable: Annotated[Value, At("line", "fire_unit")],
    interceptors_deliverable: Value,
    first_load_part: Value,
    interceptors_per_battery: Value,
) -> Value:
    """Fire units, or what the missiles open to first loads can equip, whichever is less; whole batteries."""
    return round_down(lesser(deliverable, ratio(interceptors_deliverable * first_load_part, interceptors_per_battery)))


@figure(unit="battery", label="Batteries with their missiles that the money buys")
def batteries_affordable(
    money_for_batteries: Value,
    battery_unit_cost: Value,
    budget_limit: Value,
    batteries_deliverable: Annotated[Value, IfUsed()],
) -> Value:
    """Whole batteries, each with its missile package, as far as money goes and the lines can deliver."""
    return choose(
        budget_limit == UNLIMITED,
        round_down(ratio(money_for_batteries, battery_unit_cost)),
        lesser(round_down(ratio(money_for_batteries, battery_unit_cost)), batteries_deliverable),
    )


@figure(unit="USD", label="Cost of these batteries")
def affordable_batteries_cost(batteries_affordable: Value, battery_unit_cost: Value) -> Value:
    """Whole batteries at the cost of one with its missiles."""
    return batteries_affordable * battery_unit_cost


@figure(unit="USD", label="Money for further interceptors")
def money_for_interceptors(
    budget_buys: Value, budget_amount: Value, affordable_batteries_cost: Value, budget_rest: Value
) -> Value:
    """What the batteries leave over, where it is to be spent or was meant for interceptors."""
    return choose(
        budget_buys == BATTERIES,
        choose(budget_rest == SPEND, left_over(budget_amount, affordable_batteries_cost), 0.0),
        left_over(budget_amount, affordable_batteries_cost),
    )


@figure(unit="interceptor", label="Interceptors that the money buys beside them")
def interceptors_affordable(
    money_for_interceptors: Value,
    interceptor_price: Value,
    budget_limit: Value,
    interceptors_deliverable: Annotated[Value, IfUsed()],
    batteries_affordable: Value,
    interceptors_per_battery: Annotated[Value, IfUsed()],
) -> Value:
    """Whole interceptors at the mix-weighted price, beyond the packages of the batteries bought."""
    return choose(
        budget_limit == UNLIMITED,
        round_down(ratio(money_for_interceptors, interceptor_price)),
        lesser(
            round_down(ratio(money_for_interceptors, interceptor_price)),
            round_down(left_over(interceptors_deliverable, batteries_affordable * interceptors_per_battery)),
        ),
    )


@figure(unit="USD", label="Money left over")
def budget_left(
    budget_amount: Value, affordable_batteries_cost: Value, interceptors_affordable: Value, interceptor_price: Value
) -> Value:
    """What remains after whole batteries and whole interceptors."""
    return left_over(
        left_over(budget_amount, affordable_batteries_cost),
        interceptors_affordable * interceptor_price,
    )


@figure(unit="share", label="Part of the battery gap that the money closes")
def gap_share_affordable(batteries_affordable: Value, battery_gap: Value) -> Value:
    """Batteries bought over batteries missing; above 100 % the money buys more than the gap."""
    return ratio(batteries_affordable, battery_gap)
