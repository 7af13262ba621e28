"""Global sensitivity: the parts of the spread of a figure that assumptions explain when all move (Sobol indices)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.input_binding import input_key
from patriot_cost.errors import CannotCompute
from patriot_cost.report.answer_sentences import first_sentence
from patriot_cost.report.cells import text_of
from patriot_cost.report.document import Axis, Bar, Block, Column, Heading, Number, Phrase, Response, Table, Text
from patriot_cost.report.envelope import stamped
from patriot_cost.report.labels import assumption_words, figure_label
from patriot_cost.report.reference_list import sources_of_inputs, with_cited
from patriot_cost.report.request import Request, response
from patriot_cost.report.sensitivity import DEFAULT, left_notes
from patriot_cost.report.series_rows import sourced
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import in_words, quantity
from patriot_cost.study.global_sensitivity import NotFinite, global_sensitivity
from patriot_cost.study.results import SobolIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.evaluation import Evaluation

_MEANING = (
    "Alone: the part of the variance that would go if this assumption were known. Total: the part that would stay if "
    "all the others were. Where total is above alone, it acts together with others."
)
_INDEPENDENT = "The assumptions are drawn independently of each other; correlations play no part here."


def global_sensitivity_answer(
    request: Request, figures: Sequence[str], vary: Sequence[str], samples: int, seed: int
) -> Response:
    """Answer `sensitivity --global`; `vary` are choices of policy to vary too.

    Raises:
        UsageFault: a figure, a path or the number of samples is not understood.
        CannotCompute: a figure is unknown somewhere, or nothing moves it.
    """
    evaluation, keys = request.evaluation, list(figures) or [DEFAULT]
    request.need(keys)
    try:
        inputs, indices = global_sensitivity(evaluation, keys, vary, samples=samples, seed=seed)
    except NotFinite as fault:
        raise CannotCompute(_not_finite(evaluation, fault), fault.hint) from None
    ranges = {one.path: one.ranges for one in inputs.moving}
    blocks: list[Block] = []
    for key in keys:
        blocks += [Heading(evaluation[key].figure.label)] if len(keys) > 1 else []
        cited = [sources_of_inputs(evaluation.loaded, ranges[index.path]) for index in indices[key]]
        blocks += [Text(_sentence(evaluation, key, indices[key])), with_cited(_table(evaluation, indices[key]), cited)]
    how = f"{_INDEPENDENT} {samples:,} points, seed {seed}; ± is 95 %. The ranges: patriot-cost sensitivity."
    notes = [_MEANING, how, *left_notes(evaluation.loaded.case, inputs)]
    title = f"What explains: {', '.join(evaluation[key].figure.label for key in keys)}"
    base = response(
        request,
        keys,
        title,
        [*blocks, *map(Text, notes)],
        notes,
        answer=first_sentence(blocks),
        seed=seed,
        indices=indices,
    )
    shown = [index for key in keys for index in indices[key]]
    behind = (sources_of_inputs(evaluation.loaded, ranges[index.path]) for index in shown)
    return base._replace(rows=sourced(stamped(evaluation.loaded, SobolIndex, shown), behind))


def _not_finite(evaluation: Evaluation, fault: NotFinite) -> str:
    """Return the point at which a figure is not finite in words, with the units of the inputs."""
    units = {path: evaluation.loaded.inputs[input_key(path)].unit for path in fault.at}
    point = ", ".join(f"{path} = {quantity(value, units[path])}" for path, value in fault.at.items())
    return f"{figure_label(evaluation, fault.figure)} is unknown, or never happens, where {point}"


def _sentence(evaluation: Evaluation, key: str, ranked: Sequence[SobolIndex]) -> str:
    largest = ranked[0]
    parts = (largest.first, largest.total, sum(index.first for index in ranked))
    alone, total, whole = (text_of(_part(part)) for part in parts)
    result, most = evaluation[key], assumption_words(evaluation.loaded.case, largest.path)
    return (
        f"{result.figure.label}: {in_words(result)}. {most} explains {alone} of its variance alone, "
        f"{total} with others. The shares alone add up to {whole}; the rest comes from inputs acting together."
    )


def _table(evaluation: Evaluation, ranked: Sequence[SobolIndex]) -> Table:
    axis = Axis("total", "share", 0.0, 1.0)
    fields: list[Field[SobolIndex]] = [
        Field(Column("assumption"), lambda index: assumption_words(evaluation.loaded.case, index.path)),
        Field(Column("alone", "right"), lambda index: _part(index.first)),
        Field(Column("", "right"), lambda index: _within(index.first_within)),
        Field(Column("total", "right"), lambda index: _part(index.total)),
        Field(Column("", "right"), lambda index: _within(index.total_within)),
        Field(Column("total, drawn", axis=axis, optional=True), lambda index: Bar(0.0, max(index.total, 0.0))),
    ]
    return records_down(ranked, fields)


def _part(part: float) -> Number:
    """Return a part of the variance; an estimate below zero is a sampling error of zero."""
    return Number(max(part, 0.0), "share", decimals=1)


def _within(error: float) -> Phrase:
    """Return an error in percentage points."""
    return Phrase(("± ", Number(100 * error, decimals=1)))
