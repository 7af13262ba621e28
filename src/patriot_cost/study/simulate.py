"""Simulation: every uncertain assumption of a case drawn at random, and the draws of the figures that follow."""

from __future__ import annotations

from collections import deque
from itertools import chain, combinations
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.input_binding import input_key, path_of
from patriot_cost.case.open_horizon import CLOSED
from patriot_cost.case.provenance import paths_of
from patriot_cost.case.typed_names import figure_words
from patriot_cost.case.yearly_payments import payments
from patriot_cost.distributions.curve import outside
from patriot_cost.engine.addends import addends
from patriot_cost.engine.keys import listed
from patriot_cost.errors import CannotCompute, Fault, FileFaults, UsageFault, unknown
from patriot_cost.study.array_model import Model
from patriot_cost.study.blocks import blocks_in_order
from patriot_cost.study.contingency import contingency
from patriot_cost.study.correlation import matrix_of, nearest_possible
from patriot_cost.study.draw_statistics import Sample
from patriot_cost.study.drawing import DEFAULT_DRAWS, Drawing, check_confidence
from patriot_cost.study.draws import Collector, Simulation
from patriot_cost.study.joint_confidence import TO_CLOSURE, CostByDate, by_date
from patriot_cost.study.month_spreads import MonthSpreads, month_spreads
from patriot_cost.study.random_points import BLOCK
from patriot_cost.study.results import PairCorrelation
from patriot_cost.study.spreads import spreads_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.array_model import Column
    from patriot_cost.study.correlation import Matrix
    from patriot_cost.study.draws import DrawBlock, Moments
    from patriot_cost.study.results import Contingency, JointConfidence


