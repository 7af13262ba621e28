"""Draws: closed forms, seeds, blocks, correlation, percentiles."""

# Annotations are read when figures are registered, so they must not be text: no `annotations` from __future__.
import pickle
from collections import deque
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from patriot_cost import evaluate, load
from patriot_cost.distributions.curve import Spread
from patriot_cost.engine import evaluation_plan, registry
from patriot_cost.engine.addends import addends
from patriot_cost.engine.index_sets import IndexSets
from patriot_cost.engine.ops import choose, ratio
from patriot_cost.engine.registry import Value
from patriot_cost.errors import CannotCompute
from patriot_cost.study.array_model import Model
from patriot_cost.study.blocks import ahead, blocks_in_order
from patriot_cost.study.contingency import contingency
from patriot_cost.study.correlation import matrix_of, nearest_possible
from patriot_cost.study.draw_statistics import LEVELS, Sample, steps
from patriot_cost.study.draws import Collector, Moments, Simulation
from patriot_cost.study.random_points import BLOCK, points

Register = Callable[..., Any]
NORMAL = 1.6448536269514722
"""Standard deviations from the middle to the end of a 90 % interval."""


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Return the decorator of a register of this test alone."""
    figures: dict[str, registry.Figure] = {}
    monkeypatch.setattr(registry, "FIGURES", figures)
    monkeypatch.setattr(evaluation_plan, "FIGURES", figures)
    return partial(registry.figure, unit="USD")


def normal(mean: float, deviation: float) -> Spread:
    """Return a normal curve far from 0, by its 90 % interval."""
    return Spread("normal", mean - NORMAL * deviation, mean, mean + NORMAL * deviation, interval="p5p95")


def simulation(figure: str, spreads: dict[str, Spread], **given: Any) -> Simulation:  # noqa: ANN401 - any field
    """Return a simulation of one figure at the values of its inputs."""
    point = {name: spread.value for name, spread in spreads.items()}
    fields: dict[str, Any] = {"draws": 50_000, "seed": 1, "sampler": "lhs"} | given
    return Simulation(Model(IndexSets({}, {}, {}), (figure,), point), spreads, **fields)


def collected(made: Simulation, parts: dict[str, list[str]], threads: int = 1) -> Collector:
    """Work a simulation out."""
    collector = Collector(made, dict.fromkeys(made.model.figures, "USD"), parts)
    deque(collector.passing(blocks_in_order(made, threads)), maxlen=0)
    return collector


def drawn(made: Simulation, threads: int = 1) -> Sample:
    """Work the simulation of one figure out."""
    (draws,) = collected(made, {}, threads).draws.values()
    return Sample.of(draws)


@pytest.mark.parametrize("sampler", ["lhs", "random", "sobol"])
def test_a_sum_of_normals_is_normal(register: Register, sampler: str) -> None:
    """Means add up and variances add up, whatever the points; percentiles are those of the normal curve."""

    @register(label="Whole")
    def total(left: Value, right: Value) -> Value:
        return left + right

    made = simulation("total", {"left": normal(1000, 30), "right": normal(500, 40)}, draws=65_536, sampler=sampler)
    sample = drawn(made)
    assert sample.mean == pytest.approx(1500, abs=3 * 50 / 256)
    assert sample.deviation == pytest.approx(50, rel=0.02)
    for level in LEVELS:
        expected = stats.norm(1500, 50).ppf(level / 100)
        error = sample.percentile_error(level)
        assert error is not None
        assert sample.percentile(level) == pytest.approx(expected, abs=4 * error)


def test_a_product_of_lognormals_is_lognormal(register: Register) -> None:
    """Logarithms add up: the median is the product of the medians."""

    @register(label="Product")
    def product(left: Value, right: Value) -> Value:
        return left * right

    spreads = {
        "left": Spread("lognormal", 2, 10**0.5, 5, interval="p5p95"),
        "right": Spread("lognormal", 3, 6, 12, interval="p5p95"),
    }
    sample = drawn(simulation("product", spreads))
    sigma = np.hypot(np.log(5 / 2), np.log(12 / 3)) / 2 / NORMAL
    oracle = stats.lognorm(sigma, scale=6 * 10**0.5)
    assert sample.percentile(50) == pytest.approx(oracle.median(), rel=0.02)
    assert sample.percentile(90) == pytest.approx(oracle.ppf(0.9), rel=0.02)
    assert sample.mean == pytest.approx(oracle.mean(), rel=0.02)


def test_correlation_is_recovered_and_widens_a_sum(register: Register) -> None:
    """Normal scores have the correlation asked for: variances of the sum gain twice the covariance."""

    @register(label="Whole")
    def total(left: Value, right: Value) -> Value:
        return left + right

    spreads = {"left": normal(1000, 30), "right": normal(500, 40)}
    matrix = np.array([[1, 0.6], [0.6, 1]])
    made = simulation("total", spreads, correlated=("left", "right"), matrix=matrix)
    inputs, _ = made.block(0)
    assert np.corrcoef(inputs["left"], inputs["right"])[0, 1] == pytest.approx(0.6, abs=0.03)
    assert drawn(made).deviation == pytest.approx((30**2 + 40**2 + 2 * 0.6 * 30 * 40) ** 0.5, rel=0.02)


def test_a_correlation_of_one_moves_inputs_as_one(register: Register) -> None:
    """A matrix without an inverse is possible too."""

    @register(label="Whole")
    def total(left: Value, right: Value) -> Value:
        return left + right

    matrix = np.ones((2, 2))
    spreads = {"left": normal(1000, 30), "right": normal(500, 40)}
    inputs, _ = simulation("total", spreads, correlated=("left", "right"), matrix=matrix).block(1)
    np.testing.assert_allclose((inputs["left"] - 1000) / 30, (inputs["right"] - 500) / 40, atol=1e-6)


@pytest.mark.parametrize("sampler", ["lhs", "random", "sobol"])
def test_blocks_are_the_same_whoever_makes_them(register: Register, sampler: str) -> None:
    """In another order, on threads, sent elsewhere and back: the same draws to the bit."""

    @register(label="Product")
    def product(left: Value, right: Value) -> Value:
        return left * right

    spreads = {"left": Spread("pert", 1, 2, 5), "right": Spread("uniform", 0, 1, 2)}
    made = simulation("product", spreads, draws=4 * BLOCK, sampler=sampler)
    alone = drawn(made).values
    np.testing.assert_array_equal(drawn(made, threads=3).values, alone)
    sent = pickle.loads(pickle.dumps(made))  # noqa: S301 - our own
    for number in (3, 0):
        np.testing.assert_array_equal(sent.block(number)[1]["product"], made.block(number)[1]["product"])


def test_more_draws_begin_with_the_same_ones() -> None:
    """A block does not depend on how many follow it."""
    few = points("random", ["a"], 0, BLOCK, 7)["a"]
    np.testing.assert_array_equal(points("random", ["b", "a"], 0, BLOCK, 7)["a"], few)


def test_what_else_is_drawn_does_not_matter(register: Register) -> None:
    """The draws of an input are its own: another figure or another range leaves them as they are."""

    @register(label="Left alone")
    def alone(left: Value) -> Value:
        return left * 1.0

    one = simulation("alone", {"left": normal(10, 1)}).block(2)[0]["left"]
    two = simulation("alone", {"other": normal(10, 1), "left": normal(10, 1)}).block(2)[0]["left"]
    np.testing.assert_array_equal(one, two)


def test_each_seed_is_a_seed_and_0_too() -> None:
    """Two runs of a seed agree, and no two of the seeds 0, 1 and 2 do."""
    columns = [points("lhs", ["a"], 0, 100, seed)["a"] for seed in (0, 1, 2)]
    np.testing.assert_array_equal(points("lhs", ["a"], 0, 100, 0)["a"], columns[0])
    assert all((left != right).any() for left, right in pairwise(columns))


def test_a_latin_hypercube_has_a_point_in_each_part() -> None:
    """Each of 100 parts holds one point of each input, and two inputs are not in step."""
    found = points("lhs", ["a", "b"], 3, 100, 5)
    for column in found.values():
        assert sorted((column * 100).astype(int)) == list(range(100))
    assert abs(np.corrcoef(found["a"], found["b"])[0, 1]) < 0.3


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=200), st.integers(1, 99))
def test_percentiles_are_those_of_numpy(values: list[float], level: int) -> None:
    """The least draw that is not exceeded in so many per cent of the draws: the inverse of the empirical curve."""
    expected = np.percentile(values, level, method="inverted_cdf")
    sample = Sample.of(np.array(values))
    got = sample.percentile(level)
    assert got is not None
    chance = sample.chance_up_to(got)
    assert chance is not None
    assert got == expected or abs(chance - level / 100) < 1e-9


def test_percentiles_agree_with_scipy() -> None:
    """Of 1,001 draws every percentile is what scipy's empirical distribution gives."""
    draws = np.random.default_rng(3).lognormal(size=1001)
    oracle = stats.ecdf(draws).cdf
    sample = Sample.of(draws.copy())
    for level in LEVELS:
        place = np.searchsorted(oracle.probabilities, level / 100 - 1e-12)
        assert sample.percentile(level) == oracle.quantiles[place]


