"""Acquisition cost of the shortfall, and the pledged and committed parts of it."""

from typing import Annotated

from patriot_cost.engine.ops import choose, positive_part, ratio, total
from patriot_cost.engine.registry import Figure, IfUsed, Over, Value, Values, figure
from patriot_cost.formulas.codes import COUNTED


@figure(unit="USD/battery", label="Missile package of one battery, at stated unit costs")
def stated_package_cost(
    battery_package_rule: Value,
    battery_missiles: Annotated[Value, IfUsed()],
    interceptor_cost: Annotated[Value, IfUsed()],
    battery_missile_package_cost: Annotated[Value, IfUsed()],
) -> Value:
    """Missiles that come with one battery, before any saving.

    Counted rule: missiles a battery times the cost of an interceptor. Priced rule: the published total,
    whatever a single missile costs.
    """
    return choose(
        battery_package_rule == COUNTED,
        battery_missiles * interceptor_cost,
        battery_missile_package_cost,
    )


@figure(unit="USD/battery", label="Missile package of one battery")
def missile_package_cost(stated_package_cost: Value, missile_saving: Value) -> Value:
    """Cost of the missiles that come with one battery, less the saving on all missiles that the plan orders."""
    return stated_package_cost * (1 - missile_saving)


@figure(unit="USD/battery", label="Cost of one battery with its missiles")
def battery_unit_cost(system_price: Value, missile_package_cost: Value) -> Value:
    """Ground system and missile package together."""
    return system_price + missile_package_cost


@figure(unit="USD", label="Systems")
def systems_cost(battery_gap: Value, system_price: Value) -> Value:
    """Ground systems of the missing batteries: radar, control station, launchers."""
    return battery_gap * system_price


@figure(unit="USD", label="Missile packages")
def missiles_cost(battery_gap: Value, missile_package_cost: Value) -> Value:
    """Missile packages of the missing batteries."""
    return battery_gap * missile_package_cost


@figure(unit="USD", label="Acquisition cost of the shortfall")
def funding_need(systems_cost: Value, missiles_cost: Value) -> Value:
    """What the missing batteries cost to buy with their missile packages.

    Elements that its prices do not cover, operation and the replacement of missiles fired are not included.
    """
    return systems_cost + missiles_cost


@figure(unit="USD", label="Pledged interceptors at replacement price")
def pledged_interceptors_value(interceptors_pledged: Value, interceptor_price: Value) -> Value:
    """Interceptors pledged in kind, at the mix-weighted price of buying them new."""
    return interceptors_pledged * interceptor_price


@figure(unit="share", label="Share of the need pledged in kind")
def pledged_share_of_need(pledged_interceptors_value: Value, funding_need: Value) -> Value:
    """Value of the interceptors pledged in kind as a share of the acquisition cost of the shortfall."""
    return ratio(pledged_interceptors_value, funding_need)


@figure(unit="USD", label="Committed money")
def funding_committed(
    donor_commitment: Annotated[Values, Over("commitment", known_only=True)],
) -> Value:
    """Money promised by donors, all commitments together; packages and their parts count once."""
    return total(donor_commitment)


@figure(unit="USD", label="Unmet")
def funding_unmet(
    systems_cost: Value,
    missiles_cost: Value,
    pledged_interceptors_value: Value,
    funding_credit_share: Value,
    funding_committed: Value,
) -> Value:
    """Systems, and missiles less credited pledges of them, less committed money, never below zero.

    Pledged missiles beyond the first loads pay for no ground system.
    """
    return positive_part(
        systems_cost
        + positive_part(missiles_cost - pledged_interceptors_value * funding_credit_share)
        - funding_committed
    )


def _after_pledges(
    systems_cost: Value, missiles_cost: Value, pledged_interceptors_value: Value, funding_credit_share: Value
) -> Value:
    """Acquisition cost less credited pledges, of which those beyond the first loads pay for no ground system."""
    return systems_cost + positive_part(missiles_cost - pledged_interceptors_value * funding_credit_share)


AFTER_PLEDGES = Figure(
    "after_pledges",
    "after_pledges",
    "USD",
    "Acquisition cost after pledges in kind",
    _after_pledges,
    (),
    dict.fromkeys(("systems_cost", "missiles_cost", "pledged_interceptors_value", "funding_credit_share")),
)
"""A step from the acquisition cost to the unmet rest, for charts; answers do not have it."""
