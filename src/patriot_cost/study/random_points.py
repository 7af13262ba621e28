"""Probabilities at which inputs are drawn: Latin hypercube, Sobol or plain random points, block by block.

A block is the same in every process, and the points of an input do not depend on the other inputs: the stream of
block i is seeded by `SeedSequence(seed, spawn_key=(i,))`, and each input starts at its own place in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.random import PCG64DXSM, Generator, SeedSequence

from patriot_cost.study import latin_hypercube

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.study.array_model import Column

SOBOL = "sobol"
SAMPLERS: dict[str, str] = {
    "lhs": "Latin hypercube points",
    SOBOL: "scrambled Sobol points",
    "random": "plain random points",
}
DEFAULT_SEED = latin_hypercube.DEFAULT_SEED
BLOCK = 8192
"""Draws per block: they fit the processor's cache, and are a power of two, at which Sobol points are balanced."""
_APART = 64
"""Each input has 2 to this power numbers of the stream to itself."""


def power_of_two(number: int) -> int:
    """Return the least power of two that is not below a number; only at these are Sobol points balanced."""
    return 1 << (number - 1).bit_length()


def size_of(block: int, draws: int) -> int:
    """Return the number of draws of a block: the last may be short."""
    return min(BLOCK, draws - block * BLOCK)


def points(sampler: str, names: Sequence[str], block: int, size: int, seed: int) -> dict[str, Column]:
    """Return probabilities from 0 to 1 for each name.

    Latin hypercube: each of `size` equal parts of the range holds one point (McKay, Beckman and Conover 1979,
    doi:10.1080/00401706.1979.10489755). Sobol: one scrambled sequence through all blocks.
    """
    if sampler == SOBOL:
        return _sobol(names, block, size, seed)
    stream = PCG64DXSM(SeedSequence(seed, spawn_key=(block,)))
    generator, start = Generator(stream), stream.state
    found = {}
    for name in names:
        stream.state = start
        stream.advance(crc32(name.encode()) << _APART)
        column = generator.random(size)
        if sampler == "lhs":
            column += generator.permutation(size)
            column /= size
        found[name] = column
    return found


def _sobol(names: Sequence[str], block: int, size: int, seed: int) -> dict[str, Column]:
    from scipy.stats.qmc import Sobol  # noqa: PLC0415 - it takes half a second

    sequence = Sobol(len(names), rng=np.random.default_rng(seed))
    if block:
        sequence.fast_forward(block * BLOCK)
    return dict(zip(names, sequence.random(size).T.copy(), strict=True))
