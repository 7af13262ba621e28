"""The committed answers of the shipped data, README's among them; every other test but tests/data runs on frozen data.

`pytest tests/golden --update` rewrites what differs and prints the difference. Read it, and check the figures by
another route (test_by_hand.py), before it is committed.
"""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module", autouse=True)
def _on_shipped_data(shipped_data: None) -> None:
    """Run every test here on the shipped data."""
