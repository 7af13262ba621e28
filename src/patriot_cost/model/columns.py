"""The tables of the data, with the meaning of their columns for people and for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.model.budgets import ACCOUNTS, STAGES, Budget
from patriot_cost.model.ledger import Fact, Identity, Source, Word
from patriot_cost.model.upkeep import Correction, ExplainedDoubt, Watch, Withdrawal

if TYPE_CHECKING:
    from collections.abc import Mapping


class TableOfData(NamedTuple):
    """A kind of table: its name, its files, the record of a row, the key, and the meaning of each column.

    `points_at` names the table whose `id` a column has.
    """

    name: str
    files: str
    kind: type
    key: tuple[str, ...]
    columns: Mapping[str, str]
    points_at: Mapping[str, str]


def _meanings(words: Mapping[Any, str]) -> str:
    """Return words with their meanings."""
    return "; ".join(f"{word}: {meaning}" for word, meaning in words.items()) + "."


FACTS = TableOfData(
    "facts",
    "facts/*.csv",
    Fact,
    ("id",),
    {
        "id": "Id of the fact; it is new, and never changes.",
        "subject": "What the number is about: a word of vocabulary.csv of the kind subject.",
        "measure": "What is measured: a word of vocabulary.csv of the kind measure.",
        "value": "The number in base units: 450000000, not 450 million; a percentage is a share, 0.2.",
        "low": "Lower end, where the source states a range.",
        "high": "Upper end, where the source states a range.",
        "bound": "floor: the source says 'at least'; ceiling: it says 'up to'.",
        "unit": "Unit, such as USD/interceptor or battery/year; event stands for a statement without a number.",
        "price_year": "Year of the money, or of an index value; none of then_year money of several years.",
        "scope": "What a price covers; unstated where the source gives none.",
        "as_of": "Date the number is for: a year, a month or a day.",
        "source": "The publication that has the number: an id of sources.csv.",
        "quality": "primary: the document was read; relayed: another's account; derived: own arithmetic; "
        "doubtful: the note says why.",
        "note": "What else a reader must know.",
        "attributed_to": "The publisher to whom the source attributes the number, where it is not its own.",
        "checked": "What a second look found: yes, the number on the page; elsewhere, on another page; "
        "not_found, neither; contradicted, another number.",
        "checked_on": "Day of that look.",
        "formula": "Arithmetic of a derived number: numbers and ids of facts, separated by blanks, with + - * / ( ); "
        "of a range, both ends with .. between.",
        "repeats": "The fact whose estimate it repeats; both are one root.",
        "for": "What period it is about: 2026, 2026-05, FY2026, FY2025/FY2031, or lot 12.",
        "dollars": "Kind of money: constant dollars of price_year; then_year, budget money of its own year; contract, "
        "the price agreed in an award year; unstated, read as of the year of publication.",
        "locator": "Place on the page: p. 36, Table 5-11, line 14.",
        "read_on": "Day on which the page was read.",
        "includes": "What a total price includes, separated by commas, or not stated.",
        "load": "Number of missiles in a total price, or not stated.",
    },
    {"source": "sources", "repeats": "facts"},
)
TABLES_OF_DATA = (
    FACTS,
    TableOfData(
        "sources",
        "sources.csv",
        Source,
        ("id",),
        {
            "id": "Id of the source; it is new, and never changes.",
            "publisher": "Who published it.",
            "title": "Title of the publication.",
            "url": "Its address.",
            "published": "Date of publication: a year, a month or a day; empty where it is not known.",
            "kind": "Kind of publication.",
            "via": "The relay through which it was read, where it was not read itself.",
            "note": "What else a reader must know.",
            "aliases": "Ids it once had, separated by blanks; facts and commands may still use them.",
            "grade": "How far the page that was read can be trusted; data/README.md has the criteria.",
        },
        {},
    ),
    TableOfData(
        "vocabulary",
        "vocabulary.csv",
        Word,
        ("kind", "word"),
        {
            "kind": "subject: what a number is about; measure: what is measured.",
            "word": "The word, as facts and options have it.",
            "label": "The word as people write it.",
            "compare": "When two numbers of a measure must agree: stated for the same year, on the same date, or "
            "never; empty for a subject.",
            "description": "Its meaning.",
            "aliases": "Words that once stood for it, separated by blanks; they stay valid.",
        },
        {},
    ),
    TableOfData(
        "identities",
        "identities.csv",
        Identity,
        ("id",),
        {
            "id": "Name of the identity.",
            "kind": "product: the parts multiply to the total; sum: they add up to it.",
            "total": "The fact that holds the total, or a plain number.",
            "parts": "The facts that hold the parts, or plain numbers, separated by blanks.",
            "note": "What the identity says.",
        },
        {},
    ),
    TableOfData(
        "budgets",
        "budgets.csv",
        Budget,
        ("line", "account", "fiscal_year", "edition", "stage"),
        {
            "line": "Line of the budget, or a whole account or budget: the subject of its facts.",
            "account": _meanings(ACCOUNTS),
            "fiscal_year": "US fiscal year for which the money is: 2026.",
            "edition": "Budget in which the number stands: PB2026 is the President's for 2026; FY2026 enacted.",
            "stage": _meanings(STAGES),
            "quantity_fact": "The fact that has the number of items.",
            "money_fact": "The fact that has the money, in then-year dollars.",
            "per_unit": "Money divided by quantity: price; quotient, no price, since the money buys other things too; "
            "empty, not divided.",
            "remark": "What else a reader must know.",
        },
        {"quantity_fact": "facts", "money_fact": "facts"},
    ),
    TableOfData(
        "watch",
        "watch.csv",
        Watch,
        ("id",),
        {
            "id": "Name of the place.",
            "look": "Where to look, and for what.",
            "source": "A publication of sources.csv from there.",
            "every": "How often: 1m, 12w, 90d or 1y.",
            "last_read": "Day on which it was last read; empty if none was noted.",
            "note": "What to watch for.",
        },
        {"source": "sources"},
    ),
    TableOfData(
        "corrections",
        "corrections.csv",
        Correction,
        (),
        {
            "date": "When it was corrected: a year, a month or a day.",
            "fact": "The fact that was corrected.",
            "column": "The column of the cell.",
            "old": "The cell as it was.",
            "new": "The cell as it has been since.",
            "reason": "Why.",
        },
        {"fact": "facts"},
    ),
    TableOfData(
        "withdrawn",
        "withdrawn.csv",
        Withdrawal,
        ("id",),
        {
            "id": "The id that the fact had; no other fact takes it.",
            "date": "When it was withdrawn: a year, a month or a day.",
            "reason": "Why.",
        },
        {},
    ),
    TableOfData(
        "explained",
        "explained.csv",
        ExplainedDoubt,
        (),
        {
            "topic": "The topic of the warning of check.",
            "within": "The scenario or system of the assumption, or assumptions; empty for rows of tables.",
            "about": "The path of the assumption, or the id of the fact, the source or the identity.",
            "facts": "The facts that raise the warning, separated by blanks; another one reopens it.",
            "reason": "Why there is nothing to fix.",
        },
        {},
    ),
)
"""All kinds of tables; a table of facts may be any file in facts/."""
