"""Published numbers beside computed figures: their records, and their words."""

# Without the future import of annotations: named tuples would compile each text at start-up.
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from patriot_cost.case.evaluation import Evaluation
from patriot_cost.case.published_figures import INTERCEPTOR_PRICE, MEASURES, PublishedNumber, published_numbers
from patriot_cost.case.published_prices import UNIT_COST
from patriot_cost.ledger.comparable import period_of, total_of
from patriot_cost.ledger.grades import weak_grade
from patriot_cost.ledger.query import publishers
from patriot_cost.model.ledger import NOT_STATED, Fact
from patriot_cost.model.record_shape import record
from patriot_cost.report.labels import item_name
from patriot_cost.report.wording import counted, number, period_words, quantity_in_words, span

COMMANDS = ("gap", "fund", "engage", "brief", "explain")
"""The commands whose answers have published numbers beside computed ones."""
_WORDS = {
    "batteries_required": "Batteries required in all, as others have stated",
    "funding_need": "Published totals for batteries asked for",
    "interceptor_price": "Published prices of the interceptors bought",
    "launches_shot_down_share": "Published shares of the ballistic missiles launched that were stopped",
    "months_of_supply": "Published numbers of interceptors needed",
}


@record()
class PublishedFigure(NamedTuple):
    """A published number beside a computed figure, in the dollars in which it was published.

    `includes` and `load` are `not stated` where the source leaves them open; `politician` made the statement, if the
    fact is one of a politician. `repeated_by` are the facts that repeat the number. `ratio` is the computed figure over
    the number, null unless both are known to have equal contents.
    """

    figure: str
    fact: str
    subject: str
    measure: str
    value: float | None
    low: float | None
    high: float | None
    bound: str | None
    unit: str
    price_year: int | None
    period: str | None
    scope: str | None
    includes: str
    load: str
    politician: str | None
    publisher: str
    source: str
    quality: str
    repeated_by: tuple[str, ...]
    ratio: float | None


def published_figures(evaluation: Evaluation, keys: Collection[str]) -> list[PublishedFigure]:
    """Return the records of the published numbers beside some figures."""
    return [_record(one) for one in published_numbers(evaluation, keys)]


def _record(one: PublishedNumber) -> PublishedFigure:
    fact, total = one.statement.fact, total_of(one.statement.fact)
    return PublishedFigure(
        figure=one.figure,
        fact=fact.id,
        subject=fact.subject,
        measure=fact.measure,
        value=fact.value,
        low=fact.low,
        high=fact.high,
        bound=fact.bound,
        unit=fact.unit,
        price_year=fact.price_year,
        period=period_of(fact),
        scope=fact.scope,
        includes=total.includes or NOT_STATED,
        load=total.load or NOT_STATED,
        politician=one.politician or None,
        publisher=publishers(fact, one.source),
        source=fact.source,
        quality=fact.quality,
        repeated_by=tuple(other.id for other in one.statement.others),
        ratio=one.ratio,
    )


def published_texts(evaluation: Evaluation, keys: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each of some figures that have published numbers, but the price of a battery."""
    found = published_numbers(evaluation, [key for key in keys if key != UNIT_COST])
    for key in MEASURES:
        numbers = [one for one in found if one.figure == key]
        if numbers:
            listed = "; ".join(_words(evaluation, one) for one in numbers)
            opening = f"{_WORDS[key]}: {extent([one.statement.fact for one in numbers])}."
            yield f"{opening} Each as stated: {listed}. No ratio is given: they are not known to count the same."


def extent(facts: Sequence[Fact]) -> str:
    """Word the least and the greatest of published numbers in each of their units, and how many there are."""
    numbers: dict[str, list[float]] = {}
    for fact in facts:
        stated = (fact.low, fact.value, fact.high)
        numbers.setdefault(fact.unit, []).extend(one for one in stated if one is not None)
    parts = [
        span(min(known), max(known), unit) if min(known) < max(known) else number(known[0], unit)
        for unit, known in numbers.items()
        if known
    ]
    return f"{' and '.join(parts)} ({counted(len(facts), 'statement')})"


def _scope(scope: str | None) -> str:
    return "scope not stated" if scope == "unstated" else (scope or "").replace("_", " ")


def statement_of(politician: str) -> str:
    """Word that a number is the statement of a politician; empty if it is not known to be one."""
    return f"statement of {politician}" if politician else ""


def _words(evaluation: Evaluation, one: PublishedNumber) -> str:
    fact = one.statement.fact
    value = (
        span(fact.low, fact.high, fact.unit)
        if fact.value is None
        else quantity_in_words(fact.value, fact.unit, fact.bound)
    )
    dollars = f" in {fact.price_year}" if fact.price_year else ""
    subject = item_name(evaluation.loaded.case, fact.subject) if one.figure == INTERCEPTOR_PRICE else ""
    load = "load not stated" if one.figure == "funding_need" and total_of(fact).load in {None, NOT_STATED} else ""
    period = period_words(period_of(fact) or "undated")
    who = publishers(fact, one.source, weak_grade(one.source))
    details = (
        subject,
        _scope(fact.scope),
        load,
        statement_of(one.politician),
        who,
        period,
        fact.id,
        one.statement.reports,
    )
    return f"{value}{dollars} ({', '.join(filter(None, details))})"
