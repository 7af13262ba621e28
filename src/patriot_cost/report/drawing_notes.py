"""Notes on draws: their points, the assumptions drawn and held, and the correlation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report.wording import counted
from patriot_cost.study.random_points import SAMPLERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.drawing import Drawing
    from patriot_cost.study.simulate import SimulationResult


def drawing_notes(evaluation: Evaluation, done: SimulationResult, keys: Sequence[str], drawing: Drawing) -> list[str]:
    """State the points, the assumptions drawn and held, the correlation, and the figures that do not move."""
    found = [f"{SAMPLERS[drawing.sampler]}, seed {drawing.seed}; {counted(len(done.sampled), 'assumption')} drawn."]
    still = [key for key in keys if not done.samples[key].moves]
    if still:
        hint = "give one a range, such as --set battery.system_cost=400M..500M."
        found.append(f"No uncertain assumption moves {', '.join(still)}: {hint}")
    if done.held:
        found.append(f"Held as choices of policy: {', '.join(done.held)}; `simulate --with` draws them.")
    unknown = [(key, done.samples[key].unknown) for key in keys if done.samples[key].unknown]
    found += [
        f"{key} is unknown in {counted(count, 'draw')}, which its percentiles leave out." for key, count in unknown
    ]
    return [*found, _correlation_note(evaluation, done, drawing)]


def _correlation_note(evaluation: Evaluation, done: SimulationResult, drawing: Drawing) -> str:
    if drawing.correlation is not None:
        return f"Correlation of {drawing.correlation:g}, as typed, in place of all that are stated."
    simulation = done.simulation
    if simulation.matrix is None or not set(simulation.correlated) & set(simulation.inputs):
        return "All assumptions are drawn independently of each other."
    stated = evaluation.loaded.case.correlation.items()
    groups = [
        f"{entry.coefficient:g} among {', '.join(entry.paths)} ({entry.basis})"
        if entry.coefficient is not None
        else f"matrix '{name}' of {', '.join(entry.paths)} ({entry.basis})"
        for name, entry in stated
    ]
    return f"Correlation: {'; '.join(groups)}; 0 elsewhere. `simulate --correlation 0` shows what it does."
