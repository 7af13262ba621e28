"""Connection to a Dask cluster: all its workers must run this very program, and every wait has a limit.

A worker runs the code it receives, and its replies run code here: Dask uses pickles both ways. The check keeps mistakes
out, not malice.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import time
import warnings
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from patriot_cost.errors import CannotCompute
from patriot_cost.study.blocks import NoCluster
from patriot_cost.study.process_identity import ProcessIdentity, differences, identity, reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Answer = TypeVar("Answer")
CONNECTING = 10.0
"""Seconds until a scheduler has answered and has a worker."""
ASKING = 30.0
"""Seconds until every worker has sent its identity, for which it may have to start a process."""
_LISTED = 10
_SCHEMES = ("tcp", "tls")
_CERTIFICATES = tuple(f"DASK_DISTRIBUTED__COMM__TLS__{name}" for name in ("CA_FILE", "CLIENT__CERT", "CLIENT__KEY"))


@contextmanager
def connected_client(address: str) -> Iterator[tuple[Any, int]]:
    """Yield a client of the cluster at an address, and the number of threads of its workers.

    Raises:
        NoCluster: the extra is not installed, the address is not valid, or nobody answers there.
        CannotCompute: there are no workers, or one does not run this very program.
    """
    try:
        import distributed  # noqa: PLC0415 - it takes a second
    except ImportError:
        raise NoCluster("--cluster needs an extra: pip install 'patriot-cost[cluster]'") from None
    _silence()
    security = _security(distributed, address)
    deadline = time.monotonic() + CONNECTING
    client = _connected(distributed, address, security)
    try:
        workers = _workers(client, address, deadline)
        _check(client, address, list(workers))
        yield client, sum(workers.values())
    finally:
        # A scheduler that has died or stopped does not reply when a client closes.
        with suppress(Exception):
            _started(client.close).result(CONNECTING / 2)


def _silence() -> None:
    """Silence the log of Dask: this program reports all that a user must act on."""
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] in {"distributed", "tornado"}:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _security(distributed: Any, address: str) -> Any:  # noqa: ANN401 - Dask has no types
    """Return the certificates that Dask is configured with.

    Raises:
        NoCluster: the scheme of the address is unknown, or needs certificates that are missing.
    """
    scheme, mark, _ = address.partition("://")
    if mark and scheme not in _SCHEMES:
        raise NoCluster(f"--cluster: '{address}' is not understood; needed: tcp://HOST:PORT or tls://HOST:PORT")
    try:
        security = distributed.Security()
        context = security.get_connection_args("client")["ssl_context"]
    except (OSError, ssl.SSLError, ValueError, TypeError) as error:
        raise NoCluster(f"--cluster: the certificates of Dask cannot be used: {error}", _named()) from None
    if scheme == "tls" and context is None:
        raise NoCluster(f"--cluster: '{address}' needs certificates", _named())
    return security


def _named() -> str:
    return f"files are named by {', '.join(_CERTIFICATES)}"


def _connected(distributed: Any, address: str, security: Any) -> Any:  # noqa: ANN401 - Dask has no types
    """Connect, and be answered, before Dask's client is made, which would wait for an answer without end."""

    async def answered() -> None:
        async with asyncio.timeout(CONNECTING):
            listener = await distributed.comm.connect(
                address, timeout=0.9 * CONNECTING, **security.get_connection_args("client")
            )
            await listener.close()

    def connect() -> Any:  # noqa: ANN401 - Dask has no types
        asyncio.run(answered())
        return distributed.Client(address, timeout=CONNECTING, security=security, set_as_default=False)

    with warnings.catch_warnings():
        # Dask warns of versions, most of which do not matter; those that do are refused.
        warnings.simplefilter("ignore")
        try:
            return _started(connect).result(2 * CONNECTING)
        except TimeoutError:
            reason = f"no answer of a Dask scheduler within {CONNECTING:.0f} s"
        except Exception as error:  # noqa: BLE001 - any listener may send anything
            reason = root_error(error)
    raise NoCluster(f"--cluster: nobody answers at '{address}': {reason}")


def _workers(client: Any, address: str, deadline: float) -> dict[str, int]:  # noqa: ANN401 - Dask has no types
    """Return the threads of each worker; a cluster that grows with its work receives some."""
    found: dict[str, int] = {}
    wake_up = None
    while not found and time.monotonic() < deadline:
        with suppress(OSError):
            found = _started(client.nthreads).result(max(0.0, deadline - time.monotonic()))
        if not found:
            wake_up = wake_up or client.submit(identity, pure=False)
            time.sleep(0.1)
    if not found:
        raise CannotCompute(f"the cluster at {address} has no workers, after {CONNECTING:.0f} s")
    return found


def _check(client: Any, address: str, workers: list[str]) -> None:  # noqa: ANN401 - Dask has no types
    """Refuse a cluster with a worker that would not give the same bits."""
    here, deadline = identity(), time.monotonic() + ASKING
    asked = {worker: _started(partial(client.run, reply, here, identity, workers=[worker])) for worker in workers}
    refused = {worker: _refusal(worker, answer, here, deadline) for worker, answer in asked.items()}
    lines = [f"{worker}: {reason}" for worker, reason in refused.items() if reason]
    if lines:
        more = [f"and {len(lines) - _LISTED} more"] if len(lines) > _LISTED else []
        raise CannotCompute(
            f"{len(lines)} of {len(workers)} workers of the cluster at {address} would not give the same numbers",
            "\n       ".join((*lines[:_LISTED], *more)),
        )


def _refusal(worker: str, answer: Future[Any], here: ProcessIdentity, deadline: float) -> str:
    """Return the reason for which a worker is refused, empty if it is not."""
    try:
        there, _ = answer.result(max(0.0, deadline - time.monotonic()))[worker]
    except TimeoutError:
        return f"no answer within {ASKING:.0f} s"
    except Exception as error:  # noqa: BLE001 - any error there is the reason
        return f"does not run this program: {root_error(error)}"
    return "; ".join(differences(there, here))


def root_error(error: BaseException) -> str:
    """Return the root cause of an error of Dask, in a line."""
    while error.__cause__ and str(error.__cause__):
        error = error.__cause__
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return text.splitlines()[0]


def _started(ask: Callable[[], Answer]) -> Future[Answer]:
    """Start a call that may never end: its thread is left behind then, and does not keep the process."""
    answer: Future[Answer] = Future()

    def work() -> None:
        try:
            answer.set_result(ask())
        except BaseException as error:  # noqa: BLE001 - it is raised where the answer is waited for
            answer.set_exception(error)

    Thread(target=work, daemon=True).start()
    return answer
