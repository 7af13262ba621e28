"""Outliers: values of a user far from all published values of the same measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.case.settings import ids
from patriot_cost.errors import UsageFault
from patriot_cost.ledger.roots import root_names
from patriot_cost.units import raw_amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.dataset.library import Library
    from patriot_cost.model.estimate import Estimate

_LOAD = "battery.missiles"
_FAR = 3
"""The factor by which a value may be below or above all published values without a warning."""


class PublishedRange(NamedTuple):
    """The published values of one measure: range, number of facts, the years of the dollars of money, roots."""

    low: float
    high: float
    facts: int
    years: tuple[int, ...]
    roots: frozenset[str]


def unusual(case: LoadedCase) -> Iterator[tuple[str, float, PublishedRange]]:
    """Yield values of a user far outside of those published of the same subjects and measures in the same unit.

    Comparable facts are of the subjects of the facts cited for the path, if the value of the data is not far from them.
    A value of 0 is a decision, not a slip.
    """
    rows: list[dict[str, str]] = []
    for path, own in case.user_settings.items():
        estimate = case.estimates.get(path)
        if estimate is None or (path == "requirement.batteries" and case.case.words["requirement.kind"] == "order"):
            continue  # The number of an order does not estimate a requirement.
        if path == _LOAD and _without_battery(case):
            continue
        cited = {*estimate.facts, *estimate.crosschecks, *ids(own.replaced, "facts"), *ids(own.replaced, "crosschecks")}
        if not cited:
            continue
        rows = rows or _rows(case.library)
        found = _published(rows, cited, estimate.unit, _known_amounts(own.replaced))
        far = [end for end in _known_amounts(_amounts(estimate)) if found and _is_far(end, found)]
        if found and far:
            yield path, far[0], found


class LauncherLoads(NamedTuple):
    """The missiles bought with one battery as a user has them, and one load of its launchers, least and most.

    `launchers` and `on_one` are the published counts that make a load: launchers of a battery, missiles on one.
    """

    value: float
    launchers: tuple[float, float]
    on_one: tuple[float, float]

    @property
    def one_load(self) -> tuple[float, float]:
        """The fewest and the most missiles on all launchers of a battery."""
        return self.launchers[0] * self.on_one[0], self.launchers[1] * self.on_one[1]


def unusual_load(case: LoadedCase) -> LauncherLoads | None:
    """Return the missiles of a battery as a user has them, if they are far from one load of published launchers."""
    launchers = case.estimates.get("battery.launchers")
    if _LOAD not in case.user_settings or launchers is None or launchers.value is None or _without_battery(case):
        return None
    held = [one.value for path, one in case.estimates.items() if path.endswith(".per_launcher") and one.value]
    low, high = launchers.low or launchers.value, launchers.high or launchers.value
    for value in _known_amounts(_amounts(case.estimates[_LOAD])):
        found = LauncherLoads(value, (low, high), (min(held, default=1.0), max(held, default=1.0)))
        least, most = found.one_load
        if held and value != 0 and not least / _FAR <= value <= most * _FAR:
            return found
    return None


def _without_battery(case: LoadedCase) -> bool:
    """Tell whether missiles are bought without a ground system, so that they are the load of no battery."""
    return case.as_used("battery.system_cost").value == 0


def _published(rows: list[dict[str, str]], cited: set[str], unit: str, stated: list[float]) -> PublishedRange | None:
    """Return the range of the values published in a unit of the subjects of the cited facts; None without any."""
    same = [row for row in rows if row["unit"] == unit]
    kinds = {(row["subject"], row["measure"]) for row in same if row["id"] in cited}
    found = [_joined(row for row in same if (row["subject"], row["measure"]) == kind) for kind in kinds]
    known = [part for part in found if part and not any(_is_far(end, part) for end in stated)]
    if not known:
        return None
    years = {year for part in known for year in part.years}
    low, high = min(part.low for part in known), max(part.high for part in known)
    roots = frozenset(root for part in known for root in part.roots)
    return PublishedRange(low, high, sum(part.facts for part in known), tuple(sorted(years)), roots)


def _joined(rows: Iterable[dict[str, str]]) -> PublishedRange | None:
    columns = ("low", "value", "high")
    stated = [row for row in rows if any(row[name] for name in columns)]
    if not stated:
        return None
    numbers = [float(row[name]) for row in stated for name in columns if row[name]]
    years = {int(row["price_year"]) for row in stated if row["price_year"]}
    roots = frozenset(row["root"] for row in stated)
    return PublishedRange(min(numbers), max(numbers), len(stated), tuple(years), roots)


def _is_far(value: float, published: PublishedRange) -> bool:
    return value != 0 and not published.low / _FAR <= value <= published.high * _FAR


def _amounts(estimate: Estimate) -> dict[str, float | None]:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}


def _known_amounts(record: Mapping[str, Any]) -> list[float]:
    """Return the value of a record and the bounds of its range, as far as they are known."""
    try:
        amounts = [raw_amount(record.get(name)) for name in ("value", "low", "high")]
    except UsageFault:
        return []
    return [end for end in amounts if end is not None]


def _rows(library: Library) -> list[dict[str, str]]:
    """Return the rows of the ledger by column, with the root of each, unchecked: those that are cited were checked."""
    rows = [dict(zip(table.header, cells, strict=False)) for table in library.fact_tables for _, cells in table.rows()]
    roots = root_names({row["id"]: row.get("repeats") for row in rows})
    return [row | {"root": roots.get(row["id"], row["id"])} for row in rows]
