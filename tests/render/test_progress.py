"""The bar of what takes long."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
