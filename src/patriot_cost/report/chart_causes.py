"""The chart of `compare --by-cause`: the way from the figure of one case to that of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.typed_names import inside
from patriot_cost.errors import CannotCompute
from patriot_cost.report.cells import alike, alike_in_words
from patriot_cost.report.chart_frame import ChartWords, framed
from patriot_cost.report.chart_rows import BarPart, ChartRow, rows_plot
from patriot_cost.report.chart_theme import GREEN, GREY, RED
from patriot_cost.report.document import Number

if TYPE_CHECKING:
    from patriot_cost.report.chart_layers import ChartSpec
    from patriot_cost.report.document import Response


def causes(response: Response) -> ChartSpec:
    """Draw the change of the first figure between the first case and the next, by driver, averaged over all orders.

    Raises:
        CannotCompute: no change is divided.
    """
    parts = response.data["causes"]
    if not parts:
        raise CannotCompute("nothing to draw: no change is divided among causes")
    first = parts[0]
    changed = next(
        one
        for one in response.data["comparison"]
        if (one.key, one.old_case, one.new_case) == (first.key, first.old_case, first.new_case)
    )
    drivers = [one for one in parts if one.cause is None and (one.key, one.new_case) == (first.key, first.new_case)]
    # The parts lead from the old amount in the dollars in which it was stated.
    unit, restated = first.unit, changed.old_stated is not None
    at = changed.old_stated if restated else changed.old
    both = (Number(at, unit, changed.old_bound), Number(changed.new, unit, changed.new_bound))
    texts = alike([*both, *(Number(one.averaged, unit, style="change") for one in drivers)])
    old_dollars, new_dollars = (
        f"{year} dollars" if restated else "" for year in (changed.old_stated_price_year, changed.price_year)
    )
    rows = [ChartRow(first.old_case, texts[0], [BarPart(0.0, at, GREY)], strong=True, detail=old_dollars)]
    for one, text in zip(drivers, texts[2:], strict=True):
        color = RED if one.averaged > 0 else GREEN
        rows.append(
            ChartRow(
                one.driver[:1].upper() + one.driver[1:],
                text,
                [BarPart(at, at + one.averaged, color)],
                detail=one.values,
            )
        )
        at += one.averaged
    rows.append(ChartRow(first.new_case, texts[1], [BarPart(0.0, changed.new, GREY)], strong=True, detail=new_dollars))
    most = max(drivers, key=lambda one: abs(one.averaged))
    old, new = alike_in_words(both)
    becomes = f"{old} in {first.old_case} becomes {new} in {first.new_case}"
    title = f"{changed.label}: {becomes}, most through {inside(most.driver)}"
    words = ChartWords(
        title,
        changed.label,
        [f"{row.label} {row.text}" for row in rows],
        ["Each driver averaged over all orders in which the drivers can change; green lowers, red raises."],
    )
    return framed("causes", response, words, rows_plot(rows, unit, linked=True))
