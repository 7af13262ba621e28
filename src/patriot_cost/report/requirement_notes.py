"""Notes to the requirement: its author, the batteries that it counts, and those in repair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.published_prices import UNIT_COST
from patriot_cost.report.notes import note
from patriot_cost.report.wording import bound_words, number, quantity, quantity_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.model.estimate import Estimate


@note()
def requirement_note(loaded: LoadedCase) -> str:
    """State the requirement: its number, its kind, and who stated it."""
    requirement, known = loaded.case.requirement, loaded.estimates
    if "requirement.batteries" not in known:
        return ""
    total = known["requirement.batteries"]
    asked = quantity_in_words(total.value, total.unit, total.bound)
    held, since = (known.get(f"requirement.{part}") for part in ("held_then", "delivered_since"))
    kind = loaded.case.words["requirement.kind"]
    form = {
        "total": f"{asked} in all",
        "additional": f"{asked} more than the {number(held.value, 'battery') if held else 'unknown number'} held then",
        "order": f"{asked} to order, which is itself the gap",
    }[kind]
    if kind != "total":
        form += f", {_delivered(since)}"
    statement = filter(None, (requirement.stated_by, requirement.stated_on))
    origins = {loaded.origins.get(f"requirement.{part}") for part in ("batteries", "kind")}
    setter = "--set" if "override" in origins else f"scenario {loaded.origins['requirement.batteries']}"
    by = ", ".join(statement) or f"set by {setter}"
    return f"Requirement: {form} ({by})."


@note(UNIT_COST)
def orders_note(loaded: LoadedCase, each: Result) -> str:
    """State the orders that were published after the requirement, up to the day of the case, with their costs."""
    if loaded.case.words["requirement.kind"] == "order":
        return ""
    listed = "; ".join(_orders(loaded, each))
    return f"Orders stated since, each itself the gap, at these prices: {listed}." if listed else ""


def _orders(loaded: LoadedCase, each: Result) -> Iterator[str]:
    since, day = loaded.case.requirement.stated_on, loaded.as_of.isoformat()
    for name, one in loaded.case.requirement_cases.items():
        asked, stated = loaded.estimates.get(f"requirement.cases.{name}.batteries"), one.stated_on
        if one.kind != "order" or not (since and stated and since < stated <= day[: len(stated)]):
            continue
        if asked and asked.value is not None and each.value is not None:
            cost = quantity(asked.value * each.value, "USD", each.bound)
            who = ", ".join(filter(None, (one.stated_by, stated)))
            yield f"{quantity_in_words(asked.value, asked.unit, asked.bound)} ({who}) for {cost}"


def _delivered(since: Estimate | None) -> str:
    """Word the batteries delivered since a requirement was stated."""
    if since is None or since.value is None:
        return "deliveries since then are not known and not subtracted"
    return f"{bound_words(since.bound)}{number(since.value, since.unit) if since.value else 'none'} delivered since"


@note()
def counted_note(loaded: LoadedCase) -> str:
    """State whether a total counts the batteries held or those in operation."""
    words = loaded.case.words
    if words["requirement.kind"] != "total" or "requirement.batteries" not in loaded.estimates:
        return ""
    return {
        "unstated": "The statement does not say whether it counts batteries held or in operation; it is read here "
        "as in operation.",
        "operational": "The total counts batteries in operation.",
        "held": "The total counts batteries held, so the share met is of those operational or in repair.",
    }[words["requirement.counts"]]


@note()
def repair_note(loaded: LoadedCase) -> str:
    """State the batteries in repair, and whether the case replaces them."""
    stated = loaded.estimates.get("force.in_repair")
    if stated is None or stated.value == 0:
        return ""
    if stated.value is None:
        return "How many batteries are in repair is not known; none is taken to return."
    more = quantity_in_words(stated.value, stated.unit, stated.bound)
    if loaded.case.words["force.repair"] == "bought_anew":
        return f"In repair: {more}, replaced by new ones in this case."
    return f"In repair: {more}, not replaced; back in service when the plan starts."
