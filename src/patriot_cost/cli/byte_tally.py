"""Tallies of the bytes written, for the record of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from patriot_cost.characters import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from patriot_cost.model.manifest import Output

_MOST_KEPT = 2**20
"""Bytes of an answer that are kept, to be compared number by number."""


class Tally:
    """The hash and the number of the bytes of an answer, updated as they are written; the bytes too, unless many."""

    def __init__(self) -> None:
        from hashlib import sha256

        self.count = 0
        self._digest = sha256()
        self._kept: list[bytes] | None = []

    def update(self, data: bytes) -> None:
        """Count some bytes."""
        self.count += len(data)
        self._digest.update(data)
        if self.count > _MOST_KEPT:
            self._kept = None
        if self._kept is not None:
            self._kept.append(data)

    def counted_stream(self, stream: BinaryIO) -> BinaryIO:
        """Return a stream that passes on the bytes written, and counts them."""
        return cast("BinaryIO", _Counted(self, stream))

    @property
    def text(self) -> str | None:
        """The bytes as text, if they are text and not many; escape codes are made visible."""
        try:
            return None if self._kept is None else escaped(b"".join(self._kept).decode())
        except UnicodeDecodeError:
            return None

    @property
    def output(self) -> Output:
        """The record of the bytes written."""
        from patriot_cost.model.manifest import Output

        return Output(bytes=self.count, hash=f"sha256:{self._digest.hexdigest()}")


class _Counted:
    """A stream for writing whose bytes are counted."""

    def __init__(self, tally: Tally, stream: BinaryIO) -> None:
        self._tally, self._stream = tally, stream

    def write(self, content: bytes) -> int:
        self._tally.update(content)
        return self._stream.write(content)

    def writelines(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        self._stream.flush()
