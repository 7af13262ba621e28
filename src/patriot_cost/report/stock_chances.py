"""The chances of the stock as a table, columns of its months, sentences and tidy rows."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from patriot_cost.engine.keys import key_of
from patriot_cost.model.record_shape import ABSENT, Absent
from patriot_cost.report.cells import figure
from patriot_cost.report.document import Block, Column, Day, Number, Text
from patriot_cost.report.envelope import computed_figure, tidy
from patriot_cost.report.resampling_notes import resampled_words
from patriot_cost.report.rounding import fixed
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import NEVER, counted, number
from patriot_cost.units import MAY_BE_NEVER

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.answer_records import ComputedFigure
    from patriot_cost.report.document import Cell, Rows
    from patriot_cost.report.study_records import Statistics, StockChances

EMPTY = "first_empty_month"
OF_PATH = (EMPTY, "launches_stopped_share", "launches_not_hit_total")
"""The figures of the whole path that are drawn."""
SHOWN = ("mean", "p20", "p50", "p80")


def chances_blocks(evaluation: Evaluation, chances: StockChances) -> list[Block]:
    """Return the statistics of the draws in a table, and the sentences on their months and assumptions."""

    def statistic(name: str) -> Field[str]:
        def cell(key: str) -> Cell:
            unit, found = evaluation[key].figure.unit, _statistic(chances.figures[key], name)
            if name == "mean" and unit in MAY_BE_NEVER:
                return ""
            if isinstance(found, str):
                return found if found == NEVER else Day(found)
            return Number(found, unit)

        return Field(Column(name, "right"), cell)

    fields: list[Field[str]] = [
        Field(Column(), lambda key: evaluation[key].figure.label),
        Field(Column("point", "right"), lambda key: figure(evaluation[key])),
        *map(statistic, SHOWN),
    ]
    return [records_down(chances.figures, fields), Text(chances_words(chances))]


def chances_words(chances: StockChances) -> str:
    """Word how the stock was drawn, and how often it lasts."""
    months = "" if isinstance(chances.resampled, Absent) else f" {resampled_words(chances.resampled)}"
    ranges = f"{counted(len(chances.drawn), 'assumption')} with a range drawn"
    return (
        f"In {number(chances.never_empty, 'share')} of {counted(chances.draws, 'draw')} (seed {chances.seed}) no month "
        f"ends empty; {ranges}. The standard error of a chance is at most "
        f"{fixed(50 / sqrt(chances.draws), 1, 'ceiling')} points.{months}"
    )


def month_fields(chances: StockChances) -> list[Field[str]]:
    """Return the chances of each month as columns of the path."""
    return [
        Field(
            Column("chance it\nends empty", "right"), lambda month: Number(chances.months[month].chance_empty, "share")
        ),
        Field(
            Column("mean\nnot hit", "right", optional=True),
            lambda month: Number(chances.months[month].not_hit, "launch/month", decimals=0),
        ),
    ]


def chance_rows(evaluation: Evaluation, chances: StockChances, rows: Rows) -> Rows:
    """Return tidy rows with those of the draws behind, whose keys are paths of the answer."""

    def row(path: str, key: str, value: float | str | None, label: str = "") -> ComputedFigure:
        point = computed_figure(evaluation, key)
        return point._replace(
            key=f"stock_draws.{path}",
            value=value,
            label=label or point.label,
            bound=None,
            low=None,
            high=None,
            never=ABSENT,
        )

    found = [
        row(f"figures.{key}.{name}", key, _statistic(statistics, name))
        for key, statistics in chances.figures.items()
        for name in (*SHOWN, "p5", "p95")
        if name != "mean" or evaluation[key].figure.unit not in MAY_BE_NEVER
    ]
    for month, ahead in chances.months.items():
        share = key_of("launches_engaged_share", month)
        found.append(row(f"months.{month}.chance_empty", share, ahead.chance_empty, "Chance that the month ends empty"))
        found.append(row(f"months.{month}.not_hit", key_of("launches_not_hit", month), ahead.not_hit))
    return rows._replace(rows=[*rows.rows, *tidy(evaluation.loaded, found).rows])


def _statistic(found: Statistics, name: str) -> float | str | None:
    """Return a statistic of a figure; one beyond the horizon is `never`."""
    late = () if isinstance(found.never, Absent) else found.never
    value: float | str | None = getattr(found, name)
    return NEVER if name in late else value
