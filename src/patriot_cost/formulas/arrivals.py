"""Arrivals in the stock by month: pledges, new production that first loads leave, and transfers; less a supply halt."""

from typing import Annotated

from patriot_cost.engine.ops import choose, greater, left_over, lesser, positive_part, ratio, total
from patriot_cost.engine.registry import ItemNumber, Over, Previous, Value, Values, figure
from patriot_cost.formulas.codes import FISCAL
from patriot_cost.formulas.production import MONTHS_A_YEAR
from patriot_cost.formulas.years import QUARTER


@figure(unit="share", label="Part of the month without deliveries", per=("month",))
def halted_share_of_month(
    month: Annotated[Value, ItemNumber("month")], supply_halt_start: Value, supply_halt_months: Value
) -> Value:
    """Overlap of the supply halt with a month, which is a number of months since the year 0."""
    return positive_part(
        lesser(month + 1, supply_halt_start * MONTHS_A_YEAR + supply_halt_months)
        - greater(month, supply_halt_start * MONTHS_A_YEAR)
    )


@figure(unit="month", label="First month in which stocks can give, counted from the year 0")
def first_transfer_month(supply_transfer_year: Value, plan_years: Value) -> Value:
    """Start of the first year, calendar or fiscal as those of the plan, in which pledges arrive from stock."""
    return (supply_transfer_year - choose(plan_years == FISCAL, QUARTER, 0.0)) * MONTHS_A_YEAR


@figure(unit="interceptor/month", label="Interceptors of pledges arriving", per=("month",))
def pledges_arriving(
    month: Annotated[Value, ItemNumber("month")],
    first_transfer_month: Value,
    halted_share_of_month: Value,
    pledges_to_stock: Value,
    pledges_arrived: Annotated[Value, Previous("month")],
) -> Value:
    """Pledges for the stock: all of them in the first month in which stocks can give and that is not all halt."""
    return choose(
        halted_share_of_month < 1,
        left_over(
            pledges_to_stock * lesser(1.0, month + 1 - first_transfer_month),
            pledges_arrived,
        ),
        0.0,
    )


@figure(unit="interceptor", label="Interceptors of pledges arrived so far", per=("month",))
def pledges_arrived(pledges_arrived: Annotated[Value, Previous("month")], pledges_arriving: Value) -> Value:
    """Pledges for the stock that have arrived up to the end of a month."""
    return pledges_arrived + pledges_arriving


@figure(unit="share", label="Part of the year's deliveries that come in the month", per=("month",))
def delivery_share_of_month(halted_share_of_month: Value, halted_share: Value) -> Value:
    """Deliveries of a year are spread evenly over the time that a supply halt leaves of it."""
    return choose(halted_share < 1, ratio(1 - halted_share_of_month, (1 - halted_share) * MONTHS_A_YEAR), 0.0)


@figure(unit="interceptor/month", label="New interceptors arriving", per=("month",))
def production_arriving(stock_production: Value, delivery_share_of_month: Value) -> Value:
    """A month's part of the new production that the first loads leave to the stock."""
    return stock_production * delivery_share_of_month


@figure(unit="interceptor/month", label="New interceptors arriving for first loads", per=("month",))
def first_loads_arriving(open_production: Value, stock_production: Value, delivery_share_of_month: Value) -> Value:
    """A month's part of the new production that first loads take."""
    return left_over(open_production, stock_production) * delivery_share_of_month


@figure(unit="interceptor/month", label="New interceptors arriving that the plan pays for", per=("month",))
def replaced_arriving(interceptors_replaced: Value, delivery_share_of_month: Value) -> Value:
    """A month's part of the new production for the stock that is in the bill of the plan."""
    return interceptors_replaced * delivery_share_of_month


@figure(unit="interceptor/month", label="Interceptors arriving", per=("month",))
def stock_arrivals(
    pledges_arriving: Value, production_arriving: Value, supply_monthly_transfers: Value, halted_share_of_month: Value
) -> Value:
    """Pledges and new production for the stock, and other transfers, which come from stocks of others.

    A supply halt stops the transfers too.
    """
    return pledges_arriving + production_arriving + supply_monthly_transfers * (1 - halted_share_of_month)


@figure(unit="interceptor", label="New interceptors for the stock in these months")
def production_arriving_total(production_arriving: Annotated[Values, Over("month")]) -> Value:
    """Arrivals from new production, all months of the path."""
    return total(production_arriving)


@figure(unit="interceptor", label="New interceptors for first loads in these months")
def first_loads_arriving_total(first_loads_arriving: Annotated[Values, Over("month")]) -> Value:
    """What first loads take of new production, all months of the path."""
    return total(first_loads_arriving)


@figure(unit="interceptor", label="New interceptors for the stock in these months that the plan pays for")
def replaced_arriving_total(replaced_arriving: Annotated[Values, Over("month")]) -> Value:
    """Arrivals from new production that replace fired missiles, all months of the path."""
    return total(replaced_arriving)


@figure(unit="USD", label="Value of the new interceptors for the stock in these months that others pay for")
def unbilled_arriving_value(
    production_arriving_total: Value, replaced_arriving_total: Value, interceptor_price: Value
) -> Value:
    """Arrivals from new production that are in no bill of the plan, at the mix-weighted price."""
    return left_over(production_arriving_total, replaced_arriving_total) * interceptor_price
