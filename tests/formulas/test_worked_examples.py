"""Each formula on small numbers, worked by hand: every branch, every kink, and no input that could be left out.

Every operator, comparison, constant and named operation of every formula is changed alone: an example notices.
"""

from __future__ import annotations

import ast
from math import inf, isclose, nan, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost.engine import ops
from patriot_cost.engine.registry import FIGURES
from patriot_cost.engine.syntax import expression
from patriot_cost.formulas.codes import (
    ANNUAL,
    APPROPRIATION,
    BATTERIES,
    BLOCKS,
    CAPPED,
    COUNTED,
    FAST,
    FIRST_LOADS,
    FISCAL,
    INTERCEPTORS,
    MEAN,
    MILESTONE,
    ORDER,
    PEAK,
    RECENT,
    RETURNS,
    SPEND,
    STATED,
    STOCK,
    UNLIMITED,
)
from patriot_cost.model.paths import code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from patriot_cost.engine.registry import Figure

ADDITIONAL = code("requirement.kind", "additional")
BOUGHT_ANEW = code("force.repair", "bought_anew")
CALENDAR = code("plan.years", "calendar")
PRICED = code("battery.package_rule", "priced")
LEVEL = code("orders.profile", "level")
DEPOSIT = code("payment.profile", "deposit")
OWN = code("demand.rule", "own")
EACH_ALONE = code("demand.resampling", "all")
SPLIT = code("budget.buys", "split")
KEEP = code("budget.rest", "keep")
LINES = code("budget.limit", "lines")
PART = code("supply.allocation", "share")
"""Words that no formula asks for: what is so where none of the others is."""


class Example(NamedTuple):
    """A figure, what it must be, and the inputs it is worked from."""

    figure: str
    expected: float
    inputs: dict[str, Any]


def example(figure: str, expected: float, **inputs: float | tuple[float, ...]) -> Example:
    """Return an example; inputs of many items are tuples."""
    return Example(figure, expected, inputs)


COVERAGE = [
    example("batteries_operational", 3, force_operational=3),
    example("batteries_pledged", 5, pledged_batteries=(2, 3)),
    example("batteries_required", 23, requirement_in_all=23),
    example("required_on_top", 18, requirement_batteries=10, requirement_held_then=8),
    example("batteries_in_hand", 8, batteries_operational=6, force_in_repair=2, force_repair=RETURNS),
    example("batteries_in_hand", 6, batteries_operational=6, force_in_repair=2, force_repair=BOUGHT_ANEW),
    example("batteries_credited", 2, requirement_kind=ADDITIONAL, batteries_pledged=2),
    example("batteries_credited", 0, requirement_kind=ORDER, batteries_pledged=2),
    example("short_of_total", 17, batteries_required=25, batteries_in_hand=8),
    example("short_of_total", 0, batteries_required=7, batteries_in_hand=8),
    example("undelivered", 8, requirement_batteries=10, requirement_delivered_since=2),
    example("undelivered", 0, requirement_batteries=7, requirement_delivered_since=8),
    example("battery_gap", 18, batteries_short=20, batteries_credited=2),
    example("battery_gap", 0, batteries_short=3, batteries_credited=5),
    example("launcher_gap", 108, battery_gap=18, battery_launchers=6),
    example("battery_coverage", 0.25, batteries_counted=3, batteries_required=12),
    example("personnel_required", 360, battery_gap=4, battery_personnel=90),
]

INTERCEPTORS_OF_BATTERIES = [
    example("interceptor_shares_total", 0.9, interceptor_share=(0.6, 0.3)),
    example("interceptor_mix", 0.75, interceptor_share=0.6, interceptor_shares_total=0.8),
    example("launcher_shares_total", 0.8, interceptor_launcher_share=(0.6, 0.2)),
    example(
        "missiles_on_launcher",
        10,  # (0.6 x 12 + 0.2 x 4) / 0.8
        interceptor_launcher_share=(0.6, 0.2),
        interceptor_per_launcher=(12, 4),
        launcher_shares_total=0.8,
    ),
    example(
        "launcher_mix",
        0.9,
        interceptor_launcher_share=0.6,
        interceptor_per_launcher=12,
        launcher_shares_total=0.8,
        missiles_on_launcher=10,
    ),
    example("missiles_of_launchers", 75, battery_launchers=5, missiles_on_launcher=10, battery_fills=1.5),
    example("interceptor_cost", 3.5, interceptor_mix=(0.75, 0.25), interceptor_unit_cost=(4, 2)),
    *(
        example(
            "interceptors_per_battery",
            missiles,
            battery_package_rule=rule,
            battery_missiles=84,
            battery_missile_package_cost=650,
            interceptor_cost=4,
        )
        for rule, missiles in ((COUNTED, 84), (PRICED, 162.5))
    ),
    example("interceptors_required", 168, battery_gap=2, interceptors_per_battery=84),
    example("interceptors_pledged", 132, pledged_interceptors=(120, 12)),
    example("interceptors_credited", 33, interceptors_pledged=132, funding_credit_share=0.25),
    *(
        example("pledges_to_first_loads", kept, interceptors_credited=credited, interceptors_required=168)
        for credited, kept in ((132, 132), (200, 168))
    ),
    example("pledges_to_stock", 32, interceptors_pledged=200, pledges_to_first_loads=168),
    example("interceptor_gap", 36, interceptors_required=168, interceptors_credited=132),
    example("interceptor_gap", 0, interceptors_required=100, interceptors_credited=132),
    example("interceptor_coverage", 0.25, interceptors_credited=42, interceptors_required=168),
    example("interceptors_available_now", 42, interceptors_required=168, supply_available_share=0.25),
    # The greater of what is available and what is pledged is subtracted.
    *(
        example(
            "interceptors_to_produce",
            rest,
            interceptors_required=168,
            interceptors_available_now=available,
            interceptors_credited=60,
        )
        for available, rest in ((42, 108), (100, 68), (200, 0))
    ),
    example("pledged_packages", 1.5, interceptors_pledged=126, interceptors_per_battery=84),
]