def test_sampling_errors_are_what_repeated_runs_show() -> None:
    """The spread of the 80th percentile over 400 plain runs is the standard error that one run states."""
    generator = np.random.default_rng(11)
    samples = [Sample.of(generator.normal(size=2000)) for _ in range(400)]
    spread = np.std([sample.percentile(80) or 0 for sample in samples])
    stated = np.mean([sample.percentile_error(80) or 0 for sample in samples])
    assert stated == pytest.approx(spread, rel=0.12)


def test_what_is_unknown_or_never_is_neither_dropped_nor_averaged() -> None:
    """Unknown draws are counted apart; draws that never end have percentiles but no mean."""
    sample = Sample.of(np.array([2040.0, np.nan, np.inf, 2035.0, 2036.0]))
    assert sample.unknown == 1
    assert (sample.percentile(50), sample.percentile(95)) == (2036, np.inf)
    assert sample.mean is None
    assert sample.chance_up_to(2036) == 0.5


def test_an_infinite_draw_is_named(register: Register) -> None:
    """A figure that overflows stops the run, with the draw that caused it."""

    @register(label="Power")
    def power(left: Value) -> Value:
        return 10.0**left

    with pytest.raises(CannotCompute, match=r"power is infinite in a draw, at left=3\d\d"):
        drawn(simulation("power", {"left": Spread("uniform", 300, 305, 320)}))


