"""A progress bar on standard error for work of more than a second."""

from __future__ import annotations

from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

_PATIENCE = 1.0
"""Seconds before the bar is drawn."""


class ProgressBar:
    """A bar that is drawn once the work takes long, and is erased when it is stopped."""

    def __init__(self, total: int, text: str) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f} %"))
        self._progress = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task(text, total=total)
        self._since = monotonic()

    def advance(self, more: int) -> None:
        """Add to the part of the total that is done."""
        self._progress.advance(self._task, more)
        if monotonic() - self._since > _PATIENCE:
            self._progress.start()

    def stop(self) -> None:
        """Erase the bar."""
        self._progress.stop()
