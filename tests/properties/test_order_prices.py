"""The need, bills and purchases speak of the prices that the orders of the plan pay, whatever sets these."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load, solve
from patriot_cost.dataset import library
from patriot_cost.model.paths import code

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation

SCENARIOS = sorted(path.stem for path in (library.find_data() / "scenarios").glob("*.toml"))
LINES = ("fire_unit", "patriot", "pac3_mse", "gem_t")
LEARNED = (
    ("learning_slope", "90%"),
    ("rate_slope", "97%"),
    ("cumulative_quantity", "4000"),
)
"""What the curve of a line needs, without what its unit cost was paid for."""
PAID_FOR = tuple(
    f"production.{line}.priced_lot_{end}={unit}" for line in LINES for end, unit in (("first", 2000), ("last", 3900))
)
EFFECTS = {
    "as stated": (),
    "multiyear contract": ("prices.multiyear_saving=12%",),
    "unit theory": ("prices.quantity_effect=learning",),
    "cumulative-average theory": ("prices.quantity_effect=cumulative_average",),
    "a lot by unit theory": ("prices.quantity_effect=learning", *PAID_FOR),
    "a lot by cumulative-average theory": ("prices.quantity_effect=cumulative_average", *PAID_FOR),
}
RULES = tuple(float(code("battery.package_rule", word)) for word in ("counted", "priced"))
COMPLETE = ("battery.missiles=84", "battery.missile_package_cost=650M", "supply.rule=share")
"""Enough for either rule of packages; with all output open the gap closes within the plan: the horizon cuts nothing."""


@cache
def case(scenario: str, *given: str) -> Evaluation:
    """Load a scenario with curves for all its lines, whose whole output is open to this customer."""
    open_lines = [f"production.{line}.open_share=100%" for line in LINES]
    learned = LEARNED if PAID_FOR[0] in given else (*LEARNED, ("anchor_unit", "3000"))
    curves = [f"production.{line}.{field}={value}" for line in LINES for field, value in learned]
    return evaluate(load(scenario, set=[*COMPLETE, *open_lines, *curves, *given]))


def value(evaluation: Evaluation, key: str) -> float:
    """Return a figure that must be known, without its bounds, which take long."""
    if key not in evaluation.plan.steps:
        evaluation.need([key], ())
    found = evaluation.values[key]
    assert found is not None, key
    return found


@pytest.mark.parametrize("effect", EFFECTS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_is_needed_is_ordered_or_credited(scenario: str, effect: str) -> None:
    """Orders of the plan and the credited missiles that take the place of others cost what is needed, to rounding.

    Under both rules of packages, with no pledge credited and with all.
    """
    found = case(scenario, *EFFECTS[effect])
    keys = ("funding_need", "acquisition_budget_total", "interceptor_price", "interceptors_required")
    found.need([*keys, "interceptors_credited"], ())
    for rule, credit in product(RULES, (0.0, 1.0)):
        run = found.what_if({"battery_package_rule": rule, "funding_credit_share": credit})
        need, ordered, price, required, credited = (run[key] or 0.0 for key in (*keys, "interceptors_credited"))
        assert need > 0
        assert ordered + min(credited, required) * price == pytest.approx(need, rel=1e-11)


@pytest.mark.parametrize("effect", EFFECTS)
@pytest.mark.parametrize("scenario", ["baseline", "mid-2026"])
def test_a_battery_has_one_price(scenario: str, effect: str) -> None:
    """The price of a battery is the same in the need, in what money buys and in the orders of the plan."""
    found = case(scenario, *EFFECTS[effect], "funding.credit_share=0", "budget.amount=7B")
    missiles = list(found.loaded.index_sets.axes["line, missiles"])
    years = found.loaded.calendar.years
    budgets = {line: [f"line_budget[{line},{year}]" for year in years] for line in ("fire_unit", *missiles)}
    orders = {line: [f"line_orders[{line},{year}]" for year in years] for line in budgets}
    afforded = ("affordable_batteries_cost", "batteries_affordable", "battery_unit_cost")
    needed = ("funding_need", "battery_gap", "systems_cost", "interceptors_per_battery")
    found.need([*afforded, *needed, *(key for keys in (*budgets.values(), *orders.values()) for key in keys)], ())

    def added(keys: dict[str, list[str]], *lines: str) -> float:
        return sum(value(found, key) for line in lines for key in keys[line])

    each = value(found, "battery_unit_cost")
    assert value(found, "funding_need") / value(found, "battery_gap") == pytest.approx(each, rel=1e-12)
    assert value(found, "affordable_batteries_cost") / value(found, "batteries_affordable") == pytest.approx(each)
    system = added(budgets, "fire_unit") / added(orders, "fire_unit")
    assert value(found, "systems_cost") / value(found, "battery_gap") == pytest.approx(system, rel=1e-11)
    missile = added(budgets, *missiles) / added(orders, *missiles)
    assert system + missile * value(found, "interceptors_per_battery") == pytest.approx(each, rel=1e-11)


def test_a_saving_is_solved_for() -> None:
    """20 x (0.9 x price + 585M) is 20 billion at 461.1 million; 22 billion less a tenth is 19.8."""
    saved = evaluate(load(set=["prices.multiyear_saving=10%"]))
    assert solve(saved, "funding_need", 20e9, "battery.system_cost").roots.values == pytest.approx((415e6 / 0.9,))
    asked = solve(evaluate(load()), "funding_need", 19.8e9, "prices.multiyear_saving", (0.0, 1.0))
    assert asked.roots.values == pytest.approx((0.1,))


@pytest.mark.parametrize("effect", EFFECTS)
@pytest.mark.parametrize("cap", ["0.3B", "1.2B", "4B"])
@pytest.mark.parametrize("scenario", ["baseline", "mid-2026", "halt"])
def test_orders_of_a_year_cost_no_more_than_the_cap(scenario: str, cap: str, effect: str) -> None:
    """They cost as much as the cap where money alone binds: with all output open, in all years before the last."""
    found = case(scenario, *EFFECTS[effect], "orders.profile=capped", f"orders.annual_cap={cap}")
    years = found.loaded.calendar.years
    found.need([f"{name}[{year}]" for name in ("acquisition_budget", "batteries_missing") for year in years], ())
    most = found.values["orders_annual_cap"]
    assert most is not None
    spent = [value(found, f"acquisition_budget[{year}]") for year in years]
    assert max(spent) <= most * (1 + 1e-12)
    if cap == "0.3B":
        assert spent == pytest.approx([most] * len(years), rel=1e-12)


@pytest.mark.parametrize("effect", EFFECTS)
def test_a_cap_is_no_limit_where_nothing_is_missing(effect: str) -> None:
    """With the gap closed nothing is ordered under a cap, whatever its amount; a cap of 0 orders nothing of a gap."""
    for more in (("force.operational=40", "orders.annual_cap=1B"), ("orders.annual_cap=0",)):
        found = case("mid-2026", *EFFECTS[effect], "orders.profile=capped", *more)
        assert value(found, "acquisition_budget_total") == 0


@pytest.mark.parametrize("effect", ["unit theory", "cumulative-average theory"])
def test_what_is_not_ordered_has_its_stated_price(effect: str) -> None:
    """Without a gap, or with all missiles pledged, no lot is bought: prices are as stated."""
    closed = case("mid-2026", *EFFECTS[effect], "force.operational=40")
    assert value(closed, "battery_unit_cost") == pytest.approx(
        value(closed, "interceptor_cost") * 84 + (closed.values["battery_system_cost"] or 0), rel=1e-12
    )
    given = case("mid-2026", *EFFECTS[effect], "pledges.germany.interceptors=5000", "funding.credit_share=1")
    assert value(given, "interceptor_price") == pytest.approx(value(given, "interceptor_cost"), rel=1e-12)
    assert value(given, "system_price") < (given.values["battery_system_cost"] or 0)


STATED = {"interceptor_cost", "stated_package_cost", "line_cost", "salvo_cost", "cost_per_kill", "cost_exchange_ratio"}
"""The figures that speak of stated unit costs: the missiles fired now were bought before the plan."""
SAVING = {"price_adjustment", "lot_price", "lot_order_price", "lot_saving", "mix_saving", "learned_orders"}
"""Those that say what is saved, or rest on a curve."""


@pytest.mark.parametrize("rule", ["counted", "priced"])
@pytest.mark.parametrize("scenario", ["baseline", "mid-2026", "halt"])
def test_a_saving_is_all_prices_lower(scenario: str, rule: str) -> None:
    """A saving of a fifth on all orders changes every figure as prices lower by a fifth do, whoever computes it.

    A cap of money, purchases, stocks, replacement and bills are in the case, so that each figure with a price moves.
    """
    case_of_all = ("orders.profile=capped", "orders.annual_cap=1.5B", "funding.credit_share=50%", "budget.amount=7B")
    stocks = ("support.replaced_share=30%", "stock.target=500", "stock.on_hand=100", f"battery.package_rule={rule}")
    found = case(scenario, *case_of_all, *stocks)
    found.need(found, ())
    inputs = {name: entry.value for name, entry in found.loaded.inputs.items() if entry.value is not None}
    prices = [name for name in inputs if name.startswith(("interceptor_unit_cost[", "battery_system_cost"))]
    lower = {name: inputs[name] * 0.8 for name in (*prices, "battery_missile_package_cost")}
    saved, cheaper = found.what_if({"prices_multiyear_saving": 0.2}), found.what_if(lower)
    steps = found.plan.steps
    apart = {steps[key].figure.name for key in steps if not _alike(saved[key], cheaper[key])}
    assert apart - SAVING == STATED
    assert saved["funding_need"] == pytest.approx(0.8 * value(found, "funding_need"), rel=1e-12)


def _alike(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return one == other or abs(one - other) <= 1e-9 * abs(other)
