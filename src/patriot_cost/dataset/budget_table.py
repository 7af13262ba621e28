"""The table of US budget editions, with the facts and words that its rows may name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from patriot_cost.dataset.aliases import present_words
from patriot_cost.dataset.tables import broken, by_place, fact_ids, known_names, read_words, records
from patriot_cost.model.budgets import Budget, key_of_budget

if TYPE_CHECKING:
    from patriot_cost.dataset.library import Library
    from patriot_cost.errors import Fault


def read_budgets(library: Library, faults: list[Fault]) -> dict[str, Budget]:
    """Return the rows of the table by file and line, each with the present word for its line.

    Faults are added to the list.
    """
    words, facts = known_names(library), (fact_ids(library), "in facts/")
    known: dict[str, Any] = {"quantity_fact": facts, "money_fact": facts}
    if "subject" in words:
        known["line"] = words["subject"]
    tables = library.budget_tables
    records(library, tables, Budget, None, faults, key=key_of_budget, linked=partial(broken, Budget, known))
    present = present_words(read_words(library, []).values())
    rows: dict[str, Budget] = by_place(tables)
    return {place: row._replace(line=present.get(("subject", row.line), row.line)) for place, row in rows.items()}
