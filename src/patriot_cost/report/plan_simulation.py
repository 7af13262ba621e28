"""A plan over the draws of its ranges: joint confidence, the chance of closing, outlays and deliveries by year."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.open_horizon import CLOSED
from patriot_cost.case.yearly_payments import payments
from patriot_cost.report.drawing_notes import drawing_notes
from patriot_cost.report.horizon_notes import late_keys, open_in_draws_note
from patriot_cost.report.joint_confidence import joint_sentence
from patriot_cost.report.simulation_result import closed_by, joint_confidence
from patriot_cost.report.study_records import PlanSimulation
from patriot_cost.report.yearly_bands import band_blocks, band_keys, with_bands, yearly_bands
from patriot_cost.study.joint_confidence import TO_CLOSURE
from patriot_cost.study.simulate import simulate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.document import Block, Rows
    from patriot_cost.study.drawing import Drawing

_LEVEL = 80.0
_PAIR = (TO_CLOSURE, CLOSED)


class SimulatedPlan(NamedTuple):
    """Additions of draws to the answer of a plan: sentences, tables, notes and a record."""

    sentences: Sequence[str]
    blocks: Sequence[Block]
    notes: Sequence[str]
    record: PlanSimulation

    def with_bands(self, rows: Rows) -> Rows:
        """Return tidy rows with the bands of the figures by year."""
        return with_bands(self.record.bands, rows)


def plan_simulation(evaluation: Evaluation, drawing: Drawing, totals: Sequence[str]) -> Callable[[], SimulatedPlan]:
    """Add the figures to be drawn to those of a plan, before these are computed, and return the function that draws.

    Its notes name the parts of the plan that `totals` over the horizon leave out in the draws. It raises `UsageFault`
    if an option is out of its limits, `CannotCompute` if a figure is infinite in a draw.
    """
    wanted = list(dict.fromkeys((*_PAIR, *band_keys(evaluation), *late_keys(evaluation, totals))))
    evaluation.need([*wanted, *chain.from_iterable(payments(evaluation, wanted).values())], ())
    return partial(_simulated, evaluation, drawing, totals, wanted)


def _simulated(evaluation: Evaluation, drawing: Drawing, totals: Sequence[str], wanted: Sequence[str]) -> SimulatedPlan:
    known = [key for key in wanted if evaluation.values[key] is not None]
    done = simulate(evaluation, known, drawing)
    joint, bands = joint_confidence(evaluation, done, _LEVEL), yearly_bands(evaluation, done)
    record = PlanSimulation(done.simulation.draws, done.sampled, done.held, joint, closed_by(evaluation, done), bands)
    still = [key for key in _PAIR if key in known]
    notes = [*drawing_notes(evaluation, done, still, drawing), open_in_draws_note(evaluation, totals, done.samples)]
    sentences = [joint_sentence(evaluation, [joint])] if joint else []
    return SimulatedPlan(sentences, band_blocks(evaluation, bands), [note for note in notes if note], record)
