"""Charts of `fund`: the acquisition cost in parts, and the way from it to the unmet rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.provenance import why_unknown
from patriot_cost.errors import CannotCompute
from patriot_cost.report.cells import alike, alike_in_words, figure
from patriot_cost.report.chart_frame import ChartWords, evaluated, framed
from patriot_cost.report.chart_rows import BarPart, ChartRow, rows_plot
from patriot_cost.report.chart_theme import BLUE, GREEN, GREY, RED
from patriot_cost.report.wording import in_words, number, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.engine.result import Result
    from patriot_cost.report.chart_layers import ChartSpec
    from patriot_cost.report.document import Response

_PARTS = {"systems_cost": "Systems", "missiles_cost": "Missile packages", "funding_need": "Acquisition cost"}
_WAY = ("funding_need", "pledged_interceptors_value", "funding_committed", "funding_unmet")


def cost(response: Response) -> ChartSpec:
    """Draw the parts of the acquisition cost with their ranges.

    Raises:
        CannotCompute: no part is known.
    """
    evaluation = evaluated(response)
    gap, results = evaluation["battery_gap"], [evaluation[key] for key in _PARTS]
    _known(results)
    texts = alike(figure(one) for one in results)
    rows = [
        ChartRow(
            label,
            text,
            [] if one.value is None else [BarPart(0.0, one.value, color)],
            one.low,
            one.high,
            detail=span(one.low, one.high, "USD"),
            strong=one.key == "funding_need",
        )
        for label, one, text, color in zip(_PARTS.values(), results, texts, (BLUE, GREEN, GREY), strict=True)
    ]
    need = results[-1]
    if need.value is None:
        title = f"The acquisition cost is unknown, because of {why_unknown(need)}"
    else:
        title = f"{_capital(in_words(gap))} with their first missiles would cost {in_words(need)}"
    values = [f"{row.label} {row.text}" + (f" ({row.detail})" if row.detail else "") for row in rows]
    notes = ["Lines: low to high, all inputs at once at the ends of their ranges"] if need.low is not None else []
    return framed("cost", response, ChartWords(title, "Acquisition cost", values, notes), rows_plot(rows, "USD"))


def waterfall(response: Response) -> ChartSpec:
    """Draw the way from the acquisition cost through pledges and money to the unmet rest.

    Raises:
        CannotCompute: the acquisition cost or the rest is unknown.
    """
    evaluation = evaluated(response)
    need, pledged, committed, unmet = (evaluation[key] for key in _WAY)
    for one in (need, unmet):
        _known([one])
    systems = evaluation["systems_cost"].value or 0.0
    share = evaluation.values.get("funding_credit_share")
    credited = (pledged.value or 0.0) * (1.0 if share is None else share)
    # Pledged missiles beyond the first loads pay for no ground system.
    after_pledges = max((need.value or 0.0) - credited, min(systems, need.value or 0.0))
    after_money = max(after_pledges - (committed.value or 0.0), 0.0)
    texts = alike(figure(one) for one in (need, pledged, committed, unmet))
    partly = "" if share in {1, None} or not pledged.value else f"{number(share, 'share')} of it credited"
    recorded = "recorded, not credited" if evaluation.loaded.case.committed and not committed.value else ""
    rows = [
        ChartRow("Acquisition cost", texts[0], [BarPart(0.0, need.value or 0.0, GREY)], strong=True),
        ChartRow("Pledged in kind", texts[1], [BarPart(need.value or 0.0, after_pledges, GREEN)], detail=partly),
        ChartRow("Committed money", texts[2], [BarPart(after_pledges, after_money, BLUE)], detail=recorded),
        ChartRow("Unmet", texts[3], [BarPart(0.0, unmet.value or 0.0, RED)], strong=True),
    ]
    rest, whole = alike_in_words([figure(unmet), figure(need)])
    title = f"{_capital(rest)} of {whole} is still unmet"
    if not unmet.value:
        title = f"Pledges and committed money cover the acquisition cost of {in_words(need)}"
    elif unmet.value == need.value:
        title = f"All of the acquisition cost of {in_words(need)} is still unmet"
    values = [f"{row.label} {row.text}" + (f", {row.detail}" if row.detail else "") for row in rows]
    words = ChartWords(title, "From the acquisition cost to what is unmet", values)
    return framed("waterfall", response, words, rows_plot(rows, "USD", linked=True))


def _known(results: Sequence[Result]) -> None:
    if all(one.value is None for one in results):
        unknown = results[-1]
        raise CannotCompute(f"nothing to draw: {unknown.figure.label} is unknown, because of {why_unknown(unknown)}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