ELEMENTS = [
    example("launchers_price", 150, battery_launchers=6, element_unit_cost=25),
    *(
        example("sale_fees_price", fees, battery_sale=code("battery.sale", word), stated_sale_fees=7)
        for word, fees in (("unstated", 7), ("direct", 0), ("foreign_military_sale", 7))
    ),
    example("system_parts_cost", 300, stated_element_price=(100, 40, 150, 10)),
    example("hardware_price", 90, stated_element_price=100, price_adjustment=0.9),
    example("element_total", 51, battery_gap=17, element_price=3),
    example("all_in_cost", 16.5, funding_need=14, element_total=(2, 0.5)),
]

FUNDING = [
    *(
        example(
            "stated_package_cost",
            cost,
            battery_package_rule=rule,
            battery_missiles=84,
            interceptor_cost=4,
            battery_missile_package_cost=650,
        )
        for rule, cost in ((COUNTED, 336), (PRICED, 650))
    ),
    example("missile_package_cost", 520, stated_package_cost=650, missile_saving=0.2),
    example("battery_unit_cost", 1100, system_price=450, missile_package_cost=650),
    example("systems_cost", 9000, battery_gap=20, system_price=450),
    example("missiles_cost", 13000, battery_gap=20, missile_package_cost=650),
    example("funding_need", 22000, systems_cost=9000, missiles_cost=13000),
    example("pledged_interceptors_value", 528, interceptors_pledged=132, interceptor_price=4),
    example("pledged_share_of_need", 0.25, pledged_interceptors_value=5500, funding_need=22000),
    example("funding_committed", 700, donor_commitment=(500, 200)),
    # 22,000 less half of 528 less 700
    # Half of the 528 pledged is credited against missiles alone: 200 of missiles take 200 of it, systems none.
    *(
        example(
            "funding_unmet",
            unmet,
            systems_cost=systems,
            missiles_cost=missiles,
            pledged_interceptors_value=528,
            funding_credit_share=0.5,
            funding_committed=committed,
        )
        for systems, missiles, committed, unmet in (
            (10000, 12000, 700, 21036),
            (400, 200, 300, 100),
            (400, 200, 700, 0),
        )
    ),
]

SERVICE = [
    example("system_output", 12, present_rate=12),
    example("system_lead_time", 45, production_lead_time=45),
    # 2027 to 2041
    example("planned_years", 15, year=(2027, 2034, 2041), plan_first_year=2027),
    # 2 batteries at 20 and 168 missiles at 0.5 a year, 15 years
    example(
        "service_cost",
        1860,
        battery_gap=2,
        battery_annual_support_cost=20,
        interceptors_required=168,
        support_missile_upkeep=0.5,
        planned_years=15,
    ),
    example("ownership_cost", 23860, funding_need=22000, service_cost=1860),
]

NEED_PARTS = [
    example("pledges_to_variant", 33, pledges_to_first_loads=132, interceptor_mix=0.25),
    # 20 batteries x 84 missiles, a quarter of them at 4
    example("variant_need", 1680, interceptors_required=1680, interceptor_mix=0.25, interceptor_unit_price=4),
    example("element_share", 0.4, stated_element_price=180, system_parts_cost=450),
    example("line_need", 9000, need_of_line=9000),
    # 33 missiles at 4 less a tenth
    example("line_need_pledged", 118.8, pledges_to_line=33, line_unit_cost=4, price_adjustment=0.9),
    # 2 batteries at 450 less a tenth
    example("need_pledged", 150, line_need_pledged=(0, 118, 32)),
]

DONORS = [
    *(
        example("donor_share", share, funding_rule=rule, funding_share=0.6, donor_weight=30, donor_weights=120)
        for rule, share in ((STATED, 0.6), (1, 0.25))
    ),
    example("donor_weights", 120, donor_weight=(30, 90)),
    example("donor_interceptors", 132, pledged_interceptors=(120, 12)),
    example("donor_interceptors_of_others", 12, pledged_interceptors=(5, 7)),
    example("donor_money", 700, donor_commitment=(500, 200)),
    example("donor_money_of_others", 70, donor_commitment=(50, 20)),
    # (132 - 12) x 4 x 0.5 + 700 - 70
    example(
        "donor_credit",
        870,
        donor_interceptors=132,
        donor_interceptors_of_others=12,
        interceptor_price=4,
        funding_credit_share=0.5,
        donor_money=700,
        donor_money_of_others=70,
    ),
    example("credit_beyond_loads", 0.25, interceptors_credited=40, pledges_to_first_loads=30),
    example("credit_beyond_loads", 0, interceptors_credited=40, pledges_to_first_loads=40),
    example("credit_beyond_loads", 0, interceptors_credited=0, pledges_to_first_loads=0),
    # A quarter of half the value of 15 missiles at 8.
    example(
        "donor_beyond_loads",
        15,
        donor_interceptors=20,
        donor_interceptors_of_others=5,
        interceptor_price=8,
        funding_credit_share=0.5,
        credit_beyond_loads=0.25,
    ),
    # A tenth of 10,000 less 870, of which 40 are beyond the first loads; with a twentieth 370 are beyond the share.
    *(
        example(figure, amount, donor_share=share, funding_need=10000, donor_credit=870, donor_beyond_loads=beyond)
        for figure, share, beyond, amount in (
            ("donor_bill", 0.1, 0, 130),
            ("donor_bill", 0.1, 40, 170),
            ("donor_bill", 0.05, 40, 0),
            ("donor_surplus", 0.05, 0, 370),
            ("donor_surplus", 0.05, 400, 400),
            ("donor_surplus", 0.1, 0, 0),
        )
    ),
    example("donor_bill_gdp_share", 0.25, donor_bill=130, donor_gdp=520),
    example("donor_bill_per_head", 0.5, donor_bill=130, donor_population=260),
    # Half of 1,000 so far, 400 of it this year; 150 of the donor's 200 is its own: 350 due so far, 150 before.
    example(
        "donor_bill_in_year",
        200,
        donor_share=0.5,
        gap_spend_to_date=1000,
        gap_spend=400,
        donor_money=200,
        donor_money_of_others=50,
    ),
    # The credit of 450 lasts until 300 of last year, and is used up by 50 this year.
    example(
        "donor_bill_in_year",
        50,
        donor_share=0.5,
        gap_spend_to_date=1000,
        gap_spend=400,
        donor_money=500,
        donor_money_of_others=50,
    ),
    example(
        "donor_bill_in_year",
        0,
        donor_share=0.5,
        gap_spend_to_date=1000,
        gap_spend=400,
        donor_money=900,
        donor_money_of_others=50,
    ),
]

