"""Months resampled in draws are those observed: alone or in blocks, as an independent bootstrap draws them."""

from __future__ import annotations

from dataclasses import replace
from math import isclose, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest

from patriot_cost import evaluate, load
from patriot_cost.study.month_spreads import month_spreads
from patriot_cost.study.simulate import Drawing, simulate, start

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from patriot_cost.case.evaluation import Evaluation

    Column = NDArray[np.float64]

DRAWS = 20_000
MONTHS = [f"{year}-{month:02}" for year in (2026, 2027) for month in range(1, 13)][7:19]
"""The twelve months ahead, August 2026 to July 2027: four blocks of three, and two of five with a part of one."""
PATH = ("stock.last_month=2027-07", "stock.on_hand=250")
COUNTS = [
    *(40, 44, 52, 38, 61, 47, 55, 49, 70, 58, 66, 72, 64),
    *(80, 57, 75, 90, 85, 69, 96, 88, 74, 102, 110, 94),
]
"""The launches of July 2024 to July 2026 in the scenario, the ninth of which is that of March 2025."""
WITHHELD = """
[demand.observed.2025-03]
value = 70
bound = "floor"
basis = "assumed"
rationale = "Some were withheld."
"""


class Resampled(NamedTuple):
    """Launches, stock and launches not hit of each month ahead in some draws, a row a month."""

    launches: Column
    stock: Column
    not_hit: Column


def case(*changes: str, scenario: str = "months") -> Evaluation:
    """Return a case of the months invented."""
    return evaluate(load(scenario, set=[*PATH, *changes]))


def months_alone(evaluation: Evaluation, draws: int = DRAWS, seed: int = 7, sampler: str = "random") -> Resampled:
    """Draw the months of a case, with all its assumptions at their points."""
    names = [f"{name}[{month}]" for name in ("launches", "stock", "launches_not_hit") for month in MONTHS]
    started = start(evaluation, ["first_empty_month"], Drawing(draws, seed, sampler), names)
    months = month_spreads(evaluation)
    assert months is not None
    simulation = replace(started.simulation, spreads=months.spreads)
    found = [simulation.block(number)[1] for number in range(simulation.count)]
    whole = np.array([np.concatenate([block[name] for block in found]) for name in names])
    return Resampled(*np.split(whole, 3))


def path_of(launches: Column, evaluation: Evaluation) -> Resampled:
    """Return the path of a stock by plain arithmetic, month by month."""
    shots = 2.0
    share, hit = (evaluation.values[f"engagement_{name}"] or 0.0 for name in ("share_engaged", "hit_probability"))
    stock, stocks, missed = np.full(launches.shape[1], 250.0), [], []
    for month, row in zip(MONTHS, launches, strict=True):
        held = stock + (evaluation[f"stock_arrivals[{month}]"].value or 0.0)
        fired = np.minimum(row * share * shots, held)
        stock = held - fired
        stocks.append(stock)
        missed.append(row - fired / shots * (1 - (1 - hit) ** shots))
    return Resampled(launches, np.array(stocks), np.array(missed))


