"""Blocks of a study, worked out here, on threads or on a cluster, and given back in order."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Block = TypeVar("Block", covariant=True)
_AHEAD = 2
"""Blocks in hand for each thread: enough that none waits, few enough that memory stays flat."""


class Job(Protocol[Block]):
    """A study cut into blocks, each of which depends on its number alone."""

    @property
    def blocks(self) -> int:
        """How many blocks there are."""

    def block(self, number: int) -> Block:
        """Work out one."""


def in_order(job: Job[Block], threads: int = 1) -> Iterator[Block]:
    """Yield the blocks of a job from the first to the last, whoever works them out."""
    if threads == 1:
        yield from map(job.block, range(job.blocks))
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from ahead(lambda number: pool.submit(job.block, number).result, job.blocks, threads * _AHEAD)


def ahead(start: Callable[[int], Callable[[], Block]], count: int, most: int) -> Iterator[Block]:
    """Start blocks ahead of need, at most so many at once, and yield their results in order."""
    waiting: deque[Callable[[], Block]] = deque()
    for number in range(count):
        if len(waiting) == most:
            yield waiting.popleft()()
        waiting.append(start(number))
    while waiting:
        yield waiting.popleft()()