RISKS = [
    example(
        "risk_expected_cost", 95, risk_probability_mean=0.25, risk_impact_mean=80, risk_factor_mean=1.2, risk_base=1500
    ),
    example(
        "risk_expected_cost", -20, risk_probability_mean=0.25, risk_impact_mean=-80, risk_factor_mean=1, risk_base=nan
    ),
    example("risk_full_cost", 380, risk_impact=80, risk_factor=1.2, risk_base=1500),
    example("risk_full_cost", 80, risk_impact=80, risk_factor=1, risk_base=nan),
    example("risk_cost", 190, risk_occurs=0.5, risk_full_cost=380),
    example("risk_expected_delay", 3, risk_probability_mean=0.25, risk_delay_mean=12),
    example("risk_months_late", 12, risk_occurs=1, risk_delay=12),
    example("risks_expected_cost", 35, risk_expected_cost=(25, 10)),
    example("risks_cost", 60, risk_cost=(50, 10)),
    example("funding_need_with_risks", 22060, funding_need=22000, risks_cost=60),
    example("funding_need_with_expected_risks", 22035, funding_need=22000, risks_expected_cost=35),
    example("lead_time", 51, production_lead_time=48, risk_months_late=(12, 0, -9)),
    example("lead_time", 0, production_lead_time=48, risk_months_late=(-60,)),
]

LINES_OF_PRODUCTION = [
    example("line_output", 35, line_output=20, rate_of_year=15),
    # An order book of 30 leaves 5 of an output of 35, nothing of 20, and all 15 once it was worked off before.
    *(
        example("line_unsold", unsold, line_output=output, rate_of_year=15, production_order_book=30)
        for output, unsold in ((35, 5), (20, 0), (60, 15))
    ),
    example("line_shared", 3, rate_of_year=15, production_open_share=0.2),
    example("line_orders_left", 5, quantity_to_order=17, line_orders=(7, 5)),
    example("line_orders_left", 0, quantity_to_order=17, line_orders=(7, 11)),
    example("line_capacity", 2.25, line_open=3, halted_share=0.25),
    example("order_book_years", 2.5, production_order_book=30, present_rate=12),
    # 30 months are two and a half years: half arrives after two, half after three.
    *(example("arrival_share", part, age=age, lead_time=30) for age, part in ((1, 0), (2, 0.5), (3, 0.5), (4, 0))),
    example("arrival_share", 0.75, age=2, lead_time=27),
    example("arrival_share", 1, age=2, lead_time=24),
    # Lead time as above: half of what the line can do two years on, half of three.
    example("order_capacity", 8, plan_capacity=(1, 2, 6, 10, 50), arrival_share=(0, 0, 0.5, 0.5)),
    example("interceptors_to_order", 90, interceptor_gap=120, interceptor_mix=0.75),
    example("capped_part", 0.25, orders_annual_cap=250, plan_order_cost=1000),
    # Nothing is left to pay for: money is no limit.
    example("capped_part", 1, orders_annual_cap=250, plan_order_cost=0),
    *(
        example(
            "line_orders",
            orders,
            quantity_to_order=20,
            line_ordered=ordered,
            orders_profile=profile,
            order_capacity=capacity,
            capped_part=0.25,
            orders_years=10,
        )
        for profile, ordered, capacity, orders in (
            (FAST, 12, 7, 7),
            (FAST, 15, 7, 5),
            (FAST, 21, 7, 0),
            (CAPPED, 12, 7, 5),
            (CAPPED, 12, 4, 4),
            (LEVEL, 12, 7, 2),
        )
    ),
    example("line_ordered", 19, line_ordered=12, line_orders=7),
    # 4 due before; of the orders of this year and of the two before, newest first, a quarter of 8 and half of 6.
    example("line_due", 9, line_due=4, line_orders=(7, 8, 6), arrival_share=(0, 0.25, 0.5, 0.25)),
    *(
        example("line_deliveries", delivered, line_due=due, line_delivered=5, plan_capacity=3)
        for due, delivered in ((7, 2), (9, 3), (4, 0))
    ),
    example("line_delivered", 7, line_delivered=5, line_deliveries=2),
    example("world_output", 800, present_rate=(600, 200)),
    example("years_of_world_output", 2.5, interceptor_gap=2000, world_output=800),
]

YEARS = [
    example("year_start", 2027, year=2027, plan_years=CALENDAR),
    example("year_start", 2026.75, year=2027, plan_years=FISCAL),
    example("plan_start", 2027, plan_first_year=2027, plan_years=CALENDAR),
    example("plan_start", 2026.75, plan_first_year=2027, plan_years=FISCAL),
    # October 2026 to September 2027: three months at 680 a year, nine at 750.
    example("fiscal_rate", 680 / 4 + 750 * 3 / 4, production_rate=750, rate_a_year_before=680),
    example("procurement_index", 102, procurement_level=100, adjoining_procurement_level=108),
    example("procurement_index", 100.3, procurement_level=100.3, adjoining_procurement_level=100.3),
    example("support_index", 99, support_level=100, adjoining_support_level=96),
]

