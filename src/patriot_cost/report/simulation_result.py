"""A simulation as data: statistics of each figure, design, S-curves, contingency."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from patriot_cost.case.input_binding import path_of
from patriot_cost.case.open_horizon import CLOSED
from patriot_cost.model.record_shape import ABSENT, Absent, as_row, columns_of
from patriot_cost.report.document import Rows
from patriot_cost.report.envelope import marks_of
from patriot_cost.report.long_tables import about, bound_name, never_column, piped, same_in_each
from patriot_cost.report.resampling_notes import resampled_months
from patriot_cost.report.streams import LongTable
from patriot_cost.report.study_records import (
    CurvePoint,
    SimulatedFigure,
    SimulationSummary,
    StatedCorrelation,
    Statistics,
    YearlyBands,
)
from patriot_cost.report.wording import NEVER, written
from patriot_cost.study.draw_statistics import LEVELS
from patriot_cost.study.joint_confidence import TO_CLOSURE
from patriot_cost.study.random_points import size_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.answer_records import ComputedFigure
    from patriot_cost.study.draws import DrawBlock, Simulation
    from patriot_cost.study.results import JointConfidence
    from patriot_cost.study.simulate import SimulationResult

_POINTS = 20


def is_money(evaluation: Evaluation, key: str) -> bool:
    """Tell whether a figure is an amount of dollars, of which there can be a budget."""
    return evaluation.plan.steps[key].figure.unit == "USD"


def statistics(evaluation: Evaluation, done: SimulationResult, key: str) -> Statistics:
    """Return the statistics of one figure, with their sampling errors; of a date, mean and errors are in years."""
    sample, result = done.samples[key], evaluation[key]
    unit = result.figure.unit
    percentiles = {f"p{level}": written(sample.percentile(level), unit) for level in LEVELS}
    never = tuple(name for name, value in percentiles.items() if value == NEVER)
    errors = {f"p{level}": sample.percentile_error(level) for level in LEVELS}
    return Statistics(
        mean=sample.mean,
        sd=sample.deviation,
        **percentiles | dict.fromkeys(never),
        error={"mean": sample.mean_error} | errors,
        chance_point_suffices=sample.chance_up_to(done.point[key]),
        outside_low_high=sample.share_outside(result.low, result.high),
        unknown_draws=sample.unknown,
        never=never or ABSENT,
    )


def with_statistics(figure: ComputedFigure, found: Statistics) -> SimulatedFigure:
    """Return a figure with its statistics; bounds and percentiles may both be beyond the horizon."""
    never = [name for names in (figure.never, found.never) if names is not ABSENT for name in names]
    return SimulatedFigure(figure, found._replace(never=tuple(never) or ABSENT))


def with_columns(rows: Rows, found: Mapping[str, Statistics]) -> Rows:
    """Return the tidy rows of figures with columns for their statistics; those that never come are named."""
    columns = columns_of(Statistics)
    place = list(rows.columns).index("never")

    def row(cells: Sequence[object]) -> list[object]:
        own = found[str(cells[0])]
        late = () if isinstance(own.never, Absent) else own.never
        never = " ".join(filter(None, (str(cells[place]), *late)))
        return [*cells[:place], never, *cells[place + 1 :], *as_row(own)]

    return Rows([*rows.columns, *columns], [row(cells) for cells in rows.rows])


def simulation_summary(
    evaluation: Evaluation, done: SimulationResult, keys: Sequence[str], confidence: float, bands: YearlyBands | None
) -> SimulationSummary:
    """Return the design of a simulation, and its results for some figures, with their bands by year."""
    curves = {key: _curve(evaluation, done, key) for key in keys}
    return SimulationSummary(
        draws=done.simulation.draws,
        sampler=done.simulation.sampler,
        drawn=done.sampled,
        held=done.held,
        outside={path: share for shares in done.outside.values() for path, share in shares.items()},
        correlations=done.correlations,
        stated_correlations=tuple(
            StatedCorrelation(name, tuple(stated.paths), stated.coefficient, stated.basis, stated.rationale)
            for name, stated in evaluation.loaded.case.correlation.items()
        ),
        s_curve={key: curve for key, curve in curves.items() if curve},
        contingency={key: done.contingency(key, confidence) for key in keys if is_money(evaluation, key)},
        closed_by=closed_by(evaluation, done),
        resampled=resampled_months(evaluation.loaded, done.months.months) if done.months else ABSENT,
        joint=joint_confidence(evaluation, done, confidence) or ABSENT,
        bands=bands or ABSENT,
    )


def chances_of(
    evaluation: Evaluation, done: SimulationResult, keys: Sequence[str], amount: float
) -> dict[str, CurvePoint]:
    """Return the chance that an amount of dollars is enough, by figure that is money."""
    money = (key for key in keys if is_money(evaluation, key))
    return {key: CurvePoint(amount, done.samples[key].chance_up_to(amount)) for key in money}


def joint_confidence(evaluation: Evaluation, done: SimulationResult, confidence: float) -> JointConfidence | None:
    """Return the joint confidence of cost and date in the years of the plan, if both were drawn and one moves."""
    if not any(done.samples[key].moves for key in (TO_CLOSURE, CLOSED) if key in done.samples):
        return None
    return done.joint(confidence, evaluation.loaded.index_sets.axes["year"])


def closed_by(evaluation: Evaluation, done: SimulationResult) -> tuple[CurvePoint, ...]:
    """Return the chance that the gap is closed by the end of each year, as records."""
    return tuple(starmap(CurvePoint, chance_of_year(evaluation, done)))


def draw_columns(
    evaluation: Evaluation, simulation: Simulation, keys: Sequence[str], blocks: Iterable[DrawBlock]
) -> LongTable:
    """Return the draws as a long table: one a row, a column for each assumption drawn and each figure.

    The side of a figure is that of the case, since no draw knows a number that is unknown there.
    """
    units = {key: evaluation[key].figure.unit for key in keys}
    paths = {name: path_of(name) for name in simulation.inputs}
    kinds: dict[str, Literal["number", "text"]] = dict.fromkeys(paths.values(), "number")
    kinds |= {key: "text" if unit == "date" else "number" for key, unit in units.items()}
    marks = marks_of(evaluation.loaded, [*kinds])
    sides = {bound_name(key): bound for key in keys if (bound := evaluation[key].bound)}
    kinds |= dict.fromkeys([*marks, "never", *sides], "text")

    def rows() -> Iterator[dict[str, NDArray[Any]]]:
        for number, (inputs, figures) in enumerate(blocks):
            size = size_of(number, simulation.draws)
            sampled = {path: inputs[name] for name, path in paths.items()}
            values = {key: np.broadcast_to(figures.get(key, np.nan), size) for key in keys}
            drawn = {key: piped(column, units[key]) for key, column in values.items()}
            yield sampled | drawn | same_in_each(marks | sides) | {"never": never_column(values, units)}

    return LongTable(kinds, rows(), about(evaluation.loaded) | {"seed": str(simulation.seed)})


def chance_of_year(evaluation: Evaluation, done: SimulationResult) -> list[tuple[str, float | None]]:
    """Return the chance that the battery gap is closed by the end of each year of the plan."""
    sample = done.samples.get(CLOSED)
    years = evaluation.loaded.index_sets.axes["year"]
    return [(year, sample.chance_up_to(float(year))) for year in years] if sample else []


def _curve(evaluation: Evaluation, done: SimulationResult, key: str) -> tuple[CurvePoint, ...]:
    unit = evaluation[key].figure.unit
    points = ((written(amount, unit), chance) for amount, chance in done.samples[key].curve(_POINTS))
    return tuple(CurvePoint(amount, chance) for amount, chance in points if amount is not None)
