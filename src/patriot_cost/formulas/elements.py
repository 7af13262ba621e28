"""Elements of the work breakdown structure: prices of their own, the system by its parts, the cost with all in it."""

from typing import Annotated

from patriot_cost.engine.ops import choose, total
from patriot_cost.engine.registry import At, IfUsed, Over, Value, Values, figure
from patriot_cost.formulas.codes import DIRECT


@figure(unit="USD/battery", label="Launchers of one battery, at the price of each")
def launchers_price(battery_launchers: Value, element_unit_cost: Annotated[Value, At("element", "launchers")]) -> Value:
    """Launchers of a battery times the price of one, without missiles."""
    return battery_launchers * element_unit_cost


@figure(unit="USD/battery", label="Fees of the sale of one battery")
def sale_fees_price(battery_sale: Value, stated_sale_fees: Annotated[Value, IfUsed()]) -> Value:
    """Charges of the selling government; a direct sale by the maker has none."""
    return choose(battery_sale == DIRECT, 0.0, stated_sale_fees)


@figure(unit="USD/battery", label="Ground system of one battery, from its parts")
def system_parts_cost(stated_element_price: Annotated[Values, Over("element, hardware")]) -> Value:
    """Radar, control station, launchers, communications and power, each at its own price."""
    return total(stated_element_price)


@figure(unit="USD/battery", label="Price of an element of the ground system", per=("element, hardware",))
def hardware_price(stated_element_price: Value, price_adjustment: Annotated[Value, At("line", "fire_unit")]) -> Value:
    """Stated price of the element at the average price of all orders of its line, as for the system as a whole."""
    return stated_element_price * price_adjustment


@figure(unit="USD", label="Element with a price of its own", per=("element, separate",))
def element_total(battery_gap: Value, element_price: Value) -> Value:
    """An element of the missing batteries that no package of prices covers."""
    return battery_gap * element_price


@figure(unit="USD", label="Acquisition cost with all elements")
def all_in_cost(
    funding_need: Value, element_total: Annotated[Values, Over("element, added", known_only=True)]
) -> Value:
    """Acquisition cost and the elements of the breakdown that its prices do not cover, each counted once.

    Elements of unknown price are left out, so that it is a floor. Operation and support falls due by year: see `plan`.
    """
    return funding_need + total(element_total)
