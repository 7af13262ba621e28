"""The simulation: S-curve, budgets at a confidence level, contingency, and the chance of a closed gap by year."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.open_horizon import CLOSED
from patriot_cost.case.resampling import months_behind
from patriot_cost.case.yearly_payments import payments
from patriot_cost.errors import UsageFault
from patriot_cost.report import notes, simulation_gates
from patriot_cost.report.answer_sentences import first_sentence
from patriot_cost.report.contingency import contingency_blocks, contingency_by_year
from patriot_cost.report.document import Response, Text
from patriot_cost.report.drawing_notes import drawing_notes
from patriot_cost.report.envelope import computed_figure, tidy
from patriot_cost.report.horizon_notes import late_keys, open_in_draws_note
from patriot_cost.report.joint_confidence import frontier_field, frontier_note, joint_sentence, with_frontier
from patriot_cost.report.labels import figures_listed
from patriot_cost.report.range_words import point_bounds_note
from patriot_cost.report.request import Request, response
from patriot_cost.report.simulation_blocks import (
    closed_field,
    closing,
    curve,
    enough,
    statistics_table,
    sufficient,
    with_range_of_draws,
)
from patriot_cost.report.simulation_result import (
    chances_of,
    draw_columns,
    is_money,
    joint_confidence,
    simulation_summary,
    statistics,
    with_columns,
    with_statistics,
)
from patriot_cost.report.streams import Stream
from patriot_cost.report.wording import contradicted, counted
from patriot_cost.report.yearly_bands import band_blocks, band_keys, with_bands, yearly_bands
from patriot_cost.study.drawing import check_confidence
from patriot_cost.study.joint_confidence import TO_CLOSURE
from patriot_cost.study.random_points import BLOCK
from patriot_cost.study.simulate import simulate, start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.study_records import YearlyBands
    from patriot_cost.study.drawing import Drawing
    from patriot_cost.study.draws import DrawBlock, Simulation
    from patriot_cost.study.simulate import SimulationResult, Started

DEFAULT = (
    "funding_need",
    "systems_cost",
    "missiles_cost",
    "battery_gap",
    "funding_unmet",
    TO_CLOSURE,
    CLOSED,
)
_WITH_RISKS = ("funding_need_with_risks", "risks_cost")
_BAND_DRAWS = BLOCK
"""Bands by year are of the first draws of a simulation: all of them would take twice as long and most of the memory."""


class Asked(NamedTuple):
    """The figures as typed, by default those of `fund` and the date the gap closes; the level; an amount of dollars.

    Cost and date are told together at the `lower` levels too.
    """

    figures: Sequence[str]
    confidence: float
    enough: float | None = None
    lower: Sequence[float] = ()


def simulate_stream(
    request: Request,
    asked: Asked,
    drawing: Drawing,
    blocks: Callable[[Simulation], Iterable[DrawBlock]],
    save: str | None,
) -> Stream:
    """Answer `simulate`.

    `blocks` computes the draws; they are written to the file `save`.

    Raises:
        UsageFault: a confidence or an option of the drawing is out of its limits, there is no such figure, or none is
            money of which an amount could be enough.
        CannotCompute: a figure that was asked for is unknown, or all are.
    """
    figures = asked.figures
    check_confidence(asked.confidence)
    evaluation = request.evaluation
    wanted = list(figures) or [*DEFAULT, *(_WITH_RISKS if evaluation.loaded.case.risks else ())]
    late = _needed(request, wanted, banded=not figures)
    drawn = wanted if figures else _known(evaluation, wanted)
    if not drawn:
        request.known(wanted, ())
    if asked.enough is not None and not any(is_money(evaluation, key) for key in drawn):
        raise UsageFault("--enough: none of these figures is an amount of dollars", "add one, such as funding_need")
    keys = list(dict.fromkeys((*drawn, *simulation_gates.figures_of(request.gates))))
    if evaluation.loaded.reads_percentiles:
        # Draws can then lie outside of low and high of the figures, which take time.
        request.need(keys)
    simulation_gates.check(request.gates, evaluation)
    started = start(evaluation, [*keys, *(key for key in _known(evaluation, late) if key not in keys)], drawing)
    columns = draw_columns(evaluation, started.simulation, keys, started.collector.passing(blocks(started.simulation)))
    text = counted(started.simulation.draws, "draw")
    levels = (*asked.lower, asked.confidence)
    shown = _Shown(wanted, keys, levels, asked.enough, banded=not figures)
    finished = partial(_answer, request, shown, started, drawing)
    return Stream(columns, started.simulation.count, text, finished, behind=True, file=save)


class _Shown(NamedTuple):
    """The figures wanted, those of them and of gates that are drawn, levels, amount, and whether bands are shown."""

    wanted: Sequence[str]
    keys: Sequence[str]
    levels: Sequence[float]
    enough: float | None
    banded: bool


def _answer(request: Request, shown: _Shown, started: Started, drawing: Drawing) -> Response:
    evaluation, done = request.evaluation, started.finished(keep_order=False)
    keys, asked, confidence = shown.keys, _known(evaluation, shown.wanted), shown.levels[-1]
    joints = [found for level in shown.levels if (found := joint_confidence(evaluation, done, level))]
    bands = _bands(evaluation, done, drawing) if shown.banded and done.sampled else None
    request.need(keys, ())
    headline = next((key for key in asked if done.samples[key].moves and is_money(evaluation, key)), None)
    unknown = [key for key in shown.wanted if key not in asked]
    lacking = f"Unknown in this case, so not drawn: {figures_listed(evaluation, unknown)}." if unknown else ""
    sentences = [] if shown.enough is None else [enough(evaluation, done, asked, shown.enough)]
    sentences += [sufficient(evaluation, done, headline)] if headline else []
    sentences += [joint_sentence(evaluation, joints)] if joints else []
    texts = [notes.system_note.text(evaluation), lacking, *drawing_notes(evaluation, done, keys, drawing)]
    texts.append(open_in_draws_note(evaluation, keys, done.samples))
    one_sided = [key for key in asked if not contradicted(evaluation[key])]
    texts.append(point_bounds_note(with_range_of_draws(evaluation[key], done.samples[key]) for key in one_sided))
    more = {TO_CLOSURE: [closed_field(evaluation, done), *map(frontier_field, joints)]} if joints else {}
    blocks = [
        *map(Text, sentences),
        statistics_table(evaluation, done, asked),
        *([curve(evaluation, done, headline)] if headline else []),
        *contingency_blocks(evaluation, done, asked, confidence),
        *chain.from_iterable(
            contingency_by_year(evaluation, done, key, confidence, more.get(key, ()))
            for key in asked
            if is_money(evaluation, key)
        ),
        *([Text(frontier_note(joints))] if joints and TO_CLOSURE in asked else ()),
        *(closing(evaluation, done) if CLOSED in asked and not joints else []),
        *(band_blocks(evaluation, bands) if bands else []),
        *(Text(text) for text in texts if text),
    ]
    title = f"Simulation, {counted(done.simulation.draws, 'draw')}, {evaluation.loaded.case.price_year} dollars"
    summary = simulation_summary(evaluation, done, keys, confidence, bands)
    if shown.enough is not None:
        summary = summary._replace(enough=chances_of(evaluation, done, asked, shown.enough))
    look = partial(simulation_gates.measured_in, done, evaluation)
    shown_texts = [*sentences, *texts]
    behind = months_behind(evaluation)
    base = response(
        request,
        keys,
        title,
        blocks,
        shown_texts,
        (),
        look,
        behind,
        answer=first_sentence([*map(Text, sentences)]),
        seed=drawing.seed,
        simulation=summary,
    )
    together = {"joint_confidence": joints} if len(shown.levels) > 1 else {}
    samples = {key: statistics(evaluation, done, key) for key in keys}
    figures = {key: with_statistics(base.data["figures"][key], samples[key]) for key in keys}
    rows = with_columns(base.rows, samples)
    if bands:
        by_year = (computed_figure(evaluation, key) for key in bands.figures)
        rows = with_bands(bands, rows, tidy(evaluation, by_year))
    return base._replace(
        data=base.data | together | {"figures": figures}, rows=with_frontier(rows, joints[-1]) if joints else rows
    )


def _bands(evaluation: Evaluation, done: SimulationResult, drawing: Drawing) -> YearlyBands:
    """Draw the figures by year, in the first draws alone."""
    few = drawing._replace(draws=min(done.simulation.draws, _BAND_DRAWS))
    return yearly_bands(evaluation, simulate(evaluation, _known(evaluation, band_keys(evaluation)), few))


def _needed(request: Request, wanted: Sequence[str], *, banded: bool) -> list[str]:
    """Add all figures that the answer shows or draws, so that they are computed once; return those of late orders."""
    evaluation = request.evaluation
    keys = [*wanted, *simulation_gates.figures_of(request.gates)]
    request.need([*keys, *(band_keys(evaluation) if banded else ())], ())
    late = late_keys(evaluation, keys)
    paid = chain.from_iterable(payments(evaluation, keys).values())
    request.need([*late, *paid, *months_behind(evaluation)], ())
    return late


def _known(evaluation: Evaluation, keys: Iterable[str]) -> list[str]:
    return [key for key in keys if evaluation.values[key] is not None]
