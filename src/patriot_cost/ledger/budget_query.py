"""Queries to the table of US budgets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.characters import quoted
from patriot_cost.errors import UsageFault, spelled_name, under, unknown
from patriot_cost.ledger.budget_checks import sound_budgets
from patriot_cost.ledger.budgets import edition_rows
from patriot_cost.model.budgets import Budget
from patriot_cost.model.fields import allowed_words

if TYPE_CHECKING:
    from patriot_cost.ledger.budgets import EditionRow
    from patriot_cost.ledger.open_ledger import OpenLedger


class BudgetQuery(NamedTuple):
    """The conditions on a row of an edition; None matches every row. A year is written 2026 or FY2026."""

    line: str | None = None
    year: str | None = None
    stage: str | None = None
    edition: str | None = None
    account: str | None = None


def select_budgets(opened: OpenLedger, query: BudgetQuery) -> list[EditionRow]:
    """Return the rows of the editions that match a query, each with its change since the one before.

    Raises:
        FileFaults: the table is faulty.
        UsageFault: a line, a stage, an edition or an account is not known, and the message names the nearest; or the
            year is none.
    """
    found = edition_rows(sound_budgets(opened.library, opened.ledger.facts), opened.ledger.facts)
    line = query.line and opened.ledger.own_word("subject", query.line)
    known = {
        "line": ("", "budget line", [row.line for row in found]),
        "stage": ("--stage", "stage", allowed_words(Budget, "stage")),
        "edition": ("--edition", "edition", [row.edition for row in found]),
        "account": ("--account", "account", allowed_words(Budget, "account")),
    }
    typed = {name: line if name == "line" else getattr(query, name) for name in known}
    own = {name: word and spelled_name(word, known[name][2]) for name, word in typed.items()}
    for name, (option, what, words) in known.items():
        word = own[name]
        if word is not None and word not in words:
            hint = "" if found else "these data have no budgets.csv"
            message = unknown(what, word, dict.fromkeys(words), "in the table")
            raise UsageFault(under(option, message) if option else message, hint)
    asked = own | {"fiscal_year": _fiscal_year(query.year)}
    wanted = {name: word for name, word in asked.items() if word is not None}
    return [row for row in found if all(getattr(row, name) == word for name, word in wanted.items())]


def _fiscal_year(typed: str | None) -> int | None:
    """Read a fiscal year."""
    if typed is None:
        return None
    if not re.fullmatch("(FY|fy)?[0-9]{4}", typed):
        raise UsageFault(f"--year: {quoted(typed)} is not a fiscal year; allowed: one such as 2026 or FY2026")
    return int(typed[-4:])
