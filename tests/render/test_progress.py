"""The bar of what takes long."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console

from patriot_cost.render import progress

if TYPE_CHECKING:
    import pytest


def test_the_bar_is_drawn_after_a_second_and_no_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done within a second is done without a bar."""
    now = 100.0
    drawn: list[float] = []
    monkeypatch.setattr(progress, "monotonic", lambda: now)
    monkeypatch.setattr(progress.Progress, "start", lambda _: drawn.append(now))
    bar = progress.ProgressBar(10, "10 points")
    now = 101.0
    bar.advance(1)
    assert drawn == []
    now = 101.01
    bar.advance(1)
    assert drawn == [101.01]
    bar.stop()


def test_the_bar_tells_how_much_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """It begins with what was done before it was drawn: after 1 and 2 of 10 it is at 30 %."""
    screen = io.StringIO()
    monkeypatch.setattr(progress, "Console", lambda **_: Console(file=screen, force_terminal=True, width=100))
    now = 0.0
    monkeypatch.setattr(progress, "monotonic", lambda: now)
    bar = progress.ProgressBar(10, "10 points")
    bar.advance(1)
    assert not screen.getvalue()
    now = 2.0
    bar.advance(2)
    bar.stop()
    assert "10 points" in screen.getvalue()
    assert "30 %" in screen.getvalue()
