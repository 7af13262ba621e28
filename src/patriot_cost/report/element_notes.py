"""Notes on the elements of the work breakdown that the prices of a case do not cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.model.elements import ELEMENTS
from patriot_cost.report.notes import note
from patriot_cost.report.wording import counted, shown

if TYPE_CHECKING:
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result


@note()
def not_included(loaded: LoadedCase) -> str:
    """Name what the acquisition cost leaves out."""
    labels = [ELEMENTS[name].label for name in (*_added(loaded), "support")]
    return f"Not included: {', '.join(label.lower() for label in labels)}, missiles fired."


@note("all_in_cost")
def all_in_note(loaded: LoadedCase, whole: Result) -> str:
    """State the cost with all elements, and how many of them have no published price."""
    added = _added(loaded)
    if whole.value is None or not added:
        return ""
    unpriced = sum(loaded.estimates[ELEMENTS[name].price].value is None for name in added)
    why = f"; {counted(unpriced, 'element')} of unknown price left out" if unpriced else ""
    return f"With all elements of the work breakdown: {shown(whole)}{why} (patriot-cost show wbs)."


def _added(loaded: LoadedCase) -> tuple[str, ...]:
    return loaded.index_sets.axes["element, added"]
