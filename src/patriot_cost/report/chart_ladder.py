"""The chart of `gap --ladder`: published requirements, each as a total with the part that is short today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.errors import CannotCompute
from patriot_cost.report.chart_frame import ChartWords, Key, framed
from patriot_cost.report.chart_rows import BarPart, ChartRow, rows_plot
from patriot_cost.report.chart_theme import GREY, RED
from patriot_cost.report.wording import UNKNOWN, number, number_with_sign

if TYPE_CHECKING:
    from patriot_cost.report.chart_frame import ChartSpec
    from patriot_cost.report.document import Response
    from patriot_cost.report.requirements_table import PublishedRequirement

_KINDS = {"total": "in all", "additional": "more", "order": "ordered"}


def ladder(response: Response) -> ChartSpec:
    """Draw the published requirements by date: batteries in all, and those short today.

    Raises:
        CannotCompute: none is known.
    """
    found = list(response.data["ladder"].values())
    short = [one.figures["battery_gap"] for one in found if one.figures["battery_gap"].value is not None]
    if not short:
        raise CannotCompute("nothing to draw: the shortfall is unknown for every published requirement")
    evaluation = response.evaluation
    assert evaluation
    chosen = evaluation.loaded.case.requirement.case
    rows = [_row(name, one, chosen) for name, one in response.data["ladder"].items()]
    low, high = (pick(short, key=lambda one: one.value or 0.0) for pick in (min, max))
    between = " to ".join(dict.fromkeys(number(one.value, "battery") for one in (low, high)))
    title = f"By what was asked for, {between} batteries are short today"
    values = [f"{row.label}, {row.label_detail}: {row.text}" for row in rows]
    notes = ["<= at most, >= at least, ~ pulled both ways by one-sided numbers; in bold what the case uses."]
    words = ChartWords(title, "Batteries", values, notes)
    key = (Key("in hand, in repair or pledged", GREY), Key("short today", RED))
    return framed("ladder", response, words, rows_plot(rows, "battery", key=key))


def _row(name: str, one: PublishedRequirement, chosen: str | None) -> ChartRow:
    total, short, price = (one.figures[key] for key in ("batteries_required", "battery_gap", "funding_need"))
    parts = []
    if total.value is not None:
        parts.append(BarPart(0.0, float(total.value), GREY))
    if short.value is not None:
        # An order states no total: what is short of it is drawn alone.
        end = float(total.value) if total.value is not None else float(short.value)
        parts.append(BarPart(max(end - float(short.value), 0.0), end, RED))
    asked = UNKNOWN if one.asked is None else f"{number(one.asked, 'battery')} {_KINDS[one.kind]}"
    shown = number_with_sign(short.value, "battery", short.bound)
    cost = number_with_sign(price.value, "USD", price.bound)
    return ChartRow(
        one.stated_by or name,
        f"{shown} short, {cost}",
        parts,
        label_detail=" · ".join(filter(None, (one.stated_on, asked))),
        strong=name == chosen,
    )