HALTS = [
    # July 2027 to June 2028: half of 2027, half of 2028.
    *(
        example("halted_share", part, year_start=year, supply_halt_start=2027.5, supply_halt_months=12)
        for year, part in ((2026, 0), (2027, 0.5), (2028, 0.5), (2029, 0))
    ),
    example("halted_share", 1, year_start=2028, supply_halt_start=2027.5, supply_halt_months=24),
    example("halted_share", 0.25, year_start=2027, supply_halt_start=2027.5, supply_halt_months=3),
    example("halted_share", 0, year_start=2027, supply_halt_start=2027.5, supply_halt_months=0),
    # The fiscal year 2028 runs from October 2027: of a year's halt from July 2027 on it has nine months.
    *(
        example("halted_share", part, year_start=start, supply_halt_start=2027.5, supply_halt_months=12)
        for start, part in ((2025.75, 0), (2026.75, 0.25), (2027.75, 0.75), (2028.75, 0))
    ),
    # A month and a half from the middle of October 2026 (24,321): half of it, all of November, nothing of December.
    *(
        example("halted_share_of_month", part, month=month, supply_halt_start=24321.5 / 12, supply_halt_months=1.5)
        for month, part in ((24320, 0), (24321, 0.5), (24322, 1), (24323, 0))
    ),
    # From August 2026 (24,319) to January 2027 (24,324) are five months; stocks that give from October on have three.
    *(
        example(
            "transfer_months_before_plan",
            months,
            plan_start=2027,
            stock_first_month=24319,
            first_transfer_month=transfer,
            supply_halt_start=start / 12,
            supply_halt_months=halted,
        )
        for transfer, start, halted, months in (
            (24312, 24319, 0, 5),
            (24321, 24319, 0, 3),
            (24336, 24319, 0, 0),
            (24312, 24320, 2, 3),
            (24312, 24312, 8, 4),
            (24312, 24322, 24, 3),
            (24312, 24312, 24, 0),
            (24312, 24300, 2, 5),
            (24321, 24312, 10, 2),
        )
    ),
    example("transferred_before_plan", 1, transfer_months_before_plan=1),
    example("transferred_before_plan", 1, transfer_months_before_plan=0.5),
    example("transferred_before_plan", 0, transfer_months_before_plan=0),
    # Pledges arrive in the first year in which stocks can give and that is not all halt.
    *(
        example(
            "transferred_share",
            arrived,
            transferred_share=before,
            year=year,
            supply_transfer_year=2027,
            halted_share=halted,
        )
        for before, year, halted, arrived in (
            (0, 2026, 0, 0),
            (0, 2027, 0, 1),
            (0, 2027, 0.5, 1),
            (0, 2027, 1, 0),
            (1, 2028, 1, 1),
        )
    ),
]

SCHEDULE = [
    example("deliveries", 2.4, line_deliveries=2.4),
    example("battery_orders", 3, line_orders=3),
    example("interceptor_deliveries", 40, line_deliveries=40),
    example("interceptor_orders", 50, line_orders=50),
    example(
        "batteries_in_service",
        8.5,
        batteries_in_hand=6,
        batteries_pledged=3,
        transferred_share=0.5,
        line_delivered=1,
    ),
    example("coverage", 0.25, batteries_in_service=6, batteries_required=24),
    *(
        example(
            "batteries_missing",
            missing,
            batteries_short=short,
            batteries_credited=4,
            transferred_share=0.5,
            line_delivered=3,
        )
        for short, missing in ((18, 13), (4, 0))
    ),
    example("interceptors_received", 60, line_delivered=(40, 20)),
    example("interceptors_to_order_in_all", 120, interceptors_to_order=(90, 30)),
    example("interceptors_missing", 60, interceptors_to_order_in_all=120, interceptors_received=60),
    example("interceptors_missing", 0, interceptors_to_order_in_all=120, interceptors_received=130),
    example("gap_closed_year", 2028, batteries_missing=(5, 1, 0, 0), years=(2026, 2027, 2028, 2029)),
    example("gap_closed_year", inf, batteries_missing=(5, 1), years=(2026, 2027)),
    example("interceptor_gap_closed_year", 2027, interceptors_missing=(9, 0, 4), years=(2026, 2027, 2028)),
    example("interceptor_gap_closed_year", inf, interceptors_missing=(9, 4), years=(2026, 2027)),
]

PRICES = [
    example("price_adjustment", 0.9, order_saving=0.1),
    example("system_price", 405, battery_system_cost=450, price_adjustment=0.9),
    example("interceptor_price", 3, interceptor_cost=4, missile_saving=0.25),
    example("interceptor_unit_price", 3, interceptor_unit_cost=4, price_adjustment=0.75),
    # The mix costs 0.75 x 4 + 0.25 x 8 = 5 as stated, and 0.75 x 3 + 0.25 x 7 = 4 in the plan.
    example("mix_saving", 0.2, interceptor_mix=(0.75, 0.25), interceptor_unit_price=(3, 7), interceptor_cost=5),
    example("mix_saving", 0, interceptor_mix=(0.75, 0.25), interceptor_unit_price=(0, 0), interceptor_cost=0),
    example("line_orders_total", 40, line_orders=(10, 30, 0)),
    # 10 and 30 ordered, at 0.8 and 0.9 of the stated unit cost: 8 + 27 for 40.
    example("lot_saving", 0.125, learned_orders=(8, 27, 0), line_orders_total=40, prices_multiyear_saving=0.1),
    example("lot_saving", 0.1, learned_orders=(0, 0), line_orders_total=0, prices_multiyear_saving=0.1),
    example("lot_order_price", 0.7, quantity_to_order=20, prices_multiyear_saving=0.1, lot_price=0.7),
    example("lot_order_price", 0.9, quantity_to_order=0, prices_multiyear_saving=0.1, lot_price=nan),
]

