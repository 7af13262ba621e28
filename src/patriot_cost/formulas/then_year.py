"""Then-year dollars: budget authority as it is voted, and the outlays that are shares of it.

Money of a case is in obligation dollars of its price year: the budget authority that an order would need if it were
placed then. An outlay-weighted index brings it to the authority of another year; payments of support move with a raw
index (GAO-20-195G, chapter on inflation; DoD Inflation Handbook, 2006).
"""

from typing import Annotated

from patriot_cost.engine.ops import left_over, profile_sum, ratio, total
from patriot_cost.engine.registry import Over, Trailing, Value, Values, figure


@figure(unit="index", label="Procurement prices of a year, price year = 1", per=("year",))
def procurement_factor(procurement_index: Value, procurement_index_base: Value) -> Value:
    """Budget authority of a year for an order that takes one dollar of authority in the price year."""
    return ratio(procurement_index, procurement_index_base)


@figure(unit="index", label="Prices of operation and support of a year, price year = 1", per=("year",))
def support_factor(support_index: Value, support_index_base: Value) -> Value:
    """Payment of a year for support that costs one dollar in the price year; it is paid in the year it is voted for."""
    return ratio(support_index, support_index_base)


@figure(
    unit="USD/year",
    label="Budget authority for a line, then-year dollars",
    per=("line", "year"),
    then_year=True,
)
def line_budget_then_year(line_budget: Value, procurement_factor: Value) -> Value:
    """Orders of a year in full, in the dollars in which they are voted."""
    return line_budget * procurement_factor


@figure(unit="USD/year", label="Outlays for a line, then-year dollars", per=("line", "year"), then_year=True)
def line_outlays_then_year(
    line_budget_then_year: Annotated[Values, Trailing("year")], payment_share: Annotated[Values, Over("age")]
) -> Value:
    """Payments of a year for the orders of this year and of earlier ones.

    Outlay rates are shares of the authority voted, which holds the price growth up to the payment.
    """
    return profile_sum(line_budget_then_year, payment_share)


@figure(unit="USD/year", label="Budget authority for acquisition, then-year dollars", per=("year",), then_year=True)
def acquisition_budget_then_year(line_budget_then_year: Annotated[Values, Over("line")]) -> Value:
    """Orders of a year in full, as voted."""
    return total(line_budget_then_year)


@figure(unit="USD/year", label="Outlays for orders, then-year dollars", per=("year",), then_year=True)
def order_outlays_then_year(line_outlays_then_year: Annotated[Values, Over("line")]) -> Value:
    """Payments of a year for the orders of all lines, out of the authority of their years."""
    return total(line_outlays_then_year)


@figure(unit="USD/year", label="Replacement of interceptors fired, then-year dollars", per=("year",), then_year=True)
def replacement_then_year(replacement_cost: Value, procurement_factor: Value) -> Value:
    """Missiles that replace fired ones, voted and paid in one year."""
    return replacement_cost * procurement_factor


@figure(unit="USD/year", label="Procurement budget authority, then-year dollars", per=("year",), then_year=True)
def procurement_authority_then_year(acquisition_budget_then_year: Value, replacement_then_year: Value) -> Value:
    """Orders of a year in full, and the replacement of missiles fired, as voted."""
    return acquisition_budget_then_year + replacement_then_year


@figure(unit="USD/year", label="Procurement outlays, then-year dollars", per=("year",), then_year=True)
def procurement_outlays_then_year(order_outlays_then_year: Value, replacement_then_year: Value) -> Value:
    """Payments for orders, out of the authority of their years, and for the replacement of missiles fired."""
    return order_outlays_then_year + replacement_then_year


@figure(unit="USD/year", label="Operation and support, then-year dollars", per=("year",), then_year=True)
def support_then_year(support_cost: Value, support_factor: Value) -> Value:
    """Support of a year, which is paid in the year it is voted for."""
    return support_cost * support_factor


@figure(
    unit="USD/year", label="Budget authority of an account, then-year dollars", per=("account", "year"), then_year=True
)
def account_authority_then_year(then_year_authority_of_account: Value) -> Value:
    """Procurement, or operation and support, in the dollars in which it is voted."""
    return then_year_authority_of_account


@figure(unit="USD/year", label="Outlays of an account, then-year dollars", per=("account", "year"), then_year=True)
def account_outlays_then_year(then_year_outlays_of_account: Value) -> Value:
    """Payments of a year for procurement, or for operation and support, in the dollars of the year."""
    return then_year_outlays_of_account


@figure(unit="USD/year", label="Budget authority, then-year dollars", per=("year",), then_year=True)
def budget_authority_then_year(account_authority_then_year: Annotated[Values, Over("account")]) -> Value:
    """The whole sum to be voted in a year, in the dollars of that year, each account by its own index."""
    return total(account_authority_then_year)


@figure(unit="USD/year", label="Spending in then-year dollars", per=("year",), then_year=True)
def spend_then_year(account_outlays_then_year: Annotated[Values, Over("account")]) -> Value:
    """Outlays as they are paid, each account by its own index; those of orders are shares of the authority voted."""
    return total(account_outlays_then_year)


@figure(unit="USD", label="Budget authority for acquisition over the horizon, then-year dollars", then_year=True)
def acquisition_budget_then_year_total(acquisition_budget_then_year: Annotated[Values, Over("year")]) -> Value:
    """Orders of all years of the plan, each in the dollars of its year."""
    return total(acquisition_budget_then_year)


@figure(unit="USD", label="Budget authority over the horizon, then-year dollars", then_year=True)
def budget_authority_then_year_total(budget_authority_then_year: Annotated[Values, Over("year")]) -> Value:
    """The whole sum to be voted in the years of the plan, each in its own dollars; it grows with the horizon."""
    return total(budget_authority_then_year)


@figure(unit="USD", label="Outlays for orders over the horizon, then-year dollars", then_year=True)
def order_outlays_then_year_total(order_outlays_then_year: Annotated[Values, Over("year")]) -> Value:
    """Payments of all years of the plan for its orders; with those that fall due later, their budget authority."""
    return total(order_outlays_then_year)


@figure(unit="USD", label="Outlays for orders after the horizon, then-year dollars", then_year=True)
def order_outlays_then_year_later(
    acquisition_budget_then_year_total: Value, order_outlays_then_year_total: Value
) -> Value:
    """Budget authority of the orders less what is paid within the plan."""
    return left_over(acquisition_budget_then_year_total, order_outlays_then_year_total)


@figure(unit="USD", label="Spending over the horizon, then-year dollars", then_year=True)
def spend_then_year_total(spend_then_year: Annotated[Values, Over("year")]) -> Value:
    """Outlays of all years of the plan, each in its own dollars; it grows with the horizon."""
    return total(spend_then_year)
