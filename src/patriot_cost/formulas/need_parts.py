"""Parts of the acquisition cost: by line of production, and pledged in kind.

With the orders of all years of a plan, and those left after the horizon, the pledges make up the whole.
"""

from typing import Annotated

from patriot_cost.engine.ops import ratio, total
from patriot_cost.engine.registry import Over, Value, Values, figure


@figure(unit="interceptor", label="Pledged interceptors for the first loads, of the variant", per=("interceptor",))
def pledges_to_variant(pledges_to_first_loads: Value, interceptor_mix: Value) -> Value:
    """Credited pledges in the proportions of the mix, as the missiles still to order are."""
    return pledges_to_first_loads * interceptor_mix


@figure(unit="USD", label="Missile packages of the variant", per=("interceptor",))
def variant_need(interceptors_required: Value, interceptor_mix: Value, interceptor_unit_price: Value) -> Value:
    """First loads of the missing batteries of one variant, pledged and to be ordered, at its price."""
    return interceptors_required * interceptor_mix * interceptor_unit_price


@figure(unit="share", label="Share of the element in the ground system", per=("element, hardware",))
def element_share(stated_element_price: Value, system_parts_cost: Value) -> Value:
    """Part of the price of a system that is the sum of its parts; savings on orders are alike on all of them."""
    return ratio(stated_element_price, system_parts_cost)


@figure(unit="USD", label="Part of a line in the acquisition cost", per=("line",))
def line_need(need_of_line: Value) -> Value:
    """Ground systems, or the first loads of a variant; all lines together are the acquisition cost."""
    return need_of_line


@figure(unit="USD", label="Part of the line pledged in kind", per=("line",))
def line_need_pledged(pledges_to_line: Value, line_unit_cost: Value, price_adjustment: Value) -> Value:
    """Credited pledges for first loads at the price of buying them new: no order of the plan is for them."""
    return pledges_to_line * line_unit_cost * price_adjustment


@figure(unit="USD", label="Part of the acquisition cost pledged in kind")
def need_pledged(line_need_pledged: Annotated[Values, Over("line")]) -> Value:
    """Pledges for first loads of all variants."""
    return total(line_need_pledged)
