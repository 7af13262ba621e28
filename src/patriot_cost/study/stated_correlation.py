"""The correlations that a case states, by pairs of its assumptions."""

from __future__ import annotations

from fnmatch import fnmatchcase
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from patriot_cost.model.case import Correlation


def coefficients(
    paths: Sequence[str], correlations: Iterable[Correlation], coefficient: float | None = None
) -> dict[tuple[str, str], float]:
    """Return the correlation of each pair of some assumptions for which one is stated, in the order of the paths.

    `coefficient` replaces every one that is stated, for comparison.
    """
    place = {path: position for position, path in enumerate(paths)}
    return {
        (left, right) if place[left] < place[right] else (right, left): stated if coefficient is None else coefficient
        for correlation in correlations
        for left, right, stated in _pairs(correlation, paths)
    }


def _pairs(correlation: Correlation, paths: Sequence[str]) -> Iterator[tuple[str, str, float]]:
    if correlation.coefficient is not None:
        group = [path for path in paths if any(fnmatchcase(path, pattern) for pattern in correlation.paths)]
        yield from ((left, right, correlation.coefficient) for left, right in combinations(group, 2))
        return
    for (row, left), (column, right) in combinations(list(enumerate(correlation.paths)), 2):
        if left in paths and right in paths:
            yield left, right, correlation.matrix[row][column]
