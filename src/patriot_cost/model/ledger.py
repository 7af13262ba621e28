"""Sources, and the facts they published."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from patriot_cost.model.fields import (
    Address,
    Before,
    Broken,
    Form,
    Identifier,
    Note,
    PartialDate,
    Scope,
    Year,
)
from patriot_cost.model.periods import About
from patriot_cost.units import currency, unit_fault

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

SourceGrade = Literal[
    "primary_document",
    "government",
    "press_of_record",
    "trade_press",
    "institute",
    "aggregator",
    "blog",
    "state_media",
]
"""How far a publication can be trusted with a number, the best first; `data/README.md` has the criteria."""
WEAKEST_GRADES = frozenset({"aggregator", "blog", "state_media"})


def _parted(cell: object) -> object:
    return cell.split() if isinstance(cell, str) else [] if cell is None else cell


Names = Annotated[tuple[Identifier, ...], Before(_parted)]
"""Names in one cell, parted by blanks."""


class Source(NamedTuple):
    """A publication. `via` names the relay if the publication itself was not read; `aliases` are ids it had once.

    `grade` is that of the page that was read: of the relay, if there is one.
    """

    id: Identifier
    publisher: str
    title: str
    url: Address
    published: PartialDate | None
    kind: SourceKind
    via: str | None
    note: Note | None
    aliases: Names = ()
    grade: SourceGrade | None = None


Dollars = Literal["constant", "then_year", "contract", "unstated"]
"""The kinds of money: constant dollars of the price year, budget authority of its own year, or the contract price of an
award year; one that is not stated is read as of the year of publication."""

NOT_STATED = "not stated"
PARTS_OF_TOTALS = (
    "system",
    "launchers",
    "missiles",
    "spares",
    "training",
    "support",
    "infrastructure",
    "transport",
    "fees",
)
_PART = f"({'|'.join(PARTS_OF_TOTALS)})"
Includes = Annotated[
    str,
    Form(
        rf"^({NOT_STATED}|{_PART}(, {_PART})*)$",
        f"does not say what a total includes; allowed: '{NOT_STATED}', or some of {', '.join(PARTS_OF_TOTALS)}",
    ),
]
"""The parts of a total price, with commas between. `system` is radar, control, power and launchers."""
Load = Annotated[
    str,
    Form(rf"^([0-9]+|{NOT_STATED})$", f"is not a load; allowed: a number of missiles, 0 for none, or '{NOT_STATED}'"),
]
"""The number of missiles in a total price."""


class Fact(NamedTuple):
    """One number (or range, or event without a number) that one source published.

    `price_year` is the year of the dollars, or of the index value; a sum of then-year dollars of several years has
    none. `bound` is set if the source states a floor ("at least") or a ceiling ("up to"). `attributed_to` is the
    publisher to whom the source attributes it.
    `checked` is the finding of a second look: the number on the page, elsewhere, nowhere, or another number.
    `formula` is the arithmetic of a derived number, of numbers and ids of facts. `repeats` is the fact whose estimate
    it repeats: another page of one statement. `for_` is the period the number is about, `dollars` the kind of money:
    constant dollars of the price year, budget authority of its own year, or the contract price of an award year.
    `locator` is the place on the page, which was read on `read_on`; `includes` and `load` are the parts of a total.
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
    note: Note | None
    attributed_to: str | None = None
    checked: Literal["yes", "elsewhere", "not_found", "contradicted"] | None = None
    checked_on: PartialDate | None = None
    formula: str | None = None
    repeats: Identifier | None = None
    for_: About | None = None
    dollars: Dollars | None = None
    locator: str | None = None
    read_on: PartialDate | None = None
    includes: Includes | None = None
    load: Load | None = None

    def faults(self) -> list[Broken]:
        """Return the rules between its fields that it breaks."""
        return [*self._unit_faults(), *self._number_faults(), *self._total_faults(), *self._origin_faults()]

    def _unit_faults(self) -> Iterator[Broken]:
        unit = self.unit or ""
        if wrong := unit_fault(unit):
            yield Broken(("unit",), wrong)
        elif currency(unit):
            if self.price_year is None and self.dollars != "then_year":
                text = (
                    "money without a price_year; needed: the year of the money, or then_year dollars of several years"
                )
                yield Broken(("unit", "price_year", "dollars"), text)
            if self.scope is None:
                yield Broken(("unit", "scope"), "money without a scope; 'unstated' where the source gives none")
        elif self.scope is not None:
            yield Broken(("unit", "scope"), f"scope '{self.scope}' of {unit}; only money has a scope")
        if self.dollars is not None and not currency(unit):
            yield Broken(("unit", "dollars"), f"dollars '{self.dollars}' of {unit}; only money has a kind of dollars")
        if self.quality in {"derived", "doubtful"} and self.note is None:
            yield Broken(("quality", "note"), f"quality '{self.quality}' without a note; needed: how, or why")
        if (self.checked is None) != (self.checked_on is None):
            yield Broken(("checked", "checked_on"), "checked and checked_on belong together; needed: both or neither")

    def _total_faults(self) -> Iterator[Broken]:
        if (self.includes is None) != (self.load is None):
            text = f"includes and load belong together; needed: both ('{NOT_STATED}' where not known) or neither"
            yield Broken(("includes", "load"), text)
        elif self.load is not None and not currency(self.unit or ""):
            yield Broken(("unit", "load"), f"includes and load of {self.unit}; only a total of money has them")

    def _origin_faults(self) -> Iterator[Broken]:
        if self.formula is not None and self.quality not in {"derived", "doubtful"}:
            text = f"formula of a {self.quality} number; needed: none, or quality 'derived' or 'doubtful'"
            yield Broken(("quality", "formula"), text)
        if self.formula is not None and self.repeats is not None:
            text = "computed, so no other fact is repeated; needed: formula, or repeats"
            yield Broken(("formula", "repeats"), text)
        if self.repeats is not None and self.repeats == self.id:
            yield Broken(("id", "repeats"), "repeats itself; needed: the fact whose estimate it repeats")

    def _number_faults(self) -> Iterator[Broken]:
        numbers = [end for end in (self.low, self.value, self.high) if end is not None]
        if numbers != sorted(numbers):
            yield Broken(("low", "value", "high"), "needed: low <= value <= high")
        if (self.low is None) != (self.high is None):
            text = "a range needs both low and high; a number with one side has a bound"
            yield Broken(("low", "high"), text)
        if bool(numbers) == (self.unit == "event"):
            text = "an event has no number" if numbers else "no number; needed: a value, a range, or unit 'event'"
            yield Broken(("low", "value", "high", "unit"), text)


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
    description: Note
    aliases: Names = ()


class Identity(NamedTuple):
    """Arithmetic that the numbers of a source must obey: the parts, facts or plain numbers, give the total."""

    id: Identifier
    kind: Literal["product", "sum"]
    total: Identifier
    parts: str
    note: Note