class SimulationResult(NamedTuple):
    """The figures of a simulation, each with its draws.

    `draws` are the draws of each figure in the order drawn, arrays of floats: those at one place belong to the same
    inputs, see `inputs`. They are in the unit of the figure, money in dollars of the case's price year, dates as
    years with their part; NaN is unknown, infinite a date that never comes. `samples` are the same draws in ascending
    order, with their statistics. `point` are the point estimates, `sampled` the paths of the assumptions that were
    drawn, `held` those of choices of policy, with a range, that the figures use and that were not. `payments` are by
    figure the payments by year over which its contingency is spread, `closings` the draws of the cost to closure by
    the year of closing. `months` are the months that were resampled, None if the figures take none.
    """

    simulation: Simulation
    draws: Mapping[str, Column]
    samples: Mapping[str, Sample]
    moments: Mapping[str, Mapping[str, Moments]]
    point: Mapping[str, float]
    sampled: tuple[str, ...]
    held: tuple[str, ...]
    payments: Mapping[str, tuple[str, ...]]
    closings: CostByDate | None
    months: MonthSpreads | None = None

    def inputs(self, draw: int) -> dict[str, float]:
        """Return the assumptions in one draw, by path, in their units: they are drawn again, not kept.

        Raises:
            IndexError: there is no such draw.
        """
        if not 0 <= draw < self.simulation.draws:
            raise IndexError(f"no draw {draw}; allowed: 0 to {self.simulation.draws - 1}")
        inputs, _ = self.simulation.block(draw // BLOCK)
        return {path_of(name): float(column[draw % BLOCK]) for name, column in inputs.items()}

    @property
    def outside(self) -> dict[str, dict[str, float]]:
        """The assumptions with draws outside of their stated ends: the share of these by path, by reading."""
        found: dict[str, dict[str, float]] = {}
        for path in self.sampled:
            spread = self.simulation.spreads[input_key(path)]
            if share := outside(spread):
                found.setdefault(spread.interval, {})[path] = share
        return found

    def contingency(self, figure: str, confidence: float) -> Contingency:
        """Return the budget of a figure at a confidence level, in per cent, and its contingency.

        That is the budget less the point estimate, divided among the addends of the figure by Euler allocation, or
        over the years of its payments by their means; all in the unit of the figure.

        Raises:
            UsageFault: the level is not above 0 and below 100, or the figure was not drawn.
        """
        check_confidence(confidence)
        if figure not in self.samples:
            raise UsageFault(unknown("figure", figure, self.samples))
        moments, paid = self.moments.get(figure, {}), self.payments.get(figure, ())
        years = {part: moments[part] for part in paid if part in moments}
        parts = {path_of(part): sums for part, sums in moments.items() if part not in years}
        return contingency(self.samples[figure], parts, years, confidence, self.point[figure])

    def joint(self, confidence: float, years: Sequence[str]) -> JointConfidence | None:
        """Return the pairs of cost to closure and closing year kept together at a confidence level, in per cent.

        None if not both figures were drawn, or one is unknown in a draw.

        Raises:
            UsageFault: the level is not above 0 and below 100.
        """
        check_confidence(confidence)
        return self.closings.joint(confidence, years) if self.closings else None

    @property
    def correlations(self) -> tuple[PairCorrelation, ...]:
        """The pairs of assumptions that were drawn together, with the correlation of their normal scores."""
        matrix = self.simulation.matrix
        if matrix is None:
            return ()
        paths = [path_of(name) for name in self.simulation.correlated]
        return tuple(
            PairCorrelation((paths[row], paths[column]), float(matrix[row, column]))
            for row, column in combinations(range(len(paths)), 2)
            if matrix[row, column]
        )


class Started(NamedTuple):
    """A simulation whose blocks are to pass through `collector` before it is `finished`."""

    simulation: Simulation
    collector: Collector
    point: Mapping[str, float]
    spreads: Iterable[str]
    held: tuple[str, ...]
    payments: Mapping[str, tuple[str, ...]]
    months: MonthSpreads | None = None

    def finished(self, *, keep_order: bool) -> SimulationResult:
        """Return the result; without `keep_order` the draws are sorted in place, in half the memory, and left out."""
        draws = self.collector.draws
        # Sorting in place takes the pairs apart.
        closed = by_date(draws[TO_CLOSURE], draws[CLOSED]) if {TO_CLOSURE, CLOSED} <= draws.keys() else None
        samples = {name: Sample.of(column.copy() if keep_order else column) for name, column in draws.items()}
        known = closed is not None and samples[TO_CLOSURE].unknown == samples[CLOSED].unknown == 0
        return SimulationResult(
            self.simulation,
            draws if keep_order else {},
            samples,
            self.collector.moments,
            self.point,
            tuple(path for path in self.spreads if input_key(path) in self.simulation.inputs),
            self.held,
            self.payments,
            CostByDate(samples[TO_CLOSURE].values, closed) if closed is not None and known else None,
            self.months,
        )


def simulate(
    evaluation: Evaluation,
    figures: str | Sequence[str],
    drawing: Drawing = Drawing(),  # noqa: B008 - it cannot be changed
    blocks: Callable[[Simulation], Iterable[DrawBlock]] = blocks_in_order,
) -> SimulationResult:
    """Draw every uncertain assumption of a case at random, and return the draws of some figures.

    Assumptions are drawn by the quantile functions of their distributions, from Latin hypercube points by default
    (McKay, Beckman and Conover 1979, doi:10.1080/00401706.1979.10489755), with a Gaussian copula of the correlations
    of the case. The draws are arrays of `drawing.draws` numbers, 16 bytes each, in the units of the figures; see
    `SimulationResult`. `blocks` computes the blocks, in order.

    Raises:
        UsageFault: there is no such figure, or an option is out of its limits.
        CannotCompute: a figure is unknown at the point estimates, or infinite in a draw.
        FileFaults: the correlations of the case contradict each other.
    """
    started = start(evaluation, figures, drawing)
    deque(started.collector.passing(blocks(started.simulation)), maxlen=0)
    return started.finished(keep_order=True)


def start(
    evaluation: Evaluation, figures: str | Sequence[str], drawing: Drawing, passing: Sequence[str] = ()
) -> Started:
    """Return a simulation before its first block is drawn; blocks also have the figures in `passing`, not kept.

    See `simulate` for the errors.
    """
    drawing, figures = drawing.checked(), listed(figures)
    paid = payments(evaluation, figures)
    evaluation.need([*figures, *chain.from_iterable(paid.values()), *passing], ())
    months = month_spreads(evaluation)
    point: dict[str, float] = {}
    for name in figures:
        # Without its bounds, which take longer; a name that is none of a figure is refused.
        value = evaluation.values[name] if name in evaluation.plan.steps else evaluation[name].value
        if value is None:
            raise CannotCompute(f"{figure_words(evaluation.plan, name)} is unknown in this case: nothing to draw")
        point[name] = value
    spreads, held = spreads_of(evaluation, listed(drawing.sample))
    steps, constants = evaluation.plan.steps, evaluation.plan.constants
    known = {name for name, value in evaluation.values.items() if value is not None and name not in constants}
    added = {name: [part for part in addends(steps[name]) if part in known] for name in figures}
    paid |= {name: tuple(keys) for name, keys in added.items() if name not in paid and _by_year(evaluation, keys)}
    divided = {name: [key for key in keys if key in known] for name, keys in (added | paid).items()}
    parts = {name: keys for name, keys in divided.items() if len(keys) > 1}
    tracked = dict.fromkeys((*figures, *(part for keys in parts.values() for part in keys), *passing))
    moving, matrix = _correlated(evaluation, list(spreads), drawing.correlation)
    outcomes = dict(months.spreads) if months else {}
    model = Model.of(evaluation.loaded.index_sets, tracked, evaluation.loaded.inputs)
    counted = {key: spread.value for key, spread in outcomes.items()}
    simulation = Simulation(
        model._replace(point={**model.point, **counted}, overridden=frozenset(outcomes)),
        {input_key(path): spread for path, spread in spreads.items()} | outcomes,
        drawing.draws or DEFAULT_DRAWS,
        drawing.seed,
        drawing.sampler,
        tuple(map(input_key, moving)),
        matrix,
        months.same_point if months else {},
    )
    collector = Collector(simulation, {name: steps[name].figure.unit for name in figures}, parts, path_of)
    resampled = months if outcomes.keys() & {*simulation.inputs} else None
    rests_on = paths_of(evaluation, figures)
    used = tuple(path for path in held if path in rests_on)
    return Started(simulation, collector, point, spreads, used, paid, resampled)


def _by_year(evaluation: Evaluation, keys: Sequence[str]) -> bool:
    """Tell whether keys are those of one figure in the years of the plan."""
    steps = [evaluation.plan.steps.get(key) for key in keys]
    return len({step and step.figure.name for step in steps}) == 1 and all(
        step is not None and step.figure.per == ("year",) for step in steps
    )


def _correlated(evaluation: Evaluation, paths: list[str], typed: float | None) -> tuple[list[str], Matrix | None]:
    """Return the paths that are correlated with others, and their matrix."""
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
