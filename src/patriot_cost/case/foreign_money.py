"""Amounts of money that are typed in another currency, as dollars at the newest annual average of the ledger."""

# Without the future import of annotations: named tuples would compile each text at start-up.
import re
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.dataset.tables import read_facts, read_sources
from patriot_cost.errors import Fault, FileFaults, UsageFault, blamed_on, unknown, wrong
from patriot_cost.model.ledger import Fact
from patriot_cost.model.record_shape import record
from patriot_cost.units import CURRENCIES, compact, parse

if TYPE_CHECKING:
    from patriot_cost.dataset.library import Library

_NAMES = {"€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "pounds": "GBP", "dollars": "USD"}
_MONEY = r"€|£|[A-Za-z]{3,7}"
_BEFORE = re.compile(rf"(?P<money>{_MONEY})\s*(?P<amount>[\d.+\-$].*)")
_BEHIND = re.compile(rf"(?P<amount>.*(?:\d[KMBTkmbt]?|\s))\s*(?P<money>{_MONEY})")
_MEASURE, _DOLLARS = "exchange_rate", "USD"


@record()
class ConvertedAmount(NamedTuple):
    """An amount in another currency as typed, and its rate: dollars for one unit of it, the average of a year.

    `amount` is without its currency. `low` and `high` are null for a single amount.
    """

    amount: str
    currency: str
    rate: float
    year: int
    fact: str
    source: str
    publisher: str
    value: float
    low: float | None
    high: float | None

    @property
    def dollars(self) -> str:
        """The amount in dollars, in the notation of a setting."""
        amounts = (parse(end).value * self.rate for end in self.amount.split(".."))
        return "..".join(compact(round(one)) for one in amounts)


def split_currency(text: str) -> tuple[str, str] | None:
    """Return the currency of an amount such as `EUR30B`, `€30B` or `30B EUR`, and the amount without it.

    Return None for one without a currency, which is in dollars. A word is a currency if it is known as one, or is
    written as one, in three capitals.
    """
    match = _BEFORE.fullmatch(text.strip()) or _BEHIND.fullmatch(text.strip())
    if match is None:
        return None
    word = match["money"]
    code = _NAMES.get(word.casefold(), word.upper())
    known = code in CURRENCIES or (len(word) == 3 and word.isupper())
    return (code, match["amount"].strip()) if known else None


def converted(library: "Library", option: str, text: str) -> ConvertedAmount | None:
    """Return an amount that an option has in another currency, in dollars; None if it is in dollars.

    The rate is that of the newest year with an annual average, whatever the year of the dollars of the case.

    Raises:
        UsageFault: the currency has no rate, or the amount is not understood.
        FileFaults: the tables of facts are faulty.
    """
    code, amount = split_currency(text) or (_DOLLARS, text)
    if code == _DOLLARS:
        return None
    with blamed_on(option):
        reading = parse(amount)
        if reading.percent:
            raise wrong(text, f" is not an amount of money; needed: one such as {code}30B")
        if reading.money:
            raise wrong(text, f" is in two currencies: write {code}{amount.replace('$', '')}")
        if reading.interval != "bounds":
            raise wrong(text, f": a range of another currency needs bounds, such as {code}25B..30B")
        rates = _newest_rates(library)
        if code not in rates:
            raise UsageFault(unknown("currency", code, sorted({*rates, _DOLLARS}), "with a yearly rate"))
    fact, rate, year = rates[code]
    source = read_sources(library, {fact.source}, [])[fact.source]
    return ConvertedAmount(
        amount=amount,
        currency=code,
        rate=rate,
        year=year,
        fact=fact.id,
        source=source.id,
        publisher=source.publisher,
        value=reading.value * rate,
        low=None if reading.low is None else reading.low * rate,
        high=None if reading.high is None else reading.high * rate,
    )


def _newest_rates(library: "Library") -> "dict[str, tuple[Fact, float, int]]":
    """Return the rate of the newest year that has an average of the whole year, by currency, with its fact and year.

    Raises:
        FileFaults: a row of a rate is faulty.
    """
    place = Fact._fields.index("measure")
    ids = {cells[0] for table in library.fact_tables for _, cells in table.rows() if cells[place] == _MEASURE}
    faults: list[Fault] = []
    found: dict[str, tuple[Fact, float, int]] = {}
    for fact in read_facts(library, ids, faults).values():
        dollars, _, code = fact.unit.partition("/")
        year = fact.price_year
        if dollars != _DOLLARS or fact.value is None or year is None or fact.for_ not in {None, str(year)}:
            continue  # An average of some months is not that of a year.
        if code not in found or found[code][2] < year:
            found[code] = (fact, fact.value, year)
    if faults:
        raise FileFaults(faults)
    return found
