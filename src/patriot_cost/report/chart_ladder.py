"""The chart of `gap --ladder`: published requirements, each as a total with the part that is short today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.errors import CannotCompute
from patriot_cost.report.chart_frame import ChartWords, ColorKey, evaluated, framed
from patriot_cost.report.chart_rows import BarPart, ChartRow, rows_plot
from patriot_cost.report.chart_theme import GREY, RED
from patriot_cost.report.wording import UNKNOWN, number, number_with_sign

if TYPE_CHECKING:
    from patriot_cost.report.chart_layers import ChartSpec
    from patriot_cost.report.document import Response
    from patriot_cost.report.requirements_table import PublishedRequirement

_KINDS = {"total": "in all", "additional": "more", "order": "ordered"}


def ladder(response: Response) -> ChartSpec:
    """Draw the published requirements by date: batteries in all, and those short today.

    Raises:
        CannotCompute: none is known.
    """
    found = list(response.data["ladder"].values())
    short = [one.short_today for one in found if one.short_today is not None]
    if not short:
        raise CannotCompute("nothing to draw: the shortfall is unknown for every published requirement")
    evaluation = evaluated(response)
    chosen = evaluation.loaded.case.requirement.case
    rows = [_row(name, one, chosen) for name, one in response.data["ladder"].items()]
    between = " to ".join(dict.fromkeys(number(one, "battery") for one in (min(short), max(short))))
    title = f"By what was asked for, {between} batteries are short today"
    values = [f"{row.label}, {row.label_detail}: {row.text}" for row in rows]
    notes = ["<= at most, >= at least, ~ pulled both ways by one-sided numbers; in bold what the case uses."]
    words = ChartWords(title, "Batteries", values, notes)
    key = (ColorKey("in hand, in repair or pledged", GREY), ColorKey("short today", RED))
    return framed("ladder", response, words, rows_plot(rows, "battery", key=key))


def _row(name: str, one: PublishedRequirement, chosen: str | None) -> ChartRow:
    total, short, price = one.total, one.short_today, one.price
    sides = {key: figure.bound for key, figure in one.figures.items()}
    parts = []
    if total is not None:
        parts.append(BarPart(0.0, total, GREY))
    if short is not None:
        # An order states no total: its shortfall is drawn alone.
        end = total if total is not None else short
        parts.append(BarPart(max(end - short, 0.0), end, RED))
    asked = UNKNOWN if one.asked is None else f"{number(one.asked, 'battery')} {_KINDS[one.kind]}"
    shown = number_with_sign(short, "battery", sides["battery_gap"])
    cost = number_with_sign(price, "USD", sides["funding_need"])
    return ChartRow(
        one.stated_by or name,
        f"{shown} short, {cost}",
        parts,
        label_detail=" · ".join(filter(None, (one.stated_on, asked))),
        strong=name == chosen,
    )