BUDGET = [
    example("line_cost", 9000, quantity_to_order=20, line_unit_cost=450),
    # 0.9 x 9000 + 0.5 x 13000
    example("plan_order_cost", 14600, line_cost=(9000, 13000), order_price=(0.9, 0.5)),
    example("built_before_lot", 4017, production_cumulative_quantity=3417, line_output=1250, rate_of_year=650),
    example("lot_midpoint", 9, priced_first=9, priced_last=9, production_learning_slope=0.9),
    example("lot_midpoint", 4, priced_first=2, priced_last=6, production_learning_slope=1),
    # At a slope of 1/4 units cost 1 over their square: 2 to 4 cost 61/144 in all, 61/432 on average.
    example("lot_midpoint", sqrt(432 / 61), priced_first=2, priced_last=4, production_learning_slope=0.25),
    # Units 3 and 4 at -1/2: 1/sqrt(3) + 1/2; the unit 9 costs a third of the first.
    example(
        "lot_by_unit_theory",
        (1 / sqrt(3) + 1 / 2) * 3,
        built_before_lot=2,
        rate_of_year=2,
        lot_midpoint=9,
        production_learning_slope=1 / sqrt(2),
    ),
    # N units cost the square root of N: nine less two of them, over the mean of units 5 to 16.
    example(
        "lot_by_average_theory",
        (3 - sqrt(2)) / ((4 - 2) / 12),
        built_before_lot=2,
        rate_of_year=7,
        priced_first=5,
        priced_last=16,
        production_learning_slope=1 / sqrt(2),
    ),
    # Four times the rate, and each doubling leaves a quarter.
    example(
        "lot_price",
        3 / 40 / 16 * 0.75,
        learned_lot=3,
        rate_of_year=40,
        present_rate=10,
        production_rate_slope=0.25,
        prices_multiyear_saving=0.25,
    ),
    example("learned_orders", 18, line_orders=20, lot_price=0.9),
    example("learned_orders", 0, line_orders=0, lot_price=nan),
    example("line_budget", 810, line_orders=2, line_unit_cost=450, order_price=0.9),
    # A year without orders costs nothing, whatever a lot of it would cost.
    example("line_budget", 0, line_orders=0, line_unit_cost=450, order_price=nan),
    *(
        example(
            "payment_share",
            part,
            payment_profile=profile,
            age=age,
            payment_outlay_rate=0.3,
            payment_at_order=0.2,
            payment_deposit=0.4,
            arrival_share=arriving,
            lead_time=30,
        )
        for profile, age, arriving, part in (
            (APPROPRIATION, 0, 0.5, 0.3),
            (APPROPRIATION, 2, 0.5, 0.3),
            # A fifth at order, four fifths with what arrives.
            (MILESTONE, 0, 0.0, 0.2),
            (MILESTONE, 0, 0.5, 0.6),
            (MILESTONE, 2, 0.5, 0.4),
            # Two fifths at order; three fifths evenly over two and a half years: 0.24 a year, 0.12 in the last half.
            (DEPOSIT, 0, 0.5, 0.64),
            (DEPOSIT, 1, 0.5, 0.24),
            (DEPOSIT, 2, 0.5, 0.12),
            (DEPOSIT, 3, 0.5, 0.0),
            (DEPOSIT, 5, 0.5, 0.0),
        )
    ),
    # 0.3 of this year's 810, 0.5 of last year's 100; what is older than the profile is paid.
    example("line_outlays", 293, line_budget=(810, 100, 70), payment_share=(0.3, 0.5)),
    example("line_outlays", 243, line_budget=(810,), payment_share=(0.3, 0.5)),
    example("operation_cost", 30, batteries_in_service=6, battery_annual_support_cost=5),
    # (60 received + half of 40 pledged) x 0.25
    example(
        "upkeep_cost",
        20,
        interceptors_received=60,
        pledges_to_first_loads=40,
        transferred_share=0.5,
        support_missile_upkeep=0.25,
    ),
    example("personnel_trained", 180, deliveries=2, battery_personnel=90),
    example("training_cost", 45, personnel_trained=180, support_training_cost=0.25),
    example("replacement_cost", 120, interceptors_replaced=30, interceptor_price=4),
    example("support_cost", 95, operation_cost=30, upkeep_cost=20, training_cost=45),
    example("procurement_authority", 1030, line_budget=(810, 100), replacement_cost=120),
    example("account_authority", 95, authority_of_account=95),
    example("budget_authority", 1125, account_authority=(1030, 95)),
    example("order_outlays", 293, line_outlays=(243, 50)),
    example("procurement_outlays", 413, order_outlays=293, replacement_cost=120),
    example("order_outlays_total", 493, order_outlays=(293, 200)),
    example("order_outlays_later", 107, acquisition_budget_total=600, order_outlays_total=493),
    example("order_outlays_later", 0, acquisition_budget_total=600, order_outlays_total=601),
    example("account_outlays", 413, outlays_of_account=413),
    example("outlays", 508, account_outlays=(413, 95)),
    example("spend", 508, outlays=508),
    example("spend_to_date", 908, spend_to_date=400, spend=508),
    example("spend_total", 908, spend=(400, 508)),
    example("acquisition_budget_total", 1910, acquisition_budget=(1000, 910)),
    example("acquisition_budget", 910, line_budget=(810, 100)),
    example("committed_to_date", 700, donor_commitment=(500, 200)),
    example("present_support", 160, batteries_in_hand=8, battery_annual_support_cost=20),
    example("present_support_total", 320, present_support=(160, 160)),
    example("gap_spend", 348, spend=508, present_support=160),
    example("gap_spend_to_date", 748, gap_spend_to_date=400, gap_spend=348),
    example("unmet_to_date", 208, gap_spend_to_date=908, committed_to_date=700),
    example("unmet_to_date", 0, gap_spend_to_date=500, committed_to_date=700),
]

THEN_YEAR = [
    example("procurement_factor", 1.2, procurement_index=120, procurement_index_base=100),
    example("support_factor", 1.5, support_index=165, support_index_base=110),
    example("line_budget_then_year", 972, line_budget=810, procurement_factor=1.2),
    # 0.3 of the 1,000 voted this year, 0.5 of the 100 of last year.
    example("line_outlays_then_year", 350, line_budget_then_year=(1000, 100, 70), payment_share=(0.3, 0.5)),
    example("line_outlays_then_year", 300, line_budget_then_year=(1000,), payment_share=(0.3, 0.5)),
    example("acquisition_budget_then_year", 1072, line_budget_then_year=(972, 100)),
    example("order_outlays_then_year", 400, line_outlays_then_year=(350, 50)),
    example("replacement_then_year", 150, replacement_cost=120, procurement_factor=1.25),
    example("support_then_year", 120, support_cost=80, support_factor=1.5),
    example("procurement_authority_then_year", 1222, acquisition_budget_then_year=1072, replacement_then_year=150),
    example("procurement_outlays_then_year", 550, order_outlays_then_year=400, replacement_then_year=150),
    example("account_authority_then_year", 120, then_year_authority_of_account=120),
    example("account_outlays_then_year", 550, then_year_outlays_of_account=550),
    example("budget_authority_then_year", 1342, account_authority_then_year=(1222, 120)),
    example("spend_then_year", 670, account_outlays_then_year=(550, 120)),
    example("acquisition_budget_then_year_total", 2000, acquisition_budget_then_year=(1072, 928)),
    example("budget_authority_then_year_total", 1700, budget_authority_then_year=(1342, 358)),
    example("order_outlays_then_year_total", 700, order_outlays_then_year=(400, 300)),
    example(
        "order_outlays_then_year_later",
        1300,
        acquisition_budget_then_year_total=2000,
        order_outlays_then_year_total=700,
    ),
    example(
        "order_outlays_then_year_later",
        0,
        acquisition_budget_then_year_total=700,
        order_outlays_then_year_total=701,
    ),
    example("spend_then_year_total", 1030, spend_then_year=(400, 630)),
]

