"""The escalation of the estimates of a case to its price year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.errors import Fault, FileFaults
from patriot_cost.ledger.deflators import is_authority
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.case.draft import Draft
    from patriot_cost.case.scenario_stack import Stack
    from patriot_cost.ledger.deflators import Escalator
    from patriot_cost.ledger.price_indices import Escalation
    from patriot_cost.model.estimate import Estimate


def escalations(
    draft: Draft, estimates: Mapping[str, Estimate], escalator: Escalator, stacked: Stack
) -> dict[str, Escalation]:
    """Return the escalation of every money estimate that is not budget authority of the price year."""
    to = draft.price_year
    stated = {
        path: (estimate.dollars, estimate.price_year)
        for path, estimate in estimates.items()
        if currency(estimate.unit)
        and estimate.price_year is not None
        and not is_authority(estimate.dollars, estimate.price_year, to)
    }
    brought = {}
    for path, (dollars, year) in stated.items():
        try:
            step = escalator.escalation(path, dollars, year, to)
            if year != to or step.index_from != step.index_to:
                brought[path] = step
        except FileFaults as faults:
            message = faults.faults[0].message
            owners = [layer.file for layer in stacked.layers if layer.header and layer.header.price_year == to]
            if f"not {to}" in message and owners:
                draft.faults.append(Fault(owners[-1].where("scenario.price_year"), f"scenario.price_year: {message}"))
            else:
                draft.blame(path, f"{year} dollars cannot be brought to {to}: {message}")
    return brought
