"""A plan over the draws of its ranges: joint confidence, the chance of closing, outlays and deliveries by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.open_horizon import CLOSED
from patriot_cost.report.drawing_notes import drawing_notes
from patriot_cost.report.horizon_notes import late_keys, open_in_draws_note
from patriot_cost.report.joint_confidence import joint_sentence
from patriot_cost.report.simulation_result import closed_by, joint_confidence
from patriot_cost.report.study_records import PlanSimulation
from patriot_cost.report.yearly_bands import band_blocks, band_keys, with_bands, yearly_bands
from patriot_cost.study.joint_confidence import TO_CLOSURE
from patriot_cost.study.simulate import simulate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.document import Block, Rows
    from patriot_cost.study.drawing import Drawing

_LEVEL = 80.0


class SimulatedPlan(NamedTuple):
    """Additions of draws to the answer of a plan: sentences, tables, notes and a record."""

    sentences: Sequence[str]
    blocks: Sequence[Block]
    notes: Sequence[str]
    record: PlanSimulation

    def with_bands(self, rows: Rows) -> Rows:
        """Return tidy rows with the bands of the figures by year."""
        return with_bands(self.record.bands, rows)


def simulated_plan(evaluation: Evaluation, drawing: Drawing, totals: Sequence[str]) -> SimulatedPlan:
    """Draw the plan; the notes name the parts of the plan that `totals` over the horizon leave out in the draws.

    Raises:
        UsageFault: an option of the drawing is out of its limits.
        CannotCompute: a figure is infinite in a draw.
    """
    bands = band_keys(evaluation)
    evaluation.need([TO_CLOSURE, CLOSED], ())
    pair = [key for key in (TO_CLOSURE, CLOSED) if evaluation.values[key] is not None]
    keys = list(dict.fromkeys((*pair, *bands, *late_keys(evaluation, totals))))
    done = simulate(evaluation, keys, drawing)
    joint = joint_confidence(evaluation, done, _LEVEL)
    banded = yearly_bands(evaluation, done)
    record = PlanSimulation(done.simulation.draws, done.sampled, done.held, joint, closed_by(evaluation, done), banded)
    notes = [*drawing_notes(evaluation, done, pair, drawing), open_in_draws_note(evaluation, totals, done.samples)]
    return SimulatedPlan(
        [joint_sentence(evaluation, joint)] if joint else [], band_blocks(evaluation, banded), notes, record
    )
