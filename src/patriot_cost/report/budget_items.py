"""The items of the table of US budgets."""

from __future__ import annotations

from typing import NamedTuple

from patriot_cost.model.record_shape import record


@record()
class ListedBudget(NamedTuple):
    """A row of an edition of the US budget, for a line and a fiscal year, its money in then-year dollars.

    `derived` names the amounts that are sums of other rows, not facts. `unit_money` is money divided by quantity: a
    price, or a mere quotient, as `per_unit` says. The changes are against the edition `compared_with`.
    """

    line: str
    account: str
    fiscal_year: int
    edition: str
    stage: str
    quantity: float | None
    unit: str | None
    money: float | None
    dollars: str
    derived: tuple[str, ...]
    unit_money: float | None
    per_unit: str | None
    compared_with: str | None
    quantity_change: float | None
    money_change: float | None
    money_change_share: float | None
    quantity_fact: str | None
    money_fact: str | None
    sources: tuple[str, ...]
    remark: str | None
