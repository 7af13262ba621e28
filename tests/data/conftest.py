"""The tests of this folder hold the shipped numbers; every other test runs on frozen ones."""

import pytest


@pytest.fixture(scope="module", autouse=True)
def _on_shipped_data(shipped_data: None) -> None:
    """Run every test here on the shipped data."""
