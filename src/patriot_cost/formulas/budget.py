"""Budget authority and outlays by year in constant dollars: procurement, support."""

from typing import Annotated

from patriot_cost.engine.ops import (
    choose,
    dot,
    left_over,
    lesser,
    positive_part,
    profile_sum,
    ratio,
    total,
)
from patriot_cost.engine.registry import (
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
from patriot_cost.formulas.codes import APPROPRIATION, MILESTONE
from patriot_cost.formulas.production import YEARS_A_MONTH


@figure(unit="USD", label="Cost of one line's orders at the stated unit cost", per=("line",))
def line_cost(quantity_to_order: Value, line_unit_cost: Value) -> Value:
    """What is to be ordered of a line, before any effect of quantity."""
    return quantity_to_order * line_unit_cost


@figure(unit="USD", label="Cost of all that is to be ordered, at the prices of the year", per=("year, ordered",))
def plan_order_cost(line_cost: Annotated[Values, Over("line")], order_price: Annotated[Values, Over("line")]) -> Value:
    """Acquisition cost of the shortfall less credited pledges in kind, had all of it the prices of one year."""
    return dot(line_cost, order_price)


@figure(unit="USD/year", label="Budget authority for a line", per=("line", "year"))
def line_budget(line_orders: Value, line_unit_cost: Value, order_price: Annotated[Value, IfUsed()]) -> Value:
    """Orders of a year at the price of the year, in full in the year of the order (full funding).

    The price is the stated unit cost less the saving of a multiyear contract, or by `prices.quantity_effect` that of
    the lot into which the orders fall.
    """
    return choose(line_orders == 0, 0.0, line_orders * line_unit_cost * order_price)


@figure(unit="share", label="Part of an order paid so many years later", per=("line", "age"))
def payment_share(
    payment_profile: Value,
    age: Annotated[Value, ItemNumber("age")],
    payment_outlay_rate: Annotated[Value, IfUsed()],
    payment_at_order: Annotated[Value, IfUsed()],
    payment_deposit: Annotated[Value, IfUsed()],
    arrival_share: Annotated[Value, IfUsed()],
    lead_time: Annotated[Value, IfUsed()],
) -> Value:
    """Payment profile by age of the order.

    Appropriation: the published outlay rates of the account. Milestone: a part at order, the rest at delivery.
    Deposit: a deposit at order, the rest in even parts up to delivery, as in foreign sales.
    """
    return choose(
        payment_profile == APPROPRIATION,
        payment_outlay_rate,
        choose(
            payment_profile == MILESTONE,
            choose(age == 0, payment_at_order, 0.0) + (1 - payment_at_order) * arrival_share,
            choose(age == 0, payment_deposit, 0.0)
            + (1 - payment_deposit)
            * ratio(
                positive_part(lesser(age + 1, lead_time * YEARS_A_MONTH) - age),
                lead_time * YEARS_A_MONTH,
            ),
        ),
    )


@figure(unit="USD/year", label="Outlays for a line", per=("line", "year"))
def line_outlays(
    line_budget: Annotated[Values, Trailing("year")], payment_share: Annotated[Values, Over("age")]
) -> Value:
    """Payments of a year for the orders of this year and of earlier ones."""
    return profile_sum(line_budget, payment_share)


@figure(unit="USD/year", label="Procurement budget authority", per=("year",))
def procurement_authority(line_budget: Annotated[Values, Over("line")], replacement_cost: Value) -> Value:
    """Orders of the year in full, and replacement of missiles fired; constant dollars."""
    return total(line_budget) + replacement_cost


@figure(unit="USD/year", label="Budget authority of an account", per=("account", "year"))
def account_authority(authority_of_account: Value) -> Value:
    """Procurement, or operation and support, which is authorised in the year it is paid; constant dollars."""
    return authority_of_account


@figure(unit="USD/year", label="Budget authority", per=("year",))
def budget_authority(account_authority: Annotated[Values, Over("account")]) -> Value:
    """Orders of the year in full, replacement of missiles fired, and support of the year; constant dollars."""
    return total(account_authority)


@figure(unit="USD/year", label="Outlays for orders", per=("year",))
def order_outlays(line_outlays: Annotated[Values, Over("line")]) -> Value:
    """Payments of a year for the orders of all lines; constant dollars."""
    return total(line_outlays)


@figure(unit="USD/year", label="Procurement outlays", per=("year",))
def procurement_outlays(order_outlays: Value, replacement_cost: Value) -> Value:
    """Payments for orders, and for the replacement of missiles fired; constant dollars."""
    return order_outlays + replacement_cost


@figure(unit="USD/year", label="Outlays of an account", per=("account", "year"))
def account_outlays(outlays_of_account: Value) -> Value:
    """Payments of a year for procurement, or for operation and support; constant dollars."""
    return outlays_of_account


@figure(unit="USD/year", label="Outlays", per=("year",))
def outlays(account_outlays: Annotated[Values, Over("account")]) -> Value:
    """All payments of a year in constant dollars of the price year."""
    return total(account_outlays)


@figure(unit="USD/year", label="Spending in constant dollars", per=("year",))
def spend(outlays: Value) -> Value:
    """Outlays, in constant dollars of the price year."""
    return outlays


@figure(unit="USD", label="Spending so far", per=("year",))
def spend_to_date(spend_to_date: Annotated[Value, Previous("year")], spend: Value) -> Value:
    """Outlays up to the end of a year, in constant dollars."""
    return spend_to_date + spend


@figure(unit="USD", label="Spending over the horizon")
def spend_total(spend: Annotated[Values, Over("year")]) -> Value:
    """Outlays of all years of the plan, in constant dollars; it grows with the horizon."""
    return total(spend)


@figure(unit="USD", label="Budget authority for acquisition over the horizon")
def acquisition_budget_total(acquisition_budget: Annotated[Values, Over("year")]) -> Value:
    """Orders of all years of the plan."""
    return total(acquisition_budget)


@figure(unit="USD", label="Outlays for orders over the horizon")
def order_outlays_total(order_outlays: Annotated[Values, Over("year")]) -> Value:
    """Payments of all years of the plan for its orders; with those that fall due later, their budget authority."""
    return total(order_outlays)


@figure(unit="USD", label="Outlays for orders after the horizon")
def order_outlays_later(acquisition_budget_total: Value, order_outlays_total: Value) -> Value:
    """Budget authority of the orders less what is paid within the plan."""
    return left_over(acquisition_budget_total, order_outlays_total)


@figure(unit="USD/year", label="Budget authority for acquisition", per=("year",))
def acquisition_budget(line_budget: Annotated[Values, Over("line")]) -> Value:
    """Orders of a year, in full."""
    return total(line_budget)


@figure(unit="USD", label="Committed so far", per=("year",))
def committed_to_date(donor_commitment: Annotated[Values, Of("commitment", known_only=True)]) -> Value:
    """Credited commitments of donors available up to the end of a year."""
    return total(donor_commitment)


@figure(unit="USD/year", label="Spending to close the gap", per=("year",))
def gap_spend(spend: Value, present_support: Value) -> Value:
    """Outlays of a year less the support of the batteries already in service."""
    return spend - present_support


@figure(unit="USD", label="Spending to close the gap so far", per=("year",))
def gap_spend_to_date(gap_spend_to_date: Annotated[Value, Previous("year")], gap_spend: Value) -> Value:
    """Outlays to close the gap up to the end of a year, in constant dollars."""
    return gap_spend_to_date + gap_spend


@figure(unit="USD", label="Spending to close the gap not covered by commitments so far", per=("year",))
def unmet_to_date(gap_spend_to_date: Value, committed_to_date: Value) -> Value:
    """Spending to close the gap up to the end of a year less commitments, never below zero."""
    return positive_part(gap_spend_to_date - committed_to_date)