def test_the_contingency_of_the_parts_is_that_of_the_whole(register: Register) -> None:
    """Independent normals of deviations 30 and 40 share by their variances, 36 % and 64 %, above their means."""

    @register(label="Left part")
    def first(left: Value) -> Value:
        return left * 1.0

    @register(label="Right part")
    def second(right: Value) -> Value:
        return right * 1.0

    @register(label="Whole")
    def total(first: Value, second: Value) -> Value:
        return first + second

    spreads = {"left": normal(1000, 30), "right": normal(500, 40)}
    made = simulation("total", spreads)
    made = Simulation(made.model._replace(figures=("total", "first", "second")), spreads, 50_000, 1, "lhs")
    found = collected(made, {"total": ["first", "second"]})
    sample, moments = Sample.of(found.draws["total"]), found.moments["total"]
    level, budget, amount, parts, _ = contingency(sample, moments, {}, 80, 1500.0)
    assert (level, budget) == (80, 1500.0 + (amount or 0))
    assert amount == pytest.approx(50 * stats.norm.ppf(0.8), rel=0.02)
    assert sum(parts.values()) == pytest.approx(amount, rel=1e-9)
    assert parts["first"] / sum(parts.values()) == pytest.approx(0.36, abs=0.02)


def test_an_impossible_correlation_is_found_with_the_nearest_possible() -> None:
    """Higham's own example: the nearest correlation matrix has 0.7607 and 0.1573 (2002, section 4)."""
    asked = np.array([[1.0, 1, 0], [1, 1, 1], [0, 1, 1]])
    found = nearest_possible(asked)
    assert found is not None
    np.testing.assert_allclose(found, [[1, 0.7607, 0.1573], [0.7607, 1, 0.7607], [0.1573, 0.7607, 1]], atol=1e-4)
    assert np.linalg.eigvalsh(found)[0] > -1e-8
    assert nearest_possible(np.eye(3)) is None
    assert matrix_of(["a", "b"], []).tolist() == [[1, 0], [0, 1]]


