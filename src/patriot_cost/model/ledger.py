"""Sources, and the facts they published."""

from typing import Annotated, Literal, NamedTuple

from patriot_cost.errors import unknown
from patriot_cost.model.fields import Address, Before, Identifier, PartialDate, Scope, Sentence, Year
from patriot_cost.units import UNITS, currency, known_unit

SourceKind = Literal[
    "budget",
    "audit",
    "contract",
    "notification",
    "maker",
    "government",
    "press",
    "analysis",
    "dataset",
]


def _parted(cell: object) -> object:
    return cell.split() if isinstance(cell, str) else [] if cell is None else cell


Names = Annotated[tuple[Identifier, ...], Before(_parted)]
"""Names in one cell, parted by blanks."""


class Source(NamedTuple):
    """A publication. `via` names the relay if the publication itself was not read; `aliases` are ids it had once."""

    id: Identifier
    publisher: str
    title: str
    url: Address
    published: PartialDate | None
    kind: SourceKind
    via: str | None
    note: str | None
    aliases: Names = ()


class Fact(NamedTuple):
    """One number (or range, or event without a number) that one source published.

    `price_year` is the year of the dollars, or of the index value; `bound` is set if the source states a
    floor ("at least") or a ceiling ("up to"). `attributed_to` is the publisher to whom the source attributes it.
    `checked` is the finding of a second look: the number on the page, elsewhere, nowhere, or another number.
    `formula` is the arithmetic of a derived number, of numbers and ids of facts.
    """

    id: Identifier
    subject: str
    measure: str
    value: float | None
    low: float | None
    high: float | None
    bound: Literal["floor", "ceiling"] | None
    unit: str
    price_year: Year | None
    scope: Scope | None
    as_of: PartialDate | None
    source: Identifier
    quality: Literal["primary", "relayed", "derived", "doubtful"]
    note: str | None
    attributed_to: str | None = None
    checked: Literal["yes", "elsewhere", "not_found", "contradicted"] | None = None
    checked_on: PartialDate | None = None
    formula: str | None = None

    def faults(self) -> list[str]:
        """Return the faults between its fields."""
        if not known_unit(self.unit):
            return [unknown("unit", self.unit, UNITS)]
        if (self.checked is None) != (self.checked_on is None):
            return ["checked and checked_on belong together; needed: both, or none"]
        if currency(self.unit) and self.price_year is None:
            return ["money without a price_year; needed: the year of the money"]
        if currency(self.unit) and self.scope is None:
            return ["money without a scope; 'unstated' where the source gives none"]
        numbers = [end for end in (self.low, self.value, self.high) if end is not None]
        return [] if numbers == sorted(numbers) else ["needed: low <= value <= high"]


class Word(NamedTuple):
    """A word of the controlled vocabulary: a subject or a measure, with its meaning.

    `aliases` are words that stood for it once: they stay valid, and are read as the word. `compare` is the condition
    on which two numbers of a measure must agree: stated for the same `year`, on the same `date`, or `never`, because
    each number is another thing, such as one pledge of several.
    """

    kind: Literal["subject", "measure"]
    word: Identifier
    label: str
    compare: Literal["year", "date", "never"] | None
    description: Sentence
    aliases: Names = ()


class Identity(NamedTuple):
    """Arithmetic that the numbers of a source must obey: the parts multiply or add up to the total."""

    id: Identifier
    kind: Literal["product", "sum"]
    total: Identifier
    parts: str
    note: Sentence
