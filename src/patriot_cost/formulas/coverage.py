"""Batteries required, operational, pledged and missing."""

from typing import Annotated

from patriot_cost.engine.ops import choose, positive_part, ratio, total
from patriot_cost.engine.registry import IfKnown, IfUsed, Over, Value, Values, figure
from patriot_cost.formulas.codes import ORDER, RETURNS


@figure(unit="battery", label="Batteries required in all")
def batteries_required(requirement_in_all: Value) -> Value:
    """Stated requirement, brought to a total.

    A requirement stated as "more" adds to the batteries held when it was stated; an order is what is to be bought
    and states no requirement.
    """
    return requirement_in_all


@figure(unit="battery", label="Batteries held then, and those asked for on top")
def required_on_top(requirement_batteries: Value, requirement_held_then: Value) -> Value:
    """Total that a requirement stated as "more" comes to."""
    return requirement_batteries + requirement_held_then


@figure(unit="battery", label="Batteries operational")
def batteries_operational(force_operational: Value) -> Value:
    """Batteries in working order in the country that states the requirement."""
    return force_operational


@figure(unit="battery", label="Batteries operational or in repair")
def batteries_in_hand(
    batteries_operational: Value, force_in_repair: Annotated[Value, IfKnown()], force_repair: Value
) -> Value:
    """Batteries that need not be bought: one in repair returns, unless the case buys a new one."""
    return batteries_operational + choose(force_repair == RETURNS, force_in_repair, 0.0)


@figure(unit="battery", label="Batteries pledged, not yet delivered")
def batteries_pledged(pledged_batteries: Annotated[Values, Over("pledge", known_only=True)]) -> Value:
    """Whole batteries promised in kind, all pledges together; packages and their parts count once."""
    return total(pledged_batteries)


@figure(unit="battery", label="Pledged batteries that close the gap")
def batteries_credited(requirement_kind: Value, batteries_pledged: Annotated[Value, IfUsed()]) -> Value:
    """Firm pledges, all of them; none against an order, since a gift is not a purchase."""
    return choose(requirement_kind == ORDER, 0.0, batteries_pledged)


@figure(unit="battery", label="Batteries short of the total, before pledges")
def short_of_total(batteries_required: Value, batteries_in_hand: Value) -> Value:
    """Stated total less what operates or is in repair, never below zero."""
    return positive_part(batteries_required - batteries_in_hand)


@figure(unit="battery", label="Batteries asked for and not delivered, before pledges")
def undelivered(requirement_batteries: Value, requirement_delivered_since: Annotated[Value, IfKnown()]) -> Value:
    """Order, or number asked for on top, less what was delivered since it was stated, never below zero.

    Where deliveries are not known none is subtracted, so that it is the most that can be missing.
    """
    return positive_part(requirement_batteries - requirement_delivered_since)


@figure(unit="battery", label="Batteries short of the requirement")
def battery_gap(batteries_short: Value, batteries_credited: Value) -> Value:
    """Shortfall against the stated requirement, never below zero.

    Of a total, what neither operates nor is in repair; of an order or of an addition, what was not delivered since;
    each less what is firmly pledged, but for an order.
    """
    return positive_part(batteries_short - batteries_credited)


@figure(unit="launcher", label="Launchers of the missing batteries")
def launcher_gap(battery_gap: Value, battery_launchers: Value) -> Value:
    """Missing batteries in launchers, the unit in which parts of a battery are given; no cost rests on it."""
    return battery_gap * battery_launchers


@figure(unit="share", label="Share of the battery requirement met")
def battery_coverage(batteries_counted: Value, batteries_required: Value) -> Value:
    """Batteries in working order as a share of those required; those in repair too, if the total counts holdings.

    Pledges count only once they operate.
    """
    return ratio(batteries_counted, batteries_required)


@figure(unit="person", label="Personnel for the missing batteries")
def personnel_required(battery_gap: Value, battery_personnel: Value) -> Value:
    """Soldiers to operate and sustain the missing batteries, at the stated crew of one."""
    return battery_gap * battery_personnel
