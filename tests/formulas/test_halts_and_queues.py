"""A supply halt by year and by month, and a line that works off its orders first, worked out by hand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from patriot_cost import load
from patriot_cost.case.long_series import with_series
from patriot_cost.engine.evaluation_plan import Plan

if TYPE_CHECKING:
    from patriot_cost.case.loaded_case import LoadedCase

MONTHS = [f"{year}-{month:02}" for year in (2026, 2027, 2028) for month in range(1, 13)]


@cache
def loaded(*settings: str) -> LoadedCase:
    """Load a case with settings, and the series that its figures take."""
    case = load("mid-2026", set=["stock.last_month=2028-12", *settings])
    return with_series(case, Plan(case.index_sets))


@cache
def run(*settings: str) -> dict[str, float]:
    """Compute all figures of a case with settings."""
    case = loaded(*settings)
    values = Plan(case.index_sets).run({name: entry.value for name, entry in case.inputs.items()})
    return {key: value for key, value in values.items() if value is not None}


def halt(start: float, months: float, *settings: str) -> dict[str, float]:
    """Compute all figures with a halt."""
    return run(f"supply.halt_start={start}", f"supply.halt_months={months}", *settings)


@pytest.mark.parametrize(
    ("start", "months", "whole", "part"),
    [
        (2026.75, 12, ("2026-10", "2027-09"), {}),
        (2027, 1, ("2027-01", "2027-01"), {}),
        (2027.5, 6.5, ("2027-07", "2027-12"), {"2028-01": 0.5}),
        # a quarter of a month into February, which begins at a twelfth: 2027 + 1/12 + 1/48
        (2027.1041666666667, 1, None, {"2027-02": 0.75, "2027-03": 0.25}),
        (2027, 0, None, {}),
    ],
)
def test_a_halt_takes_whole_months(
    start: float, months: float, whole: tuple[str, str] | None, part: dict[str, float]
) -> None:
    """A month is halt, open, or in part, and what months lose adds up to the length of the halt."""
    found = halt(start, months)
    first, last = whole or ("9", "0")
    for month in MONTHS:
        key = f"halted_share_of_month[{month}]"
        if key in found:
            expected = part.get(month, 1.0 if first <= month <= last else 0.0)
            assert found[key] == pytest.approx(expected, abs=1e-9)
            assert (found[key] == expected) or month in part
    lost = [value for key, value in found.items() if key.startswith("halted_share_of_month[")]
    assert sum(lost) == pytest.approx(months)


def test_twelve_months_of_halt_take_twelve_months_out_of_the_stock() -> None:
    """Nothing arrives in a halted month, nothing is engaged then from an empty stock, and all else stays as it was."""
    stock_alone = ("supply.monthly_transfers=7", "stock.on_hand=0", "supply.allocation=stock")
    steady = run(*stock_alone)
    halted = halt(2026.75, 12, *stock_alone)
    months = [month for month in MONTHS if f"stock[{month}]" in halted]
    stopped = [month for month in months if "2026-10" <= month <= "2027-09"]
    assert len(stopped) == 12
    for month in months:
        arriving = halted[f"stock_arrivals[{month}]"]
        expected = 0.0 if month in stopped else steady[f"stock_arrivals[{month}]"]
        assert arriving == pytest.approx(expected, rel=1e-12)
        if month in stopped[1:]:
            assert halted[f"launches_engaged_share[{month}]"] == 0.0
    lost = sum(steady[f"stock_arrivals[{month}]"] for month in stopped)
    least = 12 * (7 + steady["production_arriving[2026-10]"])
    assert lost >= least * (1 - 1e-12)
    # A tenth of 750 and of 360 is 111 in 2027: each month of the halt takes a twelfth of it.
    assert steady["production_arriving[2027-01]"] * 12 == pytest.approx(111)


def test_no_pledge_is_lost_in_a_halt() -> None:
    """Pledges for the stock come in the first month that is not all halt, and in no other; a plan counts them alike."""
    free, later = halt(2026.75, 12), halt(2026.5, 18)
    given = "supply.transfer_year=2028"
    for found, month in (
        (free, "2026-08"),
        (later, "2028-01"),
        (run(given), "2028-01"),
        (halt(2028, 2, given), "2028-03"),
    ):
        arriving = {key: value for key, value in found.items() if key.startswith("pledges_arriving[") and value}
        assert arriving == {f"pledges_arriving[{month}]": 35.0}
        first = min(year for year in range(2027, 2042) if found[f"transferred_share[{year}]"])
        assert first == max(2027, int(month[:4]))


@pytest.mark.parametrize(
    ("start", "months", "shares"),
    [
        (2027, 12, {2027: 1.0}),
        (2026.75, 12, {2027: 0.75}),
        (2027.25, 18, {2027: 0.75, 2028: 0.75}),
        (2028.5, 24, {2028: 0.5, 2029: 1.0, 2030: 0.5}),
        (2027, 7, {2027: 7 / 12}),
    ],
)
def test_a_halt_takes_its_part_of_each_year(start: float, months: float, shares: dict[int, float]) -> None:
    """The part of a year without deliveries is its months of halt over twelve; a year that is all halt is exactly 1."""
    found = halt(start, months)
    assert {year: found[f"halted_share[{year}]"] for year in range(2027, 2041)} == {
        year: shares.get(year, 0.0) for year in range(2027, 2041)
    }


def test_a_line_works_off_its_orders_first() -> None:
    """By the rule of the queue a year leaves what its output adds beyond the order book, and no year counts twice."""
    ramp = [f"production.gem_t.rate.{year}={1000 + 100 * (year - 2027)}" for year in range(2027, 2036)]
    found = run("supply.rule=queue", "production.gem_t.order_book=2500", *ramp)
    # made by the end of each year: 1000, 2100, 3300, 4600; the first 2500 are others'
    left = [found[f"line_unsold[gem_t,{year}]"] for year in range(2027, 2032)]
    assert left == [0.0, 0.0, 800.0, 1300.0, 1400.0]
    assert [found[f"line_capacity[gem_t,{year}]"] for year in range(2027, 2032)] == left
    made = [found[f"line_output[gem_t,{year}]"] for year in range(2027, 2032)]
    assert made == [1000.0, 2100.0, 3300.0, 4600.0, 6000.0]
    assert sum(left) == made[-1] - 2500


def test_a_halt_stops_a_line_that_works_off_its_orders() -> None:
    """A year that is half halt delivers half of what the queue leaves."""
    ramp = [f"production.gem_t.rate.{year}=1000" for year in range(2027, 2036)]
    halted = ("supply.halt_start=2028", "supply.halt_months=6")
    found = run("supply.rule=queue", "production.gem_t.order_book=500", *halted, *ramp)
    assert [found[f"line_unsold[gem_t,{year}]"] for year in (2027, 2028, 2029)] == [500.0, 1000.0, 1000.0]
    assert [found[f"line_capacity[gem_t,{year}]"] for year in (2027, 2028, 2029)] == [500.0, 500.0, 1000.0]
