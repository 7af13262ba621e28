"""Notes on the elements of the work breakdown that the prices of a case do not cover."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from patriot_cost.case.data_limits import elements_left_out
from patriot_cost.case.element_items import applies
from patriot_cost.model.elements import ELEMENTS
from patriot_cost.report.notes import Note, note
from patriot_cost.report.wording import counted, in_words

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result

_WHOLE = "all_in_cost"


@note()
def not_included(loaded: LoadedCase) -> str:
    """Name the elements and the upkeep outside of the acquisition cost."""
    added = (name for name in loaded.index_sets.axes["element, added"] if applies(loaded.case, name))
    labels = ", ".join(ELEMENTS[name].label.lower() for name in (*added, "support"))
    return f"Not included: {labels}, missiles fired."


def all_in_note(evaluation: Evaluation) -> Note:
    """Return the note that states the cost with all elements, and how many of them have no known price."""
    return Note((_WHOLE,), partial(_all_in, evaluation))


def _all_in(evaluation: Evaluation, _: LoadedCase, whole: Result) -> str:
    if whole.value is None:
        return ""
    unpriced = elements_left_out(evaluation, [_WHOLE])
    if unpriced and whole.value == evaluation.values["funding_need"]:
        left_out = counted(len(unpriced), "more element")
        return f"No price is known for {left_out} of the work breakdown: with them the cost would be higher (show wbs)."
    why = f"; {counted(len(unpriced), 'element')} of unknown price left out" if unpriced else ""
    return f"With all elements of the work breakdown: {in_words(whole)}{why} (patriot-cost show wbs)."
