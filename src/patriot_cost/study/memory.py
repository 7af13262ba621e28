"""Memory limits of a process, beyond which libraries crash or wait for ever when they load."""

from __future__ import annotations

import os
from importlib.util import find_spec

from patriot_cost.errors import CannotCompute

_MEGABYTE = 2**20
ARRAYS, FRAMES = 300 * _MEGABYTE, 900 * _MEGABYTE
"""Address space that numpy and scipy take, and with polars, before any computation; measured."""
_EACH_THREAD = 64 * _MEGABYTE
"""Address space that the C library reserves for each of their threads, one per processor."""


def room_for(size: int) -> bool:
    """Tell whether a library fits in the address space of the process, which `ulimit -v` limits."""
    limit = _limit()
    return limit is None or _needed(size) <= limit


def check_room() -> None:
    """Refuse a study if there is too little memory.

    Raises:
        CannotCompute: numpy and scipy would not load.
    """
    limit = _limit()
    if limit is not None and _needed(ARRAYS) > limit:
        allowed, needed = (f"{size // _MEGABYTE:,} MB" for size in (limit, _needed(ARRAYS)))
        raise CannotCompute(f"there is not enough memory for this: {allowed} allowed (ulimit -v); needed: {needed}")


def _needed(size: int) -> int:
    return size + _EACH_THREAD * (os.cpu_count() or 1)


def _limit() -> int | None:
    """Return the limit of the address space of the process, None if there is none."""
    if not find_spec("resource"):
        return None
    import resource  # noqa: PLC0415 - there is none on Windows

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if limit == resource.RLIM_INFINITY else limit
