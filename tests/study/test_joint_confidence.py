"""Joint confidence of cost and closing year: pairs kept together in so many draws, counted anew in all draws."""

from __future__ import annotations

from math import ceil, inf
from typing import TYPE_CHECKING

import numpy as np
import pytest

from patriot_cost import Drawing, evaluate, load, simulate
from patriot_cost.case.open_horizon import CLOSED
from patriot_cost.errors import UsageFault
from patriot_cost.study.joint_confidence import TO_CLOSURE, CostByDate, by_date

if TYPE_CHECKING:
    from patriot_cost.study.array_model import Column
    from patriot_cost.study.simulate import SimulationResult

DRAWS = 3000
NEVER = inf


def of(costs: list[float], dates: list[float]) -> CostByDate:
    """Return draws of cost and date by hand."""
    return CostByDate(np.sort(costs), by_date(np.array(costs), np.array(dates)))


# Ten draws in the order of cost; the eighth never closes.
COSTS = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10]
DATES = [2031.0, 2030, 2031, 2030, 2032, 2031, 2030, NEVER, 2032, 2032]


@pytest.mark.parametrize(
    ("confidence", "equal", "frontier"),
    [
        # By 2030: 2, 4 and 7; by 2031 also 1, 3 and 6; by 2032 also 5, 9 and 10.
        # The third of all costs is 3, of all years 2030: that keeps one draw. The fourth, 4 and 2031, keeps four.
        (30, (40, 4.0, "2031", 0.4), [7.0, 3.0, 3.0]),
        # The sixth, 6 and 2031, keeps five; the seventh, 7 and 2032, keeps seven.
        (60, (70, 7.0, "2032", 0.7), [None, 7.0, 6.0]),
        (80, (90, 9.0, "2032", 0.8), [None, None, 9.0]),
        (90, None, [None, None, 10.0]),
        (95, None, [None, None, None]),
    ],
)
def test_ten_draws_by_hand(
    confidence: float, equal: tuple[float, float, str, float] | None, frontier: list[float | None]
) -> None:
    """The pair of equal percentiles, and the least cost by year; a draw that never closes keeps no year."""
    found = of(COSTS, DATES).joint(confidence, ["2030", "2031", "2032"])
    assert found.chance_closed == 0.9
    assert (found.equal and tuple(found.equal)) == equal
    assert [point.cost for point in found.frontier] == frontier


def test_where_cost_and_date_rise_together_both_are_at_the_level_itself() -> None:
    """The cheapest half of the draws is the half that closes first."""
    found = of([1.0, 2, 3, 4], [2030.0, 2031, 2032, 2033]).joint(50, ["2030"])
    assert found.equal == (50, 2.0, "2031", 0.5)


def test_a_gap_that_no_draw_closes_keeps_no_pair() -> None:
    """Whatever is paid, the date never comes."""
    found = of([1.0, 2.0], [NEVER, NEVER]).joint(50, ["2030"])
    assert (found.chance_closed, found.equal) == (0, None)
    assert [tuple(point) for point in found.frontier] == [("2030", None)]


@pytest.fixture(scope="module")
def drawn() -> SimulationResult:
    """Draw the case of mid-2026 with a short plan, so that many draws never close the gap."""
    case = evaluate(load("mid-2026", set=["plan.last_year=2039"]))
    return simulate(case, [TO_CLOSURE, CLOSED], Drawing(DRAWS))


def counted(costs: Column, dates: Column, cost: float, date: float) -> int:
    """Count the draws that keep both."""
    return int(((costs <= cost) & (dates <= date)).sum())


@pytest.mark.parametrize("confidence", [20, 50, 66.6, 80, 89, 97])
def test_all_pairs_are_those_counted_in_the_draws(drawn: SimulationResult, confidence: float) -> None:
    """From the draws alone: sorted costs of the draws closed by a year, and each equal percentile tried in turn."""
    costs, dates = drawn.draws[TO_CLOSURE], drawn.draws[CLOSED]
    years = [str(year) for year in range(2027, 2040)]
    found = drawn.joint(confidence, years)
    assert found is not None
    needed = ceil(DRAWS * confidence / 100 - 1e-9)
    for year, cost in found.frontier:
        closed = np.sort(costs[dates <= int(year)])
        assert cost == (closed[needed - 1] if closed.size >= needed else None), year
    assert found.chance_closed == np.isfinite(dates).mean()
    ordered, in_time = np.sort(costs), np.sort(dates)
    ranks = (rank for rank in range(DRAWS) if in_time[rank] < NEVER)
    first = next((rank for rank in ranks if counted(costs, dates, ordered[rank], in_time[rank]) >= needed), None)
    if first is None:
        assert found.equal is None
        return
    assert found.equal is not None
    assert found.equal.percentile == pytest.approx(100 * (first + 1) / DRAWS)
    assert (found.equal.cost, float(found.equal.year)) == (ordered[first], in_time[first])
    assert found.equal.chance == counted(costs, dates, ordered[first], in_time[first]) / DRAWS
    # Both marginal percentiles are those that the statistics of the two figures print.
    assert drawn.samples[TO_CLOSURE].percentile(found.equal.percentile) == found.equal.cost
    assert drawn.samples[CLOSED].percentile(found.equal.percentile) == float(found.equal.year)


def test_joint_confidence_needs_both_figures() -> None:
    """Without the date there is none; a level out of its limits is refused."""
    done = simulate(evaluate(load("mid-2026")), [TO_CLOSURE], Drawing(50))
    assert done.joint(80, ["2030"]) is None
    with pytest.raises(UsageFault, match="--confidence 0; allowed"):
        done.joint(0, ["2030"])
