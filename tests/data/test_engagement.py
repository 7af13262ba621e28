"""Launches engaged, kill of an engagement, and the national share that was observed are three quantities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

pytestmark = pytest.mark.usefixtures("shipped_data")


@pytest.mark.parametrize("command", ["engage", "stock"])
def test_their_product_stands_beside_the_observed_shares(cli: Callable[..., Any], command: str) -> None:
    """Both answers have the product of the first two, and the observed shares with their periods and the difference."""
    setting = ("--set", "engagement.share_engaged=50%", "--set", "engagement.hit_probability=60%")
    text = " ".join(cli(command, "-s", "mid-2026", *setting, "-q", "--all").out.split())
    assert "50 % of the launches engaged, of which 84 % are hit: 42 % of the launches shot down" in text
    assert "Observed national shares of the ballistic missiles launched:" in text
    assert "24.2 % (2022-09 to 2025-10-24, FRC-312)" in text
    assert "neither assumption is derived from them" in text
