"""Terms of the production lines that dates of deliveries rest on: open share and lead time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report import notes
from patriot_cost.report.labels import inside, item_name
from patriot_cost.report.wording import number, quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.loaded_case import LoadedCase


def line_terms(lines: Sequence[str]) -> notes.Note:
    """Return a note on the part of the output of lines that is open to this customer, and on their lead times."""

    @notes.note()
    def words(case: LoadedCase) -> str:
        named = [terms for line in lines if (terms := _terms(case, line))]
        return f"Deliveries rest on these terms: {'; '.join(named)}." if named else ""

    return words


def _terms(case: LoadedCase, line: str) -> str:
    """Return the known terms of a line in words, each with its standing."""
    share, lead = (_stated(case, f"production.{line}.{part}") for part in ("open_share", "lead_time"))
    parts = [f"{share} of the output open to this customer" if share else "", f"{lead} to delivery" if lead else ""]
    return f"{inside(item_name(case.case, line))}: {', '.join(filter(None, parts))}" if any(parts) else ""


def _stated(case: LoadedCase, path: str) -> str:
    value = case.as_used(path).value if path in case.estimates else None
    if value is None:
        return ""
    unit = case.estimates[path].unit
    text = number(value, unit) if unit == "share" else quantity(value, unit)
    if case.estimates[path].basis != "assumed":
        return text
    return text + (" (your setting)" if path in case.user_settings else " (assumed)")
