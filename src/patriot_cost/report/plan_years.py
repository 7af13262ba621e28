"""Years of the plan as titles, as words and in a note: calendar years, or US fiscal years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.provenance import steps_of
from patriot_cost.engine.keys import key_of, kind_of
from patriot_cost.report.document import Day
from patriot_cost.report.wording import NEVER, UNKNOWN, counted, number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.horizon import Calendar
    from patriot_cost.report.document import Table

FISCAL_YEARS = ": years are US fiscal years, from October of the year before to September."


def years_of_plan(evaluation: Evaluation) -> dict[str, Day | str]:
    """Return the years of the plan, each with its title: a fiscal year is none of the calendar."""
    calendar = evaluation.loaded.calendar
    return {year: calendar.named(year) if calendar.fiscal else Day(year) for year in calendar.years}


def plan_year(calendar: Calendar, value: float | None) -> str:
    """Return a year of the plan: `2038`, or `FY2038` where its years are fiscal ones."""
    text = number(value, "year")
    return text if text in {UNKNOWN, NEVER} else calendar.named(text)


def years_note(evaluation: Evaluation, keys: Iterable[str]) -> str:
    """State that the years of the plan are fiscal ones, and the reading of yearly data, where figures rest on them."""
    calendar = evaluation.loaded.calendar
    if not calendar.fiscal or not _by_year(evaluation, keys):
        return ""
    first = calendar.first_year
    return (
        f"Years are US fiscal years: {calendar.named(first)} runs from October {first - 1} to September {first}. Rates "
        f"of production are by calendar year, so it takes a quarter of {first - 1} and three of {first}. Years that a "
        "case sets, as of transfers, of commitments and of a deadline, are read as fiscal years; a halt keeps its "
        "dates."
    )


def _by_year(evaluation: Evaluation, keys: Iterable[str]) -> bool:
    """Tell whether figures rest on figures by year of the plan."""
    figures = (evaluation.plan.steps[key].figure for key in steps_of(evaluation, keys))
    return any(kind_of(axis) == "year" for figure in figures for axis in figure.per)


def to_last_battery(evaluation: Evaluation, table: Table) -> Table:
    """Return a table by year that ends where no more batteries are ordered or delivered, and names the years after."""
    years = evaluation.loaded.index_sets.axes["year"]
    busy = [
        any(evaluation[key_of(name, year)].value != 0 for name in ("battery_orders", "deliveries")) for year in years
    ]
    after = len(years) - max((place for place, moves in enumerate(busy, 1) if moves), default=len(years))
    if after < 2:
        return table
    first = evaluation.loaded.calendar.named(years[-after])
    below = f"From {first} no battery is ordered or delivered: {counted(after, 'year')} more with --all."
    return table._replace(rows=[*table.rows[: len(years) - after], *table.rows[len(years) :]], below=below)
