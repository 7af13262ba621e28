"""Blocks of a simulation: statistics of figures, S-curve, the chance of a closed gap by year."""

from __future__ import annotations

from operator import methodcaller
from typing import TYPE_CHECKING

from patriot_cost.case.open_horizon import CLOSED
from patriot_cost.report.cells import alike_in_words, figure
from patriot_cost.report.document import Axis, Block, Chart, Column, Number, Table
from patriot_cost.report.plan_years import years_of_plan
from patriot_cost.report.reference_list import with_sources
from patriot_cost.report.simulation_result import chance_of_year, chances_of
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import assumed_mark, number
from patriot_cost.units import MAY_BE_NEVER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.result import Result
    from patriot_cost.report.document import Cell
    from patriot_cost.study.draw_statistics import Sample
    from patriot_cost.study.simulate import SimulationResult

_SHOWN = (5, 50, 80, 95)
_BUDGETS = (50, 70, 80)
_ROWS = 12


def statistics_table(evaluation: Evaluation, done: SimulationResult, keys: Sequence[str]) -> Table:
    """Return figures down a table, with their point estimates, mean and percentiles across."""

    def statistic_field(
        title: str, statistic: Callable[[Sample], float | None], *, optional: bool = False
    ) -> Field[str]:
        def cell(key: str) -> Cell:
            result = evaluation[key]
            if title in {"mean", "sd"} and result.figure.unit in MAY_BE_NEVER:
                # The mean of dates, some of which are never, and their spread say less than their percentiles.
                return ""
            return Number(statistic(done.samples[key]), result.figure.unit, year=result.price_year)

        return Field(Column(title, "right", optional=optional), cell)

    fields: list[Field[str]] = [
        Field(Column(), lambda key: evaluation[key].figure.label),
        Field(Column("point", "right"), lambda key: figure(with_range_of_draws(evaluation[key], done.samples[key]))),
        statistic_field("mean", lambda sample: sample.mean),
        statistic_field("sd", lambda sample: sample.deviation, optional=True),
        *(
            statistic_field(f"p{level}", methodcaller("percentile", level), optional=level == _SHOWN[0])
            for level in _SHOWN
        ),
    ]
    table = records_down(keys, fields, lambda key: key == keys[0])
    return with_sources(table, evaluation, [[key] for key in keys])


def with_range_of_draws(result: Result, sample: Sample) -> Result:
    """Return a figure with the range of its draws, which denies its side where draws lie beyond it."""
    low, high = (sample.percentile(level) for level in (_SHOWN[0], _SHOWN[-1]))
    return result._replace(low=low, high=high)


def sufficient(evaluation: Evaluation, done: SimulationResult, key: str) -> str:
    """State how sure the point estimate of a figure is, and the budgets that are surer."""
    point = done.point[key]
    budgets = [done.contingency(key, level) for level in _BUDGETS]
    mark = assumed_mark(evaluation[key])
    amounts = [Number(point, "USD", mark=mark), *(Number(one.budget, "USD") for one in budgets)]
    now, *sizes = alike_in_words([*amounts, *(Number(one.contingency, "USD", style="change") for one in budgets)])
    needs = [
        f"P{level} {sizes[n]} ({sizes[n + len(_BUDGETS)] if budgets[n].contingency else 'the point is enough'})"
        for n, level in enumerate(_BUDGETS)
    ]
    label = evaluation[key].figure.label
    chance = number(done.samples[key].chance_up_to(point), "share")
    return (
        f"{label}: the point estimate of {now} is enough in {chance} of the draws. Budget needed: {', '.join(needs)}."
    )


def enough(evaluation: Evaluation, done: SimulationResult, keys: Sequence[str], amount: float) -> str:
    """State how often an amount is enough for the first figure that is money."""
    key, found = next(iter(chances_of(evaluation, done, keys, amount).items()))
    budget = alike_in_words([Number(amount, "USD")])[0]
    return f"{evaluation[key].figure.label}: {budget} is enough in {number(found.chance, 'share')} of the draws."


def curve(evaluation: Evaluation, done: SimulationResult, key: str) -> Chart:
    """Return the S-curve of a figure."""
    result, found = evaluation[key], done.samples[key].curve(_ROWS)
    across, along = Axis("amount", "USD", found[0][0], found[-1][0]), Axis("chance", "share", 0.0, 1.0)
    points = [(Number(amount, "USD", year=result.price_year), Number(chance, "share")) for amount, chance in found]
    return Chart(f"{result.figure.label}: chance that an amount is enough", "line", across, along, points)


def closed_field(evaluation: Evaluation, done: SimulationResult) -> Field[str]:
    """Return the chance that the gap is closed by the end of each year, as a column."""
    chances = dict(chance_of_year(evaluation, done))
    return Field(Column("gap\nclosed", "right"), lambda year: Number(chances[year], "share") if year in chances else "")


def closing(evaluation: Evaluation, done: SimulationResult) -> list[Block]:
    """Return the chance of a closed gap by year, if it moves, as a chart."""
    if not done.samples[CLOSED].moves:
        return []
    titles = years_of_plan(evaluation)
    points = [(titles[year], Number(chance, "share")) for year, chance in chance_of_year(evaluation, done)]
    title = "Battery gap: chance that it is closed by the end of the year"
    return [Chart(title, "line", Axis("year", "year"), Axis("chance", "share", 0.0, 1.0), points)]