def bootstrap(word: str) -> Column:
    """Draw the launches of the months ahead from those observed, with a generator of its own."""
    generator, counts = np.random.default_rng(11), np.array(COUNTS, dtype=float)
    if word == "blocks":
        starts = generator.integers(0, len(counts) - 2, size=(4, DRAWS))
        return np.array([counts[starts[month // 3] + month % 3] for month in range(12)])
    return generator.choice(counts[-12:] if word == "last_12" else counts, size=(12, DRAWS))


@pytest.mark.parametrize("word", ["last_12", "all", "blocks"])
def test_chances_are_those_of_an_independent_bootstrap(word: str) -> None:
    """Every month ends empty as often, as many launches get through and the path ends as empty, within four errors."""
    evaluation = case(f"demand.resampling={word}")
    ours = months_alone(evaluation)
    other = path_of(bootstrap(word), evaluation)
    assert np.array_equal(path_of(ours.launches, evaluation).stock, ours.stock)
    for mine, theirs in ((ours.stock <= 0, other.stock <= 0), (ours.not_hit, other.not_hit)):
        spread = np.asarray(theirs, dtype=float).std(axis=1)
        error = 4 * np.sqrt(2 / DRAWS) * np.maximum(spread, 1e-3)
        assert np.all(np.abs(mine.mean(axis=1) - theirs.mean(axis=1)) <= error)
    shares = [1 - one.not_hit.sum(axis=0) / one.launches.sum(axis=0) for one in (ours, other)]
    for level in (20, 50, 80):
        assert isclose(np.percentile(shares[0], level), np.percentile(shares[1], level), rel_tol=0.02)


def test_the_first_month_ends_empty_as_often_as_its_months_do() -> None:
    """Latin hypercube points take each of 25 months equally often, so the chance is a count of months over 25."""
    evaluation = case()
    arrivals = evaluation["stock_arrivals[2026-08]"].value or 0.0
    wanted = [count * 0.94 * 2 for count in COUNTS]
    empty = sum(amount >= 100 + arrivals for amount in wanted)
    assert 0 < empty < 25
    found = months_alone(case("stock.on_hand=100"), draws=5_000, sampler="lhs")
    assert (found.stock[0] <= 0).mean() == empty / 25


@pytest.mark.parametrize("length", [3, 5])
def test_blocks_keep_the_order_of_their_months(length: int) -> None:
    """The months of a block follow each other as observed, all blocks occur, and blocks do not depend on each other."""
    launches = months_alone(case("demand.resampling=blocks", f"demand.block_months={length}")).launches
    for first in range(0, 12, length):
        block = launches[first : first + length]
        size = len(block)
        observed = {tuple(COUNTS[start : start + size]) for start in range(len(COUNTS) - length + 1)}
        assert set(map(tuple, block.T.astype(int).tolist())) == observed
    assert np.corrcoef(launches[0], launches[1])[0, 1] > 0.5
    assert abs(np.corrcoef(launches[0], launches[length])[0, 1]) < 4 / sqrt(DRAWS)


def test_a_block_of_one_month_is_a_month_alone() -> None:
    """The draws are the same, digit by digit."""
    alone = months_alone(case("demand.resampling=all"), draws=500)
    blocks = months_alone(case("demand.resampling=blocks", "demand.block_months=1"), draws=500)
    assert np.array_equal(alone.launches, blocks.launches)


def test_the_rule_says_which_months_are_resampled() -> None:
    """The mean of all months draws all, that of the last twelve these; a peak, a total or one's own number none."""
    for rule, observed in (("observed_mean", COUNTS), ("last_12_months", COUNTS[-12:])):
        launches = months_alone(case(f"demand.rule={rule}"), draws=3_000).launches
        assert set(launches[0].tolist()) == set(map(float, observed))
    for rule in ("observed_peak", "annual_total", "own"):
        evaluation = case(f"demand.rule={rule}", "demand.launches=60")
        evaluation.need(["first_empty_month"], ())
        assert month_spreads(evaluation) is None


def test_a_month_withheld_is_not_drawn_and_parts_no_block(scenario_file: Callable[..., str]) -> None:
    """The floor of 70 in March 2025 is no count: it is never drawn, and no block spans it."""
    path = scenario_file(WITHHELD, extends="months")
    launches = months_alone(case("demand.resampling=blocks", scenario=path)).launches
    assert not np.any(launches == 70)
    spanning = {tuple(COUNTS[start : start + 3]) for start in (6, 7, 8)}
    assert not spanning & set(map(tuple, launches[:3].T.astype(int).tolist()))


def test_the_factor_on_launches_holds_for_those_drawn() -> None:
    """A factor of 1.5 makes each month drawn half as large again."""
    plain, more = (months_alone(case(f"demand.scale={scale}"), draws=400).launches for scale in (1, 1.5))
    assert np.array_equal(plain * 1.5, more)


def test_a_seed_gives_the_same_draws_and_another_gives_others() -> None:
    """Draws are repeated by their seed, and they are those of `simulate` with all ranges drawn too."""
    evaluation = case("demand.resampling=blocks")
    figures = ["first_empty_month", "launches[2026-09]"]
    first, again, other = (simulate(evaluation, figures, Drawing(600, seed)).draws for seed in (5, 5, 6))
    assert all(np.array_equal(first[key], again[key]) for key in figures)
    assert not np.array_equal(first[figures[1]], other[figures[1]])


def test_figures_without_months_draw_none() -> None:
    """A bill does not depend on launches: nothing of it is resampled."""
    assert simulate(case(), ["funding_need"], Drawing(64)).months is None
