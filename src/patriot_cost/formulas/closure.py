"""Acquisition to closure: all orders that close the gap, also those for which the years of the plan have no room.

Totals over the years of a plan fall where orders slip beyond its last year; these do not, so that they compare cases at
equal effect. They leave out operation and support, which falls due for as long as batteries serve.
"""

from typing import Annotated

from patriot_cost.engine.ops import total
from patriot_cost.engine.registry import Over, Value, Values, figure


@figure(unit="USD", label="Cost of one line's orders after the horizon", per=("line",))
def line_left_cost(line_orders_left: Value, line_unit_cost: Value, price_adjustment: Value) -> Value:
    """Orders that the years of the plan have no room for, at the average price of all orders of the line."""
    return line_orders_left * line_unit_cost * price_adjustment


@figure(unit="USD", label="Cost of orders after the horizon")
def orders_left_cost(line_left_cost: Annotated[Values, Over("line")]) -> Value:
    """Orders of all lines that the years of the plan have no room for, in constant dollars."""
    return total(line_left_cost)


@figure(unit="USD", label="Acquisition to closure")
def acquisition_to_closure(acquisition_budget_total: Value, orders_left_cost: Value) -> Value:
    """Budget authority for all orders that close the gap, whether or not the plan has room for them."""
    return acquisition_budget_total + orders_left_cost


@figure(unit="USD", label="Orders after the horizon, then-year dollars of its last year", then_year=True)
def orders_left_then_year(orders_left_cost: Value, last_procurement_factor: Value) -> Value:
    """Orders left after the horizon as voted in its last year, a floor as long as prices rise: they come later."""
    return orders_left_cost * last_procurement_factor


@figure(unit="USD", label="Acquisition to closure, then-year dollars", then_year=True)
def acquisition_to_closure_then_year(acquisition_budget_then_year_total: Value, orders_left_then_year: Value) -> Value:
    """Budget authority for all orders that close the gap, as voted: those after the horizon as in its last year."""
    return acquisition_budget_then_year_total + orders_left_then_year
