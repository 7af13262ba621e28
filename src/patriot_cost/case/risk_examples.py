"""Published examples of risks: expected values of factors on a cost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from patriot_cost.distributions.curve import Spread, curve_of
from patriot_cost.formulas.risk import risk_expected_cost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RISK_DRIVERS = "GAO-20-195G, Table 13, risk drivers on $1 billion"
_DRIVERS = {"material": (0.80, (1.0, 1.05, 1.30), 93.33e6), "airframe": (0.25, (1.0, 1.10, 1.25), 29.17e6)}
"""Probability, low, most likely and high of the factor, and the expected cost to ten thousand dollars."""


def risk_examples() -> Iterator[tuple[str, str, float, float, Callable[[], float]]]:
    """Yield authority, question, answer, tolerance and the function that answers."""
    for name, (probability, factor, expected) in _DRIVERS.items():
        yield RISK_DRIVERS, f"expected cost of {name}, $", expected, 5e3, partial(_expected, probability, factor)
    yield RISK_DRIVERS, "expected cost of both, $", 122.50e6, 5e3, _both


def _expected(probability: float, factor: tuple[float, float, float]) -> float:
    return risk_expected_cost(probability, 0.0, curve_of(Spread("triangular", *factor)).mean, 1e9)


def _both() -> float:
    return sum(_expected(probability, factor) for probability, factor, _ in _DRIVERS.values())
