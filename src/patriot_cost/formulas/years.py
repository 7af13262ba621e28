"""Years of the plan, calendar or US fiscal ones, and yearly data brought to them.

A US fiscal year runs from October of the year before to September (31 U.S.C. 1102). So it shares three quarters with
the calendar year of its number and one with the calendar year before; and a calendar year shares its last quarter with
the fiscal year after. Where only yearly data exist, a year is taken by these quarters.
"""

from typing import Annotated

from patriot_cost.engine.ops import choose
from patriot_cost.engine.registry import ItemNumber, Value, figure
from patriot_cost.formulas.codes import FISCAL

QUARTER = 1 / 4


@figure(unit="year", label="Start of a year of the plan", per=("year, open",))
def year_start(year: Annotated[Value, ItemNumber("year")], plan_years: Value) -> Value:
    """January of a calendar year; a fiscal year starts a quarter earlier."""
    return year - choose(plan_years == FISCAL, QUARTER, 0.0)


@figure(unit="year", label="Start of the plan")
def plan_start(plan_first_year: Value, plan_years: Value) -> Value:
    """January of the first year of the plan; of a fiscal one, October of the year before."""
    return plan_first_year - choose(plan_years == FISCAL, QUARTER, 0.0)


@figure(unit="unit/year", label="Output of the line in a fiscal year", per=("line", "year, open"))
def fiscal_rate(production_rate: Value, rate_a_year_before: Value) -> Value:
    """Three quarters of the calendar year of the same number and one of the year before."""
    return production_rate + (rate_a_year_before - production_rate) * QUARTER


@figure(unit="index", label="Procurement index in a year of the plan", per=("year",))
def procurement_index(procurement_level: Value, adjoining_procurement_level: Value) -> Value:
    """Three quarters of the published year of the same number and one of the year that shares the other quarter.

    Where the plan and the index have the same kind of years, that is the same year.
    """
    return procurement_level + (adjoining_procurement_level - procurement_level) * QUARTER


@figure(unit="index", label="Index for operation and support in a year of the plan", per=("year",))
def support_index(support_level: Value, adjoining_support_level: Value) -> Value:
    """Three quarters of the published year of the same number and one of the year that shares the other quarter.

    Where the plan and the index have the same kind of years, that is the same year.
    """
    return support_level + (adjoining_support_level - support_level) * QUARTER
