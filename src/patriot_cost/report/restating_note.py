"""The note on facts in dollars of another year: the index, and the kinds of dollars that would need another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report.document import Text
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patriot_cost.ledger.restate import Restater
    from patriot_cost.model.ledger import Fact


_MISFITS = {
    "raw": {"contract": "contract prices", "then_year": "then-year dollars"},
    "weighted": {"constant": "constant dollars"},
}
"""The kinds of dollars for which an index of a kind is a substitute, in words."""


def restating_note(restater: Restater, facts: Iterable[Fact]) -> Text:
    """Name the index with which facts are brought to a year, and say of which of them the index is not the right one.

    Prices voted or agreed in a year move with an outlay-weighted index, constant dollars with a raw one.
    """
    index, year = restater.index, restater.year
    kinds = {fact.dollars for fact in facts if currency(fact.unit) and fact.price_year not in {None, year}}
    misfits = [words for kind, words in _MISFITS[index.kind].items() if kind in kinds]
    other = "an outlay-weighted" if index.kind == "raw" else "a raw"
    misfit = f" It is used in place of {other} index for {' and '.join(misfits)}." if misfits else ""
    assumed = f"projected by its edition after {index.actual_to[-1]}"
    return Text(f"Brought to {year} dollars with the {index.described}, {assumed}.{misfit}")
