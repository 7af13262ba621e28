"""Studies of a case: which assumptions are uncertain, which figures are asked for, and what comes of it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.bind import input_key, path_of
from patriot_cost.distributions.table import OF_OUTCOMES
from patriot_cost.engine.addends import addends
from patriot_cost.errors import CannotCompute, Fault, FileFaults, UsageFault, unknown
from patriot_cost.model.paths import BOUND, assumption, pattern_of
from patriot_cost.study.collect import Collected, Collector
from patriot_cost.study.correlation import matrix_of, nearest_possible
from patriot_cost.study.distribution import Spread, spread_of
from patriot_cost.study.draws import Simulation
from patriot_cost.study.model import Model
from patriot_cost.study.points import DEFAULT_SEED, SAMPLERS, SOBOL, power_of_two
from patriot_cost.study.work import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.correlation import Matrix
    from patriot_cost.study.draws import Drawn

MOST_DRAWS = 100_000_000
DEFAULT_DRAWS = 100_000


class Uncertain(NamedTuple):
    """What can be drawn in a case: spreads by path, and the paths with a range that are left as they stand."""

    spreads: dict[str, Spread]
    held: tuple[str, ...]


class Drawing(NamedTuple):
    """How draws are taken: how many, from which seed, at which points.

    Where `draws` is None, it is 100,000, or the next power of two for Sobol points. `correlation` takes the place of
    all those stated; `sample` are choices of policy to be drawn too.
    """

    draws: int | None = None
    seed: int = DEFAULT_SEED
    sampler: str = "lhs"
    correlation: float | None = None
    sample: tuple[str, ...] = ()


class Simulated(NamedTuple):
    """A simulation and what came of it: the paths that were drawn, and those with a range that were not."""

    simulation: Simulation
    collected: Collected
    drawn: tuple[str, ...]
    held: tuple[str, ...]


def uncertain(evaluation: Evaluation, sample: Iterable[str] = ()) -> Uncertain:
    """Return what can be drawn: every assumption with a range, and every risk.

    Choices of policy, such as the requirement and pledges, are left as they stand unless `sample` names them or
    their range was typed.

    Raises:
        UsageFault: a path in `sample` is of no assumption with a range.
    """
    loaded, sample = evaluation.loaded, tuple(sample)
    ranged = {
        path: spread
        for path, estimate in loaded.estimates.items()
        if pattern_of(path) in BOUND
        and (row := assumption(path))
        and (spread := spread_of(estimate, loaded.inputs[input_key(path)], row.least))
    }
    for path in sample:
        if path not in ranged:
            hint = f"give it one first: --set {path}=LOW..HIGH" if path in loaded.estimates else ""
            raise UsageFault(f"--with: {unknown('assumption', path, ranged or loaded.estimates, 'with a range')}", hint)
    held = {path for path in ranged if loaded.is_choice(path)} - set(sample)
    spreads = {path: spread for path, spread in ranged.items() if path not in held}
    return Uncertain(spreads | _risks(evaluation), tuple(path for path in ranged if path in held))


def _risks(evaluation: Evaluation) -> dict[str, Spread]:
    """Return whether each risk occurs, as often as it is likely, where the case does not say."""
    known = evaluation.loaded.estimates
    return {
        f"risks.{name}.occurs": Spread(
            OF_OUTCOMES.name, 0.0, 0.0, 1.0, outcomes=(0.0, 1.0), weights=(1 - chance, chance)
        )
        for name in evaluation.loaded.case.risks
        if f"risks.{name}.occurs" not in known and (chance := known[f"risks.{name}.probability"].value) is not None
    }


class Started(NamedTuple):
    """A simulation whose blocks are to pass through `collector` before it is `finished`."""

    simulation: Simulation
    collector: Collector
    spreads: Mapping[str, Spread]
    held: tuple[str, ...]

    def finished(self) -> Simulated:
        """Return what came of it."""
        drawn = tuple(path for path in self.spreads if input_key(path) in self.simulation.drawn)
        return Simulated(self.simulation, self.collector.finished(), drawn, self.held)


def simulate(
    evaluation: Evaluation,
    figures: Sequence[str],
    drawing: Drawing = Drawing(),  # noqa: B008 - it cannot be changed
    blocks: Callable[[Simulation], Iterable[Drawn]] = in_order,
) -> Simulated:
    """Draw every uncertain assumption of a case and return what the figures come to.

    `blocks` works the blocks out, in order. See `start` for what is raised.
    """
    started = start(evaluation, figures, drawing)
    deque(started.collector.passing(blocks(started.simulation)), maxlen=0)
    return started.finished()


def start(evaluation: Evaluation, figures: Sequence[str], drawing: Drawing) -> Started:
    """Return a simulation of which no block is drawn yet.

    Raises:
        UsageFault: there is no such figure, or what was typed is out of its limits.
        CannotCompute: a figure is unknown at the point estimates, or later infinite in a draw.
        FileFaults: the correlations of the case contradict each other.
    """
    drawing = _checked(drawing)
    evaluation.need(figures, ())
    for name in figures:
        if evaluation[name].value is None:
            raise CannotCompute(f"{name} is unknown in this case, so there is nothing to draw")
    spreads, held = uncertain(evaluation, drawing.sample)
    steps, constants = evaluation.plan.steps, evaluation.plan.constants
    known = {name for name, value in evaluation.values.items() if value is not None and name not in constants}
    added = {name: [part for part in addends(steps[name]) if part in known] for name in figures}
    parts = {name: keys for name, keys in added.items() if len(keys) > 1}
    tracked = dict.fromkeys((*figures, *(part for keys in parts.values() for part in keys)))
    moving, matrix = _correlated(evaluation, list(spreads), drawing.correlation)
    simulation = Simulation(
        Model.of(evaluation.loaded.index_sets, tracked, evaluation.loaded.inputs),
        {input_key(path): spread for path, spread in spreads.items()},
        drawing.draws or DEFAULT_DRAWS,
        drawing.seed,
        drawing.sampler,
        tuple(map(input_key, moving)),
        matrix,
    )
    units = {name: steps[name].figure.unit for name in figures}
    return Started(simulation, Collector(simulation, units, parts, path_of), spreads, held)


def _checked(drawing: Drawing) -> Drawing:
    """Return what was typed with the number of draws in it.

    Raises:
        UsageFault: something is out of its limits.
    """
    draws = drawing.draws
    if draws is None:
        draws = DEFAULT_DRAWS if drawing.sampler != SOBOL else power_of_two(DEFAULT_DRAWS)
    if not 1 <= draws <= MOST_DRAWS:
        raise UsageFault(f"--draws {draws:,}; allowed: 1 to {MOST_DRAWS:,}")
    if drawing.sampler == SOBOL and power_of_two(draws) != draws:
        raise UsageFault(f"{draws:,} Sobol points are out of balance; needed: a power of two, {power_of_two(draws):,}")
    if drawing.seed < 0:
        raise UsageFault(f"--seed {drawing.seed}; allowed: 0 and above")
    if drawing.sampler not in SAMPLERS:
        raise UsageFault(unknown("sampler", drawing.sampler, SAMPLERS))
    if drawing.correlation is not None and not -1 <= drawing.correlation <= 1:
        raise UsageFault(f"--correlation {drawing.correlation:g}; allowed: -1 to 1")
    return drawing._replace(draws=draws)


def _correlated(evaluation: Evaluation, paths: list[str], typed: float | None) -> tuple[list[str], Matrix | None]:
    """Return the paths that move with others, and their matrix."""
    whole = matrix_of(paths, evaluation.loaded.case.correlation.values(), typed)
    places = [place for place, row in enumerate(whole) if (row != 0).sum() > 1]
    moving, matrix = [paths[place] for place in places], whole[places][:, places]
    possible = nearest_possible(matrix) if moving else None
    if possible is None:
        return moving, matrix if moving else None
    if typed is not None:
        least = possible[possible != 1].min()
        raise UsageFault(f"--correlation {typed:g} is impossible among {len(moving)} assumptions; at least {least:.3g}")
    rows = "; ".join(" ".join(f"{number:.4f}" for number in row) for row in possible)
    message = f"no quantities can have these correlations among {', '.join(moving)}; the nearest possible: {rows}"
    raise FileFaults([Fault("correlation", message)])
