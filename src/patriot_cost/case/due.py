"""Readings that are due: of places of the watch list, and of facts of shipped scenarios older than a span."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from patriot_cost.ledger.doubts import Doubt
from patriot_cost.ledger.roots import date_of, roots_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patriot_cost.model.ledger import Fact
    from patriot_cost.model.upkeep import Watch

_MONTHS = {"m": 1, "y": 12}
_DAYS = {"d": 1, "w": 7}


def moved(day: date, span: str, *, back: bool = False) -> date:
    """Return the day that lies a span such as 90d, 12w, 6m or 1y after another, or before it, within its month."""
    count, unit = int(span[:-1]) * (-1 if back else 1), span[-1]
    if unit in _DAYS:
        return day + timedelta(days=count * _DAYS[unit])
    year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS[unit], 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def watch_due(watched: Mapping[str, Watch], places: Mapping[str, str], today: date) -> Iterator[Doubt]:
    """Yield the places of the watch list that were not read for as long as they may be; those never read are due."""
    for name, one in watched.items():
        due = moved(one.last_read, one.every) if one.last_read else None
        if due is None or due <= today:
            read = f"last read {one.last_read}, due since {due}" if due else "no reading noted"
            yield Doubt("watch", places[name], name, f"{one.look}: {read}; every {one.every}")


def facts_due(
    cited: Mapping[str, set[str]], facts: Mapping[str, Fact], places: Mapping[str, str], today: date, span: str
) -> Iterator[Doubt]:
    """Yield the facts that scenarios cite and that are older than a span, the oldest first; undated ones may be.

    A year or a month ends on its last day: only a fact that is older for certain is due. One that repeats another is
    as old as that.
    """
    limit, roots = moved(today, span, back=True).isoformat(), roots_of(facts)
    dates = {name: date_of(facts[name], roots) for name in cited if name in facts}
    old = [name for name, date in dates.items() if last_day(date) < limit]
    for name in sorted(old, key=lambda name: (last_day(dates[name]), name)):
        dated = f"of {dates[name]}" if dates[name] else "without a date"
        text = f"{dated}, over {span} old; cited by {', '.join(sorted(cited[name]))}"
        yield Doubt("old_fact", places[name], name, text, dates[name] or "no date")


def last_day(partial: str | None) -> str:
    """Return the last day of a year, a month or a day; an unknown one is before all others."""
    if partial is None:
        return ""
    return f"{partial}-12-31"[:10] if len(partial) != len("2025-07") else f"{partial}-31"