CLOSURE = [
    # Of 25 batteries the plan orders 22; the other three at 400 each, a tenth less by contract.
    example("line_left_cost", 1080, line_orders_left=3, line_unit_cost=400, price_adjustment=0.9),
    example("orders_left_cost", 1180, line_left_cost=(1080, 100)),
    example("acquisition_to_closure", 3180, acquisition_budget_total=2000, orders_left_cost=1180),
    example("orders_left_then_year", 1475, orders_left_cost=1180, last_procurement_factor=1.25),
    example(
        "acquisition_to_closure_then_year",
        3975,
        acquisition_budget_then_year_total=2500,
        orders_left_then_year=1475,
    ),
]

DISCOUNTING = [
    example("real_discount_factor", 0.64, year=2028, scenario_price_year=2026, discount_real_rate=0.25),
    example("real_discount_factor", 1, year=2026, scenario_price_year=2026, discount_real_rate=0.25),
    example("nominal_discount_factor", 0.25, year=2027, scenario_price_year=2026, discount_nominal_rate=3),
    example("present_value", 260, spend=(100, 200), real_discount_factor=(1, 0.8)),
    example("present_value_then_year", 150, spend_then_year=(100, 200), nominal_discount_factor=(1, 0.25)),
]

AFFORDABILITY = [
    # All, none, or the part that 3,000 has in 3,000 + 1,000.
    *(
        example(
            "money_for_batteries",
            money,
            budget_buys=buys,
            budget_amount=500,
            funding_need=3000,
            stock_building_cost=1000,
        )
        for buys, money in ((BATTERIES, 500), (INTERCEPTORS, 0), (SPLIT, 375))
    ),
    *(
        example("deliverable_in_year", output, line_capacity=4, year=year, budget_by=2029, reachable_share=0.5)
        for year, output in ((2028, 2), (2029, 2), (2030, 0))
    ),
    example("deliverable", 6, deliverable_in_year=(0, 2, 4)),
    example("interceptors_deliverable", 250, deliverable=(200, 50)),
    *(
        example(
            "batteries_deliverable",
            batteries,
            deliverable=fire_units,
            interceptors_deliverable=500,
            first_load_part=0.5,
            interceptors_per_battery=100,
        )
        for fire_units, batteries in ((6.5, 2), (1.5, 1))
    ),
    *(
        example(
            "batteries_affordable",
            batteries,
            money_for_batteries=5000,
            battery_unit_cost=1100,
            budget_limit=limit,
            batteries_deliverable=2,
        )
        for limit, batteries in ((UNLIMITED, 4), (LINES, 2))
    ),
    example(
        "batteries_affordable",
        4,
        money_for_batteries=5000,
        battery_unit_cost=1100,
        budget_limit=LINES,
        batteries_deliverable=9,
    ),
    example("affordable_batteries_cost", 4400, batteries_affordable=4, battery_unit_cost=1100),
    *(
        example(
            "money_for_interceptors",
            money,
            budget_buys=buys,
            budget_amount=5000,
            affordable_batteries_cost=4400,
            budget_rest=rest,
        )
        for buys, rest, money in ((BATTERIES, SPEND, 600), (BATTERIES, KEEP, 0), (SPLIT, KEEP, 600))
    ),
    # What rounding makes of 20 x $1.1B is not taken for an overspent budget.
    *(
        example(
            "money_for_interceptors",
            0,
            budget_buys=buys,
            budget_amount=22e9,
            affordable_batteries_cost=22000000000.000008,
            budget_rest=SPEND,
        )
        for buys in (BATTERIES, SPLIT)
    ),
    *(
        example(
            "budget_left",
            0,
            budget_amount=22e9,
            affordable_batteries_cost=batteries,
            interceptors_affordable=missiles,
            interceptor_price=22000000000.000008,
        )
        for batteries, missiles in ((22000000000.000008, 0), (21999999999.999996, 0), (0, 1))
    ),
    # 600 at 4.5 each is 133; the lines leave 450 - 4 x 84 = 114, or 14.5 where they make only 350.5.
    *(
        example(
            "interceptors_affordable",
            missiles,
            money_for_interceptors=600,
            interceptor_price=4.5,
            budget_limit=limit,
            interceptors_deliverable=deliverable,
            batteries_affordable=4,
            interceptors_per_battery=84,
        )
        for limit, deliverable, missiles in (
            (UNLIMITED, 450, 133),
            (LINES, 450, 114),
            (LINES, 350.5, 14),
            (LINES, 900, 133),
            (LINES, 300, 0),
        )
    ),
    # 5,000 - 4,400 - 133 x 4.5
    example(
        "budget_left",
        1.5,
        budget_amount=5000,
        affordable_batteries_cost=4400,
        interceptors_affordable=133,
        interceptor_price=4.5,
    ),
    example("gap_share_affordable", 0.25, batteries_affordable=4, battery_gap=16),
]

STOCK_BY_MONTH = [
    example("launches_mean", 50, demand_observed=(30, 80, 40)),
    example("launches_peak", 80, demand_observed=(30, 80, 40)),
    example("launches_recent", 60, demand_observed=(80, 40)),
    *(
        example(
            "launches_by_rule",
            launches,
            demand_rule=rule,
            demand_annual_total=480,
            launches_mean=50,
            launches_peak=80,
            launches_recent=60,
            demand_launches=20,
        )
        for rule, launches in ((ANNUAL, 40), (MEAN, 50), (PEAK, 80), (RECENT, 60), (OWN, 20))
    ),
    example("launches_ahead", 75, launches_by_rule=50, demand_scale=1.5),
    # July 2026 is month 24,318 from the year 0. The fifth month is the second of the second block of three.
    *(
        example(
            "month_block",
            block,
            month=24322,
            stock_first_month=24318,
            demand_resampling=word,
            demand_block_months=3,
        )
        for word, block in ((BLOCKS, 1), (EACH_ALONE, 4))
    ),
    example("launches_counted", 50, launches_by_rule=50),
    example("launches", 75, launches_counted=50, demand_scale=1.5),
    example("stock_wanted", 90, launches=75, engagement_share_engaged=0.6, interceptors_per_engagement=2),
    example("interceptors_wanted", 90, launches_ahead=75, engagement_share_engaged=0.6, interceptors_per_engagement=2),
    *(
        example("stock_fired", fired, stock=100, stock_arrivals=30, stock_wanted=wanted)
        for wanted, fired in ((90, 90), (150, 130))
    ),
    example("stock", 40, stock=100, stock_arrivals=30, stock_fired=90),
    example("launches_engaged", 45, stock_fired=90, interceptors_per_engagement=2),
    example("launches_engaged_share", 0.6, launches_engaged=45, launches=75),
    example("launches_not_engaged", 30, launches=75, launches_engaged=45),
    example("launches_not_hit", 37.2, launches=75, launches_engaged=45, engagement_success=0.84),
    example("launches_not_hit_total", 57.2, launches_not_hit=(37.2, 20)),
    # 57.2 of 143 launches get through.
    example("launches_stopped_share", 0.6, launches_not_hit_total=57.2, launches=(75, 68)),
    # Months are counted from the year 0: 24,321 is October 2026.
    example("first_empty_month", 2026.75, stock=(40, 0, 0), months=(24320, 24321, 24322)),
    example("first_empty_month", inf, stock=(40, 1), months=(24320, 24321)),
    example("months_of_supply", 2.5, stock_on_hand=225, interceptors_wanted=90),
    example("interceptors_fired_a_year", 1080, interceptors_wanted=90),
    example("stock_shortfall", 75, stock_target=300, stock_on_hand=225),
    example("stock_shortfall", 0, stock_target=200, stock_on_hand=225),
    example("stock_holding_cost", 4320, interceptors_fired_a_year=1080, interceptor_price=4),
    example("stock_building_cost", 300, stock_shortfall=75, interceptor_price=4),
    example("fired_share_of_world_output", 1.35, interceptors_fired_a_year=1080, world_output=800),
]

