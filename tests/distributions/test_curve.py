"""Spreads against scipy.stats, and what they never give."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import stats

from patriot_cost import evaluate, load
from patriot_cost.case.range_spread import spread_of
from patriot_cost.dataset.checked_records import checked
from patriot_cost.distributions.curve import Spread, curve_of, outside
from patriot_cost.distributions.readings import READINGS
from patriot_cost.distributions.registry import DISTRIBUTIONS
from patriot_cost.engine.step import Input
from patriot_cost.model.estimate import Estimate, estimate_faults, with_range
from patriot_cost.study.spreads import spreads_of

if TYPE_CHECKING:
    from patriot_cost.distributions.distribution import Quantile

P = np.concatenate([[1e-9, 1e-6, 1e-4], np.linspace(0.001, 0.999, 997), [1 - 1e-4, 1 - 1e-6]])


def quantile(spread: Spread) -> Quantile:
    """Return what draws a range."""
    return curve_of(spread).quantile()


def test_the_means_are_the_published_ones() -> None:
    """Low, mode, high of 14, 22, 26: the mean of PERT is 21.33, of the triangle 20.67."""
    grid = (np.arange(200_000) + 0.5) / 200_000
    assert quantile(Spread("pert", 14, 22, 26))(grid).mean() == pytest.approx(64 / 3, abs=1e-5)
    assert quantile(Spread("triangular", 14, 22, 26))(grid).mean() == pytest.approx(62 / 3, abs=1e-5)


def test_a_90_per_cent_interval_read_as_lognormal() -> None:
    """`2 to 5` has the mu of 1.1512925465 and the sigma of 0.2785326052."""
    got = quantile(Spread("lognormal", 2, 10**0.5, 5, interval="p5p95"))
    np.testing.assert_allclose(got(P), stats.lognorm(0.2785326052, scale=np.exp(1.1512925465)).ppf(P), rtol=1e-9)
    np.testing.assert_allclose(got(np.array([0.05, 0.5, 0.95])), [2, 10**0.5, 5], rtol=1e-12)


def test_the_mode_of_an_interval_stays_where_it_is_stated() -> None:
    """The triangle behind a 90 % interval is steepest on both sides of the stated value."""
    curve = quantile(Spread("triangular", 400.0, 450.0, 560.0, interval="p5p95"))
    grid = np.linspace(0.0, 1.0, 200_001)
    density = 1 / np.diff(curve(grid))
    assert curve(grid)[int(density.argmax())] == pytest.approx(450, abs=0.1)


SPREADS = [
    Spread(name, *ends, interval=interval, integer=integer, most=most)
    for name, one in DISTRIBUTIONS.items()
    for interval in READINGS
    if one.takes(interval)
    for ends in ((400.0, 450.0, 560.0), (0.2, 0.2, 0.9), (14.0, 26.0, 26.0), (3.0, 3.1, 20.0), (6.0, 8.0, 10.0))
    for most in (np.inf, ends[2] * 1.05)
    for integer in {False, all(end == int(end) for end in ends)}
] + [Spread("discrete", 1, 2, 9, outcomes=(9, 1, 2), weights=(1, 2, 3)), Spread("uniform", 3, 3, 3)]
"""Every shape and reading, lopsided too, cut and not, counted and not; outcomes, and a range without width."""


@pytest.mark.parametrize("spread", SPREADS, ids=str)
def test_single_numbers_are_drawn_as_arrays_are(spread: Spread) -> None:
    """The same quantiles to 1e-12 of the range, 1e-8 for a table of PERT; of counted things all but those at a step."""
    curve = curve_of(spread)
    probabilities = np.concatenate([[0.0], P, [1.0]])
    inverse = curve.inverse()
    numbers = np.array([inverse(probability) for probability in probabilities.tolist()])
    arrays = curve.quantile()(probabilities)
    if spread.integer:
        assert np.mean(numbers != arrays) < 0.01
        assert np.abs(numbers - arrays).max() <= 1
        return
    width = (spread.high - spread.low) or 1.0
    np.testing.assert_allclose(numbers, arrays, atol=(1e-8 if spread.shape == "pert" else 1e-12) * width, rtol=1e-12)


@pytest.mark.parametrize("spread", SPREADS, ids=str)
def test_mean_and_parts_below_are_those_of_what_is_drawn(spread: Spread) -> None:
    """By two hundred thousand quantiles evenly spread: the mean, and how many lie below, up to and outside of ends."""
    drawn = curve_of(spread).quantile()((np.arange(200_000) + 0.5) / 200_000)
    width = (spread.high - spread.low) or 1.0
    assert curve_of(spread).mean == pytest.approx(drawn.mean(), abs=1e-4 * width, rel=1e-9)
    for place in (spread.low, spread.value, spread.high):
        assert curve_of(spread).below(place) == pytest.approx(np.mean(drawn < place), abs=2e-5)
        assert curve_of(spread).up_to(place) == pytest.approx(np.mean(drawn <= place), abs=2e-5)
    outside_share = np.mean((drawn < spread.low) | (drawn > spread.high))
    assert outside(spread) == pytest.approx(outside_share, abs=4e-5)


def test_a_judged_range_is_cut_at_its_limits_and_scaled_up() -> None:
    """A triangle by p15 and p85 of 0.1, 0.5 and 0.9 reaches from about -0.31 to 1.31; 7 % on either side is cut.

    By hand, with half a width h of the triangle around 0.5: (h - 0.4)^2 / (2 h^2) = 0.15, h = 0.4 / (1 - 0.3^0.5).
    """
    half = 0.4 / (1 - 0.3**0.5)
    cut = (half - 0.5) ** 2 / (2 * half**2)
    curve = curve_of(Spread("triangular", 0.1, 0.5, 0.9, interval="p15p85", most=1.0))
    assert curve.below(0.1) == pytest.approx((0.15 - cut) / (1 - 2 * cut), rel=1e-12)
    assert curve.inverse()(0.0) == curve.quantile()(np.array([0.0]))[0] == 0
    assert curve.inverse()(1.0) == curve.quantile()(np.array([1.0]))[0] == 1
    place = curve.inverse()(0.25)
    assert (place - 0.5 + half) ** 2 / (2 * half**2) == pytest.approx(cut + 0.25 * (1 - 2 * cut), rel=1e-12)
    assert curve.mean == pytest.approx(0.5, rel=1e-12)


def test_the_greatest_count_has_its_whole_part_of_a_curve_that_is_cut() -> None:
    """Of 4 to 8 with nothing above 9: 3.5 to 8.5 are 70 % of a uniform curve, which begins 0.15 / 0.7 * 5 below.

    From there to 9.5 it is all that is drawn, and each integer between has a part as wide as 1.
    """
    curve = curve_of(Spread("uniform", 4, 6, 8, interval="p15p85", integer=True, most=9))
    kept = 9.5 - (3.5 - 0.15 / 0.7 * 5)
    assert 1 - curve.up_to(8) == pytest.approx(1 / kept, rel=1e-12)
    assert curve.up_to(4) - curve.below(4) == pytest.approx(1 / kept, rel=1e-12)
    assert (curve.up_to(9), curve.inverse()(1.0)) == (1, 9)


def test_a_percentile_that_the_limit_itself_is_becomes_a_bound() -> None:
    """No share above 1 and no price below 0: a judged end there has nothing outside, and the range is taken."""
    share = estimate(value=0.9, low=0.6, high=1.0, unit="share", interval="p15p85")
    spread = spread_of(share, Input(0.9, "share", 0.6, 1.0))
    assert spread is not None
    assert curve_of(spread).up_to(1.0) == 1
    assert 0.15 < curve_of(spread).below(0.6) < 0.2


@pytest.mark.parametrize("shape", ["normal", "uniform"])
def test_nothing_is_drawn_below_nothing(shape: str) -> None:
    """A range that reaches below 0 is cut off there, and the rest keeps the form of the curve."""
    spread = Spread(shape, 0.0, 5.0, 10.0, interval="p5p95")
    got = quantile(spread)(P)
    assert got.min() >= 0
    if shape == "normal":
        oracle = stats.truncnorm(-5 / (5 / 1.6448536269514722), np.inf, loc=5, scale=5 / 1.6448536269514722)
        np.testing.assert_allclose(got, oracle.ppf(P), rtol=1e-6, atol=1e-9)


def test_a_share_is_never_above_one() -> None:
    """What is a share is cut off at one."""
    got = quantile(Spread("lognormal", 0.5, 0.7, 0.99, interval="p5p95", most=1.0))(P)
    assert got.max() <= 1


def test_whole_numbers_have_the_weight_of_what_lies_within_a_half() -> None:
    """One or two shots, two most likely: a third and two thirds, as the triangle from 0.5 to 2.5 gives."""
    grid = (np.arange(90_000) + 0.5) / 90_000
    values, counts = np.unique(quantile(Spread("discrete", 1, 2, 2, integer=True))(grid), return_counts=True)
    assert values.tolist() == [1, 2]
    np.testing.assert_allclose(counts / grid.size, [1 / 3, 2 / 3], atol=1e-4)


def test_a_uniform_count_gives_each_whole_number_alike() -> None:
    """`6..10` batteries are five counts of a fifth each, and the ends are among them."""
    grid = np.concatenate([[0.0], (np.arange(50_000) + 0.5) / 50_000, [1.0]])
    values, counts = np.unique(quantile(Spread("uniform", 6, 8, 10, integer=True))(grid), return_counts=True)
    assert values.tolist() == [6, 7, 8, 9, 10]
    np.testing.assert_allclose(counts / grid.size, 0.2, atol=1e-4)


def test_outcomes_come_as_often_as_their_weights_say() -> None:
    """Weights need not add up to one; an outcome of weight 0 never comes."""
    got = quantile(Spread("discrete", 20, 23, 30, outcomes=(20, 23, 25, 30), weights=(1, 2, 0, 1)))
    assert got(np.array([0.0, 0.2499, 0.25, 0.7499, 0.75, 1.0])).tolist() == [20, 20, 23, 23, 30, 30]


def estimate(**fields: object) -> Estimate:
    """Return a sound estimate with a rationale."""
    given = with_range({"basis": "assumed", "rationale": "Tests.", "unit": "battery"} | fields)
    return checked(Estimate, given, rule=estimate_faults)


def test_a_range_without_a_shape_is_a_triangle_and_counts_are_whole() -> None:
    """A range of batteries with whole ends gives whole batteries; of money it does not."""
    batteries = estimate(value=8, low=6, high=10)
    assert spread_of(batteries, Input(8.0, "battery", 6.0, 10.0)) == Spread("triangular", 6, 8, 10, integer=True)
    money = estimate(value=8, low=6, high=10, unit="USD/battery", price_year=2025)
    assert spread_of(money, Input(16.0, "USD/battery", 12.0, 20.0)) == Spread("triangular", 12, 16, 20)


def test_a_range_of_batteries_with_a_fraction_is_not_whole() -> None:
    """An average of batteries, such as 6.5 to 10, is drawn with its fractions; whole ends alone mean whole numbers."""
    for ends in ((6.5, 8, 10), (6, 8.5, 10), (6, 8, 10.5)):
        low, value, high = ends
        average = estimate(value=value, low=low, high=high)
        assert spread_of(average, Input(value, "battery", low, high)) == Spread("triangular", low, value, high)


def test_a_rate_may_be_drawn_below_0() -> None:
    """A real rate of -1 to 1 per cent is drawn on both sides of 0, as it is stated."""
    spread = spreads_of(evaluate(load(set=["discount.real_rate=-1% to 1%"]))).sampled["discount.real_rate"]
    assert quantile(spread)(np.array([0.05, 0.5, 0.95])) == pytest.approx([-0.01, 0, 0.01], abs=1e-9)


def test_outcomes_move_to_the_dollars_of_the_input() -> None:
    """Outcomes in dollars of another year are brought along with the value."""
    money = estimate(value=8, outcomes=[4, 8], weights=[1, 1], unit="USD/battery", price_year=2020)
    spread = spread_of(money, Input(16.0, "USD/battery", 8.0, 16.0))
    assert spread is not None
    assert spread.outcomes == (8, 16)
    assert not spread.integer


def test_a_choice_has_a_range_only_when_asked_for() -> None:
    """The input of a choice of policy has no range; its spread, asked for by name, has the stated one."""
    choice = estimate(value=25, low=18, high=27, choice=True)
    assert spread_of(choice, Input(25.0, "battery")) == Spread("triangular", 18, 25, 27, integer=True)
    assert spread_of(estimate(value=25), Input(25.0, "battery")) is None


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"outcomes": [1, 2], "weights": [1]}, "2 outcomes with 1 weights"),
        ({"outcomes": [1, 2], "weights": [1, -1]}, "weights must be 0 or more"),
        ({"outcomes": [1, 2], "weights": [0, 0]}, "not all 0"),
        ({"outcomes": [1, 2], "weights": [1, 1], "shape": "uniform"}, "with shape 'uniform'"),
        ({"outcomes": [1, 2], "weights": [1, 1], "low": 0}, "leave them out"),
        ({"low": 1, "high": 3, "shape": "normal"}, "has no bounds"),
        ({"low": 0, "high": 3, "shape": "lognormal", "interval": "p5p95"}, "needed: above 0"),
        ({"outcomes": [1, 2], "weights": [1, 1], "interval": "p5p95"}, "is read between bounds"),
        ({"outcomes": [1, 2], "weights": [1, 1], "interval": "p15p85"}, "is read between bounds"),
        ({"low": 1, "high": 3, "shape": "discrete", "interval": "p15p85"}, 'needed: interval = "bounds"'),
        ({"low": 1, "high": 3, "shape": "lognormal"}, 'needed: interval = "p15p85" or "p5p95"'),
        ({"low": 2, "high": 2, "interval": "p15p85"}, "low and high are both 2, .* 15th to 85th percentile; needed"),
        ({"low": 2, "high": 2, "interval": "p5p95"}, "low and high are both 2, .* 90 % interval; needed"),
        ({"low": 1, "high": 3, "interval": "p10p90"}, "p15p85"),
        ({"interval": "p15p85"}, "interval without low and high; needed"),
        ({"interval": "p5p95"}, "interval without low and high; needed"),
        ({"interval_reason": "Three prices."}, "interval_reason without low and high; needed"),
        ({"low": 1}, "both low and high"),
        ({"low": 3, "high": 1}, "above value"),
    ],
)
def test_a_range_that_cannot_be_drawn_from_is_refused(fields: dict[str, object], found: str) -> None:
    """What is wrong with a range is said when it is read, before anything is drawn."""
    with pytest.raises(ValueError, match=found):
        estimate(**({"value": 2} | fields))


def test_whole_numbers_stay_between_their_ends_where_halves_round_away() -> None:
    """At the probabilities 0 and 1 the ends themselves come, odd or even."""
    for low, high in ((5, 9), (6, 10)):
        got = quantile(Spread("uniform", low, low, high, integer=True))(np.array([0.0, 1.0]))
        assert got.tolist() == [low, high]


def test_an_estimate_of_a_share_is_cut_off_at_one() -> None:
    """Its spread says so, and that of anything else does not."""
    fields = {"value": 0.7, "low": 0.6, "high": 0.8, "shape": "normal", "interval": "p5p95"}
    share = spread_of(estimate(unit="share", **fields), Input(0.7, "share", 0.6, 0.8))
    other = spread_of(estimate(unit="index", **fields), Input(0.7, "index", 0.6, 0.8))
    assert share is not None
    assert other is not None
    assert (share.most, other.most) == (1.0, np.inf)


ENDS = [
    *((0.0, 0.5, 1.0), (0.0, 0.2, 0.4), (0.01, 0.02, 0.5), (0.05, 0.4, 0.5), (0.1, 0.5, 0.9), (0.2, 0.3, 0.35)),
    *((0.4, 0.4, 0.5), (0.4, 0.5, 0.5), (0.5, 0.75, 0.99), (0.7, 0.8, 0.95), (0.9, 0.95, 1.0), (0.3, 0.301, 0.9)),
    *((0.02, 0.03, 0.1), (0.3, 0.6, 0.7), (0.001, 0.001, 0.9), (0.45, 0.5, 0.55)),
]


@pytest.mark.parametrize("unit", ["share", "index"])
@pytest.mark.parametrize("shape", [name for name, one in DISTRIBUTIONS.items() if one.takes("p5p95")])
def test_a_90_per_cent_interval_is_drawn_as_stated_or_refused(shape: str, unit: str) -> None:
    """What is taken has its ends as 5th and 95th percentiles; what is refused would have had others."""
    taken = 0
    for low, value, high in ENDS:
        spread = Spread(shape, low, value, high, interval="p5p95", most=1.0 if unit == "share" else np.inf)
        fields = {"value": value, "low": low, "high": high, "shape": shape, "interval": "p5p95", "unit": unit}
        with suppress(ValueError):
            estimate(**fields)
            taken += 1
            drawn = quantile(spread)(np.random.default_rng(1).random(100_000))
            for end, part in ((low, 0.05), (high, 0.95)):
                assert np.mean(drawn <= end) == pytest.approx(part, abs=4 * (0.05 * 0.95 / 100_000) ** 0.5)
            continue
        with pytest.raises(ValueError, match=r"needed: (bounds|above 0)"):
            estimate(**fields)
        if low > DISTRIBUTIONS[shape].limits[0]:
            assert np.abs(quantile(spread)(np.array([0.05, 0.95])) - [low, high]).max() > 1e-5 * (high - low)
    assert taken > 3
