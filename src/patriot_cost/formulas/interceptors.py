"""Interceptors that the missing batteries need, their average price, and the pledges of them."""

from typing import Annotated

from patriot_cost.engine.ops import choose, dot, greater, lesser, positive_part, ratio, total
from patriot_cost.engine.registry import IfUsed, Over, Value, Values, figure
from patriot_cost.formulas.codes import COUNTED


@figure(unit="share", label="Sum of the shares of the interceptor mix")
def interceptor_shares_total(interceptor_share: Annotated[Values, Over("interceptor")]) -> Value:
    """Sum of the stated shares: 1 as stated, and what draws of the shares are scaled by."""
    return total(interceptor_share)


@figure(unit="share", label="Share of the interceptor mix", per=("interceptor",))
def interceptor_mix(interceptor_share: Value, interceptor_shares_total: Value) -> Value:
    """Share of a variant in the missiles bought, scaled so that all shares add to one."""
    return ratio(interceptor_share, interceptor_shares_total)


@figure(unit="USD/interceptor", label="Cost of an interceptor (mix-weighted)")
def interceptor_cost(
    interceptor_mix: Annotated[Values, Over("interceptor")],
    interceptor_unit_cost: Annotated[Values, Over("interceptor")],
) -> Value:
    """Average unit cost of the missiles bought, weighted by the mix."""
    return dot(interceptor_mix, interceptor_unit_cost)


@figure(unit="interceptor/battery", label="Interceptors per battery")
def interceptors_per_battery(
    battery_package_rule: Value,
    battery_missiles: Annotated[Value, IfUsed()],
    battery_missile_package_cost: Annotated[Value, IfUsed()],
    interceptor_cost: Annotated[Value, IfUsed()],
) -> Value:
    """Missiles that come with one battery.

    Counted rule: as stated, or by its launchers. Priced rule: implied, the published price of the package divided by
    the cost of an interceptor; a price ratio, not a requirement that any source states.
    """
    return choose(
        battery_package_rule == COUNTED,
        battery_missiles,
        ratio(battery_missile_package_cost, interceptor_cost),
    )


@figure(unit="interceptor", label="Interceptors required for the missing batteries")
def interceptors_required(battery_gap: Value, interceptors_per_battery: Value) -> Value:
    """First load of the missing batteries; missiles fired and reloads are not in it."""
    return battery_gap * interceptors_per_battery


@figure(unit="interceptor", label="Interceptors pledged")
def interceptors_pledged(
    pledged_interceptors: Annotated[Values, Over("pledge", known_only=True)],
) -> Value:
    """Interceptors promised in kind, all pledges together; packages and their parts count once."""
    return total(pledged_interceptors)


@figure(unit="interceptor", label="Pledged interceptors kept for the missing batteries")
def interceptors_credited(interceptors_pledged: Value, funding_credit_share: Value) -> Value:
    """As far as pledges are credited against the need; the others are fired by the batteries in service."""
    return interceptors_pledged * funding_credit_share


@figure(unit="interceptor", label="Pledged interceptors for the first loads")
def pledges_to_first_loads(interceptors_credited: Value, interceptors_required: Value) -> Value:
    """Credited pledges, as far as the missing batteries require them."""
    return lesser(interceptors_credited, interceptors_required)


@figure(unit="interceptor", label="Pledged interceptors for the stock")
def pledges_to_stock(interceptors_pledged: Value, pledges_to_first_loads: Value) -> Value:
    """Pledges that do not equip missing batteries: those not credited, and those beyond the requirement."""
    return interceptors_pledged - pledges_to_first_loads


@figure(unit="interceptor", label="Interceptors short of the requirement")
def interceptor_gap(interceptors_required: Value, interceptors_credited: Value) -> Value:
    """Required less credited pledges, never below zero: what `plan` orders.

    Stock in hand is not published and therefore not subtracted.
    """
    return positive_part(interceptors_required - interceptors_credited)


@figure(unit="share", label="Share of the interceptor requirement met by credited pledges")
def interceptor_coverage(interceptors_credited: Value, interceptors_required: Value) -> Value:
    """Credited pledges as a share of the interceptors that the missing batteries require."""
    return ratio(interceptors_credited, interceptors_required)


@figure(unit="interceptor", label="Interceptors available for transfer now")
def interceptors_available_now(interceptors_required: Value, supply_available_share: Value) -> Value:
    """Required interceptors times the share reported as available for transfer.

    The base of the share is not published. This is the reading of the reference article; other reports
    state such a share of the producer country's own requirement, not of this one.
    """
    return interceptors_required * supply_available_share


@figure(unit="interceptor", label="Interceptors still to be produced")
def interceptors_to_produce(
    interceptors_required: Value, interceptors_available_now: Value, interceptors_credited: Value
) -> Value:
    """Required less what stocks can give, never below zero.

    Pledges are filled from what is available, so the greater of the two is subtracted, not both.
    """
    return positive_part(interceptors_required - greater(interceptors_available_now, interceptors_credited))


@figure(unit="battery", label="Pledged interceptors, in missile packages of one battery")
def pledged_packages(interceptors_pledged: Value, interceptors_per_battery: Value) -> Value:
    """How many batteries the pledged interceptors would supply with their missile package."""
    return ratio(interceptors_pledged, interceptors_per_battery)
