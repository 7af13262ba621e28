"""Doubts about facts and sources: numbers that nothing real has, units and addresses that do not fit together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from statistics import median
from typing import TYPE_CHECKING

from patriot_cost.ledger.comparable import middle
from patriot_cost.ledger.doubts import Doubt
from patriot_cost.ledger.identities import facts_of, failures
from patriot_cost.model.range_faults import LARGEST, SMALLEST
from patriot_cost.model.record_shape import as_object
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from patriot_cost.model.ledger import Fact, Identity, Source
    from patriot_cost.model.upkeep import Correction

_SAME_PAGE = re.compile(r"^https?://(www\.)?|:(80|443)(?=[/?#]|$)|(?<=[?&])utm_[^&#]*&?|#.*")
"""Parts of an address that lead to no other page."""
LEAST_MONEY = 1000
"""No price, order or budget of the field is less; a number below this was perhaps meant in thousands or millions."""
FARTHEST = 1000
"""Numbers of one subject, measure and unit that differ by this factor are perhaps not in the same unit."""
_TIMES = frozenset({"month", "year"})


def fact_doubts(facts: Mapping[str, Fact], places: Mapping[str, str]) -> Iterator[Doubt]:
    """Yield the doubts about facts."""
    yield from _repeated(facts, places)
    for fact in facts.values():
        for end in filter(None, (fact.low, fact.value, fact.high)):
            yield from _of_number(fact, end, places[fact.id])
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts.values():
        groups[fact.subject, fact.measure].append(fact)
    for group in groups.values():
        yield from _mixed_units(group, places)
        for unit in dict.fromkeys(fact.unit for fact in group):
            yield from _far_from_others([fact for fact in group if fact.unit == unit], places)


def _repeated(facts: Mapping[str, Fact], places: Mapping[str, str]) -> Iterator[Doubt]:
    """Yield facts that equal an earlier one in all but the id."""
    seen: dict[Fact, str] = {}
    for fact in facts.values():
        key = fact._replace(id="")
        if key in seen:
            yield Doubt("said_twice", places[fact.id], fact.id, f"says the same as {seen[key]}")
        seen.setdefault(key, fact.id)


def _of_number(fact: Fact, end: float, where: str) -> Iterator[Doubt]:
    """Yield the doubt about a number that is out of proportion or of its unit's limits; a share may be a change."""
    number = f"{end:,.15g} {fact.unit}"
    if not SMALLEST <= abs(end) <= LARGEST:
        yield Doubt("out_of_proportion", where, fact.id, f"{end:g} is out of all proportion")
    elif fact.unit == "share" and abs(end) > 1:
        text = f"a share of {end:,.15g} is {end * 100:,.15g} %; needed: 0.2 for 20 %, at most 1"
        yield Doubt("share_above_1", where, fact.id, text)
    elif end < 0 and fact.unit != "share":
        yield Doubt("negative", where, fact.id, f"{number} is negative")
    elif currency(fact.unit) and abs(end) < LEAST_MONEY:
        text = f"{number} is less than {LEAST_MONEY:,}; needed: plain numbers, 4200000 for 4.2 million"
        yield Doubt("little_money", where, fact.id, text)


def _far_from_others(group: list[Fact], places: Mapping[str, str]) -> Iterator[Doubt]:
    """Yield those of the facts of one subject, measure and unit that differ from all others by orders of magnitude."""
    numbers = {fact.id: abs(number) for fact in group if (number := middle(fact))}
    if len(numbers) < 2:
        return
    usual = median(numbers.values())
    for name, number in numbers.items():
        others = usual if len(numbers) > 2 else next(other for key, other in numbers.items() if key != name)
        if not 1 / FARTHEST < number / others < FARTHEST:
            text = f"{number:,.15g} {group[0].unit} is far from the others of its subject and measure: {others:,.15g}"
            yield Doubt("far_from_others", places[name], name, text)


def _mixed_units(group: list[Fact], places: Mapping[str, str]) -> Iterator[Doubt]:
    """Yield those of the facts of one subject and measure that are per another thing than most: per missile, drone."""
    things = {fact.id: per for fact in group if (per := frozenset(fact.unit.split("/")[1:]) - _TIMES)}
    if len({*things.values()}) < 2:
        return
    usual, _ = Counter(things.values()).most_common(1)[0]
    other = next(fact for fact in group if things.get(fact.id) == usual)
    for fact in group:
        if things.get(fact.id, usual) != usual:
            text = f"in {fact.unit}, but {other.id}, of the same subject and measure, in {other.unit}"
            yield Doubt("mixed_units", places[fact.id], fact.id, text)


def source_doubts(
    sources: Mapping[str, Source], facts: Mapping[str, Fact], places: Mapping[str, str]
) -> Iterator[Doubt]:
    """Yield sources that nothing rests on, and those whose address another has."""
    used = {fact.source for fact in facts.values()}
    seen: dict[str, str] = {}
    for name, source in sources.items():
        if name not in used:
            yield Doubt("unused_source", places[name], name, "no fact rests on it")
        first = seen.setdefault(_page(source.url), name)
        if first != name:
            yield Doubt("address_twice", places[name], name, f"has the address of {first}", first)


def _page(url: str) -> str:
    """Return an address without its parts that lead to no other page, such as protocol, port, anchor, campaign."""
    return _SAME_PAGE.sub("", url.casefold()).rstrip("/?&")


def identity_doubts(
    identities: Iterable[Identity], facts: Mapping[str, Fact], places: Mapping[str, str]
) -> Iterator[Doubt]:
    """Yield the identities that the numbers of a source do not satisfy, within print rounding."""
    for identity, computed, _, _, printed, _ in failures(identities, facts):
        parts = (" x " if identity.kind == "product" else " + ").join(identity.parts.split())
        named = facts_of(identity)
        total = f"{identity.total} prints {printed:,.10g}" if identity.total in named else f"needed is {printed:,.10g}"
        text = f"{parts} = {computed:,.10g}, but {total}. {identity.note}"
        yield Doubt("identity_fails", places[identity.id], identity.id, text, facts=tuple(named))


def correction_doubts(corrections: Mapping[str, Correction], facts: Mapping[str, Fact]) -> Iterator[Doubt]:
    """Yield the last corrections of cells that say otherwise by now; `corrections` are by file and line, in order."""
    last = {(one.fact, one.column): (where, one) for where, one in corrections.items()}
    for (name, column), (where, one) in last.items():
        now = as_object(facts[name])[column] if name in facts else one.new
        if now != _typed(one.new, now):
            text = f"{column} was corrected to {one.new or 'nothing'}, and is now {now}; needed: a row for that change"
            yield Doubt("changed_again", where, name, text)


def _typed(text: str | None, present: object) -> object:
    """Return a cell as a number, if it is to be compared with one."""
    try:
        return float(text) if text is not None and isinstance(present, (int, float)) else text
    except ValueError:
        return text
