"""Published numbers beside computed headline figures: one table of the figures and of the measures of facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.published_prices import UNIT_COST, in_dollars_of, like_the_computed, published_prices
from patriot_cost.dataset.chains import with_repeated
from patriot_cost.dataset.tables import read_facts, read_sources
from patriot_cost.ledger.roots import roots_of, statements

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.dataset.library import Library
    from patriot_cost.ledger.roots import Statement
    from patriot_cost.model.ledger import Fact, Source

INTERCEPTOR_PRICE = "interceptor_price"
_UKRAINE = "ukraine"
MEASURES: Mapping[str, tuple[str, str]] = {
    "batteries_required": (_UKRAINE, "requirement"),
    UNIT_COST: ("battery", "battery_cost"),
    "funding_need": (_UKRAINE, "funding_goal"),
    INTERCEPTOR_PRICE: ("interceptors of the mix", "unit_cost"),
    "launches_shot_down_share": (_UKRAINE, "ballistic_interception_share"),
    "months_of_supply": (_UKRAINE, "interceptors_needed"),
}
"""The subject and the measure of the facts beside each figure; prices are those that the case names."""
_OF_PATRIOT = ("batteries_required", "funding_need", "months_of_supply")
"""The figures of which the facts are about Patriot, so they stand beside no other system."""
_POLITICIAN = re.compile(r"\b(?:President|Prime [Mm]inister|(?:Defence |Foreign )?[Mm]inister|Chancellor) [A-Z]\w+")


class PublishedNumber(NamedTuple):
    """A published number beside a figure, with the source of the fact that stands for it.

    `ratio` is the computed figure over the number, None unless both are known to have equal contents; `politician` is
    the title and name of the one who said it, empty if the fact is not known to be such a statement.
    """

    figure: str
    statement: Statement
    source: Source
    ratio: float | None
    politician: str


def published_numbers(evaluation: Evaluation, keys: Collection[str]) -> list[PublishedNumber]:
    """Return the published numbers beside those of some figures that have any, by figure and date."""
    loaded, wanted = evaluation.loaded, [key for key in MEASURES if key in keys]
    evaluation.need([key for key in wanted if key == UNIT_COST], ())
    found = []
    for key in wanted:
        stated = _statements(loaded, key)
        sources = _sources(loaded, [one.fact for one in stated])
        ratios = _ratios(evaluation, stated) if key == UNIT_COST else [None] * len(stated)
        found += [
            PublishedNumber(key, one, sources[one.fact.source], ratio, politician(one.fact))
            for one, ratio in zip(stated, ratios, strict=True)
            if one.fact.source in sources
        ]
    return found


def politician(fact: Fact) -> str:
    """Return the title and name of the politician whose statement a fact is; empty if it is not told."""
    found = _POLITICIAN.search(fact.note or "")
    return found[0] if found else ""


def _statements(loaded: LoadedCase, key: str) -> list[Statement]:
    if key == UNIT_COST:
        return published_prices(loaded)
    if key == INTERCEPTOR_PRICE:
        found = statements(_prices_of_the_mix(loaded), loaded.roots)
    elif key in _OF_PATRIOT and loaded.case.system:
        return []
    else:
        facts = _facts(loaded.library, *MEASURES[key])
        found = statements(facts.values(), roots_of(with_repeated(loaded.library, facts, [])))
        if key == "funding_need":
            # Money asked for a period is the budget of all defence.
            found = [one for one in found if one.fact.for_ is None]
    return sorted(found, key=lambda one: (one.fact.for_ or one.fact.as_of or "", one.fact.id))


def _prices_of_the_mix(loaded: LoadedCase) -> Iterator[Fact]:
    """Yield the prices that the case cites for the interceptors it buys."""
    for variant in loaded.index_sets.axes["interceptor"]:
        price = loaded.estimates.get(f"interceptors.{variant}.unit_cost")
        share = loaded.estimates.get(f"interceptors.{variant}.share")
        if price and (share is None or share.value):
            cited = (loaded.facts[name] for name in (*price.facts, *price.crosschecks))
            yield from (fact for fact in cited if fact.measure == MEASURES[INTERCEPTOR_PRICE][1])


def _facts(library: Library, subject: str, measure: str) -> dict[str, Fact]:
    """Read the facts about a subject of a measure; only their rows are validated."""
    rows = (cells for table in library.fact_tables for cells in table.rows_with(f",{subject},{measure},"))
    wanted = {cells[0] for cells in rows if cells[1:3] == [subject, measure]}
    return read_facts(library, wanted, []) if wanted else {}


def _sources(loaded: LoadedCase, facts: Collection[Fact]) -> Mapping[str, Source]:
    missing = {fact.source for fact in facts} - loaded.sources.keys()
    return {**loaded.sources, **(read_sources(loaded.library, missing, []) if missing else {})}


def _ratios(evaluation: Evaluation, found: Collection[Statement]) -> Iterator[float | None]:
    """Yield the computed price over each published one of known and equal contents, in the same dollars."""
    computed, missiles = evaluation[UNIT_COST].value, evaluation.values.get("interceptors_per_battery")
    for one, price in zip(found, in_dollars_of(evaluation.loaded, found), strict=True):
        alike = price and computed is not None and missiles is not None and like_the_computed(one.fact, missiles)
        yield computed / price[1] if alike and price and computed is not None else None
