"""The programs that the benchmarks write by hand are a second route to what is drawn: both give the same."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the benchmark of draws, whose folder is no package."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    return importlib.import_module("simulation")


def test_the_funding_need_is_drawn_as_plain_numpy_draws_it(by_hand: ModuleType) -> None:
    """Mean, deviation and percentiles of other points agree to a hundredth."""
    assert by_hand.funding_need(100_000)() == pytest.approx(by_hand.by_hand(100_000), rel=1e-2)


def test_the_empty_month_is_drawn_as_plain_numpy_draws_it(by_hand: ModuleType) -> None:
    """The percentiles of months are the same months, and none of them is never."""
    drawn, written = by_hand.stock(2_000)()[2:], by_hand.stock_by_hand(2_000)()[2:]
    assert drawn == pytest.approx(written, abs=1e-9)
    assert max(drawn) < float("inf")
    assert min(drawn) < max(drawn)
