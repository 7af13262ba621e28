"""The items of the list of risks."""

from __future__ import annotations

from typing import NamedTuple

from patriot_cost.model.record_shape import record


@record()
class ListedRisk(NamedTuple):
    """A risk: its probability, its effects if it occurs, and their expected values.

    Money is in dollars of the case; negative amounts and delays are opportunities. The means are over the ranges.
    `occurs` is null where the case leaves open whether it does.
    """

    id: str
    name: str
    probability: float | None
    probability_mean: float | None
    impact: float | None
    impact_low: float | None
    impact_high: float | None
    factor: float | None
    factor_low: float | None
    factor_high: float | None
    on: str | None
    delay: float | None
    delay_low: float | None
    delay_high: float | None
    line: str | None
    occurs: float | None
    full_cost: float | None
    expected_cost: float | None
    expected_delay: float | None
    facts: tuple[str, ...]
