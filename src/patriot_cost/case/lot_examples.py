"""Published examples of lots on learning curves: cost and midpoint, unit and cumulative-average theory."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from patriot_cost.engine.ops import block_sum, doubling_exponent
from patriot_cost.formulas.learning import lot_by_average_theory, lot_midpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOTS = "learningCurve for R (Air Force Institute of Technology), examples of its functions"


def lot_examples() -> Iterator[tuple[str, str, float, float, Callable[[], float]]]:
    """Yield authority, question, answer, tolerance and the function that answers."""
    what = "cost of units 1 to 125, unit theory, 85 %, first 100"
    yield LOTS, what, 5201.085, 5e-4, lambda: 100.0 * block_sum(0, 125, doubling_exponent(0.85))
    what = "midpoint of units 201 to 500, unit theory, 75 %; 334.6103 there, by an integral"
    yield LOTS, what, 334.61, 5e-3, partial(lot_midpoint, 201.0, 500.0, 0.75)
    what = "cost of unit 2200, cumulative-average theory, 88.5 %, first 110"
    yield LOTS, what, 23.34001, 5e-6, partial(_averaged, 2200, 2200, 0.885, 110.0)
    what = "cost of units 201 to 250, cumulative-average theory, 85 %, first 75"
    yield LOTS, what, 806.772, 5e-4, partial(_averaged, 201, 250, 0.85, 75.0)


def _averaged(first: int, last: int, slope: float, cost: float) -> float:
    """Return the cost of a lot by cumulative-average theory, anchored at the first unit ever built."""
    return cost * lot_by_average_theory(first - 1, last - first + 1, 1, 1, slope)