ARRIVALS = [
    example("first_transfer_month", 24324, supply_transfer_year=2027, plan_years=CALENDAR),
    example("first_transfer_month", 24321, supply_transfer_year=2027, plan_years=FISCAL),
    # All that has not arrived comes in the first month from January 2027 (24,324) on that is not all halt.
    *(
        example(
            "pledges_arriving",
            arriving,
            month=month,
            first_transfer_month=24324,
            halted_share_of_month=halted,
            pledges_to_stock=35,
            pledges_arrived=arrived,
        )
        for month, halted, arrived, arriving in (
            (24323, 0, 0, 0),
            (24324, 0, 0, 35),
            (24325, 0.5, 0, 35),
            (24325, 1, 0, 0),
            (24325, 0, 35, 0),
            (24325, 0, 36, 0),
        )
    ),
    example("pledges_arrived", 35, pledges_arrived=5, pledges_arriving=30),
    # A year with three months of halt spreads its deliveries over nine.
    *(
        example("delivery_share_of_month", part, halted_share_of_month=month, halted_share=year)
        for month, year, part in ((0, 0, 1 / 12), (0, 0.25, 1 / 9), (0.5, 0.25, 1 / 18), (1, 0.25, 0), (1, 1, 0))
    ),
    example("production_arriving", 20, stock_production=180, delivery_share_of_month=1 / 9),
    *(
        example(
            "first_loads_arriving", arriving, open_production=270, stock_production=left, delivery_share_of_month=1 / 9
        )
        for left, arriving in ((180, 10), (271, 0))
    ),
    example("replaced_arriving", 5, interceptors_replaced=45, delivery_share_of_month=1 / 9),
    example(
        "stock_arrivals",
        57.5,
        pledges_arriving=35,
        production_arriving=20,
        supply_monthly_transfers=5,
        halted_share_of_month=0.5,
    ),
    example("production_arriving_total", 50, production_arriving=(20, 30)),
    example("first_loads_arriving_total", 15, first_loads_arriving=(10, 5)),
    example("replaced_arriving_total", 12, replaced_arriving=(5, 7)),
    *(
        example(
            "unbilled_arriving_value",
            worth,
            production_arriving_total=50,
            replaced_arriving_total=paid,
            interceptor_price=4,
        )
        for paid, worth in ((12, 152), (51, 0))
    ),
]

BALANCE = [
    *(
        example("first_load_part", part, supply_allocation=rule, supply_first_load_share=0.25)
        for rule, part in ((FIRST_LOADS, 1), (STOCK, 0), (PART, 0.25))
    ),
    example("first_load_capacity", 45, line_capacity=180, first_load_part=0.25),
    *(
        example("line_left", left, supply_allocation=rule, line_capacity=180, line_deliveries=delivered)
        for rule, delivered, left in ((FIRST_LOADS, 150, 30), (PART, 45, 135), (PART, 181, 0), (STOCK, nan, 180))
    ),
    example("open_production", 240, line_capacity=(180, 60)),
    example("stock_production", 90, line_to_stock=(30, 60)),
    # Ordered at the start of 2027 with a lead time of 18 months: nothing in 2027, half of 2028, all of 2029.
    *(
        example("reachable_share", part, year=year, plan_first_year=2027, lead_time=18)
        for year, part in ((2026, 0), (2027, 0), (2028, 0.5), (2029, 1), (2030, 1))
    ),
    example("line_replaceable", 15, line_to_stock=30, reachable_share=0.5),
    example("replaceable", 75, line_replaceable=(15, 60)),
    # A quarter or all of 240 fired a year, of which new production within reach brings 75.
    *(
        example(
            "interceptors_replaced",
            replaced,
            support_replaced_share=share,
            interceptors_fired_a_year=fired,
            replaceable=reach,
        )
        for share, fired, reach, replaced in (
            (0.25, 240, 75, 60),
            (1, 240, 75, 75),
            (1, 240, 300, 240),
            (0, nan, nan, 0),
        )
    ),
    *(
        example("unbilled_production", others, stock_production=90, interceptors_replaced=replaced)
        for replaced, others in ((60, 30), (91, 0))
    ),
    example("unbilled_value", 120, unbilled_production=30, interceptor_price=4),
    example("stock_production_total", 170, stock_production=(90, 80)),
    example("interceptors_replaced_total", 135, interceptors_replaced=(60, 75)),
    example("unbilled_value_total", 200, unbilled_value=(120, 80)),
]

