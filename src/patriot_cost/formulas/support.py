"""Operation and support by year: of all batteries in service, of those already there, and of the missiles."""

from typing import Annotated

from patriot_cost.engine.ops import largest, total
from patriot_cost.engine.registry import IfKnown, ItemNumbers, Over, Value, Values, figure


@figure(unit="USD/year", label="Operation and support of the batteries in service", per=("year",))
def operation_cost(batteries_in_service: Value, battery_annual_support_cost: Value) -> Value:
    """Every battery in service at the end of the year, also those that operate today."""
    return batteries_in_service * battery_annual_support_cost


@figure(unit="USD/year", label="Upkeep of the interceptors delivered", per=("year",))
def upkeep_cost(
    interceptors_received: Value, pledges_to_first_loads: Value, transferred_share: Value, support_missile_upkeep: Value
) -> Value:
    """Surveillance and recertification of the first loads, new and pledged; none is taken as fired."""
    return (interceptors_received + pledges_to_first_loads * transferred_share) * support_missile_upkeep


@figure(unit="person", label="Soldiers to train in the year", per=("year",))
def personnel_trained(deliveries: Value, battery_personnel: Value) -> Value:
    """Crews of the batteries delivered in a year."""
    return deliveries * battery_personnel


@figure(unit="USD/year", label="Training of crews", per=("year",))
def training_cost(personnel_trained: Value, support_training_cost: Value) -> Value:
    """Crews of the batteries delivered in a year, at the cost of training one soldier."""
    return personnel_trained * support_training_cost


@figure(unit="USD/year", label="Replacement of interceptors fired", per=("year",))
def replacement_cost(interceptors_replaced: Value, interceptor_price: Value) -> Value:
    """New missiles that replace fired ones, at the mix-weighted price, paid as they arrive."""
    return interceptors_replaced * interceptor_price


@figure(unit="USD/year", label="Support: operation, upkeep, training", per=("year",))
def support_cost(operation_cost: Value, upkeep_cost: Value, training_cost: Annotated[Value, IfKnown()]) -> Value:
    """What the force costs to keep; training is left out where nobody has published its price."""
    return operation_cost + upkeep_cost + training_cost


@figure(unit="USD/year", label="Support of the batteries already in service", per=("year",))
def present_support(batteries_in_hand: Value, battery_annual_support_cost: Value) -> Value:
    """Operation and support that falls due without the plan; it is not part of the cost of closing the gap."""
    return batteries_in_hand * battery_annual_support_cost


@figure(unit="year", label="Years of the plan")
def planned_years(year: Annotated[Values, ItemNumbers("year")], plan_first_year: Value) -> Value:
    """From the first year to the last, both included."""
    return largest(year) - plan_first_year + 1


@figure(unit="USD", label="Support of the missing batteries, each over the years of the plan")
def service_cost(
    battery_gap: Value,
    battery_annual_support_cost: Value,
    interceptors_required: Value,
    support_missile_upkeep: Value,
    planned_years: Value,
) -> Value:
    """Operation and support of the batteries, and upkeep of their first loads, for as many years of service.

    Each counts in full, whenever it is delivered: a late one is not cheaper.
    """
    return (battery_gap * battery_annual_support_cost + interceptors_required * support_missile_upkeep) * planned_years


@figure(unit="USD", label="Acquisition and support of the missing batteries, each over the years of the plan")
def ownership_cost(funding_need: Value, service_cost: Value) -> Value:
    """Cost of buying them, and of keeping each for the years of the plan; facilities and losses are not in it."""
    return funding_need + service_cost


@figure(unit="USD", label="Support of the batteries already in service, over the horizon")
def present_support_total(present_support: Annotated[Values, Over("year")]) -> Value:
    """That of all years of the plan."""
    return total(present_support)
