"""Notes on draws: their points, the assumptions drawn and held, and the correlation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.typed_names import inside
from patriot_cost.distributions.readings import READINGS
from patriot_cost.report.labels import assumptions_listed, figure_label, figures_listed
from patriot_cost.report.resampling_notes import resampled_months, resampled_words
from patriot_cost.report.risks import mean_sentences, undrawn_note
from patriot_cost.report.wording import counted, number
from patriot_cost.study.random_points import SAMPLERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.case import Correlation
    from patriot_cost.study.drawing import Drawing
    from patriot_cost.study.simulate import SimulationResult

_COPULA = "It is that of the normal scores (a Gaussian copula); Pearson's, of the amounts, is a little nearer 0."


def drawing_notes(evaluation: Evaluation, done: SimulationResult, keys: Sequence[str], drawing: Drawing) -> list[str]:
    """State the points, the assumptions drawn and held, the correlation, and the figures that do not move."""
    case = evaluation.loaded.case
    found = [f"{SAMPLERS[drawing.sampler]}, seed {drawing.seed}; {counted(len(done.sampled), 'assumption')} drawn."]
    means = mean_sentences(evaluation, keys)
    still = [key for key in keys if not done.samples[key].moves and key not in means]
    if still:
        hint = "give one a range, such as --set battery.system_cost=400M..500M."
        found.append(f"No uncertain assumption moves {figures_listed(evaluation, still)}: {hint}")
    if done.held:
        found.append(
            f"Held as choices of policy: {assumptions_listed(case, done.held)}; `simulate --with PATH` draws one."
        )
    unknown = [(key, done.samples[key].unknown) for key in keys if done.samples[key].unknown]
    found += [
        f"{figure_label(evaluation, key)} is unknown in {counted(count, 'draw')}, which its percentiles leave out."
        for key, count in unknown
    ]
    found += filter(None, [*means.values(), undrawn_note(evaluation.loaded)])
    if done.months:
        found.append(resampled_words(resampled_months(evaluation.loaded, done.months.months)))
    return [*found, *_outside_notes(evaluation, done, keys), _correlation_note(evaluation, done, drawing)]


def _outside_notes(evaluation: Evaluation, done: SimulationResult, keys: Sequence[str]) -> Iterator[str]:
    """Yield the shares of the draws of assumptions, and of figures, that lie outside of low and high."""
    for interval, shares in done.outside.items():
        parts = dict.fromkeys(number(share, "share") for share in sorted(shares.values()))
        part = " to ".join([next(iter(parts)), *list(parts)[1:][-1:]])
        listed = assumptions_listed(evaluation.loaded.case, shares)
        text = f"Low and high of {listed} are read as {READINGS[interval].words}: {part} of the draws"
        yield f"{text}{' of each' if len(shares) > 1 else ''} lie outside."
    found = {key: done.samples[key].share_outside(evaluation[key].low, evaluation[key].high) for key in keys}
    if some := [
        f"{number(share, 'share')} of {inside(figure_label(evaluation, key))}" for key, share in found.items() if share
    ]:
        yield f"Draws outside low and high of figures, which are at the stated ends of all ranges: {', '.join(some)}."


def _correlation_note(evaluation: Evaluation, done: SimulationResult, drawing: Drawing) -> str:
    if drawing.correlation is not None:
        return f"Correlation of {drawing.correlation:g}, as typed, replaces all that are stated. {_COPULA}"
    simulation = done.simulation
    if simulation.matrix is None or not set(simulation.correlated) & set(simulation.inputs):
        return "All assumptions are drawn independently of each other."
    case = evaluation.loaded.case

    def listed(entry: Correlation) -> str:
        return assumptions_listed(case, entry.paths)

    groups = [
        f"{entry.coefficient:g} among {listed(entry)}, {entry.basis}"
        if entry.coefficient is not None
        else f"matrix '{name}' of {listed(entry)}, {entry.basis}"
        for name, entry in case.correlation.items()
    ]
    return (
        f"Correlation: {'; '.join(groups)}; 0 elsewhere. {_COPULA} `simulate --correlation 0` shows what it does."
        f"{_absent(evaluation.loaded)}"
    )


def _absent(case: LoadedCase) -> str:
    """Name the paths of correlations that the case states no number at: nothing of them is drawn."""
    named = dict.fromkeys(path for entry in case.case.correlation.values() for path in entry.paths)
    absent = [
        path for path in named if "*" not in path and path not in case.estimates and not path.startswith("risks.")
    ]
    return f" Not stated in this case, so not drawn: {assumptions_listed(case.case, absent)}." if absent else ""
