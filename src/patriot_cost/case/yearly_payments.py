"""Payments by year of the totals of budget authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.engine.keys import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patriot_cost.case.evaluation import Evaluation

_PAYMENTS = {
    "acquisition_budget_total": "order_outlays",
    "acquisition_to_closure": "order_outlays",
    "acquisition_budget_then_year_total": "order_outlays_then_year",
    "acquisition_to_closure_then_year": "order_outlays_then_year",
    "budget_authority_then_year_total": "spend_then_year",
}
"""The payments by year for which a total of budget authority is voted."""


def payments(evaluation: Evaluation, figures: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the payments by year of each of some figures that is a total of budget authority."""
    years = evaluation.loaded.index_sets.axes["year"]
    return {name: tuple(key_of(_PAYMENTS[name], year) for year in years) for name in figures if name in _PAYMENTS}
