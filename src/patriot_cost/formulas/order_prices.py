"""Prices that the orders of the plan pay, against the stated unit costs: savings of contracts and of lots."""

from typing import Annotated

from patriot_cost.engine.ops import choose, dot, ratio, total
from patriot_cost.engine.registry import At, IfUsed, Over, Value, Values, figure


@figure(unit="share", label="Price of a line's orders, against the stated unit cost", per=("line",))
def price_adjustment(order_saving: Value) -> Value:
    """Average price that the plan pays for all orders of a line, over the stated unit cost.

    The saving is that of a multiyear contract, or by `prices.quantity_effect` that of the lots the orders fall into.
    """
    return 1 - order_saving


@figure(unit="USD/battery", label="Price of the ground system of one battery")
def system_price(battery_system_cost: Value, price_adjustment: Annotated[Value, At("line", "fire_unit")]) -> Value:
    """Stated cost of the ground system at the average price of all orders of the plan."""
    return battery_system_cost * price_adjustment


@figure(unit="USD/interceptor", label="Price of an interceptor (mix-weighted)")
def interceptor_price(interceptor_cost: Value, missile_saving: Value) -> Value:
    """Cost of an interceptor less the saving on all missiles of the mix that the plan orders."""
    return interceptor_cost * (1 - missile_saving)


@figure(unit="USD/interceptor", label="Price of an interceptor of the variant", per=("interceptor",))
def interceptor_unit_price(interceptor_unit_cost: Value, price_adjustment: Value) -> Value:
    """Stated unit cost of a variant at the average price of all orders of the plan."""
    return interceptor_unit_cost * price_adjustment


@figure(unit="share", label="Saving of lots on the missiles of the mix")
def mix_saving(
    interceptor_mix: Annotated[Values, Over("interceptor")],
    interceptor_unit_price: Annotated[Values, Over("interceptor")],
    interceptor_cost: Value,
) -> Value:
    """What the mix costs less at the prices of the plan's orders than at the stated unit costs."""
    return choose(interceptor_cost == 0, 0.0, 1 - ratio(dot(interceptor_mix, interceptor_unit_price), interceptor_cost))


@figure(unit="unit", label="Ordered within the plan", per=("line",))
def line_orders_total(line_orders: Annotated[Values, Over("year")]) -> Value:
    """Orders of all years of the plan."""
    return total(line_orders)


@figure(unit="share", label="Saving of lots on all orders of the line", per=("line",))
def lot_saving(
    line_orders_total: Value, learned_orders: Annotated[Values, Over("year")], prices_multiyear_saving: Value
) -> Value:
    """What all orders of the plan cost less at the prices of their lots than at the stated unit cost.

    It is negative where lots cost more than the one that the stated unit cost was paid for. A line of which the
    plan orders nothing falls into no lot: its unit cost is as stated, less the saving of a multiyear contract.
    """
    return choose(line_orders_total == 0, prices_multiyear_saving, 1 - ratio(total(learned_orders), line_orders_total))


@figure(unit="share", label="Price of an order, against the stated unit cost", per=("line", "year, ordered"))
def lot_order_price(
    quantity_to_order: Value, prices_multiyear_saving: Value, lot_price: Annotated[Value, IfUsed()]
) -> Value:
    """Price of the lot into which the orders of a year fall; of a line without orders, as in all its orders."""
    return choose(quantity_to_order == 0, 1 - prices_multiyear_saving, lot_price)
