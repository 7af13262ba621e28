"""Joint confidence of a cost and a date: the chance that both are kept (JA CSRUH 2014; GAO-20-195G, step 9).

A draw in which the date never comes keeps no date, whatever it costs.
"""

from __future__ import annotations

from bisect import bisect_left
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from patriot_cost.case.open_horizon import CLOSED
from patriot_cost.study.results import EqualPercentiles, FrontierPoint, JointConfidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.study.array_model import Column


TO_CLOSURE = "acquisition_to_closure_then_year"
"""The cost whose joint confidence with the year in which the battery gap closes is told."""
_ROUNDING = 1e-9
"""A number of draws that is an integer but for rounding is that one and not the next."""


class CostByDate(NamedTuple):
    """The draws of a cost in ascending order: all of them, and those of each date by itself, the dates ascending."""

    costs: Column
    by_date: Mapping[float, Column]

    def kept(self, cost: float, date: float) -> int:
        """Return the number of draws that neither cost more nor come later."""
        kept = (group for when, group in self.by_date.items() if when <= date)
        return sum(int(np.searchsorted(group, cost, side="right")) for group in kept)

    def joint(self, confidence: float, years: Sequence[str]) -> JointConfidence:
        """Return the pairs of cost and year that both hold in so many per cent of the draws."""
        needed, closed = (
            ceil(self.costs.size * confidence / 100 - _ROUNDING),
            sum(group.size for group in self.by_date.values()),
        )
        frontier = tuple(FrontierPoint(year, self._cost(needed, float(year))) for year in years)
        equal = self._equal(needed, closed)
        return JointConfidence(TO_CLOSURE, CLOSED, confidence, closed / self.costs.size, equal, frontier)

    def _cost(self, needed: int, date: float) -> float | None:
        """Return the least cost that so many draws keep together with a date; None if too few keep the date."""
        place = bisect_left(range(self.costs.size), needed, key=lambda at: self.kept(float(self.costs[at]), date))
        return float(self.costs[place]) if place < self.costs.size else None

    def _equal(self, needed: int, closed: int) -> EqualPercentiles | None:
        """Return the least percentile at which cost and date, each at it, both hold in so many draws."""

        def kept_at(rank: int) -> int:
            return self.kept(float(self.costs[rank - 1]), self._date(rank))

        ranks = range(needed, closed + 1)
        place = bisect_left(ranks, needed, key=kept_at)
        if place == len(ranks):
            return None
        rank, draws = ranks[place], self.costs.size
        cost, date = float(self.costs[rank - 1]), self._date(rank)
        return EqualPercentiles(100 * rank / draws, cost, f"{date:g}", kept_at(rank) / draws)

    def _date(self, rank: int) -> float:
        """Return the date of a draw by its place among all draws in the order of dates."""
        dates, sizes = list(self.by_date), np.cumsum([group.size for group in self.by_date.values()])
        return dates[int(np.searchsorted(sizes, rank))]


def by_date(costs: Column, dates: Column) -> dict[float, Column]:
    """Return the costs of each year in ascending order, without those of draws in which it never comes."""
    years = dates[np.isfinite(dates)]
    if not years.size:
        return {}
    reach = range(int(years.min()), int(years.max()) + 1)
    return {float(year): np.sort(costs[dates == year]) for year in reach}
