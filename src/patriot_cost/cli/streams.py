"""Output streams that raise the errors of this program in place of those of the operating system."""

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
    """The reader closed the pipe; no message is printed."""

    exit_code = 141


class GuardedStream(io.BufferedIOBase):
    """A stream that turns an error of the operating system into one of its owner, once.

    Later output is lost: Python writes its buffer again when it closes the stream.
    """

    def __init__(self, stream: BinaryIO, to_error: Callable[[OSError], PatriotCostError]) -> None:
        self._stream, self._to_error = stream, to_error
        self._lost = False

    def writable(self) -> bool:
        """Return True: an error is raised when it is written."""
        return True

    def fileno(self) -> int:
        """Return the descriptor."""
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
            raise self._to_error(error) from None

    def flush(self) -> None:
        """Write the buffer."""
        if self._lost or self._stream.closed:
            return
        try:
            self._stream.flush()
        except OSError as error:
            self._lost = True
            raise self._to_error(error) from None


@contextmanager
def guarded_output() -> Iterator[None]:
    """Turn errors of standard output into those of this program.

    Raises:
        ClosedPipe: its reader went away.
        CannotCompute: it is closed, or its disk is full.
    """
    original = sys.stdout
    if original:
        guard = GuardedStream(original.buffer, partial(_of_standard_output, original.buffer))
    else:
        # A stream of the base class cannot be written.
        guard = GuardedStream(cast("BinaryIO", io.BufferedIOBase()), _of_no_output)
    encoding = original.encoding if original else "utf-8"
    sys.stdout = io.TextIOWrapper(guard, encoding, errors="replace")
    try:
        yield
        sys.stdout.flush()
    finally:
        sys.stdout = original


def _of_standard_output(stream: BinaryIO, error: OSError) -> PatriotCostError:
    # The rest of the buffer would be written at exit, and fail again. A stream in memory has no descriptor.
    with suppress(io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if isinstance(error, BrokenPipeError):
        return ClosedPipe("")
    return CannotCompute(f"standard output cannot be written: {error.strerror}")


def _of_no_output(_: OSError) -> PatriotCostError:
    return CannotCompute("standard output is closed")
