"""Signals that end the run: tidy up, and exit with the code of the signal."""

from __future__ import annotations

import os
import signal
from _thread import allocate_lock, start_new_thread
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SIGNALS = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGXCPU")
"""Signals that end a program, but for those of a broken one. Not every system has all."""

held = allocate_lock()
"""Signals wait while it is held."""
_to_tidy: list[Callable[[], None]] = []
_noted: list[int] = []
"""Signals received, as the main thread knows them."""


@contextmanager
def tidied(tidy: Callable[[], None]) -> Iterator[None]:
    """Tidy up at the end of the block, and if a signal ends the run within it."""
    with held:
        _to_tidy.append(tidy)
    try:
        yield
    finally:
        with held:
            _to_tidy.remove(tidy)
            tidy()


def watch() -> None:
    """End the process at the first signal that ends it; a signal that its caller ignores stays ignored.

    A thread does so, since Python notifies the main thread only once a long call into a library returns. If the system
    has no thread or pipe left, signals end the run as they end any program.
    """
    with suppress(OSError, RuntimeError):
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        start_new_thread(_end, (reader,))
        signal.set_wakeup_fd(writer)
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, lambda noted, _: _noted.append(noted))


def exit_code(code: int) -> int:
    """Return the exit code of a finished run: that of a signal which came while it could not be ended."""
    return 128 + _noted[0] if _noted else code


def _end(reader: int) -> None:
    number = os.read(reader, 1)[0]
    with held:
        for tidy in reversed(_to_tidy):
            with suppress(Exception):
                tidy()
        os._exit(128 + number)
