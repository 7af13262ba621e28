"""The words that facts are found by."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from patriot_cost.errors import known_name
from patriot_cost.report.document import Column, Number
from patriot_cost.report.list_items import ListedWord
from patriot_cost.report.listing import listing
from patriot_cost.report.tables import Field, field, records_down
from patriot_cost.report.wording import counted

if TYPE_CHECKING:
    from patriot_cost.ledger.open_ledger import OpenLedger
    from patriot_cost.report.document import Response


def _meaning(word: ListedWord) -> str:
    once = f" Once called {', '.join(word.aliases)}." if word.aliases else ""
    return f"{word.description}{once}"


_WORD_FIELDS = (
    field("word", Column("word", no_wrap=True)),
    field("kind", Column("kind", no_wrap=True)),
    field("facts", Column("facts", "right"), partial(Number, unit="fact")),
    Field(Column("meaning"), _meaning),
)


def words_answer(opened: OpenLedger, kind: str | None) -> Response:
    """Answer `facts words`: the subjects and measures, with how many facts each has.

    Raises:
        UsageFault: there is no such kind of word.
    """
    kinds = ("subject", "measure")
    if kind is not None:
        kind = known_name("kind of word", kind, kinds, option="--kind")
    counts = opened.ledger.facts_by_word()
    items = [
        ListedWord(word.word, word.kind, counts[word.kind, word.word], word.label, word.description, word.aliases)
        for word in opened.ledger.words.values()
        if kind in {None, word.kind}
    ]
    title = f"Words of the ledger: {counted(len(items), 'word')}"
    table = records_down(items, _WORD_FIELDS)
    return listing("facts words", title, ListedWord, items, [table], of=opened.version)
