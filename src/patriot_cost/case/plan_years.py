"""Yearly data of other years than those of the plan: which year of the data each year of the plan takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from patriot_cost.engine.keys import key_of
from patriot_cost.ledger.deflators import PROCUREMENT, SUPPORT
from patriot_cost.model.estimate import below

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patriot_cost.case.horizon import Calendar
    from patriot_cost.model.case import Case
    from patriot_cost.model.estimate import Estimate

YearBasis: TypeAlias = Literal["fiscal", "calendar"]
_LEVELS = {PROCUREMENT: "procurement", SUPPORT: "support"}


def rates_by_year(estimates: Mapping[str, Estimate], calendar: Calendar, lines: Iterable[str]) -> dict[str, str]:
    """Return the rate of each line in a year of the plan, in the year before, and at present.

    Rates are of calendar years; the last one stated is held.
    """
    found: dict[str, str] = {}
    for name in lines:
        years = sorted(below(estimates, f"production.{name}.rate"))
        rates = {year: key_of("production_rate", name, year) for year in calendar.every_year}
        for year in rates if years else ():
            stated = [known for known in years if known <= year]
            if stated and year not in years:
                held = key_of("production_rate", name, stated[-1])
                found[rates[year]], rates[year] = held, held
        found[key_of("present_rate", name)] = rates[str(calendar.present)]
        for year in calendar.years_open:
            if calendar.fiscal:
                found[key_of("rate_of_year", name, year)] = key_of("fiscal_rate", name, year)
                found[key_of("rate_a_year_before", name, year)] = rates[str(int(year) - 1)]
            else:
                found[key_of("rate_of_year", name, year)] = rates[year]
    return found


def levels_by_year(case: Case, calendar: Calendar, bases: Mapping[str, YearBasis]) -> dict[str, str]:
    """Return the level of each index in the price year, and of the year that shares a quarter with a year of the plan.

    The dollars of the price year are those of the index, in its own kind of years. Orders after the last year of
    the plan have the prices of that year.
    """
    found = {}
    for path, name in _LEVELS.items():
        level = f"{name}_level"
        found[f"{name}_index_base"] = key_of(level, str(case.price_year))
        fiscal = bases.get(case.words[path]) == "fiscal"
        # A fiscal year begins in the calendar year before, so that a calendar year ends in the fiscal year after.
        shift = fiscal - calendar.fiscal
        found |= {key_of(f"adjoining_{level}", year): key_of(level, str(int(year) + shift)) for year in calendar.years}
    return found | {"last_procurement_factor": key_of("procurement_factor", calendar.years[-1])}
