"""The years and months of a case: of the plan, of the stock path, of the observed series."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.model.estimate import below
from patriot_cost.model.paths import pattern_of
from patriot_cost.units import month_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from patriot_cost.case.findings import Finding
    from patriot_cost.model.case import Case
    from patriot_cost.model.estimate import Estimate

_YEARS = "plan.years"
_PLAN_YEARS = 15
_STOCK_MONTHS = 36
LAST_COUNTED = "budget.by"
OBSERVED = "demand.observed"
"""The section of launches by month."""
FEWEST_MONTHS = 12
"""A mean or a peak of fewer complete months would be that of a season."""
LONGEST_LEAD = 10
"""Longest lead time that the paths follow, in years; appropriations pay out within eight."""
_LONGEST_PLAN = 60


class Calendar(NamedTuple):
    """The items of the axes in time. `present` is the calendar year of the case's date.

    `dates` are those in force, by path: those of the case, else those that follow from its date. The years of the plan
    are fiscal ones if it says so.
    """

    fiscal: bool
    present: int
    first_year: int
    last_year: int
    months: tuple[str, ...]
    observed: tuple[str, ...]
    dates: Mapping[str, str]

    @property
    def years(self) -> tuple[str, ...]:
        """The years of the plan."""
        return tuple(map(str, range(self.first_year, self.last_year + 1)))

    @property
    def years_ordered(self) -> tuple[str, ...]:
        """The years in which first loads are ordered and delivered: the plan, carried on with the stock path."""
        return tuple(map(str, range(self.first_year, self._last_supplied + 1)))

    @property
    def years_supplied(self) -> tuple[str, ...]:
        """The years of the plan and of the stock path."""
        return tuple(map(str, range(min(self.present, self.first_year), self._last_supplied + 1)))

    @property
    def years_ahead(self) -> tuple[str, ...]:
        """The years in which first loads are ordered, and those into which their orders reach."""
        return tuple(map(str, range(self.first_year, self._last_supplied + LONGEST_LEAD + 2)))

    @property
    def years_open(self) -> tuple[str, ...]:
        """All years from the date of the case on of which figures take the output of a line."""
        return tuple(map(str, range(min(self.present, self.first_year), self._last_supplied + LONGEST_LEAD + 2)))

    @property
    def _last_supplied(self) -> int:
        return max(self.last_year, int(self.year_of_month(self.months[-1])))

    @property
    def every_year(self) -> tuple[str, ...]:
        """All calendar years of which figures may take the rate of a line."""
        return tuple(map(str, range(int(self.years_open[0]) - self.fiscal, int(self.years_open[-1]) + 1)))

    def year_of_month(self, month: str) -> str:
        """Return the year of the plan that a month is in: October 2027 is in the fiscal year 2028."""
        return str(_year_of(month_count(month), fiscal=self.fiscal))

    @property
    def basis(self) -> str:
        """The kind of years of the plan where keys do not tell it: empty for calendar years."""
        return "fiscal" if self.fiscal else ""

    def named(self, year: object) -> str:
        """Return a year of the plan as it is printed."""
        return _named(year, fiscal=self.fiscal)

    @property
    def ages(self) -> tuple[str, ...]:
        """The ages of an order, in years."""
        return tuple(map(str, range(LONGEST_LEAD + 2)))

    @property
    def numbers(self) -> dict[str, float]:
        """The months as numbers: months since the year 0, which are whole."""
        return {month: float(month_count(month)) for month in (*self.months, *self.observed)}


def calendar(case: Case, estimates: Mapping[str, Estimate], as_of: date, counted: date) -> Calendar:
    """Return the years and months of a case; those that it does not state follow from its date.

    Launches were `counted` up to a day that may be later, where a file of them is laid on an older case.
    """
    first, final, month = _stated(case)
    fiscal = is_fiscal(case)
    first = first or _present_year(as_of, fiscal=fiscal) + 1
    start = as_of.year * 12 + as_of.month
    last = max(first, final or first + _PLAN_YEARS - 1)
    months = tuple(_months(start, max(start, month_count(month) if month else start + _STOCK_MONTHS - 1)))
    dates = {
        "plan.first_year": str(first),
        "plan.last_year": str(last),
        "stock.last_month": months[-1],
        "scenario.as_of": months[0],
        "scenario.price_year": str(case.price_year),
    }
    return Calendar(
        fiscal, as_of.year, first, last, months, observed_months(estimates, counted), {**case.dates, **dates}
    )


def observed_months(estimates: Mapping[str, Estimate], counted: date) -> tuple[str, ...]:
    """Return the months with launches from the first to the last that is over; one between them may be missing."""
    over = [month for month in sorted(below(estimates, OBSERVED)) if month_count(month) <= _last_over(counted)]
    return tuple(_months(month_count(over[0]), month_count(over[-1]))) if over else ()


def complete_months(estimates: Mapping[str, Estimate], observed: Sequence[str]) -> tuple[str, ...]:
    """Return the months with a count of all their launches: a floor is none, and a missing month is unknown."""
    counts = below(estimates, OBSERVED)
    return tuple(
        month
        for month in observed
        if month in counts and counts[month].value is not None and counts[month].bound is None
    )


def is_fiscal(case: Case) -> bool:
    """Tell whether the years of the plan are fiscal ones."""
    return case.words[_YEARS] == "fiscal"


def _present_year(day: date, *, fiscal: bool) -> int:
    """Return the year of the plan that a day is in."""
    return _year_of(day.year * 12 + day.month - 1, fiscal=fiscal)


def _year_of(month: int, *, fiscal: bool) -> int:
    """Return the year of a number of months since the year 0; the fiscal one is a quarter of a year ahead."""
    return (month + 3 * fiscal) // 12


def _named(year: object, *, fiscal: bool) -> str:
    return f"FY{year}" if fiscal else f"{year}"


def as_number(date: str, unit: str) -> float:
    """Return a date as a number in the unit of its input: a year, or months since the year 0."""
    return float(date) if unit == "year" else float(month_count(date))


def _stated(case: Case) -> tuple[int | None, int | None, str | None]:
    """Return the first and the last year of the plan and the last month of the stock path; None if not stated."""
    first, last = (case.dates.get(f"plan.{name}_year") for name in ("first", "last"))
    return int(first) if first else None, int(last) if last else None, case.dates.get("stock.last_month")


def calendar_findings(case: Case, estimates: Mapping[str, Estimate], as_of: date) -> Iterator[Finding]:
    """Yield horizons that lie before their start, or too far away; all follow from the date of the case."""
    dated, planned = ["scenario.as_of"], ["scenario.as_of", "plan.first_year"]
    first, last, month = _stated(case)
    fiscal = is_fiscal(case)
    named = partial(_named, fiscal=fiscal)
    present = _present_year(as_of, fiscal=fiscal)
    first = first or present + 1
    rates = [int(path.rpartition(".")[2]) for path in estimates if pattern_of(path) == "production.*.rate.*"]
    if rates and first - fiscal < min(rates):
        quarter = f", and it takes a quarter of {first - 1}" if fiscal else ""
        yield (
            "plan.first_year",
            f"a plan from {named(first)} on starts before the data: production rates start in {min(rates)}{quarter}",
            [*dated, _YEARS],
        )
    elif first < present:
        yield "plan.first_year", f"{named(first)} is before the case, which speaks of {as_of}", dated
    if last is not None and last < first:
        yield "plan.last_year", f"{named(last)} is before the plan starts, in {named(first)}", planned
    elif last is not None and last - first >= _LONGEST_PLAN:
        yield (
            "plan.last_year",
            f"{named(last)} makes a plan of {last - first + 1} years; allowed: up to {_LONGEST_PLAN}",
            planned,
        )
    end, by = max(first, last or first + _PLAN_YEARS - 1), estimates.get(LAST_COUNTED)
    if by and by.value is not None and not first <= by.value <= end:
        message = f"{named(f'{by.value:g}')} is outside the plan, which runs from {named(first)} to {named(end)}"
        yield LAST_COUNTED, message, [*planned, "plan.last_year"]
    start = as_of.year * 12 + as_of.month
    if month and month_count(month) < start:
        yield "stock.last_month", f"{month} is before the path starts, in {next(_months(start, start))}", dated
    elif month and month_count(month) - start >= _LONGEST_PLAN * 12:
        yield "stock.last_month", f"{month} is too far; allowed: up to {_LONGEST_PLAN} years", dated


def _last_over(day: date) -> int:
    """Return the last month that is over at the end of a day: the numbers of a month are known when it ends."""
    morrow = day + timedelta(days=1)
    return morrow.year * 12 + morrow.month - 2


def _months(first: int, last: int) -> Iterator[str]:
    return (f"{count // 12}-{count % 12 + 1:02}" for count in range(first, last + 1))
