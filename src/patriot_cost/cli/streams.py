"""Streams for writing that say in our words what keeps them from being written."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, cast

from patriot_cost.errors import CannotCompute, PatriotCostError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed import ReadableBuffer


class ClosedPipe(PatriotCostError):
    """The reader went away; nothing is said about it."""

    exit_code = 141


class Told(io.BufferedIOBase):
    """A stream that raises what its owner says in place of an error of the operating system, once.

    What comes after that is lost: when it is taken apart, Python writes again what was held back.
    """

    def __init__(self, stream: BinaryIO, said: Callable[[OSError], PatriotCostError]) -> None:
        self._stream, self._said = stream, said
        self._lost = False

    def writable(self) -> bool:
        """Say that it can be written: what cannot is told then."""
        return True

    def fileno(self) -> int:
        """Return its descriptor."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Tell whether it is a terminal."""
        return self._stream.isatty()

    def write(self, content: ReadableBuffer) -> int:
        """Write bytes."""
        if self._lost:
            return memoryview(content).nbytes
        try:
            return self._stream.write(content)
        except OSError as error:
            self._lost = True
            raise self._said(error) from None

    def flush(self) -> None:
        """Write what is held back."""
        if self._lost or self._stream.closed:
            return
        try:
            self._stream.flush()
        except OSError as error:
            self._lost = True
            raise self._said(error) from None


@contextmanager
def guarded_output() -> Iterator[None]:
    """Have whoever writes to standard output told in our words what is wrong with it, and nobody else.

    Raises:
        ClosedPipe: its reader went away.
        CannotCompute: it is closed, or its disk is full.
    """
    given = sys.stdout
    if given:
        guard = Told(given.buffer, partial(_of_standard_output, given.buffer))
    else:
        # The plainest of streams cannot be written.
        guard = Told(cast("BinaryIO", io.BufferedIOBase()), _of_no_output)
    encoding = given.encoding if given else "utf-8"
    sys.stdout = io.TextIOWrapper(guard, encoding, errors="replace")
    try:
        yield
        sys.stdout.flush()
    finally:
        sys.stdout = given


def _of_standard_output(stream: BinaryIO, error: OSError) -> PatriotCostError:
    # What is left in the buffer would be written at exit, and fail again. A stream in memory has no descriptor.
    with suppress(io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if isinstance(error, BrokenPipeError):
        return ClosedPipe("")
    return CannotCompute(f"standard output cannot be written: {error.strerror}")


def _of_no_output(_: OSError) -> PatriotCostError:
    return CannotCompute("standard output is closed")
