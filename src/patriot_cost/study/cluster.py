"""Blocks of a study on a Dask cluster: the same blocks, in the same order, to the bit on machines of one kind."""

from __future__ import annotations

import logging
import pickle
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import patriot_cost.formulas  # noqa: F401 - a worker needs the figures
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.study.work import Job, ahead

if TYPE_CHECKING:
    from collections.abc import Iterator

Block_co = TypeVar("Block_co", covariant=True)
_AHEAD = 4
_PATIENCE = "10s"
_ATTEMPTS = 3


def in_order_on(job: Job[Block_co], address: str) -> Iterator[Block_co]:
    """Yield the blocks of a job from the first to the last, worked out on the cluster at an address.

    A block whose worker is lost is worked out again by another.

    Raises:
        UsageFault: the extra is not installed, or nobody answers at the address.
        CannotCompute: the cluster has no workers, or lost a block as often as it may.
    """
    try:
        import distributed  # noqa: PLC0415 - it takes a second
    except ImportError:
        raise UsageFault("--cluster needs the extra: pip install 'patriot-cost[cluster]'") from None
    # What a lost worker costs is nothing a user must act on.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    # Its calls have no types.
    connect: Any = distributed.Client
    try:
        client = connect(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageFault(f"--cluster: nobody answers at '{address}': {error}") from None
    sent = pickle.dumps(job)
    with client:
        workers = sum(client.nthreads().values())
        if not workers:
            raise CannotCompute(f"the cluster at {address} has no workers")
        try:
            yield from ahead(
                lambda number: client.submit(_block, sent, number, pure=False, retries=_ATTEMPTS).result,
                job.count,
                workers * _AHEAD,
            )
        except RuntimeError as error:
            raise CannotCompute(f"the cluster at {address} failed: {error}") from None


def _block(sent: bytes, number: int) -> Any:  # noqa: ANN401 - what a job's blocks are
    return _received(sent).block(number)


@lru_cache(maxsize=2)
def _received(sent: bytes) -> Job[Any]:
    """Make a job ready once on each worker, for all of its blocks."""
    job: Job[Any] = pickle.loads(sent)  # noqa: S301 - a cluster runs what it is sent
    return job
