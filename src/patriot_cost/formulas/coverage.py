"""Batteries required, operational, pledged and missing."""

from typing import Annotated

from patriot_cost.engine.ops import choose, positive_part, ratio, total
from patriot_cost.engine.registry import IfUsed, Over, Value, Values, figure
from patriot_cost.formulas.codes import ADDITIONAL, ORDER


@figure(unit="battery", label="Batteries required in all")
def batteries_required(
    requirement_batteries: Value,
    requirement_kind: Value,
    requirement_held_then: Annotated[Value, IfUsed()],
    batteries_operational: Annotated[Value, IfUsed()],
    batteries_pledged: Annotated[Value, IfUsed()],
) -> Value:
    """Stated requirement, brought to a total.

    A requirement stated as "more" adds to the batteries held when it was stated; one stated as an order
    is itself the gap, so the total is what operates, what is pledged and the order together.
    """
    return choose(
        requirement_kind == ORDER,
        batteries_operational + batteries_pledged + requirement_batteries,
        choose(
            requirement_kind == ADDITIONAL,
            requirement_batteries + requirement_held_then,
            requirement_batteries,
        ),
    )


@figure(unit="battery", label="Batteries operational")
def batteries_operational(force_operational: Value) -> Value:
    """Batteries in working order in the country that states the requirement."""
    return force_operational


@figure(unit="battery", label="Batteries pledged, not yet delivered")
def batteries_pledged(pledged_batteries: Annotated[Values, Over("pledge", known_only=True)]) -> Value:
    """Whole batteries promised in kind, all pledges together; packages and their parts count once."""
    return total(pledged_batteries)


@figure(unit="battery", label="Batteries short of the requirement")
def battery_gap(batteries_required: Value, batteries_operational: Value, batteries_pledged: Value) -> Value:
    """Shortfall against the stated requirement, never below zero.

    Stated requirement less what operates today less what is firmly pledged.
    """
    return positive_part(batteries_required - batteries_operational - batteries_pledged)


@figure(unit="share", label="Share of the battery requirement met")
def battery_coverage(batteries_operational: Value, batteries_required: Value) -> Value:
    """Operational batteries as a share of those required; pledges count only once they operate."""
    return ratio(batteries_operational, batteries_required)


@figure(unit="person", label="Personnel for the missing batteries")
def personnel_required(battery_gap: Value, battery_personnel: Value) -> Value:
    """Soldiers to operate and sustain the missing batteries, at the stated crew of one."""
    return battery_gap * battery_personnel
