"""Outlays and deliveries by year over the draws: mean and percentiles, as a table and as records."""

from __future__ import annotations

from operator import methodcaller
from typing import TYPE_CHECKING

from patriot_cost.engine.keys import key_of
from patriot_cost.report.document import Block, Column, Heading, Number, Rows, Text
from patriot_cost.report.plan_years import years_of_plan
from patriot_cost.report.study_records import YearBand, YearlyBands
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.draw_statistics import Sample
    from patriot_cost.study.simulate import SimulationResult

_BANDS = {"outlays": "outlays", "deliveries": "delivered"}
"""The figures by year, each with its word in a title."""
_STATISTICS: dict[str, Callable[[Sample], float | None]] = {
    "P20": methodcaller("percentile", 20),
    "P50": methodcaller("percentile", 50),
    "P80": methodcaller("percentile", 80),
    "mean": lambda sample: sample.mean,
}


def band_keys(evaluation: Evaluation) -> list[str]:
    """Return the figures by year that are drawn where they are known."""
    return [key_of(name, year) for name in _BANDS for year in evaluation.loaded.index_sets.axes["year"]]


def yearly_bands(evaluation: Evaluation, done: SimulationResult) -> YearlyBands:
    """Return the bands of a simulation in which they were drawn, by key."""
    samples = {key: done.samples[key] for key in band_keys(evaluation) if key in done.samples}
    found = {key: YearBand(*(make(sample) for make in _STATISTICS.values())) for key, sample in samples.items()}
    return YearlyBands(done.simulation.draws, found)


def with_bands(bands: YearlyBands, *several: Rows) -> Rows:
    """Return tidy rows behind each other, with the bands of those of which there are some."""
    columns = list(dict.fromkeys((*several[0].columns, *YearBand._fields)))
    records = (dict(zip(rows.columns, row, strict=True)) for rows in several for row in rows.rows)
    banded = [record | _band(bands, record["key"]) for record in records]
    return Rows(columns, [[record.get(name) for name in columns] for record in banded])


def _band(bands: YearlyBands, key: object) -> dict[str, object]:
    band = bands.figures.get(str(key))
    return dict(band._asdict()) if band else {}


def band_blocks(evaluation: Evaluation, bands: YearlyBands) -> list[Block]:
    """Return a table of the bands, with the words that percentiles of years do not add up."""
    if not bands.figures:
        return []
    titles = years_of_plan(evaluation)

    def field(name: str, statistic: str, place: int) -> Field[str]:
        def cell(year: str) -> Number:
            band = bands.figures.get(key_of(name, year))
            unit, decimals = ("USD", None) if name == "outlays" else ("battery", 1)
            amount = band[place] if band else None
            return Number(amount, unit, year=evaluation.loaded.case.price_year, decimals=decimals)

        optional = statistic == "P20" or (name, statistic) == ("deliveries", "mean")
        return Field(Column(f"{_BANDS[name]}\n{statistic}", "right", optional=optional), cell)

    fields = [
        Field(Column("year", no_wrap=True), titles.__getitem__),
        *(field(name, statistic, place) for name in _BANDS for place, statistic in enumerate(_STATISTICS)),
    ]
    return [
        Heading(f"Outlays and deliveries by year, {counted(bands.draws, 'draw')}"),
        records_down(titles, fields),
        Text("Percentiles of single years do not add up to those of a total; means do."),
    ]
