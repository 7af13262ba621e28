"""Identity of a process, as far as results depend on it, and a helper process if numpy was loaded too early."""

from __future__ import annotations

import os
import pickle
import platform
import subprocess
import sys
import threading
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from patriot_cost.study.numpy_kernels import features, narrow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ProcessIdentity = dict[str, str]
"""The versions and instructions on which results depend; data are left out, a job holds all it needs of them."""

_VECTORS = "vector instructions"
_IDLE = 60.0
"""Seconds without a request after which a helper process of a worker ends."""
_SERVE = "from patriot_cost.study.process_identity import serve; serve()"


def _source() -> str:
    """Return the hash of the program's source at the time this module is loaded."""
    root = Path(__file__).parent.parent
    digest = sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


_SOURCE = _source()
_VERSION: str = sys.modules[__name__.partition(".")[0]].__version__
"""The version of the loaded package, which is not imported here: it knows all the layers above."""


def identity() -> ProcessIdentity:
    """Return the identity of this process."""
    narrow()
    import numpy as np  # noqa: PLC0415 - after its kernels are chosen
    import scipy  # noqa: PLC0415 - same

    return {
        "patriot-cost": _VERSION,
        "formulas": _SOURCE,
        "Python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "machine": " ".join((platform.machine(), *platform.libc_ver())).strip(),
        _VECTORS: " ".join(features() or ()),
    }


def differences(there: Mapping[str, str], here: Mapping[str, str]) -> list[str]:
    """Return the differences of two identities in words: `numpy 2.0.0, here 2.4.6`."""
    return [
        "other formulas" if name == "formulas" else f"{name} {there.get(name, 'unknown')}, here {here[name]}"
        for name in here
        if there.get(name) != here[name]
    ]


def reply(
    sender: ProcessIdentity,
    function: Callable[..., Any],
    *arguments: Any,  # noqa: ANN401 - of any function
) -> tuple[ProcessIdentity, Any]:
    """Return the identity of this process, and the reply to a sender's call: None if the identities differ.

    A worker has often loaded numpy, with all its kernels, before its first request: then a helper process answers,
    which loads numpy anew.
    """
    here = identity()
    if here != sender and here | {_VECTORS: sender[_VECTORS]} == sender:
        found: tuple[ProcessIdentity, Any] = _asked_of_helper((sender, function, arguments))
        return found
    return here, function(*arguments) if here == sender else None


_HELPER = threading.local()


def _asked_of_helper(request: object) -> Any:  # noqa: ANN401 - the result of any function
    """Send a request to the helper process of this thread, which is started if none runs."""
    with suppress(BrokenPipeError, EOFError):
        return _asked(getattr(_HELPER, "process", None), request)
    command = [sys.executable, "-c", _SERVE]
    _HELPER.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - own
    try:
        return _asked(_HELPER.process, request)
    except (BrokenPipeError, EOFError):
        raise RuntimeError("a process beside the worker ended before it answered") from None


def _asked(process: subprocess.Popen[bytes] | None, request: object) -> Any:  # noqa: ANN401 - the result of any function
    if process is None:
        raise EOFError
    sent, received = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
    pickle.dump(request, sent)
    sent.flush()
    answer, error = pickle.load(received)  # noqa: S301 - from a process of ours
    if error is not None:
        raise error
    return answer


def serve() -> None:
    """Reply on standard output to requests on standard input, until it ends or none comes for long."""
    narrow()
    while True:
        idle = threading.Timer(_IDLE, os._exit, [0])
        idle.daemon = True
        idle.start()
        try:
            sender, function, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the worker
        except EOFError:
            return
        idle.cancel()
        own, answer, failed = identity(), None, None
        try:
            answer = function(*arguments) if own == sender else None
        except Exception as error:  # noqa: BLE001 - it is raised in the worker
            failed = error
        pickle.dump(((own, answer), failed), sys.stdout.buffer)
        sys.stdout.buffer.flush()
