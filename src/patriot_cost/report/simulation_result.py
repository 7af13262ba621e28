"""A simulation as data: statistics under each figure, how it was drawn, S-curves, contingency."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from patriot_cost.case.bind import is_input, path_of
from patriot_cost.report.document import Columns, Rows
from patriot_cost.report.long_tables import about, piped
from patriot_cost.report.words import NEVER, written
from patriot_cost.study.contingency import contingency, shares
from patriot_cost.study.points import size_of
from patriot_cost.study.summary import LEVELS, steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.study_data import ContingencyData, CorrelationData, PointData, SimulationData
    from patriot_cost.study.draws import Drawn
    from patriot_cost.study.simulate import Simulated, Started

_POINTS = 20
_STATISTICS = ("mean", "sd", *(f"p{level}" for level in LEVELS), "chance_point_suffices")


def is_money(evaluation: Evaluation, key: str) -> bool:
    """Tell whether a figure is an amount of dollars, of which there can be a budget."""
    return evaluation[key].figure.unit == "USD"


def _drawn_data(evaluation: Evaluation, done: Simulated, key: str) -> dict[str, Any]:
    """Return the statistics of one figure, with their sampling errors; of a date, mean and errors are in years."""
    sample, result = done.collected.samples[key], evaluation[key]
    unit = result.figure.unit
    percentiles = {f"p{level}": written(sample.percentile(level), unit) for level in LEVELS}
    never = [name for name, value in percentiles.items() if value == NEVER]
    errors = {f"p{level}": sample.percentile_error(level) for level in LEVELS}
    data: dict[str, Any] = {"mean": sample.mean, "sd": sample.deviation} | percentiles | dict.fromkeys(never)
    data["error"] = {"mean": sample.mean_error} | errors
    data["chance_point_suffices"] = None if result.value is None else sample.chance_up_to(result.value)
    data["unknown_draws"] = sample.unknown
    return data | ({"never": never} if never else {})


def with_draws(evaluation: Evaluation, done: Simulated, key: str, figure: dict[str, Any]) -> dict[str, Any]:
    """Return a figure with its statistics; what never happens may be in both."""
    drawn = _drawn_data(evaluation, done, key)
    never = [*figure.get("never", ()), *drawn.get("never", ())]
    return figure | drawn | ({"never": never} if never else {})


def simulation_data(evaluation: Evaluation, done: Simulated, confidence: float) -> SimulationData:
    """Return how a simulation was drawn, and what follows from it."""
    simulation, samples = done.simulation, done.collected.samples
    curves = {key: _curve(evaluation, done, key) for key in samples}
    return {
        "draws": simulation.draws,
        "sampler": simulation.sampler,
        "drawn": list(done.drawn),
        "held": list(done.held),
        "correlations": _correlations(done),
        "stated_correlations": [
            {
                "name": name,
                "paths": list(stated.paths),
                "coefficient": stated.coefficient,
                "basis": stated.basis,
                "rationale": stated.rationale,
            }
            for name, stated in evaluation.loaded.case.correlation.items()
        ],
        "s_curve": {key: curve for key, curve in curves.items() if curve},
        "contingency": {
            key: _contingency(evaluation, done, key, confidence) for key in samples if is_money(evaluation, key)
        },
        "closed_by": [{"value": year, "chance": chance} for year, chance in chance_of_year(evaluation, done)],
    }


def drawn_columns(evaluation: Evaluation, started: Started, keys: Sequence[str], blocks: Iterable[Drawn]) -> Columns:
    """Return the draws as a long table: one a row, a column for each assumption drawn and each figure."""
    simulation = started.simulation
    units = {key: evaluation[key].figure.unit for key in keys}
    paths = {name: path_of(name) for name in simulation.drawn}
    kinds: dict[str, Literal["number", "text"]] = dict.fromkeys(paths.values(), "number")
    kinds |= {key: "text" if unit == "date" else "number" for key, unit in units.items()}

    def rows() -> Iterator[dict[str, NDArray[Any]]]:
        for number, (inputs, figures) in enumerate(blocks):
            size = size_of(number, simulation.draws)
            drawn = {path: inputs[name] for name, path in paths.items()}
            values = {key: np.broadcast_to(figures.get(key, np.nan), size) for key in keys}
            yield drawn | {key: piped(column, units[key]) for key, column in values.items()}

    return Columns(kinds, rows(), about(evaluation.loaded) | {"seed": str(simulation.seed)})


def chance_of_year(evaluation: Evaluation, done: Simulated) -> list[tuple[str, float | None]]:
    """Return the chance that the battery gap is closed by the end of each year of the plan."""
    sample = done.collected.samples.get("gap_closed_year")
    years = evaluation.loaded.index_sets.axes["year"]
    return [(year, sample.chance_up_to(float(year))) for year in years] if sample else []


def drawn_rows(evaluation: Evaluation, rows: Rows, done: Simulated) -> Rows:
    """Return the tidy rows of figures with their statistics behind."""
    found = []
    for row in rows.rows:
        data = _drawn_data(evaluation, done, str(row[0]))
        never = data.get("never", ())
        found.append((*row, *(NEVER if name in never else data[name] for name in _STATISTICS)))
    return Rows([*rows.columns, *_STATISTICS], found)


def _curve(evaluation: Evaluation, done: Simulated, key: str) -> list[PointData]:
    sample, unit = done.collected.samples[key], evaluation[key].figure.unit
    return [
        {"value": shown, "chance": sample.chance_up_to(amount)}
        for amount in steps(sample, _POINTS)
        if (shown := written(amount, unit)) is not None
    ]


def _contingency(evaluation: Evaluation, done: Simulated, key: str, confidence: float) -> ContingencyData:
    point, collected = evaluation[key].value or 0.0, done.collected
    return {
        "confidence": confidence,
        "budget": collected.samples[key].percentile(confidence),
        "contingency": contingency(collected, key, confidence, point),
        "parts": {
            path_of(part) if is_input(part) else part: amount
            for part, amount in shares(collected, key, confidence).items()
        },
    }


def _correlations(done: Simulated) -> list[CorrelationData]:
    simulation = done.simulation
    if simulation.matrix is None:
        return []
    paths = [path_of(name) for name in simulation.correlated]
    return [
        {"paths": [paths[row], paths[column]], "coefficient": float(simulation.matrix[row, column])}
        for row, column in combinations(range(len(paths)), 2)
        if simulation.matrix[row, column]
    ]
