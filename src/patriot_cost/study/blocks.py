"""Blocks of a study, computed here, on threads or on a cluster, and returned in order."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol, TypeVar

from patriot_cost.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Block_co = TypeVar("Block_co", covariant=True)
_AHEAD = 2
"""Blocks started for each thread: enough that none waits, few enough that memory does not grow."""


class NoCluster(UsageFault):
    """The argument is not the address of a cluster, or no cluster answers there."""


class Job(Protocol[Block_co]):
    """A study divided into blocks, each of which depends on its number alone."""

    @property
    def count(self) -> int:
        """The number of blocks."""

    def block(self, number: int) -> Block_co:
        """Compute one block."""


def blocks_in_order(job: Job[Block_co], threads: int = 1) -> Iterator[Block_co]:
    """Yield the blocks of a job from the first to the last, computed on some threads."""
    if threads == 1:
        yield from map(job.block, range(job.count))
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from ahead(lambda number: pool.submit(job.block, number).result, job.count, threads * _AHEAD)


def ahead(start: Callable[[int], Callable[[], Block_co]], count: int, most: int) -> Iterator[Block_co]:
    """Start blocks ahead of need, at most so many at once, and yield their results in order."""
    waiting: deque[Callable[[], Block_co]] = deque()
    for number in range(count):
        if len(waiting) == most:
            yield waiting.popleft()()
        waiting.append(start(number))
    while waiting:
        yield waiting.popleft()()