ENGAGEMENT = [
    # Two shots that miss by 0.4 each; three of them one at a time: 1 + 0.4 + 0.16 looks; half of the targets each way.
    example("salvo_missed", 0.16, engagement_hit_probability=0.6, engagement_interceptors_per_target=2),
    example(
        "looked_missed",
        0.064,
        engagement_hit_probability=0.6,
        engagement_interceptors_per_look=1,
        engagement_looks=3,
    ),
    example("mixed_missed", 0.112, engagement_second_look_share=0.5, looked_missed=0.064, salvo_missed=0.16),
    example("engagement_success", 0.84, engagement_missed=0.16),
    *(
        example(
            "looks_taken",
            looks,
            engagement_looks=most,
            engagement_hit_probability=hit,
            engagement_interceptors_per_look=shots,
        )
        for looks, most, hit, shots in (
            (1.56, 3, 0.6, 1),
            (1, 1, 0.6, 1),
            (1.16, 2, 0.6, 2),
            (3, 3, 0, 1),
        )
    ),
    example("looked_shots", 2.32, engagement_interceptors_per_look=2, looks_taken=1.16),
    example(
        "mixed_shots", 3.58, engagement_second_look_share=0.25, looked_shots=2.32, engagement_interceptors_per_target=4
    ),
    example("interceptors_per_engagement", 2.32, engagement_shots=2.32),
    example("launches_shot_down_share", 0.42, engagement_share_engaged=0.5, engagement_success=0.84),
    example("salvo_cost", 8, interceptor_unit_cost=4, interceptors_per_engagement=2),
    example("engagement_miss", 0.16, engagement_success=0.84),
    example("cost_per_kill", 10, salvo_cost=8, engagement_success=0.8),
    example("cost_exchange_ratio", 2.5, cost_per_kill=10, target_unit_cost=4),
]

EXAMPLES = [
    *(
        *COVERAGE,
        *INTERCEPTORS_OF_BATTERIES,
        *ELEMENTS,
        *FUNDING,
        *DONORS,
        *RISKS,
        *LINES_OF_PRODUCTION,
        *HALTS,
        *SCHEDULE,
    ),
    *(*PRICES, *YEARS, *BUDGET, *THEN_YEAR, *DISCOUNTING, *AFFORDABILITY, *BALANCE, *ARRIVALS, *STOCK_BY_MONTH),
    *(*ENGAGEMENT, *SERVICE, *NEED_PARTS, *CLOSURE),
]


@pytest.mark.parametrize("given", EXAMPLES, ids=lambda given: given.figure)
def test_a_formula_gives_what_was_worked_by_hand(given: Example) -> None:
    """The formula, called with plain numbers, gives the number worked beside it."""
    figure = FIGURES[given.figure]
    assert given.inputs.keys() == figure.parameters.keys()
    assert figure.function(**given.inputs) == pytest.approx(given.expected, rel=1e-12, abs=1e-11)


def test_every_formula_has_a_worked_example() -> None:
    """A new figure comes with numbers worked by hand."""
    assert FIGURES.keys() - {given.figure for given in EXAMPLES} == set()


SWAPPED_CALLS = {"lesser": "greater", "greater": "lesser", "total": "largest", "mean": "total", "largest": "total"}
OPERATORS: dict[type[ast.AST], list[Any]] = {
    ast.Add: [ast.Sub()],
    ast.Sub: [ast.Add()],
    ast.Mult: [ast.Div(), ast.Add()],
    ast.Div: [ast.Mult()],
    ast.Pow: [ast.Mult()],
    ast.Eq: [ast.NotEq()],
    ast.Gt: [ast.Lt(), ast.GtE()],
    ast.Lt: [ast.Gt(), ast.LtE()],
}


def mutations(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in place of a node of a syntax tree."""
    match node:
        case ast.BinOp():
            yield from (ast.BinOp(node.left, other, node.right) for other in OPERATORS[type(node.op)])
        case ast.Compare():
            others = OPERATORS[type(node.ops[0])]
            yield from (ast.Compare(node.left, [other], node.comparators) for other in others)
        case ast.UnaryOp():
            yield node.operand
        case ast.Constant():
            yield ast.Constant(node.value + 1)
        case ast.Name(id=name) if name.isupper():
            yield ast.BinOp(node, ast.Add(), ast.Constant(1))
        case ast.Call(func=ast.Name(id=called), args=arguments):
            yield from _other_calls(called, arguments)


def _other_calls(called: str, arguments: list[ast.expr]) -> Iterator[ast.AST]:
    match called, arguments:
        case "positive_part" | "round_down", [whole]:
            yield whole
        case "left_over", [whole, part]:
            yield ast.BinOp(whole, ast.Sub(), part)
        case "choose", [condition, chosen, otherwise]:
            yield ast.Call(ast.Name(called), [condition, otherwise, chosen], [])
        case "ratio", [above, below]:
            yield ast.BinOp(above, ast.Mult(), below)
        case _ if called in SWAPPED_CALLS:
            yield ast.Call(ast.Name(SWAPPED_CALLS[called]), arguments, [])


class _Replace(ast.NodeTransformer):
    """Puts one node in place of another, told by its place in a walk over the tree."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> Any:  # noqa: ANN401 - a node
        """Replace the node, or go on below it."""
        return self._new if node is self._old else super().generic_visit(node)


def mutants(figure: Figure) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield each broken form of a formula, as text and as a function."""
    count = sum(1 for node in ast.walk(expression(figure)) for _ in mutations(node))
    scope = {**vars(ops), **figure.function.__globals__}
    for number in range(count):
        tree = expression(figure)
        places = [(node, new) for node in ast.walk(tree) for new in mutations(node)]
        text = ast.unparse(_Replace(*places[number]).visit(tree))
        yield text, eval(f"lambda {', '.join(figure.parameters)}: {text}", scope)  # noqa: S307 - a formula, changed


def fails(function: Callable[..., Any], expected: float, inputs: dict[str, Any]) -> bool:
    """Tell whether a formula gives another value than the one worked by hand, or none."""
    try:
        value = function(**inputs)
        return not (value == expected or isclose(value, expected, rel_tol=1e-9, abs_tol=1e-9))
    except ArithmeticError:
        return True


@pytest.mark.parametrize("name", [name for name, figure in FIGURES.items() if any(mutants(figure))])
def test_no_part_of_a_formula_changes_unseen(name: str) -> None:
    """Each change of one part of the formula gives another number in one of its worked examples."""
    examples = [(given.expected, given.inputs) for given in EXAMPLES if given.figure == name]
    unseen = [text for text, broken in mutants(FIGURES[name]) if not any(fails(broken, *given) for given in examples)]
    assert unseen == []
