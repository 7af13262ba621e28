"""The assumptions that the fact sheet states, in the order of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.model.estimate import below
from patriot_cost.model.paths import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.case import Case
    from patriot_cost.model.estimate import Estimate

WITH_REQUIREMENT = {"total": (), "additional": ("held_then", "delivered_since"), "order": ("delivered_since",)}
"""The numbers that go with that of the requirement, by its kind."""


def stated_paths(loaded: LoadedCase) -> Iterator[tuple[str, str]]:
    """Yield the assumptions of the fact sheet, by path with their labels."""
    case, known = loaded.case, loaded.estimates
    yield "force.operational", "Batteries operational"
    kind = case.words["requirement.kind"]
    yield "requirement.batteries", "Batteries to order" if kind == "order" else f"Batteries required ({kind})"
    for path in ("force.in_repair", *(f"requirement.{part}" for part in WITH_REQUIREMENT[kind])):
        if path in known:
            yield path, label_of(path)
    yield "battery.system_cost", "Ground system of one battery"
    if case.words["battery.package_rule"] == "priced":
        yield "battery.missile_package_cost", "Missile package of one battery"
    elif case.words["battery.load_rule"] == "launchers":
        yield from ((path, label_of(path)) for path in ("battery.launchers", "battery.fills"))
    else:
        yield "battery.missiles", label_of("battery.missiles")
    for name, variant in case.interceptors.items():
        if f"interceptors.{name}.share" in known:
            yield f"interceptors.{name}.unit_cost", f"One missile: {variant.name}"
    yield from _promised(case, known)
    if "supply.available_share" in known:
        yield "supply.available_share", "Share of required missiles available for transfer"
    for name in below(known, "funding.shares"):
        yield f"funding.shares.{name}", f"Share paid by {case.donors[name].name}"


def _promised(case: Case, known: Mapping[str, Estimate]) -> Iterator[tuple[str, str]]:
    for name, pledge in case.pledges.items():
        giver = case.donors[pledge.donor or name].name
        status = f" ({pledge.status})" if pledge.status else ""
        for part in ("interceptors", "batteries"):
            if f"pledges.{name}.{part}" in known:
                yield f"pledges.{name}.{part}", f"Pledge of {giver}: {part}{status}"
    for name, money in case.committed.items():
        if money.part_of is None:
            giver = case.donors[money.donor or name].name
            yield f"funding.committed.{name}", f"Money of {giver}" + ("" if money.credited else " (not credited)")
