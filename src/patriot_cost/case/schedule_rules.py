"""Rules of production, orders, payment and prices over several years."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from patriot_cost.case.horizon import LONGEST_LEAD
from patriot_cost.case.risk_rules import delayed_lines
from patriot_cost.model.estimate import below
from patriot_cost.units import compact, written_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patriot_cost.case.findings import Finding
    from patriot_cost.model.case import Case
    from patriot_cost.model.estimate import Estimate

_INDICES = ("prices.procurement_index.", "prices.support_index.")
_LEAST_AVERAGE_SLOPE = 0.5
_MOST_GROWTH = 10
"""The factor by which the rate of a line may grow or shrink in a year; more is a typing error."""


def schedule_findings(case: Case, estimates: Mapping[str, Estimate]) -> Iterator[Finding]:
    """Yield impossible values, and mixtures of methods that exclude each other."""
    for name in case.production:
        yield from _ramp_findings(f"production.{name}", estimates)
        yield from _lot_findings(f"production.{name}", estimates)
    yield from _delay_findings(case, estimates)
    rates = below(estimates, "payment.outlay_rates")
    shares = [rate.value for rate in rates.values() if rate.value is not None]
    if rates and len(shares) == len(rates) and abs(sum(shares) - 1) > 1e-9:
        message = f"outlay rates add up to {written_out(sum(shares) * 100)} %; needed: 100 %"
        paths = [f"payment.outlay_rates.{age}" for age in rates]
        yield paths[0], message, paths[1:]
    strange = [age for age in rates if not age.isdecimal() or int(age) > LONGEST_LEAD + 1]
    for age in strange:
        yield f"payment.outlay_rates.{age}", f"'{age}' is not a year after the order; allowed: 0 to {LONGEST_LEAD + 1}"
    for path, estimate in estimates.items():
        if path.startswith(_INDICES) and estimate.value == 0:
            yield path, "a price level of 0; needed: one above 0"
    if estimates.keys() >= {"discount.real_rate", "discount.nominal_rate"}:
        message = "a real and a nominal rate at once; needed: one of them, real for constant, nominal for then-year"
        yield "discount.nominal_rate", message, ["discount.real_rate"]
    saving = estimates.get("prices.multiyear_saving")
    if case.words["prices.quantity_effect"] != "none" and saving and _top(saving):
        message = "a multiyear saving together with a learning curve counts the same saving twice; needed: one of them"
        yield "prices.multiyear_saving", message, ["prices.quantity_effect"]
    for name in case.production if case.words["prices.quantity_effect"] == "cumulative_average" else ():
        slope = estimates.get(f"production.{name}.learning_slope")
        bounds = [bound for bound in (slope.low, slope.value) if bound is not None] if slope else []
        if bounds and min(bounds) <= _LEAST_AVERAGE_SLOPE:
            message = f"a slope of {min(bounds):.0%} makes more units cost less in all; needed: above 50 %"
            yield f"production.{name}.learning_slope", message, ["prices.quantity_effect"]


def _lot_findings(path: str, estimates: Mapping[str, Estimate]) -> Iterator[Finding]:
    """Yield the faults of the lot that a stated unit cost was paid for."""
    anchor, first, last = (f"{path}.{name}" for name in ("anchor_unit", "priced_lot_first", "priced_lot_last"))
    stated = [end for end in (first, last) if end in estimates]
    if stated and anchor in estimates and estimates[anchor].value is not None:
        message = f"{anchor} and a lot ({first}, {last}) at once both say what the unit cost was paid for"
        yield anchor, f"{message}; needed: one of them", stated
    if len(stated) == 2 and (lowest := _bottom(estimates[last])) is not None and _top(estimates[first]) > lowest:
        message = f"the lot starts at unit {_top(estimates[first]):,g} and ends at unit {lowest:,g}"
        yield first, f"{message}; needed: {first} no higher than {last}", [last]


def _ramp_findings(path: str, estimates: Mapping[str, Estimate]) -> Iterator[Finding]:
    by_year, lead_time = below(estimates, f"{path}.rate"), estimates.get(f"{path}.lead_time")
    years = sorted(by_year)
    strange = [year for year in years if not year.isdecimal()]
    for year in strange:
        yield f"{path}.rate.{year}", f"'{year}' is not a year; rates are yearly"
    if strange:
        return
    for before, year in pairwise(years):
        if int(year) != int(before) + 1:
            yield f"{path}.rate.{year}", f"no rate for {int(before) + 1}: rates are needed for every year in between"
        rates = [rate for rate in (by_year[before].value, by_year[year].value) if rate]
        if len(rates) == 2 and max(rates) > _MOST_GROWTH * min(rates):
            message = f"{compact(rates[0])} in {before} and {compact(rates[1])} in {year} are over {_MOST_GROWTH} to 1"
            yield (
                f"{path}.rate.{year}",
                f"{message}; no line grows or shrinks like that in a year",
                [f"{path}.rate.{before}"],
            )
    if lead_time and _top(lead_time) > LONGEST_LEAD * 12:
        yield f"{path}.lead_time", f"{_top(lead_time):g} months; allowed: up to {LONGEST_LEAD * 12}"


def _delay_findings(case: Case, estimates: Mapping[str, Estimate]) -> Iterator[Finding]:
    """Yield the delays with which an order may fall due later than the paths follow."""
    for line, risks in delayed_lines(case, estimates, tuple(case.production)).items():
        paths = [f"risks.{name}.delay" for name in risks]
        lead_time = estimates.get(f"production.{line}.lead_time")
        longest = sum(_top(one) for one in (lead_time, *map(estimates.get, paths)) if one)
        if longest > LONGEST_LEAD * 12:
            message = (
                f"with all delays that may occur {line} takes {longest:g} months; allowed: up to {LONGEST_LEAD * 12}"
            )
            yield max(paths, key=lambda path: _top(estimates[path])), message, [*paths, f"production.{line}.lead_time"]


def _bottom(estimate: Estimate) -> float | None:
    return min((end for end in (estimate.value, estimate.low) if end is not None), default=None)


def _top(estimate: Estimate) -> float:
    return max(end for end in (estimate.value, estimate.high, 0.0) if end is not None)
