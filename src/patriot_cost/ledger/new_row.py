"""New rows of facts: the next free id, and the unit and table of the facts that are related."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.errors import UsageFault, spelled_name, under, unknown
from patriot_cost.model.ledger import Fact
from patriot_cost.model.record_shape import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patriot_cost.ledger.open_ledger import OpenLedger

PREFIX = "n"
"""The prefix of the ids of new facts; older ones have others, which mean nothing."""


class NewRow(NamedTuple):
    """The cells of a row by column, empty where they are to be filled, and the table of its kin, if there is one."""

    cells: dict[str, str]
    file: str | None


def new_row(opened: OpenLedger, about: str | None, measure: str | None, source: str | None) -> NewRow:
    """Return a row for a fact on a subject, of a measure, from a source; its unit is that of the facts beside it.

    Raises:
        UsageFault: the ledger has no such word or source; the message names the nearest.
    """
    ledger = opened.ledger
    about, measure = (word and ledger.own_word(kind, word) for kind, word in (("subject", about), ("measure", measure)))
    source = source and spelled_name(source, ledger.sources)
    for option, kind, word, known in (
        ("--about", "subject", about, ledger.known("subject")),
        ("--measure", "measure", measure, ledger.known("measure")),
        ("--source", "source", source, ledger.sources),
    ):
        if word is not None and word not in known:
            raise UsageFault(under(option, unknown(kind, word, known)), f"a new {kind} needs a row of its own first")
    kin = [fact for fact in ledger.facts.values() if measure == fact.measure and about in {None, fact.subject}]
    kin = kin or [fact for fact in ledger.facts.values() if measure == fact.measure]
    published = ledger.sources[source].published if source else None
    known_cells = {
        "id": next_id(opened.taken_ids()),
        "subject": about,
        "measure": measure,
        "unit": _commonest(fact.unit for fact in kin),
        "as_of": published,
        "source": source,
    }
    cells = dict.fromkeys(columns_of(Fact), "") | {column: cell or "" for column, cell in known_cells.items()}
    related = {fact.id for fact in kin or ledger.facts.values() if about in {None, fact.subject}}
    tables = [table.label for table in opened.library.fact_tables for _, row in table.rows() if row[0] in related]
    file = _commonest(tables) if about or measure else None
    headers = {table.label: table.header for table in opened.library.fact_tables}
    # A table of older data may lack the columns that came later.
    columns = headers[file] if file else columns_of(Fact)
    return NewRow({column: cells[column] for column in columns}, file)


def next_id(known: Iterable[str]) -> str:
    """Return the next free id: the prefix with the number after the greatest; ids that differ by case only are one."""
    numbers = (found[1] for name in known if (found := re.fullmatch(rf"{PREFIX}([0-9]{{1,9}})", name, re.IGNORECASE)))
    return f"{PREFIX}{max(map(int, numbers), default=0) + 1:03}"


def _commonest(words: Iterable[str]) -> str | None:
    return next((word for word, _ in Counter(words).most_common(1)), None)
