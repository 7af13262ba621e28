"""Which assumptions explain the spread of a figure when all move at once: Sobol indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patriot_cost.case.bind import path_of
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.report.cells import text_of
from patriot_cost.report.document import Answer, Axis, Bar, Block, Column, Heading, Number, Phrase, Rows, Table, Text
from patriot_cost.report.envelope import stamp
from patriot_cost.report.request import Question, answer
from patriot_cost.report.sensitivity import DEFAULT, left_notes
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.words import quantity, shown
from patriot_cost.study.distribution import quantile
from patriot_cost.study.drivers import Driver, drivers
from patriot_cost.study.indices import NoIndices, indices
from patriot_cost.study.model import Model
from patriot_cost.study.points import power_of_two
from patriot_cost.study.simulate import uncertain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.study_data import IndexData
    from patriot_cost.study.distribution import Spread
    from patriot_cost.study.indices import Columns, Index, Source
    from patriot_cost.study.model import Column as Numbers

    Found = Mapping[str, Index]

_LEAST, _MOST = 64, 131_072
_COLUMNS = (
    *("figure", "path", "label", "first", "first_within", "total", "total_within", "samples", "seed"),
    *("scenario", "data_version"),
)
_MEANING = (
    "Alone: the part of the variance that would go if this assumption were known. Total: the part that would stay if "
    "all the others were. Where total is above alone, it acts together with others."
)
_INDEPENDENT = "The assumptions are drawn independently of each other; correlations do not enter here."


def indices_answer(question: Question, figures: Sequence[str], asked: Sequence[str], samples: int, seed: int) -> Answer:
    """Answer `sensitivity --global`; `asked` are choices of policy to vary too.

    Raises:
        UsageFault: a figure, a path or the number of samples is not understood.
        CannotCompute: a figure is unknown somewhere, or nothing moves it.
    """
    _check(samples)
    evaluation, keys = question.evaluation, list(figures) or [DEFAULT]
    question.known(keys)
    found = drivers(evaluation, keys, asked)
    by_path = {driver.path: driver for driver in found.moving}
    sources = {driver.path: _source(driver, uncertain(evaluation, asked).spreads) for driver in found.moving}
    ranked = {key: _ranked(evaluation, key, found.moving, sources, samples, seed) for key in keys}
    blocks: list[Block] = []
    for key in keys:
        blocks += [Heading(key)] if len(keys) > 1 else []
        blocks += [Text(_sentence(evaluation, key, ranked[key])), _table(ranked[key])]
    how = f"{_INDEPENDENT} {samples:,} points, seed {seed}; ± is 95 %. The ranges: patriot-cost sensitivity."
    said = [_MEANING, how, *left_notes(found)]
    given = answer(question, keys, f"What explains {', '.join(keys)}", [*blocks, *map(Text, said)], said)
    data = {key: [_data(by_path[path], index, samples) for path, index in ranked[key].items()] for key in keys}
    given.data.update(seed=seed, indices=data)
    return given._replace(rows=_rows(evaluation, data, seed))


def _check(samples: int) -> None:
    """Refuse a number of points that Sobol sequences are not balanced for."""
    if not _LEAST <= samples <= _MOST:
        raise UsageFault(f"--samples {samples}: needed a power of two, {_LEAST} to {_MOST}")
    above = power_of_two(samples)
    if samples != above:
        raise UsageFault(f"--samples {samples} is not a power of two; nearest: {above // 2} or {above}")


def _ranked(
    evaluation: Evaluation,
    key: str,
    moving: Sequence[Driver],
    sources: Mapping[str, Source],
    samples: int,
    seed: int,
) -> Found:
    """Return the indices of one figure, the largest total first."""
    model = Model.of(evaluation.loaded.index_sets, [key], evaluation.loaded.inputs)
    function = model.varying(name for driver in moving for name in driver.spans)
    own = [driver for driver in moving if not set(function.inputs).isdisjoint(driver.spans)]
    if not own:
        raise CannotCompute(f"nothing that {key} rests on has a range", "--set PATH=low..high gives one")

    def figure(columns: Columns) -> Numbers:
        return np.asarray(function(columns).get(key, np.nan), dtype=float)

    try:
        found = indices(figure, {driver.path: sources[driver.path] for driver in own}, samples, seed)
    except NoIndices as fault:
        raise _refused(evaluation, key, fault) from None
    return dict(sorted(found.items(), key=lambda pair: -pair[1].total))


def _source(driver: Driver, spreads: Mapping[str, Spread]) -> Source:
    """Return what turns probabilities into values; the years of one assumption have the same probability."""
    curves = {name: quantile(spreads[path_of(name)]) for name in driver.spans}
    return lambda probability: {name: curve(probability) for name, curve in curves.items()}


def _refused(evaluation: Evaluation, key: str, fault: NoIndices) -> CannotCompute:
    if fault.at is None:
        return CannotCompute(
            f"{key} does not vary over the ranges, or at too few of the points, so there is nothing to explain",
            "--samples N looks at more points",
        )
    inputs = evaluation.loaded.inputs
    point = ", ".join(f"{path_of(name)} = {quantity(value, inputs[name].unit)}" for name, value in fault.at.items())
    hint = "patriot-cost sensitivity without --global shows at which ends"
    return CannotCompute(f"{key} is unknown, or never happens, where {point}", hint)


def _sentence(evaluation: Evaluation, key: str, ranked: Found) -> str:
    path, index = next(iter(ranked.items()))
    parts = (index.first, index.total, sum(index.first for index in ranked.values()))
    alone, total, whole = (text_of(_part(part)) for part in parts)
    return (
        f"{key} is {shown(evaluation[key])}. {path} explains {alone} of its variance alone, {total} with others. "
        f"All alone add up to {whole}; what is left they do together."
    )


def _table(ranked: Found) -> Table:
    axis = Axis("total", "share", 0.0, 1.0)
    fields: list[Field[str]] = [
        Field(Column("assumption", whole=True), str),
        Field(Column("alone", "right"), lambda path: _part(ranked[path].first)),
        Field(Column("", "right"), lambda path: _within(ranked[path].first_within)),
        Field(Column("total", "right"), lambda path: _part(ranked[path].total)),
        Field(Column("", "right"), lambda path: _within(ranked[path].total_within)),
        Field(Column("total, drawn", axis=axis, optional=True), lambda path: Bar(0.0, max(ranked[path].total, 0.0))),
    ]
    return records_down(ranked, fields)


def _part(part: float) -> Number:
    """Return a part of the variance; an estimate below zero is zero but for the sampling."""
    return Number(max(part, 0.0), "share", decimals=1)


def _within(error: float) -> Phrase:
    """Return an error in percentage points."""
    return Phrase(("± ", Number(100 * error, decimals=1)))


def _data(driver: Driver, index: Index, samples: int) -> IndexData:
    return {
        "path": driver.path,
        "label": driver.label,
        "first": index.first,
        "first_within": index.first_within,
        "total": index.total,
        "total_within": index.total_within,
        "samples": samples,
    }


def _rows(evaluation: Evaluation, data: Mapping[str, Sequence[IndexData]], seed: int) -> Rows:
    about = {"seed": seed, **stamp(evaluation.loaded)}
    return Rows.of(_COLUMNS, ({**index, **about, "figure": key} for key, found in data.items() for index in found))
