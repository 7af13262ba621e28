"""The assumptions by path: what can be set, in which unit.

Kept free of the validator, so that help and completion stay fast; a test holds it equal to the records.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple


class Assumption(NamedTuple):
    """Unit and meaning of an assumption; an empty unit is stated by each record itself."""

    unit: str
    label: str


ASSUMPTIONS = {
    "battery.system_cost": Assumption("USD/battery", "Ground system of one battery, without missiles"),
    "battery.missile_package_cost": Assumption("USD/battery", "Missile package of one battery, published total"),
    "battery.missiles": Assumption("interceptor/battery", "Missiles bought with one battery"),
    "battery.launchers": Assumption("launcher/battery", "Launchers of one battery"),
    "battery.personnel": Assumption("person/battery", "Soldiers to operate and sustain one battery"),
    "battery.annual_support_cost": Assumption("USD/battery/year", "Operation and support of one battery"),
    "interceptors.*.share": Assumption("share", "Share of the missiles bought"),
    "interceptors.*.unit_cost": Assumption("USD/interceptor", "Cost of one missile"),
    "interceptors.*.per_launcher": Assumption("interceptor/launcher", "Missiles on one launcher"),
    "force.operational": Assumption("battery", "Batteries operational"),
    "requirement.batteries": Assumption("battery", "Batteries required, as stated"),
    "requirement.held_then": Assumption("battery", "Batteries held when the requirement was stated"),
    "requirement.cases.*.batteries": Assumption("battery", "Batteries required, as stated in a published case"),
    "requirement.cases.*.held_then": Assumption("battery", "Batteries held when a published case was stated"),
    "pledges.*.batteries": Assumption("battery", "Batteries pledged in kind"),
    "pledges.*.interceptors": Assumption("interceptor", "Interceptors pledged in kind"),
    "supply.available_share": Assumption("share", "Share of required interceptors available for transfer"),
    "funding.credit_share": Assumption("share", "Share of pledges in kind credited against the need"),
    "funding.shares.*": Assumption("share", "Share of the need a donor pays"),
    "funding.committed.*": Assumption("USD", "Money a donor has committed"),
    "production.*.rate.*": Assumption("", "Deliveries of a line in one year"),
    "production.*.lead_time": Assumption("month", "Order to delivery"),
    "production.*.open_share": Assumption("share", "Share of the output open to this customer"),
}
"""Numbers, by pattern; `*` stands for an item such as a variant, a donor, a line or a year."""

SETTINGS = {
    "battery.package_rule": ("priced", "counted"),
    "requirement.kind": ("total", "additional", "order"),
}
"""Words that formulas read, with the words allowed."""

SELECTION = "requirement.case"
"""The path whose value is the id of a published requirement case."""


def assumption(path: str) -> Assumption | None:
    """Return what stands at a path, or None."""
    pattern = pattern_of(path)
    return ASSUMPTIONS[pattern] if pattern else None


@cache
def pattern_of(path: str) -> str | None:
    """Return the pattern that a path has the form of, or None."""
    given = path.split(".")
    for pattern, expected in _SPLIT:
        if len(expected) == len(given) and all(want in {"*", have} for want, have in zip(expected, given, strict=True)):
            return pattern
    return None


_SPLIT = [(pattern, pattern.split(".")) for pattern in ASSUMPTIONS]
