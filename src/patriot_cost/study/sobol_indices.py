"""Sobol indices: the part of a function's variance that each uncertain source explains, alone and with others.

First-order indices by Saltelli et al. (2010), doi:10.1016/j.cpc.2009.09.018; total indices by Jansen (1999),
doi:10.1016/S0010-4655(98)00154-4; points by Sobol' (1967), doi:10.1016/0041-5553(67)90144-9, scrambled. The sources
are assumed to be independent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import ndtri
from scipy.stats import qmc

from patriot_cost.study.random_points import DEFAULT_SEED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from patriot_cost.study.array_model import Column

    Columns = Mapping[str, Column]
    UncertainSource = Callable[[Column], Columns]
    """A source of uncertainty: probabilities from 0 to 1 to values of the inputs that move with it."""

SAMPLES = 4096
_RESAMPLES = 100
_CONFIDENCE = 0.95
_BLOCK = 8192
_ROUNDING = 1e-12
"""A variance below this, of values scaled to a variance of about one, is rounding."""


class Index(NamedTuple):
    """The part of the variance that a source explains: `first` alone, `total` with all its interactions.

    The true index lies within `first_within` (`total_within`) of it with 95 % confidence.
    """

    first: float
    first_within: float
    total: float
    total_within: float


class UndefinedIndices(Exception):
    """A function is not finite at a point (`at`), or varies nowhere or at too few points (None)."""

    def __init__(self, at: Mapping[str, float] | None) -> None:
        super().__init__("the variance is not known")
        self.at = at


def indices(
    function: Callable[[Columns], Column],
    sources: Mapping[str, UncertainSource],
    samples: int = SAMPLES,
    seed: int = DEFAULT_SEED,
) -> dict[str, Index]:
    """Return the indices of each source, from `samples` (a power of two) times 2 + number of sources evaluations.

    Raises:
        UndefinedIndices: the function is not finite at a point, or varies nowhere or at too few points.
    """
    points = qmc.Sobol(2 * len(sources), rng=np.random.default_rng(seed)).random(samples)
    first, other = (_sampled(sources, half) for half in np.hsplit(points, 2))
    at_first, at_other = _evaluated(function, first, samples), _evaluated(function, other, samples)
    mixed = [_evaluated(function, _exchanged(first, other, name), samples) for name in sources]
    found = estimates(at_first, at_other, np.array(mixed), seed)
    return dict(zip(sources, found, strict=True))


def estimates(at_first: Column, at_other: Column, mixed: Column, seed: int = DEFAULT_SEED) -> list[Index]:
    """Return the indices from the values of a function at two samples and at mixed ones.

    A row of `mixed` is at the first sample with one source from the other. The intervals are normal, from 100 bootstrap
    resamples; a resample whose values are all the same is left out.

    Raises:
        UndefinedIndices: all values are the same, or all at the two samples.
    """
    values = np.concatenate([at_first, at_other, mixed.ravel()])
    center, scale = values.mean(), values.std()
    if scale <= np.abs(center) * np.finfo(float).eps * 16:
        raise UndefinedIndices(None)
    a, b, ab = ((column - center) / scale for column in (at_first, at_other, mixed))
    change = ab - a
    # One row per product: every index, and every resample of it, is a ratio of weighted means of rows.
    products = np.vstack([a + b, a * a + b * b, b * change, change * change])
    whole = _indices(np.einsum("ij,kj->ik", np.full((1, len(a)), 1 / len(a)), products))
    if np.isnan(whole).any():
        raise UndefinedIndices(None)
    resampled = _indices(np.einsum("ij,kj->ik", _weights(len(a), seed), products))
    spread = np.nanstd(resampled, axis=1, ddof=1) * ndtri((1 + _CONFIDENCE) / 2)
    return [Index(*map(float, row)) for row in np.vstack([whole[0, 0], spread[0], whole[1, 0], spread[1]]).T]


def _indices(means: Column) -> Column:
    """Return first and total indices, resample by source, from the means of the products; NaN without variance."""
    variance = (means[:, 1] / 2 - (means[:, 0] / 2) ** 2)[:, np.newaxis]
    first, total = np.hsplit(means[:, 2:], 2)
    return np.stack([first, total / 2]) / np.where(variance > _ROUNDING, variance, np.nan)


def _weights(count: int, seed: int) -> Column:
    """Return the weight of each point in each resample, so that no resample is held in memory."""
    sampled = np.random.default_rng([seed, 1]).integers(count, size=(_RESAMPLES, count))
    sampled += count * np.arange(_RESAMPLES)[:, np.newaxis]
    return np.bincount(sampled.ravel(), minlength=sampled.size).reshape(sampled.shape) / count


def _sampled(sources: Mapping[str, UncertainSource], points: Column) -> dict[str, Columns]:
    return {name: source(column) for (name, source), column in zip(sources.items(), points.T, strict=True)}


def _exchanged(first: Mapping[str, Columns], other: Mapping[str, Columns], name: str) -> dict[str, Columns]:
    return {**first, name: other[name]}


def _evaluated(function: Callable[[Columns], Column], sampled: Mapping[str, Columns], samples: int) -> Column:
    """Return the function at all points, block by block.

    Raises:
        UndefinedIndices: it is not finite at one of the points.
    """
    columns = {name: column for source in sampled.values() for name, column in source.items()}
    result = np.concatenate([np.broadcast_to(function(block), _length(block)) for block in _blocks(columns, samples)])
    not_finite = np.flatnonzero(~np.isfinite(result))
    if not_finite.size:
        raise UndefinedIndices({name: float(column[not_finite[0]]) for name, column in columns.items()})
    return result


def _blocks(columns: Columns, samples: int) -> Iterator[dict[str, Column]]:
    for start in range(0, samples, _BLOCK):
        yield {name: column[start : start + _BLOCK] for name, column in columns.items()}


def _length(block: Columns) -> int:
    return len(next(iter(block.values())))
