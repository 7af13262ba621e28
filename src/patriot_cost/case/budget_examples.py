"""Published examples for the table of US budgets, answered by its arithmetic; money in millions of dollars."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from patriot_cost.ledger.budgets import BudgetAmounts, added

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

JUSTIFICATION_BOOK = "US Army justification book of the FY2016 budget, MSE missile, P-40"
FY2026 = "US Army budget for FY2026, MSE missile"
BY_HAND_FY2026 = "Derived by hand from the US Army budget for FY2026, MSE missile"
EDITIONS = "Derived by hand from the US Army budgets of 2013 to 2015, MSE missile for FY2015"

_BASE = BudgetAmounts(224, 945.9)
_RECONCILIATION = BudgetAmounts(96, 366.0)
_LOTS = (
    (2014, BudgetAmounts(92, 690.401), 7504.359),
    (2015, BudgetAmounts(108, 532.605), 4931.528),
    (2016, BudgetAmounts(80, 414.946), 5186.825),
)
"""Fiscal year, rounds and money, and the printed unit cost in thousands."""


def budget_examples() -> Iterator[tuple[str, str, float, float, Callable[[], float | None]]]:
    """Yield authority, question, answer, tolerance and the function that answers."""
    for year, lot, each in _LOTS:
        yield JUSTIFICATION_BOOK, f"unit cost of FY{year}, $M", each / 1e3, 5e-7, partial(_quotient, lot)
    parts = (BudgetAmounts(None, 549.6), BudgetAmounts(None, 396.3))
    yield FY2026, "base and European deterrence, $M", 945.9, 0.05, partial(_money, *parts)
    yield FY2026, "with the reconciliation law, $M", 1_311.9, 0.05, partial(_money, _BASE, _RECONCILIATION)
    for what, each, several in (
        ("a round of the request, $M", 4.2228, (_BASE,)),
        ("a round of the reconciliation law, $M", 3.8125, (_RECONCILIATION,)),
        ("a round of both, $M", 4.0997, (_BASE, _RECONCILIATION)),
    ):
        yield BY_HAND_FY2026, what, each, 5e-5, partial(_quotient, *several)
    older, newer = BudgetAmounts(72, 540.520), BudgetAmounts(70, 384.605)
    yield EDITIONS, "change of money from plan to request, $M", -155.915, 5e-4, lambda: newer.less(older).money
    yield EDITIONS, "change of rounds from plan to request", -2, 0.0, lambda: newer.less(older).quantity


def _money(*parts: BudgetAmounts) -> float | None:
    return added(parts).money


def _quotient(*parts: BudgetAmounts) -> float | None:
    return added(parts).quotient
