"""The chart of `sensitivity`: how far each assumption alone moves a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.typed_names import inside
from patriot_cost.errors import CannotCompute
from patriot_cost.report.cells import alike
from patriot_cost.report.chart_dates import position
from patriot_cost.report.chart_frame import ChartWords, ColorKey, evaluated, framed
from patriot_cost.report.chart_rows import BarPart, ChartRow, rows_plot
from patriot_cost.report.chart_theme import BLUE, RED
from patriot_cost.report.document import Number
from patriot_cost.report.labels import assumption_label, figure_label
from patriot_cost.report.wording import NEVER, UNKNOWN, counted, in_words, number, span

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.chart_layers import ChartSpec
    from patriot_cost.report.document import Response
    from patriot_cost.report.study_records import SensitivityBar

_MOST = 12
_BEYOND = 1.08
"""A date that never comes is drawn so far beyond the others."""


def tornado(response: Response) -> ChartSpec:
    """Draw the swing of the first figure by each assumption, the widest first.

    Raises:
        CannotCompute: nothing moves it.
    """
    evaluation = evaluated(response)
    key, bars = next(iter(response.data["sensitivity"].items()))
    result, moved = evaluation[key], [bar for bar in bars if bar.swing != 0]
    if not moved:
        raise CannotCompute(
            f"nothing to draw: no assumption with a range moves {inside(figure_label(evaluation, key))}"
        )
    at_case = position(bars[0].value)
    known = [end for bar in moved for at in (bar.at_low, bar.at_high) if (end := position(at)) is not None]
    known += [] if at_case is None else [at_case]
    middle = at_case if at_case is not None else min(known, default=0.0)
    edge = max([*known, middle])
    edge += (edge - min([*known, middle])) * (_BEYOND - 1)
    rows = [_row(evaluation, bar, middle, edge) for bar in moved[:_MOST]]
    widest = moved[0]
    label = assumption_label(evaluation.loaded.case, widest.path)
    title = f"{figure_label(evaluation, key)}: {in_words(result)}. What moves it most: {inside(label)}"
    left = len(moved) - len(rows)
    notes = ["Each assumption alone, over its own range, all else as in the case; the dashed line is the case."]
    notes += [f"Not drawn: {counted(left, 'assumption')} with less effect."] if left > 0 else []
    unit = result.figure.unit
    words = ChartWords(title, figure_label(evaluation, key), [f"{row.label}: {row.text}" for row in rows], notes)
    colors = (ColorKey("assumption at its low", BLUE), ColorKey("at its high", RED))
    plot = rows_plot(rows, unit, reference=at_case, zero=False, key=colors)
    return framed("tornado", response, words, plot)


def _row(evaluation: Evaluation, bar: SensitivityBar, middle: float, edge: float) -> ChartRow:
    sides = ((bar.at_low, BLUE), (bar.at_high, RED))
    drawn = [(edge if at == NEVER else position(at), color) for at, color in sides]
    # The shorter lies in front, where both ends are on one side of the case.
    drawn.sort(key=lambda one: 0.0 if one[0] is None else -abs(one[0] - middle))
    parts = [BarPart(middle, end, color) for end, color in drawn if end is not None]
    moves = f"{counted(len(bar.members), 'range')} that move together" if bar.members else ""
    never = NEVER in {bar.at_low, bar.at_high}
    return ChartRow(
        assumption_label(evaluation.loaded.case, bar.path),
        " to ".join(_texts(bar)),
        parts,
        label_detail=moves or span(bar.low, bar.high, bar.unit, noun=True),
        open_at=edge if never else None,
    )


def _texts(bar: SensitivityBar) -> list[str]:
    """Return both ends, the lesser first, as printed."""
    limits = [bar.at_low, bar.at_high]
    if all(isinstance(end, float | int) for end in limits):
        return alike(Number(end, bar.figure_unit) for end in sorted(limits))  # type: ignore[type-var, arg-type]
    ordered = sorted(limits, key=lambda end: (end is None, end == NEVER, str(end)))
    return [
        UNKNOWN if end is None else end if isinstance(end, str) else number(end, bar.figure_unit) for end in ordered
    ]
