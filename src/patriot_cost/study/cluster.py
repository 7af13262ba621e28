"""Blocks of a study on a Dask cluster: the same blocks, in the same order, and the same bits."""

from __future__ import annotations

import pickle
from concurrent.futures import CancelledError
from functools import lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

import patriot_cost.formulas  # noqa: F401 - a worker needs the figures
from patriot_cost.errors import CannotCompute
from patriot_cost.study.blocks import Job, ahead, blocks_in_order
from patriot_cost.study.cluster_connection import connected_client, root_error
from patriot_cost.study.process_identity import ProcessIdentity, differences, identity, reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Block_co = TypeVar("Block_co", covariant=True)
_AHEAD = 4
_PATIENCE = 10.0
"""Seconds without a block after which `say` reports that the cluster is waited for."""
_SILENCE = 60.0
"""Seconds without a block after which the cluster is given up."""


def block_runner(
    threads: int, cluster: str | None, say: Callable[[str], None]
) -> Callable[[Job[Block_co]], Iterator[Block_co]]:
    """Return a function that computes a job: on threads of this process, or on the cluster at an address.

    `say` receives a message while a cluster is waited for.
    """
    if cluster is None:
        return partial(blocks_in_order, threads=threads)
    return partial(blocks_on_cluster, address=cluster, say=say)


def blocks_on_cluster(
    job: Job[Block_co], address: str, say: Callable[[str], None] = lambda _: None
) -> Iterator[Block_co]:
    """Return the blocks of a job from the first to the last, computed on the cluster at an address.

    The first is computed before this returns, so that an unusable cluster is refused before any output is written.
    A block whose worker is lost is computed again by another. `say` receives a message while the cluster is waited
    for.

    Raises:
        NoCluster: the extra is not installed, or nobody answers at the address.
        CannotCompute: the cluster is refused when it is connected, is lost, or is silent.
    """
    blocks = _blocks(job, address, say)
    return chain([next(blocks)], blocks)


def _blocks(job: Job[Block_co], address: str, say: Callable[[str], None]) -> Iterator[Block_co]:
    with connected_client(address) as (client, threads):
        import distributed  # noqa: PLC0415 - the connection reports if it is missing

        sender, sent = identity(), pickle.dumps(job)

        def start(number: int) -> Callable[[], Block_co]:
            future = client.submit(_block, sent, sender, number, pure=False)
            return lambda: _arrived(future, address, say)

        try:
            yield from ahead(start, job.count, threads * _AHEAD)
        except CancelledError:
            raise CannotCompute(f"the cluster at {address} is lost: its scheduler is gone") from None
        except (RuntimeError, OSError, distributed.KilledWorker) as error:
            raise CannotCompute(f"the cluster at {address} failed: {root_error(error)}") from None


def _arrived(future: Any, address: str, say: Callable[[str], None]) -> Any:  # noqa: ANN401 - Dask has no types
    try:
        return future.result(_PATIENCE)
    except TimeoutError:
        say(f"waiting for the cluster at {address}: no answer for {_PATIENCE:.0f} s")
    try:
        return future.result(_SILENCE - _PATIENCE)
    except TimeoutError:
        raise CannotCompute(
            f"the cluster at {address} is silent: no answer for {_SILENCE:.0f} s; its workers have stopped, are "
            "lost, or are busy"
        ) from None


def _block(sent: bytes, sender: ProcessIdentity, number: int) -> Any:  # noqa: ANN401 - the type of a job's blocks
    """Compute a block if the worker is identical to the sender: it may have joined after the workers were checked."""
    own, block = reply(sender, _computed_block, sent, number)
    other = differences(own, sender)
    if other:
        raise CannotCompute(f"a worker that joined would not give the same numbers: {'; '.join(other)}")
    return block


def _computed_block(sent: bytes, number: int) -> Any:  # noqa: ANN401 - the type of a job's blocks
    return _received(sent).block(number)


@lru_cache(maxsize=2)
def _received(sent: bytes) -> Job[Any]:
    """Unpickle a job once on each worker, for all of its blocks."""
    job: Job[Any] = pickle.loads(sent)  # noqa: S301 - a cluster runs the code it receives
    return job
