"""The paths in time, worked out a second time with plain loops from the numbers of the data, not with its formulas.

Numbers of mid-2026: 25 - 8 = 17 batteries are missing; 12 fire units leave the line a year, of which 20 % are
open here, four years after the order; 84 missiles a battery, 85.7 % PAC-3 MSE and 14.3 % GEM-T, of whose lines
10 % are open, 23 months and two years after the order. Orders start in 2027. A lead time of 23 months is 1 11/12
years: a twelfth of an order arrives in the year after it, the rest a year later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest

from patriot_cost import evaluate, load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation

Lines: TypeAlias = dict[str, tuple[list[float], list[float]]]

FIRST, COUNT = 2027, 15
FIRE_UNITS = {2027: 12}
MSE = {2027: 750, 2028: 1000, 2029: 1350, 2030: 1750}
GEM_T = {2027: 360, 2028: 480}
ARRIVALS = {"fire_unit": (0, 0, 0, 0, 1), "pac3_mse": (0, 1 / 12, 11 / 12), "gem_t": (0, 0, 1)}
OUTLAYS = (0.06, 0.34, 0.276, 0.18, 0.096, 0.037, 0.006, 0.005)


def ordered_and_delivered(
    need: float, rates: Mapping[int, float], share: float, arrivals: Sequence[float]
) -> tuple[list[float], list[float]]:
    """Return orders and deliveries by year: as fast as the line can deliver when they fall due."""
    rate = [rates.get(year, rates[max(rates)]) * share for year in range(FIRST, FIRST + COUNT + 10)]
    orders: list[float] = []
    delivered: list[float] = []
    for year in range(COUNT):
        room = sum(part * rate[year + age] for age, part in enumerate(arrivals))
        orders.append(min(need - sum(orders), room))
        due = sum(order * sum(arrivals[: year - placed + 1]) for placed, order in enumerate(orders))
        delivered.append(min(due - sum(delivered), rate[year]))
    return orders, delivered


def by_year(evaluation: Evaluation, name: str) -> list[float | None]:
    """Return a figure of all years."""
    keys = [f"{name}[{year}]" for year in range(FIRST, FIRST + COUNT)]
    evaluation.need(keys, ())
    return [evaluation[key].value for key in keys]


@pytest.fixture(scope="module")
def mid_2026() -> Evaluation:
    """The scenario, once."""
    return evaluate(load("mid-2026"))


@pytest.fixture(scope="module")
def lines() -> Lines:
    """Orders and deliveries of the three lines."""
    missiles = 17 * 84
    return {
        "fire_unit": ordered_and_delivered(17, FIRE_UNITS, 0.2, ARRIVALS["fire_unit"]),
        "pac3_mse": ordered_and_delivered(0.857 * missiles, MSE, 0.1, ARRIVALS["pac3_mse"]),
        "gem_t": ordered_and_delivered(0.143 * missiles, GEM_T, 0.1, ARRIVALS["gem_t"]),
    }


def test_batteries_arrive_as_worked_out(mid_2026: Evaluation, lines: Lines) -> None:
    """2.4 batteries a year from 2031 on, the last fifth of one in 2038, the year in which the gap closes."""
    orders, delivered = lines["fire_unit"]
    assert by_year(mid_2026, "battery_orders") == pytest.approx(orders, abs=1e-9)
    assert by_year(mid_2026, "deliveries") == pytest.approx(delivered, abs=1e-9)
    assert delivered == pytest.approx([0, 0, 0, 0, *[2.4] * 7, 0.2, 0, 0, 0], abs=1e-9)
    in_service = [8 + sum(delivered[: n + 1]) for n in range(COUNT)]
    assert by_year(mid_2026, "batteries_in_service") == pytest.approx(in_service)
    assert by_year(mid_2026, "coverage") == pytest.approx([count / 25 for count in in_service])
    assert mid_2026["gap_closed_year"].value == 2038


def test_a_fiscal_plan_is_worked_out_from_quarters_of_calendar_years() -> None:
    """The same loops on rates of fiscal years, each a quarter of one calendar year and three of the next."""
    rates_of = {"fire_unit": {2026: 12, **FIRE_UNITS}, "pac3_mse": {2026: 680, **MSE}, "gem_t": {2026: 280, **GEM_T}}
    missiles = 17 * 84
    needs = {"fire_unit": (17.0, 0.2), "pac3_mse": (0.857 * missiles, 0.1), "gem_t": (0.143 * missiles, 0.1)}
    fiscal = evaluate(load("mid-2026", set=["plan.years=fiscal"]))
    for name, rates in rates_of.items():
        last = max(rates)
        quarters = {
            year: rates.get(year - 1, rates[last]) / 4 + rates.get(year, rates[last]) * 3 / 4
            for year in range(FIRST, last + 2)
        }
        need, share = needs[name]
        orders, delivered = ordered_and_delivered(need, quarters, share, ARRIVALS[name])
        for figure, expected in (("line_orders", orders), ("line_deliveries", delivered)):
            keys = [f"{figure}[{name},{year}]" for year in range(FIRST, FIRST + COUNT)]
            fiscal.need(keys, ())
            assert [fiscal[key].value for key in keys] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("variant", ["pac3_mse", "gem_t"])
def test_missiles_arrive_as_worked_out(mid_2026: Evaluation, lines: Lines, variant: str) -> None:
    """Each missile line delivers its open share, from the second year of the plan on."""
    orders, delivered = lines[variant]
    keys = [f"interceptor_deliveries[{variant},{year}]" for year in range(FIRST, FIRST + COUNT)]
    mid_2026.need(keys, ())
    assert [mid_2026[key].value for key in keys] == pytest.approx(delivered, abs=1e-9)
    assert sum(orders) == pytest.approx(sum(delivered))


def paid_by_rates(_: str, line: tuple[list[float], list[float]], n: int) -> float:
    """Return what is paid of a line in year n of the plan by the outlay rates of the US account, in units."""
    return sum(line[0][n - age] * rate for age, rate in enumerate(OUTLAYS) if age <= n)


def paid_by_milestones(name: str, line: tuple[list[float], list[float]], n: int) -> float:
    """Return what is paid of a line in year n of the plan by milestones: 30 % at order, 70 % as it falls due."""
    due = sum(line[0][n - age] * part for age, part in enumerate(ARRIVALS[name]) if age <= n)
    return 0.3 * line[0][n] + 0.7 * due


@pytest.mark.parametrize(("profile", "paid"), [("appropriation", paid_by_rates), ("milestone", paid_by_milestones)])
def test_money_follows_the_orders(lines: Lines, profile: str, paid: Callable[..., float]) -> None:
    """Orders are authorised in full when placed, and paid by the profile; support is by what is there."""
    mid_2026 = evaluate(load("mid-2026", set={"payment.profile": profile}))
    prices = {"fire_unit": "battery_system_cost", "pac3_mse": "interceptor_unit_cost[pac3_mse]"}
    prices |= {"gem_t": "interceptor_unit_cost[gem_t]"}
    inputs = mid_2026.loaded.inputs
    cost = {name: inputs[price].value or 0.0 for name, price in prices.items()}
    upkeep = inputs["support_missile_upkeep"].value or 0.0
    authority, outlays = [], []
    for n in range(COUNT):
        missiles = sum(sum(lines[name][1][: n + 1]) for name in ("pac3_mse", "gem_t"))
        # The 35 pledged missiles are not credited: they are the stock's, and no upkeep of first loads.
        support = 20e6 * (8 + sum(lines["fire_unit"][1][: n + 1])) + upkeep * missiles
        authority.append(support + sum(cost[name] * lines[name][0][n] for name in lines))
        outlays.append(support + sum(cost[name] * paid(name, lines[name], n) for name in lines))
    assert by_year(mid_2026, "budget_authority") == pytest.approx(authority, rel=1e-9)
    assert by_year(mid_2026, "outlays") == pytest.approx(outlays, rel=1e-9)
    assert by_year(mid_2026, "spend") == by_year(mid_2026, "outlays")
    mid_2026.need(["acquisition_budget_total", "funding_need"], ())
    assert mid_2026["acquisition_budget_total"].value == pytest.approx(mid_2026["funding_need"].value, rel=1e-9)


def test_orders_are_paid_by_milestones_unless_a_case_says_otherwise(mid_2026: Evaluation) -> None:
    """Allies pay in the shipped cases, and contracts of other buyers than the US are paid by milestones."""
    assert mid_2026.loaded.case.words["payment.profile"] == "milestone"


def test_the_stock_runs_as_worked_out(lines: Lines) -> None:
    """On hand plus arrivals less what is fired, month by month, never below nothing; first loads take theirs first."""
    case = evaluate(load("mid-2026", set=["demand.rule=own", "demand.launches=20", "engagement.share_engaged=50%"]))
    months = [f"{year}-{month:02}" for year in range(2026, 2030) for month in range(1, 13)][7:-5]
    case.need([f"stock[{month}]" for month in months], ())
    rates = {2026: 680 + 280, 2027: 750 + 360, 2028: 1000 + 480, 2029: 1350 + 480}
    taken = {2026: 0.0} | {FIRST + n: sum(lines[name][1][n] for name in ("pac3_mse", "gem_t")) for n in range(3)}
    assert [taken[year] for year in (2027, 2029)] == pytest.approx([0, 183])
    held, empty = 15.0, ""
    for month in months:
        year = int(month[:4])
        held += (0.1 * rates[year] - taken[year]) / 12 + (35 if month == "2026-08" else 0)
        held = max(0.0, held - 20 * 0.5 * 2)
        assert case[f"stock[{month}]"].value == pytest.approx(held, abs=1e-9)
        empty = empty or (month if held == 0 else "")
    first = case["first_empty_month"].value
    assert first is not None
    assert empty == f"{int(first)}-{round(first % 1 * 12) + 1:02}"
