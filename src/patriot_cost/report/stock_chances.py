"""The chances of the stock as a table, columns of its months, sentences and tidy rows."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from patriot_cost.case.resampling import OF_PATH
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
    from collections.abc import Iterator

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.answer_records import ComputedFigure
    from patriot_cost.report.document import Cell, Rows
    from patriot_cost.report.study_records import PathChances, Statistics, StockChances

_MONTHS, _RANGES = "months", "ranges"
SHOWN = ("mean", "p20", "p50", "p80")


def chances_blocks(evaluation: Evaluation, stock_draws: StockChances) -> list[Block]:
    """Return the statistics of the draws in a table, and the sentences on their months and assumptions."""
    ways = _ways(stock_draws)
    rows = [(way, key) for way, chances in ways.items() for key in chances.figures]

    def statistic(name: str) -> Field[tuple[str, str]]:
        def cell(row: tuple[str, str]) -> Cell:
            way, key = row
            unit, found = evaluation[key].figure.unit, _statistic(ways[way].figures[key], name)
            if name == "mean" and unit in MAY_BE_NEVER:
                return ""
            if isinstance(found, str):
                return found if found == NEVER else Day(found)
            return Number(found, unit)

        return Field(Column(name, "right"), cell)

    way: Field[tuple[str, str]] = Field(Column("drawn"), lambda row: row[0])
    fields: list[Field[tuple[str, str]]] = [
        Field(Column(), lambda row: evaluation[row[1]].figure.label),
        *([way] if len(ways) > 1 else []),
        Field(Column("point", "right"), lambda row: figure(evaluation[row[1]])),
        *map(statistic, SHOWN),
    ]
    rows.sort(key=lambda row: OF_PATH.index(row[1]))
    return [records_down(rows, fields), Text(chances_words(stock_draws))]


def _ways(stock_draws: StockChances) -> dict[str, PathChances]:
    """Return the chances by the inputs that were drawn."""
    if isinstance(stock_draws.months_alone, Absent):
        return {_RANGES: stock_draws.chances}
    return {_MONTHS: stock_draws.months_alone, f"{_MONTHS}, {_RANGES}": stock_draws.chances}


def chances_words(stock_draws: StockChances) -> str:
    """Word how the stock was drawn, and how often it lasts."""
    months = "" if isinstance(stock_draws.resampled, Absent) else f" {resampled_words(stock_draws.resampled)}"
    shares = [f"{number(one.never_empty, 'share')} ({way})" for way, one in _ways(stock_draws).items()]
    return (
        f"In {' and '.join(shares)} of {counted(stock_draws.draws, 'draw')} (seed {stock_draws.seed}) no month ends "
        f"empty; {counted(len(stock_draws.drawn), 'assumption')} with a range drawn. The standard error of a chance is "
        f"at most {fixed(50 / sqrt(stock_draws.draws), 1, 'ceiling')} points.{months}"
    )


def month_fields(stock_draws: StockChances) -> list[Field[str]]:
    """Return the chances of each month as columns of the path."""
    ways = _ways(stock_draws)

    def chance(way: str) -> Field[str]:
        title = "chance it\nends empty" if len(ways) == 1 else f"ends empty\n({way})"
        return Field(Column(title, "right"), lambda month: Number(ways[way].months[month].chance_empty, "share"))

    missed = stock_draws.chances.months
    return [
        *map(chance, ways),
        Field(
            Column("mean\nnot hit", "right", optional=True),
            lambda month: Number(missed[month].not_hit, "launch/month", decimals=0),
        ),
    ]


def chance_rows(evaluation: Evaluation, stock_draws: StockChances, rows: Rows) -> Rows:
    """Return tidy rows with those of the draws behind, whose keys are paths of the answer."""
    alone = stock_draws.months_alone
    found = list(_rows(evaluation, "stock_draws", stock_draws.chances))
    found += [] if isinstance(alone, Absent) else _rows(evaluation, "stock_draws.months_alone", alone)
    more = tidy(evaluation, (figure for figure, _ in found), (key for _, key in found))
    return rows._replace(rows=[*rows.rows, *more.rows])


def _rows(evaluation: Evaluation, path: str, chances: PathChances) -> Iterator[tuple[ComputedFigure, str]]:
    """Yield the rows of some chances, each with the figure that it is of."""

    def row(name: str, key: str, value: float | str | None, label: str = "") -> tuple[ComputedFigure, str]:
        late = ("value",) if value == NEVER else ABSENT
        point = computed_figure(evaluation, key)._replace(bound=None, low=None, high=None, never=late)
        shown = None if value == NEVER else value
        return point._replace(key=f"{path}.{name}", value=shown, label=label or point.label), key

    for key, statistics in chances.figures.items():
        for name in (*SHOWN, "p5", "p95"):
            if name != "mean" or evaluation[key].figure.unit not in MAY_BE_NEVER:
                yield row(f"figures.{key}.{name}", key, _statistic(statistics, name))
    for month, ahead in chances.months.items():
        share, missed = key_of("launches_engaged_share", month), key_of("launches_not_hit", month)
        yield row(f"months.{month}.chance_empty", share, ahead.chance_empty, "Chance that the month ends empty")
        yield row(f"months.{month}.not_hit", missed, ahead.not_hit)


def _statistic(found: Statistics, name: str) -> float | str | None:
    """Return a statistic of a figure; one beyond the horizon is `never`."""
    late = () if isinstance(found.never, Absent) else found.never
    value: float | str | None = getattr(found, name)
    return NEVER if name in late else value
