"""Charts of `fund`: the acquisition cost in parts, and the way from it to the unmet rest."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from patriot_cost.case.provenance import why_unknown
from patriot_cost.errors import CannotCompute
from patriot_cost.formulas.funding import AFTER_PLEDGES
from patriot_cost.report.cells import alike, alike_in_words, figure
from patriot_cost.report.chart_frame import LONGEST, ChartWords, evaluated, framed, live_words
from patriot_cost.report.chart_rows import BarPart, ChartRow, rows_plot
from patriot_cost.report.chart_theme import BLUE, GREEN, GREY, RED
from patriot_cost.report.labels import reasons_listed
from patriot_cost.report.wording import in_words, number, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.result import Result
    from patriot_cost.report.chart_layers import ChartSpec
    from patriot_cost.report.document import Response

_PARTS = {"systems_cost": "Systems", "missiles_cost": "Missile packages", "funding_need": "Acquisition cost"}
_WAY = ("funding_need", "pledged_interceptors_value", "funding_committed", "funding_unmet")


def cost(response: Response, *, live: bool = False) -> ChartSpec:
    """Draw the parts of the acquisition cost with their ranges; `live` ones follow the inputs, and have none.

    Raises:
        CannotCompute: no part is known.
    """
    evaluation = evaluated(response)
    gap, results = evaluation["battery_gap"], [evaluation[key] for key in _PARTS]
    texts = alike(figure(one) for one in results)
    rows = [
        ChartRow(
            label,
            text,
            [BarPart(0.0, one.value, color, end_key=one.key)],
            one.low,
            one.high,
            detail=span(one.low, one.high, "USD"),
            strong=one.key == "funding_need",
            key=one.key,
        )
        for label, one, text, color in zip(_PARTS.values(), results, texts, (BLUE, GREEN, GREY), strict=True)
    ]
    if live:
        bare = [row._replace(low=None, high=None, detail="") for row in rows]
        return framed(
            "cost", response, live_words("Acquisition cost", [[*_PARTS]]), rows_plot(bare, "USD", longest=LONGEST)
        )
    _known(evaluation, results)
    need = results[-1]
    if need.value is None:
        title = f"The acquisition cost is unknown, because of {_why(evaluation, need)}"
    else:
        title = f"{_capital(in_words(gap))} with their first missiles would cost {in_words(need)}"
    values = [f"{row.label} {row.text}" + (f" ({row.detail})" if row.detail else "") for row in rows]
    ranged = any(one.low is not None for one in results)
    notes = ["Lines: low to high, all inputs at once at the ends of their ranges"] if ranged else []
    return framed("cost", response, ChartWords(title, "Acquisition cost", values, notes), rows_plot(rows, "USD"))


def waterfall(response: Response, *, live: bool = False) -> ChartSpec:
    """Draw the way from the acquisition cost through pledges and money to the unmet rest; `live` follows the inputs.

    Raises:
        CannotCompute: the acquisition cost or the rest is unknown.
    """
    evaluation = evaluated(response)
    need, pledged, committed, unmet = results = [evaluation[key] for key in _WAY]
    taken = [evaluation.values.get(name) for name in AFTER_PLEDGES.parameters]
    after_pledges = None if None in taken else AFTER_PLEDGES.function(*taken)
    texts = alike(figure(one) for one in results)
    bars = _steps({need.key: need.value, AFTER_PLEDGES.name: after_pledges, unmet.key: unmet.value})
    labels = ("Acquisition cost", "Pledged in kind", "Committed money", "Unmet")
    rows = [
        ChartRow(label, text, [bar], strong=one.key in {need.key, unmet.key}, key=one.key)
        for label, text, bar, one in zip(labels, texts, bars, results, strict=True)
    ]
    title = "From the acquisition cost to what is unmet"
    if live:
        plot = rows_plot(rows, "USD", linked=True, longest=LONGEST)
        return framed("waterfall", response, live_words(title, [[need.key], [unmet.key]]), plot)
    for one in (need, unmet):
        _known(evaluation, [one])
    share = evaluation.values.get("funding_credit_share")
    partly = "" if share in {1, None} or not pledged.value else f"{number(share, 'share')} of it credited"
    recorded = "recorded, not credited" if evaluation.loaded.case.committed and not committed.value else ""
    rows[1:3] = [rows[1]._replace(detail=partly), rows[2]._replace(detail=recorded)]
    rest, whole = alike_in_words([figure(unmet), figure(need)])
    finding = f"{_capital(rest)} of {whole} is still unmet"
    if not unmet.value:
        finding = f"Pledges and committed money cover the acquisition cost of {in_words(need)}"
    elif unmet.value == need.value:
        finding = f"All of the acquisition cost of {in_words(need)} is still unmet"
    values = [f"{row.label} {row.text}" + (f", {row.detail}" if row.detail else "") for row in rows]
    words = ChartWords(finding, title, values)
    return framed("waterfall", response, words, rows_plot(rows, "USD", linked=True))


def _steps(limits: dict[str, float | None]) -> list[BarPart]:
    """Return the bars of the way between some amounts, by key: the whole, each step to the next, and the rest."""
    first, *_, last = limits.items()
    steps = [
        BarPart(start, end, color, start_key, end_key)
        for ((start_key, start), (end_key, end)), color in zip(pairwise(limits.items()), (GREEN, BLUE), strict=True)
    ]
    return [BarPart(0.0, first[1], GREY, end_key=first[0]), *steps, BarPart(0.0, last[1], RED, end_key=last[0])]


def _known(evaluation: Evaluation, results: Sequence[Result]) -> None:
    if all(one.value is None for one in results):
        unknown = results[-1]
        raise CannotCompute(
            f"nothing to draw: {unknown.figure.label} is unknown, because of {_why(evaluation, unknown)}"
        )


def _why(evaluation: Evaluation, unknown: Result) -> str:
    return reasons_listed(evaluation.loaded.case, why_unknown(unknown))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