def test_the_deviation_is_that_of_a_sample() -> None:
    """Of 1 and 3 it is the root of 2: one draw is spent on the mean."""
    assert Sample.of(np.array([1.0, 3.0])).deviation == pytest.approx(2**0.5, rel=1e-15)


def test_moments_are_those_of_numpy_wherever_the_point_is() -> None:
    """Added up block by block about a point far from the mean, mean and covariance are those of all draws."""
    generator = np.random.default_rng(5)
    part, total = generator.normal(7, 2, 1000), generator.normal(30, 4, 1000)
    moments = Moments(100.0, -50.0)
    for block in range(0, 1000, 300):
        moments.add(part[block : block + 300], total[block : block + 300])
    assert moments.mean_shift == pytest.approx(part.mean() - 100, rel=1e-12)
    assert moments.covariance == pytest.approx(np.cov(part, total, ddof=0)[0, 1], rel=1e-9)


def test_a_figure_that_is_unknown_in_every_draw_has_no_draws(register: Register) -> None:
    """What needs an unknown input is unknown, not 0."""

    @register(label="Whole")
    def total(left: Value, unknown: Value) -> Value:
        return left + unknown

    made = simulation("total", {"left": normal(10, 1)}, draws=100)
    sample = drawn(made)
    assert (sample.unknown, sample.values.size, sample.percentile(50)) == (100, 0, None)


def test_a_choice_by_what_is_unknown_is_unknown(register: Register) -> None:
    """Where a comparison has no number to compare, neither side is taken; at all other points one is."""

    @register(label="Quotient")
    def quotient(above: Value, below: Value) -> Value:
        return ratio(above, below)

    @register(label="Chosen")
    def chosen(quotient: Value) -> Value:
        return choose(quotient > 1, 5.0, 7.0)

    function = Model(IndexSets({}, {}, {}), ("chosen",), {"above": 2.0, "below": 1.0}).varying(["below"])
    found = function({"below": np.array([0.0, 1.0, 4.0])})["chosen"]
    assert np.isnan(found[0])
    assert found[1:].tolist() == [5.0, 7.0]


def test_blocks_are_started_no_further_ahead_than_allowed() -> None:
    """However many blocks there are, only so many wait to be taken, so that memory stays flat."""
    started: list[int] = []

    def start(number: int) -> Callable[[], int]:
        started.append(number)
        return lambda: number

    taken = []
    for number in ahead(start, 20, 3):
        taken.append(number)
        assert len(started) - len(taken) < 3 or not taken
    assert taken == list(range(20))


def test_only_sums_of_several_have_parts() -> None:
    """A need is the sum of systems and missiles, a total that of its years; a product or one term has no parts."""
    case = evaluate(load("baseline"))
    case.need(["funding_need", "systems_cost", "spend[2027]", "spend_total"], ())
    steps = case.plan.steps
    assert addends(steps["funding_need"]) == ("systems_cost", "missiles_cost")
    assert addends(steps["systems_cost"]) == addends(steps["spend[2027]"]) == ()
    assert addends(steps["spend_total"])[0].startswith("spend[20")


def test_the_s_curve_goes_by_round_amounts() -> None:
    """From 1,000 to 2,000 in about ten steps: by hundreds."""
    assert steps(Sample.of(np.linspace(1000, 2000, 101)), 10) == [1000 + 100 * step for step in range(11)]
