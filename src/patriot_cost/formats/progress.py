"""A bar on standard error for what takes longer than a second."""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PATIENCE = 1.0
"""Seconds before the bar is drawn."""


@contextmanager
def progress(total: int, text: str) -> Iterator[Callable[[int], None]]:
    """Give a function that says that so many more of the total are done; the bar goes away at the end."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f} %"))
    bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    task = bar.add_task(text, total=total)
    since = monotonic()

    def advance(more: int) -> None:
        bar.advance(task, more)
        if monotonic() - since > _PATIENCE:
            bar.start()

    try:
        yield advance
    finally:
        bar.stop()
