"""One balance of missiles: what is pledged and what the lines make for this customer is given out once, in every case.

Open output is worked out a second time here, from the rates and shares alone.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import pytest

from patriot_cost import load
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.keys import Key
from patriot_cost.model.paths import code

if TYPE_CHECKING:
    from patriot_cost.case.loaded_case import LoadedCase

SCENARIOS = (
    ("baseline",),
    ("halt",),
    ("mid-2026",),
    ("additional-10",),
    ("order-25",),
    ("order-27",),
    ("price-rise",),
    ("as-now",),
    ("ceasefire",),
    ("escalation",),
    ("months",),
    ("baseline", "escalation"),
)
ALLOCATIONS = ("first_loads", "stock", "share")
HALTS = ((2027.0, 0.0), (2026.0, 24.0), (2027.5, 7.5), (2028.25, 30.0))
SHARE, REPLACED = 0.3, 0.5
NAMES = {
    *("line_capacity", "line_deliveries", "line_left", "open_production", "stock_production"),
    *("interceptors_replaced", "unbilled_production", "replacement_cost", "interceptor_cost", "replaceable"),
    *("production_arriving", "first_loads_arriving", "replaced_arriving", "stock_arrivals", "pledges_arriving"),
    *("interceptors_pledged", "interceptors_required", "pledges_to_first_loads", "pledges_to_stock"),
    *("funding_unmet", "donor_bill", "systems_cost", "funding_committed", "upkeep_cost", "interceptors_received"),
    *("interceptors_deliverable", "batteries_deliverable", "interceptors_affordable", "interceptors_per_battery"),
    *("batteries_affordable", "stock_fired", "stock"),
}
EXACT = 1e-9


class Shipped(NamedTuple):
    """A case, and the plan of the figures of its balance."""

    case: LoadedCase
    plan: Plan

    def run(self, end: str, **changes: float) -> dict[str, float]:
        """Compute the balance at the low end, the point or the high end of all ranges."""
        inputs = {
            name: entry.value if end == "point" or getattr(entry, end) is None else getattr(entry, end)
            for name, entry in self.case.inputs.items()
        }
        assert changes.keys() <= inputs.keys()
        values = self.plan.run(inputs | changes)
        return {name: value for name, value in values.items() if value is not None}


@cache
def shipped(scenario: tuple[str, ...], rule: str) -> Shipped:
    """Load a case with a rule of what is open, and the settings that the balance can take."""
    given = [f"supply.rule={rule}", f"supply.first_load_share={SHARE}", "budget.by=2032", "budget.limit=lines"]
    books = [f"production.{line}.order_book={size}" for line, size in (("fire_unit", 30), ("patriot", 4000))]
    case = load(*scenario, set=[*given, *books, "stock.last_month=2030-12", "plan.last_year=2036", "budget.amount=9B"])
    keys = Plan(case.index_sets, ()).keys()
    return Shipped(case, Plan(case.index_sets, [key for key in keys if Key.of(key).name in NAMES]))


def open_output(case: LoadedCase, found: dict[str, float], line: str, year: int, halt: tuple[float, float]) -> float:
    """Work out what a line can deliver to this customer in a year, from its rates, its share or its order book."""
    rates = {int(key[-5:-1]): found[key] for key in found if key.startswith(f"production_rate[{line},")}
    made = {at: rates.get(at, rates[max(rates)]) for at in range(2025, year + 1)}
    start, months = halt
    lost = max(0.0, min(12 * (year + 1), 12 * start + months) - max(12 * year, 12 * start)) / 12
    if case.case.words["supply.rule"] == "share":
        return made[year] * found[f"production_open_share[{line}]"] * (1 - lost)
    first, book = case.calendar.first_year, found[f"production_order_book[{line}]"]
    before, after = (sum(made[at] for at in range(first, until)) for until in (year, year + 1))
    return (max(0.0, after - book) - max(0.0, before - book)) * (1 - lost)


@pytest.mark.parametrize("rule", ["share", "queue"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids="+".join)
def test_each_missile_is_given_out_once(scenario: tuple[str, ...], rule: str) -> None:
    """First loads and the stock together get what is open, line by line, year by year, month by month, and no more."""
    one = shipped(scenario, rule)
    axes, calendar = one.case.index_sets.axes, one.case.calendar
    for allocation, halt, end in product(ALLOCATIONS, HALTS, ("low", "point", "high")):
        words = {"supply_allocation": float(code("supply.allocation", allocation)), "support_replaced_share": REPLACED}
        found = one.run(end, supply_halt_start=halt[0], supply_halt_months=halt[1], **words)
        most = {"first_loads": 1.0, "stock": 0.0, "share": SHARE}[allocation]
        for year in map(int, axes["year, supplied"]):
            opened = {line: open_output(one.case, found, line, year, halt) for line in axes["line, missiles"]}
            for line, output in opened.items():
                loads = found.get(f"line_deliveries[{line},{year}]", 0.0)
                stock = found[f"line_{'left' if year >= calendar.first_year else 'capacity'}[{line},{year}]"]
                assert loads >= 0 <= stock
                assert loads + stock == pytest.approx(output, rel=EXACT, abs=EXACT)
                assert loads <= output * most * (1 + EXACT)
            total, stock = sum(opened.values()), found[f"stock_production[{year}]"]
            paid, others = (found[f"{name}[{year}]"] for name in ("interceptors_replaced", "unbilled_production"))
            assert found[f"open_production[{year}]"] == pytest.approx(total, rel=EXACT, abs=EXACT)
            assert 0 <= paid <= stock * (1 + EXACT)
            assert paid + others == pytest.approx(stock, rel=EXACT, abs=EXACT)
            months = [month for month in axes["month"] if month.startswith(str(year))]
            stopped = [month for month in months if found[f"halted_share_of_month[{month}]"] == 1]
            assert not any(found[f"production_arriving[{month}]"] for month in stopped)
            if len(months) == 12:
                arriving, taken, bought = (
                    sum(found[f"{name}[{month}]"] for month in months)
                    for name in ("production_arriving", "first_loads_arriving", "replaced_arriving")
                )
                assert arriving + taken == pytest.approx(total, rel=EXACT, abs=EXACT)
                assert arriving == pytest.approx(stock, rel=EXACT, abs=EXACT)
                assert bought == pytest.approx(paid, rel=EXACT, abs=EXACT)
            if str(year) in axes["year"]:
                cost = paid * found["interceptor_cost"]
                assert found[f"replacement_cost[{year}]"] == pytest.approx(cost, rel=EXACT, abs=EXACT)


@pytest.mark.parametrize("scenario", SCENARIOS, ids="+".join)
def test_each_pledge_is_given_out_once(scenario: tuple[str, ...]) -> None:
    """First loads and the stock together get what is pledged; what first loads do not need arrives in the stock."""
    one = shipped(scenario, "share")
    pledges = [name for name in one.case.inputs if name.startswith("pledged_interceptors[")]
    for end, credit, count in product(("low", "point", "high"), (0.0, 0.4, 1.0), (0.0, 70.0, 9000.0)):
        found = one.run(end, funding_credit_share=credit, **dict.fromkeys(pledges, count))
        pledged, kept, left = (
            found[name] for name in ("interceptors_pledged", "pledges_to_first_loads", "pledges_to_stock")
        )
        assert kept + left == pytest.approx(pledged, rel=EXACT, abs=EXACT)
        assert kept == pytest.approx(min(pledged * credit, found["interceptors_required"]), rel=EXACT, abs=EXACT)
        arrived = sum(value for name, value in found.items() if name.startswith("pledges_arriving["))
        assert arrived == pytest.approx(left, rel=EXACT, abs=EXACT)
        # Pledges of missiles pay for no ground system, whoever is asked.
        systems = found["systems_cost"] - found["funding_committed"]
        assert found["funding_unmet"] >= systems * (1 - EXACT)
        assert found["donor_bill[nato]"] == pytest.approx(found["funding_unmet"], rel=EXACT, abs=1e-3)
        last = one.case.index_sets.axes["year"][-1]
        upkeep = found["support_missile_upkeep"] * (found[f"interceptors_received[{last}]"] + kept)
        assert found[f"upkeep_cost[{last}]"] == pytest.approx(upkeep, rel=EXACT, abs=EXACT)


@pytest.mark.parametrize("scenario", SCENARIOS, ids="+".join)
def test_money_by_a_year_buys_no_missile_twice(scenario: tuple[str, ...]) -> None:
    """Packages of batteries and interceptors besides are together within open output, packages within their part."""
    one = shipped(scenario, "share")
    for allocation, end in product(ALLOCATIONS, ("low", "point", "high")):
        found = one.run(end, supply_allocation=float(code("supply.allocation", allocation)))
        most = {"first_loads": 1.0, "stock": 0.0, "share": SHARE}[allocation]
        output, each = found["interceptors_deliverable"], found["interceptors_per_battery"]
        packages = found["batteries_affordable"] * each
        assert packages <= output * most * (1 + EXACT)
        assert packages + found["interceptors_affordable"] <= output * (1 + EXACT)
        assert found["batteries_affordable"] <= found["batteries_deliverable"]


@pytest.mark.parametrize(
    ("allocation", "share", "loads"), [("first_loads", None, 183), ("share", "50%", 91.5), ("stock", None, 0)]
)
def test_the_output_of_2029_by_hand(allocation: str, share: str | None, loads: float) -> None:
    """In 2029 a tenth of 1,350 and 480 is open, 183 in all: first loads take all, half or none, the stock the rest."""
    given = [f"supply.allocation={allocation}", *([f"supply.first_load_share={share}"] if share else [])]
    case = load("mid-2026", set=given)
    keys = ["open_production[2029]", "stock_production[2029]", "production_arriving[2029-03]"]
    plan = Plan(case.index_sets, keys)
    found = plan.run({name: entry.value for name, entry in case.inputs.items()})
    assert [found[key] for key in keys] == pytest.approx([183, 183 - loads, (183 - loads) / 12])


def test_the_plan_replaces_what_it_could_order_in_time() -> None:
    """Replacement is the stated share of missiles fired, but no more than new production reaches after a lead time.

    900 missiles are fired a year. An order of January 2027 reaches nothing of that year, and with 23 months a twelfth
    of 2028 of PAC-3 MSE, of which a tenth of 1,000 is open; GEM-T takes 24 months, so none of 2028.
    """
    case = load("mid-2026", set=["support.replaced_share=100%", "supply.allocation=stock"])
    keys = [f"interceptors_replaced[{year}]" for year in (2026, 2027, 2028, 2029, 2030)]
    found = Plan(case.index_sets, keys).run({name: entry.value for name, entry in case.inputs.items()})
    assert [found[key] for key in keys] == pytest.approx([0, 0, 100 / 12, 183, 175 + 48])
